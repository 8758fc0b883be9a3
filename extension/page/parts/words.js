/** Words for codes, numbers and untrusted text (`state/words.js`), and what of them is markup. */

import {html} from 'lit';
import {visible} from '../state/words.js';

export * from '../state/words.js';

/** Letters of a name that are never cut: paths differ at their end. */
const TAIL = 14;

/** A name in two parts of which style shortens the first: what is cut is the middle. */
export function middle(path) {
  const text = [...String(path)];
  const at = Math.max(0, text.length - TAIL);
  return html`<span class="head-part">${visible(text.slice(0, at).join(''))}</span><span class="tail-part">${visible(text.slice(at).join(''))}</span>`;
}
