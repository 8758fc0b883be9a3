/** What every part is: a Lit element in the light DOM, so that one style sheet and outside programs reach into it. */

import {LitElement} from 'lit';
import {session} from '../state/session.js';

export class Part extends LitElement {
  session = session;
  #again = () => this.requestUpdate();

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    session.addEventListener('change', this.#again);
  }

  disconnectedCallback() {
    session.removeEventListener('change', this.#again);
    super.disconnectedCallback();
  }

  /** The file that is shown, or null. */
  get entry() {
    return session.current;
  }
}
