/** Text that was found in the picture, as a list beside the masks: each is masked, left, or changed. Nothing here is carried out by itself. */

import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {message} from '../../door/browser.js';
import {icon} from '../parts/icon.js';
import {Part} from '../parts/part.js';
import {count, number, word} from '../parts/words.js';
import {told} from '../state/finder.js';

export class Proposals extends Part {
  static properties = {proposals: {attribute: false}, selected: {attribute: false}, frame: {attribute: false}, acts: {attribute: false}};

  render() {
    const {entry} = this;
    const {finder} = this.session;
    if (!entry?.image?.shown) return nothing;
    const state = finder.stateOf(entry);
    const ticked = this.proposals.filter((one) => one.ticked).length;
    return html`<section class="proposals" aria-labelledby="title-proposals" data-testid="proposals" data-state=${state}
      data-open=${this.proposals.length} data-waiting=${entry.undecided}>
      <div class="masks-head"><h3 id="title-proposals">${message('found_title')}</h3>
        <label class="find-text"><input type="checkbox" data-testid="find-text" .checked=${finder.on}
          @change=${(event) => { finder.on = event.target.checked; }}> <span>${message('found_look')}</span></label></div>
      <p class="help" data-testid="proposals-state">${state === 'none' ? message('found_off')
    : told(state, entry.search?.proposals.length ?? 0, entry.search?.error)}</p>
      ${this.proposals.length ? html`<div class="found-acts">
        <button class="button" type="button" data-testid="proposals-accept" title=${message('found_accept_help')} ?disabled=${!finder.isOver(entry) || this.session.busy}
          @click=${() => this.acts.accept(null)}>${icon('mask')}<span>${ticked ? count('found_accept', ticked) : message('found_accept_none')}</span></button>
        ${ticked ? html`<button class="button" type="button" data-testid="proposals-drop" ?disabled=${!finder.isOver(entry) || this.session.busy}
          @click=${() => this.acts.leave(null)}><span>${message('found_leave_all')}</span></button>` : nothing}</div>
      <ul>${repeat(this.proposals, ({id}) => id, (one, index) => this.#row(one, index))}</ul>` : nothing}
      <details class="fold"><summary><span>${message('found_limits_title')}</span></summary><p class="help">${message('found_limits')}</p></details>
    </section>`;
  }

  #row(one, index) {
    const match = one.match ?? 'unread';
    const name = message('found_named', [number(index + 1), word('match', match)]);
    return html`<li class="mask proposal ${one.id === this.selected ? 'selected' : ''}" data-testid="proposal-row" data-x=${one.x} data-y=${one.y}
      data-w=${one.w} data-h=${one.h} data-reason=${one.reason} data-match=${one.match ?? ''} data-ticked=${one.ticked ? 'true' : 'false'}
      @focusin=${() => this.acts.select(one.id)} @pointerdown=${() => this.acts.select(one.id)} @keydown=${(event) => this.#key(event, one)}>
      <label><input type="checkbox" data-testid="proposal-ticked" .checked=${one.ticked} aria-label=${name}
        @change=${(event) => this.session.finder.tick(this.entry, one.id, event.target.checked)}>
        <span><b>${word('match', match)}</b> <span class="mask-state">${word('reason', one.reason)}${one.first || one.last !== -1
    ? ` · ${message('found_frames', [number(one.first + 1), one.last === -1 ? '…' : number(one.last + 1)])}` : ''}</span></span></label>
      <span class="found-one"><button class="button" type="button" data-testid="proposal-accept" aria-label=${message('found_mask_named', [name])}
        @click=${() => this.acts.accept(one.id)}>${message('found_mask')}</button>
      <button class="button" type="button" data-testid="proposal-drop" aria-label=${message('found_leave_named', [name])}
        @click=${() => this.acts.leave(one.id)}>${message('found_leave')}</button></span>
    </li>`;
  }

  /** Enter masks, Delete leaves; the next row gets the focus. */
  #key(event, {id}) {
    if (event.target.type !== 'checkbox' || (event.key !== 'Enter' && event.key !== 'Delete')) return;
    event.preventDefault();
    event.stopPropagation();
    const rows = [...this.querySelectorAll('li')];
    const at = rows.indexOf(event.target.closest('li'));
    if (event.key === 'Enter') this.acts.accept(id);
    else this.acts.leave(id);
    this.updateComplete.then(() => {
      const left = /** @type {HTMLElement[]} */ ([...this.querySelectorAll('[data-testid=proposal-ticked]'), this.querySelector('[data-testid=find-text]')]);
      left[Math.min(at, Math.max(0, left.length - 2))].focus();
    });
  }
}

customElements.define('samar-proposals', Proposals);
