/** Which files the worker has read: it reads headers, keeps a few files open, and reads in turn what the list has not looked at yet. */

import {asError} from './errors.js';
import {short} from './header.js';
import {header} from './through.js';

/**
 * @typedef {import('../../door/core.js').Core} Core
 * @typedef {import('./entry.js').Entry} Entry
 * @typedef {import('./session.js').Session} Session
 */

/** How many files the worker keeps read; more are closed and read again when they are looked at. */
const KEPT_OPEN = 4;
const PICTURE_FIRST = 60;   // milliseconds that the table waits for the picture of a file that was just opened

export class Reader {
  /** Archives and files of archives that are being read by the page. */
  loading = 0;
  /** @type {string[]} */
  #opened = [];
  /** @type {Map<string, Promise<void>>} */
  #opening = new Map();
  #reading = false;

  /** @param {Session} session */
  constructor(session) {
    this.session = session;
  }

  /** The worker ended, and what it had read with it. */
  restarted() {
    this.#opened = [];
    this.#opening.clear();
  }

  /** The worker lets go of those files that it has read.
   * @param {Set<string>} keys */
  close(keys) {
    for (const key of this.#opened.filter((one) => keys.has(one))) this.session.core.request('close', {key}).catch(() => {});
    this.#opened = this.#opened.filter((key) => !keys.has(key));
  }

  /** The worker lets go of a file, whether it could read it or not.
   * @param {string} key */
  letGo(key) {
    this.#opened = this.#opened.filter((one) => one !== key);
    this.session.core.request('close', {key}).catch(() => {});
  }

  /** Wait for something that the page reads; the mark of what is under way shows it.
   * @template T @param {Promise<T>} doing */
  async loads(doing) {
    this.loading += 1;
    this.session.busyMark.show();
    try {
      return await doing;
    } finally {
      this.loading -= 1;
      this.session.busyMark.show();
    }
  }

  /** Have the worker read a file's header, unless it has it; `behind` the work, so that the list shows it when it comes to it.
   * @param {Entry} entry */
  async open(entry, behind = false) {
    if (this.#opened.includes(entry.key)) {
      this.#opened = [...this.#opened.filter((key) => key !== entry.key), entry.key];
      return;
    }
    if (!this.#opening.has(entry.key)) this.#opening.set(entry.key, this.#open(entry, behind));
    try {
      await this.#opening.get(entry.key);
    } finally {
      this.#opening.delete(entry.key);
    }
  }

  /** @param {Entry} entry @param {boolean} behind */
  async #open(entry, behind) {
    if (entry.state === 'waiting' || entry.state === 'stopped') entry.state = 'reading';
    const tell = () => (behind ? this.session.changedSoon() : this.session.changed());
    tell();
    try {
      entry.learn(await this.loads(header(this.session.core, entry)));
      this.#opened.push(entry.key);
      // Its picture is asked for before its rows, as far as it is asked for at once.
      entry.pictured = entry.info?.image?.shown ? new Promise((resolve) => {
        entry.picturing = resolve;
        setTimeout(resolve, PICTURE_FIRST);
      }) : null;
    } catch (error) {
      if (error?.code === 'cancelled') {
        entry.state = entry.info ? 'open' : entry.stopped ? 'stopped' : 'waiting';
        throw error;
      }
      entry.error = asError(error);
    }
    entry.state = 'open';
    if (await this.session.skipped.take(entry)) {
      tell();
      return;
    }
    if (entry.error && entry.outcome === null) entry.outcome = 'refused';
    while (this.#opened.length > KEPT_OPEN) {
      const oldest = /** @type {string} */ (this.#opened.find((key) => key !== this.session.current?.key));
      this.letGo(oldest);
      this.#shorten(oldest);
    }
    tell();
  }

  /** Of a file that the worker let go the page keeps little.
   * @param {string} key */
  #shorten(key) {
    const entry = this.session.entry(key);
    if (!entry || entry === this.session.current) return;
    Object.assign(entry, {info: short(entry.info), plan: null, pictured: null, picturing: null});
  }

  /** Read the headers of the files that wait, one after another, so that the list can say what they are. */
  async readOthers() {
    if (this.#reading) return;
    this.#reading = true;
    try {
      for (;;) {
        const waiting = this.session.files.filter((entry) => entry.state === 'waiting');
        if (!waiting.length) return;
        for (const next of waiting) {
          // While a set is made, its workers read what they need.
          if (this.session.bulk.pool) return;
          if (next.state === 'waiting' && this.session.entry(next.key)) await this.open(next, true);
        }
      }
    } catch {
      // A cancelled read leaves the file waiting: it is read when it is looked at.
    } finally {
      this.#reading = false;
    }
    // The text of the file in view is looked for once its picture is there.
    if (!this.session.current?.image?.shown) this.session.finder.go();
  }

  /** Read a header by a worker of the pool, which keeps the file open; says whether there is a file to work on.
   * @param {Entry} entry @param {Core} core */
  async readBy(entry, core) {
    entry.state = 'reading';
    try {
      entry.learn(await header(core, entry));
    } catch (error) {
      if (error?.code === 'cancelled') {
        entry.state = 'waiting';
        throw error;
      }
      entry.error = asError(error);
    }
    entry.state = 'open';
    if (entry.info?.directory) {
      // It is asked for the files that it names, by the worker that is asked for such things.
      await this.open(entry);
      return false;
    }
    if (await this.session.skipped.take(entry)) return false;
    if (entry.error && entry.outcome === null) entry.outcome = 'refused';
    if (entry.info && entry !== this.session.current) entry.info = short(entry.info);
    return entry.info !== null;
  }
}
