/**
 * Pointer and wheel on the stage. Left drag does what the tool says, right drag sets the window, middle drag pans,
 * the wheel turns frames, and files of the series with Shift or where the picture fills the window; Ctrl+wheel zooms.
 * A polygon is drawn click by click: the first corner again, a double click or Enter closes it.
 */

import {polygon, withCorner} from '../state/shapes.js';
import {between, hit, moved, resized, toCanvas, toImage} from './view.js';

const CURSORS = {n: 'ns-resize', s: 'ns-resize', e: 'ew-resize', w: 'ew-resize',
  nw: 'nwse-resize', se: 'nwse-resize', ne: 'nesw-resize', sw: 'nesw-resize'};

/** How near the first corner a click has to be to close a polygon, in points of the screen. */
const NEAR = 9;

export class Gestures {
  #drag = null;
  /** Corners of the polygon that is being drawn, in pixels of the picture. */
  #corners = [];

  constructor(stage) {
    this.stage = stage;
  }

  listen(canvas) {
    canvas.addEventListener('pointerdown', (event) => this.#down(event));
    canvas.addEventListener('pointermove', (event) => (this.#drag ? this.#move(event) : this.#hover(event)));
    canvas.addEventListener('pointerup', (event) => this.#up(event));
    canvas.addEventListener('pointercancel', () => this.#cancel());
    canvas.addEventListener('pointerleave', () => this.stage.acts.point(null));
    canvas.addEventListener('dblclick', () => this.#close());
    canvas.addEventListener('wheel', (event) => this.#wheel(event), {passive: false});
  }

  #down(event) {
    const {stage} = this;
    if (this.#drag || !stage.view) return;
    const at = {x: event.offsetX, y: event.offsetY};
    const tool = event.button === 2 ? 'window' : event.button === 1 ? 'pan' : stage.tool;
    if (event.button === 1) event.preventDefault();
    stage.canvas.setPointerCapture(event.pointerId);
    this.#drag = {tool, start: at, last: at, run: `drag ${event.timeStamp}`};
    if (tool === 'window') this.#drag.window = stage.picture?.window ?? null;
    if (this.#corners.length > 0 && tool === 'polygon') this.#drag.draws = true;
    else if (tool === stage.tool && stage.draws && !stage.plain) this.#grip(at);
  }

  /** What a drag with the mask tool takes hold of: a handle, a mask, or the empty picture. */
  #grip(at) {
    const {stage} = this;
    const found = hit(stage.view, stage.masks, stage.selected, at.x, at.y);
    const fresh = stage.acts.fresh();
    if (found && (found.handle || found.mask.id !== fresh)) {
      stage.acts.select(found.mask.id);
      if (!found.mask.locked) Object.assign(this.#drag, {mask: {...found.mask}, handle: found.handle});
    } else {
      this.#drag.draws = true;
    }
  }

  #move(event) {
    const {stage} = this;
    const drag = this.#drag;
    const at = {x: event.offsetX, y: event.offsetY};
    const [dx, dy] = [at.x - drag.start.x, at.y - drag.start.y];
    if (drag.tool === 'pan') {
      stage.pan(at.x - drag.last.x, at.y - drag.last.y);
    } else if (drag.tool === 'zoom') {
      stage.zoom(Math.exp((drag.last.y - at.y) / 120), drag.start.x, drag.start.y);
    } else if (drag.tool === 'window' && drag.window) {
      const unit = Math.max(drag.window.width / 250, 0.004);
      stage.acts.window({
        width: Math.max(1, drag.window.width + dx * unit),
        center: drag.window.center + dy * unit,
      });
    } else if (drag.mask) {
      const by = [dx / stage.view.scale, dy / (stage.view.scale * stage.view.aspect)];
      const place = pulled(drag, by, stage.size);
      if (place) stage.acts.change(drag.mask.id, place, drag.run);
    } else if (drag.draws && drag.tool !== 'polygon' && Math.hypot(dx, dy) > 3) {
      stage.draft = between(toImage(stage.view, drag.start.x, drag.start.y), toImage(stage.view, at.x, at.y), stage.size);
      if (drag.tool === 'ellipse') stage.draft.shape = 'ellipse';
      stage.draw();
    }
    drag.last = at;
  }

  #up(event) {
    const drag = this.#drag;
    if (!drag) return;
    if (event.offsetX !== drag.last.x || event.offsetY !== drag.last.y) this.#move(event);
    const {stage} = this;
    if (drag.draws && drag.tool === 'polygon') {
      this.#drag = null;
      this.#corner(event);
      return;
    }
    const draft = stage.draft;
    this.#cancel();
    if (draft) stage.acts.add(draft);
    else if (drag.draws) stage.acts.select(null);
  }

  /** A click while a polygon is drawn. */
  #corner({offsetX, offsetY}) {
    const {stage} = this;
    const [first] = this.#corners;
    if (first && this.#corners.length > 2) {
      const begun = toCanvas(stage.view, {...first, w: 0, h: 0});
      if (Math.hypot(begun.x - offsetX, begun.y - offsetY) <= NEAR) {
        this.#close();
        return;
      }
    }
    this.#corners.push(toImage(stage.view, offsetX, offsetY));
    this.#drawn(null);
  }

  /** Show the polygon so far, with the pointer as its last corner. */
  #drawn(pointer) {
    const {stage} = this;
    const corners = pointer ? [...this.#corners, pointer] : this.#corners;
    stage.draft = corners.length ? {x: corners[0].x, y: corners[0].y, w: 0, h: 0, points: corners.flatMap(({x, y}) => [x, y])} : null;
    stage.draw();
  }

  #close() {
    const {stage} = this;
    // a double click is two corners in one place
    const corners = this.#corners.filter(({x, y}, at, all) => at === 0 || Math.round(x) !== Math.round(all[at - 1].x) || Math.round(y) !== Math.round(all[at - 1].y));
    const made = polygon(corners.flatMap(({x, y}) => [x, y]), stage.size);
    if (!made) return;
    this.#leave();
    stage.acts.add(made);
  }

  #leave() {
    this.#corners = [];
    this.#cancel();
  }

  /** A polygon that is not closed is none of another tool's, nor of another picture's. */
  drop() {
    if (this.#corners.length) this.#leave();
  }

  /** A key while a polygon is drawn; whether it meant that. */
  key({key}) {
    if (!this.#corners.length) return false;
    if (key === 'Enter') this.#close();
    else if (key === 'Escape') this.#leave();
    else if (key === 'Backspace') {
      this.#corners.pop();
      this.#drawn(null);
    } else return false;
    return true;
  }

  #cancel() {
    this.#drag = null;
    this.stage.draft = null;
    this.stage.draw();
  }

  #hover(event) {
    const {stage} = this;
    if (stage.view) stage.acts.point(toImage(stage.view, event.offsetX, event.offsetY));
    if (this.#corners.length) this.#drawn(toImage(stage.view, event.offsetX, event.offsetY));
    if (!stage.draws || stage.plain || !stage.view || this.#corners.length) {
      stage.canvas.style.cursor = '';
      return;
    }
    const found = hit(stage.view, stage.masks, stage.selected, event.offsetX, event.offsetY);
    stage.canvas.style.cursor = !found ? '' : found.mask.locked ? 'default' : CURSORS[found.handle] ?? 'move';
  }

  #wheel(event) {
    const {stage} = this;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      stage.zoom(Math.exp(-event.deltaY / 300), event.offsetX, event.offsetY);
    } else if (event.shiftKey || (stage.image.frames === 1 && stage.acts.isLarge())) {
      event.preventDefault();
      // with Shift some systems turn the wheel sideways
      stage.acts.file(Math.sign(event.deltaY || event.deltaX));
    } else if (stage.image.frames > 1) {
      // A picture of one frame lets the page scroll.
      event.preventDefault();
      stage.acts.step(Math.sign(event.deltaY));
    }
  }
}

/** The place of a mask that is dragged: by a corner, by a handle of its rectangle, or as a whole.
 * @param {any} drag @param {any} by @param {any} size */
function pulled({mask, handle}, by, size) {
  if (!handle) return moved(mask, by[0], by[1], size);
  return handle[0] === 'c' ? withCorner(mask, Number(handle.slice(1)), by[0], by[1], size) : resized(mask, handle, ...by, size);
}
