/** The files of a session, in their order, made for half a million of them: nothing here walks the list for one file. */

/** @typedef {import('./entry.js').Entry} Entry */

export class FileList {
  /** Also those that were taken out: undoing that brings them back.
   * @type {Entry[]} */
  #all = [];
  /** @type {Map<string, Entry>} */
  #byKey = new Map();
  /** @type {Set<Entry>} */
  #dropped = new Set();
  /** @type {string[]} */
  #gone = [];
  /** @type {Set<string>} */
  #goneSet = new Set();
  /** @type {Entry[] | null} */
  #shown = null;

  /** `gone()` gives the keys that are taken out: an array that is replaced and never changed.
   * @param {() => string[]} gone */
  constructor(gone) {
    this.taken = gone;
  }

  /** @returns {Entry[]} */
  get all() {
    if (this.#dropped.size) {
      this.#all = this.#all.filter((entry) => !this.#dropped.has(entry));
      this.#dropped.clear();
    }
    return this.#all;
  }

  /** The files of the list. The same array as long as the list is the same.
   * @returns {Entry[]} */
  get shown() {
    if (this.#fresh() && this.#shown && !this.#dropped.size) return this.#shown;
    const {all} = this;
    this.#shown = this.#goneSet.size ? all.filter(({key}) => !this.#goneSet.has(key)) : all;
    return this.#shown;
  }

  /** The file of a key, or null where it is not in the list (any more).
   * @param {string} key */
  entry(key) {
    this.#fresh();
    return this.#goneSet.has(key) ? null : this.#byKey.get(key) ?? null;
  }

  /** @param {Entry[]} entries */
  add(entries) {
    this.#all = this.all.concat(entries);
    for (const entry of entries) this.#byKey.set(entry.key, entry);
    this.#shown = null;
  }

  /** Take a file out for good.
   * @param {Entry} entry */
  drop(entry) {
    this.#byKey.delete(entry.key);
    this.#dropped.add(entry);
  }

  /** Whether what is known of those taken out still holds; else it is made anew. */
  #fresh() {
    const gone = this.taken();
    if (gone === this.#gone) return true;
    this.#gone = gone;
    this.#goneSet = new Set(gone);
    this.#shown = null;
    return false;
  }
}
