/**
 * The kinds of layers, as `tools/text/plan.py` writes them: what a row needs of the layers before it, and how it is made.
 *
 * A kind has `shape(layer, inputs)` (rows, columns, channels of what it makes), `wants(layer, y, node)` ([which input, row] of all that
 * row `y` needs; a row outside is one of zeros), optionally `prepare` (weights in the order in which the kernel reads them) and `make`.
 */

const FLOAT = 4;
export const BLOCK = 8;      // channels that a kernel sums at a time
const ACTIVATIONS = {'': 0, relu: 1, gelu: 2, hswish: 3, sigmoid: 0};      // the last one is made from the map itself

/** Weights [line and value][channel out] as [block of channels out][line and value][channel of the block]. */
function blocked(values, inputs, made) {
  const out = new Float32Array(values.length);
  for (let k = 0, at = 0; k < made; k += BLOCK) {
    for (let i = 0; i < inputs; i++) for (let o = 0; o < BLOCK; o++) out[at++] = values[i * made + k + o];
  }
  return out;
}

const filtered = {
  shape({ks: [high, wide], s: [down, right], pad: [top, bottom, left, far]}, [{rows, columns}]) {
    return [Math.floor((rows + top + bottom - high) / down) + 1, Math.floor((columns + left + far - wide) / right) + 1];
  },
  wants({ks: [high], s: [down], pad: [top]}, y) {
    return Array.from({length: high}, (_, line) => [0, y * down - top + line]);
  },
};

/** Addresses of a filter's lines, each at the first pixel that it touches. */
function lines(machine, layer, addresses, input) {
  const back = layer.pad[2] * input.channels * FLOAT;
  addresses.forEach((address, line) => {
    machine.words[machine.lines / FLOAT + line] = address - back;
  });
  return machine.lines;
}

export const KINDS = {
  conv: {
    shape: (layer, inputs) => [...filtered.shape(layer, inputs), layer.made],
    wants: filtered.wants,
    prepare: (layer) => ({w: blocked(layer.w, layer.w.length / layer.b.length, layer.b.length)}),
    make(machine, layer, to, addresses, node, [input]) {
      const {ks: [high, wide], s: [, right]} = layer;
      machine.kernels.conv(lines(machine, layer, addresses, input), high, wide * input.channels, right * input.channels * FLOAT,
        layer.w, layer.b, to, node.columns, node.channels, ACTIVATIONS[layer.act]);
    },
  },
  dw: {
    shape: (layer, inputs) => [...filtered.shape(layer, inputs), layer.made],
    wants: filtered.wants,
    prepare: () => ({}),
    make(machine, layer, to, addresses, node, [input]) {
      const {ks: [high, wide], s: [, right]} = layer;
      machine.kernels.each(lines(machine, layer, addresses, input), high, wide, right * input.channels * FLOAT, layer.w, layer.b, to,
        node.columns, node.channels, ACTIVATIONS[layer.act]);
    },
  },
  /** Transposed 2 x 2 with stride 2: a row is one of the filter's two lines over a row before it, two pixels out of each. */
  convt: {
    shape: (layer, [{rows, columns}]) => [2 * rows, 2 * columns, layer.made],
    wants: (layer, y) => [[0, y >> 1]],
    prepare(layer) {
      const made = layer.b.length;
      const inputs = layer.w.length / 4 / made;
      const out = new Float32Array(layer.w.length);
      for (let line = 0, at = 0; line < 2; line++) {
        const part = new Float32Array(inputs * 2 * made);
        for (let k = 0; k < 2; k++) {
          for (let i = 0; i < inputs; i++) {
            for (let o = 0; o < made; o++) {
              const value = layer.w[((line * 2 + k) * inputs + i) * made + o];
              part[made < BLOCK ? (k * made + o) * inputs + i : i * 2 * made + k * made + o] = value;
            }
          }
        }
        out.set(made < BLOCK ? part : blocked(part, inputs, 2 * made), at);
        at += part.length;
      }
      return {w: out, b: Float32Array.from([...layer.b, ...layer.b])};
    },
    make(machine, layer, to, [address], node, [input]) {
      const weights = layer.w + (machine.making % 2) * input.channels * 2 * node.channels * FLOAT;
      if (node.channels < BLOCK) {
        machine.kernels.few(address, input.channels, weights, layer.b, to, input.columns, 2 * node.channels);
        return;
      }
      machine.words[machine.lines / FLOAT] = address;
      machine.kernels.conv(machine.lines, 1, input.channels, input.channels * FLOAT, weights, layer.b, to, input.columns,
        2 * node.channels, ACTIVATIONS[layer.act]);
    },
  },
  /** Squeeze and excite: before the first row, the factors out of the means of all rows. */
  se: {
    shape: (layer, [{rows, columns, channels}]) => [rows, columns, channels],
    wants: (layer, y, [input]) => (y > 0 ? [[0, y]] : Array.from({length: input.rows}, (_, row) => [0, row])),
    prepare: () => ({}),
    own: ({channels}) => channels,
    make(machine, layer, to, addresses, node) {
      const {rows, columns, channels, kept} = node;
      if (addresses.length === rows) {
        machine.floats.fill(0, kept / FLOAT, kept / FLOAT + channels);
        for (const address of addresses) machine.kernels.sum(address, columns, channels, kept);
        const means = machine.floats.subarray(kept / FLOAT, kept / FLOAT + channels);
        means.set(factors(machine.floats, layer, means.map((value) => value / (rows * columns))));
      }
      machine.kernels.scale(addresses[0], columns, channels, kept, to);
    },
  },
  add: {
    shape: (layer, [{rows, columns, channels}]) => [rows, columns, channels],
    wants: (layer, y) => [[0, y], [1, y]],
    make: (machine, layer, to, [one, two], {columns, channels}) => machine.kernels.add(one, two, columns * channels * FLOAT, to),
  },
  cat: {
    shape: (layer, inputs) => [inputs[0].rows, inputs[0].columns, inputs.reduce((all, {channels}) => all + channels, 0)],
    wants: (layer, y) => layer.x.map((_, input) => [input, y]),
    make(machine, layer, to, addresses, node, inputs) {
      let at = to;
      inputs.forEach(({columns, channels}, input) => {
        machine.kernels.spread(addresses[input], columns, channels, 1, node.channels * FLOAT, at);
        at += channels * FLOAT;
      });
    },
  },
  up: {
    shape: ({f}, [{rows, columns, channels}]) => [f * rows, f * columns, channels],
    wants: ({f}, y) => [[0, Math.floor(y / f)]],
    make: (machine, {f}, to, [address], {channels}, [input]) => {
      machine.kernels.spread(address, input.columns, channels, f, channels * FLOAT, to);
    },
  },
  max2: {
    shape: (layer, [{rows, columns, channels}]) => [rows, columns, channels],
    wants: (layer, y, [{rows}]) => [[0, y], [0, Math.min(y + 1, rows - 1)]],
    make: (machine, layer, to, [one, two], {columns, channels}) => machine.kernels.largest(one, two, columns, channels, to),
  },
  pool: {
    shape: ({ks: [high, wide]}, [{rows, columns, channels}]) => [Math.floor(rows / high), Math.floor(columns / wide), channels],
    wants: ({ks: [high]}, y) => Array.from({length: high}, (_, line) => [0, y * high + line]),
    make(machine, {ks: [high, wide]}, to, addresses, {columns, channels}) {
      machine.floats.fill(0, to / FLOAT, to / FLOAT + columns * channels);
      for (const address of addresses) machine.kernels.gather(address, wide, channels, 1 / (high * wide), to, columns);
    },
  },
};

/** The factor of each channel: two small layers over the means. */
function factors(floats, {w1, b1, w2, b2, inner, alpha, plus}, means) {
  const dense = (values, weights, bias, made, last) => Float32Array.from({length: made}, (_, o) => {
    let total = floats[bias / FLOAT + o];
    for (let i = 0; i < values.length; i++) total += values[i] * floats[weights / FLOAT + i * made + o];
    return last(total);
  });
  const hidden = dense(means, w1, b1, inner, (value) => Math.max(value, 0));
  return dense(hidden, w2, b2, means.length, (value) => Math.min(1, Math.max(0, value * alpha + 0.5)) + plus);
}
