/**
 * JPEG baseline: redaction in the DCT domain beside decoding and encoding with libjpeg-turbo (WASM), in one run.
 *
 * The frame is an ultrasound-like colour picture of 1024 x 768. `redact` includes the proof (both streams decoded by other code,
 * compared and hashed). Times are medians in milliseconds. Nothing here knows Node or files:
 * `bench/worker.js` runs it in the browser, `bench/jpeg_in_node.mjs` for a quick look.
 */

const [columns, rows] = [1024, 768];
export const YCC = [0, 128, 128];
export const RECTS = [[0, 0, 300, 160], [700, 720, 324, 48]];

/** RGB bytes: a sector of speckle, a coloured patch in it, rows of strokes in the corner. */
export function drawn() {
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

/** Milliseconds of each step for one stream; `core` has `redact(stream)`. */
export function measure(core, turbo, stream, quality, subsampling, rounds = 21) {
  const {frame, pixels} = decode(turbo, stream);
  return {
    redact: median(() => core.redact(stream), rounds),
    decode: median(() => decode(turbo, stream), rounds),
    encode: median(() => encode(turbo, pixels, frame, quality, subsampling), rounds),
  };
}
