/** `<body data-busy>` tells outside programs, and style, that something is under way; `slow` that a person should see it. */

/** @typedef {import('./session.js').Session} Session */

/** Milliseconds of work without a bar. */
const PATIENCE = 700;
/** One step's answer is often the next step's request: the mark stays on for so many milliseconds between them. */
const BETWEEN = 40;

export class BusyMark {
  slow = false;
  #changes = 0;
  /** @type {any} */
  #slowly = null;

  /** @param {Session} session */
  constructor(session) {
    this.session = session;
  }

  /** Show how things stand now. */
  show() {
    this.#changes += 1;
    const change = this.#changes;
    if (this.session.core.pending > 0 || this.session.reader.loading > 0 || this.session.task) {
      document.body.dataset.busy = 'true';
      this.#slowly ??= setTimeout(() => this.#become(true), PATIENCE);
      return;
    }
    setTimeout(() => {
      if (change !== this.#changes) return;
      // What was read and is not drawn yet is still under way.
      if (this.session.behind) {
        this.show();
        return;
      }
      delete document.body.dataset.busy;
      clearTimeout(this.#slowly);
      this.#slowly = null;
      this.#become(false);
    }, BETWEEN);
  }

  /** @param {boolean} slow */
  #become(slow) {
    if (this.slow === slow) return;
    this.slow = slow;
    this.session.changed();
  }
}
