"""Broken files of every kind: an outcome each, never a crash, a hang, or an output that lost something."""

import io
import random
import time

import pydicom
import pytest
from samar.core import outcome, pipeline
from samar.core.plan import identity as naming
from samar.core.review import opened as opening
from samar.hosts import cpython as host_cpython

from tests import files

IDENTITY = naming.Identity(memoryview(bytes(32)))
SETTLED = ('text-risk=said', 'cannot-be-shown=said', 'sound=said', 'kept-identity', 'beside-picture', 'document=said')
SYNTAXES = (files.EXPLICIT, files.IMPLICIT, files.BIG)
PATIENCE = 2.0


def run(content, preset='basic'):
    started = time.monotonic()
    found = pipeline.deidentify(host_cpython.of_bytes(content), opening.policy_of({'preset': preset}), IDENTITY, settled=SETTLED)
    assert time.monotonic() - started < PATIENCE
    assert found.word in (outcome.CLEANED, outcome.HELD, outcome.REFUSED)
    assert (found.output is not None) == (found.word != outcome.REFUSED)
    return found


@pytest.mark.parametrize('syntax', SYNTAXES)
def test_truncated_at_every_byte(syntax):
    content = files.build(files.body(syntax), syntax)
    whole = {len(files.meta(syntax)) + sum(len(one) for one in files.body(syntax)[:count]) for count in range(1, 19)}
    for size in range(len(content)):
        found = run(content[:size])
        # a cut between two elements is a shorter file that is whole; every other cut is refused
        assert (found.output is not None) == (size in whole), size


@pytest.mark.parametrize('seed', range(6))
def test_random_bytes_changed(seed):
    dice = random.Random(seed)
    content = files.build(files.body(SYNTAXES[seed % 3]), SYNTAXES[seed % 3])
    for _ in range(150):
        broken = bytearray(content)
        for _ in range(dice.randint(1, 4)):
            broken[dice.randrange(132, len(broken))] = dice.randrange(256)
        found = run(bytes(broken))
        if found.output is not None:
            pydicom.dcmread(io.BytesIO(bytes(found.output.read(0, found.output.size))), force=True)


def test_a_hundred_thousand_elements():
    many = [files.element(0x00080016, 'UI', files.CT)]
    items = [files.item(files.element(0x00100010, 'PN', 'DOE^JANE') + files.element(0x00100020, 'LO', 'ID-1')) for _ in range(33000)]
    content = files.build([*many, files.sequence(0x00081032, items)])
    found = pipeline.deidentify(host_cpython.of_bytes(content), opening.policy_of({'preset': 'outside-hospital'}), IDENTITY)
    assert found.word == outcome.CLEANED, found.error
    assert b'DOE' not in bytes(found.output.read(0, found.output.size))


@pytest.mark.parametrize('elements', [
    [files.element(0x00100010, 'PN', b'DOE')],
    [files.element(0x00100010, 'PN', b'', length=3)[:8] + b'DOE'],
    [files.element(0x00100020, 'LO', 'ID'), files.element(0x00100010, 'PN', 'DOE^J')],
    [files.element(0x00100010, 'PN', 'DOE^J'), files.element(0x00100010, 'PN', 'ROE^K')],
    [files.element(0x00100010, 'ZZ', 'DOE^JANE')],
    [files.element(0x00080005, 'CS', 'ISO_IR 999'), files.element(0x00100010, 'PN', b'D\xd6E^J')]])
def test_odd_unordered_doubled_unknown(elements):
    found = run(files.build([files.element(0x00080016, 'UI', files.CT), *elements]))
    if found.output is not None:
        content = bytes(found.output.read(0, found.output.size))
        assert b'DOE' not in content and b'ROE' not in content
