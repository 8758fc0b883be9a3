/** What was done to the file, to keep: to print, to read, for programs. Without a value of the original unless asked. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {icon} from './icon.js';
import {Part} from './part.js';

const FORMATS = ['html', 'csv', 'json'];

class Report extends Part {
  static properties = {values: {state: true}, format: {state: true}};

  constructor() {
    super();
    this.values = false;
    this.format = 'html';
  }

  willUpdate() {
    if (this.shownFile === this.entry?.key) return;
    this.shownFile = this.entry?.key;
    this.values = false;
  }

  render() {
    const {entry, session} = this;
    if (!entry?.result || entry.outcome === 'failed') return nothing;
    return html`<section class="card report" aria-labelledby="title-report">
      <h3 id="title-report">${message('report_title')}</h3>
      <p class="help">${message('report_text')}</p>
      <div class="report-row"><select data-testid="report-format" aria-label=${message('report_format')}
        @change=${(event) => { this.format = event.target.value; }}>
        ${FORMATS.map((format) => html`<option value=${format} .selected=${format === this.format}>${message(`report_${format}`)}</option>`)}</select>
      <button class="button" type="button" data-testid="report-download" ?disabled=${session.busy}
        @click=${() => session.reports.ofFile(this.format, this.values)}>${icon('report')}<span>${message('report_download')}</span></button></div>
      <label><input type="checkbox" data-testid="report-values" .checked=${this.values}
        @change=${(event) => { this.values = event.target.checked; }}> <span>${message('report_values')}</span></label>
      ${this.values ? html`<p class="notice warn">${icon('warning')}<span>${message('report_values_warning')}</span></p>` : nothing}
    </section>`;
  }
}

customElements.define('samar-report', Report);
