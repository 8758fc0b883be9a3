/** The canvas: one frame, the masks on it, and the pointer. It draws what it is given and says what the pointer did. */

import {html, nothing} from 'lit';
import {message} from '../../door/browser.js';
import {Part} from '../parts/part.js';
import {Gestures} from './gestures.js';
import {onto, partIn, readable} from './looked.js';
import {fill, fit, grips, toCanvas, zoomAt} from './view.js';

/** Where the letters of `sides` stand. */
const EDGES = ['left', 'top', 'right', 'bottom'];
/** Tools that draw masks, by the shape. */
export const DRAWING = ['mask', 'ellipse', 'polygon'];

export class Stage extends Part {
  static properties = {
    image: {attribute: false}, picture: {attribute: false}, masks: {attribute: false}, selected: {attribute: false},
    tool: {attribute: false}, frame: {attribute: false}, acts: {attribute: false}, plain: {attribute: false}, inverted: {attribute: false},
  };

  constructor() {
    super();
    this.view = null;
    this.masks = [];
    this.draft = null;
    this.gestures = new Gestures(this);
    this.sheet = document.createElement('canvas');
    this.room = null;
    this.drawn = null;      // the picture that stands on the canvas
  }

  render() {
    const {image} = this;
    const sides = this.picture?.sides;
    return html`<div class="stage-box" data-sides=${sides ? sides.join(' ') : nothing}><canvas data-testid="stage" class="stage tool-${this.tool}" tabindex="0" role="application"
      aria-label=${message('stage_label', [image.columns, image.rows, image.frames])} aria-describedby="stage-keys"
      data-frames=${image.frames} data-rows=${image.rows} data-columns=${image.columns}
      @keydown=${this.acts.key} @keyup=${this.acts.keyUp} @blur=${this.acts.keyUp} @contextmenu=${(event) => event.preventDefault()}></canvas>
      ${sides ? EDGES.map((edge, at) => (sides[at] ? html`<span class="side-letters ${edge}" aria-hidden="true">${sides[at]}</span>` : nothing)) : nothing}</div>
      <p class="spoken" id="stage-keys">${message('stage_keys')}</p>`;
  }

  /** Whether the tool draws masks. */
  get draws() {
    return DRAWING.includes(this.tool);
  }

  get canvas() {
    return this.querySelector('canvas');
  }

  /** Size of the image in its own pixels. */
  get size() {
    return {width: this.image.columns, height: this.image.rows};
  }

  /** The part of the picture that can be read in the open part of the canvas, or null; `picture` is the one that has to be drawn there. */
  shows(picture, open) {
    return this.view && open && this.drawn === picture ? partIn(this.view, this.size, open) : null;
  }

  /** Whether the picture has to be looked at part by part: as a whole it is too small to be read. */
  get isLarge() {
    const {room, view} = this;
    return Boolean(room && view) && fit(this.size, room, view.aspect).scale < readable(view.aspect);
  }

  /** Show a part of the picture that nobody has had in view, at a size at which letters can be read. */
  lookOn(rest, open) {
    if (!this.view) return;
    this.view = onto(rest, this.view, this.size, open);
    this.fitted = false;
    this.draw();
  }

  firstUpdated() {
    this.gestures.listen(this.canvas);
    // Its size is told by the browser: to ask for it in every drawing makes it lay out the whole page.
    new ResizeObserver(() => {
      this.room = {width: this.canvas.clientWidth, height: this.canvas.clientHeight};
      this.fitted = this.fitted ?? true;
      if (this.fitted) this.view = null;
      this.draw();
    }).observe(this.canvas);
  }

  updated(changes) {
    const before = changes.get('image');
    if (before && (before.rows !== this.image.rows || before.columns !== this.image.columns)) this.fit();
    if (changes.has('tool') || changes.has('image') || changes.has('plain')) this.gestures.drop();
    if (changes.has('picture') && this.picture) this.#develop();
    this.draw();
  }

  fit() {
    this.view = null;
    this.fitted = true;
    this.draw();
  }

  zoom(factor, x = this.canvas.clientWidth / 2, y = this.canvas.clientHeight / 2) {
    if (!this.view) return;
    this.view = zoomAt(this.view, factor, x, y);
    this.fitted = false;
    this.draw();
  }

  /** No part of the stage stays empty. */
  fill() {
    if (!this.room) return;
    this.view = fill(this.size, this.room, this.picture?.aspect || 1);
    this.fitted = false;
    this.draw();
  }

  /** One pixel of the picture for one point of the screen. */
  actual() {
    if (this.view) this.zoom(1 / this.view.scale);
  }

  pan(dx, dy) {
    if (!this.view) return;
    this.view = {...this.view, x: this.view.x + dx, y: this.view.y + dy};
    this.fitted = false;
    this.draw();
  }

  /** Put the pixels on a sheet of their own size; the stage draws that, scaled. */
  #develop() {
    const {width, height, pixels} = this.picture;
    if (this.sheet.width !== width || this.sheet.height !== height) {
      this.sheet.width = width;
      this.sheet.height = height;
      this.view = null;
    }
    this.sheet.getContext('2d').putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.byteLength), width, height), 0, 0);
  }

  draw() {
    const {canvas, picture} = this;
    if (!canvas) return;
    const ratio = window.devicePixelRatio || 1;
    this.room ??= {width: canvas.clientWidth, height: canvas.clientHeight};
    const {width, height} = this.room;
    if (!width || !height) return;
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
    this.view ??= fit(this.size, {width, height}, picture?.aspect || 1);
    const pen = canvas.getContext('2d');
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    if (picture) {
      const box = toCanvas(this.view, {x: 0, y: 0, w: this.size.width, h: this.size.height});
      pen.imageSmoothingEnabled = this.view.scale < 3;
      pen.drawImage(this.sheet, box.x, box.y, box.w, box.h);
      if (this.inverted) {
        pen.globalCompositeOperation = 'difference';
        pen.fillStyle = '#fff';
        pen.fillRect(box.x, box.y, box.w, box.h);
        pen.globalCompositeOperation = 'source-over';
      }
    }
    if (!this.plain) for (const mask of this.masks) this.#mask(pen, mask);
    if (this.draft) this.#mask(pen, {...this.draft, enabled: true, id: null});
    this.drawn = picture;
    this.acts.drawn();
  }

  /** The line around a mask; `box` is its rectangle on the canvas. Of a polygon that is being drawn the last corner is the pointer. */
  #outline(mask, box) {
    const line = new Path2D();
    if (mask.shape === 'ellipse') {
      line.ellipse(box.x + box.w / 2, box.y + box.h / 2, box.w / 2, box.h / 2, 0, 0, 2 * Math.PI);
    } else if (mask.points) {
      for (const {x, y} of grips(this.view, mask)) line.lineTo(x, y);
      line.closePath();
    } else {
      line.rect(box.x, box.y, box.w, box.h);
    }
    return line;
  }

  #mask(pen, mask) {
    const box = toCanvas(this.view, mask);
    const chosen = mask.id === this.selected;
    const line = this.#outline(mask, box);
    if (mask.enabled) {
      pen.fillStyle = chosen || mask.id === null ? 'rgba(0, 0, 0, 0.7)' : '#000';
      pen.fill(line, 'evenodd');
    }
    // Two lines, dark and light, are seen on any picture.
    pen.setLineDash(mask.enabled ? [] : mask.proposed && mask.ticked ? [10, 3] : [5, 4]);
    pen.lineWidth = 3;
    pen.strokeStyle = '#04272b';
    pen.stroke(line);
    pen.lineWidth = 1.5;
    pen.strokeStyle = chosen ? '#7ef0ff' : mask.proposed ? '#ffc766' : '#e8eef0';
    pen.stroke(line);
    pen.setLineDash([]);
    if (!chosen || mask.locked || !this.draws) return;
    for (const {x, y} of grips(this.view, mask)) {
      pen.fillStyle = '#7ef0ff';
      pen.fillRect(x - 4, y - 4, 8, 8);
      pen.lineWidth = 1;
      pen.strokeStyle = '#04272b';
      pen.strokeRect(x - 4, y - 4, 8, 8);
    }
  }
}

customElements.define('samar-stage', Stage);
