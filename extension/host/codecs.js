/** Codecs of the browser by transfer syntax. None is loaded yet: compressed frames are neither decoded nor encoded. */

export async function prepare(_syntax) {}

export function canDecode(_syntax) {
  return false;
}

export function canEncode(_syntax) {
  return false;
}

export function decodeFrame() {
  throw {code: 'codec-missing'};
}

export function encodeFrame() {
  throw {code: 'codec-missing'};
}
