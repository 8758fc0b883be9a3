/**
 * The panel's memory: which files are in the list, which is in view, what is being done and what went wrong. What the worker has read
 * is in `reader`, what it says of the file in view in `review`, what was made and saved in `results`, reports of it in `reports`.
 *
 * Parts read it and call its methods; it fires `change` when something they show is different. Files, secret and results
 * live in this object only, and are gone when the page is.
 */

import {message} from '../../door/browser.js';
import {Bulk} from './bulk.js';
import {BusyMark} from './busy_mark.js';
import {Core} from '../../door/core.js';
import {Entry} from './entry.js';
import {asError} from './errors.js';
import {Finder} from './finder.js';
import {unpacked} from '../sources/sources.js';
import {forget as forgetHeaders} from './header.js';
import {FileList} from './list.js';
import {count} from './words.js';
import {OwnPresets} from './own_presets.js';
import {Reader} from './reader.js';
import {Reports} from './reports.js';
import {Results} from './results.js';
import {Review} from './review.js';
import {Skipped} from './skipped.js';
import {Store} from './store.js';
import {Teller} from './teller.js';

/**
 * @typedef {import('./types.js').Progress} Progress
 * @typedef {import('./types.js').Told} Told
 * @typedef {{what: string, done: number, total: number, since: number, [more: string]: any}} Task
 */

export class Session extends Teller {
  store = new Store();
  core = new Core();
  /** @type {any} */
  hello = null;
  list = new FileList(() => this.store.choices.gone);
  /** @type {Entry | null} */
  current = null;
  /** What came in, in turns, with the number of each turn's first file: put in again, the files have the same keys.
   * @type {{first: number, taken: any[]}[]} */
  batches = [];
  /** What was just taken away, in words: the footer offers to undo it; or what is `final`.
   * @type {{text: string, instead: {text: string, act: () => void} | null, final?: boolean} | null} */
  undone = null;
  /** What is being done: `{what, done, total}`, or null. `what` is a message key.
   * @type {Task | null} */
  task = null;
  /** Whether an action chosen in a row holds for `all` files or for `this` one. */
  reach = 'all';
  /** @type {string | null} */
  projectKey = null;
  /** A person's list of own ids, as the core read it.
   * @type {any[]} */
  people = [];
  busyMark = new BusyMark(this);
  bulk = new Bulk(this);
  skipped = new Skipped(this);
  own = new OwnPresets(this);
  finder = new Finder(this);
  reader = new Reader(this);
  review = new Review(this);
  results = new Results(this);
  reports = new Reports(this);
  secret = crypto.getRandomValues(new Uint8Array(32));
  #next = 1;

  constructor() {
    super();
    this.store.addEventListener('change', () => {
      this.undone = null;
      this.finder.weigh();
      this.#follow();
      this.changed();
      this.review.replan();
    });
    this.core.addEventListener('pending', () => this.busyMark.show());
    this.core.addEventListener('restart', () => {
      this.reader.restarted();
      if (this.hello) this.start();
      // The reading of the others ended with the worker that did it.
      setTimeout(() => this.reader.readOthers(), 0);
    });
  }

  // ── what parts say ───────────────────────────────────────────────────────

  /** From now on an action chosen in a row holds for `all` files or for `this` one.
   * @param {string} reach */
  reachTo(reach) {
    this.reach = reach;
    this.changed();
  }

  // ── the worker ───────────────────────────────────────────────────────────

  /** What every worker has to learn first. */
  greeting() {
    return {secret: this.secret, projectKey: this.projectKey, people: this.people, presets: this.own.list};
  }

  /** What the report of a set says of all its files. */
  facts() {
    return {preset: this.store.choices.preset, project_key: this.projectKey !== null, own_ids: this.people.length > 0,
      date: new Date().toISOString().slice(0, 10)};
  }

  /** Greet the worker: it learns the secret, the page learns presets, options, categories and actions. */
  async start() {
    try {
      this.hello = await this.core.request('hello', this.greeting());
      this.error = null;
      if (this.store.choices.preset === null) this.store.begin(this.hello.presets[0].id);
    } catch (error) {
      this.error = error;
    }
    this.changed();
    return this.error === null;
  }

  /** The same project key gives the same pseudonyms, dates and UIDs on another day and machine.
   * @param {string} text */
  async setProjectKey(text) {
    this.projectKey = text || null;
    for (const entry of this.files) entry.result = entry.row = null;
    await this.start();
    this.review.replan();
  }

  /** Use a list of own ids, or none (`[]`): every result is made anew.
   * @param {any[]} people */
  async setPeople(people) {
    this.people = people;
    for (const entry of this.files) entry.result = entry.row = null;
    await this.start();
    this.review.replan();
  }

  get busy() {
    return this.task !== null;
  }

  /** Run one thing that the person waits for, with its name in the bar; errors become the session's.
   * @param {string} what @param {(progress: Progress) => Promise<any>} doing */
  async work(what, doing) {
    if (this.task) return undefined;
    this.task = {what, done: 0, total: 0, since: Date.now()};
    this.error = null;
    this.changed();
    this.busyMark.show();
    try {
      return await doing((progress) => {
        this.task = {.../** @type {Task} */ (this.task), ...progress, what};
        this.changedSoon();
      });
    } catch (error) {
      if (error?.code !== 'cancelled') this.error = asError(error);
      return undefined;
    } finally {
      this.task = null;
      this.changed();
      this.busyMark.show();
      this.reader.readOthers();
      this.finder.go();
    }
  }

  /** End what the worker is doing. Nothing was written, so nothing has to be cleared away. A file that is being read stays in the list,
   * and is read again when somebody looks at it. */
  cancel() {
    const reading = this.task === null ? this.files.find(({state}) => state === 'reading') : null;
    this.bulk.stop();
    if (reading) reading.stopped = true;
    this.core.restart();
    this.announce(message('task_cancelled'));
  }

  // ── files ────────────────────────────────────────────────────────────────

  /** The files of the list.
   * @returns {Entry[]} */
  get files() {
    return this.list.shown;
  }

  /** What was taken away is told, with the way back; `instead`: `{text, act}`, another way to go on.
   * @param {string} text @param {{text: string, act: () => void} | null} instead */
  offerUndo(text, instead = null) {
    this.undone = {text, instead};
    this.announce(text);
  }

  /** Something of the panel itself is told until the next act.
   * @param {string} text */
  tell(text) {
    this.undone = {text, instead: null, final: true};
    this.announce(text);
  }

  /** After an undo the file in view may be out of the list, or files may be back: what a cleared file said is read again. */
  #follow() {
    const {files} = this;
    if (this.current && !files.includes(this.current)) this.current = null;
    if (!this.current && files.length) {
      [this.current] = files;
      this.#shown(this.current).then(() => this.reader.readOthers());
    }
  }

  /** Take files: `[{file, path}]`. The first of them is shown at once, the headers of the others are read behind it. `before`: the
   * number they had in another page, and what a person did with them there, by their keys.
   * @param {any[]} taken @param {{first: number, known: Map<string, Partial<Entry>>} | null} before */
  async add(taken, before = null) {
    if (!taken.length) {
      this.announce(message('files_none_found'));
      return;
    }
    const found = await this.reader.loads(unpacked(taken));
    for (const {path} of found.filter(({file}) => !file)) this.skipped.note(path ?? '', 'folder-unreadable');
    const whole = found.filter(({file}) => file);
    if (before) this.#next = before.first;
    this.batches.push({first: this.#next, taken});
    const added = whole.map(({file, path}) => new Entry(`f${this.#next++}`, file, path ?? null, whole.length > 1));
    for (const entry of added) Object.assign(entry, before?.known.get(entry.key));
    this.list.add(added);
    this.bulk.report = null;
    this.undone = null;
    this.announce(count('files_added', added.length));
    await this.#showFirst(added);
    this.reader.readOthers();
  }

  /** Of files that came together the first that is DICOM is shown.
   * @param {Entry[]} added @returns {Promise<void>} */
  async #showFirst(added) {
    for (const [place, entry] of added.entries()) {
      if (!entry.together) return this.select(entry.key);
      try {
        await this.reader.open(entry, place > 0);
      } catch {
        return undefined;      // cancelled
      }
      if (this.entry(entry.key)) return this.select(entry.key);
    }
    return undefined;
  }

  /** Take what is no DICOM file out of the list, without a word but its place among the skipped.
   * @param {Entry} entry */
  drop(entry) {
    this.list.drop(entry);
    this.reader.letGo(entry.key);
    if (this.current === entry) this.current = this.files.find(({info}) => info) ?? null;
  }

  /** @param {string} key */
  entry(key) {
    return this.list.entry(key);
  }

  /** Show a file, from a `place` of the panel on.
   * @param {string} key */
  async select(key, place = 'review') {
    this.current = this.entry(key);
    if (this.current) this.current.stopped = false;
    this.error = null;
    this.changed();
    this.dispatchEvent(new CustomEvent('shown', {detail: place}));
    if (this.current) await this.#shown(this.current);
  }

  /** Show the file `step` places further in the list.
   * @param {number} step */
  move(step) {
    const at = this.files.indexOf(/** @type {Entry} */ (this.current)) + step;
    if (at >= 0 && at < this.files.length) this.select(this.files[at].key);
  }

  /** Take files out of the list and close them. Without `keys`, all of them and every choice but the preset. Undo brings them back.
   * When the list is empty the worker goes too, and with it whatever it had read, unpacked or made.
   * @param {Iterable<string> | null} keys */
  async remove(keys = null) {
    const {files} = this;
    const gone = new Set(keys ?? files.map((entry) => entry.key));
    const at = Math.max(0, files.findIndex((entry) => gone.has(entry.key)));
    for (const entry of files.filter(({key}) => gone.has(key))) entry.result = null;
    this.reader.close(gone);
    this.bulk.report = null;
    this.error = null;
    const rest = files.filter((entry) => !gone.has(entry.key));
    if (this.current && gone.has(this.current.key)) this.current = rest[Math.min(at, rest.length - 1)] ?? null;
    if (!rest.length) {
      this.skipped.clear();
      this.reach = 'all';
      this.bulk.forget();
      this.finder.stop();
      forgetHeaders();
      for (const entry of this.list.all) entry.forget();
      this.core.restart();
    }
    if (keys === null) this.store.clear(gone);
    else this.store.takeOut(gone);
    this.offerUndo(count('files_taken_out', gone.size));
    if (this.current) await this.#shown(this.current);
  }

  /** @param {Entry} entry */
  async #shown(entry) {
    try {
      await this.reader.open(entry);
      await this.review.replan();
    } catch (error) {
      if (error?.code !== 'cancelled') this.error = asError(error);
      this.changed();
    }
  }
}

export const session = new Session();
