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

/** How many workers a machine of so many processors and GB of memory gets.
 * @param {number} [processors] @param {number} [memory] */
export function places(processors, memory) {
  return Math.max(1, Math.min((processors || 2) - 1, Math.floor(((memory || UNTOLD) * SHARE) / COST), MOST));
}

/** @typedef {{core: import('./core.js').Core, greeted: boolean}} Place */

export class Pool {
  /** @type {Place[]} */
  #free = [];
  /** @type {Place[]} */
  #cores = [];
  /** @type {((one: Place) => void)[]} */
  #waiting = [];

  /** `make()` gives the door to a new worker (`core.js`), `greeting()` what that has to learn first.
   * @param {() => import('./core.js').Core} make @param {() => Record<string, any>} greeting */
  constructor(make, greeting, size = places(navigator.hardwareConcurrency, /** @type {any} */ (navigator).deviceMemory)) {
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

  /** Wait for a worker that has nothing to do. Whoever takes one gives it back.
   * @returns {Promise<Place>} */
  async take() {
    return this.#free.shift() ?? new Promise((resolve) => { this.#waiting.push(resolve); });
  }

  /** @param {Place} one */
  give(one) {
    const next = this.#waiting.shift();
    if (next) next(one);
    else this.#free.push(one);
  }

  /** The door of a taken worker, which knows secret and lists by then.
   * @param {Place} one */
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
