/** A download for each file. */

import {downloadAs} from '../../door/browser.js';

export class Downloads {
  /** Write one file; resolves to the name it has, throws when it was not written.
   * @param {string} path @param {Blob} blob */
  async write(path, blob) {
    const {state, name} = await downloadAs(blob, path.slice(path.lastIndexOf('/') + 1));
    if (state !== 'complete') throw new Error('interrupted');
    return name;
  }

  /** Nothing is left to be done: each file stands for itself. */
  async close() {
    return {name: null};
  }
}
