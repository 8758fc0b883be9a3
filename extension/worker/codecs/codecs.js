/**
 * Codecs of the browser: which library does which transfer syntax, loaded when a file first needs it.
 *
 * `prepare(syntax)` waits for what a syntax needs; after that `decodeFrame` and `encodeFrame` work at once. JPEG of more than 8 bits
 * is decoded by the core itself.
 */

import {CodecError, LIBRARIES} from './libraries.js';

const JPEG = '1.2.840.10008.1.2.4.';

/** Syntax to libraries: those that decode, the one that encodes. */
const TABLE = new Map();
for (const [codes, decoders, encoder] of [
  [['50', '51', '53', '55'], ['turbo'], null],
  [['57', '70'], ['lossless', 'turbo'], null],
  [['80', '81'], ['charls'], 'charls'],
  [['90', '91'], ['openjpeg'], 'openjpeg'],
  [['201', '202', '203'], ['openjpeg', 'openjph'], 'openjph'],
]) {
  for (const code of codes) TABLE.set(JPEG + code, {decoders, encoder});
}

const ready = new Map();
const loading = new Map();

async function wasmOf(file) {
  const answer = await fetch(`vendor/${file}`);
  return answer.arrayBuffer();
}

/** In the worker a library is a script that leaves a global, and a WebAssembly file. Tests give their own `files`. */
export const files = {
  factory(script, global) {
    importScripts(`vendor/${script}`);
    return globalThis[global];
  },
  wasm: wasmOf,
};

async function load(name) {
  const {files: [script, wasm, global], make} = LIBRARIES[name];
  if (!wasm) return make();
  const wasmBinary = await files.wasm(wasm);
  const factory = files.factory(script, global);
  return make(await factory({wasmBinary, locateFile: (path) => path, print() {}, printErr() {}}));
}

function loaded(name) {
  if (!loading.has(name)) {
    loading.set(name, load(name).then((library) => ready.set(name, library), (error) => {
      loading.delete(name);
      throw error;
    }));
  }
  return loading.get(name);
}

/** Load what a syntax needs; nothing for one that no library knows. */
export async function prepare(syntax) {
  const entry = TABLE.get(syntax);
  if (entry) await Promise.all(new Set([...entry.decoders, entry.encoder].filter(Boolean).map(loaded)));
}

/** Whether frames of this syntax can be decoded now. */
export function canDecode(syntax) {
  return TABLE.get(syntax)?.decoders.some((name) => ready.has(name)) ?? false;
}

/** Whether frames can be encoded in this syntax now, without loss. */
export function canEncode(syntax) {
  const entry = TABLE.get(syntax);
  return Boolean(entry?.encoder) && ready.has(entry.encoder);
}

/** The library for a stream: of the JPEG family its process and precision decide, whatever the file calls it. */
function chosen(syntax, info) {
  if (info.process === 0xc3) return 'lossless';
  if (info.process >= 0xc0 && info.process <= 0xcf) return 'turbo';
  if (info.process === 0xf7) return 'charls';
  return 'openjpeg';
}

function call(name, work) {
  const library = ready.get(name);
  if (!library) throw new CodecError('codec-missing');
  try {
    return work(library);
  } catch (error) {
    // A library that broke down in the middle of its work is not trusted again: the next request loads a new one.
    if (error instanceof WebAssembly.RuntimeError) {
      ready.delete(name);
      loading.delete(name);
    }
    throw error instanceof CodecError ? error : new CodecError('stream-corrupt');
  }
}

/** Cells of one frame. */
export function decodeFrame(syntax, stream, info) {
  return call(chosen(syntax, info), (library) => library.decode(stream, info));
}

/** Lossless stream of one frame. */
export function encodeFrame(syntax, cells, info) {
  return call(TABLE.get(syntax)?.encoder, (library) => library.encode(cells, info));
}
