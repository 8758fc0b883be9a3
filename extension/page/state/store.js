/**
 * What the person has chosen, as values that are replaced and never changed, so undo and redo are two stacks.
 *
 * One record of choices serves all files: `elements` and `categories` hold for every file, `own[file]` for one of them,
 * and each mask says which files it lies on (`reach.js`), may have a `name` and may be `locked`.
 * It lives in the memory of the page and nowhere else.
 */

import {reaches} from './reach.js';
import {shapeOf} from './shapes.js';

/**
 * @typedef {import('./types.js').Choices} Choices
 * @typedef {import('./types.js').Effective} Effective
 * @typedef {import('./types.js').Mask} Mask
 * @typedef {import('./types.js').Placed} Placed
 * @typedef {import('./types.js').Said} Said
 * @typedef {import('./types.js').Size} Size
 */

const LIMIT = 500;

/** `gone`: keys of files that were taken out of the list, so that taking out is a step like any other. `decided`: what became of
 * masks that were proposed (`proposals.js`).
 * @type {Choices} */
const START = Object.freeze({preset: null, options: null, categories: {}, elements: {}, own: {}, masks: [], gone: [], decided: {}});

/** The history of choices; fires `change` after each step. */
export class Store extends EventTarget {
  choices = START;
  revision = 0;
  /** Masks that were copied on one picture, for another; no choice and no step.
   * @type {any[] | null} */
  clip = null;
  /** @type {Choices[]} */
  #past = [];
  /** @type {Choices[]} */
  #future = [];
  /** @type {any} */
  #run = null;

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /** Replace parts of the choices as one step. Steps of one `run` (a drag, a number being typed) undo together.
   * @param {Partial<Choices>} parts @param {any} run */
  change(parts, run = null) {
    if (run === null || run !== this.#run) {
      this.#past.push(this.choices);
      if (this.#past.length > LIMIT) this.#past.shift();
    }
    this.#run = run;
    this.#future = [];
    this.#become({...this.choices, ...parts});
  }

  /** Set the choices without a step: what the core says is the preset to begin with.
   * @param {string} preset */
  begin(preset) {
    this.#past = [];
    this.#future = [];
    this.#run = null;
    this.#become({...START, preset});
  }

  /** All choices from the first to the last, those that were undone behind those that hold. */
  get line() {
    return [...this.#past, this.choices, ...[...this.#future].reverse()];
  }

  /** The place in `line` of the choices that hold. */
  get at() {
    return this.#past.length;
  }

  /** Undo or redo until the choices at a place of `line` hold; one change for whoever listens.
   * @param {number} place */
  goTo(place) {
    const {line} = this;
    if (place >= 0 && place < line.length && place !== this.at) this.resume(line, place);
  }

  /** Go on from the choices at a place of a line, with all steps before and behind it.
   * @param {Choices[]} line @param {number} place */
  resume(line, place) {
    this.#past = line.slice(0, place);
    this.#future = line.slice(place + 1).reverse();
    this.#run = null;
    this.#become(line[place]);
  }

  undo() {
    if (!this.canUndo) return;
    this.#future.push(this.choices);
    this.#run = null;
    this.#become(/** @type {Choices} */ (this.#past.pop()));
  }

  redo() {
    if (!this.canRedo) return;
    this.#past.push(this.choices);
    this.#run = null;
    this.#become(/** @type {Choices} */ (this.#future.pop()));
  }

  /** The next step is a step of its own, even with the same `run`. */
  settle() {
    this.#run = null;
  }

  /** Masks to be put on another picture.
   * @param {any[] | null} masks */
  copy(masks) {
    this.clip = masks;
  }

  // ── steps ────────────────────────────────────────────────────────────────

  /** A preset brings its own rules: what was chosen on top of the last one goes, masks stay.
   * @param {string} preset */
  choosePreset(preset) {
    this.change({preset, options: null, categories: {}, elements: {}, own: {}});
  }

  /** Switch an option; the ones it excludes go out. `inForce` is the list that holds now.
   * @param {string} id @param {boolean} on @param {string[]} inForce @param {string[]} excludes */
  chooseOption(id, on, inForce, excludes) {
    this.change({options: switched(inForce, id, on, excludes)});
  }

  /** An action for a category, or `null` for the preset's own.
   * @param {string} id @param {string | null} action */
  chooseCategory(id, action) {
    this.change({categories: changed(this.choices.categories, id, action)});
  }

  /** An action for an element in one file (`file`) or in all (`null`); `action: null` goes back to the preset.
   * @param {string} selector @param {string | null} action @param {string | null} file */
  chooseElement(selector, action, file) {
    const {elements, own} = this.choices;
    if (action === null || file === null) {
      const cleared = Object.fromEntries(Object.entries(own).map(([key, value]) => [key, changed(value, selector, null)]));
      this.change({elements: changed(elements, selector, action), own: cleared});
    } else {
      this.change({own: {...own, [file]: changed(own[file] ?? {}, selector, action)}});
    }
  }

  /** The same for several elements as one step.
   * @param {string[]} selectors @param {string} action @param {string | null} file */
  chooseElements(selectors, action, file) {
    const given = Object.fromEntries(selectors.map((selector) => [selector, action]));
    const {elements, own} = this.choices;
    if (file === null) this.change({elements: {...elements, ...given}});
    else this.change({own: {...own, [file]: {...own[file], ...given}}});
  }

  /** Take files out of the list.
   * @param {Iterable<string>} keys */
  takeOut(keys) {
    this.change({gone: [...this.choices.gone, ...keys]});
  }

  /** Take all files out, and with them everything that was chosen beside the preset.
   * @param {Iterable<string>} keys */
  clear(keys) {
    this.change({...START, preset: this.choices.preset, gone: [...this.choices.gone, ...keys]});
  }

  /** @param {Mask} mask @param {any} run */
  addMask(mask, run = null) {
    this.change({masks: [...this.choices.masks, mask]}, run);
  }

  /** @param {string} id @param {Partial<Mask>} parts @param {any} run */
  changeMask(id, parts, run = null) {
    this.change({masks: this.choices.masks.map((mask) => (mask.id === id ? {...mask, ...parts} : mask))}, run);
  }

  /** @param {string} id */
  deleteMask(id) {
    this.change({masks: this.choices.masks.filter((mask) => mask.id !== id)});
  }

  // ── what holds for one file ──────────────────────────────────────────────

  /** Masks of a file, with their ids; `image` is `{rows, columns}` or null, `place` says its series and its device.
   * @param {string} file @param {Size | null} image @param {Placed} place */
  masksOf(file, image, place = null) {
    return this.choices.masks.filter((mask) => reaches(mask, file, image, place));
  }

  /** The choices for one file as the worker wants them.
   * @param {string} file @param {Size | null} image @param {Placed} place @returns {Effective} */
  effective(file, image, place = null) {
    const {preset, options, categories, elements, own} = this.choices;
    const masks = this.masksOf(file, image, place)
      .map((mask) => {
        const {x, y, w, h, first, last, enabled} = mask;
        return {x, y, w, h, first, last, enabled, ...shapeOf(mask)};
      });
    return {preset, options, categories, elements: {...elements, ...own[file]}, masks};
  }

  /** Whether anything departs from the preset. */
  get departs() {
    const {options, categories, elements, own} = this.choices;
    return options !== null || Object.keys(categories).length > 0 || Object.keys(elements).length > 0
      || Object.values(own).some((value) => Object.keys(value).length > 0);
  }

  /** @param {Choices} choices */
  #become(choices) {
    this.choices = choices;
    this.revision += 1;
    this.dispatchEvent(new Event('change'));
  }
}

/** Options in force after one is switched: on, it puts out what it excludes.
 * @param {string[]} inForce @param {string} id @param {boolean} on @param {string[]} excludes */
export function switched(inForce, id, on, excludes) {
  const others = inForce.filter((option) => option !== id && !(on && excludes.includes(option)));
  return on ? [...others, id] : others;
}

/** @param {Said} record @param {string} key @param {string | null} value */
function changed(record, key, value) {
  const next = {...record};
  if (value === null) delete next[key];
  else next[key] = value;
  return next;
}
