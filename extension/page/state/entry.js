/** One file of the list, and what became of it. */

import {without} from './unseen.js';

/**
 * @typedef {import('./types.js').Info} Info
 * @typedef {import('./types.js').Piece} Piece
 * @typedef {import('./types.js').Point} Point
 * @typedef {import('./types.js').Said} Said
 * @typedef {import('./types.js').Told} Told
 */

const TEXT_RISK = 'text-risk';
/** Text was found, whatever a person accepted: a key as the core's (edits/points.py). */
const FOUND_TEXT = 'text-risk found';

/** What nobody settled yet: one object for all files. */
const NOTHING = Object.freeze({});

/** One file of the list. `state`: waiting, reading, stopped (a person ended its reading), open; `outcome`: null or one of the core's five words. */
export class Entry {
  /** `path`: where it lies, null where the file itself says so. `together`: it came with others, so that it is skipped where it is no DICOM file.
   * @param {string} key @param {any} file @param {string | null} path */
  constructor(key, file, path, together = false) {
    this.key = key;
    this.file = file;
    this.told = path;
    this.together = together;
    this.state = 'waiting';
    this.stopped = false;
    /** @type {Info} */
    this.info = null;
    /** @type {any} */
    this.plan = null;
    /** @type {any} */
    this.result = null;
    /** @type {any[] | null} */
    this.nodes = null;
    /** @type {any} */
    this.row = null;          // its line of the set's report
    /** @type {string | null} */
    this.outcome = null;
    /** @type {Told | null} */
    this.error = null;
    /** Points as the core told them last, `[{code, selector, settled}]`, or null.
     * @type {Point[] | null} */
    this.points = null;
    /** @type {string | null} */
    this.savedAs = null;
    /** @type {string | null} */
    this.savedStamp = null;
    this.savedInto = 'downloads';      // the sink of savedAs
    this.saveFailed = false;
    /** What a person settled in this file: a point's code, or code and selector, to how.
     * @type {Said} */
    this.settled = NOTHING;
    /** @type {Set<number> | null} */
    this.viewed = null;
    /** @type {Map<number, Piece[]> | null} */
    this.unseen = null;
    /** What was found in its picture, `{proposals, done, error}`, or null; how many of it wait for a person, and whether some is masked.
     * @type {{proposals: any[], done: boolean, error: Told | null} | null} */
    this.search = null;
    this.undecided = 0;
    this.decided = false;
    /** Resolves when the picture was asked for (`picturing` says so): rows wait for it.
     * @type {Promise<void> | null} */
    this.pictured = null;
    /** @type {((said?: any) => void) | null} */
    this.picturing = null;
  }

  /** Where it lies, from what was dropped or chosen. */
  get path() {
    return this.told ?? this.file.path ?? this.file.name;
  }

  /** Frames of which every part was in view at a readable size. */
  get seen() {
    this.viewed ??= new Set();
    return this.viewed;
  }

  /** Parts of a frame that were not in view yet, `[left, top, right, bottom]` each.
   * @param {number} frame @returns {Piece[]} */
  restOf(frame) {
    return this.unseen?.get(frame) ?? [[0, 0, this.image.columns, this.image.rows]];
  }

  /** Note a part of a frame that was in view; whether some of it was not before.
   * @param {number} frame @param {Piece} part */
  see(frame, part) {
    const before = this.restOf(frame);
    const rest = without(before, part);
    if (rest.length === before.length && rest.every((one, at) => String(one) === String(before[at]))) return false;
    this.unseen ??= new Map();
    this.unseen.set(frame, rest);
    if (rest.length) return true;
    this.unseen.delete(frame);
    this.seen.add(frame);
    return true;
  }

  /** What its header says, as the core told it.
   * @param {Info} info */
  learn(info) {
    // What stood against the result that is there still does; its header may be read without fault.
    this.error = info.error ?? this.result?.error ?? null;
    this.points ??= info.open ?? [];
    // Of a broken file whatever was readable is shown; of what is no DICOM file there is nothing to show.
    this.info = this.error && !info.counts.elements ? null : info;
  }

  /** Back to a file that nobody has read: only its place on disk and what a person settled stay. */
  forget() {
    Object.assign(this, {state: 'waiting', stopped: false, info: null, plan: null, result: null, nodes: null, row: null, outcome: null,
      error: null, points: null, search: null, undecided: 0, decided: false});
  }

  get name() {
    return this.file.name;
  }

  get image() {
    return this.info?.image ?? null;
  }

  /** Where it stands among others: patient, study, series, device; null until its header was read. */
  get place() {
    return this.info?.place ?? null;
  }

  /** Whether its picture has to be looked at, whatever is found in it. */
  get risky() {
    return (this.info?.open ?? []).some((/** @type {Point} */ {code}) => code === TEXT_RISK);
  }

  /** Whether its picture could not be searched: not because of the finder, but of what it is. */
  get unsearched() {
    const code = this.search?.error?.code;
    return code ? !code.startsWith('text-finder') : false;
  }

  /** What a person settled, as the core is told: text that was found and waits opens the picture's point again, and a mask that was
   * proposed does not stand for a look; what is accepted as it is stays so, and the core is told of the text. */
  get settlement() {
    const own = this.settled[TEXT_RISK];
    const found = this.undecided > 0 || (own !== 'said' && own !== 'looked' && (this.decided || this.unsearched));
    if (!found) return this.settled;
    return {...this.settled, [own === 'accepted' ? FOUND_TEXT : TEXT_RISK]: 'found'};
  }

  /** Whether something in the file waits for a person, as far as the core has said: of its header, or of its result. */
  get waiting() {
    return this.waitingCodes.length > 0;
  }

  /** Codes of the points that wait. */
  get waitingCodes() {
    return (this.points ?? []).filter((point) => !howOf(this.settlement, point))
      .map(({code}) => code);
  }
}

/** How a point is settled: by a person since the core told it, or as that said; null where it waits.
 * @param {Said} settlement @param {Point} point @returns {string | null} */
export function howOf(settlement, point) {
  const own = settlement[point.code] ?? settlement[keyOf(point)];
  return own === 'found' ? null : own ?? point.settled;
}

/** How `choices.settled` names one point: its code, and its selector where it has one.
 * @param {Point} point */
export function keyOf({code, selector}) {
  return selector ? `${code} ${selector}` : code;
}
