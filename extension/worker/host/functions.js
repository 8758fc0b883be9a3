/**
 * `pycore/samar/core/host.py` in the browser: name of each function to the function, as Python calls it.
 *
 * Python hands over its values as they are: numbers and typed arrays need nothing, strings may be boxed, None is an object.
 */

import {Inflate} from 'fflate';

import * as bytes from './bytes.js';
import * as digests from './digests.js';
import * as text from './text.js';

const STEP = 16384;   // deflated bytes at a time

function today() {
  const now = new Date();
  return `${now.getFullYear()}${String(now.getMonth() + 1).padStart(2, '0')}${String(now.getDate()).padStart(2, '0')}`;
}

function codecFunctions(border, codecs) {
  /** Codecs know plain objects; what a stream says of itself goes back into the core's dict. */
  const onFrame = (work) => (syntax, buffer, info) => {
    const plain = border.toJS(info);
    let cells;
    try {
      cells = work(syntax.valueOf(), buffer, plain);
    } catch (error) {
      border.raiseCoded('Unsupported', error?.code ?? 'codec-failed', error?.detail ?? null);
    }
    border.update(info, plain);
    return cells;
  };
  return {
    can_decode: (syntax) => codecs.canDecode(syntax.valueOf()),
    can_encode: (syntax) => codecs.canEncode(syntax.valueOf()),
    decode_frame: onFrame(codecs.decodeFrame),
    encode_frame: onFrame(codecs.encodeFrame),
  };
}

/** Raw deflate in steps: `most` bytes of what comes out at most, so that a small file cannot fill the memory. */
function inflated(buffer, most) {
  if (!buffer.length) throw new Error('empty');
  const parts = [];
  let size = 0;
  const machine = new Inflate((part) => {
    const taken = part.subarray(0, most - size);
    if (taken.length) parts.push(taken);
    size += taken.length;
  });
  for (let at = 0; at < buffer.length && size < most; at += STEP) {
    machine.push(buffer.subarray(at, at + STEP), at + STEP >= buffer.length);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Whether a cell of 16 bits has a bit of `mask` set, `signed`: one that is not as the bit below it. Two cells at a time. */
export function loose(buffer, mask, signed) {
  const straight = buffer.byteOffset % 4 ? buffer.slice() : buffer;
  const pairs = new Int32Array(straight.buffer, straight.byteOffset, straight.length >> 2);
  let found = 0;
  if (signed) for (let at = 0; at < pairs.length; at++) found |= pairs[at] ^ (pairs[at] << 1);
  else for (let at = 0; at < pairs.length; at++) found |= pairs[at];
  let rest = 0;
  for (let at = straight.length - 1; at >= pairs.length * 4; at--) rest = rest * 256 + straight[at];
  found |= signed ? rest ^ (rest << 1) : rest;
  return (found & (mask | (mask << 16))) !== 0;
}

/** All functions. `blob` and `read` may be replaced where the platform is not a worker. `tell` is told how far a long request is.
 * @param {(progress: {done: number, total: number, what: string}) => void} tell */
export function hostFunctions(border, tables, codecs, tell = () => {}) {
  const {None} = border;
  return {
    size: bytes.size,
    read: bytes.read,
    blob: (pieces) => bytes.blob(pieces, None),
    held: bytes.held,
    bytes: (length) => new Uint8Array(length),
    uint8: (length) => new Uint8Array(length),
    uint16: (length) => new Uint16Array(length),
    int32: (length) => new Int32Array(length),
    uint32: (length) => new Uint32Array(length),
    float64: (length) => new Float64Array(length),
    offsets: (length) => new Float64Array(length),
    grow: bytes.grow,
    copy: (...given) => {
      bytes.copy(...given);
      return None;
    },
    view: bytes.view,
    latin1: bytes.latin1,
    small: (buffer) => bytes.latin1(buffer, 0, buffer.length).toLowerCase(),
    raw: (string) => bytes.raw(string.valueOf()) ?? border.raiseValueError('raw'),
    decode: (buffer, label) => border.text(text.decode(buffer, label.valueOf())),
    encode: (string, label) => text.encode(string.valueOf(), label.valueOf()) ?? None,
    hmac_sha256: digests.hmacSha256,
    sha256: digests.sha256,
    sha256_of: (handle) => digests.sha256Of(handle, bytes.size, bytes.read),
    random: digests.random,
    today,
    inflate: (buffer, most) => {
      try {
        return inflated(buffer, most);
      } catch {
        return border.raiseValueError('inflate');
      }
    },
    loose,
    table: (name) => tables.get(name.valueOf()),
    progress: (done, total, what) => {
      tell({done, total, what: what.valueOf()});
      return None;
    },
    ...codecFunctions(border, codecs),
  };
}

/** Supply them to the loaded core. */
export function installHost($B, functions) {
  for (const [name, member] of Object.entries(functions)) $B.module_setattr($B.imported['samar.core.host'], name, member);
}
