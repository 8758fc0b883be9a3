/** Values with buffers as JSON and back: `{"$bytes": hex}`, `{"$array": [kind, numbers]}`, `{"$file": path}`. */

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function unhex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** JSON to values; `readFile(path)` gives the bytes of `{"$file": path}`. */
export function fromWire(value, readFile) {
  if (Array.isArray(value)) return value.map((one) => fromWire(one, readFile));
  if (value === null || typeof value !== 'object') return value;
  if ('$bytes' in value) return unhex(value.$bytes);
  if ('$array' in value) return new globalThis[value.$array[0]](value.$array[1]);
  if ('$file' in value) return new Uint8Array(readFile(value.$file));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fromWire(one, readFile)]));
}

/** Values to what JSON can hold. */
export function toWire(value) {
  if (Array.isArray(value)) return value.map(toWire);
  if (value instanceof Uint8Array || value instanceof Uint8ClampedArray) return {$bytes: hex(value)};
  if (ArrayBuffer.isView(value)) return {$array: [value.constructor.name, Array.from(/** @type {any} */ (value))]};
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toWire(one)]));
}
