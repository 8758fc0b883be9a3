/** The keys, in a dialog that `?` opens. */

import {html} from 'lit';
import {message} from '../../door/browser.js';
import {icon} from './icon.js';
import {Part} from './part.js';

/** Keys as they are printed on keyboards, and the message that says what they do. */
const KEYS = [
  ['Ctrl Z', 'key_undo'], ['Ctrl Shift Z', 'key_redo'], ['?', 'key_help'],
  ['Alt 1 2 3 4', 'key_places'], ['Ctrl Enter', 'key_preview'], ['Ctrl S', 'key_save'], ['↑ ↓ ← →', 'key_rows'],
  ['← ↑ → ↓', 'key_move'], ['Shift ←', 'key_move_far'], ['Alt ←', 'key_resize'], ['Delete', 'key_delete'], ['N', 'key_new'], ['D', 'key_copy'], ['T', 'key_found'], ['A', 'key_accept'], ['Ctrl C', 'key_clip'], ['Ctrl V', 'key_paste'],
  ['M O Y W P Z', 'key_tools'], ['+ − 0', 'key_zoom'], ['PageUp PageDown', 'key_frames'], ['L', 'key_part'], ['␣', 'key_play'], ['R', 'key_result'], ['C', 'key_compare'], ['I', 'key_invert'], ['1 2', 'key_actual'], [', .', 'key_files'], ['F', 'key_large'],
];

export class Keys extends Part {
  show() {
    this.querySelector('dialog').showModal();
  }

  render() {
    return html`<dialog class="sheet" aria-labelledby="title-keys">
      <div class="sheet-head"><h2 id="title-keys">${message('keys_title')}</h2>
        <button class="tool" type="button" aria-label=${message('dialog_close')} title=${message('dialog_close')}
          @click=${(event) => event.target.closest('dialog').close()}>${icon('close')}</button></div>
      <p>${message('keys_text')}</p>
      <dl class="keys">${KEYS.map(([keys, text]) => html`<div><dt>${keys.split(' ').map((key) => html`<kbd>${key}</kbd>`)}</dt>
        <dd>${message(text)}</dd></div>`)}</dl>
    </dialog>`;
  }
}

customElements.define('samar-keys', Keys);
