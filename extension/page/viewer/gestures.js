/**
 * Pointer and wheel on the stage. Left drag does what the tool says, right drag sets the window, middle drag pans,
 * the wheel turns frames, and files of the series with Shift or where the picture fills the window; Ctrl+wheel zooms.
 */

import {between, hit, moved, resized, toImage} from './view.js';

const CURSORS = {n: 'ns-resize', s: 'ns-resize', e: 'ew-resize', w: 'ew-resize',
  nw: 'nwse-resize', se: 'nwse-resize', ne: 'nesw-resize', sw: 'nesw-resize'};

export class Gestures {
  #drag = null;

  constructor(stage) {
    this.stage = stage;
  }

  listen(canvas) {
    canvas.addEventListener('pointerdown', (event) => this.#down(event));
    canvas.addEventListener('pointermove', (event) => (this.#drag ? this.#move(event) : this.#hover(event)));
    canvas.addEventListener('pointerup', (event) => this.#up(event));
    canvas.addEventListener('pointercancel', () => this.#cancel());
    canvas.addEventListener('pointerleave', () => this.stage.acts.point(null));
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
    if (tool === 'mask' && !stage.plain) this.#grip(at);
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
      const place = drag.handle ? resized(drag.mask, drag.handle, ...by, stage.size) : moved(drag.mask, ...by, stage.size);
      stage.acts.change(drag.mask.id, place, drag.run);
    } else if (drag.draws && Math.hypot(dx, dy) > 3) {
      stage.draft = between(toImage(stage.view, drag.start.x, drag.start.y), toImage(stage.view, at.x, at.y), stage.size);
      stage.draw();
    }
    drag.last = at;
  }

  #up(event) {
    const drag = this.#drag;
    if (!drag) return;
    if (event.offsetX !== drag.last.x || event.offsetY !== drag.last.y) this.#move(event);
    const {stage} = this;
    const draft = stage.draft;
    this.#cancel();
    if (draft) stage.acts.add(draft);
    else if (drag.draws) stage.acts.select(null);
  }

  #cancel() {
    this.#drag = null;
    this.stage.draft = null;
    this.stage.draw();
  }

  #hover(event) {
    const {stage} = this;
    if (stage.view) stage.acts.point(toImage(stage.view, event.offsetX, event.offsetY));
    if (stage.tool !== 'mask' || stage.plain || !stage.view) {
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
