/** The picture and its masks: tools, stage, frames, window, and the list of masks. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {beside} from '../state/beside.js';
import {Latest} from '../state/latest.js';
import {share} from '../state/unseen.js';
import {icon} from '../parts/icon.js';
import {Part} from '../parts/part.js';
import {either, number, visible, word} from '../parts/words.js';
import {actsOf} from './acts.js';
import {Ahead, Clock, following, pace} from './cine.js';
import './masks.js';
import './proposals.js';
import './readout.js';
import {saveClip, savePicture} from './take_along.js';
import {toolbar, windowFields} from './tools.js';

/** Frames that are made ready before they are shown: while a clip plays, and while a person goes through it. */
const NEXT = {playing: 6, going: 2};
/** So long a part of a frame stands still until it counts as looked at, in milliseconds. */
const STANDS = 300;
/** Steps in which the browser tells how much of the stage is in view. */
const STEPS = Array.from({length: 41}, (_, at) => at / 40);

class Picture extends Part {
  static properties = {
    tool: {state: true}, frame: {state: true}, window: {state: true}, result: {state: true}, overlays: {state: true}, playing: {state: true},
    selected: {state: true}, picture: {state: true}, failure: {state: true}, large: {state: true}, inverted: {state: true}, at: {state: true}, problem: {state: true},
  };

  constructor() {
    super();
    this.tool = 'mask';
    this.acts = actsOf(this);
    this.large = false;
    this.asking = new Latest();
    this.ahead = new Ahead();
    this.clock = new Clock(() => this.#tick());
    this.#begin();
  }

  #begin() {
    this.ahead.clear();
    this.frame = 0;
    this.step = 1;
    this.window = null;
    this.result = false;
    this.inverted = false;
    this.at = null;
    this.overlays = false;
    this.playing = false;
    this.selected = null;
    this.picture = null;
    this.failure = null;
    this.problem = null;
    this.asked = null;
  }

  get masks() {
    return this.session.store.masksOf(this.entry.key, this.entry.image, this.entry.place);
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
      ${toolbar(this)}
      <samar-stage .image=${image} .picture=${this.picture} .masks=${onFrame} .selected=${this.selected} .tool=${this.tool}
        .frame=${this.frame} .plain=${this.result} .inverted=${this.inverted} .acts=${this.acts}></samar-stage>
      ${this.#parts()}
      <samar-readout .at=${this.at} .frame=${this.frame} .result=${this.result}></samar-readout>
      ${this.failure ? html`<p class="notice bad" role="alert" data-testid="image-error" data-code=${this.failure.code}>${icon('failed')}
        <span>${visible(word('error', this.failure.code, this.failure.detail))}</span></p>` : nothing}
      ${image.frames > 1 ? this.#frames(image) : nothing}
      ${windowFields(this)}
      ${this.#takeAlong()}
      ${image.grade ? html`<p class="note" data-testid="image-grade">${icon('info')}<span>${word('grade', image.grade)}</span></p>` : nothing}
      <samar-proposals .proposals=${proposals} .selected=${this.selected} .frame=${this.frame} .acts=${this.acts}></samar-proposals>
      ${this.#masks(image)}`;
  }

  #frames(image) {
    const text = message('frame_of', [number(this.frame + 1), number(image.frames)]);
    return html`<div class="frames">
      <button class="tool" type="button" data-testid="cine" aria-pressed=${this.playing ? 'true' : 'false'}
        title=${message(this.playing ? 'cine_stop' : 'cine_play')} aria-label=${message(this.playing ? 'cine_stop' : 'cine_play')}
        @click=${() => this.play(!this.playing)}>${icon(this.playing ? 'pause' : 'play')}</button>
      <input type="range" data-testid="frame-slider" min="1" max=${image.frames} step="1" .value=${String(this.frame + 1)}
        aria-label=${message('frame')} aria-valuetext=${text} @input=${(event) => this.go(event.target.valueAsNumber - 1)}>
      <span class="frame-text">${text}</span>
    </div>`;
  }

  /** What may be taken along: pictures of the checked result only. */
  #takeAlong() {
    const {entry, picture, session} = this;
    if (!picture?.made || picture.frame !== this.frame || !session.results.fresh(entry) || !entry.result.blob) return nothing;
    return html`<div class="buttons"><button class="button" type="button" data-testid="save-png" title=${message('save_png_help')} ?disabled=${session.busy}
        @click=${() => savePicture(this)}>${icon('download')}<span>${message('save_png')}</span></button>
      ${entry.image.frames > 1 ? html`<button class="button" type="button" data-testid="save-animated" title=${message('save_animated_help')} ?disabled=${session.busy}
        @click=${() => saveClip(this, true)}>${icon('play')}<span>${message('save_animated')}</span></button>
        <button class="button" type="button" data-testid="save-clip" title=${message('save_clip_help')} ?disabled=${session.busy}
        @click=${() => saveClip(this, false)}>${icon('download')}<span>${message('save_clip')}</span></button>` : nothing}</div>`;
  }

  #masks(image) {
    return html`<samar-masks .image=${image} .masks=${this.masks} .selected=${this.selected} .frame=${this.frame}
      .acts=${this.acts} .problem=${this.problem}></samar-masks>`;
  }

  get stage() {
    return this.querySelector('samar-stage');
  }

  /** The picture fills the window, and back. */
  enlarge(on) {
    this.large = on;
    this.closest('.place').classList.toggle('large', on);
  }

  /** Show a frame, as far as there is one. */
  go(frame) {
    const to = Math.min(this.entry.image.frames - 1, Math.max(0, frame));
    this.step = to < this.frame ? -1 : 1;
    this.frame = to;
  }

  /** Show the file that lies `step` further in its series. What is set for looking stays as it is. */
  move(step) {
    const to = beside(this.session.files, this.entry, step);
    if (!to) return;
    this.follows = to.key;
    this.session.select(to.key, 'image');
  }

  play(on) {
    this.playing = on && this.entry.image.frames > 1;
    if (this.playing) this.clock.start(pace(this.entry.image));
    else this.clock.stop();
  }

  /** One picture further, if the one before is on the screen. */
  #tick() {
    const image = this.entry?.image;
    if (!image || !this.isConnected) {
      this.clock.stop();
      return false;
    }
    if (this.picture?.frame !== this.frame || this.failure) return false;
    const {frame, step} = following(this.frame, this.step, image);
    this.frame = frame;
    this.step = step;
    return true;
  }

  willUpdate() {
    if (this.shownFile !== this.entry?.key) {
      this.shownFile = this.entry?.key;
      if (!this.entry || this.follows !== this.entry.key) {
        this.play(false);
        this.#begin();
      }
      this.follows = this.at = this.failure = null;
      this.frame = Math.min(this.frame, Math.max(1, this.entry?.image?.frames ?? 1) - 1);
    }
    if (this.selected !== null && this.entry && ![...this.masks, ...this.proposals].some(({id}) => id === this.selected)) this.selected = null;
  }

  updated() {
    const {entry} = this;
    if (!entry?.image?.shown) {
      return;
    }
    const wanted = this.#wanted(this.frame);
    if (this.asked !== wanted) this.#ask(entry, wanted);
    else if (this.playing && this.picture?.frame === this.frame) this.#prepare(entry);
    this.#watch();
    this.see();
  }

  /** Where the stage is in view, not below the fold: told by the browser, and asked again where the page is scrolled. */
  #watch() {
    const canvas = this.querySelector('canvas');
    if (!canvas || this.watched === canvas) return;
    this.watched = canvas;
    this.watcher?.disconnect();
    this.open = null;
    this.watcher = new IntersectionObserver((changes) => {
      const {isIntersecting, intersectionRect: inside, boundingClientRect: whole} = changes.at(-1);
      this.open = isIntersecting ? {left: inside.left - whole.left, top: inside.top - whole.top, right: inside.right - whole.left, bottom: inside.bottom - whole.top} : null;
      this.told?.();
      this.see();
    }, {threshold: STEPS});
    this.watcher.observe(canvas);
  }

  #scrolled = ({target}) => {
    if (this.watched && target.contains(this.watched)) this.#watchAgain();
  };

  #watchAgain() {
    this.watcher.unobserve(this.watched);
    this.watcher.observe(this.watched);
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('scroll', this.#scrolled, {capture: true, passive: true});
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('scroll', this.#scrolled, {capture: true});
    clearTimeout(this.still?.timer);
  }

  /** Note what is seen of the frame; once every part of every frame was in view, at once or one after another, the look settles the point. */
  see() {
    const {entry, picture} = this;
    if (!entry?.image?.shown || !picture || picture.entry !== entry || picture.frame !== this.frame || this.failure) return;
    if (!entry.seen.has(picture.frame)) {
      const part = document.visibilityState === 'hidden' ? null : this.stage?.shows(picture, this.open);
      if (!part || !this.#stands(part) || !entry.see(picture.frame, part)) return;
      this.requestUpdate();
      this.session.changedSoon();
    }
    if (entry.seen.size >= entry.image.frames && this.#waits) this.session.review.looked(entry);
  }

  /** Whether what is in view is the whole frame, or a part that has stood still: one that is dragged past was not looked at. */
  #stands(part) {
    const {entry, frame} = this;
    if (part[2] - part[0] === entry.image.columns && part[3] - part[1] === entry.image.rows) return true;
    const what = JSON.stringify([entry.key, frame, part]);
    if (this.still?.what === what) return this.still.stood;
    clearTimeout(this.still?.timer);
    const still = this.still = {what, stood: false, timer: setTimeout(() => {
      still.stood = true;
      this.see();
    }, STANDS)};
    return false;
  }

  /** Whether somebody has to look at the picture. */
  get #waits() {
    return (this.entry.points ?? []).some(({code, settled}) => code === 'text-risk' && !settled);
  }

  /** Show what was not in view yet: another part of the frame, else another frame. */
  async lookOn() {
    const {entry, frame} = this;
    if (entry.seen.has(frame)) {
      const frames = Array.from({length: entry.image.frames}, (_, at) => (frame + at) % entry.image.frames);
      this.go(frames.find((at) => !entry.seen.has(at)) ?? frame);
      return;
    }
    if (!this.watched) return;
    this.watched.scrollIntoView({block: 'nearest', behavior: 'instant'});
    await new Promise((told) => {
      this.told = told;
      this.#watchAgain();
    });
    if (entry === this.entry && frame === this.frame && this.open && !entry.seen.has(frame)) this.stage?.lookOn(entry.restOf(frame), this.open);
  }

  /** Of a picture that cannot be read as a whole: how much of it was in view, and the way to what was not. */
  #parts() {
    const {entry, frame, stage} = this;
    if (!this.#waits || entry.seen.has(frame) || this.picture?.entry !== entry || !stage?.isLarge) return nothing;
    const {rows, columns} = entry.image;
    return html`<div class="notice info look-parts" data-testid="look-parts"><p role="status">${
      message('look_parts', [number(share(entry.restOf(frame), {width: columns, height: rows}))])}</p>
      <button class="button" type="button" data-testid="look-part" @click=${() => this.lookOn()}>${message('look_part')}</button></div>`;
  }

  /** What stands for a picture: everything that it depends on. */
  #wanted(frame) {
    const {entry} = this;
    const made = this.result ? JSON.stringify([this.session.review.stamp(entry), this.session.results.fresh(entry)]) : '';
    return JSON.stringify([entry.key, frame, this.window, this.overlays, made]);
  }

  /** What asks for a picture as things are now, even where it is asked later. */
  #asking(entry, frame) {
    const {session, window, result, overlays} = this;
    const choices = session.review.choices(entry);
    return () => session.review.render(entry, frame, {window, result, overlays, choices});
  }

  async #ask(entry, wanted) {
    this.asked = wanted;
    const {frame} = this;
    const asking = this.#asking(entry, frame);
    try {
      const get = () => this.ahead.get(wanted, asking);
      // what is there already is shown at once, whatever is under way
      const picture = this.ahead.has(wanted) ? await get() : await this.asking.run(get);
      if (!picture || entry !== this.entry || wanted !== this.asked) return;
      const went = this.picture && this.picture.entry === entry && this.picture.frame !== frame;
      this.picture = {...picture, frame, entry};
      this.failure = null;
      if (went) this.#prepare(entry);
      // The person sees the picture first; what writing it holds is looked for behind it.
      if (!this.playing) this.session.finder.go();
    } catch (error) {
      if (entry !== this.entry) return;
      if (error?.code === 'cancelled') this.asked = null;
      else this.failure = error?.code ? error : {code: 'unexpected', detail: null};
    }
  }

  /** Have the next frames made in the direction in which the person or the clip goes. */
  #prepare(entry) {
    const {image} = entry;
    const wanted = [];
    let at = {frame: this.frame, step: this.step};
    for (let left = Math.min(image.frames - 1, this.playing ? NEXT.playing : NEXT.going); left > 0; left -= 1) {
      at = following(at.frame, at.step, image);
      wanted.push([this.#wanted(at.frame), this.#asking(entry, at.frame)]);
    }
    this.ahead.want(wanted);
  }
}

customElements.define('samar-image', Picture);
