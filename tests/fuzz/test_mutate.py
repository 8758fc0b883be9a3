"""A short seeded form of `make fuzz`."""

import os
import random

import pytest

from tests.fuzz import mutate


@pytest.mark.parametrize('seed', [1, 2])
def test_what_must_hold_of_changed_files(seed):
    number, faults = mutate.run(random.Random(seed), 20, 150)
    assert number > 0 and faults == {}


@pytest.mark.skipif('SAMAR_LONG' not in os.environ, reason='ten thousand files: make test-long')
def test_what_must_hold_of_ten_thousand():
    number, faults = mutate.run(random.Random(3), 7200, 10000)
    assert number == 10000 and faults == {}
