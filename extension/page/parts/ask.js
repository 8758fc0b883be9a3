/** What is asked before masks or choices go that no saved file has yet. */

import {html} from 'lit';
import {message} from '../../door/browser.js';
import {Part} from './part.js';

export class Ask extends Part {
  show() {
    this.querySelector('dialog').showModal();
  }

  render() {
    return html`<dialog class="sheet ask" data-testid="ask-clear" aria-labelledby="title-ask">
      <div class="sheet-head"><h2 id="title-ask">${message('ask_clear_title')}</h2></div>
      <p>${message('ask_clear_text')}</p>
      <div class="buttons"><button class="button" type="button" data-testid="clear-keep" autofocus @click=${() => this.#close()}>${message('ask_clear_keep')}</button>
        <button class="button primary" type="button" data-testid="clear-confirm" @click=${() => {
          this.#close();
          this.session.remove();
        }}>${message('ask_clear_go')}</button></div>
    </dialog>`;
  }

  #close() {
    this.querySelector('dialog').close();
  }
}

customElements.define('samar-ask', Ask);
