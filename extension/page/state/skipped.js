/**
 * What came with the files and is none to work on: no DICOM, empty, a directory of a medium, a folder that cannot be read. It is
 * counted with its reason, and never refused. A file that came alone is told about as a file.
 */

/**
 * @typedef {import('./entry.js').Entry} Entry
 * @typedef {import('./session.js').Session} Session
 */

/** Empty, or `not-dicom` with or without what it is instead.
 * @param {string} code */
const isNone = (code) => code === 'empty' || code.startsWith('not-dicom');

export class Skipped {
  /** `[{path, code}]`; codes are those of errors.
   * @type {{path: string, code: string}[]} */
  list = [];

  /** @param {Session} session */
  constructor(session) {
    this.session = session;
  }

  /** @param {string} path @param {string} code */
  note(path, code) {
    this.list.push({path, code});
  }

  clear() {
    this.list = [];
  }

  /** Skip an entry that was just opened, if it is to be skipped; says whether it was.
   * @param {Entry} entry */
  async take(entry) {
    if (!entry.together) return false;
    if (entry.error && !entry.info && isNone(entry.error.code)) this.note(entry.path, entry.error.code);
    else if (entry.info?.directory) await this.#follow(entry);
    else return false;
    this.session.drop(entry);
    return true;
  }

  /** The files that a DICOMDIR names are in the list like any; those it names in vain are told.
   * @param {Entry} entry */
  async #follow(entry) {
    const paths = this.session.files.map(({path}) => path);
    this.note(entry.path, 'dicomdir');
    try {
      const {missing} = await this.session.core.request('directory', {key: entry.key, path: entry.path, paths});
      for (const parts of missing) this.note(parts ? parts.join('/') : entry.path, 'dicomdir-missing');
    } catch (error) {
      if (error?.code === 'cancelled') throw error;
      this.note(entry.path, 'dicomdir-missing');
    }
  }
}
