/** Warnings come first: what a person has to know before trusting the rest. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {icon} from './icon.js';
import {Part} from './part.js';
import {either, number, visible, word} from './words.js';

/** What Samar will do by itself: told, but nothing for a person to do. */
const TOLD = new Set(['found-in', 'text-cut', 'too-long', 'not-possible', 'meta-length-missing', 'meta-length-wrong', 'preamble-missing']);

/** Where a warning is settled: a place of the panel, or the rows of the table that it is about. */
const WHERE = {
  'burned-in-declared': {place: 'image'}, 'burned-in-likely': {place: 'image'}, 'burned-in-unknown': {place: 'image'},
  'recognizable-features': {place: 'image'}, 'masks-refused': {place: 'image'}, 'image-not-shown': {place: 'save'},
  'stream-metadata': {place: 'save'}, 'encapsulated-document': {place: 'save'}, 'found-in': {place: 'review', only: {chip: 'attention'}},
  'text-cut': {place: 'review', only: {chip: 'attention'}}, 'too-long': {place: 'review', only: {chip: 'attention'}},
  'not-possible': {place: 'review', only: {chip: 'attention'}}, 'structured-report': {place: 'review', only: {text: 'ContentSequence'}},
};

class Warnings extends Part {
  render() {
    const {entry} = this;
    const {error} = this.session;
    const all = [...(entry?.info?.warnings ?? []), ...(entry?.plan?.warnings ?? [])];
    const warnings = together(all).sort((a, b) => Number(TOLD.has(a.code)) - Number(TOLD.has(b.code)));
    const broken = entry?.error && !entry.result ? entry.error : null;
    if (!error && !broken && !warnings.length) return nothing;
    return html`<ul class="warnings" aria-label=${message('warnings_title')}>
      ${[error, broken].filter(Boolean).map((one) => html`<li><p class="notice bad" role="alert" data-testid="error" data-code=${one.code}>
        ${icon('failed')}<span>${errorText(one)}</span></p></li>`)}
      ${warnings.map(({code, detail}) => html`<li class="notice ${TOLD.has(code) ? 'info' : 'warn'}" data-testid="warning" data-code=${code}>
        ${icon(TOLD.has(code) ? 'info' : 'warning')}<span><bdi>${visible(either(code, detail))}</bdi> ${this.#way(code)}</span></li>`)}
    </ul>`;
  }

  #way(code) {
    const where = WHERE[code];
    if (!where || (where.place === 'image' && !this.entry.image)) return nothing;
    return html`<button class="link" type="button" data-testid="warning-go" data-place=${where.place}
      @click=${() => this.dispatchEvent(new CustomEvent('samar-go', {bubbles: true, detail: where}))}>${message(`warning_go_${where.place}`)}</button>`;
  }
}

/** One entry a code: numbers in the details are added up, other details stand side by side. */
export function together(entries) {
  const details = new Map();
  for (const {code, detail} of entries) details.set(code, (details.get(code) ?? new Set()).add(detail));
  return [...details].map(([code, set]) => {
    const some = [...set].filter((one) => one !== null && one !== undefined);
    const numbers = entries.filter((one) => one.code === code).map((one) => Number(one.detail));
    if (some.length && numbers.every((one) => one > 0)) return {code, detail: String(numbers.reduce((a, b) => a + b))};
    return {code, detail: some.length ? some.slice(0, 5).join(', ') : null};
  });
}

/** One sentence for an error, and where in the file it is. */
export function errorText({code, selector, offset, detail}) {
  const place = [selector, offset ? message('error_at_offset', [number(offset)]) : null]
    .filter(Boolean).join(', ');
  const text = word('error', code, detail);
  return place ? `${text} [${place}]` : text;
}

customElements.define('samar-warnings', Warnings);
