/**
 * All files with the same choices, by a pool of workers, into one sink and in the order of the list. One that fails stops nothing; one that is not saved is
 * counted, with why.
 */

import {errorOf} from './errors.js';
import {count} from './words.js';
import {doneBefore, rowsOf} from './earlier.js';
import {rowWithout, skip} from './lines.js';
import {naming} from '../sinks/names.js';
import {FEW, open, usual} from '../sinks/sinks.js';
import {Core} from '../../door/core.js';
import {Pool} from '../../door/pool.js';

/**
 * @typedef {import('./entry.js').Entry} Entry
 * @typedef {import('./lines.js').Report} Report
 * @typedef {import('./session.js').Session} Session
 * @typedef {import('./types.js').Progress} Progress
 * @typedef {import('./types.js').Reason} Reason
 */

/** Files that the browser may be writing while the next one is made. */
const AT_ONCE = 4;
/** Files for each worker that may be made and wait for their turn to be written. */
const AHEAD = 8;
/** @type {any[]} */
const NONE = [null, null];
/** @type {Reason} */
const NO_IMAGE = {code: 'no-image', detail: null};

export class Bulk {
  stopped = false;
  /** `{total, saved, name, skipped: [{name, key, code, detail}], graph, stopped}` of the last run, or null.
   * @type {Report | null} */
  report = null;
  /** The workers of a run, or null.
   * @type {Pool | null} */
  pool = null;
  /** @type {string | null} */
  #chosen = null;
  /** Rows of an earlier report (`earlier.js`), or null.
   * @type {Map<string, any> | null} */
  earlier = null;
  /** How files are named (`sinks/names.js`). */
  scheme = 'tree';
  /** @type {Promise<void> | null} */
  #paused = null;
  /** @type {(() => void) | null} */
  #resume = null;

  /** @param {Session} session */
  constructor(session) {
    this.session = session;
  }

  /** Where the set goes: what was chosen, else what is usual for so many files. */
  get sink() {
    return this.#chosen ?? usual(this.session.files.length);
  }

  set sink(name) {
    this.#chosen = name;
  }

  /** Name files by another scheme.
   * @param {string} scheme */
  nameBy(scheme) {
    this.scheme = scheme;
  }

  /** Go on from the text of an earlier report, or from none where it is no report; whether it is one.
   * @param {string} text */
  goOnFrom(text) {
    try {
      this.earlier = rowsOf(text);
    } catch {
      this.earlier = null;
    }
    this.session.changed();
    return this.earlier !== null;
  }

  /** Begin anew: with the files goes where they were to be written. */
  forget() {
    this.#chosen = null;
    this.earlier = null;
    this.report = null;
  }

  /** Files whose picture waits to be looked at. */
  get pictures() {
    return this.queue.filter((entry) => entry.waitingCodes.includes('text-risk'));
  }

  /** Files in which something waits for a person. */
  get queue() {
    return this.session.files.filter((entry) => entry.waiting);
  }

  /** Codes of the points that are open in some file. */
  get codes() {
    const open = this.queue.flatMap((entry) => entry.waitingCodes);
    return [...new Set(open)].sort();
  }

  /** A person settles all points of a kind in the whole list, by name.
   * @param {string} code */
  settleAll(code) {
    for (const entry of this.queue) entry.settled = {...entry.settled, [code]: 'accepted'};
    this.session.review.settledSome();
  }

  /** The same in some files: those of a patient, a study, a series.
   * @param {Entry[]} entries @param {string} code */
  settleIn(entries, code) {
    for (const entry of entries) {
      if (entry.waitingCodes.includes(code)) entry.settled = {...entry.settled, [code]: 'accepted'};
    }
    this.session.review.settledSome();
  }

  async run() {
    const {session} = this;
    if (session.busy) return;
    const name = this.sink;
    this.stopped = false;
    // Before the work begins: a folder can only be asked for in the click.
    let sink = null;
    try {
      sink = await open(name);
    } catch {
      session.error = errorOf('unexpected');
      session.changed();
    }
    if (sink) await session.work('task_save_all', (progress) => this.#all(sink, name, progress));
  }

  /** @param {any} sink @param {string} kind @param {Progress} progress */
  async #all(sink, kind, progress) {
    const {session} = this;
    const files = [...session.files];
    const report = {total: files.length, saved: 0, name: null, skipped: [], graph: null, stopped: false, rows: files.map(() => null),
      facts: session.facts()};
    this.report = report;
    const nodes = files.map(() => NONE);
    const names = naming(kind === 'downloads' ? 'tree' : this.scheme);
    /** @type {any[]} */
    const written = [];
    const pool = this.pool = files.length > FEW ? new Pool(() => new Core(), () => session.greeting()) : null;
    // Files are made by whichever worker is free, and written in the order of the list.
    let turn = Promise.resolve(), waiting = 0, done = 0, passed = 0;
    // A file of a dropped folder has no size until it is read: then time is told by the number of files.
    const sized = files.every(({file}) => file.size !== null);
    /** @type {(entry: Entry) => number} */
    const weight = ({file}) => (sized ? file.size : 1);
    const whole = files.reduce((sum, entry) => sum + weight(entry), 0);
    const running = new Set();
    try {
      for (const [place, entry] of files.entries()) {
        progress({done, total: files.length, passed, whole});
        await this.#paused;
        if (this.stopped) break;
        const one = pool ? await pool.take() : null;
        if (this.stopped) break;
        const making = this.#make(entry, kind, pool && one && (() => pool.door(one))).finally(() => one && pool?.give(one));
        waiting += 1;
        const before = turn;
        turn = (async () => {
          const reason = await making;
          await before;
          nodes[place] = await this.#nodesOf(entry, reason);
          await this.#settle(sink, entry, reason, report, written, running, place, names);
          done += 1;
          waiting -= 1;
          passed += weight(entry);
          progress({done, total: files.length, passed, whole});
        })();
        // Back-pressure: what is made and not written yet stays within a few files a worker.
        if (!pool || waiting >= pool.size * AHEAD) await turn;
      }
      await turn;
      await Promise.all(running);
    } finally {
      pool?.end();
      this.pool = null;
    }
    report.stopped = this.stopped;
    let broken = false;
    if (names.cd && written.length && !this.stopped) {
      // A CD without its directory is none: nothing of it counts as saved.
      await this.#directory(sink, written).catch(() => { broken = true; });
    }
    await this.#close(sink, kind, report, written, broken);
    if (!this.stopped && report.saved) await this.#compare(report, files, nodes);
    session.announce(count('bulk_saved', report.saved));
  }

  /** Write what was made, or say why it is not.
   * @param {any} sink @param {Entry} entry @param {Reason | null} reason @param {Report} report @param {any[]} written @param {Set<Promise<void>>} running @param {number} place @param {any} names */
  async #settle(sink, entry, reason, report, written, running, place, names) {
    if (reason === NO_IMAGE) {
      report.total -= 1;
      return;
    }
    report.rows[place] = entry.row ?? rowWithout(entry, reason);
    if (reason) {
      skip(report, entry, reason);
      return;
    }
    const writes = this.#write(sink, entry, report, written, place, names).finally(() => running.delete(writes));
    running.add(writes);
    if (running.size >= AT_ONCE) await Promise.race(running);
  }

  /** Hold on before the next file, or go on. */
  pause() {
    if (this.#resume) {
      this.#resume();
      this.#resume = this.#paused = null;
    } else {
      this.#paused = new Promise((resolve) => { this.#resume = resolve; });
    }
    this.session.changed();
  }

  get holds() {
    return this.#paused !== null;
  }

  /** End the run: what is written stays counted, nothing is half-written. */
  stop() {
    this.stopped = true;
    this.pool?.end();
    if (this.#resume) this.pause();
  }

  /** Make the result, by the door of a worker of the pool where one is given. Null when it is there to be written, else why the file is
   * not saved: a code and its detail.
   * @param {Entry} entry @param {string} kind @param {(() => Promise<Core>) | null} door @returns {Promise<Reason | null>} */
  // eslint-disable-next-line complexity -- one line for each way in which a file is not made
  async #make(entry, kind, door) {
    const {session} = this;
    try {
      // A worker of the pool reads what nobody has read; an earlier report asks for the header first.
      if (entry.state !== 'open' && !(door && entry.state === 'waiting' && !this.earlier)) await session.reader.open(entry);
      // What turns out to be no DICOM file is counted among the skipped ones.
      if (!session.entry(entry.key)) return NO_IMAGE;
      if (entry.error && !entry.info) return {code: entry.error.code, detail: entry.error.detail};
      // An archive or a folder is whole; single downloads are not made twice.
      if (kind === 'downloads' && entry.savedInto === kind && session.results.saved(entry)) return {code: 'already-saved', detail: entry.savedAs};
      if (this.earlier && kind !== 'downloads' && this.scheme === 'tree' && session.projectKey) {
        const row = doneBefore(this.earlier, await session.results.before(entry, door ? await door() : session.core));
        if (row) {
          entry.row = row;
          return {code: 'done-before', detail: row.output.name};
        }
      }
      const made = session.results.fresh(entry) && (!entry.result.blob || entry.row);
      if (!made) {
        if (door) await session.results.cleanBy(entry, await door());
        else await session.results.clean(entry);
        if (!session.entry(entry.key)) return NO_IMAGE;
        if (entry.error && !entry.info) return {code: entry.error.code, detail: entry.error.detail};
      }
    } catch (error) {
      if (this.stopped || error?.code === 'cancelled') return {code: 'cancelled', detail: null};
      return {code: error?.code ?? 'unexpected', detail: error?.detail ?? null};
    }
    if (entry.outcome === 'held' && !entry.result.blob) return {code: 'held', detail: null};
    const error = entry.result.error ?? entry.error;
    return entry.result.blob ? null : {code: error?.code ?? 'unexpected', detail: error?.detail ?? null};
  }

  /** What a file refers to, before and after: of one that is left out only before, so that what led to it is told.
   * @param {Entry} entry @param {Reason | null} reason @returns {Promise<any[]>} */
  async #nodesOf(entry, reason) {
    if (!reason || reason.code === 'already-saved') return entry.nodes ?? NONE;
    if (reason.code === 'done-before') return NONE;      // what it refers to was compared in that run
    if (entry.nodes && reason.code !== 'cancelled') return [entry.nodes[0], null];
    if (!entry.info || reason.code === 'cancelled') return NONE;
    try {
      await this.session.reader.open(entry);
      return [await this.session.core.request('node', {key: entry.key}), null];
    } catch {
      return NONE;
    }
  }

  /** @param {any} sink @param {Entry} entry @param {Report} report @param {any[]} written @param {number} place @param {any} names */
  async #write(sink, entry, report, written, place, names) {
    const {result} = entry;
    try {
      const name = await sink.write(names.path(result), result.blob, result.crc ?? null);
      entry.savedAs = null;
      if (report.rows[place]?.output) report.rows[place] = {...report.rows[place], output: {...report.rows[place].output, name}};
      written.push({entry, name, stamp: result.stamp, medium: names.cd ? {...result.medium, path: name} : null});
    } catch {
      entry.saveFailed = true;
      report.rows[place] = {...report.rows[place], output: null};
      skip(report, entry, {code: 'download-failed', detail: null});
    }
    // The list may be long: what was saved is not needed in memory, and is made again when it is looked at.
    if (entry !== this.session.current) entry.result = null;
    this.session.changedSoon();
  }

  /** A CD has a DICOMDIR, made anew of what was written.
   * @param {any} sink @param {any[]} written */
  async #directory(sink, written) {
    const {buffer} = await this.session.core.request('medium', {files: written.map(({medium}) => medium)});
    await sink.write('DICOMDIR', new Blob([buffer], {type: 'application/dicom'}));
  }

  /** Only what is wholly written counts as saved: of an archive that was stopped, nothing.
   * @param {any} sink @param {string} kind @param {Report} report @param {any[]} written @param {boolean} broken */
  async #close(sink, kind, report, written, broken) {
    let code = kind === 'zip' && this.stopped ? 'cancelled' : broken ? 'download-failed' : null;
    try {
      if (code === null) report.name = (await sink.close()).name;
    } catch {
      code = 'download-failed';
    }
    for (const {entry, name, stamp} of written) {
      if (code === null) {
        Object.assign(entry, {savedAs: name, savedStamp: stamp, savedInto: kind, saveFailed: false});
        report.saved += 1;
      } else {
        entry.saveFailed = code === 'download-failed';
        report.rows = report.rows.map((row) => (row ? {...row, output: null} : row));
        skip(report, entry, {code, detail: null});
      }
    }
  }

  /** Ask the core whether what referred to each other still does.
   * @param {Report} report @param {Entry[]} files @param {any[]} nodes */
  async #compare(report, files, nodes) {
    const gone = new Set(report.skipped.filter(({code}) => code !== 'already-saved').map(({key}) => key));
    const after = nodes.map(([, made], place) => (gone.has(files[place].key) ? null : made));
    report.graph = await this.session.core.request('graph', {before: nodes.map(([given]) => given), after});
  }
}
