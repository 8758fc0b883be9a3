/** Name, preset, state, and what goes for the whole panel: undo, redo, guide, tab, clear. */

import {html} from 'lit';
import {isTab, message} from '../../door/browser.js';
import {give} from '../state/handover.js';
import {carriedOver, ownChoices} from '../state/history.js';
import {icon} from './icon.js';
import {Part} from './part.js';
import {count, ofPreset, word} from './words.js';

class Header extends Part {
  render() {
    const {hello, store, files, busy} = this.session;
    return html`
      <header class="head">
        <div class="head-row">
          <h1 class="brand">${icon('shield')}<span>Samar</span></h1>
          <div class="tools" role="toolbar" aria-label=${message('header_tools')}>
            ${tool('undo', 'undo', () => store.undo(), !store.canUndo || busy)}
            ${tool('redo', 'redo', () => store.redo(), !store.canRedo || busy)}
            ${tool('history', 'history-open', () => this.#ask('samar-history'), !(store.canUndo || store.canRedo))}
            ${tool('guide', 'guide-open', () => this.#ask('samar-guide'))}
            ${tool('keys', 'keys-open', () => this.#ask('samar-keys'))}
            ${isTab() ? '' : tool('tab', 'open-tab', () => give(this.session), !hello || busy)}
            ${tool('clear', 'clear', () => this.#clear(), !files.length || busy)}
          </div>
        </div>
        <div class="head-row">
          <label class="preset">
            <span>${message('header_preset')}</span>
            <select data-testid="preset-select" ?disabled=${!hello || busy} @change=${this.#preset}>
              ${(hello?.presets ?? []).map((preset) => html`
                <option value=${preset.id} data-testid="preset-option" .selected=${preset.id === store.choices.preset}>
                  ${ofPreset(preset, 'name')}</option>`)}
            </select>
          </label>
          ${this.#state()}
        </div>
        <samar-places></samar-places>
      </header>`;
  }

  #preset(event) {
    const {store, hello} = this.session;
    const before = store.choices;
    const [old, preset] = [before.preset, event.target.value].map((wanted) => hello.presets.find(({id}) => id === wanted));
    const {sum} = ownChoices(before, old?.options ?? []);
    store.choosePreset(preset.id);
    if (!sum || !old) return;
    const keep = () => store.change(carriedOver(before, old, preset, hello.options));
    this.session.offerUndo(count('preset_replaced', sum), {text: message('preset_keep'), act: keep});
  }

  /** One word for where things stand, with its icon. */
  #state() {
    const {busy, current, hello, error} = this.session;
    let [name, sign] = ['ready', 'info'];
    if (!hello) [name, sign] = error ? ['stopped', 'failed'] : ['starting', 'waiting'];
    else if (busy) [name, sign] = ['working', 'waiting'];
    else if (current?.state === 'stopped') [name, sign] = ['not_read', 'waiting'];
    else if (current && current.state !== 'open') [name, sign] = ['reading', 'waiting'];
    else if (current?.result && !this.session.results.fresh(current)) [name, sign] = ['changed', 'info'];
    else if (current?.savedAs) [name, sign] = ['saved', 'cleaned'];
    else if (current?.outcome) return html`<span class="state ${current.outcome}">${icon(current.outcome)}
      <span>${word('outcome', current.outcome)}</span></span>`;
    else if (current) [name, sign] = ['review', 'preview'];
    return html`<span class="state ${name}">${icon(sign)}<span>${message(`state_${name}`)}</span></span>`;
  }

  /** Masks and choices that no saved file has yet are asked for. */
  #clear() {
    if (this.session.results.unsaved) this.#ask('samar-ask-clear');
    else this.session.remove();
  }

  #ask(what) {
    this.dispatchEvent(new Event(what, {bubbles: true}));
  }
}

function tool(name, id, act, disabled = false) {
  const text = message(`header_${name}`);
  return html`<button class="tool" type="button" data-testid=${id} title=${text} aria-label=${text}
    ?disabled=${disabled} @click=${act}>${icon(name)}</button>`;
}

customElements.define('samar-header', Header);
