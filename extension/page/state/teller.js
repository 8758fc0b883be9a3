/** What the session tells parts: that something is different, what went wrong, what is said aloud, whether values are covered. */

import {asError} from './errors.js';

/** @typedef {import('./types.js').Told} Told */

const SOON = 150;           // milliseconds between two times that the list shows what was read meanwhile

export class Teller extends EventTarget {
  /** @type {Told | null} */
  error = null;
  /** Whether values in table and summary are covered, so that a screen can be shared. */
  covered = false;
  spoken = '';
  /** @type {any} */
  #soon = null;
  #putOff = 0;

  /** Parts draw what they show. `behind`: nobody waits for it, so that a part that takes long may put it off. */
  changed(behind = false) {
    clearTimeout(this.#soon);
    this.#soon = null;
    this.dispatchEvent(new CustomEvent('change', {detail: {behind}}));
  }

  /** The same for what nobody waits for, such as the headers of two thousand files: shown together, a few times a second. */
  changedSoon() {
    this.#soon ??= setTimeout(() => this.changed(true), SOON);
  }

  /** Whether something is not drawn yet: what waits to be told, and what parts put off. */
  get behind() {
    return this.#soon !== null || this.#putOff > 0;
  }

  /** A part will draw later, because drawing takes it long. Gives what it calls, once, when it has drawn. */
  putOff() {
    this.#putOff += 1;
    return () => { this.#putOff -= 1; };
  }

  /** Say something to people who do not see the screen.
   * @param {string} text */
  announce(text) {
    this.spoken = text;
    this.changed();
  }

  /** Cover the values in table and summary, or show them.
   * @param {boolean} on */
  cover(on) {
    this.covered = on;
    this.changed();
  }

  /** What a part asked for went wrong; `place` says where it is told.
   * @param {any} error @param {string} place */
  fail(error, place) {
    this.error = {...asError(error), place};
    this.changed();
  }

  /** There it goes well again.
   * @param {string} place */
  recover(place) {
    if (this.error?.place !== place) return;
    this.error = null;
    this.changed();
  }
}
