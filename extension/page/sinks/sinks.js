/**
 * Where a set goes. Each sink has `write(path, blob, crc = null)`, which resolves to the name the file has there, and `close()`,
 * which resolves to `{name}` of the whole (null where there is none). Both throw when something was not written. A sink is used once.
 */

import {Downloads} from './download.js';
import {Folder} from './folder.js';
import {Zip} from './zip.js';

/** Up to this many files are saved one by one unless the person says otherwise. */
export const FEW = 3;

/** Names of the sinks of this browser. */
export function offered() {
  return 'showDirectoryPicker' in globalThis ? ['downloads', 'zip', 'folder'] : ['downloads', 'zip'];
}

/** @param {number} files */
export function usual(files) {
  return files > FEW ? 'zip' : 'downloads';
}

/** A new sink; null when the person chose no folder after all. To be called in the click itself, because a folder is asked for.
 * @param {string} name */
export async function open(name) {
  if (name !== 'folder') return name === 'zip' ? new Zip() : new Downloads();
  try {
    return new Folder(await /** @type {any} */ (globalThis).showDirectoryPicker({mode: 'readwrite', id: 'samar-set'}));
  } catch (error) {
    if (/** @type {DOMException} */ (error).name === 'AbortError') return null;
    throw error;
  }
}
