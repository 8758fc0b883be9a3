/** The picture and its masks: tools, stage, frames, window, and the list of masks. */

import {html, nothing} from 'lit';
import {download, message} from '../../door/browser.js';
import {Latest} from '../state/latest.js';
import {icon} from '../parts/icon.js';
import {Part} from '../parts/part.js';
import {count, either, number, visible, word} from '../parts/words.js';
import './masks.js';
import './proposals.js';
import './stage.js';
import {moved, resized} from './view.js';
import {windowsOf} from './windows.js';

const TOOLS = ['mask', 'window', 'pan', 'zoom'];
/** Pictures a second while playing, at most: the next one is asked for when the last one is there. */
const PACE = 15;
/** Part of the stage that has to be in view before a frame counts as looked at. */
const IN_VIEW = 0.7;

class Picture extends Part {
  static properties = {
    tool: {state: true}, frame: {state: true}, window: {state: true}, result: {state: true}, overlays: {state: true}, playing: {state: true},
    selected: {state: true}, picture: {state: true}, failure: {state: true}, large: {state: true}, inverted: {state: true}, at: {state: true},
  };

  constructor() {
    super();
    this.tool = 'mask';
    this.acts = null;
    this.large = false;
    this.asking = new Latest();
    this.next = 1;
    this.#begin();
  }

  #begin() {
    this.frame = 0;
    this.window = null;
    this.result = false;
    this.inverted = false;
    this.at = null;
    this.overlays = false;
    this.playing = false;
    this.selected = null;
    this.picture = null;
    this.failure = null;
    this.fresh = null;
    this.asked = null;
  }

  get masks() {
    return this.session.store.masksOf(this.entry.key, this.entry.image);
  }

  /** What was found and is not decided: on the stage it is taken hold of like a mask, and becomes one when it is changed. */
  get proposals() {
    return this.entry.search ? this.session.finder.open(this.entry).map((one) => ({...one, enabled: false, proposed: true})) : [];
  }

  render() {
    const image = this.entry?.image;
    if (!image) return nothing;
    if (!image.shown) return html`<p class="notice info" data-testid="image-why">${icon('info')}
      <span>${image.why ? either(image.why) : message('image_not_shown')}</span></p>
      ${image.rows && image.columns ? this.#masks(image) : nothing}`;
    const {proposals} = this;
    const onFrame = [...proposals, ...this.masks].filter(({first, last}) => first <= this.frame && (last === -1 || this.frame <= last));
    return html`
      ${this.#toolbar()}
      <samar-stage .image=${image} .picture=${this.picture} .masks=${onFrame} .selected=${this.selected} .tool=${this.tool}
        .frame=${this.frame} .plain=${this.result} .inverted=${this.inverted} .acts=${this.#acts()}></samar-stage>
      <p class="readout" aria-hidden="true" data-testid="readout">${this.at ? `x ${this.at.x} · y ${this.at.y}` : '\u00a0'}</p>
      ${this.failure ? html`<p class="notice bad" role="alert" data-testid="image-error" data-code=${this.failure.code}>${icon('failed')}
        <span>${visible(word('error', this.failure.code, this.failure.detail))}</span></p>` : nothing}
      ${image.frames > 1 ? this.#frames(image) : nothing}
      ${this.#windowFields()}
      ${image.grade ? html`<p class="note" data-testid="image-grade">${icon('info')}<span>${word('grade', image.grade)}</span></p>` : nothing}
      <samar-proposals .proposals=${proposals} .selected=${this.selected} .frame=${this.frame} .acts=${this.#acts()}></samar-proposals>
      ${this.#masks(image)}`;
  }

  #toolbar() {
    return html`<div class="bar" role="toolbar" aria-label=${message('image_tools')}>
      <div class="group" role="group" aria-label=${message('image_drag')}>
        ${TOOLS.map((name) => html`<button class="tool" type="button" aria-pressed=${this.tool === name ? 'true' : 'false'}
          data-testid="tool-${name}" title=${message(`tool_${name}`)} aria-label=${message(`tool_${name}`)}
          @click=${() => { this.tool = name; }}>${icon(name)}</button>`)}
      </div>
      <div class="group">
        <button class="tool" type="button" title=${message('zoom_out')} aria-label=${message('zoom_out')} @click=${() => this.#stage().zoom(0.8)}>−</button>
        <button class="tool" type="button" title=${message('zoom_in')} aria-label=${message('zoom_in')} @click=${() => this.#stage().zoom(1.25)}>+</button>
        <button class="tool" type="button" title=${message('zoom_fit')} aria-label=${message('zoom_fit')} @click=${() => this.#stage().fit()}>${icon('fit')}</button>
        <button class="tool" type="button" data-testid="zoom-actual" title=${message('zoom_actual')} aria-label=${message('zoom_actual')} @click=${() => this.#stage().actual()}>1:1</button>
        <button class="tool" type="button" data-testid="invert" aria-pressed=${this.inverted ? 'true' : 'false'} title=${message('image_invert')} aria-label=${message('image_invert')}
          @click=${() => { this.inverted = !this.inverted; }}>◐</button>
        <button class="tool" type="button" data-testid="enlarge" aria-pressed=${this.large ? 'true' : 'false'} title=${message('image_large')} aria-label=${message('image_large')}
          @click=${() => this.#enlarge(!this.large)}>${icon('tab')}</button>
      </div>
      <button class="toggle" type="button" aria-pressed=${this.result ? 'true' : 'false'} data-testid="show-result"
        title=${message('show_result_help')} @click=${() => { this.result = !this.result; }}>${icon('preview')}<span>${message('show_result')}</span></button>
      ${this.entry.image.overlays > 0 ? html`<button class="toggle" type="button" aria-pressed=${this.overlays ? 'true' : 'false'}
        data-testid="show-overlays" title=${message('show_overlays_help')}
        @click=${() => { this.overlays = !this.overlays; }}><span>${message('show_overlays')}</span></button>` : nothing}
    </div>`;
  }

  #frames(image) {
    const text = message('frame_of', [number(this.frame + 1), number(image.frames)]);
    return html`<div class="frames">
      <button class="tool" type="button" data-testid="cine" aria-pressed=${this.playing ? 'true' : 'false'}
        title=${message(this.playing ? 'cine_stop' : 'cine_play')} aria-label=${message(this.playing ? 'cine_stop' : 'cine_play')}
        @click=${() => this.#play(!this.playing)}>${icon(this.playing ? 'pause' : 'play')}</button>
      <input type="range" data-testid="frame-slider" min="1" max=${image.frames} step="1" .value=${String(this.frame + 1)}
        aria-label=${message('frame')} aria-valuetext=${text} @input=${(event) => this.#go(event.target.valueAsNumber - 1)}>
      <span class="frame-text">${text}</span>
    </div>`;
  }

  #windowFields() {
    const shown = this.window ?? this.picture?.window;
    if (!shown) return nothing;
    const field = (name) => html`<label class="number"><span>${message(`window_${name}`)}</span>
      <input type="number" step="any" data-testid="window-${name}" .value=${String(Math.round(shown[name] * 100) / 100)}
        @change=${(event) => {
          const value = event.target.valueAsNumber;
          if (Number.isFinite(value)) this.window = {...shown, [name]: name === 'width' ? Math.max(1, value) : value};
        }}></label>`;
    const known = [...(this.picture?.windows ?? []), ...windowsOf(this.entry.info?.summary?.find(({id}) => id === 'modality')?.value)];
    return html`<div class="window-fields">${field('center')}${field('width')}
      ${known.length > 1 ? html`<select data-testid="window-choice" aria-label=${message('window_of_file')}
        @change=${(event) => { const one = known[event.target.value];
          this.window = one ? {center: one.center, width: one.width} : null; }}>
        <option value="">${message('window_of_file')}</option>
        ${known.map(({name, center, width}, index) => html`<option value=${index}>${name ? `${message(`window_${name}`)} ` : ''}${number(center)} / ${number(width)}</option>`)}
      </select>` : nothing}
      <button class="tool" type="button" data-testid="window-reset" title=${message('window_reset')} aria-label=${message('window_reset')}
        ?disabled=${this.window === null} @click=${() => { this.window = null; }}>${icon('undo')}</button>
      ${this.picture?.made && this.picture.frame === this.frame && this.session.fresh(this.entry) && this.entry.result.blob ? html`<button class="button" type="button" data-testid="save-png" title=${message('save_png_help')}
        @click=${() => this.#savePicture()}>${icon('download')}<span>${message('save_png')}</span></button>` : nothing}</div>`;
  }

  #masks(image) {
    return html`<samar-masks .image=${image} .masks=${this.masks} .selected=${this.selected} .frame=${this.frame}
      .acts=${this.#acts()}></samar-masks>`;
  }

  #stage() {
    return this.querySelector('samar-stage');
  }

  /** What stage and list may ask for. */
  #acts() {
    const {store} = this.session;
    this.acts ??= {
      fresh: () => this.fresh,
      select: (id) => { this.selected = id; },
      add: (place) => this.#add(place),
      addDefault: () => this.#addDefault(),
      change: (id, parts, run = null) => {
        if (id === this.fresh) this.fresh = null;
        if (!this.session.finder.accept(this.entry, id, parts, run)) store.changeMask(id, parts, run);
      },
      remove: (id) => {
        if (!this.session.finder.drop(this.entry, id)) store.deleteMask(id);
        this.selected = null;
      },
      accept: (id) => this.session.finder.accept(this.entry, id),
      leave: (id) => this.session.finder.drop(this.entry, id),
      window: (window) => { this.window = window; },
      point: ({x, y}) => {
        const {columns, rows} = this.entry.image;
        const [column, row] = [Math.floor(x), Math.floor(y)];
        this.at = column >= 0 && row >= 0 && column < columns && row < rows ? {x: column, y: row} : null;
      },
      copy: (mask) => this.#copy(mask),
      keyUp: (event) => this.#keyUp(event),
      step: (by) => this.#go(this.frame + by),
      moved: () => this.requestUpdate(),
      key: (event) => this.#key(event),
    };
    return this.acts;
  }

  /** A drawn rectangle. The mask that was just added by its button, and not touched since, takes its place. */
  #add(place) {
    if (this.fresh !== null && this.masks.some(({id}) => id === this.fresh)) {
      const id = this.fresh;
      this.fresh = null;
      this.session.store.changeMask(id, place);
      this.selected = id;
      return;
    }
    this.#make(place);
  }

  #make(place) {
    const {entry, session} = this;
    const id = `${entry.key}m${this.next++}`;
    session.store.addMask({id, file: entry.key, rows: entry.image.rows, columns: entry.image.columns,
      ...place, first: 0, last: -1, enabled: true});
    this.selected = id;
    return id;
  }

  #addDefault() {
    const {columns, rows} = this.entry.image;
    const w = Math.max(1, Math.round(columns / 3));
    const h = Math.max(1, Math.round(rows / 10));
    this.fresh = this.#make({x: Math.floor((columns - w) / 2), y: Math.floor((rows - h) / 2), w, h});
    this.tool = 'mask';
    this.acts = null;
    this.result = false;
  }

  /** The picture fills the window, and back. */
  #enlarge(on) {
    this.large = on;
    this.closest('.place').classList.toggle('large', on);
  }

  /** The same mask again, a little aside. */
  #copy({x, y, w, h, first, last}) {
    const {columns, rows} = this.entry.image;
    const place = {x: Math.max(0, Math.min(columns - w, x + 8)), y: Math.max(0, Math.min(rows - h, y + 8)), w, h};
    const id = this.#make(place);
    if (first !== 0 || last !== -1) this.session.store.changeMask(id, {first, last}, null);
  }

  /** Masks of this picture into the session's memory, and from there onto another of the same size or larger. */
  #clip(paste) {
    const {session, entry} = this;
    if (!paste) {
      session.clip = this.masks.filter(({id}) => this.selected === null || id === this.selected);
      if (session.clip.length) session.announce(count('masks_copied', session.clip.length));
      return;
    }
    const {columns, rows, frames} = entry.image;
    const fit = (session.clip ?? []).filter(({x, y, w, h, first, last}) => x + w <= columns && y + h <= rows && Math.max(first, last) < frames);
    const masks = fit.map((mask) => ({...mask, id: `${entry.key}m${this.next++}`, file: entry.key, rows, columns}));
    if (masks.length) session.store.change({masks: [...session.store.choices.masks, ...masks]});
    session.announce(count('masks_pasted', masks.length));
  }

  /** The result's frame as it is shown, without any metadata. */
  async #savePicture() {
    const {entry, session, frame} = this;
    const name = `${entry.result.name.replace(/\.dcm$/, '')}-${frame + 1}.png`;
    const blob = await new Promise((resolve) => { this.#stage().sheet.toBlob(resolve, 'image/png'); });
    const state = blob ? await download(blob, name) : 'interrupted';
    session.announce(state === 'complete' ? message('saved_as', [name]) : message('saved_nothing'));
  }

  #keyUp({key, type}) {
    if (!this.comparing || (type === 'keyup' && key.toLowerCase() !== 'c')) return;
    this.comparing = false;
    this.result = false;
  }

  #go(frame) {
    this.frame = Math.min(this.entry.image.frames - 1, Math.max(0, frame));
  }

  #play(on) {
    this.playing = on;
    clearInterval(this.clock);
    if (!on) return;
    this.clock = setInterval(() => {
      const image = this.entry?.image;
      if (!image || !this.isConnected) this.#play(false);
      else if (this.picture?.frame === this.frame) this.#go((this.frame + 1) % image.frames);
    }, 1000 / PACE);
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey) {
      const key = event.key.toLowerCase();
      if (key !== 'c' && key !== 'v') return;
      event.preventDefault();
      this.#clip(key === 'v');
      return;
    }
    const {proposals} = this;
    const mask = [...this.masks, ...proposals].find(({id}) => id === this.selected);
    const by = event.shiftKey ? 10 : 1;
    const arrow = {ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by]}[event.key];
    const size = {width: this.entry.image.columns, height: this.entry.image.rows};
    const run = `keys ${this.selected}`;
    const acts = {
      PageUp: () => this.#go(this.frame - 1), PageDown: () => this.#go(this.frame + 1),
      Home: () => this.#go(0), End: () => this.#go(Infinity),
      '+': () => this.#stage().zoom(1.25), '=': () => this.#stage().zoom(1.25), '-': () => this.#stage().zoom(0.8),
      0: () => this.#stage().fit(), 1: () => this.#stage().actual(), i: () => { this.inverted = !this.inverted; },
      d: () => mask && this.#copy(mask),
      a: () => this.acts.accept(mask?.proposed ? mask.id : null),
      t: () => { this.selected = proposals[(proposals.findIndex(({id}) => id === this.selected) + 1) % proposals.length]?.id ?? null; },
      c: () => {
        if (this.result) return;
        this.comparing = true;
        this.result = true;
      }, m: () => { this.tool = 'mask'; }, w: () => { this.tool = 'window'; },
      p: () => { this.tool = 'pan'; }, z: () => { this.tool = 'zoom'; }, n: () => this.#addDefault(),
      r: () => { this.result = !this.result; }, ' ': () => this.#play(!this.playing && this.entry.image.frames > 1),
      Escape: () => (this.selected === null ? this.#enlarge(false) : (this.selected = null)), f: () => this.#enlarge(!this.large),
    };
    if (arrow && mask) {
      const place = event.altKey ? resized(mask, 'se', ...arrow, size) : moved(mask, ...arrow, size);
      this.acts.change(mask.id, place, run);
    } else if (arrow) {
      this.#stage().pan(arrow[0] * -20, arrow[1] * -20);
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && mask) {
      this.acts.remove(mask.id);
    } else if (event.key === 'Enter' || !acts[event.key]) {
      return;
    } else {
      acts[event.key]();
    }
    event.preventDefault();
  }

  willUpdate() {
    if (this.shownFile !== this.entry?.key) {
      this.shownFile = this.entry?.key;
      this.#play(false);
      this.#begin();
    }
    if (this.selected !== null && this.entry && ![...this.masks, ...this.proposals].some(({id}) => id === this.selected)) this.selected = null;
  }

  updated() {
    const {entry} = this;
    if (!entry?.image?.shown) {
      return;
    }
    const made = this.result ? JSON.stringify([this.session.choices(entry), this.session.fresh(entry)]) : '';
    const wanted = JSON.stringify([entry.key, this.frame, this.window, this.overlays, made]);
    if (this.asked !== wanted) this.#ask(entry, wanted);
    this.#watch();
    this.#see();
  }

  /** A frame counts as looked at when it stands in view, whole and at a readable size, not below the fold. */
  #watch() {
    const canvas = this.querySelector('canvas');
    if (!canvas || this.watched === canvas) return;
    this.watched = canvas;
    this.watcher?.disconnect();
    this.inView = false;
    this.watcher = new IntersectionObserver((changes) => {
      this.inView = changes.at(-1).isIntersecting && changes.at(-1).intersectionRatio >= IN_VIEW;
      this.#see();
    }, {threshold: [IN_VIEW]});
    this.watcher.observe(canvas);
  }

  /** Note the frame that is seen; when none is missing the look settles the point. */
  #see() {
    const {entry, picture} = this;
    if (!entry?.image?.shown || !picture || picture.entry !== entry || picture.frame !== this.frame || !this.inView || this.failure) return;
    if (document.visibilityState === 'hidden' || !this.#stage()?.readable) return;
    if (!entry.seen.has(picture.frame)) {
      entry.seen.add(picture.frame);
      this.session.changed();
    }
    if (entry.seen.size >= entry.image.frames && (entry.points ?? []).some(({code, settled}) => code === 'text-risk' && !settled)) {
      this.session.looked(entry);
    }
  }

  async #ask(entry, wanted) {
    this.asked = wanted;
    const {frame} = this;
    const made = this.result && this.session.fresh(entry);
    try {
      const picture = await this.asking.run(() => this.session.render(entry, frame, this.window, this.result, this.overlays));
      if (!picture || entry !== this.entry) return;
      this.picture = {...picture, frame, entry, made};
      this.failure = null;
      // The person sees the picture first; what writing it holds is looked for behind it.
      this.session.finder.go();
    } catch (error) {
      if (entry !== this.entry) return;
      if (error?.code === 'cancelled') this.asked = null;
      else this.failure = error?.code ? error : {code: 'unexpected', detail: null};
    }
  }
}

customElements.define('samar-image', Picture);
