/** What the panel asks the worker about the file in view: its plan, its rows, its pictures; and what a person settles of its points. */

import {asError} from './errors.js';
import {howOf, keyOf} from './entry.js';
import {Latest} from './latest.js';

/**
 * @typedef {import('./entry.js').Entry} Entry
 * @typedef {import('./session.js').Session} Session
 * @typedef {import('./types.js').Effective} Effective
 * @typedef {import('./types.js').Point} Point
 */

/** Points that stay what they are, whatever a person says: nobody can say that there is nothing. */
const THERE = ['kept-identity', 'beside-picture'];

/** What stands for choices, for who compares them: the one place that knows how.
 * @param {Effective} choices */
export function stampOf(choices) {
  return JSON.stringify(choices);
}

export class Review {
  #plans = new Latest();

  /** @param {Session} session */
  constructor(session) {
    this.session = session;
  }

  /** The choices that hold for a file, as the worker wants them.
   * @param {Entry} entry @returns {Effective} */
  choices(entry) {
    const choices = this.session.store.effective(entry.key, entry.image, entry.place);
    const {settlement} = entry;
    return Object.keys(settlement).length ? {...choices, settled: settlement} : choices;
  }

  /** What stands for the choices that hold for a file: with other choices it is another.
   * @param {Entry} entry */
  stamp(entry) {
    return stampOf(this.choices(entry));
  }

  /** The points of a file, with what a person has settled since the core told them.
   * @param {Entry} entry @returns {Point[]} */
  points(entry) {
    return (entry.points ?? []).map((point) => ({...point, settled: howOf(entry.settlement, point)}));
  }

  /** A person settles one point by the button that names it.
   * @param {Entry} entry @param {Point} point */
  settle(entry, point) {
    const how = THERE.includes(point.code) ? 'accepted' : 'said';
    entry.settled = {...entry.settled, [keyOf(point)]: how};
    this.settledSome();
  }

  /** Every frame of a picture was in view at a readable size. That settles it when nothing more is to be found there, and nothing found
   * waits for a decision.
   * @param {Entry} entry */
  looked(entry) {
    if (entry.settled['text-risk'] === 'looked' || entry.undecided || !this.session.finder.isOver(entry)) return;
    entry.settled = {...entry.settled, 'text-risk': 'looked'};
    this.settledSome();
  }

  settledSome() {
    this.session.changed();
    this.replan();
  }

  /** Count again what the choices do to the current file. */
  async replan() {
    const entry = this.session.current;
    if (!entry || !entry.info) return;
    try {
      const plan = await this.#plans.run(async () => {
        await this.session.reader.open(entry);
        return this.session.core.request('plan', {key: entry.key, choices: this.choices(entry)});
      });
      if (plan) {
        entry.plan = plan;
        entry.points = plan.open ?? [];
      }
      if (plan && this.session.error?.place === 'plan') this.session.error = null;
    } catch (error) {
      if (error?.code !== 'cancelled') this.session.error = {...asError(error), place: 'plan'};
    }
    this.session.changed();
  }

  /** @param {Entry} entry @param {number} first @param {number} size @param {any} filter */
  async rows(entry, first, size, filter) {
    await this.session.reader.open(entry);
    await entry.pictured;
    return this.session.core.request('rows', {key: entry.key, choices: this.choices(entry), first, count: size, filter});
  }

  /** What each preset, without choices of a person, does with an element: `[{preset, action}]`; null where it is not found.
   * @param {Entry} entry @param {string} path */
  async inPresets(entry, path) {
    await this.session.reader.open(entry);
    const found = [];
    for (const preset of this.session.hello.presets) {
      const choices = {preset: preset.id, options: null, categories: {}, elements: {}, masks: []};
      const {rows} = await this.session.core.request('rows', {key: entry.key, choices, first: 0, count: 50, filter: {text: path, folded: []}});
      found.push({preset, action: rows.find((/** @type {any} */ row) => row.path === path)?.action ?? null});
    }
    return found;
  }

  /** A picture; `choices` are those that held when it was asked for.
   * @param {Entry} entry @param {number} frame @param {Record<string, any>} how */
  async render(entry, frame, {window, result, overlays, choices}) {
    await this.session.reader.open(entry);
    const asked = this.session.core.request('render', {key: entry.key, choices, frame, window, result, overlays});
    entry.picturing?.();
    return asked;
  }

  /** The value of a pixel, `{values, unit}`.
   * @param {Entry} entry @param {number} frame @param {number} column @param {number} row @param {boolean} result */
  async value(entry, frame, column, row, result) {
    await this.session.reader.open(entry);
    return this.session.core.request('value', {key: entry.key, choices: this.choices(entry), frame, column, row, result});
  }
}
