"""The compiled core redacts as CPython does: the same bytes, the same hashes, the same errors at the same offsets."""

import json
import pathlib
import random
import shutil
import subprocess

import pytest
from samar.core import host
from samar.core.errors import SamarError
from samar.core.pixels import jpeg_baseline, jpeg_segments
from samar.hosts import cpython as host_cpython

from tests.pixels import jpeg_reference as reference
from tests.pixels.test_jpeg_baseline import AC_ALL, DC_ALL, SAMPLINGS, YCC, coefficients, encoded, picture, staircase

ROOT = pathlib.Path(__file__).parents[2]
CORE = ROOT / 'build' / 'core'
RECTS = [(9, 9, 20, 12), (33, 2, 3, 30)]


def compiled():
    return (CORE / 'samar/core/pixels/jpeg_baseline.js').exists() and shutil.which('node') and (ROOT / '.venv').exists()


def cases():
    """[(stream, black)]: all samplings, tables that grow, and streams that were tampered with."""
    found = []
    for sampling in SAMPLINGS:
        black = (0,) if len(sampling) == 1 else YCC
        for interval in (0, 2):
            found.append((reference.write(coefficients(sampling), DC_ALL, AC_ALL, interval=interval, step=4), black))
    found.append((encoded(picture(3, 77, 53), optimize=True) + b'tail', YCC))
    flat = coefficients([(1, 1)], dc=0, density=0)
    found.append((reference.write(flat, staircase([0]), staircase([0]), step=4), (0,)))
    crowded = [1] * 14 + [0, 2], [0, 12, 13, 14, 15, *range(16, 27)]
    found.append((reference.write(flat, crowded, AC_ALL, step=4), (255,)))
    dice = random.Random(21)
    for stream, black in list(found):
        for _ in range(12):
            broken = bytearray(stream)
            broken[dice.randrange(len(broken))] = dice.randrange(256)
            found.append((bytes(broken[:dice.choice((len(broken), dice.randrange(len(broken))))]), black))
    return found


def here(stream, black):
    """What CPython makes of it, as the compiled core says it."""
    try:
        result = jpeg_baseline.redacted_fields(stream, RECTS, black)
    except SamarError as error:
        return {'ok': False, 'error': error.fields()}
    return {'ok': True, 'result': {**result, 'data': {'$bytes': bytes(result['data']).hex()}}}


@pytest.mark.skipif(not compiled(), reason='no compiled core in build/core: make dist-core')
def test_same_as_cpython():
    for name, function in host_cpython.FUNCTIONS.items():
        host.install(name, function)
    given = cases()
    lines = [json.dumps(['samar.core.pixels.jpeg_baseline.redacted_fields', [{'$bytes': stream.hex()}, RECTS, black]])
             for stream, black in given]
    lines += [json.dumps(['samar.core.pixels.jpeg_segments.metadata', [{'$bytes': stream.hex()}]]) for stream, _ in given]
    done = subprocess.run(['node', 'tools/core.mjs', 'calls', '--core', str(CORE)], cwd=ROOT, text=True, check=True,
                          input='\n'.join(lines), stdout=subprocess.PIPE)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(lines)
    for (stream, black), answer in zip(given, answers, strict=False):
        assert answer == here(stream, black)
    for (stream, _), answer in zip(given, answers[len(given):], strict=True):
        assert answer['result'] == [list(row) for row in jpeg_segments.metadata(stream)]
