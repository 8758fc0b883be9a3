/** Before and after, from the output as it was read again. What stood in the original stays covered until asked for. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {Part} from './part.js';
import {count, tagText, visible, word} from './words.js';

const STEP = 200;
const CHANGES = ['removed', 'changed', 'added'];

class Preview extends Part {
  static properties = {bare: {state: true}, shown: {state: true}, only: {state: true}};

  constructor() {
    super();
    this.bare = false;
    this.shown = STEP;
    this.only = null;
  }

  willUpdate() {
    if (this.shownFile === this.entry?.key) return;
    this.shownFile = this.entry?.key;
    this.bare = false;
    this.shown = STEP;
    this.only = null;
  }

  render() {
    const rows = this.entry?.result?.preview;
    if (!rows?.length) return nothing;
    const some = this.only ? rows.filter(({change}) => change === this.only) : rows;
    return html`<section class="preview" aria-labelledby="title-preview">
      <h3 id="title-preview">${message('preview_title')}</h3>
      <label class="bare"><input type="checkbox" data-testid="show-originals" .checked=${this.bare}
        @change=${(event) => { this.bare = event.target.checked; }}> <span>${message('preview_show')}</span></label>
      <div class="chips" role="group" aria-label=${message('tags_show_only')}>
        ${CHANGES.map((name) => html`<button class="chip ${name}" type="button" aria-pressed=${this.only === name ? 'true' : 'false'}
          @click=${() => { this.only = this.only === name ? null : name; }}>${message(`change_${name}`)}
          <span>${rows.filter(({change}) => change === name).length}</span></button>`)}
      </div>
      <div class="pairs" role="table" aria-labelledby="title-preview" tabindex="0">
        <div role="rowgroup"><div role="row" class="pair labels"><span role="columnheader">${message('column_keyword')}</span>
          <span role="columnheader">${message('column_before')}</span><span role="columnheader">${message('column_after')}</span></div></div>
        <div role="rowgroup">${some.slice(0, this.shown).map((row) => this.#row(row))}</div>
      </div>
      ${some.length > this.shown ? html`<button class="link" type="button" data-testid="preview-more"
        @click=${() => { this.shown += STEP; }}>${count('preview_more', some.length - this.shown)}</button>` : nothing}
    </section>`;
  }

  #row({path, tag, keyword, before, after, change, cuts}) {
    const covered = !this.bare && before;
    return html`<div class="pair ${change}" role="row" data-testid="preview-row" data-tag=${tag} data-path=${path} data-change=${change}>
      <span role="cell" class="p-name"><bdi>${visible(keyword || tagText(tag))}</bdi>
        <span class="p-tag" title=${path}>${tagText(tag)} · ${word('change', change)}</span></span>
      <span role="cell" class="before" data-cell="before">${covered ? html`<span class="covered">${message('preview_hidden')}</span>`
        : before ? html`<bdi>${visible(before)}</bdi>` : html`<span class="none">${message('preview_empty')}</span>`}</span>
      <span role="cell" class="after" data-cell="after">${after ? html`<bdi>${visible(after)}</bdi>`
        : html`<span class="none">${message(change === 'removed' ? 'preview_gone' : 'preview_empty')}</span>`}
        ${cuts?.length ? html`<details data-testid="preview-cuts"><summary>${count('preview_cuts', cuts.length)}</summary><ul>
          ${cuts.slice(0, STEP).map(([text, why]) => html`<li data-why=${why}>${this.bare ? html`<bdi>${visible(text)}</bdi>`
            : html`<span class="covered">${message('preview_hidden')}</span>`} ${word('cut', why)}</li>`)}</ul></details>` : nothing}</span>
    </div>`;
  }
}

customElements.define('samar-preview', Preview);
