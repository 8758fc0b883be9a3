/** Which package this is: the SHA-256 of its bill of materials, which has the hash of every other file of the package. */

import {runtimeUrl} from '../../door/browser.js';

/** @type {string | null} */
let made = null;

/** 64 hexadecimal digits. Throws where the package has no bill: the hash of anything else would say something untrue. */
export async function packageDigest() {
  if (made === null) {
    const answer = await fetch(runtimeUrl('sbom.cdx.json'));
    if (!answer.ok) throw new Error('no bill of materials');
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await answer.arrayBuffer()));
    made = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
  return made;
}
