/** All steps of choices, in a dialog: any of them can be gone back to, and forward again. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {stepOf} from '../state/history.js';
import {icon} from './icon.js';
import {Part} from './part.js';
import {count, number, ofPreset, visible, word} from './words.js';

/** Steps that are listed: the last ones. */
const MOST = 200;

export class Steps extends Part {
  static properties = {open: {state: true}};

  constructor() {
    super();
    this.open = false;
  }

  async show() {
    this.open = true;
    await this.updateComplete;
    this.querySelector('dialog').showModal();
    this.querySelector('[aria-current]')?.scrollIntoView({block: 'nearest'});
  }

  render() {
    const {store} = this.session;
    // while nobody looks the steps are not gone through: every drag of a mask is one
    const {line, at} = this.open ? store : {line: [], at: 0};
    const first = Math.max(1, line.length - MOST);
    return html`<dialog class="sheet" data-testid="history" aria-labelledby="title-history" @close=${() => { this.open = false; }}>
      <div class="sheet-head"><h2 id="title-history">${message('history_title')}</h2>
        <button class="tool" type="button" aria-label=${message('dialog_close')} title=${message('dialog_close')}
          @click=${() => this.querySelector('dialog').close()}>${icon('close')}</button></div>
      <p>${message(line.length > 1 ? 'history_text' : 'history_none')}</p>
      <ol class="steps">
        ${this.open && first === 1 ? this.#step(0, message('history_start'), at) : nothing}
        ${line.slice(first).map((choices, index) => this.#step(first + index, this.#said(stepOf(line[first + index - 1], choices)), at))}
      </ol>
    </dialog>`;
  }

  #step(to, text, at) {
    return html`<li><button class="history-step ${to > at ? 'ahead' : ''}" type="button" data-testid="history-step" aria-current=${to === at ? 'step' : nothing}
      ?disabled=${this.session.busy} @click=${() => {
        this.session.store.goTo(to);
        this.session.announce(message('history_gone', [text]));
        this.requestUpdate();
      }}><span class="help">${number(to)}</span> <bdi>${text}</bdi></button></li>`;
  }

  #said({code, n, detail}) {
    if (code === 'preset') {
      const preset = this.session.hello?.presets.find(({id}) => id === detail);
      return message('step_preset', [preset ? ofPreset(preset, 'name') : '']);
    }
    if (code === 'options' || code === 'found') return message(`step_${code}`);
    if (code === 'category' && detail) return message('step_category', [word('category', detail)]);
    if (code === 'element' && detail) return message('step_element', [visible(detail)]);
    return count(`step_${code}`, n);
  }
}

customElements.define('samar-history', Steps);
