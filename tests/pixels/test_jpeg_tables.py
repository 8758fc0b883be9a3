"""Symbols are added to Huffman tables without a clash of codes."""

import itertools
import random

import pytest
from samar.core.pixels import jpeg_tables

from tests.pixels import jpeg_reference as reference


def legal(codes):
    """No code begins another, and none is all ones."""
    ordered = sorted(codes.values())
    assert all(not two.startswith(one) for one, two in itertools.pairwise(ordered))
    assert all('0' in code for code in ordered)


@pytest.mark.parametrize('seed', range(200))
def test_extend(seed):
    dice = random.Random(seed)
    symbols = dice.sample(range(256), dice.randint(1, 60))
    missing = [s for s in range(12) if s not in symbols]
    counts = [0] * 16
    for left in range(len(symbols), 0, -1):     # codes as short as chance will have them, and one kept for each to come
        bits = next(b for b in range(1, 17) if counts[b - 1] or dice.random() < 0.5 or b == 16)
        while not fits(counts, bits, left):
            bits += 1
        counts[bits - 1] += 1
    old = reference.codes_of(counts, symbols)
    legal(old)
    more, listed, kept = jpeg_tables.extend(counts, symbols, missing)
    new = reference.codes_of(more, listed)
    legal(new)
    assert new.keys() == old.keys() | set(missing)
    assert kept == all(new[s] == old[s] for s in symbols)


def fits(counts, bits, left):
    """Whether a code of `bits` more leaves room for the others and the code of all ones."""
    used = sum(n << (15 - i) for i, n in enumerate(counts)) + (1 << (16 - bits))
    return used + left <= 65536


def test_a_full_table_is_rebuilt():
    counts, symbols = [1] * 16, list(range(100, 116))
    more, listed, kept = jpeg_tables.extend(counts, symbols, [0, 3])
    assert not kept
    legal(reference.codes_of(more, listed))
    assert set(listed) == {0, 3, *symbols}
