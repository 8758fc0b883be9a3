"""One file through the core on CPython, as a person would: a preset's options, a fixed secret."""

import functools
import json
import pathlib

from samar.core.pipeline import deidentify
from samar.core.pixels import masks
from samar.core.plan import choices, identity, presets
from samar.hosts import cpython as host_cpython

# as if a person had looked at every picture: what is tested here is what the files become
SETTLED = {'text-risk': 'looked', 'cannot-be-shown': 'said', 'sound': 'said', 'document': 'said', 'beside-picture': 'accepted'}
PRESETS = pathlib.Path(__file__).resolve().parents[2] / 'presets'


@functools.cache
def preset(name):
    host_cpython.install()
    return presets.load(json.loads((PRESETS / f'{name}.json').read_text('utf-8')))


@functools.cache
def policy(name, options):
    return choices.policy_of(preset(name), options)


def outcome(content, options=None, name='basic', secret=b'\x07' * 32, boxes=()):
    """Outcome for the bytes of a file; `options` None are the preset's own; `boxes` (x, y, w, h) go black in all frames."""
    chosen = policy(name, None if options is None else tuple(options))
    return deidentify(host_cpython.of_bytes(content), chosen, identity.Identity(secret), [masks.Mask(*box) for box in boxes],
                      SETTLED)


def output(content, options=None, name='basic', boxes=()):
    """Bytes of the output, whose points are settled; fails where there is none."""
    found = outcome(content, options, name, boxes=boxes)
    assert found.word in ('cleaned', 'held'), found.error.describe() if found.error else found.word
    return bytes(found.output.read(0, found.output.size))
