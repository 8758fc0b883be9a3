/** A folder that the person chose (File System Access, Chromium). What was there is never written over. */

import {apart} from './paths.js';

export class Folder {
  /** @type {FileSystemDirectoryHandle} */
  #root;
  /** @type {Set<string>} */
  #taken = new Set();

  /** @param {FileSystemDirectoryHandle} root */
  constructor(root) {
    this.#root = root;
  }

  /** @param {string} path @param {Blob} blob */
  async write(path, blob) {
    let name = apart(path, this.#taken);
    let folder = this.#root;
    const parts = name.split('/');
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, {create: true});
    while (await there(folder, leafOf(name))) name = apart(path, this.#taken);
    const leaf = leafOf(name);
    const handle = await folder.getFileHandle(leaf, {create: true});
    try {
      const stream = await handle.createWritable();
      try {
        await stream.write(blob);
        await stream.close();
      } catch (error) {
        await stream.abort().catch(() => {});
        throw error;
      }
      if ((await handle.getFile()).size !== blob.size) throw new Error('size');
    } catch (error) {
      await folder.removeEntry(leaf).catch(() => {});      // nothing half-written stays
      throw error;
    }
    return name;
  }

  async close() {
    return {name: this.#root.name};
  }
}

/** @param {string} path */
function leafOf(path) {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** @param {FileSystemDirectoryHandle} folder @param {string} name */
async function there(folder, name) {
  try {
    await folder.getFileHandle(name);
    return true;
  } catch (error) {
    const {name: kind} = /** @type {DOMException} */ (error);
    if (kind === 'TypeMismatchError') return true;
    if (kind === 'NotFoundError') return false;
    throw error;
  }
}
