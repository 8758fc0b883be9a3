/** Which package this is: the SHA-256 of its bill of materials, which has the hash of every other file of the package. */

import {runtimeUrl} from '../../door/browser.js';

let made = null;

/** 64 hexadecimal digits. */
export async function packageDigest() {
  if (made === null) {
    const bill = await (await fetch(runtimeUrl('sbom.cdx.json'))).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bill));
    made = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
  return made;
}
