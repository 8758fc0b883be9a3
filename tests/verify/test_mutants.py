"""Faults in the plan, the edits and their kernels, one at a time: none may bring an identifying string into a file called cleaned."""

import ast
import collections
import json
import os
import pathlib
import subprocess
import sys

import pytest

from tools.mutants import faults, trial

ROOT = pathlib.Path(__file__).parents[2]


SAMPLE = """import json; from tools.mutants import trial
counts, leaks, _ = trial.run(every=150, first=17)
print(json.dumps([[[*key, number] for key, number in counts.items()], [fault.told() for fault in leaks]]))"""


@pytest.mark.skipif(not hasattr(os, 'fork'), reason='each fault runs in a process of its own, which this system cannot fork')
def test_no_fault_of_a_sample_leaks():
    """Every hundred-and-fiftieth; `make mutants` tries all. What is forked has nothing of the tests before it: threads, memory, kernels."""
    done = subprocess.run([sys.executable, '-c', SAMPLE], cwd=ROOT, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr[-2000:]
    counts, leaks = json.loads(done.stdout.splitlines()[-1])
    assert leaks == []
    words = collections.Counter()
    for _room, word, number in counts:
        words[word] += number
    assert words[trial.KILLED] > 0 and words[trial.CHANGED] > 0 and sum(words.values()) > 25
    assert words[trial.UNREACHED] < sum(words.values()) / 3


def test_there_are_enough_faults():
    assert len(faults.faults()) >= 1000


def test_what_is_counted_as_not_reached_is_no_line_that_runs():
    """The lines of a fault are those of its statement; of a compound one those of its head; of a default those of the function."""
    tree = ast.parse('def one(a=1):\n    if (a ==\n            2):\n        return [\n            3]\n    return 4\n')
    name, node = next(iter(faults.functions(tree)))
    assert name == 'one'
    assert list(faults.places(node, (0, 0))) == [(1, (1, 6)), (2, (2, 3)), (3, (2, 3)), (5, (4, 5)), (6, (6, 6))]
