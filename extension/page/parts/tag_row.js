/** One row of the table of elements: name, tag, VR, value, action, reason. Values are untrusted text. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {geometry} from './geometry.js';
import {icon} from './icon.js';
import {number, ofPreset, tagText, visible, word} from './words.js';

/** An element, sequence or item. `act`: `{fold, show, folded, index, tab, picked, pick}`; `picked` is null where rows are not picked. */
export function tagRow(row, act, session) {
  const inner = row.kind === 'sequence' || row.kind === 'item';
  const name = row.keyword || row.name || tagText(row.tag);
  return html`<div class="row ${row.kind} do-${row.action ?? 'none'} ${row.chosen ? 'chosen' : ''} ${row.alternatives?.length ? '' : 'fixed'}" role="row" data-testid="tag-row"
    tabindex=${act.tab} aria-rowindex=${act.index} aria-level=${row.depth + 2} aria-expanded=${inner ? expanded(act) : nothing} data-tag=${row.tag} data-path=${row.path} data-action=${row.action ?? ''}
    ${geometry({'--depth': Math.min(row.depth, 8)})}>
    <span class="c-name" role="gridcell">
      ${act.picked === null ? nothing : html`<input type="checkbox" class="pick" data-testid="pick" tabindex=${act.tab} .checked=${act.picked}
        aria-label=${message('tags_pick_row', [visible(name), tagText(row.tag)])} @click=${act.pick}>`}
      ${inner ? caret(act, name) : nothing}
      <button class="name" type="button" tabindex=${act.tab} title=${row.name || name} @click=${act.show}><bdi>${visible(name)}</bdi></button></span>
    <span class="c-tag" role="gridcell">${tagText(row.tag)}</span>
    <span class="c-vr" role="gridcell">${row.vr}</span>
    <span class="c-value" role="gridcell">${shownValue(row, session)}</span>
    <span class="c-action" role="gridcell">${row.alternatives?.length ? actionSelect(row, act, name, session) : nothing}</span>
    <span class="c-reason" role="gridcell">${reasonText(row)}</span>
  </div>`;
}

/** The value, or while values are hidden only that there is one. */
function shownValue({value}, {covered}) {
  return covered && value ? html`<span class="covered">${message('preview_hidden')}</span>` : html`<bdi>${visible(value)}</bdi>`;
}

function reasonText({reason}) {
  if (!reason) return '';
  const detail = reason.code === 'option' ? word('option', reason.detail) : reason.detail;
  return visible(word('reason', reason.code, detail));
}

const expanded = ({folded}) => folded ? 'false' : 'true';

function caret(act, name) {
  const text = message(act.folded ? 'tags_unfold' : 'tags_fold', [name]);
  return html`<button class="caret" type="button" tabindex=${act.tab} aria-expanded=${expanded(act)} aria-label=${text}
    title=${text} @click=${act.fold}>${icon(act.folded ? 'folded' : 'open')}</button>`;
}

function actionSelect(row, act, name, session) {
  const actions = row.alternatives.includes(row.action) ? row.alternatives : [row.action, ...row.alternatives];
  return html`<select data-testid="tag-action" tabindex=${act.tab} aria-label=${message('tags_action_for', [visible(name), tagText(row.tag)])}
    ?disabled=${session.busy} @change=${(event) => {
      const {value} = event.target;
      session.store.chooseElement(row.path, value || null, session.reach === 'this' ? session.current.key : null);
    }}>
    ${row.chosen ? html`<option value="">${message('action_of_preset')}</option>` : nothing}
    ${actions.map((action) => html`<option value=${action} .selected=${action === row.action}>${word('action', action)}</option>`)}
  </select>`;
}

/** The head of a category, with an action for all in it. */
export function categoryRow(row, act, session) {
  const id = row.category;
  const name = word('category', id);
  const chosen = session.store.choices.categories[id] ?? '';
  return html`<div class="row category" role="row" data-testid="category-row" data-category=${id}
    tabindex=${act.tab} aria-rowindex=${act.index} aria-level="1" aria-expanded=${expanded(act)}>
    <span class="c-name" role="gridcell">${caret(act, name)}<b>${name}</b>${row.value ? html` <span class="badge">${number(Number(row.value))}</span>` : nothing}</span>
    <span class="c-help" role="gridcell">${message(`category_${id.replace(/[^A-Za-z0-9]/g, '_')}_help`)}</span>
    <span class="c-action" role="gridcell">${row.alternatives?.length ? html`<select data-testid="category-action" tabindex=${act.tab} aria-label=${message('tags_action_for_category', [name])}
      ?disabled=${session.busy} @change=${(event) => session.store.chooseCategory(id, event.target.value || null)}>
      <option value="" .selected=${chosen === ''}>${message('action_of_preset')}</option>
      ${row.alternatives.map((action) => html`<option value=${action} .selected=${chosen === action}>${word('action', action)}</option>`)}
    </select>` : nothing}</span>
  </div>`;
}

/** Everything about one row, in full: the table cuts long text off. `others`: `[{preset, action}]` or null, which `compare` asks for. */
export function detail(row, close, session, others, compare) {
  return html`<section class="card detail" data-testid="tag-detail" aria-live="polite" aria-label=${message('detail_title')}>
    <button class="tool" type="button" aria-label=${message('detail_close')} title=${message('detail_close')} @click=${close}>${icon('close')}</button>
    <h3><bdi>${visible(row.name || row.keyword || tagText(row.tag))}</bdi></h3>
    <dl>
      <div><dt>${message('column_tag')}</dt><dd>${row.path.startsWith('category:') ? '' : row.path}</dd></div>
      <div><dt>${message('column_vr')}</dt><dd>${row.vr}${row.length >= 0 ? html`, ${message('detail_bytes', [number(row.length)])}` : nothing}</dd></div>
      <div><dt>${message('column_value')}</dt><dd class="whole">${shownValue(row, session)}</dd></div>
      <div><dt>${message('column_action')}</dt><dd>${row.action ? word('action', row.action) : ''}${row.chosen ? ` · ${message('detail_chosen')}` : ''}</dd></div>
      <div><dt>${message('column_reason')}</dt><dd>${reasonText(row)}</dd></div>
      <div><dt>${message('tags_category')}</dt><dd>${word('category', row.category)}</dd></div>
      ${others ? others.map(({preset, action}) => html`<div data-testid="in-preset" data-preset=${preset.id} data-action=${action ?? ''}><dt>${ofPreset(preset, 'name')}</dt>
        <dd>${action ? word('action', action) : '–'}</dd></div>`) : nothing}
    </dl>
    ${others ? nothing : html`<button class="link" type="button" data-testid="in-presets" ?disabled=${session.busy} @click=${compare}>${message('detail_presets')}</button>`}
  </section>`;
}
