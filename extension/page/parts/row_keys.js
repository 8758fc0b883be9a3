/**
 * Keys of a long table of rows that open and close (the pattern `treegrid` of the ARIA Authoring Practices): one row at a time is a stop
 * of Tab, with the controls in it; arrows, Page Up, Page Down, Home and End go from row to row, also to those that are not drawn yet.
 */

import {scrollFor} from './runway.js';

const FIRST = 2;       // aria-rowindex of the first row: the labels have 1

export class RowKeys {
  /** Row that has the focus, or had it last. */
  at = 0;
  #going = null;
  #inside = false;

  /** `table`: part with `total`, `rowHeight`, `viewport` and `scroller`, whose rows have `aria-rowindex`. */
  constructor(table) {
    this.table = table;
  }

  /** The row that is a stop, of those that are drawn. */
  stop({first, last, top}) {
    return this.at >= first && this.at < last ? this.at : top;
  }

  focused(event) {
    const row = event.target.closest('.row[aria-rowindex]');
    if (row && !row.classList.contains('blank')) this.#going = null;
    if (!row || this.#indexOf(row) === this.at) return;
    this.at = this.#indexOf(row);
    this.table.requestUpdate();
  }

  pressed(event) {
    const row = event.target.closest('.row[aria-rowindex]');
    // In a list of choices the arrows choose, unless with Ctrl; with Alt they are the browser's.
    if (event.altKey || event.metaKey || (event.target.closest('select') && !event.ctrlKey)) return;
    const to = this.#reached(event.key);
    if (to !== null) this.#go(to, event.target.closest('[role=gridcell]')?.className);
    else if (row !== event.target || !this.#act(row, event.key)) return;
    event.preventDefault();
  }

  #reached(key) {
    const page = Math.max(1, Math.floor(this.#visible() / this.table.rowHeight) - 1);
    const steps = {ArrowUp: -1, ArrowDown: 1, PageUp: -page, PageDown: page, Home: -Infinity, End: Infinity};
    return key in steps ? Math.max(0, Math.min(this.table.total - 1, this.at + steps[key])) : null;
  }

  /** What a key does with the row itself. True where it did something. */
  #act(row, key) {
    const open = row.getAttribute('aria-expanded');
    const forward = getComputedStyle(row).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const turned = key.startsWith('Arrow') && open === (key === forward ? 'false' : 'true');
    const button = turned ? '.caret' : {Enter: '.name', ' ': '.pick'}[key];
    const found = button && row.querySelector(button);
    found?.click();
    return Boolean(found);
  }

  #go(to, cell) {
    const {scroller, top, total, rowHeight} = this.table;
    this.at = to;
    this.#going = {cell};
    // With its neighbours, so that one sees where it goes on and nothing lies above it.
    scroller.scrollTop = [Math.max(0, to - 1), Math.min(total - 1, to + 1)].reduce(
      (place, index) => scrollFor(index, place, this.#visible(), total, rowHeight), top);
    this.table.requestUpdate();
  }

  /** Height in pixels that rows have under the labels. */
  #visible() {
    const {scroller, viewport} = this.table;
    return viewport - scroller.querySelector('.table-head').offsetHeight;
  }

  #indexOf(row) {
    return Number(row.getAttribute('aria-rowindex')) - FIRST;
  }

  /** Before rows are drawn: whether one of them has the focus. */
  draws() {
    this.#inside = Boolean(this.table.scroller?.contains(document.activeElement));
  }

  /** After rows were drawn: the focus goes to the row that was asked for; where its row was scrolled away, the table keeps it for it. */
  drawn() {
    const {scroller} = this.table;
    if (this.#inside && !scroller?.contains(document.activeElement)) {
      this.#going ??= {};
      scroller?.focus({preventScroll: true});
    }
    if (!this.#going) return;
    const row = scroller?.querySelector(`.row[aria-rowindex="${this.at + FIRST}"]`);
    if (row && scroller.contains(document.activeElement)) {
      const within = this.#going.cell && row.querySelector(`.${this.#going.cell} :is(select, button)`);
      (within || row).focus({preventScroll: true});
    }
    if (!scroller?.contains(document.activeElement) || (row && !row.classList.contains('blank'))) this.#going = null;
  }
}
