/**
 * Runs a network row by row: a row of a layer is made when a layer behind it wants it, and room is kept for as many rows as are still
 * wanted. A picture of 1024 x 768 so takes some 50 MB where whole layers would take 200, and what is read next was just written.
 *
 * Before the first row a rehearsal, which makes nothing, notes how many rows back each layer is asked for and from when to when.
 */

import {KINDS} from './layers.js';

const FLOAT = 4;
const PAGE = 65536;
const LINE = 64;         // bytes: rows begin where the processor's cache lines do
const LINES = 64;         // address of the list of lines that kernels are given; their own constants are from 1024 on
const FREE = 2048;

const aligned = (size) => Math.ceil(size / LINE) * LINE;

/** There is not enough memory for a picture; nothing else is said. */
export class NoMemory extends Error {}

/** Memory and kernels that networks share: weights below, room for rows above them. */
export class Machine {
  constructor(module) {
    this.memory = new WebAssembly.Memory({initial: 1});
    this.kernels = new WebAssembly.Instance(module, {env: {memory: this.memory}}).exports;
    this.lines = LINES;
    this.taken = FREE;
    this.making = 0;
    /** @type {Network} */
    this.detector = null;
    /** @type {Network} */
    this.reader = null;
    this.look();
  }

  look() {
    this.floats = new Float32Array(this.memory.buffer);
    this.words = new Uint32Array(this.memory.buffer);
    this.bytes = new Uint8Array(this.memory.buffer);
  }

  /** Make sure that `size` bytes can be addressed. */
  reach(size) {
    const lacking = Math.ceil(size / PAGE) - this.memory.buffer.byteLength / PAGE;
    if (lacking <= 0) return;
    try {
      this.memory.grow(lacking);
    } catch {
      throw new NoMemory();
    }
    this.look();
  }

  /** Address of values that stay. */
  keep(values) {
    const at = this.taken;
    this.taken += aligned(values.length * FLOAT);
    this.reach(this.taken);
    this.floats.set(values, at / FLOAT);
    return at;
  }
}

/** What a network's file holds: `{layers, symbols, weights}`; a weight is `[place, shape, kind]`. */
export function opened(buffer) {
  const size = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, size)));
  return {...header, buffer, base: 4 + size};
}

function weight({buffer, base}, [place, shape, kind]) {
  const count = shape.reduce((all, one) => all * one, 1);
  const at = base + place;
  if (kind === 'f') return new Float32Array(buffer, at, count);
  const channels = shape.at(-1);
  const scale = new Float32Array(buffer, at, channels);
  return Float32Array.from(new Int8Array(buffer, at + FLOAT * channels, count), (value, k) => value * scale[k % channels]);
}

const NAMES = ['w', 'b', 'w1', 'b1', 'w2', 'b2'];

/** A network on a machine. */
export class Network {
  constructor(machine, file) {
    this.machine = machine;
    this.symbols = file.symbols;
    this.layers = file.layers.map((written) => {
      const layer = {...written};
      for (const name of NAMES) if (name in layer) layer[name] = weight(file, layer[name]);
      const values = {...layer, ...KINDS[layer.k].prepare?.(layer)};
      for (const name of NAMES) if (name in layer) values[name] = machine.keep(values[name]);
      return {...values, made: layer.b?.length, inner: layer.b1?.length};
    });
    this.shapes = new Map();
  }

  /** Nodes for an input of this size, with their places in memory. */
  planned(rows, columns) {
    const nodes = new Map([[0, new Node(null, [], [rows, columns, 3])]]);
    for (const layer of this.layers) {
      const inputs = layer.x.map((id) => nodes.get(id));
      nodes.set(layer.o, new Node(layer, inputs, KINDS[layer.k].shape(layer, inputs)));
      for (const input of inputs) input.margin(layer.pad);
    }
    const all = [...nodes.values()];
    rehearse(all.at(-1));
    const end = placed(all, this.machine.taken);
    const zeros = end;
    return {nodes: all, zeros, end: zeros + Math.max(...all.map((node) => node.stride))};
  }

  /**
   * Run over an input of `rows` x `columns`. `fill(y, address)` writes a row of the input, `take(y, floats)` is given each row of the
   * last layer: values that are gone with the next one. `spare` bytes at the machine's `room` are the caller's.
   */
  run(rows, columns, spare, fill, take) {
    const {machine} = this;
    const {nodes, zeros, end} = this.planned(rows, columns);
    machine.room = aligned(end);
    machine.reach(machine.room + spare);
    machine.floats.fill(0, zeros / FLOAT, end / FLOAT);
    const last = nodes.at(-1);
    for (const node of nodes) node.start(zeros);
    for (let y = 0; y < last.rows; y++) {
      const at = last.row(machine, y, fill) / FLOAT;
      take(y, machine.floats.subarray(at, at + last.columns * last.channels));
    }
  }
}

/** What a layer makes: a picture of which some rows are kept. */
class Node {
  constructor(layer, inputs, [rows, columns, channels]) {
    this.layer = layer;
    this.inputs = inputs;
    this.rows = rows;
    this.columns = columns;
    this.channels = channels;
    this.before = 0;
    this.behind = 0;
    this.keep = 1;
    this.first = Infinity;
    this.last = 0;
    this.next = 0;
    this.address = 0;
    this.kind = layer && KINDS[layer.k];
  }

  /** Pixels of zeros that a filter behind needs on the left and on the right. */
  margin(pad) {
    if (pad) [this.before, this.behind] = [Math.max(this.before, pad[2]), Math.max(this.behind, pad[3])];
  }

  get pixel() {
    return this.channels * FLOAT;
  }

  /** Bytes before a row's first pixel, and from one row to the next. A kernel may make up to the last of 4 pixels again, never more. */
  get ahead() {
    return aligned(this.before * this.pixel);
  }

  get stride() {
    return this.ahead + aligned((this.columns + this.behind) * this.pixel);
  }

  get size() {
    return this.stride * this.keep + (this.kind?.own ? aligned(this.kind.own(this) * FLOAT) : 0);
  }

  wants(y) {
    return this.layer ? this.kind.wants(this.layer, y, this.inputs) : [];
  }

  start(zeros) {
    this.next = 0;
    this.zeros = zeros;
    this.kept = this.address + this.stride * this.keep;
  }

  slot(y) {
    return this.address + (y % this.keep) * this.stride + this.ahead;
  }

  /** Address of row `y`; of one outside that of zeros. */
  row(machine, y, fill) {
    if (y < 0 || y >= this.rows) return this.zeros + this.ahead;
    while (this.next <= y) this.make(machine, this.next++, fill);
    return this.slot(y);
  }

  make(machine, y, fill) {
    const to = this.slot(y);
    if (y < this.keep) this.clear(machine.floats, to);
    if (!this.layer) {
      fill(y, to);
      return;
    }
    const addresses = this.wants(y).map(([input, row]) => this.inputs[input].row(machine, row, fill));
    machine.making = y;
    this.kind.make(machine, this.layer, to, addresses, this, this.inputs);
  }

  clear(floats, to) {
    const end = to + this.columns * this.pixel;
    floats.fill(0, (to - this.ahead) / FLOAT, to / FLOAT);
    floats.fill(0, end / FLOAT, (to - this.ahead + this.stride) / FLOAT);
  }
}

/** Ask for all rows of the last node as a run does, and note in each node how many rows are kept, and when they are in use. */
function rehearse(last) {
  let moment = 0;
  const ask = (node, y) => {
    if (y < 0 || y >= node.rows) return;
    while (node.next <= y) {
      const row = node.next++;
      const wanted = node.wants(row);
      node.first = Math.min(node.first, moment);
      for (const [input, wantedRow] of wanted) ask(node.inputs[input], wantedRow);
      moment += 1;
      node.last = moment;
      for (const [input, wantedRow] of wanted) {
        const from = node.inputs[input];
        from.last = moment;
        if (wantedRow >= 0 && wantedRow < from.rows) from.keep = Math.max(from.keep, from.next - wantedRow);
      }
    }
  };
  for (let y = 0; y < last.rows; y++) ask(last, y);
  last.last = Infinity;
}

/** Give each node an address from `start` on, so that none lies where another is in use at the same time; where they all end. */
function placed(nodes, start) {
  const done = [];
  for (const node of nodes.toSorted((a, b) => b.size - a.size)) {
    const others = done.filter((other) => other.first <= node.last && node.first <= other.last).toSorted((a, b) => a.address - b.address);
    node.address = start;
    for (const other of others) {
      if (node.address + node.size <= other.address) break;
      node.address = Math.max(node.address, other.address + other.size);
    }
    done.push(node);
  }
  return Math.max(...done.map((node) => node.address + node.size));
}
