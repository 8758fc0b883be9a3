"""Faults in the plan, the edits and their kernels, one at a time: none may bring an identifying string into a file called cleaned."""

import os

import pytest

from tools import mutants


@pytest.mark.skipif(not hasattr(os, 'fork'), reason='each fault runs in a process of its own, which this system cannot fork')
def test_no_fault_of_a_sample_leaks():
    """Every hundred-and-fiftieth; `make mutants` tries all."""
    counts, leaks = mutants.run(every=150, first=17)
    assert leaks == []
    assert counts['killed'] > 0 and sum(counts.values()) > 25


def test_there_are_enough_faults():
    assert sum(1 for _ in mutants.faults()) >= 1000
