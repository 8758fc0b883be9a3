"""A network as a plan: layers of few kinds in the order they run, channels last, and their weights in 8 bits.

What an ONNX file spreads over many nodes becomes one layer: a convolution with its batch normalisation, bias and activation; the
squeeze-and-excite block (mean, two small layers, product). Both the detector and the reader are made of these kinds:

conv, dw (one filter a channel), convt (2 x 2, stride 2), se, add, cat, up (nearest), max2 (2 x 2, stride 1), pool (mean, no overlap).

The file is: length of the header (uint32), header as JSON `{layers, symbols}`, weights. A weight is `[offset, shape, 'f'|'q']`:
float32, or one float32 scale for each output channel followed by int8.
"""

import json
import struct

import numpy

from tools.text import onnx

PASSED = ('Identity', 'Cast', 'Squeeze', 'Unsqueeze', 'Transpose')   # they move no value in channels-last form
LATIN = 0x180                                                        # up to Latin Extended-A
MARKS = '–—’“”•€'


class Graph:
    """Nodes with their aliases resolved, and who reads whose output."""

    def __init__(self, data):
        nodes, self.constants, self.metadata = onnx.read(data)
        self.aliases, self.nodes = {}, []
        for node in nodes:
            first = node.inputs[0]
            if node.kind in PASSED:
                if first in self.constants:
                    value = self.constants[first]
                    self.constants[node.output] = value.astype(numpy.float32) if node.kind == 'Cast' else value
                else:
                    self.aliases[node.output] = first
            elif node.kind == 'Mul' and all(name in self.constants for name in node.inputs):
                self.constants[node.output] = self.constants[node.inputs[0]] * self.constants[node.inputs[1]]
            else:
                self.nodes.append(node)
        self.uses = {}
        for node in self.nodes:
            node.inputs = [self.resolved(name) for name in node.inputs]
            for name in node.inputs:
                self.uses.setdefault(name, []).append(node)

    def resolved(self, name):
        """The name behind aliases."""
        while name in self.aliases:
            name = self.aliases[name]
        return name

    def readers(self, name):
        """Nodes that read `name`, and their kinds in order of the alphabet."""
        found = self.uses.get(name, [])
        return found, sorted(node.kind for node in found)


def convolution(graph, node, gone):
    """Layer of a Conv, ConvTranspose or MatMul with all that belongs to it; the nodes taken in are added to `gone`."""
    weight = graph.constants[node.inputs[1]].astype(numpy.float32)
    if node.kind == 'MatMul':
        weight = weight.T[:, :, None, None]
    turned = node.kind == 'ConvTranspose'
    count = weight.shape[1] if turned else weight.shape[0]
    bias = numpy.zeros(count, numpy.float32)
    if len(node.inputs) > 2:
        bias = bias + graph.constants[node.inputs[2]].astype(numpy.float32)
    output = node.output
    while True:
        users, kinds = graph.readers(output)
        if kinds == ['Add'] and any(x in graph.constants and graph.constants[x].size == count for x in users[0].inputs):
            bias = bias + next(graph.constants[x] for x in users[0].inputs if x in graph.constants).ravel()
        elif kinds == ['BatchNormalization']:
            scale, shift, mean, variance = (graph.constants[x] for x in users[0].inputs[1:5])
            factor = scale / numpy.sqrt(variance + users[0].attributes.get('epsilon', 1e-5))
            weight, bias = weight * factor[:, None, None, None], (bias - mean) * factor + shift
        else:
            break
        gone.add(id(users[0]))
        output = users[0].output
    activation, output = activated(graph, output, gone)
    pads = node.attributes.get('pads', [0, 0, 0, 0])
    kernel = list(weight.shape[2:])
    pad = [pads[0], pads[2], pads[1], pads[3]] if 'auto_pad' not in node.attributes else [0, kernel[0] - 1, 0, kernel[1] - 1]
    kind = 'convt' if turned else 'dw' if node.attributes.get('group', 1) > 1 else 'conv'
    return {'k': kind, 'x': node.inputs[:1], 'o': output, 'w': weight, 'b': bias.astype(numpy.float32), 'ks': kernel,
            's': node.attributes.get('strides', [1, 1]), 'pad': pad, 'act': activation}


def activated(graph, output, gone):
    """`(activation, output behind it)`."""
    users, kinds = graph.readers(output)
    if kinds in (['Relu'], ['Sigmoid'], ['HardSigmoid']):
        gone.add(id(users[0]))
        name = {'Relu': 'relu', 'Sigmoid': 'sigmoid'}.get(kinds[0]) or f'hs{users[0].attributes["alpha"]:g}'
        return name, users[0].output
    if kinds == ['Div', 'Mul']:
        chain = [next(node for node in users if node.kind == 'Div')]
        for kind in ('Erf', 'Add', 'Mul', 'Mul'):      # x/sqrt2, erf, +1, *x, *1/2
            following = graph.readers(chain[-1].output)[0][0]
            if following.kind != kind:
                raise ValueError(f'{following.kind} where {kind} of a GELU was expected')
            chain.append(following)
        gone.update(id(node) for node in chain)
        return 'gelu', chain[-1].output
    if kinds == ['HardSigmoid', 'Mul']:
        gate = next(node for node in users if node.kind == 'HardSigmoid')
        product = graph.readers(gate.output)[0][0]
        gone.update((id(gate), id(product)))
        return 'hswish', product.output
    return '', output


def layers_of(graph):
    """All layers, in order."""
    found, gone = [], set()
    for node in graph.nodes:
        if id(node) in gone:
            continue
        plain = {'x': node.inputs[:1], 'o': node.output}
        if node.kind in ('Conv', 'ConvTranspose', 'MatMul'):
            found.append(convolution(graph, node, gone))
        elif node.kind in ('GlobalAveragePool', 'ReduceMean'):
            found.append({'k': 'gap', **plain})
        elif node.kind in ('Mul', 'Add', 'Concat'):
            found.append({'k': {'Mul': 'mul', 'Add': 'add', 'Concat': 'cat'}[node.kind], 'x': node.inputs, 'o': node.output})
        elif node.kind == 'MaxPool':
            found.append({'k': 'max2', **plain})
        elif node.kind == 'AveragePool':
            found.append({'k': 'pool', 'ks': node.attributes['kernel_shape'], **plain})
        elif node.kind == 'Resize':
            found.append({'k': 'up', 'f': int(graph.constants[node.inputs[2]][2]), **plain})
        elif node.kind != 'Softmax':
            raise ValueError('no layer for ' + node.kind)
    return squeezed(found)


def squeezed(layers):
    """The same with each squeeze-and-excite block as one layer."""
    reads = {}
    for layer in layers:
        for name in layer['x']:
            reads[name] = reads.get(name, 0) + 1
    found, at = [], 0
    while at < len(layers):
        layer = layers[at]
        at += 1
        if layer['k'] != 'gap':
            found.append(layer)
            continue
        first, second, product = layers[at:at + 3]
        if first['act'] != 'relu' or not second['act'].startswith('hs') or product['k'] != 'mul':
            raise ValueError('a mean over the picture that is not squeeze-and-excite')
        at += 3
        block = {'k': 'se', 'x': layer['x'], 'o': product['o'], 'w1': first['w'], 'b1': first['b'], 'w2': second['w'], 'b2': second['b'],
                 'alpha': float(second['act'][2:]), 'plus': 0}
        residual = at < len(layers) and layers[at]['k'] == 'add' and set(layers[at]['x']) == {layer['x'][0], product['o']}
        if residual and reads[product['o']] == 1:
            block['o'], block['plus'] = layers[at]['o'], 1
            at += 1
        found.append(block)
    return found


def latin(graph, head):
    """Cut the reader's last layer to Latin letters; the symbols that are left, the blank first."""
    symbols = ['', *graph.metadata['character'].split('\n'), ' ']
    count = head['w'].shape[0]

    def wanted(at):
        if at == 0 or at == count - 1 or at >= len(symbols):
            return True
        return len(symbols[at]) == 1 and (ord(symbols[at]) < LATIN or symbols[at] in MARKS)
    kept = [at for at in range(count) if wanted(at)]
    spare = -len(kept) % 8
    head['w'] = head['w'][[*kept, *[0] * spare]]
    head['b'] = head['b'][[*kept, *[0] * spare]]
    if spare:
        head['b'][-spare:] = -1e9
    return [symbols[at] if at < len(symbols) else '' for at in kept] + [''] * spare


class Weights:
    """The weights' bytes."""

    def __init__(self):
        self.parts, self.size = [], 0

    def put(self, array, exact=False):
        """Place of an array that is added: as float32, or in 8 bits with one scale for each output channel (the last axis)."""
        array = numpy.ascontiguousarray(array, numpy.float32)
        if exact or array.ndim == 1:
            kind, data = 'f', array.astype('<f4').tobytes()
        else:
            scale = numpy.abs(array).reshape(-1, array.shape[-1]).max(0) / 127
            scale[scale == 0] = 1
            kind, data = 'q', scale.astype('<f4').tobytes() + numpy.clip(numpy.rint(array / scale), -127, 127).astype(numpy.int8).tobytes()
        place = [self.size, list(array.shape), kind]
        data += b'\0' * (-len(data) % 4)
        self.parts.append(data)
        self.size += len(data)
        return place


AXES = {'conv': (2, 3, 1, 0), 'convt': (2, 3, 0, 1)}


def model(data, reads, exact=False):
    """Bytes of a model file out of an ONNX file's bytes; `reads`: it is the reader; `exact`: weights stay float32."""
    graph = Graph(data)
    layers = layers_of(graph)
    symbols = latin(graph, layers[-1]) if reads else []
    ids = {'x': 0}
    for layer in layers:
        ids.setdefault(layer['o'], len(ids))
    last = {ids[name]: at for at, layer in enumerate(layers) for name in layer['x']}
    weights, plan = Weights(), []
    for at, layer in enumerate(layers):
        entry = {'k': layer['k'], 'x': [ids[name] for name in layer['x']], 'o': ids[layer['o']]}
        if layer['k'] in AXES:
            entry.update(w=weights.put(layer['w'].transpose(AXES[layer['k']]), exact), b=weights.put(layer['b']))
        elif layer['k'] == 'dw':
            entry.update(w=weights.put(layer['w'][:, 0].transpose(1, 2, 0), exact), b=weights.put(layer['b']))
        elif layer['k'] == 'se':
            for name in ('w1', 'w2'):
                entry[name] = weights.put(layer[name][:, :, 0, 0].T, exact)
            entry.update(b1=weights.put(layer['b1']), b2=weights.put(layer['b2']), alpha=layer['alpha'], plus=layer['plus'])
        entry.update({name: layer[name] for name in ('ks', 's', 'pad', 'act', 'f') if name in layer})
        entry['free'] = [x for x, place in last.items() if place == at and x != ids[layers[-1]['o']]]
        plan.append(entry)
    header = json.dumps({'layers': plan, 'symbols': symbols}, separators=(',', ':'), ensure_ascii=False).encode()
    header += b' ' * (-len(header) % 4)
    return struct.pack('<I', len(header)) + header + b''.join(weights.parts)
