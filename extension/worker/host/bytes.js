/**
 * Bytes and ranges of them: what the core calls a handle is a `Blob` (a file of the page, or an output) or a `Uint8Array`.
 *
 * What is unpacked stays an array: a browser may write a large blob to disk, so no byte of an input is in one but as a range of the
 * person's own file.
 *
 * Reading a blob is synchronous, as only a worker can.
 */

/** Length of a handle in bytes. */
export function size(handle) {
  return handle instanceof Uint8Array ? handle.length : handle.size;
}

/** Bytes of a blob that are read at once: to ask for parts of a smaller one takes longer than to have all of it. */
const SMALL = 1 << 22;
/** @type {WeakMap<Blob, Uint8Array>} */
const whole = new WeakMap();

/** Have a small blob in memory, so that many reads of it are one. What cannot be read is told when the core reads it. */
export async function know(handle) {
  if (!(handle instanceof Blob) || handle.size > SMALL || whole.has(handle)) return;
  try {
    whole.set(handle, new Uint8Array(await handle.arrayBuffer()));
  } catch {
    // the next read says so
  }
}

/** The whole of a blob, where it is in memory.
 * @returns {Uint8Array | undefined} */
export function known(handle) {
  return whole.get(handle);
}

/** Give it back. */
export function forget(handle) {
  whole.delete(handle);
}

/** Bytes of `handle[start:stop]`, shorter at the end; a copy, which may be written over. */
export function read(handle, start, stop) {
  const bytes = handle instanceof Uint8Array ? handle : whole.get(handle);
  if (bytes) return bytes.slice(start, stop);
  return new Uint8Array(new FileReaderSync().readAsArrayBuffer(handle.slice(start, stop)));
}

/** A handle for bytes in memory: themselves. */
export function held(buffer) {
  return buffer;
}

/** A blob of pieces `(handle, start, stop)` or `(None, buffer, 0)`; a range of a file is not read, only referred to. */
export function blob(pieces, None) {
  return new Blob(pieces.map(([handle, start, stop]) => {
    if (handle === None) return start;
    return handle instanceof Uint8Array ? handle.subarray(start, stop) : handle.slice(start, stop);
  }), {type: 'application/dicom'});
}

/** A copy of the array with `length` places. */
export function grow(array, length) {
  const larger = new array.constructor(length);
  larger.set(array);
  return larger;
}

/** Copy `source[start:stop]` to `target[at:]`. */
export function copy(target, at, source, start, stop) {
  target.set(source.subarray(start, stop), at);
}

/** The range without a copy. */
export function view(buffer, start, stop) {
  return buffer.subarray(start, stop);
}

const STEP = 8192;   // as many arguments as every engine takes

/** Text of one character a byte. */
export function latin1(buffer, start, stop) {
  if (stop - start <= STEP) return String.fromCharCode.apply(null, buffer.subarray(start, stop));
  let text = '';
  for (let at = start; at < stop; at += STEP) {
    text += String.fromCharCode.apply(null, buffer.subarray(at, Math.min(at + STEP, stop)));
  }
  return text;
}

/** One byte a character; null when a character is above U+00FF. */
export function raw(text) {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 255) return null;
    bytes[at] = code;
  }
  return bytes;
}
