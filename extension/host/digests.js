/** Hashes and random bytes. The hashes are synchronous, which Web Crypto's are not. */

import {hmac} from '@noble/hashes/hmac.js';
import {sha256 as digest} from '@noble/hashes/sha2.js';

export const sha256 = (buffer) => digest(buffer);

const PART = 1 << 22;   // bytes of a file that are in memory at a time

/** The hash of a whole file, read in parts. `size` and `read` are those of `bytes.js`. */
export function sha256Of(handle, size, read) {
  const hash = digest.create();
  const length = size(handle);
  for (let at = 0; at < length; at += PART) hash.update(read(handle, at, Math.min(at + PART, length)));
  return hash.digest();
}

export const hmacSha256 = (key, message) => hmac(digest, key, message);

const MOST = 65536;   // bytes that one call of getRandomValues gives

export function random(length) {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += MOST) crypto.getRandomValues(bytes.subarray(at, at + MOST));
  return bytes;
}
