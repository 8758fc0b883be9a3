/**
 * Looks for text in the pictures of the list, behind the person's back: the file in view first, then those whose picture has to be
 * looked at, then the others. It has workers of its own, which end when nothing is left to look at; while something is being made
 * for the person it waits. What it finds stays in memory of the page.
 */

import {Core} from '../../door/core.js';
import {Pool, places} from '../../door/pool.js';
import {count, word} from './words.js';
import {message} from '../../door/browser.js';
import {asksForCleanPixels, decide, holding, open, tick} from './proposals.js';
import {asError} from './errors.js';
import {header} from './through.js';

/**
 * @typedef {import('./entry.js').Entry} Entry
 * @typedef {import('../../door/pool.js').Place} Place
 * @typedef {import('./session.js').Session} Session
 */

const MOST = 2;      // workers: each may need memory for a large picture

export class Finder {
  /** @type {Pool | null} */
  #pool = null;
  /** @type {Set<Entry>} */
  #looking = new Set();
  #on = true;

  /** `make()` gives the door to a new worker.
   * @param {Session} session */
  constructor(session, make = () => new Core()) {
    this.session = session;
    this.make = make;
  }

  /** Whether pictures are looked at at all. */
  get on() {
    return this.#on;
  }

  set on(wanted) {
    this.#on = wanted;
    this.weigh();
    if (wanted) this.go();
    else this.stop();
    this.session.changed();
  }

  // ── what was found ───────────────────────────────────────────────────────

  /** `waiting`, `looking`, `done`, `failed` or, where there is nothing to look at, `none`.
   * @param {Entry | null} entry @returns {string} */
  stateOf(entry) {
    if (!entry?.image?.shown || !this.#on) return 'none';
    if (this.#looking.has(entry)) return 'looking';
    if (!entry.search?.done) return 'waiting';
    return entry.search.error ? 'failed' : 'done';
  }

  /** Whether nothing more is to come.
   * @param {Entry | null} entry */
  isOver(entry) {
    return !['waiting', 'looking'].includes(this.stateOf(entry));
  }

  /** Proposals of a file that wait for a decision.
   * @param {Entry} entry */
  open(entry) {
    const {store, hello} = this.session;
    return open(entry, store.choices, store.masksOf(entry.key, entry.image, entry.place), asksForCleanPixels(store.choices, hello?.presets));
  }

  /** How many proposals of each file wait is counted anew. */
  weigh(entries = this.session.files) {
    for (const entry of entries) {
      if (!entry.search) continue;
      entry.undecided = this.#on ? holding(this.open(entry), entry.risky) : 0;
      entry.decided = Object.values(this.session.store.choices.decided[entry.key] ?? {}).includes('masked');
    }
  }

  /** Proposals by id, or all, become masks where they are ticked (or asked for by id); of all, the others are dropped.
   * @param {Entry} entry @param {string | null} id @param {Record<string, any>} parts @param {any} run */
  accept(entry, id = null, parts = {}, run = null) {
    const {store} = this.session;
    if (!this.isOver(entry)) return false;      // what is told so far may still change
    const found = this.open(entry);
    const split = id === null ? {masked: found.filter(({ticked}) => ticked), dropped: found.filter(({ticked}) => !ticked)}
      : {masked: found.filter((one) => one.id === id)};
    if (!found.length || (id !== null && !split.masked.length)) return false;
    store.change(decide(store.choices, entry, split, parts), run);
    this.session.announce(count('found_masked', split.masked.length));
    return true;
  }

  /** A proposal by its id, or all of them, go as nothing that has to be hidden.
   * @param {Entry} entry @param {string | null} id */
  drop(entry, id = null) {
    const {store} = this.session;
    if (!this.isOver(entry)) return false;
    const dropped = this.open(entry).filter((one) => id === null || one.id === id);
    if (!dropped.length) return false;
    store.change(decide(store.choices, entry, {dropped}));
    this.session.announce(count('found_left', dropped.length));
    return true;
  }

  /** @param {Entry} entry @param {string} id @param {boolean} on */
  tick(entry, id, on) {
    const {store} = this.session;
    store.change(tick(store.choices, entry, id, on));
  }

  // ── the search ───────────────────────────────────────────────────────────

  /** Begin, or go on, where something is left to look at. */
  go() {
    if (!this.#on || !this.#next()) return;
    const {session} = this;
    this.#pool ??= new Pool(this.make, () => session.greeting(),
      Math.min(MOST, places(navigator.hardwareConcurrency, navigator.deviceMemory)));
    for (let place = this.#looking.size; place < this.#pool.size; place += 1) this.#work(this.#pool);
  }

  /** End at once whatever is looked at. What was not looked at to the end waits until `go`. */
  stop() {
    this.#pool?.end();
    this.#pool = null;
  }

  /** @param {Pool} pool */
  async #work(pool) {
    for (;;) {
      const entry = pool === this.#pool ? this.#next() : null;
      if (!entry) break;
      this.#looking.add(entry);
      const one = await pool.take();
      try {
        await this.#look(entry, one, pool);
      } catch (error) {
        if (error?.code !== 'cancelled') entry.search = {proposals: entry.search?.proposals ?? [], done: true, error: asError(error)};
      }
      pool.give(one);
      this.#looking.delete(entry);
      this.#weighed(entry);
    }
    if (!this.#looking.size && pool === this.#pool) this.stop();
  }

  /** What is looked at next, or null.
   * @returns {Entry | null} */
  #next() {
    if (this.session.busy || !this.#on) return null;
    const {current, files} = this.session;
    if (current && this.#isLeft(current)) return current;
    let other = null;
    for (const entry of files) {
      if ((other && !entry.risky) || !this.#isLeft(entry)) continue;
      if (entry.risky) return entry;
      other = entry;
    }
    return other;
  }

  /** @param {Entry} entry */
  #isLeft(entry) {
    return entry.state === 'open' && Boolean(entry.image?.shown) && !entry.search?.done && !this.#looking.has(entry);
  }

  /** Whether a look at a file goes on: not when the person waits for something, or for another file's text.
   * @param {Entry} entry */
  #goesOn(entry) {
    const {session} = this;
    if (!this.#on || session.busy || !session.entry(entry.key)) return false;
    const first = this.#next();
    return entry === session.current || first !== session.current || first === null;
  }

  /** @param {Entry} entry @param {Place} one @param {Pool} pool */
  async #look(entry, one, pool) {
    const {session} = this;
    const core = await pool.door(one);
    const {key, file: {size: bytes}} = entry;
    await header(core, entry);
    let found;
    do {
      found = await core.request('find', {key}, {bytes});
      entry.search = {...found};
      this.#weighed(entry);
    } while (!found.done && this.#goesOn(entry));
    if (found.done && entry !== session.current && (entry.undecided || found.error)) {
      entry.points = (await core.request('plan', {key, choices: session.review.choices(entry)})).open ?? entry.points;
    }
    core.request('close', {key}).catch(() => {});
    if (found.done && entry === session.current && found.proposals.length) {
      session.announce(count('found', found.proposals.length));
    }
  }

  /** @param {Entry} entry */
  #weighed(entry) {
    const before = entry.undecided;
    this.weigh([entry]);
    if (entry === this.session.current) this.session.changed();
    else this.session.changedSoon();
    if (entry === this.session.current && before !== entry.undecided) this.session.review.replan();
  }
}

/** In words what is under way or came out, for the list of proposals.
 * @param {string} state @param {number} proposals @param {any} error */
export function told(state, proposals, error) {
  if (state === 'failed') return word('error', error.code, error.detail);
  if (state === 'done') return proposals ? count('found', proposals) : message('found_none');
  return message(`found_${state}`);
}
