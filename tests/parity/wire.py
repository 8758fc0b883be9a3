"""Values with buffers as JSON and back, as `tools/wire.mjs` does."""

import array

KINDS = {'Uint8Array': 'B', 'Uint16Array': 'H', 'Int32Array': 'i', 'Uint32Array': 'I', 'Float64Array': 'd'}
NAMES = {'H': 'Uint16Array', 'i': 'Int32Array', 'I': 'Uint32Array', 'L': 'Uint32Array', 'd': 'Float64Array', 'q': 'Float64Array'}


def to_wire(value):
    """Values to what JSON can hold."""
    if isinstance(value, bytes | bytearray | memoryview):
        return {'$bytes': bytes(value).hex()}
    if isinstance(value, array.array):
        if value.typecode == 'B':
            return {'$bytes': value.tobytes().hex()}
        return {'$array': [NAMES[value.typecode], [as_number(one) for one in value]]}
    if isinstance(value, list | tuple):
        return [to_wire(one) for one in value]
    if isinstance(value, dict):
        return {key: to_wire(one) for key, one in value.items()}
    return as_number(value)


def as_number(value):
    """A float that is whole as the int that JavaScript makes of it."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def from_wire(value):
    """JSON to values; buffers are bytearrays, so that kernels can write to them."""
    if isinstance(value, list):
        return [from_wire(one) for one in value]
    if isinstance(value, dict):
        if '$bytes' in value:
            return bytearray.fromhex(value['$bytes'])
        if '$array' in value:
            kind, numbers = value['$array']
            return array.array(KINDS[kind], numbers)
        return {key: from_wire(one) for key, one in value.items()}
    return value
