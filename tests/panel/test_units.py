"""The panel's plain functions, run by Node's own test runner."""

import pathlib
import subprocess

HERE = pathlib.Path(__file__).parent


def test_plain_functions_of_the_panel():
    done = subprocess.run(['node', '--test', HERE / 'units.mjs'], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'pass 38' in done.stdout


def test_trees_pools_and_what_is_odd_about_a_set():
    done = subprocess.run(['node', '--test', HERE / 'sets.mjs'], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'pass 9' in done.stdout


def test_text_that_was_found():
    done = subprocess.run(['node', '--test', HERE / 'proposals.mjs'], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'pass 9' in done.stdout


def test_what_never_answers():
    done = subprocess.run(['node', '--test', HERE / 'core.mjs'], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'pass 4' in done.stdout
