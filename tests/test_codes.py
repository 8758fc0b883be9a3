"""`core/codes.py` is what the core, the hosts, the scripts and the locales use, and nothing beside it."""

import ast
import json
import pathlib
import re

import pytest
from samar.core import codes

ROOT = pathlib.Path(__file__).resolve().parent.parent
LISTS = {name: value for name, value in vars(codes).items() if name.isupper() and isinstance(value, tuple)}
KINDS = {'ACTIONS': 'action', 'OUTCOMES': 'outcome', 'POINTS': 'point', 'CATEGORIES': 'category', 'REASONS': 'reason', 'SETTLED': 'settled',
         'CUTS': 'cut', 'ERRORS_OF_HOSTS': 'error', 'ERRORS_OF_PAGE': 'error'}


def test_codes_are_words_with_dashes_and_stand_once():
    for name, listed in LISTS.items():
        assert len(set(listed)) == len(listed), name
        assert all(re.fullmatch(r'[a-z]+(-[a-z0-9]+)*', code) for code in listed), name


@pytest.mark.parametrize('name', KINDS)
@pytest.mark.parametrize('language', sorted(path.name for path in (ROOT / 'extension' / '_locales').iterdir()))
def test_each_code_has_its_text(name, language):
    messages = json.loads((ROOT / 'extension' / '_locales' / language / 'messages.json').read_text('utf-8'))
    assert [code for code in LISTS[name] if f'{KINDS[name]}_{code.replace("-", "_")}' not in messages] == []


def test_the_rooms_use_these():
    from samar.core import outcome
    from samar.core.edits import points
    from samar.core.plan import actions
    from samar.core.review import reasons
    from samar.core.standard import profile
    assert actions.NAMES is codes.ACTIONS and outcome.WORDS is codes.OUTCOMES and points.CODES is codes.POINTS
    assert points.HOWS is codes.SETTLED and profile.CATEGORIES is codes.CATEGORIES
    assert set(reasons.CODES.values()) <= set(codes.REASONS)
    told = {node.value for node in ast.walk(ast.parse(pathlib.Path(reasons.__file__).read_text('utf-8')))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert set(codes.REASONS) <= told


def test_errors_of_hosts_are_those_that_are_raised():
    """Outside of the core; what the core raises stands there, and `tests/test_locales.py` holds it to the locales."""
    from tests.test_locales import literals, raised
    found = set()
    for path in [*(ROOT / 'pycore' / 'samar').glob('*.py'), *(ROOT / 'pycore' / 'samar' / 'hosts').glob('*.py'), *(ROOT / 'pycore' / 'samar' / 'run').glob('*.py')]:
        for node in ast.walk(ast.parse(path.read_text('utf-8'))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                if getattr(node.func, 'id', '') in ('BadChoice', 'SamarError', 'Unsupported', 'Malformed', 'NotDicom', 'HostMissing', 'CodecError'):
                    found.add(node.args[0].value)
    known = {*codes.ERRORS_OF_HOSTS, *codes.ERRORS_OF_PAGE, *raised(), *(word for word in literals() if word.startswith('ids-'))}
    assert found <= known, found - known


def test_errors_of_the_page_are_those_that_it_makes():
    text = '\n'.join(path.read_text('utf-8') for path in sorted((ROOT / 'extension').rglob('*.js')))
    for code in (*codes.ERRORS_OF_PAGE, 'unexpected', 'file-unreadable'):
        assert f"'{code}'" in text, code
