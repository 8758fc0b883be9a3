/** What stage, lists and keys may ask of the picture. */

import {download, message} from '../../door/browser.js';
import {count} from '../parts/words.js';
import {asError} from '../state/errors.js';
import {copied, pasted} from './clip.js';
import {read, written} from './mask_file.js';
import {shapeOf} from '../state/shapes.js';
import {moved, resized} from './view.js';

/** How far aside a duplicate lies, in pixels. */
const ASIDE = 8;

/** The acts of one `picture` (the part that has stage and lists): plain functions. */
export function actsOf(picture) {
  const store = () => picture.session.store;
  let next = 1;
  let fresh = null;      // the mask that was just added by its button

  const size = () => ({width: picture.entry.image.columns, height: picture.entry.image.rows});

  function make(place) {
    const {entry} = picture;
    const id = `${entry.key}m${next++}`;
    store().addMask({id, file: entry.key, rows: entry.image.rows, columns: entry.image.columns, first: 0, last: -1, enabled: true, ...place});
    picture.selected = id;
    return id;
  }

  const isLocked = (id) => picture.masks.some((mask) => mask.id === id && mask.locked);

  const acts = {
    fresh: () => fresh,
    select: (id) => { picture.selected = id; },

    /** A drawn rectangle. The mask that was just added by its button, and not touched since, takes its place. */
    add(place) {
      const id = fresh;
      fresh = null;
      if (id === null || !picture.masks.some((mask) => mask.id === id)) return make(place);
      store().changeMask(id, {shape: undefined, points: undefined, ...place});
      picture.selected = id;
      return id;
    },

    addDefault() {
      const {width, height} = size();
      const w = Math.max(1, Math.round(width / 3));
      const h = Math.max(1, Math.round(height / 10));
      fresh = make({x: Math.floor((width - w) / 2), y: Math.floor((height - h) / 2), w, h});
      picture.tool = 'mask';
      picture.result = false;
    },

    /** Of a locked mask the place stays; whether it is on, its name, its frames and its files may be changed. */
    change(id, parts, run = null) {
      if ('x' in parts && isLocked(id)) return;
      if (id === fresh) fresh = null;
      if (!picture.session.finder.accept(picture.entry, id, parts, run)) store().changeMask(id, parts, run);
    },

    remove(id) {
      if (isLocked(id)) return;
      if (!picture.session.finder.drop(picture.entry, id)) store().deleteMask(id);
      picture.selected = null;
    },

    /** The same mask again, a little aside. */
    copy(mask) {
      const {first, last} = mask;
      make({...shapeOf(mask), ...moved(mask, ASIDE, ASIDE, size()), first, last});
    },

    /** Masks of this picture into the session's memory, or from there onto this one. */
    clip(paste) {
      const {session, entry} = picture;
      if (paste) {
        const masks = pasted(session.store.clip, entry, () => `${entry.key}m${next++}`);
        if (masks.length) store().change({masks: [...store().choices.masks, ...masks]});
        session.announce(count('masks_pasted', masks.length));
        return;
      }
      session.store.copy(copied(picture.masks, picture.selected));
      if (session.store.clip.length) session.announce(count('masks_copied', session.store.clip.length));
    },

    /** Masks of this picture as a file. */
    async saveMasks() {
      const {session, entry, masks} = picture;
      const name = 'samar-masks.json';
      const state = await download(new Blob([written(masks, entry.image)], {type: 'application/json'}), name);
      session.announce(state === 'complete' ? message('saved_as', [name]) : message('saved_nothing'));
    },

    /** Masks of a file onto this picture, as one step. */
    async loadMasks(file) {
      const {session, entry} = picture;
      picture.problem = null;
      try {
        const {rows, columns} = entry.image;
        const masks = (await read(file, entry.image)).map((mask) => ({...mask, id: `${entry.key}m${next++}`, file: entry.key, rows, columns}));
        if (masks.length) store().change({masks: [...store().choices.masks, ...masks]});
        session.announce(count('masks_loaded', masks.length));
      } catch (error) {
        picture.problem = asError(error);
      }
    },

    accept: (id) => picture.session.finder.accept(picture.entry, id),
    leave: (id) => picture.session.finder.drop(picture.entry, id),
    window: (window) => { picture.window = window; },
    step: (by) => picture.go(picture.frame + by),
    file: (by) => picture.move(by),
    isLarge: () => picture.large,
    drawn: () => picture.see(),

    /** The pointer is over a place of the picture (in pixels of it), or over none. */
    point(place) {
      const {width, height} = size();
      const [x, y] = place ? [Math.floor(place.x), Math.floor(place.y)] : [-1, -1];
      picture.at = x >= 0 && y >= 0 && x < width && y < height ? {x, y} : null;
    },

    /** A held key is let go, or its picture lost the focus: the original is back. */
    keyUp({key, type}) {
      if (!picture.comparing || (type === 'keyup' && key.toLowerCase() !== 'c')) return;
      picture.comparing = false;
      picture.result = false;
    },

    key: (event) => pressed(picture, acts, event),
  };
  return acts;
}

/** A key on the stage. */
function pressed(picture, acts, event) {
  if (picture.stage.gestures.key(event)) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  if (event.ctrlKey || event.metaKey) {
    const key = event.key.toLowerCase();
    if (key !== 'c' && key !== 'v') return;
    event.preventDefault();
    acts.clip(key === 'v');
    return;
  }
  const {entry, proposals, stage} = picture;
  const mask = [...picture.masks, ...proposals].find(({id}) => id === picture.selected);
  const by = event.shiftKey ? 10 : 1;
  const arrow = {ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by]}[event.key];
  const size = {width: entry.image.columns, height: entry.image.rows};
  const tool = (name) => () => { picture.tool = name; };
  const keys = {
    PageUp: () => acts.step(-1), PageDown: () => acts.step(1), Home: () => picture.go(0), End: () => picture.go(Infinity),
    ',': () => acts.file(-1), '.': () => acts.file(1),
    '+': () => stage.zoom(1.25), '=': () => stage.zoom(1.25), '-': () => stage.zoom(0.8),
    0: () => stage.fit(), 1: () => stage.actual(), 2: () => stage.fill(), i: () => { picture.inverted = !picture.inverted; },
    d: () => mask && acts.copy(mask),
    a: () => acts.accept(mask?.proposed ? mask.id : null),
    t: () => { picture.selected = proposals[(proposals.findIndex(({id}) => id === picture.selected) + 1) % proposals.length]?.id ?? null; },
    c: () => {
      if (picture.result) return;
      picture.comparing = true;
      picture.result = true;
    },
    m: tool('mask'), o: tool('ellipse'), y: tool('polygon'), w: tool('window'), p: tool('pan'), z: tool('zoom'), n: acts.addDefault,
    l: () => picture.lookOn(), r: () => { picture.result = !picture.result; }, ' ': () => picture.play(!picture.playing),
    Escape: () => (picture.selected === null ? picture.enlarge(false) : (picture.selected = null)), f: () => picture.enlarge(!picture.large),
  };
  if (arrow && mask) {
    const place = event.altKey ? resized(mask, 'se', ...arrow, size) : moved(mask, ...arrow, size);
    acts.change(mask.id, place, `keys ${mask.id}`);
  } else if (arrow) {
    stage.pan(arrow[0] * -20, arrow[1] * -20);
  } else if ((event.key === 'Delete' || event.key === 'Backspace') && mask) {
    acts.remove(mask.id);
  } else if (event.altKey || event.key === 'Enter' || !keys[event.key]) {
    return;
  } else {
    keys[event.key]();
  }
  event.preventDefault();
}
