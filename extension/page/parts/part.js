/** What every part is: a Lit element in the light DOM, so that one style sheet and outside programs reach into it. */

import {LitElement} from 'lit';
import {session} from '../state/session.js';

/** A part that took longer than this to draw, in milliseconds, as over half a million files, … */
const SLOW = 50;
/** … is drawn again only after so many times that long, so that it takes a small share of the page's time. */
const REST = 8;

export class Part extends LitElement {
  session = session;
  #from = 0;
  #later = null;
  #drawn = null;
  #again = (/** @type {any} */ {detail}) => {
    const rest = detail.behind ? this.#from - performance.now() : 0;
    if (rest <= 0) {
      this.requestUpdate();
    } else if (this.#later === null) {
      this.#drawn = session.putOff();
      this.#later = setTimeout(() => {
        this.requestUpdate();
        this.updateComplete.finally(() => this.#rested());
      }, rest);
    }
  };

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    session.addEventListener('change', this.#again);
  }

  disconnectedCallback() {
    session.removeEventListener('change', this.#again);
    clearTimeout(this.#later);
    this.#rested();
    super.disconnectedCallback();
  }

  performUpdate() {
    const began = performance.now();
    super.performUpdate();
    const now = performance.now();
    this.#from = now - began > SLOW ? now + (now - began) * REST : 0;
  }

  #rested() {
    this.#later = null;
    this.#drawn?.();
    this.#drawn = null;
  }

  /** The file that is shown, or null. */
  get entry() {
    return session.current;
  }
}
