/**
 * The table of all elements, by category: asked from the worker in pages, drawn only where it is looked at.
 *
 * Rows have a fixed height (two heights: narrow and wide), which is what lets a hundred thousand of them scroll.
 */

import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {message} from '../../door/browser.js';
import {completions} from './completion.js';
import {Latest} from '../state/latest.js';
import {geometry} from './geometry.js';
import {icon} from './icon.js';
import {letters} from './letters.js';
import {Part} from './part.js';
import {RowKeys} from './row_keys.js';
import {inView, runwayHeight} from './runway.js';
import {Selection, isPickable} from './selection.js';
import {categoryRow, detail, tagRow} from './tag_row.js';
import {count, number, word} from './words.js';

const PAGE = 40;
/** Rows kept beside the ones in view. */
const KEPT = 1200;
/** Rows that one choice may take at once. */
const MOST_TOGETHER = 2000;
const CHIPS = ['changed', 'removed', 'kept', 'private', 'attention'];
const NARROW = {limit: 600, height: 66};
const WIDE = {height: 34};

export class Tags extends Part {
  static properties = {
    text: {state: true}, chip: {state: true}, category: {state: true}, folded: {state: true},
    total: {state: true}, top: {state: true}, wide: {state: true}, chosen: {state: true}, picking: {state: true},
  };

  constructor() {
    super();
    this.text = '';
    this.chip = null;
    this.category = null;
    this.folded = [];
    this.total = 0;
    this.top = 0;
    this.wide = false;
    this.letters = 1;
    this.viewport = 600;
    this.watched = null;
    this.chosen = null;
    this.picking = false;
    this.picked = new Selection();
    this.rows = new Map();
    this.stamp = '';
    this.asking = new Latest();
    this.keys = new RowKeys(this);
  }

  get rowHeight() {
    return (this.wide ? WIDE.height : NARROW.height) * this.letters;
  }

  /** With the last file goes what was looked for. */
  willUpdate() {
    this.keys.draws();
    if (this.session.files.length || !(this.text || this.chip || this.category)) return;
    Object.assign(this, {text: '', chip: null, category: null, folded: [], shownFile: null});
  }

  /** Show only the rows that pass: `{text, chip, category}`, what is not named is shown all. */
  only(parts) {
    this.#filter({text: '', chip: null, category: null, ...parts});
  }

  render() {
    const {entry} = this;
    if (!entry?.info) return nothing;
    const seen = this.#inView();
    const shown = [];
    for (let index = seen.first; index < seen.last; index += 1) shown.push(index);
    const stop = this.keys.stop(seen);
    const here = this.rows.get(seen.top)?.category;
    return html`
      ${this.#filters()}
      <div class="table ${this.wide ? 'wide' : 'narrow'}" role="treegrid" tabindex="-1" data-testid="tag-table"
        aria-label=${message('tags_title')} aria-rowcount=${this.total + 1} data-total=${this.total}
        @scroll=${(event) => { this.top = event.target.scrollTop; }} @keydown=${(event) => this.keys.pressed(event)} @focusin=${(event) => this.keys.focused(event)}>
        <div role="rowgroup" class="table-head"><div class="row labels" role="row" aria-rowindex="1">
          ${['keyword', 'tag', 'vr', 'value', 'action', 'reason'].map((name) => html`
            <span role="columnheader">${message(`column_${name}`)}</span>`)}</div>
          ${here && seen.top > 0 ? html`<div class="here" aria-hidden="true">${word('category', here)}</div>` : nothing}
        </div>
        <div role="rowgroup" class="runway" ${geometry({height: `${runwayHeight(this.total, this.rowHeight)}px`})}>
          <div class="rows" role="presentation" ${geometry({transform: `translateY(${seen.at}px)`})}>
            ${repeat(shown, (index) => this.rows.get(index)?.path ?? index, (index) => this.#row(index, index === stop))}
          </div>
        </div>
        ${this.total === 0 && this.stamp ? html`<p class="nothing">${message('tags_none')}</p>` : nothing}
      </div>
      ${this.chosen ? detail(this.chosen, () => { this.chosen = null; }, this.session, this.others, () => this.#compare()) : nothing}`;
  }

  #filters() {
    const counts = this.entry.plan?.counts ?? {};
    const sum = Object.values(counts).reduce((a, b) => a + b, 0);
    const {keep = 0, remove = 0} = counts;
    const known = {changed: sum - keep - remove, removed: remove, kept: keep, private: this.entry.info.counts.private,
      attention: this.entry.plan?.attention};
    return html`<div class="filters" role="search">
      <label class="search">${icon('search')}<input type="search" data-testid="tag-search" .value=${this.text}
        placeholder=${message('tags_search')} aria-label=${message('tags_search')} autocomplete="off" spellcheck="false" list="tag-words" title=${message('tags_search_help')}
        @input=${this.#type} @change=${this.#type}>
        <datalist id="tag-words" data-testid="tag-words">${this.#words().map((word) => html`<option value=${word}></option>`)}</datalist></label>
      <select data-testid="category-filter" aria-label=${message('tags_category')}
        @change=${(event) => this.#filter({category: event.target.value || null})}>
        <option value="" .selected=${this.category === null}>${message('tags_all_categories')}</option>
        ${(this.session.hello?.categories ?? []).map((id) => html`
          <option value=${id} .selected=${this.category === id}>${word('category', id)}</option>`)}
      </select>
      <div class="chips" role="group" aria-label=${message('tags_show_only')}>
        ${CHIPS.map((name) => html`<button class="chip ${name}" type="button" data-testid="chip-${name}"
          aria-pressed=${this.chip === name ? 'true' : 'false'}
          @click=${() => this.#filter({chip: this.chip === name ? null : name})}>
          ${message(`chip_${name}`)}${known[name] === undefined ? nothing : html` <span>${number(known[name])}</span>`}</button>`)}
      </div>
      <div class="found-row"><p class="found" role="status">${this.picking ? count('tags_picked', this.picked.size) : count('tags_rows', this.total)}</p>
        ${this.picking || this.text || this.chip || this.category ? this.#together() : nothing}
        <button class="chip hide" type="button" data-testid="pick-rows" aria-pressed=${this.picking ? 'true' : 'false'} title=${message('tags_pick_help')}
          @click=${() => {
            this.picking = !this.picking;
            this.picked.clear();
          }}>${message('tags_pick')}</button>
        <button class="chip hide" type="button" data-testid="hide-values" aria-pressed=${this.session.covered ? 'true' : 'false'}
          title=${message('tags_hide_help')} @click=${() => this.session.cover(!this.session.covered)}>${message('tags_hide')}</button></div>
    </div>`;
  }

  /** One action for all rows that are picked, or found, as one step. */
  #together() {
    const {hello, busy} = this.session;
    const text = message(this.picking ? 'tags_picked_action' : 'tags_together');
    const none = this.picking ? !this.picked.size : !this.total || this.total > MOST_TOGETHER;
    return html`<select data-testid="found-action" aria-label=${text} ?disabled=${busy || none}
      @change=${(event) => this.#chooseAll(event.target)}>
      <option value="">${text}</option>
      ${(hello?.actions ?? []).map((action) => html`<option value=${action}>${word('action', action)}</option>`)}</select>`;
  }

  async #chooseAll(select) {
    const {value} = select;
    select.value = '';
    const {session, entry} = this;
    if (!value) return;
    const paths = this.picking ? this.picked.pathsFor(value) : await this.#foundFor(value);
    if (!paths.length) {
      session.announce(message('tags_together_none', [word('action', value)]));
      return;
    }
    session.store.chooseElements(paths, value, session.reach === 'this' ? entry.key : null);
    session.offerUndo(count('tags_together_done', paths.length, word('action', value)));
  }

  /** Paths of the rows that are found for which an action is possible. */
  async #foundFor(action) {
    const {rows} = await this.session.review.rows(this.entry, 0, this.total, this.#wanted());
    return rows.filter((row) => isPickable(row) && row.alternatives.includes(action)).map(({path}) => path);
  }

  /** Pick a row, or with Shift all from the last one to it. */
  async #pick(row, index, event) {
    const {session, entry} = this;
    const rowsOf = async (first, size) => (await session.review.rows(entry, first, Math.min(size, MOST_TOGETHER), this.#wanted())).rows;
    await this.picked.toggle(row, index, event.shiftKey, rowsOf);
    this.requestUpdate();
  }

  #words() {
    const rows = [...this.rows.values()];
    return completions(this.text, {actions: this.session.hello?.actions ?? [],
      keywords: [...new Set(rows.map(({keyword}) => keyword))].filter(Boolean).sort(),
      groups: [...new Set(rows.map(({tag}) => tag.slice(0, 4)))].filter(Boolean).sort()});
  }

  #row(index, stop) {
    const row = this.rows.get(index);
    const tab = stop ? 0 : -1;
    if (!row) return html`<div class="row blank" role="row" tabindex=${tab} aria-rowindex=${index + 2}><span role="gridcell">…</span></div>`;
    const act = {
      tab,
      fold: () => this.#fold(row.path),
      show: () => {
        this.chosen = row;
        this.others = null;
      },
      folded: this.folded.includes(row.path),
      index: index + 2,
      picked: this.picking && isPickable(row) ? this.picked.has(row.path) : null,
      pick: (event) => this.#pick(row, index, event),
    };
    return row.kind === 'category' ? categoryRow(row, act, this.session) : tagRow(row, act, this.session);
  }

  #type = ({target}) => {
    if (target.value !== this.text) this.#filter({text: target.value});
  };

  #filter(parts) {
    Object.assign(this, parts);
    this.top = this.keys.at = 0;
    this.scroller?.scrollTo(0, 0);
  }

  /** What the other presets would do with the row in the card. */
  async #compare() {
    const row = this.chosen;
    this.others = await this.session.review.inPresets(this.entry, row.path);
    if (this.chosen === row || this.chosen?.path === row.path) this.requestUpdate();
  }

  #fold(path) {
    this.folded = this.folded.includes(path) ? this.folded.filter((one) => one !== path) : [...this.folded, path];
  }

  get scroller() {
    return this.querySelector('.table');
  }

  #inView() {
    return inView(this.top, this.viewport, this.total, this.rowHeight);
  }

  /** Sizes are told by the browser: to ask for one while a part is drawn makes it lay out the whole page. */
  firstUpdated() {
    this.watcher = new ResizeObserver((changes) => {
      for (const {target, contentRect} of changes) {
        this.letters = letters();
        if (target === this) this.wide = contentRect.width >= NARROW.limit * this.letters;
        else this.viewport = target.clientHeight;
      }
      this.requestUpdate();
    });
    this.watcher.observe(this);
  }

  #watch() {
    const table = this.scroller;
    if (table === this.watched) return;
    if (this.watched) this.watcher.unobserve(this.watched);
    this.watched = table;
    if (table) this.watcher.observe(table);
  }

  updated(changes) {
    const {entry} = this;
    this.#watch();
    this.keys.drawn();
    if (!entry?.info) return;
    if (changes.get('chosen') === null && this.chosen) this.querySelector('.detail').scrollIntoView({block: 'nearest'});
    const stamp = JSON.stringify([entry.key, this.session.review.stamp(entry), this.#wanted(), this.session.projectKey]);
    if (this.shownFile !== entry.key) {
      this.shownFile = entry.key;
      this.rows = new Map();
      this.chosen = null;
      this.picked.clear();
      this.folded = [];
      this.#filter({});
    }
    if (stamp !== this.stamp || this.#missing()) this.#ask(stamp);
  }

  #wanted() {
    return {text: this.text, chip: this.chip, category: this.category, folded: this.folded};
  }

  #missing() {
    const {first, last} = this.#inView();
    for (let index = first; index < last; index += 1) if (!this.rows.has(index)) return true;
    return false;
  }

  /** Ask for the pages in view. Until they come, the rows of before stay. */
  async #ask(stamp) {
    const {entry} = this;
    const seen = this.#inView();
    const first = Math.floor(seen.first / PAGE) * PAGE;
    const size = Math.max(PAGE, Math.ceil((seen.last - first) / PAGE) * PAGE);
    const wanted = `${stamp} ${first} ${size}`;
    if (this.asked === wanted) return;
    this.asked = wanted;
    try {
      const answer = await this.asking.run(() => this.session.review.rows(entry, first, size, this.#wanted()));
      if (!answer || this.asked !== wanted) return;
      if (stamp !== this.stamp || this.rows.size > KEPT) this.rows = new Map();
      this.stamp = stamp;
      answer.rows.forEach((row, index) => this.rows.set(first + index, row));
      if (this.chosen) this.chosen = answer.rows.find((row) => row.path === this.chosen.path) ?? this.chosen;
      this.total = answer.total;
      this.session.recover('rows');
      this.requestUpdate();
    } catch (error) {
      if (this.asked === wanted) this.asked = null;
      if (error?.code !== 'cancelled' && this.session.error?.code !== error?.code) {
        // The same question would fail the same way: it is asked again when something has changed.
        this.asked = wanted;
        this.session.fail(error, 'rows');
      }
    }
  }
}

customElements.define('samar-tags', Tags);
