/**
 * Several workers for the files of a set: each is given one file at a time, and knows nothing of the others.
 *
 * What one file costs is memory of its worker: a runtime of some 120 MB. So there are as many as processors less one, which stays with
 * the page, fewer where memory is short, and never none.
 */

const MOST = 8;
const COST = 0.12;           // GB that a worker may need before it has a file
const SHARE = 1 / 4;         // of the machine's memory that workers may have together
const UNTOLD = 4;            // GB, where a browser does not tell

/** How many workers a machine of so many processors and GB of memory gets. */
export function places(processors, memory) {
  return Math.max(1, Math.min((processors || 2) - 1, Math.floor(((memory || UNTOLD) * SHARE) / COST), MOST));
}

export class Pool {
  #free = [];
  #cores = [];
  #waiting = [];

  /** `make()` gives the door to a new worker (`core.js`), `greeting()` what that has to learn first. */
  constructor(make, greeting, size = places(navigator.hardwareConcurrency, navigator.deviceMemory)) {
    this.greeting = greeting;
    for (let place = 0; place < size; place += 1) {
      const one = {core: make(), greeted: false};
      one.core.addEventListener('restart', () => { one.greeted = false; });
      this.#cores.push(one);
      this.#free.push(one);
    }
  }

  get size() {
    return this.#cores.length;
  }

  /** Wait for a worker that has nothing to do. Whoever takes one gives it back. */
  async take() {
    return this.#free.shift() ?? new Promise((resolve) => { this.#waiting.push(resolve); });
  }

  give(one) {
    const next = this.#waiting.shift();
    if (next) next(one);
    else this.#free.push(one);
  }

  /** The door of a taken worker, which knows secret and lists by then. */
  async door(one) {
    if (!one.greeted) {
      await one.core.request('hello', this.greeting());
      one.greeted = true;
    }
    return one.core;
  }

  /** End all workers and what they are doing: every request rejects as cancelled. */
  end() {
    for (const {core} of this.#cores) core.restart();
  }
}
