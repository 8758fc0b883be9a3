/** What a step of choices was, said by comparing the choices before it with those after it: pure functions. */

import {switched} from './store.js';

/**
 * @typedef {import('./types.js').Choices} Choices
 * @typedef {import('./types.js').Mask} Mask
 */

/** Which choices of a person's own depart from the preset: `{options, categories, elements}` as numbers, and their `sum`.
 * @param {Choices} choices @param {string[]} presetOptions */
export function ownChoices({options, categories, elements, own}, presetOptions) {
  const found = {
    options: options === null ? 0 : differing(options, presetOptions).length,
    categories: Object.keys(categories).length,
    elements: new Set([...Object.keys(elements), ...Object.values(own).flatMap((parts) => Object.keys(parts))]).size,
  };
  return {...found, sum: found.options + found.categories + found.elements};
}

/** The choices of a person's own on top of another preset: `known` are the options `{id, excludes}`.
 * @param {Choices} before @param {any} presetBefore @param {any} preset @param {{id: string, excludes: string[]}[]} known */
export function carriedOver(before, presetBefore, preset, known) {
  const {options, categories, elements, own} = before;
  let inForce = preset.options;
  for (const id of options === null ? [] : differing(options, presetBefore.options)) {
    inForce = switched(inForce, id, options?.includes(id) ?? false, known.find((one) => one.id === id)?.excludes ?? []);
  }
  return {options: differing(inForce, preset.options).length ? inForce : null, categories, elements, own};
}

/** What one step did: `{code, n, detail}`; `n` counts what it touched, `detail` names it where it is one.
 * @param {Choices} before @param {Choices} after */
export function stepOf(before, after) {
  const gone = after.gone.length - before.gone.length;
  if (gone > 0) return {code: 'files', n: gone, detail: null};
  if (before.preset !== after.preset) return {code: 'preset', n: 1, detail: after.preset};
  const masks = ofMasks(before.masks, after.masks);
  if (masks) return masks;
  if (before.decided !== after.decided) return {code: 'found', n: 1, detail: null};
  if (JSON.stringify(before.options) !== JSON.stringify(after.options)) return {code: 'options', n: 1, detail: null};
  const categories = changedKeys(before.categories, after.categories);
  const elements = changedKeys(before.elements, after.elements);
  const files = changedKeys(before.own, after.own).flatMap((key) => changedKeys(before.own[key] ?? {}, after.own[key] ?? {}));
  const selectors = [...new Set([...elements, ...files])];
  if (categories.length && !selectors.length) return {code: 'category', n: categories.length, detail: categories.length === 1 ? categories[0] : null};
  return {code: 'element', n: Math.max(1, selectors.length), detail: selectors.length === 1 && !categories.length ? selectors[0] : null};
}

/** @param {Mask[]} before @param {Mask[]} after */
function ofMasks(before, after) {
  if (before === after) return null;
  if (before.length !== after.length) {
    return {code: before.length < after.length ? 'mask_added' : 'mask_removed', n: Math.abs(after.length - before.length), detail: null};
  }
  const changed = after.filter((mask, at) => mask !== before[at]).length;
  return changed ? {code: 'mask_changed', n: changed, detail: null} : null;
}

/** @param {Record<string, any>} before @param {Record<string, any>} after */
function changedKeys(before, after) {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

/** @param {string[]} one @param {string[]} other */
function differing(one, other) {
  return [...one.filter((id) => !other.includes(id)), ...other.filter((id) => !one.includes(id))];
}
