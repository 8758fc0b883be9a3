/**
 * What finds and reads text, as the core asks for it: `text_map`, `text_line`, `text_symbols` of `core/host.py`.
 *
 * The networks and the WASM that runs them are files of the package, loaded when text is first looked for; memory is given back when
 * a search is over.
 */

import {Machine, Network, NoMemory, opened} from './network.js';

const FLOAT = 4;
const HEIGHT = 48;       // rows of a line as the reader wants it
const NOTHING = -6.3;    // below it a likelihood is nothing in 8 bits

let files = null;
let machine = null;

/** Take what was loaded: the WASM's module, and the networks' files as buffers. */
export function supply(module, detector, reader) {
  files = {module, detector: opened(detector), reader: opened(reader)};
  machine = null;
}

/** Load the finder's files once; `get(name)` gives a buffer. */
export async function prepare(get) {
  if (files) return;
  const [wasm, detector, reader] = await Promise.all(['kernels.wasm', 'detector.bin', 'reader.bin'].map(get));
  supply(await WebAssembly.compile(wasm), detector, reader);
}

export const isReady = () => files !== null;

/** Give memory back. */
export function rest() {
  machine = null;
}

function started() {
  if (!machine) {
    machine = new Machine(files.module);
    machine.detector = new Network(machine, files.detector);
    machine.reader = new Network(machine, files.reader);
  }
  return machine;
}

/** Two neighbours of each place along a side, and the second one's share: the numbers of float32, as CPython has them. */
function steps(start, size, scale, count) {
  const [low, high] = [new Uint32Array(count), new Uint32Array(count)];
  const share = new Float32Array(count);
  const by = Math.fround(scale);
  for (let k = 0; k < count; k++) {
    const at = Math.fround(Math.fround(Math.fround(Math.fround(k + 0.5) / by) - 0.5) + Math.fround(start));
    const inside = Math.min(Math.max(at, 0), size - 1);
    low[k] = Math.floor(inside);
    high[k] = Math.min(low[k] + 1, size - 1);
    share[k] = inside - low[k];
  }
  return {low, high, share};
}

/** The picture as a network sees it: `fill` for its run, with room for two rows of the picture. */
function sampler(pixels, [height, width], [left, top], [across, down], [rows, columns], isLine) {
  const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  const [x, y] = [steps(left, width, across, columns), steps(top, height, down, rows)];
  const first = x.low[0];
  const length = (x.high[columns - 1] - first + 1) * 4;
  const spare = 2 * (length + 64) + 3 * columns * FLOAT + 64;
  let places = null;
  const held = [-1, -1];
  const fill = (row, to) => {
    if (!places) {
      const at = machine.room;
      places = {low: at, high: at + columns * 4, share: at + columns * 8, slots: at + columns * 12};
      machine.words.set(x.low.map((value) => (value - first) * 4), places.low / 4);
      machine.words.set(x.high.map((value) => (value - first) * 4), places.high / 4);
      machine.floats.set(x.share, places.share / 4);
    }
    const slot = (source) => {
      const at = places.slots + (source % 2) * (length + 64);
      if (held[source % 2] !== source) {
        const from = (source * width + first) * 4;
        machine.bytes.set(bytes.subarray(from, from + length), at);
        held[source % 2] = source;
      }
      return at;
    };
    machine.kernels.sample(slot(y.low[row]), slot(y.high[row]), y.share[row], places.low, places.high, places.share, isLine, to, columns);
  };
  return {spare, fill};
}

/** How likely each place of the sampled part of a picture of RGBA is text, 0 to 255. */
function map(pixels, height, width, left, top, scale, rows, columns) {
  const {spare, fill} = sampler(pixels, [height, width], [left, top], [scale, scale], [rows, columns], 0);
  const made = new Uint8Array(rows * columns);
  machine.detector.run(rows, columns, spare, fill, (y, values) => {
    const at = y * columns;
    for (let x = 0; x < columns; x++) {
      const value = values[x];
      if (value > NOTHING) made[at + x] = 255 / (1 + Math.exp(-value)) + 0.5;
    }
  });
  return made;
}

/** For each step of a line: the symbol's number, and how sure it is from 0 to 255. */
function line(pixels, height, width, columns) {
  const {spare, fill} = sampler(pixels, [height, width], [0, 0], [columns / width, HEIGHT / height], [HEIGHT, columns], 1);
  const found = [];
  machine.reader.run(HEIGHT, columns, spare, fill, (_, values) => {
    const symbols = files.reader.symbols.length;
    for (let at = 0; at < values.length; at += symbols) {
      let best = 0;
      for (let k = 1; k < symbols; k++) if (values[at + k] > values[at + best]) best = k;
      let all = 0;
      for (let k = 0; k < symbols; k++) all += Math.exp(values[at + k] - values[at + best]);
      found.push(best, Math.round(255 / all));
    }
  });
  return found;
}

/** The functions for the core; `missing()` and `short()` leave for Python with an error of the core. */
export function finderFunctions(border) {
  const guarded = (work) => (...given) => {
    if (!files) border.raiseCoded('Unsupported', 'text-finder-missing');
    try {
      started();
      return work(...given);
    } catch (error) {
      rest();
      if (error instanceof NoMemory || error instanceof RangeError) border.raiseCoded('Unsupported', 'text-finder-memory');
      throw error;
    }
  };
  const number = (value) => border.toJS(value);
  return {
    text_map: guarded((pixels, height, width, channels, left, top, scale, rows, columns) => map(pixels, height, width, left, top,
      number(scale), rows, columns)),
    text_line: guarded((pixels, height, width, channels, columns) => border.toPython(line(pixels, height, width, columns))),
    text_symbols: () => border.toPython(files.reader.symbols),
  };
}
