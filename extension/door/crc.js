/** CRC-32 as ZIP has it (APPNOTE 4.4.7): polynomial EDB88320, eight bytes a step. Worker and page both need it. */

const TABLES = Array.from({length: 8}, () => new Uint32Array(256));
for (let n = 0; n < 256; n += 1) {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  TABLES[0][n] = c >>> 0;
}
for (let n = 0; n < 256; n += 1) {
  for (let k = 1; k < 8; k += 1) TABLES[k][n] = (TABLES[0][TABLES[k - 1][n] & 255] ^ (TABLES[k - 1][n] >>> 8)) >>> 0;
}
const [T0, T1, T2, T3, T4, T5, T6, T7] = TABLES;

/** CRC of more bytes behind those that gave `before`.
 * @param {Uint8Array} bytes */
export function crc32(bytes, before = 0) {
  let c = ~before;
  let at = 0;
  for (const last = bytes.length - 7; at < last; at += 8) {
    c ^= bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    c = T7[c & 255] ^ T6[(c >>> 8) & 255] ^ T5[(c >>> 16) & 255] ^ T4[c >>> 24]
      ^ T3[bytes[at + 4]] ^ T2[bytes[at + 5]] ^ T1[bytes[at + 6]] ^ T0[bytes[at + 7]];
  }
  for (; at < bytes.length; at += 1) c = T0[(c ^ bytes[at]) & 255] ^ (c >>> 8);
  return ~c >>> 0;
}

const PART = 1 << 22;   // bytes that are in memory at a time

/** CRC of a whole blob, read in parts.
 * @param {Blob} blob */
export async function crcOf(blob) {
  let crc = 0;
  for (let at = 0; at < blob.size; at += PART) crc = crc32(new Uint8Array(await blob.slice(at, at + PART).arrayBuffer()), crc);
  return crc;
}
