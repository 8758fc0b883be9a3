"""Broken JPEG streams: a refusal with a code and an offset, or a result that proves itself; never a hang."""

import random
import time

import imagecodecs
import numpy as np
import pytest
from samar.core import host
from samar.core.errors import Malformed, SamarError
from samar.core.pixels import jpeg_baseline, jpeg_segments
from samar.hosts import cpython as host_cpython

from tests.pixels.test_jpeg_baseline import YCC, restarted

RECTS = [(5, 5, 20, 9), (30, 20, 9, 20)]
SECONDS = 2.0           # for a stream of 2 kB, a hundred times what it takes


@pytest.fixture(autouse=True, scope='module')
def platform():
    for name, function in host_cpython.FUNCTIONS.items():
        host.install(name, function)


def stream(samples, interval=0, **options):
    """A noisy picture of 48 x 40."""
    noise = np.random.default_rng(4).integers(0, 256, (40, 48, samples), np.uint8)
    made = imagecodecs.jpeg8_encode(noise[..., 0] if samples == 1 else noise, level=40, **options)
    return restarted(made, interval) if interval else made


SEEDS = {
    'grey': (stream(1), (0,)), 'colour': (stream(3, subsampling='420'), YCC),
    'restart': (stream(3, 2, subsampling='444'), YCC), 'optimised': (stream(1, optimize=True), (0,)),
}


def attempt(broken, black):
    """The Redacted, or the SamarError; anything else, and too long a time, fails the test."""
    began = time.perf_counter()
    try:
        found = jpeg_baseline.redact(broken, RECTS, black)
    except SamarError as error:
        found = error
        assert error.code.startswith('jpeg-')
        assert error.code != 'jpeg-proof'
        assert error.offset is not None and 0 <= error.offset <= len(broken)
    jpeg_segments.metadata(broken)
    assert time.perf_counter() - began < SECONDS
    return found


@pytest.mark.parametrize('seed', SEEDS)
def test_truncated_at_every_byte(seed):
    whole, black = SEEDS[seed]
    for stop in range(len(whole) - 3):
        found = attempt(whole[:stop], black)
        assert isinstance(found, Malformed), stop
    assert not isinstance(attempt(whole[:-2], black), SamarError)


@pytest.mark.parametrize('seed', SEEDS)
def test_flipped_bytes(seed):
    whole, black = SEEDS[seed]
    dice = random.Random(11)
    refused = 0
    for _ in range(600):
        broken = bytearray(whole)
        for _ in range(dice.choice((1, 1, 2, 8))):
            broken[dice.randrange(len(broken))] = dice.choice((0, 255, 0xD9, 0xD0, dice.randrange(256)))
        refused += isinstance(attempt(bytes(broken), black), SamarError)
    assert 100 < refused < 600


@pytest.mark.parametrize('seed', SEEDS)
def test_bytes_taken_out_put_in_and_repeated(seed):
    whole, black = SEEDS[seed]
    dice = random.Random(12)
    for _ in range(300):
        at, size = dice.randrange(len(whole)), dice.randrange(1, 40)
        what = dice.choice((b'', dice.randbytes(size), whole[at:at + size] * 2, bytes(size), b'\xff' * size))
        attempt(whole[:at] + what + whole[at + size:], black)


def test_random_bytes_behind_a_header():
    whole, black = SEEDS['colour']
    dice = random.Random(13)
    head = whole[:whole.index(b'\xff\xda') + 14]
    for _ in range(200):
        attempt(head + dice.randbytes(dice.randrange(2000)), black)


def test_greatest_picture_in_few_bytes():
    whole, black = SEEDS['grey']
    place = whole.index(b'\xff\xc0') + 5
    broken = whole[:place] + b'\xff\xff\xff\xff' + whole[place + 4:]
    assert attempt(broken, black).code == 'jpeg-truncated'
