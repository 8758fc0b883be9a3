/** PNG pictures of one size as one animated PNG (W3C PNG Third Edition, 4.9 and 11.3.6): lossless, nothing but pixels in it. */

import {crc32} from '../../door/crc.js';
import {errorOf} from '../state/errors.js';

const SIGNATURE = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

/** The blobs (PNG, all alike in size and kind) as an animated PNG that plays `rate` pictures a second, again and again. Throws
 * `{code: 'clip-not-checked'}` where one is no such picture. */
export async function animated(blobs, rate) {
  /** @type {BlobPart[]} */
  const parts = [SIGNATURE];
  let head = null;
  let sequence = 0;
  for (const [place, blob] of blobs.entries()) {
    const {header, data} = await chunksOf(blob);
    if (head === null) {
      head = header;
      parts.push(chunk('IHDR', [header]), chunk('acTL', [words(blobs.length, 0)]));
    } else if (!header.every((byte, at) => byte === head[at])) {
      throw errorOf('clip-not-checked');
    }
    parts.push(chunk('fcTL', [words(sequence), header.slice(0, 8), words(0, 0), delay(rate)]));
    sequence += 1;
    // one chunk a frame: some readers take no more
    parts.push(place === 0 ? chunk('IDAT', data) : chunk('fdAT', [words(sequence), ...data]));
    if (place > 0) sequence += 1;
  }
  parts.push(chunk('IEND', []));
  return new Blob(parts, {type: 'image/png'});
}

/** What a picture is (the 13 bytes of IHDR) and its compressed pixels, in pieces. */
async function chunksOf(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const view = new DataView(bytes.buffer);
  const found = {header: null, data: []};
  for (let at = 8; at + 12 <= view.byteLength;) {
    const length = view.getUint32(at);
    const name = view.getUint32(at + 4);
    if (at + 12 + length > view.byteLength) break;
    if (name === 0x49484452) found.header = bytes.slice(at + 8, at + 8 + length);
    if (name === 0x49444154) found.data.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  if (found.header?.length !== 13 || !found.data.length) throw errorOf('clip-not-checked');
  return found;
}

/** A chunk: length, name, content and their checksum. */
function chunk(name, content) {
  const size = content.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(size + 12);
  bytes.set(words(size));
  bytes.set([...name].map((letter) => letter.charCodeAt(0)), 4);
  let at = 8;
  for (const part of content) {
    bytes.set(part, at);
    at += part.length;
  }
  bytes.set(words(crc32(bytes.subarray(4, at))), at);
  return bytes;
}

/** Delay of a frame as a fraction of a second, then: nothing is cleared, and the frame replaces what is there. */
function delay(rate) {
  const millis = Math.min(65535, Math.max(1, Math.round(1000 / rate)));
  return Uint8Array.of(millis >> 8, millis & 255, 1000 >> 8, 1000 & 255, 0, 0);
}

function words(...numbers) {
  const view = new DataView(new ArrayBuffer(4 * numbers.length));
  numbers.forEach((number, at) => view.setUint32(4 * at, number));
  return new Uint8Array(view.buffer);
}
