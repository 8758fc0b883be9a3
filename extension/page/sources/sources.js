/** What came in, as a list of files: archives are opened. Inside archives and folders the order is that in which people count. */

import {ArchiveError, isArchive, members} from './archive.js';

/** Up to this many files each is looked at for being an archive; of more, those that are called so. */
const FEW = 20;
export const inOrder = new Intl.Collator('en', {numeric: true}).compare;

/** What came in: a File, a Member of an archive, or what stands for one that could not be opened.
 * @typedef {any} Held
 * @typedef {{file: Held, path?: string, [more: string]: any}} Taken */

/** `[{file, path}]` with archives replaced by their files. An archive that cannot be opened stays, and says why when it is loaded.
 * @param {Taken[]} taken @returns {Promise<Taken[]>} */
export async function unpacked(taken) {
  const found = [];
  for (const one of taken) {
    if (!one.file || !(taken.length <= FEW || /\.zip$/i.test(one.file.name)) || !await archive(one.file)) {
      found.push(one);
      continue;
    }
    try {
      const held = (await members(await contentOf(one.file))).sort((a, b) => inOrder(a.path, b.path));
      for (const member of held) found.push({file: member, path: `${one.path ?? one.file.path ?? one.file.name}/${member.path}`});
    } catch (error) {
      found.push({...one, file: unreadable(one.file, error instanceof ArchiveError ? error : new ArchiveError('zip-corrupt'))});
    }
  }
  return found;
}

/** A file whose content is loaded when it is needed (a Blob, or a Uint8Array of what was unpacked), or the file itself.
 * @param {Held} file */
export function contentOf(file) {
  return file.load ? file.load() : file;
}

/** What goes over to the worker with a content, and is gone from the page: an unpacked file is in memory once.
 * @param {Blob | Uint8Array} content */
export function handedOver(content) {
  return content instanceof Uint8Array ? [content.buffer] : [];
}

/** @param {Held} file */
async function archive(file) {
  try {
    return await isArchive(await contentOf(file));
  } catch {
    return false;      // what cannot be read is told when it is opened
  }
}

/** @param {Held} file @param {ArchiveError} error */
function unreadable(file, error) {
  return {name: file.name, size: file.size, load: () => Promise.reject(error)};
}
