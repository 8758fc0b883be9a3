/**
 * JPEG baseline: redaction in the DCT domain beside decoding and encoding with libjpeg-turbo (WASM), in one run.
 *
 *   make dist-core && node bench/jpeg.mjs [FILE.jpg ...]
 *
 * Without files it draws an ultrasound-like colour frame of 1024 x 768. `redact` includes the proof (both streams decoded
 * by other code, compared and hashed); `rewrite` is the new stream alone. Times are medians in milliseconds.
 * `measure` knows neither Node nor files, so that a page or worker can call it too.
 */

const [columns, rows] = [1024, 768];
const YCC = [0, 128, 128];
const RECTS = [[0, 0, 300, 160], [700, 720, 324, 48]];

/** RGB bytes: a sector of speckle, a coloured patch in it, rows of strokes in the corner. */
function drawn() {
  const pixels = new Uint8Array(columns * rows * 3);
  let seed = 7;
  const chance = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      const at = (y * columns + x) * 3;
      const radius = Math.hypot(x - 512, y + 40);
      const inside = radius > 90 && radius < 780 && Math.abs(Math.atan2(x - 512, y + 40)) < 0.75;
      const speckle = inside ? Math.min(255, 40 * Math.sqrt(-2 * Math.log(chance())) * (0.6 + 0.4 * Math.sin(radius / 23))) : 0;
      const flow = inside && Math.hypot(x - 560, y - 400) < 90;
      const stroke = x < 260 && y < 150 && y % 18 > 5 && (x * 7 + (y % 18) * 5) % 11 < 4;
      pixels.set(stroke ? [255, 255, 255] : flow ? [Math.min(255, 120 + speckle), speckle, 30] : [speckle, speckle, speckle], at);
    }
  }
  return pixels;
}

export const info = {width: columns, height: rows, bitsPerSample: 8, componentCount: 3, isSigned: false};

export function encode(turbo, pixels, frame, quality, subsampling) {
  const encoder = new turbo.JPEGEncoder();
  encoder.getDecodedBuffer(frame).set(pixels);
  encoder.setProgressive(false);         // which is also several times faster
  encoder.setQuality(quality);
  encoder.setSubSampling(subsampling);
  encoder.encode();
  const stream = encoder.getEncodedBuffer().slice();
  encoder.delete();
  return stream;
}

export function decode(turbo, stream) {
  const decoder = new turbo.JPEGDecoder();
  decoder.getEncodedBuffer(stream.length).set(stream);
  decoder.decode();
  const frame = decoder.getFrameInfo();
  const pixels = decoder.getDecodedBuffer().slice();
  decoder.delete();
  return {frame, pixels};
}

function median(work, rounds) {
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    work();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[rounds >> 1];
}

/** Milliseconds of each step for one stream; `core` has `redact(stream)` and `rewrite(stream)`. */
export function measure(core, turbo, stream, quality, subsampling, rounds = 21) {
  const {frame, pixels} = decode(turbo, stream);
  return {
    redact: median(() => core.redact(stream), rounds),
    rewrite: median(() => core.rewrite(stream), rounds),
    decode: median(() => decode(turbo, stream), rounds),
    encode: median(() => encode(turbo, pixels, frame, quality, subsampling), rounds),
  };
}

/** `redact` and `rewrite` of the compiled core in Node. */
async function compiledCore() {
  const {startCore} = await import('../tools/core.mjs');
  const {member} = await import('../extension/host/runtime.js');
  const {$B, border} = startCore();
  const baseline = 'pycore.pixels.jpeg_baseline';
  const [rects, black] = [border.toPython(RECTS), border.toPython(YCC)];
  const [redact, rewrite] = ['redact', 'rewrite'].map((name) => member($B, baseline, name));
  const run = (found) => (stream) => {
    let described;
    try {
      return $B.$call(found, stream, rects, black);
    } catch (error) {       // an exception of Python holds the whole runtime: only its description goes on
      described = JSON.stringify(border.describe(error));
    }
    throw new Error(described);
  };
  return {redact: run(redact), rewrite: run(rewrite)};
}

async function main(files) {
  const [fs, {createRequire}] = await Promise.all([import('node:fs'), import('node:module')]);
  const turbo = await createRequire(import.meta.url)('@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs')();
  const core = await compiledCore();
  const pixels = files.length ? null : drawn();
  const settings = [['4:2:0', 75, 2], ['4:2:2', 90, 1], ['4:4:4', 95, 0]];
  const streams = files.length
    ? files.map((file) => [file, new Uint8Array(fs.readFileSync(file)), 90, 1])
    : settings.map(([name, quality, sampling]) => [`${name} quality ${quality}`, encode(turbo, pixels, info, quality, sampling), quality, sampling]);
  console.log('stream'.padEnd(22), 'bytes'.padStart(8), ...['rewrite', 'redact', 'decode', 'encode', 'ratio'].map((s) => s.padStart(8)));
  for (const [name, stream, quality, sampling] of streams) {
    const found = measure(core, turbo, stream, quality, sampling);
    const ratio = found.redact / (found.decode + found.encode);
    console.log(name.slice(-22).padEnd(22), String(stream.length).padStart(8),
      ...[found.rewrite, found.redact, found.decode, found.encode, ratio].map((n) => n.toFixed(2).padStart(8)));
  }
}

if (typeof process !== 'undefined' && import.meta.url === `file://${process.argv[1]}`) await main(process.argv.slice(2));
