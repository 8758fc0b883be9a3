/** All files as one archive, handed to the browser's downloads at the end. It is made of the files' own parts: nothing is held twice. */

import {downloadAs} from '../../door/browser.js';
import {crcOf} from '../../door/crc.js';
import {Archive} from './archive.js';
import {apart} from './paths.js';

const NAME = 'samar-set.zip';

export class Zip {
  #archive = new Archive();
  #taken = new Set();

  /** @param {string} path @param {Blob} blob @param {number | null} crc */
  async write(path, blob, crc = null) {
    const sum = crc ?? await crcOf(blob);
    const name = apart(path, this.#taken);
    this.#archive.add(name, blob, sum);
    return name;
  }

  /** Make the archive and save it; `{name}`, null where no file came. Throws when it could not be read back or was not written. */
  async close() {
    if (!this.#archive.count) return {name: null};
    const made = new Blob(this.#archive.parts(), {type: 'application/zip'});
    // A large Blob can be unreadable soon after the browser's start: its end says so before anything is written.
    const end = await made.slice(Math.max(0, made.size - 22)).arrayBuffer();
    if (new DataView(end).getUint32(0, true) !== 0x06054b50) throw new Error('unreadable');
    for (let turn = 0; turn < 2; turn += 1) {
      const {state, name} = await downloadAs(made, NAME);
      if (state === 'complete') return {name};
    }
    throw new Error('interrupted');
  }
}
