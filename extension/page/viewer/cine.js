/** A clip: how fast it plays, which frame follows, and pictures that are made ready before they are shown. */

/** Pictures a second of a clip that does not say how fast it was taken. */
export const USUAL = 15;
/** No screen shows more, and no eye follows. */
const FASTEST = 60;
/** Pictures that are kept, in bytes: some hundred of a usual size. */
const ROOM = 96 * 1024 * 1024;
/** Requests under way beside the one for the picture that is waited for. */
const AHEAD = 2;

/** Pictures a second: what the file says (`image.rate`), as far as a screen can follow. */
export function pace(image) {
  return Math.min(FASTEST, image.rate ?? USUAL);
}

/** The frame after `frame`, and the step to the one after that: from the last back to the first, or back the way it came. */
export function following(frame, step, {frames, sweeps}) {
  const next = frame + step;
  if (next >= 0 && next < frames) return {frame: next, step};
  if (!sweeps || frames < 2) return {frame: (next + frames) % frames, step: 1};
  return {frame: frame - step, step: -step};
}

/** Calls `step` at a rate, as the screen is drawn. A step that gives false was not possible yet, and is tried at the next drawing. */
export class Clock {
  #asked = null;
  #due = 0;

  constructor(step, {next = (call) => requestAnimationFrame(call), stop = (asked) => cancelAnimationFrame(asked)} = {}) {
    this.step = step;
    this.next = next;
    this.end = stop;
  }

  /** Begin with `rate` steps a second. */
  start(rate) {
    this.stop();
    const period = 1000 / rate;
    this.#due = 0;
    const tick = (now) => {
      this.#asked = this.next(tick);
      // half a drawing early is nearer than half a drawing late
      if (now < this.#due - 8 || !this.step()) return;
      // who is late does not catch up: a clip is never faster than it was taken
      this.#due = Math.max(this.#due, now - period) + period;
    };
    this.#asked = this.next(tick);
  }

  stop() {
    if (this.#asked !== null) this.end(this.#asked);
    this.#asked = null;
  }
}

/** Pictures by what was asked for, the newest `room` bytes of them; each is asked for once. */
export class Ahead {
  #made = new Map();
  #asked = new Map();
  #bytes = 0;
  #age = 0;

  constructor(room = ROOM) {
    this.room = room;
  }

  /** The picture of a key, if it is there. */
  has(key) {
    return this.#made.has(key);
  }

  /** The picture of a key: the one that is kept, or the answer of `asking()`. */
  async get(key, asking) {
    const kept = this.#made.get(key);
    if (kept) {
      // what was looked at last goes last
      this.#made.delete(key);
      this.#made.set(key, kept);
      return kept;
    }
    if (!this.#asked.has(key)) {
      const age = this.#age;
      const asked = asking().then((picture) => {
        if (age === this.#age) this.#keep(key, picture);
        return picture;
      }).finally(() => {
        if (this.#asked.get(key) === asked) this.#asked.delete(key);
      });
      this.#asked.set(key, asked);
    }
    return this.#asked.get(key);
  }

  /** Have those of `wanted` (`[key, asking]`, the nearest first) made that are not there, a few at a time. */
  want(wanted) {
    for (const [key, asking] of wanted) {
      if (this.#asked.size >= AHEAD) return;
      // that it cannot be made is said when it is looked at
      if (!this.#made.has(key) && !this.#asked.has(key)) this.get(key, asking).catch(() => {});
    }
  }

  /** Forget every picture. */
  clear() {
    this.#age += 1;
    this.#made.clear();
    this.#asked.clear();
    this.#bytes = 0;
  }

  #keep(key, picture) {
    const {byteLength} = picture.pixels;
    if (byteLength * 2 > this.room) return;
    this.#made.set(key, picture);
    this.#bytes += byteLength;
    for (const [oldest, {pixels}] of this.#made) {
      if (this.#bytes <= this.room) return;
      this.#made.delete(oldest);
      this.#bytes -= pixels.byteLength;
    }
  }
}
