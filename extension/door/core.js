/**
 * The door to a worker: requests, progress, the restart that is how cancel works, and the watch over what never answers.
 *
 * `docs/contracts.md`, "Worker protocol", says what goes through it. The worker answers one request at a time, in order: the oldest
 * without an answer is the one that it works on. It tells that it begins, and how far it is; a worker that ends without a word, or
 * that stays in one place for too long, is ended and started anew, and that one request fails.
 */

/** Milliseconds: from a request's turn to its begin, for any request, and on top of that for each byte of the file it is about. */
export const LIMITS = {begin: 60_000, base: 60_000, perByte: 0.001};
const WATCH = 1000;
/** A machine that slept was not working: a longer pause between two looks counts as this much. */
const LONGEST_LOOK = 30_000;

export class Core extends EventTarget {
  /** @type {Worker | null} */
  #worker = null;
  #next = 1;
  /** @type {Map<number, {resolve: Function, reject: Function, onProgress: Function | null, bytes: number, begun: boolean}>} */
  #waiting = new Map();
  /** @type {any} */
  #watch = null;
  #still = 0;
  #looked = 0;

  constructor(limits = LIMITS, watch = WATCH) {
    super();
    this.limits = limits;
    this.every = watch;
  }

  /** Requests that have no answer yet. */
  get pending() {
    return this.#waiting.size;
  }

  /** Ask the worker; rejects with `{code, selector, offset, detail}`. `onProgress` gets `{done, total, what}`, `bytes` is the size of
   * the file that the request is about, and gives it time.
   * @param {string} op
   * @param {Record<string, any>} args
   * @param {{transfer?: Transferable[], onProgress?: Function | null, bytes?: number}} more
   * @returns {Promise<any>} */
  request(op, args = {}, {transfer = [], onProgress = null, bytes = 0} = {}) {
    const worker = this.#worker ??= this.#start();
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      if (!this.#waiting.size) this.#moved();
      this.#waiting.set(id, {resolve, reject, onProgress, bytes, begun: false});
      worker.postMessage({id, op, ...args}, transfer);
      this.#watch ??= setInterval(() => this.#look(), this.every);
      this.dispatchEvent(new Event('pending'));
    });
  }

  /** End the worker and whatever it is doing: the request that it works on rejects with `code`, those behind it as cancelled. The next
   * one starts anew. */
  restart(code = 'cancelled') {
    this.#worker?.terminate();
    this.#worker = null;
    clearInterval(this.#watch);
    this.#watch = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const [place, {reject}] of waiting.entries()) {
      reject({code: place ? 'cancelled' : code, selector: null, offset: null, detail: null});
    }
    this.dispatchEvent(new Event('pending'));
    this.dispatchEvent(new Event('restart'));
  }

  #start() {
    const worker = new Worker(new URL('worker.js', document.baseURI));
    worker.onmessage = ({data}) => this.#answer(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.restart('worker-stopped');
    };
    return worker;
  }

  /** @param {{id: number, ok?: boolean, result?: any, error?: any, progress?: any, begun?: boolean}} answer */
  #answer({id, ok, result, error, progress, begun}) {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#moved();
    if (begun) waiting.begun = true;
    if (progress) waiting.onProgress?.(progress);
    if (progress || begun) return;
    this.#waiting.delete(id);
    if (!this.#waiting.size) {
      clearInterval(this.#watch);
      this.#watch = null;
    }
    if (ok) waiting.resolve(result);
    else waiting.reject(error);
    this.dispatchEvent(new Event('pending'));
  }

  /** The worker gave a sign of life. */
  #moved() {
    this.#still = 0;
    this.#looked = Date.now();
  }

  #look() {
    const [first] = this.#waiting.values();
    const now = Date.now();
    this.#still += Math.min(now - this.#looked, LONGEST_LOOK);
    this.#looked = now;
    if (!first) return;
    const {begin, base, perByte} = this.limits;
    if (this.#still > (first.begun ? base + first.bytes * perByte : begin)) this.restart(first.begun ? 'took-too-long' : 'worker-stopped');
  }
}
