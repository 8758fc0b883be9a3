/**
 * A ZIP archive read by random access (PKWARE APPNOTE 6.3): its directory first, each file when it is asked for.
 *
 * The directory is not believed: a local header has to agree with it, files may not overlap, what is unpacked may not be longer
 * than was told and has to have its checksum. Nothing of a name is ever used as a path.
 */

import {crc32, crcOf} from '../../door/crc.js';

const LOCAL = 0x04034b50, CENTRAL = 0x02014b50, END = 0x06054b50, END_64 = 0x06064b50, LOCATOR_64 = 0x07064b50;
const FULL = 0xffffffff, FULL_SHORT = 0xffff;
const STORED = 0, DEFLATED = 8;
const LONGEST_END = 22 + 65535;
const LARGEST_DIRECTORY = 1 << 28;
const LARGEST = 2 ** 31;              // bytes of one file when it is unpacked
const LARGEST_ALL = 2 ** 36;          // of all files together
const RATIO = 200, RATIO_FROM = 1 << 26;   // a file this large that shrank more than this is taken for a bomb
const latin = new TextDecoder('windows-1252');
const utf8 = new TextDecoder('utf-8');

export class ArchiveError extends Error {
  selector = null;
  offset = null;
  detail = null;

  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** @param {Blob} blob @param {number} start @param {number} stop */
const bytesOf = async (blob, start, stop) => new Uint8Array(await blob.slice(start, stop).arrayBuffer());
/** @param {Uint8Array} bytes */
const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Whether a file begins as an archive does and is no DICOM file (whose preamble may hold anything).
 * @param {Blob | Uint8Array} file */
export async function isArchive(file) {
  const head = file instanceof Uint8Array ? file.subarray(0, 132) : await bytesOf(file, 0, 132);
  return startsAsArchive(head) && !(head.length === 132 && latin.decode(head.subarray(128)) === 'DICM');
}

/** @param {Uint8Array} head */
function startsAsArchive(head) {
  if (head.length < 4) return false;
  const sign = viewOf(head).getUint32(0, true);
  return sign === LOCAL || sign === END;
}

/** @typedef {{flags: number, method: number, crc: number, packed: number, size: number, offset: number}} Told */

/** One file of an archive. `name`, `size` when unpacked; `load()` gives its content or throws an ArchiveError: what is
 * stored as a range of the archive, what is unpacked as a Uint8Array, because a browser may write a large blob to disk. */
export class Member {
  /** @type {string | null} */
  problem = null;

  /** @param {Blob} archive @param {string} path @param {Told} told */
  constructor(archive, path, told) {
    this.archive = archive;
    this.path = path;
    this.name = path.slice(path.lastIndexOf('/') + 1);
    this.told = told;
    this.size = told.size;
  }

  async load() {
    if (this.problem) throw new ArchiveError(this.problem);
    const {method, packed, size, crc, offset} = this.told;
    const head = await bytesOf(this.archive, offset, offset + 30);
    if (head.length < 30) throw new ArchiveError('zip-corrupt');
    const view = viewOf(head);
    if (view.getUint32(0, true) !== LOCAL || view.getUint16(8, true) !== method) throw new ArchiveError('zip-corrupt');
    const start = offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
    const content = this.archive.slice(start, start + packed);
    if (content.size !== packed) throw new ArchiveError('zip-corrupt');
    const made = method === STORED ? content : await inflated(content, size, crc);
    if (method === STORED && (size !== packed || await crcOf(content) !== crc)) throw new ArchiveError('zip-corrupt');
    if (await isArchive(made)) throw new ArchiveError('zip-nested');
    return made;
  }
}

/** @param {Blob} content @param {number} size @param {number} crc */
async function inflated(content, size, crc) {
  const reader = content.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const whole = room(size);
  let length = 0, sum = 0;
  try {
    for (;;) {
      const {done, value} = await reader.read();
      if (done) break;
      if (length + value.length > size) throw new ArchiveError('zip-corrupt');
      whole.set(value, length);
      length += value.length;
      sum = crc32(value, sum);
    }
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error instanceof ArchiveError ? error : new ArchiveError('zip-corrupt');
  }
  if (length !== size || sum !== crc) throw new ArchiveError('zip-corrupt');
  return whole;
}

/** An array of so many bytes; a machine that has not got them says so.
 * @param {number} size */
function room(size) {
  try {
    return new Uint8Array(size);
  } catch {
    throw new ArchiveError('zip-too-large');
  }
}

/** The Members of an archive in the order of its directory; throws an ArchiveError when that cannot be read.
 * @param {Blob} file */
export async function members(file) {
  const {start, length, base} = await directory(file);
  const bytes = await bytesOf(file, start, start + length);
  if (bytes.length !== length) throw new ArchiveError('zip-corrupt');
  const view = viewOf(bytes);
  const found = [];
  let at = 0, all = 0;
  while (at + 46 <= length && view.getUint32(at, true) === CENTRAL) {
    const lengths = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const stop = at + 46 + lengths[0] + lengths[1] + lengths[2];
    if (stop > length) throw new ArchiveError('zip-corrupt');
    const told = toldAt(view, at, at + 46 + lengths[0], at + 46 + lengths[0] + lengths[1]);
    told.offset += base;
    const name = bytes.subarray(at + 46, at + 46 + lengths[0]);
    const path = (told.flags & 2048 ? utf8 : latin).decode(name).replaceAll('\\', '/');
    if (!path.endsWith('/')) {
      found.push(new Member(file, path, told));
      all += told.size;
    }
    at = stop;
  }
  if (at !== length) throw new ArchiveError('zip-corrupt');
  if (all > LARGEST_ALL) throw new ArchiveError('zip-too-large');
  for (const one of found) one.problem = problemOf(one.told, start);
  refuseOverlaps(found);
  return found;
}

/** @param {Told} told @param {number} end */
function problemOf({flags, method, packed, size, offset}, end) {
  if (flags & 1 || flags & 64) return 'zip-encrypted';
  if (method !== STORED && method !== DEFLATED) return 'zip-method';
  if (offset < 0 || offset + 30 + packed > end) return 'zip-corrupt';
  if (size > LARGEST || (size > RATIO_FROM && size > RATIO * packed)) return method === STORED ? null : 'zip-too-large';
  return null;
}

/** Files that share bytes are none that a program packed: an old trick to make much out of little.
 * @param {Member[]} found */
function refuseOverlaps(found) {
  const sorted = [...found].sort((a, b) => a.told.offset - b.told.offset);
  let last = null;
  for (const one of sorted) {
    if (last && one.told.offset < last.told.offset + 30 + last.told.packed) one.problem = last.problem = 'zip-corrupt';
    if (!last || one.told.offset + one.told.packed > last.told.offset + last.told.packed) last = one;
  }
}

/** What the directory tells of one file; Zip64 fields stand in for numbers that are full (APPNOTE 4.5.3).
 * @param {DataView} view @param {number} at @param {number} extra @param {number} end */
function toldAt(view, at, extra, end) {
  const told = {flags: view.getUint16(at + 8, true), method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true), offset: view.getUint32(at + 42, true)};
  for (let place = extra; place + 4 <= end; place += 4 + view.getUint16(place + 2, true)) {
    if (view.getUint16(place, true) !== 1) continue;
    let from = place + 4;
    const stop = Math.min(end, from + view.getUint16(place + 2, true));
    for (const name of /** @type {const} */ (['size', 'packed', 'offset'])) {
      if (told[name] === FULL && from + 8 <= stop) {
        told[name] = Number(view.getBigUint64(from, true));
        from += 8;
      }
    }
  }
  return told;
}

/** Where the directory lies: `{start, length, base}`; `base` is what stands before the archive in its file.
 * @param {Blob} file */
async function directory(file) {
  const from = Math.max(0, file.size - LONGEST_END);
  const tail = await bytesOf(file, from, file.size);
  const view = viewOf(tail);
  let at = tail.length - 22;
  while (at >= 0 && !(view.getUint32(at, true) === END && at + 22 + view.getUint16(at + 20, true) <= tail.length)) at -= 1;
  if (at < 0) throw new ArchiveError('zip-corrupt');
  let length = view.getUint32(at + 12, true);
  let offset = view.getUint32(at + 16, true);
  let end = from + at;
  const few = view.getUint16(at + 10, true);
  if (few === FULL_SHORT || length === FULL || offset === FULL) {
    const locator = viewOf(await bytesOf(file, end - 20, end));
    if (locator.byteLength === 20 && locator.getUint32(0, true) === LOCATOR_64) {
      const place = Number(locator.getBigUint64(8, true));
      const wide = viewOf(await bytesOf(file, place, place + 56));
      if (wide.byteLength < 56 || wide.getUint32(0, true) !== END_64) throw new ArchiveError('zip-corrupt');
      length = Number(wide.getBigUint64(40, true));
      offset = Number(wide.getBigUint64(48, true));
      end = place;
    }
  }
  if (view.getUint16(at + 4, true) !== 0 && few !== FULL_SHORT) throw new ArchiveError('zip-corrupt');      // one of several volumes
  if (length > LARGEST_DIRECTORY) throw new ArchiveError('zip-too-large');
  const start = end - length;
  if (start < 0 || start < offset) throw new ArchiveError('zip-corrupt');
  return {start, length, base: start - offset};
}
