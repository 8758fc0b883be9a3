/** One file of the list, and what became of it. */

/** One file of the list. `state`: waiting, reading, stopped (a person ended its reading), open; `outcome`: null or one of the core's five words. */
export class Entry {
  /** `together`: it came with others, so that it is skipped where it is no DICOM file. */
  constructor(key, file, path, together = false) {
    this.key = key;
    this.file = file;
    this.path = path;
    this.together = together;
    this.state = 'waiting';
    this.stopped = false;
    this.info = null;
    this.plan = null;
    this.result = null;
    this.nodes = null;
    this.row = null;          // its line of the set's report
    this.outcome = null;
    this.error = null;
    /** Points as the core told them last, `[{code, selector, settled}]`, or null. */
    this.points = null;
    this.savedAs = null;
    this.savedStamp = null;
    this.savedInto = 'downloads';      // the sink of savedAs
    this.saveFailed = false;
    /** What a person settled in this file: a point's code, or code and selector, to how. */
    this.settled = {};
    /** Frames that were in view at a readable size. */
    this.seen = new Set();
  }

  /** Back to a file that nobody has read: only its place on disk and what a person settled stay. */
  forget() {
    Object.assign(this, {state: 'waiting', stopped: false, info: null, plan: null, result: null, nodes: null, row: null, outcome: null,
      error: null, points: null});
  }

  get name() {
    return this.file.name;
  }

  get image() {
    return this.info?.image ?? null;
  }

  /** Whether something in the file waits for a person, as far as the core has said: of its header, or of its result. */
  get waiting() {
    return this.waitingCodes.length > 0;
  }

  /** Codes of the points that wait. */
  get waitingCodes() {
    return (this.points ?? []).filter((point) => !point.settled && !this.settled[point.code] && !this.settled[keyOf(point)])
      .map(({code}) => code);
  }
}

/** How `choices.settled` names one point: its code, and its selector where it has one. */
export function keyOf({code, selector}) {
  return selector ? `${code} ${selector}` : code;
}
