/**
 * A ZIP archive as a list of parts: headers made here, and the files themselves, which are not copied.
 *
 * PKWARE APPNOTE 6.3: entries are stored; sizes and offsets of 4 GiB and more, and more than 65,534 entries, go into Zip64
 * fields. The date is that of the DOS epoch, so that an archive tells nothing of when it was made.
 */

const LOCAL = 0x04034b50, CENTRAL = 0x02014b50, END = 0x06054b50, END_64 = 0x06064b50, LOCATOR_64 = 0x07064b50;
const UTF_8 = 1 << 11;
const DOS_DATE = 0x21;      // 1 January 1980
const FULL = 0xffffffff, FULL_SHORT = 0xffff;
const encoder = new TextEncoder();

/** Fields one after another, little endian: `[[width in bytes, number], …]`.
 * @param {number[][]} list */
function fields(list) {
  const view = new DataView(new ArrayBuffer(list.reduce((sum, [width]) => sum + width, 0)));
  let at = 0;
  for (const [width, value] of list) {
    if (width === 8) view.setBigUint64(at, BigInt(value), true);
    else if (width === 4) view.setUint32(at, value, true);
    else view.setUint16(at, value, true);
    at += width;
  }
  return new Uint8Array(view.buffer);
}

/** @typedef {{name: Uint8Array<ArrayBuffer>, crc: number, size: number, offset: number}} Entry */

/** Takes files by `add`; `parts()` is the whole archive for `new Blob`. */
export class Archive {
  /** Bytes of the archive so far, without its directory. */
  size = 0;
  /** @type {BlobPart[]} */
  #parts = [];
  /** @type {Entry[]} */
  #entries = [];

  /** `limits` are for tests of Zip64 without files of its size: the first number that needs it. */
  constructor({large = FULL, many = FULL_SHORT} = {}) {
    this.large = large;
    this.many = many;
  }

  get count() {
    return this.#entries.length;
  }

  /** One file: its path with `/`, a Blob and the CRC-32 of that.
   * @param {string} path @param {Blob} blob @param {number} crc */
  add(path, blob, crc) {
    const name = encoder.encode(path);
    const long = blob.size >= this.large;
    const extra = long ? fields([[2, 1], [2, 16], [8, blob.size], [8, blob.size]]) : new Uint8Array(0);
    const told = long ? FULL : blob.size;
    const head = fields([[4, LOCAL], [2, long ? 45 : 20], [2, UTF_8], [2, 0], [2, 0], [2, DOS_DATE], [4, crc], [4, told], [4, told],
      [2, name.length], [2, extra.length]]);
    this.#entries.push({name, crc, size: blob.size, offset: this.size});
    this.#parts.push(head, name, extra, blob);
    this.size += head.length + name.length + extra.length + blob.size;
  }

  parts() {
    const directory = this.#entries.flatMap((entry) => this.#central(entry));
    const length = directory.reduce((sum, part) => sum + part.length, 0);
    return [...this.#parts, ...directory, ...this.#end(length)];
  }

  /** @param {Entry} entry */
  #central({name, crc, size, offset}) {
    const wide = [];
    if (size >= this.large) wide.push([8, size], [8, size]);
    if (offset >= this.large) wide.push([8, offset]);
    const extra = wide.length ? fields([[2, 1], [2, wide.length * 8], ...wide]) : new Uint8Array(0);
    const told = size >= this.large ? FULL : size;
    const version = wide.length ? 45 : 20;
    return [fields([[4, CENTRAL], [2, version], [2, version], [2, UTF_8], [2, 0], [2, 0], [2, DOS_DATE], [4, crc], [4, told], [4, told],
      [2, name.length], [2, extra.length], [2, 0], [2, 0], [2, 0], [4, 0], [4, offset >= this.large ? FULL : offset]]), name, extra];
  }

  /** @param {number} length */
  #end(length) {
    const {count, size} = this;
    const wide = count >= this.many || size >= this.large || length >= this.large;
    const ends = wide ? [
      fields([[4, END_64], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], [8, count], [8, count], [8, length], [8, size]]),
      fields([[4, LOCATOR_64], [4, 0], [8, size + length], [4, 1]]),
    ] : [];
    const few = wide ? FULL_SHORT : count;
    return [...ends, fields([[4, END], [2, 0], [2, 0], [2, few], [2, few], [4, wide ? FULL : length], [4, wide ? FULL : size], [2, 0]])];
  }
}
