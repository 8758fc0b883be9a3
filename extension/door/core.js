/**
 * The door to the worker: requests, progress, and the restart that is how cancel works.
 *
 * `docs/contracts.md`, "Worker protocol", says what goes through it. The worker answers one request at a time, in order.
 */

export class Core extends EventTarget {
  #worker = null;
  #next = 1;
  #waiting = new Map();

  /** Requests that have no answer yet. */
  get pending() {
    return this.#waiting.size;
  }

  /** Ask the worker; rejects with `{code, selector, offset, detail}`. `onProgress` gets `{done, total, what}`. */
  request(op, args = {}, {transfer = [], onProgress = null} = {}) {
    this.#worker ??= this.#start();
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {resolve, reject, onProgress});
      this.#worker.postMessage({id, op, ...args}, transfer);
      this.dispatchEvent(new Event('pending'));
    });
  }

  /** End the worker and whatever it is doing: every request in flight rejects with `code`. The next one starts anew. */
  restart(code = 'cancelled') {
    this.#worker?.terminate();
    this.#worker = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const {reject} of waiting) reject({code, selector: null, offset: null, detail: null});
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

  #answer({id, ok, result, error, progress}) {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    if (progress) {
      waiting.onProgress?.(progress);
      return;
    }
    this.#waiting.delete(id);
    if (ok) waiting.resolve(result);
    else waiting.reject(error);
    this.dispatchEvent(new Event('pending'));
  }
}
