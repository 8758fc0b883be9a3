/**
 * The codec libraries, each behind the same two functions: `decode(stream, info)` and `encode(cells, info)`, both at once and
 * without waiting, once `load` has answered.
 *
 * Cells are little endian, `info.bits_allocated` wide, samples interleaved; `info` is described in docs/contracts.md.
 * What a library throws may hold anything, so what leaves here is a `CodecError` with a code.
 */

import {Decoder as LosslessDecoder} from 'jpeg-lossless-decoder-js';

export class CodecError extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** Cells of `have` bytes as cells of `want` bytes. */
export function widened(cells, have, want) {
  if (have === want) return cells;
  if (have > want) throw new CodecError('stream-corrupt');
  const out = new Uint8Array((cells.length / have) * want);
  for (let at = 0, to = 0; at < cells.length; at += have, to += want) {
    for (let k = 0; k < have; k++) out[to + k] = cells[at + k];
  }
  return out;
}

/** Planes one after the other as samples side by side. */
export function interleaved(cells, samples, width) {
  const pixels = cells.length / samples / width;
  const out = new Uint8Array(cells.length);
  for (let sample = 0; sample < samples; sample++) {
    for (let i = 0; i < pixels; i++) {
      for (let k = 0; k < width; k++) out[(i * samples + sample) * width + k] = cells[(sample * pixels + i) * width + k];
    }
  }
  return out;
}

const bytesOf = (bits) => (bits > 16 ? 4 : bits > 8 ? 2 : 1);

/** Bytes out of a library's memory, whatever kind of view it gives. */
const copied = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();

/** What all Emscripten decoders share: hand over the stream, decode, copy the cells out of the library's memory. */
function embindDecode(decoder, stream, info, planes) {
  try {
    decoder.getEncodedBuffer(stream.length).set(stream);
    decoder.decode();
    const frame = decoder.getFrameInfo();
    if (frame.width !== info.columns || frame.height !== info.rows || frame.componentCount !== info.samples) {
      throw new CodecError('stream-corrupt');
    }
    let cells = copied(decoder.getDecodedBuffer());
    const width = bytesOf(frame.bitsPerSample);
    if (info.samples > 1 && planes(decoder)) cells = interleaved(cells, info.samples, width);
    return widened(cells, width, info.bits_allocated / 8);
  } finally {
    decoder.delete();
  }
}

function embindEncode(encoder, cells, info, prepare) {
  try {
    const frame = {width: info.columns, height: info.rows, bitsPerSample: info.bits_stored, componentCount: info.samples,
      isSigned: info.signed, isUsingColorTransform: info.samples === 3};
    encoder.getDecodedBuffer(frame).set(cells);
    prepare(encoder);
    encoder.encode();
    return copied(encoder.getEncodedBuffer());
  } finally {
    encoder.delete();
  }
}

const never = () => false;

/** Wavelet levels that an image is large enough for. */
const levels = (info) => Math.min(5, Math.floor(Math.log2(Math.min(info.rows, info.columns))));

/** JPEG-LS. */
const charls = {
  files: ['charlswasm.js', 'charlswasm.wasm', 'CharLSWASM'],
  make: (library) => ({
    decode: (stream, info) => embindDecode(new library.JpegLSDecoder(), stream, info, (decoder) => decoder.getInterleaveMode() === 0),
    encode: (cells, info) => embindEncode(new library.JpegLSEncoder(), cells, info, (encoder) => {
      encoder.setNearLossless(0);
      encoder.setInterleaveMode(info.samples > 1 ? 2 : 0);
    }),
  }),
};

/** JPEG 2000; it also decodes the high-throughput kind. */
const openjpeg = {
  files: ['openjpegwasm.js', 'openjpegwasm.wasm', 'OpenJPEGWASM'],
  make: (library) => ({
    decode: (stream, info) => embindDecode(new library.J2KDecoder(), stream, info, never),
    encode: (cells, info) => embindEncode(new library.J2KEncoder(), cells, info, (encoder) => {
      encoder.setDecompositions(levels(info));
      encoder.setQuality(true, 0);
    }),
  }),
};

/** High-throughput JPEG 2000. */
const openjph = {
  files: ['openjphjs.js', 'openjphjs.wasm', 'Module'],
  make: (library) => ({
    decode: (stream, info) => embindDecode(new library.HTJ2KDecoder(), stream, info, never),
    encode: (cells, info) => embindEncode(new library.HTJ2KEncoder(), cells, info, (encoder) => {
      encoder.setDecompositions(levels(info));
      encoder.setQuality(true, 0);
      encoder.setProgressionOrder(2); // RPCL
    }),
  }),
};

/** JPEG of 8 bits: baseline, extended, progressive. */
const turbo = {
  files: ['libjpegturbowasm_decode.js', 'libjpegturbowasm_decode.wasm', 'libjpegturbowasm_decode'],
  make: (library) => ({
    decode: (stream, info) => embindDecode(new library.JPEGDecoder(), stream, info, never),
  }),
};

/** JPEG lossless, all predictors. */
const lossless = {
  files: [],
  make: () => ({
    decode: (stream, info) => {
      const copy = stream.slice();
      const decoder = new LosslessDecoder();
      const cells = new Uint8Array(decoder.decompress(copy.buffer, 0, copy.length));
      const count = info.rows * info.columns * info.samples;
      const {dimX, dimY} = decoder.frame;
      if (dimX !== info.columns || dimY !== info.rows || cells.length % count !== 0) throw new CodecError('stream-corrupt');
      return widened(cells, cells.length / count, info.bits_allocated / 8);
    },
  }),
};

export const LIBRARIES = {charls, openjpeg, openjph, turbo, lossless};
