/** One file of the list, and what became of it. */

/** Warnings that ask for a look at the picture before it is saved with many others. */
const RISKY = new Set(['burned-in-declared', 'burned-in-likely']);

/** One file of the list. `state`: waiting, reading, open; `outcome`: null or one of the core's four words. */
export class Entry {
  constructor(key, file, path) {
    this.key = key;
    this.file = file;
    this.path = path;
    this.state = 'waiting';
    this.info = null;
    this.plan = null;
    this.result = null;
    this.nodes = null;
    this.outcome = null;
    this.error = null;
    this.savedAs = null;
    this.savedStamp = null;
    this.saveFailed = false;
    this.looked = false;
  }

  get name() {
    return this.file.name;
  }

  get image() {
    return this.info?.image ?? null;
  }

  /** Whether letters may be burned into the picture, so that a person should look before it is saved unseen. */
  get risky() {
    return Boolean(this.image) && (this.info.warnings ?? []).some(({code}) => RISKY.has(code));
  }
}
