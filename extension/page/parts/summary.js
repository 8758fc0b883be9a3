/** What the file is, how many elements it has, and how many of them identify. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {Part} from './part.js';
import {number, size, visible, word} from './words.js';

/** What tells at a glance whether this is the file that was meant. */
const FIRST = ['kind', 'patient-name', 'patient-id', 'study-date', 'image'];

class Summary extends Part {
  render() {
    const {entry} = this;
    if (!entry) return nothing;
    if (!entry.info) return html`<p class="waiting" data-testid="summary">${entry.error ? '' : message('state_reading')}</p>`;
    const {summary = [], counts = {}} = entry.info;
    return html`<section class="card summary" data-testid="summary" aria-label=${message('review_summary')}>
      <p class="figures">
        <span><b>${number(counts.elements ?? 0)}</b> ${message('figure_elements')}</span>
        <span><b data-testid="identifying">${number(entry.plan?.identifying ?? 0)}</b> ${message('figure_identifying')}</span>
        <span><b>${number(counts.private ?? 0)}</b> ${message('figure_private')}</span>
      </p>
      ${list(summary.filter(({id}) => FIRST.includes(id)), this.session.covered)}
      <details class="fold"><summary><span>${message('summary_more')}</span></summary>${list(summary.filter(({id}) => !FIRST.includes(id)), this.session.covered)}</details>
    </section>`;
  }
}

/** Lines that tell of the person, the place or the day. */
const PERSONAL = ['patient-name', 'patient-id', 'birth-date', 'study-date', 'study-description', 'series-description', 'institution'];

function list(entries, covered) {
  return html`<dl>${entries.map(({id, value}) => html`<div><dt>${word('summary', id)}</dt>
    <dd><bdi>${covered && PERSONAL.includes(id) ? message('preview_hidden') : id === 'size' ? size(Number(value)) : visible(value)}</bdi></dd></div>`)}</dl>`;
}

customElements.define('samar-summary', Summary);
