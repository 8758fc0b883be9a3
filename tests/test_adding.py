"""docs/adding.md: each kind of thing has its few places, all of them are there, and each is short to read."""

import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
SECTIONS = dict(re.findall(r'^## (.+?)\n(.*?)(?=^## |\Z)', (ROOT / 'docs' / 'adding.md').read_text('utf-8'), re.MULTILINE | re.DOTALL))
# Places as the list numbers them: a bound that may only fall.
MOST = {'An action': 5, 'An option of PS3.15': 3, 'A transfer syntax': 3, 'A locale': 2, 'A format of the report': 3,
        'A place to save to (a sink)': 3, 'A detector of text in pictures': 2}


def test_every_kind_has_a_section():
    assert set(SECTIONS) == set(MOST)


@pytest.mark.parametrize('kind', MOST)
def test_places(kind):
    text = SECTIONS[kind]
    assert len(re.findall(r'^\d+\. ', text, re.MULTILINE)) <= MOST[kind]
    assert len([line for line in text.splitlines() if line.strip()]) <= 10
    named = [path for path in re.findall(r'`([\w./-]+)`', text) if '/' in path]
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_an_action_stands_in_no_other_place():
    """The word or the number of an action is named only where the page says, and where presets and kernels know all actions."""
    said = set(re.findall(r'`(pycore/[\w./-]+)`', SECTIONS['An action']))
    known = {'pycore/samar/core/plan/presets.py', 'pycore/samar/core/kernels/match.py'}
    found = {path.relative_to(ROOT).as_posix() for path in (ROOT / 'pycore').rglob('*.py')
             if re.search(r"\bactions\.PSEUDONYM\b|'pseudonym'|^PSEUDONYM\b|, PSEUDONYM,", path.read_text('utf-8'), re.MULTILINE)}
    assert found <= said | known
