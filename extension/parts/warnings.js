/** Warnings come first: what a person has to know before trusting the rest. */

import {html, nothing} from 'lit';
import {message} from '../browser.js';
import {icon} from './icon.js';
import {Part} from './part.js';
import {either, visible, word} from './words.js';

class Warnings extends Part {
  render() {
    const {entry} = this;
    const {error} = this.session;
    const all = [...(entry?.info?.warnings ?? []), ...(entry?.plan?.warnings ?? [])];
    const seen = new Set();
    const warnings = all.filter(({code, detail}) => {
      const key = `${code} ${detail}`;
      return !seen.has(key) && seen.add(key);
    });
    const broken = entry?.error && !entry.result ? entry.error : null;
    if (!error && !broken && !warnings.length) return nothing;
    return html`<ul class="warnings" aria-label=${message('warnings_title')}>
      ${[error, broken].filter(Boolean).map((one) => html`<li class="notice bad" role="alert" data-testid="error" data-code=${one.code}>
        ${icon('failed')}<span>${errorText(one)}</span></li>`)}
      ${warnings.map(({code, detail}) => html`<li class="notice warn" data-testid="warning" data-code=${code}>
        ${icon('warning')}<bdi>${visible(either(code, detail))}</bdi></li>`)}
    </ul>`;
  }
}

/** One sentence for an error, and where in the file it is. */
export function errorText({code, selector, offset, detail}) {
  const place = [selector, offset === null || offset === undefined ? null : message('error_at_offset', [offset])]
    .filter(Boolean).join(', ');
  const text = word('error', code, detail);
  return place ? `${text} [${place}]` : text;
}

customElements.define('samar-warnings', Warnings);
