/** The report of the set that was saved last: to print, as a table, for programs. It names no patient and no original file. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {icon} from './icon.js';
import {Part} from './part.js';

const FORMATS = ['html', 'csv', 'json', 'lines'];

class SetReport extends Part {
  static properties = {format: {state: true}};

  constructor() {
    super();
    this.format = 'html';
  }

  render() {
    const {bulk, busy} = this.session;
    if (!bulk.report?.rows?.some(Boolean)) return nothing;
    return html`<section class="card report" aria-labelledby="title-set-report">
      <h3 id="title-set-report">${message('set_title')}</h3>
      <p class="help">${message('set_report_text')}</p>
      <div class="report-row"><select data-testid="set-report-format" aria-label=${message('report_format')}
        @change=${(event) => { this.format = event.target.value; }}>
        ${FORMATS.map((format) => html`<option value=${format} .selected=${format === this.format}>${format === 'lines' ? message('set_report_lines') : message(`report_${format}`)}</option>`)}</select>
      <button class="button" type="button" data-testid="set-report-download" ?disabled=${busy}
        @click=${() => this.session.reports.ofSet(this.format)}>${icon('report')}<span>${message('report_download')}</span></button></div>
      <details class="fold" data-testid="links"><summary>${message('links_title')}</summary>
        <p class="notice warn">${icon('warning')}<span>${message('links_text')}</span></p>
        <button class="button" type="button" data-testid="links-download" ?disabled=${busy}
          @click=${() => this.session.reports.links()}>${icon('report')}<span>${message('links_save')}</span></button></details></section>`;
  }
}

customElements.define('samar-set-report', SetReport);
