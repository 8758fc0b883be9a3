/** The set as a tree: patient, study, series, with counts, what is open, and settling for a whole branch. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {figures, oddities, passes, patients} from '../state/tree.js';
import {icon} from './icon.js';
import {Part} from './part.js';
import {count, number, visible, word} from './words.js';

/** Rows that are drawn at once. */
const SHOWN = 200;
const OUTCOMES = ['cleaned', 'held', 'unchanged', 'refused', 'failed'];
const ODD = {
  'set-patients': (n) => count('tree_patients', n),
  'set-spellings': (n) => count('tree_spellings', n),
  'set-twice': (n) => count('tree_twice', n),
  'set-charsets': (n) => count('tree_charsets', n),
};

class Tree extends Part {
  static properties = {filter: {state: true}, shut: {state: true}, shown: {state: true}};

  constructor() {
    super();
    this.filter = '';
    this.shut = new Set();
    this.shown = SHOWN;
  }

  render() {
    const {files} = this.session;
    if (files.length < 2 || !files.some((entry) => entry.info?.place)) return nothing;
    const rows = [];
    this.#fill(patients(files.filter((entry) => passes(entry, this.filter))), rows);
    return html`<details class="fold tree" open data-testid="set-tree"><summary><span>${message('tree_title')}</span></summary>
      ${oddities(files).map(({code, count: n}) => html`<p class="notice warn" data-testid="set-warning" data-code=${code}>${icon('warning')}
        <span>${ODD[code](n)}</span></p>`)}
      <label class="sink"><span>${message('tree_filter')}</span><select data-testid="set-filter" @change=${(event) => { this.filter = event.target.value; }}>
        ${this.#filters(files).map(([value, text]) => html`<option value=${value} .selected=${value === this.filter}>${text}</option>`)}</select></label>
      <ul class="files" role="tree" aria-label=${message('tree_title')}>${rows.slice(0, this.shown).map((row) => this.#row(row))}</ul>
      ${rows.length > this.shown ? html`<button class="link" type="button" @click=${() => { this.shown += SHOWN; }}>${count('files_more', rows.length - this.shown)}</button>` : nothing}
    </details>`;
  }

  #filters(files) {
    const modalities = [...new Set(files.map((entry) => entry.info?.place?.modality).filter(Boolean))].sort();
    return [['', message('tree_all')], ['open', message('tree_open')], ...OUTCOMES.map((name) => [name, word('outcome', name)]),
      ...modalities.map((name) => [`modality:${name}`, name])];
  }

  #fill(groups, rows) {
    for (const one of groups) {
      rows.push(one);
      if (!this.shut.has(one.key)) this.#fill([...one.children.values()], rows);
    }
  }

  #row(one) {
    const {files, open, outcomes, codes} = figures(one);
    const {busy} = this.session;
    const shut = this.shut.has(one.key);
    return html`<li class="file tree-${one.level}" role="treeitem" aria-level=${{patient: 1, study: 2, series: 3}[one.level]}
      aria-expanded=${one.children.size ? (shut ? 'false' : 'true') : nothing} data-testid="set-row" data-level=${one.level} data-files=${files} data-open=${open}>
      <button class="file-open" type="button" @click=${() => (one.children.size ? this.#fold(one.key) : this.session.select(one.entries[0].key))}>
        <bdi class="tree-name">${one.label ? visible(one.label) : message('tree_nameless')}</bdi>
        <span class="file-note"><span>${message(`tree_${one.level}`)}</span> <span>${count('files_count', files)}</span>
          ${open ? html`<span class="state held">${icon('held')}<span>${message('tree_open')}: ${number(open)}</span></span>` : nothing}
          ${OUTCOMES.filter((name) => outcomes[name]).map((name) => html`<span class="state ${name}">${icon(name)}<span>${word('outcome', name)}: ${number(outcomes[name])}</span></span>`)}</span>
      </button>
      ${codes.map(([code, n]) => html`<button class="link" type="button" data-testid="settle-group" data-code=${code} data-files=${n} ?disabled=${busy}
        @click=${() => this.session.bulk.settleIn(one.entries, code)}>${word('point', code)}: ${count('tree_settle', n)}</button>`)}</li>`;
  }

  #fold(key) {
    const next = new Set(this.shut);
    if (!next.delete(key)) next.add(key);
    this.shut = next;
  }
}

customElements.define('samar-tree', Tree);
