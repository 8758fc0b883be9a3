"""Reads the part of an ONNX file that a network needs: nodes, constants, metadata.

ONNX is protocol buffers (onnx.proto3, IR version 8): the field numbers below are those of ModelProto, GraphProto, NodeProto,
AttributeProto, TensorProto and StringStringEntryProto. The `onnx` package would be 20 MB for these lines.
"""

import struct

import numpy

TYPES = {1: '<f4', 2: 'u1', 3: 'i1', 6: '<i4', 7: '<i8', 10: '<f2', 11: '<f8'}


class Node:
    """One operation: `kind`, names of `inputs`, name of its `output`, `attributes` by name."""

    def __init__(self, kind, inputs, output, attributes):
        self.kind, self.inputs, self.output, self.attributes = kind, inputs, output, attributes


def varint(data, at):
    """`(value, place behind it)`."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def fields(data):
    """`(number, value)` of each field of a message; values are int for varints, bytes for everything else."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        number, wire = key >> 3, key & 7
        if wire == 0:
            value, at = varint(data, at)
        else:
            size = {1: 8, 5: 4}.get(wire)
            if size is None:
                size, at = varint(data, at)
            value, at = data[at:at + size], at + size
        yield number, value


def numbers(value):
    """Whole numbers of a repeated field, packed or single."""
    if isinstance(value, int):
        return [signed(value)]
    found, at = [], 0
    while at < len(value):
        one, at = varint(value, at)
        found.append(signed(one))
    return found


def signed(value):
    """An int64 out of its 64 bits."""
    return value - (1 << 64) if value >> 63 else value


def tensor(data):
    """`(name, array)` of a TensorProto."""
    shape, kind, name, raw, loose = [], 1, '', None, []
    for number, value in fields(data):
        if number == 1:
            shape += numbers(value)
        elif number == 2:
            kind = value
        elif number == 8:
            name = value.decode()
        elif number == 9:
            raw = value
        elif number == 4:
            loose += struct.unpack(f'<{len(value) // 4}f', value)
        elif number in (5, 7):
            loose += numbers(value)
    if kind not in TYPES:
        raise ValueError(f'tensor type {kind} of {name}')
    array = numpy.array(loose, TYPES[kind]) if raw is None else numpy.frombuffer(raw, TYPES[kind])
    return name, array.reshape(shape)


def attribute(data):
    """`(name, value)` of an AttributeProto."""
    name, found, several = '', None, []
    for number, value in fields(data):
        if number == 1:
            name = value.decode()
        elif number == 2:
            found = struct.unpack('<f', value)[0]
        elif number == 3:
            found = signed(value)
        elif number == 4:
            found = value.decode('latin-1')
        elif number == 5:
            found = tensor(value)[1]
        elif number == 7:
            several += struct.unpack(f'<{len(value) // 4}f', value)
        elif number == 8:
            several += numbers(value)
    return name, several if several else found


def read(data):
    """`(nodes in order, {name: constant}, metadata)` of a model's bytes; Constant and Identity of constants are resolved."""
    nodes, constants, metadata = [], {}, {}
    for number, value in fields(data):
        if number == 14:
            pair = dict(fields(value))
            metadata[pair[1].decode()] = pair[2].decode()
        elif number == 7:
            for part, inner in fields(value):
                if part == 1:
                    nodes.append(node(inner))
                elif part == 5:
                    name, array = tensor(inner)
                    constants[name] = array
    kept = []
    for one in nodes:
        if one.kind == 'Constant':
            constants[one.output] = one.attributes['value']
        else:
            kept.append(one)
    return kept, constants, metadata


def node(data):
    """Node of a NodeProto."""
    inputs, outputs, kind, attributes = [], [], '', {}
    for number, value in fields(data):
        if number == 1:
            inputs.append(value.decode())
        elif number == 2:
            outputs.append(value.decode())
        elif number == 4:
            kind = value.decode()
        elif number == 5:
            name, found = attribute(value)
            attributes[name] = found
    return Node(kind, inputs, outputs[0], attributes)
