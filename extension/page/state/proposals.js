/**
 * What was found in a picture, and what a person decided of it.
 *
 * A proposal is never a mask by itself. Accepted it becomes one, under the same id, so that a drag or a key that changes it goes on
 * with the mask; dropped it is gone; undo brings either back. `choices.decided[file][id]` is `on` or `off` (ticked by hand), `masked`
 * or `dropped`.
 */

import {hidesAll} from './shapes.js';

/**
 * @typedef {import('./entry.js').Entry} Entry
 * @typedef {import('./types.js').Choices} Choices
 * @typedef {import('./types.js').Mask} Mask
 * @typedef {import('./types.js').Proposal} Proposal
 */

const SETTLED = new Set(['masked', 'dropped']);
const HARMLESS = 'harmless';
const UNKNOWN = 'unknown';
const CLEAN = 'clean-pixel-data';

/** @param {{key: string}} entry @param {number} place */
export const idOf = (entry, place) => `${entry.key}p${place}`;

/** Whether the choices ask for clean pixels: unknown text is ticked then.
 * @param {Choices} choices @param {any[] | undefined} presets */
export function asksForCleanPixels({preset, options}, presets) {
  return (options ?? presets?.find(({id}) => id === preset)?.options ?? []).includes(CLEAN);
}

/** Proposals of a file that nobody decided yet, each with its `id`, and `ticked` as it holds now. What lies under a mask on all frames is
 * decided.
 * @param {Entry} entry @param {Choices} choices @param {Mask[]} masks @param {boolean} cleans @returns {Proposal[]} */
export function open(entry, choices, masks, cleans) {
  const decided = choices.decided[entry.key] ?? {};
  return (entry.search?.proposals ?? []).map((one, place) => {
    const id = idOf(entry, place);
    const how = decided[id];
    const ticked = how === 'on' || (how !== 'off' && one.ticked && (one.match !== UNKNOWN || cleans));
    return {...one, id, how, ticked};
  }).filter(({how, ...one}) => !SETTLED.has(how) && !masks.some((mask) => hides(mask, one)));
}

/** How many of them hold the file: all but labels where a picture of this kind has to be looked at (`risky`), else those that read as
 * something.
 * @param {Proposal[]} proposals @param {boolean} risky */
export function holding(proposals, risky) {
  return proposals.filter(({match, ticked}) => (risky ? match !== HARMLESS || ticked : ticked || (match && match !== HARMLESS))).length;
}

/** @param {Mask} mask @param {Proposal} one */
function hides(mask, one) {
  return mask.enabled && mask.first <= one.first && (mask.last === -1 || (one.last !== -1 && mask.last >= one.last))
    && hidesAll(mask, one);
}

/** Choices in which some proposals are decided: `masked` ones are masks of `size` {rows, columns}, changed by `parts`.
 * @param {Choices} choices @param {Entry} entry @param {{masked?: Proposal[], dropped?: Proposal[]}} split @param {Partial<Mask>} parts */
export function decide(choices, entry, {masked = [], dropped = []}, parts = {}) {
  const {rows, columns} = entry.image;
  const decided = {...choices.decided[entry.key]};
  for (const {id} of masked) decided[id] = 'masked';
  for (const {id} of dropped) decided[id] = 'dropped';
  const made = masked.map(({id, x, y, w, h, first, last}) => (
    {id, file: entry.key, rows, columns, x, y, w, h, first, last, enabled: true, ...parts}));
  return {decided: {...choices.decided, [entry.key]: decided}, masks: [...choices.masks, ...made]};
}

/** Choices in which a proposal is ticked by hand, or not.
 * @param {Choices} choices @param {Entry} entry @param {string} id @param {boolean} on */
export function tick(choices, entry, id, on) {
  return {decided: {...choices.decided, [entry.key]: {...choices.decided[entry.key], [id]: on ? 'on' : 'off'}}};
}
