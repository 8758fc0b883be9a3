"""A short seeded form of `make fuzz`."""

import os
import random

import pytest
from samar.core.elements import record as records
from samar.hosts import cpython

from tests import files
from tests.fuzz import mutate


def test_a_word_counts_as_a_term_where_it_is_one_only():
    """`ORIGINAL` may be a name and still stand in Image Type; a name that is no word may not, nor may the word in a text."""
    elements = [files.element(0x00080008, 'CS', 'ORIGINAL\\QUOKKA'), files.element(0x00081030, 'LO', 'ORIGINAL'), *files.body()]
    record = records.open_record(cpython.of_bytes(files.build(elements)))
    assert [mutate.terms(record, word) for word in (b'original', b'quokka', b'chest')] == [1, 0, 0]


@pytest.mark.parametrize('seed', [1, 2])
def test_what_must_hold_of_changed_files(seed):
    number, faults = mutate.run(random.Random(seed), 20, 150)
    assert number > 0 and faults == {}


@pytest.mark.skipif('SAMAR_LONG' not in os.environ, reason='ten thousand files: make test-long')
def test_what_must_hold_of_ten_thousand():
    number, faults = mutate.run(random.Random(3), 7200, 10000)
    assert number == 10000 and faults == {}
