/** Presets of a person's own: read from files, made of the choices that hold, handed to each worker, gone with the page. */

import {download, message} from '../../door/browser.js';
import {asError, errorOf} from './errors.js';
import {count, ofPreset} from './words.js';

/**
 * @typedef {import('./session.js').Session} Session
 * @typedef {import('./types.js').Told} Told
 */

const LARGEST = 1 << 20;     // bytes of a preset's file

export class OwnPresets {
  /** What each file says, as plain data; the core checks it.
   * @type {any[]} */
  list = [];
  /** Why the last file, name or rule was not taken, or null.
   * @type {Told | null} */
  problem = null;

  /** @param {Session} session */
  constructor(session) {
    this.session = session;
  }

  /** Take a preset's file and choose it.
   * @param {File} file */
  load(file) {
    return this.#try(async () => {
      if (file.size > LARGEST) throw errorOf('preset-json');
      let data;
      try {
        data = JSON.parse(await file.text());
      } catch {
        throw errorOf('preset-json');
      }
      await this.#take(data);
    });
  }

  /** Save what the choices do as a preset, and go on with that one.
   * @param {string} name */
  save(name) {
    return this.#try(async () => {
      const made = await this.session.core.request('preset', {choices: this.#choices(), name, points: this.#points()});
      const state = await download(new Blob([made.text], {type: made.type}), made.name);
      if (state !== 'complete') {
        this.session.announce(message('saved_nothing'));
        return;
      }
      await this.#take(made.preset);
      this.session.announce(message('saved_as', [made.name]));
    });
  }

  /** Give an element a rule, by its selector; a rule that cannot be meant is told and not taken.
   * @param {string} selector @param {string} action */
  rule(selector, action) {
    return this.#try(async () => {
      const choices = this.#choices();
      await this.session.core.request('preset', {name: 'rule', points: this.#points(),
        choices: {...choices, elements: {...choices.elements, [selector]: action}}});
      this.session.store.chooseElement(selector, action, null);
    });
  }

  /** The workers learn it; results of a preset with the same id are made anew.
   * @param {any} data */
  async #take(data) {
    const {session} = this;
    const list = [...this.list.filter(({id}) => id !== data?.id), data];
    session.hello = await session.core.request('hello', {...session.greeting(), presets: list});
    this.list = list;
    for (const entry of session.files) entry.result = entry.row = null;
    session.store.choosePreset(data.id);
  }

  #choices() {
    const {preset, options, categories, elements} = this.session.store.choices;
    return {preset, options, categories, elements, masks: []};
  }

  /** Three sentences that say what an own preset is made of. */
  #points() {
    const {hello, store} = this.session;
    const {preset, options, categories, elements} = store.choices;
    const base = hello.presets.find((/** @type {{id: string}} */ {id}) => id === preset);
    return [message('own_preset_from', [ofPreset(base, 'name')]), count('own_preset_options', (options ?? base.options).length),
      count('own_preset_rules', Object.keys({...base.categories, ...categories}).length + Object.keys({...base.elements, ...elements}).length)];
  }

  /** @param {() => Promise<void>} doing */
  async #try(doing) {
    this.problem = null;
    try {
      await doing();
    } catch (error) {
      this.problem = asError(error);
    }
    this.session.changed();
    return this.problem === null;
  }
}
