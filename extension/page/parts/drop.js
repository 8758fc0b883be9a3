/**
 * The files of a drop, with those in dropped folders: `[{file, path}]`, folders in the order in which people count.
 * A folder that cannot be read is `{file: null, path}`.
 */

import {inOrder} from '../sources/sources.js';

/** Read a DataTransfer. Its entries are only there while the event lasts, so they are all taken before the first wait. */
export async function dropped(transfer) {
  const entries = [...transfer.items]
    .filter((item) => item.kind === 'file')
    .map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile())
    .filter(Boolean);
  const plain = [...transfer.files];
  if (!entries.length) return plain.map((file) => ({file, path: file.name}));
  const found = [];
  for (const [index, entry] of entries.entries()) {
    if (entry instanceof File) {
      found.push({file: entry, path: entry.name});
    } else if (entry.isFile) {
      // The file of the drop itself is readable even where its entry is not.
      found.push({file: plain[index]?.name === entry.name ? plain[index] : await fileOf(entry), path: entry.name});
    } else {
      await walk(entry, entry.name, found);
    }
  }
  return found;
}

/** The files of an `<input>`, with their paths in a chosen folder. */
export function chosen(input) {
  const found = [...input.files].map((file) => ({file, path: file.webkitRelativePath || file.name}));
  return input.webkitdirectory ? found.sort((a, b) => inOrder(a.path, b.path)) : found;
}

async function walk(folder, path, found) {
  const reader = folder.createReader();
  const children = [];
  for (;;) {
    const some = await new Promise((resolve) => reader.readEntries(resolve, () => resolve(null)));
    if (some === null) found.push({file: null, path});
    if (!some?.length) break;
    children.push(...some);
  }
  children.sort((a, b) => inOrder(a.name, b.name));
  for (const child of children) {
    const place = `${path}/${child.name}`;
    if (child.isDirectory) await walk(child, place, found);
    else found.push({file: await fileOf(child), path: place});
  }
}

function fileOf(entry) {
  // A file that cannot be read stays in the list as an empty one, so that it is counted and refused by name.
  return new Promise((resolve) => entry.file(resolve, () => resolve(new File([], entry.name))));
}
