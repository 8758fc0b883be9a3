"""Functions of the core give the same result on CPython and in the built bundle in Chromium."""

import importlib
import json

import pytest
from samar.core.errors import SamarError
from samar.hosts import cpython as host_cpython

from tests.parity import cases
from tests.parity.wire import from_wire, to_wire

CALLS = cases.calls()


def on_cpython(dotted, wire):
    """What the browser's worker answers to the same call."""
    host_cpython.install()
    module, _, name = dotted.rpartition('.')
    if module.startswith('probes.'):
        module = 'tests.parity.' + module
    given = from_wire(wire)
    try:
        result = getattr(importlib.import_module(module), name)(*given)
    except SamarError as error:
        return {'error': [error.code, error.selector, error.offset, error.detail]}
    except Exception as error:
        return {'error': ['unexpected', type(error).__name__]}
    return {'result': to_wire([result, given] if module.startswith('samar.core.kernels.') else result)}


@pytest.fixture(scope='module')
def in_chromium(parity_page):
    """Name of a case to the browser's answer."""
    answers = json.loads(parity_page.execute_async_script(
        'const done = arguments[arguments.length - 1];'
        'runCalls(arguments[0]).then((answers) => done(JSON.stringify(answers)), (error) => done(JSON.stringify(String(error))))',
        [[function, given] for _name, function, given in CALLS]))
    assert isinstance(answers, list), answers
    return dict(zip((name for name, _function, _given in CALLS), answers, strict=True))


@pytest.mark.browser
@pytest.mark.parametrize(('name', 'function', 'given'), CALLS, ids=[name for name, _function, _given in CALLS])
def test_call(name, function, given, in_chromium):
    assert in_chromium[name] == on_cpython(function, given)
