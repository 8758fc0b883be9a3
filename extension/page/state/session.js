/**
 * The panel's memory and its conversation with the worker: which files are open, what became of them, what is being done.
 *
 * Parts read it and call its methods; it fires `change` when something they show is different. Files, secret and results
 * live in this object only, and are gone when the page is.
 */

import {download, downloadAs, locale, message} from '../../door/browser.js';
import {Bulk} from './bulk.js';
import {BusyMark} from './busy_mark.js';
import {Core} from '../../door/core.js';
import {Entry, howOf, keyOf} from './entry.js';
import {asError} from './errors.js';
import {Finder} from './finder.js';
import {unpacked} from '../sources/sources.js';
import {forget as forgetHeaders, short} from './header.js';
import {Latest} from './latest.js';
import {FileList} from './list.js';
import {count} from './words.js';
import {OwnPresets} from './own_presets.js';
import {packageDigest} from './package.js';
import {Skipped} from './skipped.js';
import {Store} from './store.js';
import {header, through} from './through.js';

/** How many files the worker keeps read; more are closed and read again when they are looked at. */
const KEPT_OPEN = 4;
const SOON = 150;           // milliseconds between two times that the list shows what was read meanwhile
const PICTURE_FIRST = 60;   // milliseconds that the table waits for the picture of a file that was just opened

export class Session extends EventTarget {
  store = new Store();
  core = new Core();
  hello = null;
  list = new FileList(() => this.store.choices.gone);
  current = null;
  /** What was just taken away, in words: the footer offers to undo it. */
  undone = null;
  /** What is being done: `{what, done, total}`, or null. `what` is a message key. */
  task = null;
  error = null;
  /** Whether an action chosen in a row holds for `all` files or for `this` one. */
  reach = 'all';
  projectKey = null;
  /** A person's list of own ids, as the core read it. */
  people = [];
  /** Masks that were copied on one picture, for another. */
  clip = null;
  /** Whether values in table and summary are covered, so that a screen can be shared. */
  covered = false;
  /** Archives and files of archives that are being read by the page. */
  loading = 0;
  busyMark = new BusyMark(this);
  spoken = '';
  bulk = new Bulk(this);
  skipped = new Skipped(this);
  own = new OwnPresets(this);
  finder = new Finder(this);
  #secret = crypto.getRandomValues(new Uint8Array(32));
  #opened = [];
  #opening = new Map();
  #next = 1;
  #soon = null;
  #putOff = 0;
  #plans = new Latest();
  #reading = false;

  constructor() {
    super();
    this.store.addEventListener('change', () => {
      this.undone = null;
      this.finder.weigh();
      this.#follow();
      this.changed();
      this.replan();
    });
    this.core.addEventListener('pending', () => this.busyMark.show());
    this.core.addEventListener('restart', () => {
      this.#opened = [];
      this.#opening.clear();
      if (this.hello) this.start();
      // The reading of the others ended with the worker that did it.
      setTimeout(() => this.#readOthers(), 0);
    });
  }

  /** Parts draw what they show. `behind`: nobody waits for it, so that a part that takes long may put it off. */
  changed(behind = false) {
    clearTimeout(this.#soon);
    this.#soon = null;
    this.dispatchEvent(new CustomEvent('change', {detail: {behind}}));
  }

  /** The same for what nobody waits for, such as the headers of two thousand files: shown together, a few times a second. */
  changedSoon() {
    this.#soon ??= setTimeout(() => this.changed(true), SOON);
  }

  /** Whether something is not drawn yet: what waits to be told, and what parts put off. */
  get behind() {
    return this.#soon !== null || this.#putOff > 0;
  }

  /** A part will draw later, because drawing takes it long. Gives what it calls, once, when it has drawn. */
  putOff() {
    this.#putOff += 1;
    return () => { this.#putOff -= 1; };
  }

  /** Say something to people who do not see the screen. */
  announce(text) {
    this.spoken = text;
    this.changed();
  }

  // ── what parts say ───────────────────────────────────────────────────────

  /** Cover the values in table and summary, or show them. */
  cover(on) {
    this.covered = on;
    this.changed();
  }

  /** From now on an action chosen in a row holds for `all` files or for `this` one. */
  reachTo(reach) {
    this.reach = reach;
    this.changed();
  }

  /** What a part asked for went wrong; `place` says where it is told. */
  fail(error, place) {
    this.error = {...asError(error), place};
    this.changed();
  }

  /** There it goes well again. */
  recover(place) {
    if (this.error?.place !== place) return;
    this.error = null;
    this.changed();
  }

  /** Masks to be put on another picture. */
  copy(masks) {
    this.clip = masks;
  }

  // ── the worker ───────────────────────────────────────────────────────────

  /** What every worker has to learn first. */
  greeting() {
    return {secret: this.#secret, projectKey: this.projectKey, people: this.people, presets: this.own.list};
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

  /** The same project key gives the same pseudonyms, dates and UIDs on another day and machine. */
  async setProjectKey(text) {
    this.projectKey = text || null;
    for (const entry of this.files) entry.result = entry.row = null;
    await this.start();
    this.replan();
  }

  get busy() {
    return this.task !== null;
  }

  /** Run one thing that the person waits for, with its name in the bar; errors become the session's. */
  async work(what, doing) {
    if (this.task) return undefined;
    this.task = {what, done: 0, total: 0, since: Date.now()};
    this.error = null;
    this.changed();
    this.busyMark.show();
    try {
      return await doing((progress) => {
        this.task = {...this.task, ...progress, what};
        this.changedSoon();
      });
    } catch (error) {
      if (error?.code !== 'cancelled') this.error = asError(error);
      return undefined;
    } finally {
      this.task = null;
      this.changed();
      this.busyMark.show();
      this.#readOthers();
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

  /** The files of the list. */
  get files() {
    return this.list.shown;
  }

  /** Whether masks or choices would be lost with the page: some are there, and a file has not been saved with them. */
  get unsaved() {
    return this.files.length > 0 && (this.store.departs || this.store.choices.masks.length > 0)
      && this.files.some((entry) => !this.saved(entry));
  }

  /** What was taken away is told, with the way back; `instead`: `{text, act}`, another way to go on. */
  offerUndo(text, instead = null) {
    this.undone = {text, instead};
    this.announce(text);
  }

  /** After an undo the file in view may be out of the list, or files may be back: what a cleared file said is read again. */
  #follow() {
    const {files} = this;
    if (this.current && !files.includes(this.current)) this.current = null;
    if (!this.current && files.length) {
      [this.current] = files;
      this.#shown(this.current).then(() => this.#readOthers());
    }
  }

  /** Take files: `[{file, path}]`. The first of them is shown at once, the headers of the others are read behind it. */
  async add(taken) {
    if (!taken.length) {
      this.announce(message('files_none_found'));
      return;
    }
    const found = await this.#loads(unpacked(taken));
    for (const {path} of found.filter(({file}) => !file)) this.skipped.note(path, 'folder-unreadable');
    const whole = found.filter(({file}) => file);
    const added = whole.map(({file, path}) => new Entry(`f${this.#next++}`, file, path ?? null, whole.length > 1));
    this.list.add(added);
    this.bulk.report = null;
    this.announce(count('files_added', added.length));
    await this.#showFirst(added);
    this.#readOthers();
  }

  /** Of files that came together the first that is DICOM is shown. */
  async #showFirst(added) {
    for (const [place, entry] of added.entries()) {
      if (!entry.together) return this.select(entry.key);
      try {
        await this.open(entry, place > 0);
      } catch {
        return undefined;      // cancelled
      }
      if (this.entry(entry.key)) return this.select(entry.key);
    }
    return undefined;
  }

  /** Take what is no DICOM file out of the list, without a word but its place among the skipped. */
  drop(entry) {
    this.list.drop(entry);
    this.#opened = this.#opened.filter((key) => key !== entry.key);
    this.core.request('close', {key: entry.key}).catch(() => {});
    if (this.current === entry) this.current = this.files.find(({info}) => info) ?? null;
  }

  async #loads(doing) {
    this.loading += 1;
    this.busyMark.show();
    try {
      return await doing;
    } finally {
      this.loading -= 1;
      this.busyMark.show();
    }
  }

  entry(key) {
    return this.list.entry(key);
  }

  /** Show a file, from a `place` of the panel on. */
  async select(key, place = 'review') {
    this.current = this.entry(key);
    if (this.current) this.current.stopped = false;
    this.error = null;
    this.changed();
    this.dispatchEvent(new CustomEvent('shown', {detail: place}));
    await this.#shown(this.current);
  }

  /** Show the file `step` places further in the list. */
  move(step) {
    const at = this.files.indexOf(this.current) + step;
    if (at >= 0 && at < this.files.length) this.select(this.files[at].key);
  }

  /** Take files out of the list and close them. Without `keys`, all of them and every choice but the preset. Undo brings them back.
   * When the list is empty the worker goes too, and with it whatever it had read, unpacked or made. */
  async remove(keys = null) {
    const {files} = this;
    const gone = new Set(keys ?? files.map((entry) => entry.key));
    const at = Math.max(0, files.findIndex((entry) => gone.has(entry.key)));
    for (const entry of files.filter(({key}) => gone.has(key))) {
      entry.result = null;
      if (this.#opened.includes(entry.key)) this.core.request('close', {key: entry.key}).catch(() => {});
    }
    this.#opened = this.#opened.filter((key) => !gone.has(key));
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

  /** Have the worker read a file's header, unless it has it; `behind` the work, so that the list shows it when it comes to it. */
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

  async #open(entry, behind) {
    if (entry.state === 'waiting' || entry.state === 'stopped') entry.state = 'reading';
    const tell = () => (behind ? this.changedSoon() : this.changed());
    tell();
    try {
      entry.learn(await this.#loads(header(this.core, entry)));
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
    if (await this.skipped.take(entry)) {
      tell();
      return;
    }
    if (entry.error && entry.outcome === null) entry.outcome = 'refused';
    while (this.#opened.length > KEPT_OPEN) {
      const oldest = this.#opened.find((key) => key !== this.current?.key);
      this.#opened = this.#opened.filter((key) => key !== oldest);
      this.core.request('close', {key: oldest}).catch(() => {});
      this.#close(oldest);
    }
    tell();
  }

  /** Of a file that the worker let go the page keeps little. */
  #close(key) {
    const entry = this.entry(key);
    if (!entry || entry === this.current) return;
    Object.assign(entry, {info: short(entry.info), plan: null, pictured: null, picturing: null});
  }

  async #shown(entry) {
    try {
      await this.open(entry);
      await this.replan();
    } catch (error) {
      if (error?.code !== 'cancelled') this.error = asError(error);
      this.changed();
    }
  }

  /** Read the headers of the files that wait, one after another, so that the list can say what they are. */
  async #readOthers() {
    if (this.#reading) return;
    this.#reading = true;
    try {
      for (;;) {
        const waiting = this.files.filter((entry) => entry.state === 'waiting');
        if (!waiting.length) return;
        for (const next of waiting) {
          // While a set is made, its workers read what they need.
          if (this.bulk.pool) return;
          if (next.state === 'waiting' && this.entry(next.key)) await this.open(next, true);
        }
      }
    } catch {
      // A cancelled read leaves the file waiting: it is read when it is looked at.
    } finally {
      this.#reading = false;
    }
    // The text of the file in view is looked for once its picture is there.
    if (!this.current?.image?.shown) this.finder.go();
  }

  // ── review ───────────────────────────────────────────────────────────────

  /** The choices that hold for a file, as the worker wants them. */
  choices(entry) {
    const choices = this.store.effective(entry.key, entry.image, entry.place);
    const {settlement} = entry;
    return Object.keys(settlement).length ? {...choices, settled: settlement} : choices;
  }

  /** The points of a file, with what a person has settled since the core told them. */
  points(entry) {
    return (entry.points ?? []).map((point) => ({...point, settled: howOf(entry.settlement, point)}));
  }

  /** A person settles one point by the button that names it. */
  settle(entry, point) {
    const how = point.code === 'text-risk' ? 'said' : 'accepted';
    entry.settled = {...entry.settled, [keyOf(point)]: how};
    this.settledSome();
  }

  /** Every frame of a picture was in view at a readable size. That settles it when nothing more is to be found there, and nothing found
   * waits for a decision. */
  looked(entry) {
    if (entry.settled['text-risk'] === 'looked' || entry.undecided || !this.finder.isOver(entry)) return;
    entry.settled = {...entry.settled, 'text-risk': 'looked'};
    this.settledSome();
  }

  settledSome() {
    this.changed();
    this.replan();
  }

  /** Count again what the choices do to the current file. */
  async replan() {
    const entry = this.current;
    if (!entry || !entry.info) return;
    try {
      const plan = await this.#plans.run(async () => {
        await this.open(entry);
        return this.core.request('plan', {key: entry.key, choices: this.choices(entry)});
      });
      if (plan) {
        entry.plan = plan;
        entry.points = plan.open ?? [];
      }
      if (plan && this.error?.place === 'plan') this.error = null;
    } catch (error) {
      if (error?.code !== 'cancelled') this.error = {...asError(error), place: 'plan'};
    }
    this.changed();
  }

  async rows(entry, first, size, filter) {
    await this.open(entry);
    await entry.pictured;
    return this.core.request('rows', {key: entry.key, choices: this.choices(entry), first, count: size, filter});
  }

  /** What each preset, without choices of a person, does with an element: `[{preset, action}]`; null where it is not found. */
  async inPresets(entry, path) {
    await this.open(entry);
    const found = [];
    for (const preset of this.hello.presets) {
      const choices = {preset: preset.id, options: null, categories: {}, elements: {}, masks: []};
      const {rows} = await this.core.request('rows', {key: entry.key, choices, first: 0, count: 50, filter: {text: path, folded: []}});
      found.push({preset, action: rows.find((row) => row.path === path)?.action ?? null});
    }
    return found;
  }

  /** A picture; `choices` are those that held when it was asked for. */
  async render(entry, frame, {window, result, overlays, choices}) {
    await this.open(entry);
    const asked = this.core.request('render', {key: entry.key, choices, frame, window, result, overlays});
    entry.picturing?.();
    return asked;
  }

  /** The value of a pixel, `{values, unit}`. */
  async value(entry, frame, column, row, result) {
    await this.open(entry);
    return this.core.request('value', {key: entry.key, choices: this.choices(entry), frame, column, row, result});
  }

  // ── result ───────────────────────────────────────────────────────────────

  /** Whether a file's result was made with the choices that hold now. */
  fresh(entry) {
    return Boolean(entry?.result) && entry.result.stamp === JSON.stringify(this.choices(entry));
  }

  /** Whether a file was saved with the choices that hold now. */
  saved(entry) {
    return entry.savedAs !== null && entry.savedStamp === JSON.stringify(this.choices(entry));
  }

  /** Make, read again and check the de-identified file. Never throws except when cancelled. */
  async clean(entry, onProgress = null) {
    let result;
    const choices = this.choices(entry);
    try {
      await this.open(entry);
      result = await this.core.request('clean', {key: entry.key, choices, set: this.files.length > 1}, {onProgress, bytes: entry.file.size});
    } catch (error) {
      if (error?.code === 'cancelled') throw error;
      result = {outcome: 'failed', error: asError(error), blob: null, name: null, preview: [], counts: {}, notes: []};
    }
    return this.#took(entry, result, choices);
  }

  /** The same by a worker of the pool, which also reads the header where nobody has. Null where that says that nothing can be made. */
  async cleanBy(entry, core) {
    const fresh = entry.state === 'waiting';
    if (fresh && !await this.#readBy(entry, core)) {
      core.request('close', {key: entry.key}).catch(() => {});
      return null;
    }
    const choices = this.choices(entry);
    return this.#took(entry, await through(core, entry, choices, fresh), choices);
  }

  /** Read a header by a worker of the pool, which keeps the file open; says whether there is a file to work on. */
  async #readBy(entry, core) {
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
    if (await this.skipped.take(entry)) return false;
    if (entry.error && entry.outcome === null) entry.outcome = 'refused';
    if (entry.info && entry !== this.current) entry.info = short(entry.info);
    return entry.info !== null;
  }

  /** What tells whether an earlier report speaks of a file. */
  async before(entry, core) {
    await header(core, entry);
    return core.request('before', {key: entry.key, choices: this.choices(entry)}, {bytes: entry.file.size});
  }

  #took(entry, result, choices) {
    entry.result = {...result, stamp: JSON.stringify(choices)};
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
    const entry = this.current;
    return this.work('task_preview', async (progress) => {
      await this.clean(entry, progress);
      this.announce(message(`outcome_${entry.outcome}`));
    });
  }

  save() {
    const entry = this.current;
    return this.work('task_save', async (progress) => {
      await this.saveEntry(entry, progress);
      this.announce(entry.savedAs ? message('saved_as', [entry.savedAs]) : message('saved_nothing'));
    });
  }

  /** Make the file unless it is there already, and hand it to the browser's downloads. */
  async saveEntry(entry, progress) {
    const result = this.fresh(entry) ? entry.result : await this.clean(entry, progress);
    await this.handOver(entry, result);
  }

  /** Hand a result to the browser's downloads, and note how that ended. */
  async handOver(entry, result) {
    if (!result.blob) return;
    const {state, name} = await downloadAs(result.blob, result.name).catch(() => ({state: 'interrupted', name: null}));
    entry.saveFailed = state !== 'complete';
    entry.savedAs = entry.saveFailed ? null : name;
    entry.savedInto = 'downloads';
    entry.savedStamp = result.stamp;
  }

  /** Use a list of own ids, or none (`[]`): every result is made anew. */
  async setPeople(people) {
    this.people = people;
    for (const entry of this.files) entry.result = entry.row = null;
    await this.start();
    this.replan();
  }

  /** Save the report of the set that was saved last, as `html`, `csv` or `json` (a line a file). */
  setReport(format) {
    const {rows, graph, facts} = this.bulk.report;
    const kinds = new Map();
    for (const {code} of this.skipped.list) kinds.set(code, (kinds.get(code) ?? 0) + 1);
    const skipped = [...kinds].map(([code, n]) => ({code, count: n}));
    return this.work('task_report', async () => {
      const asked = {rows: rows.filter(Boolean), graph, facts: {...facts, package_sha256: await packageDigest()}, skipped, format};
      let made = await this.core.request('account', asked);
      if (made.keys) {
        const labels = Object.fromEntries(made.keys.map((key) => [key, message(key).replace(/[\s:]+$/, '')]));
        made = await this.core.request('account', {...asked, labels: {...labels, language: locale()}});
      }
      const {state, name} = await downloadAs(new Blob([made.text], {type: made.type}), made.name);
      this.announce(state === 'complete' ? message('saved_as', [name]) : message('saved_nothing'));
    });
  }

  /** Save a report of the current file as `json`, `csv` or `html`; with `values`, original values too. */
  report(format, values) {
    const entry = this.current;
    return this.work('task_report', async () => {
      await this.open(entry);
      // Two files of one SOP Instance UID have one name until they are saved.
      const asked = {key: entry.key, choices: this.choices(entry), format, values, name: this.saved(entry) ? entry.savedAs : null};
      let made = await this.core.request('report', asked);
      if (made.keys) {
        // What stands for a detail is cut off: details have a column of their own.
        const labels = Object.fromEntries(made.keys.map((key) => [key, message(key).replace(/[\s:]+$/, '')]));
        made = await this.core.request('report', {...asked, labels: {...labels, language: locale()}});
      }
      const state = await download(new Blob([made.text], {type: made.type}), made.name);
      this.announce(state === 'complete' ? message('saved_as', [made.name]) : message('saved_nothing'));
    });
  }
}

export const session = new Session();
