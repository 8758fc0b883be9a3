"""A pytest plugin (`-p tests.native.both`): every call of a kernel runs twice, as plain Python on copies of the arguments and as
machine code on the arguments, and both must give the same result, leave the same arrays, or fail in the same way."""

import array
import importlib
import types

import numpy as np
import pytest
from samar.hosts import native as host_native

CALLS: dict = {}


def copied(argument):
    """An argument that the other call cannot touch."""
    if isinstance(argument, memoryview):
        return memoryview(bytearray(argument)).cast('B').cast(argument.format) if not argument.readonly else argument
    if isinstance(argument, bytearray | array.array):
        return argument[:]
    return argument.copy() if isinstance(argument, np.ndarray) else argument


def same(one, other):
    """Whether two values are equal to the last bit; numbers by kind, too."""
    if isinstance(one, int | float):
        return isinstance(other, int | float) and float(one).hex() == float(other).hex()
    return one is other or bytes(one) == bytes(other)


def doubled(name, plain, native):
    """The kernel that runs twice."""
    def call(*given):
        kept = [copied(one) for one in given]
        CALLS[name] = CALLS.get(name, 0) + 1
        try:
            expected = plain(*kept)
        except Exception as error:
            with pytest.raises(type(error)):
                native(*given)
            raise
        found = native(*given)
        if expected is None:
            assert found is None, name
        else:
            assert same(expected, found), f'{name}: {expected} {found}'
        for at, (one, other) in enumerate(zip(kept, given, strict=True)):
            assert same(one, other), f'{name}: argument {at}'
        return found
    return call


def plain_kernels():
    """(module, name) to the Python kernel that `install` put aside, one that calls only Python kernels."""
    aside = host_native._plain
    rooms = {name: dict(vars(importlib.import_module(name))) for name in host_native.modules()}
    found = {}
    for (name, key), one in aside.items():
        found[(name, key)] = types.FunctionType(one.__code__, rooms[one.__module__], key)
    for name, key in found:
        rooms[name][key] = found[(name, key)]
    for (name, key), one in aside.items():
        rooms[name][key] = found[(one.__module__, key)]
    return found


def pytest_configure(config):
    """Kernels that call each other go on in their own kind."""
    del config
    assert host_native.install(None), host_native.why()
    for (module, key), plain in plain_kernels().items():
        module = importlib.import_module(module)
        setattr(module, key, doubled(f'{module.__name__}.{key}', plain, getattr(module, key)))


def pytest_terminal_summary(terminalreporter):
    """What was compared."""
    terminalreporter.write_line(f'kernels run both ways: {len(CALLS)} kernels, {sum(CALLS.values())} calls')
