/** Hashes and random bytes. The hashes are synchronous; Web Crypto's, ten times faster, can be made ready before the core asks. */

import {hmac} from '@noble/hashes/hmac.js';
import {sha256 as digest} from '@noble/hashes/sha2.js';
import {known} from './bytes.js';

export const sha256 = (buffer) => digest(buffer);

const PART = 1 << 22;   // bytes of a file that are in memory at a time

const LARGEST = 1 << 26;   // bytes that Web Crypto, which takes only whole files, gets at once
const ready = new WeakMap();

/** The hash of a whole handle by Web Crypto. */
export async function hashOf(handle) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', handle instanceof Blob ? known(handle) ?? await handle.arrayBuffer() : handle));
}

/** Have the hash of a handle ready for `sha256Of`, where Web Crypto can make it. */
export async function prepareHash(handle) {
  if ((handle.size ?? handle.length) > LARGEST || ready.has(handle)) return;
  try {
    ready.set(handle, await hashOf(handle));
  } catch {
    // what cannot be read is told when the core reads it
  }
}

/** The hash of a whole file: what is ready, else read in parts. `size` and `read` are those of `bytes.js`. */
export function sha256Of(handle, size, read) {
  if (ready.has(handle)) return ready.get(handle);
  const hash = digest.create();
  const length = size(handle);
  for (let at = 0; at < length; at += PART) hash.update(read(handle, at, Math.min(at + PART, length)));
  return hash.digest();
}

/** The hash of a whole blob in hexadecimal, read in parts where it is large. */
export async function hexHashOf(blob) {
  let made;
  if (blob.size <= LARGEST) {
    made = await hashOf(blob);
  } else {
    const hash = digest.create();
    for (let at = 0; at < blob.size; at += PART) hash.update(new Uint8Array(await blob.slice(at, at + PART).arrayBuffer()));
    made = hash.digest();
  }
  return Array.from(made, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const hmacSha256 = (key, message) => hmac(digest, key, message);

const MOST = 65536;   // bytes that one call of getRandomValues gives

export function random(length) {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += MOST) crypto.getRandomValues(bytes.subarray(at, at + MOST));
  return bytes;
}
