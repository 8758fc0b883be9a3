"""docs/adding.md: each kind of thing has its few places, all of them are there, and each is short to read."""

import pathlib
import re

import pytest
from samar.core import worker
from samar.core.edits import replacements
from samar.core.plan import actions
from samar.hosts import cpython

from tests import files

ROOT = pathlib.Path(__file__).resolve().parent.parent
SECTIONS = dict(re.findall(r'^## (.+?)\n(.*?)(?=^## |\Z)', (ROOT / 'docs' / 'adding.md').read_text('utf-8'), re.MULTILINE | re.DOTALL))
# Places as the list numbers them: a bound that may only fall.
MOST = {'An action': 6, 'An option of PS3.15': 3, 'A transfer syntax': 3, 'A locale': 2, 'A format of the report': 3,
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


def test_a_new_action_is_counted(monkeypatch):
    """One at the end of the list: the worker plans, and says how often it is carried out."""
    monkeypatch.setattr(actions, 'NAMES', (*actions.NAMES, 'mark'))
    known = replacements._value

    def value(record, decisions, work, row, action, *more):
        if action == actions.code('mark'):
            work.replace(row, memoryview(b'8 '))
        else:
            known(record, decisions, work, row, action, *more)
    monkeypatch.setattr(replacements, '_value', value)
    cpython.install()
    choices = {'preset': 'research', 'options': None, 'categories': {}, 'elements': {'SeriesNumber': 'mark'}, 'masks': []}
    worker.handle('hello', {'secret': memoryview(bytes(32))})
    body = [one for one in files.body() if one[:4] != b'\x20\x00\x11\x00']
    number = files.element(0x00200011, 'IS', '7')
    body = sorted([*body, number], key=lambda one: (one[1], one[0], one[3], one[2]))
    worker.handle('open', {'key': 'adding', 'file': cpython.of_bytes(files.build(body))})
    counts = worker.handle('plan', {'key': 'adding', 'choices': choices})['counts']
    assert list(counts) == list(actions.NAMES) and counts['mark'] == 1
    worker.handle('close', {'key': 'adding'})


def test_an_action_stands_in_no_other_place():
    """The word or the number of an action is named only where the page says, and where kernels know all actions."""
    said = set(re.findall(r'`(pycore/[\w./-]+)`', SECTIONS['An action']))
    known = {'pycore/samar/core/kernels/match.py'}
    found = {path.relative_to(ROOT).as_posix() for path in (ROOT / 'pycore').rglob('*.py')
             if re.search(r"\bactions\.PSEUDONYM\b|'pseudonym'|^PSEUDONYM\b|, PSEUDONYM,", path.read_text('utf-8'), re.MULTILINE)}
    assert found <= said | known
