/** De-identified files: made by the worker or by one of the pool, compared with the choices that hold now, and handed to downloads. */

import {downloadAs, message} from '../../door/browser.js';
import {asError} from './errors.js';
import {stampOf} from './review.js';
import {header, through} from './through.js';

/**
 * @typedef {import('../../door/core.js').Core} Core
 * @typedef {import('./entry.js').Entry} Entry
 * @typedef {import('./session.js').Session} Session
 * @typedef {import('./types.js').Effective} Effective
 * @typedef {import('./types.js').Progress} Progress
 */

export class Results {
  /** @param {Session} session */
  constructor(session) {
    this.session = session;
  }

  /** Whether a file's result was made with the choices that hold now.
   * @param {Entry} entry */
  fresh(entry) {
    return Boolean(entry?.result) && entry.result.stamp === this.session.review.stamp(entry);
  }

  /** Whether a file was saved with the choices that hold now.
   * @param {Entry} entry */
  saved(entry) {
    return entry.savedAs !== null && entry.savedStamp === this.session.review.stamp(entry);
  }

  /** Whether masks or choices would be lost with the page: some are there, and a file has not been saved with them. */
  get unsaved() {
    const {files, store} = this.session;
    return files.length > 0 && (store.departs || store.choices.masks.length > 0) && files.some((entry) => !this.saved(entry));
  }

  /** Make, read again and check the de-identified file. Never throws except when cancelled.
   * @param {Entry} entry @param {Progress | null} onProgress */
  async clean(entry, onProgress = null) {
    let result;
    const choices = this.session.review.choices(entry);
    try {
      await this.session.reader.open(entry);
      const asked = {key: entry.key, choices, set: this.session.files.length > 1};
      result = await this.session.core.request('clean', asked, {onProgress, bytes: entry.file.size});
    } catch (error) {
      if (error?.code === 'cancelled') throw error;
      result = {outcome: 'failed', error: asError(error), blob: null, name: null, preview: [], counts: {}, notes: []};
    }
    return this.#took(entry, result, choices);
  }

  /** The same by a worker of the pool, which also reads the header where nobody has. Null where that says that nothing can be made.
   * @param {Entry} entry @param {Core} core */
  async cleanBy(entry, core) {
    const fresh = entry.state === 'waiting';
    if (fresh && !await this.session.reader.readBy(entry, core)) {
      core.request('close', {key: entry.key}).catch(() => {});
      return null;
    }
    const choices = this.session.review.choices(entry);
    return this.#took(entry, await through(core, entry, choices, fresh), choices);
  }

  /** What tells whether an earlier report speaks of a file.
   * @param {Entry} entry @param {Core} core */
  async before(entry, core) {
    await header(core, entry);
    return core.request('before', {key: entry.key, choices: this.session.review.choices(entry)}, {bytes: entry.file.size});
  }

  /** @param {Entry} entry @param {any} result @param {Effective} choices */
  #took(entry, result, choices) {
    entry.result = {...result, stamp: stampOf(choices)};
    entry.outcome = result.outcome;
    entry.error = result.error ?? null;
    entry.nodes = result.nodes ?? null;
    if (result.open) entry.points = result.open;
    entry.savedAs = null;
    entry.saveFailed = false;
    entry.row = result.row ?? null;
    return entry.result;
  }

  preview() {
    const entry = /** @type {Entry} */ (this.session.current);
    return this.session.work('task_preview', async (progress) => {
      await this.clean(entry, progress);
      this.session.announce(message(`outcome_${entry.outcome}`));
    });
  }

  save() {
    const entry = /** @type {Entry} */ (this.session.current);
    return this.session.work('task_save', async (progress) => {
      await this.saveEntry(entry, progress);
      this.session.announce(entry.savedAs ? message('saved_as', [entry.savedAs]) : message('saved_nothing'));
    });
  }

  /** Make the file unless it is there already, and hand it to the browser's downloads.
   * @param {Entry} entry @param {Progress | null} progress */
  async saveEntry(entry, progress) {
    const result = this.fresh(entry) ? entry.result : await this.clean(entry, progress);
    await this.handOver(entry, result);
  }

  /** Hand a result to the browser's downloads, and note how that ended.
   * @param {Entry} entry @param {any} result */
  async handOver(entry, result) {
    if (!result.blob) return;
    const {state, name} = await downloadAs(result.blob, result.name).catch(() => ({state: 'interrupted', name: null}));
    entry.saveFailed = state !== 'complete';
    entry.savedAs = entry.saveFailed ? null : name;
    entry.savedInto = 'downloads';
    entry.savedStamp = result.stamp;
  }
}
