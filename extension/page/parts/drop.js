/**
 * The files of a drop, with those in dropped folders: `[{file, path}]`, folders in the order in which people count.
 * A folder that cannot be read is `{file: null, path}`. A file of a folder is only listed: it is taken up when it is read.
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
      found.push({file: plain[index]?.name === entry.name ? plain[index] : new Listed(entry, null), path: entry.name});
    } else {
      await walk(entry, {path: entry.name}, found);
    }
  }
  return found;
}

/** The files of an `<input>`, with their paths in a chosen folder. */
export function chosen(input) {
  const found = [...input.files].map((file) => ({file, path: file.webkitRelativePath || file.name}));
  return input.webkitdirectory ? found.sort((a, b) => inOrder(a.path, b.path)) : found;
}

/** A file of a dropped folder, of which little is kept: half a million of them are held. `load()` gives the File or throws. */
class Listed {
  /** Bytes; null until it was read once. */
  size = null;

  constructor(entry, folder) {
    this.entry = entry;
    this.folder = folder;
  }

  get name() {
    return this.entry.name;
  }

  get path() {
    return this.folder ? `${this.folder.path}/${this.name}` : this.name;
  }

  async load() {
    const file = await new Promise((resolve, reject) => this.entry.file(resolve, reject));
    this.size = file.size;
    return file;
  }
}

/** `place` is `{path}` of the folder, one object for all its files. */
async function walk(folder, place, found) {
  const reader = folder.createReader();
  const children = [];
  for (;;) {
    const some = await new Promise((resolve) => reader.readEntries(resolve, () => resolve(null)));
    if (some === null) found.push({file: null, path: place.path});
    if (!some?.length) break;
    for (const one of some) children.push(one);
  }
  children.sort((a, b) => inOrder(a.name, b.name));
  for (const child of children) {
    if (child.isDirectory) await walk(child, {path: `${place.path}/${child.name}`}, found);
    else found.push({file: new Listed(child, place)});
  }
}
