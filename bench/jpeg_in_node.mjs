/**
 * The figures of `bench/jpeg.mjs` in Node, for a drawn frame or for JPEG files.
 *
 *   make dist-core && node bench/jpeg_in_node.mjs [FILE.jpg ...]
 */

import fs from 'node:fs';
import {createRequire} from 'node:module';

import {startCore} from '../tools/core.mjs';
import {member} from '../extension/worker/host/runtime.js';
import {RECTS, YCC, drawn, encode, info, measure} from './jpeg.mjs';

/** `redact` of the compiled core in Node. */
function compiledCore() {
  const {$B, border} = startCore();
  const [rects, black] = [border.toPython(RECTS), border.toPython(YCC)];
  const found = member($B, 'samar.core.pixels.jpeg_baseline', 'redact');
  const redact = (stream) => {
    let described;
    try {
      return $B.$call(found, stream, rects, black);
    } catch (error) {       // an exception of Python holds the whole runtime: only its description goes on
      described = JSON.stringify(border.describe(error));
    }
    throw new Error(described);
  };
  return {redact};
}

async function main(files) {
  const turbo = await createRequire(import.meta.url)('@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs')();
  const core = compiledCore();
  const pixels = files.length ? null : drawn();
  const settings = [['4:2:0', 75, 2], ['4:2:2', 90, 1], ['4:4:4', 95, 0]];
  const streams = files.length
    ? files.map((file) => [file, new Uint8Array(fs.readFileSync(file)), 90, 1])
    : settings.map(([name, quality, sampling]) => [`${name} quality ${quality}`, encode(turbo, pixels, info, quality, sampling), quality, sampling]);
  console.log('stream'.padEnd(22), 'bytes'.padStart(8), ...['redact', 'decode', 'encode', 'ratio'].map((s) => s.padStart(8)));
  for (const [name, stream, quality, sampling] of streams) {
    const found = measure(core, turbo, stream, quality, sampling);
    const ratio = found.redact / (found.decode + found.encode);
    console.log(name.slice(-22).padEnd(22), String(stream.length).padStart(8),
      ...[found.redact, found.decode, found.encode, ratio].map((n) => n.toFixed(2).padStart(8)));
  }
}

await main(process.argv.slice(2));
