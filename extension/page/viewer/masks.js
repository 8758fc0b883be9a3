/** The masks of the picture as a list: every drag has its number field. A mask that is off is kept and not applied. */

import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {message} from '../../door/browser.js';
import {partsOf, reachOf, reachesOf} from '../state/reach.js';
import {icon} from '../parts/icon.js';
import {Part} from '../parts/part.js';
import {errorText} from '../parts/warnings.js';
import {count, number, visible} from '../parts/words.js';
import {LONGEST} from './mask_file.js';
import {SHAPES, shaped, spelled, typed} from '../state/shapes.js';
import {withField} from './view.js';

const FIELDS = ['x', 'y', 'w', 'h'];

export class Masks extends Part {
  static properties = {
    image: {attribute: false}, masks: {attribute: false}, selected: {attribute: false}, frame: {attribute: false},
    acts: {attribute: false}, problem: {attribute: false},
  };

  constructor() {
    super();
    this.problem = null;
  }

  /** Files that each reach touches, counted anew only when files or their headers are. */
  #counted = {for: '', found: []};

  render() {
    return html`<section class="masks" aria-labelledby="title-masks">
      <div class="masks-head"><h3 id="title-masks">${message('masks_title')}</h3>
        <button class="button" type="button" data-testid="add-mask" title=${message('mask_add_help')} ?disabled=${this.session.busy}
          @click=${this.acts.addDefault}>${icon('add')}<span>${message('mask_add')}</span></button></div>
      ${this.masks.length ? nothing : html`<p class="help">${message('masks_none')}</p>`}
      <ul>${repeat(this.masks, ({id}) => id, (mask, index) => this.#row(mask, index))}</ul>
      <div class="buttons">
        ${this.masks.length ? html`<button class="button" type="button" data-testid="masks-save" title=${message('masks_save_help')} @click=${this.acts.saveMasks}>
          ${icon('download')}<span>${message('masks_save')}</span></button>` : nothing}
        <label class="button" title=${message('masks_load_help')}>${icon('file')}<span>${message('masks_load')}</span>
          <input type="file" accept=".json,application/json" data-testid="masks-input" ?disabled=${this.session.busy}
            @change=${({target}) => { const [file] = target.files; target.value = ''; if (file) this.acts.loadMasks(file); }}></label></div>
      ${this.problem ? html`<p class="notice bad" role="alert" data-testid="masks-problem" data-code=${this.problem.code}>${icon('warning')}<span>${
    visible(errorText(this.problem))}</span></p>` : nothing}
    </section>`;
  }

  #row(mask, index) {
    const usual = message('mask_named', [number(index + 1)]);
    const name = mask.name ? visible(mask.name) : usual;
    const scope = scopeOf(mask);
    const {locked = false} = mask;
    return html`<li class="mask ${mask.id === this.selected ? 'selected' : ''}" data-testid="mask-row" data-x=${mask.x} data-y=${mask.y}
      data-w=${mask.w} data-h=${mask.h} data-scope=${scope} data-reach=${reachOf(mask)} data-locked=${locked ? 'true' : 'false'} @focusin=${() => this.acts.select(mask.id)}
      @pointerdown=${() => this.acts.select(mask.id)}>
      <div class="mask-head">
        <label><input type="checkbox" data-testid="mask-enabled" .checked=${mask.enabled}
          @change=${(event) => this.acts.change(mask.id, {enabled: event.target.checked})}> <span class="spoken">${name}</span></label>
        <input type="text" class="mask-name" maxlength=${LONGEST} autocomplete="off" data-testid="mask-name" placeholder=${usual} .value=${mask.name ?? ''}
          aria-label=${message('mask_name_for', [usual])} @change=${(event) => this.acts.change(mask.id, {name: event.target.value.trim()})}>
        <span class="mask-state">${message(mask.enabled ? 'mask_on' : 'mask_off')}</span>
        <button class="tool" type="button" data-testid="mask-copy" title=${message('mask_copy')} aria-label=${message('mask_copy_named', [name])}
          ?disabled=${this.session.busy} @click=${() => this.acts.copy(mask)}>${icon('file')}</button>
        <button class="tool" type="button" data-testid="mask-lock" aria-pressed=${locked ? 'true' : 'false'} title=${message('mask_lock')}
          aria-label=${message('mask_lock_named', [name])} @click=${() => this.acts.change(mask.id, {locked: !locked})}>${icon('lock')}</button>
        <button class="tool" type="button" data-testid="mask-delete" title=${message('mask_delete')}
          aria-label=${message('mask_delete_named', [name])} ?disabled=${locked} @click=${() => this.acts.remove(mask.id)}>${icon('clear')}</button>
      </div>
      <div class="mask-numbers">${FIELDS.map((field) => html`<label class="number"><span>${message(`mask_${field}`)}</span>
        <input type="number" min=${field === 'w' || field === 'h' ? 1 : 0} step="1" data-testid="mask-${field}" .value=${String(mask[field])} ?disabled=${locked}
          aria-label="${name}, ${message(`mask_${field}_long`)}" @change=${(event) => this.#number(mask, field, event.target)}></label>`)}</div>
      ${this.#shape(mask, name)}
      ${this.image.frames > 1 ? this.#scope(mask, scope, name) : nothing}
      ${this.session.files.length > 1 ? this.#reach(mask, name) : nothing}
    </li>`;
  }

  /** The shape, and the corners of a polygon as text: what the mouse can draw, the keyboard can write. */
  #shape(mask, name) {
    const now = mask.shape ?? SHAPES[0];
    const size = {width: this.image.columns, height: this.image.rows};
    return html`<div class="mask-shape"><select data-testid="mask-shape" aria-label=${message('mask_shape_for', [name])} ?disabled=${mask.locked ?? false}
        @change=${({target}) => this.acts.change(mask.id, shaped(mask, target.value))}>
        ${SHAPES.map((value) => html`<option value=${value} .selected=${value === now}>${message(`shape_${value}`)}</option>`)}</select>
      ${mask.points ? html`<label class="corners"><span>${message('mask_corners')}</span><input type="text" autocomplete="off" spellcheck="false"
        data-testid="mask-corners" .value=${spelled(mask.points)} ?disabled=${mask.locked ?? false} title=${message('mask_corners_help')}
        aria-label="${name}, ${message('mask_corners_help')}" @change=${({target}) => {
    const place = typed(target.value, size);
    if (place) this.acts.change(mask.id, place);
    target.value = spelled((place ?? mask).points);
  }}></label>` : nothing}</div>`;
  }

  #reach(mask, name) {
    const now = reachOf(mask);
    const {columns, rows} = this.image;
    return html`<label class="mask-reach"><span>${message('mask_reach')}</span><select data-testid="mask-reach" aria-label=${message('mask_reach_for', [name])}
      @change=${(event) => this.acts.change(mask.id, partsOf(event.target.value, this.entry))}>
      ${this.#counts().map(({reach, files}) => html`<option value=${reach} .selected=${reach === now}>${
    reach === 'file' ? message('reach_file') : `${message(`reach_${reach}`, [number(columns), number(rows)])} (${count('files_counted', files)})`}</option>`)}
    </select></label>`;
  }

  #counts() {
    const {entry} = this;
    const {files} = this.session;
    const known = JSON.stringify([entry.key, files.length, files.length > 5000 ? 0 : files.filter(({info}) => info).length]);
    if (this.#counted.for !== known) this.#counted = {for: known, found: reachesOf(entry, files)};
    return this.#counted.found;
  }

  #scope(mask, scope, name) {
    const {frames} = this.image;
    const here = this.frame;
    const places = {all: {first: 0, last: -1}, frame: {first: here, last: here}, range: {first: 0, last: frames - 1}};
    const edge = (field, text) => html`<label class="number"><span>${text}</span><input type="number" min="1" max=${frames} step="1"
      data-testid="mask-${field}" .value=${String((mask[field] === -1 ? frames - 1 : mask[field]) + 1)} aria-label="${name}, ${text}"
      @change=${(event) => {
        const value = Math.min(frames, Math.max(1, Math.round(event.target.valueAsNumber) || 1)) - 1;
        const next = {first: mask.first, last: mask.last === -1 ? frames - 1 : mask.last, [field]: value};
        this.acts.change(mask.id, {first: Math.min(next.first, next.last), last: Math.max(next.first, next.last)});
      }}></label>`;
    return html`<div class="mask-scope">
      <select data-testid="mask-scope" aria-label=${message('mask_scope_for', [name])}
        @change=${(event) => this.acts.change(mask.id, {...places[event.target.value], ranged: event.target.value === 'range'})}>
        ${['all', 'frame', 'range'].map((value) => html`<option value=${value} .selected=${value === scope}>
          ${value === 'frame' ? message('scope_frame', [number((scope === 'frame' ? mask.first : here) + 1)]) : message(`scope_${value}`)}</option>`)}
      </select>
      ${scope === 'range' ? html`${edge('first', message('scope_first'))}${edge('last', message('scope_last'))}` : nothing}
    </div>`;
  }

  #number(mask, field, input) {
    const place = withField(mask, field, input.valueAsNumber, {width: this.image.columns, height: this.image.rows});
    this.acts.change(mask.id, place);
    input.value = String(place[field]);
  }
}

/** `all` frames, one `frame`, or a `range`. */
function scopeOf({first, last, ranged}) {
  if (first === 0 && last === -1) return 'all';
  return first === last && !ranged ? 'frame' : 'range';
}

customElements.define('samar-masks', Masks);
