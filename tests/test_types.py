"""Every function of the package says its types, and mypy reads all of them by its strict rules."""

import ast
import pathlib
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
PACKAGE = ROOT / 'pycore' / 'samar'


def untyped(source):
    """Names of functions of a module that lack the type of a parameter or of the result."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            given = node.args
            told = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
            lacking = [one.arg for one in told if one is not None and one.annotation is None and one.arg not in ('self', 'cls')]
            if lacking or node.returns is None:
                found.append(node.name)
    return found


def test_an_untyped_function_is_seen():
    assert untyped('def a(x: int) -> int: ...') == []
    assert untyped('def a(x) -> int: ...') == ['a']
    assert untyped('def a(x: int): ...') == ['a']
    assert untyped('class A:\n    def b(self, *, c=1) -> None: ...\n    async def d(self, **e: int): ...') == ['b', 'd']


def test_every_function_says_its_types():
    modules = sorted(PACKAGE.rglob('*.py'))
    assert len(modules) > 150
    found = {path.relative_to(PACKAGE).as_posix(): untyped(path.read_text('utf-8')) for path in modules}
    assert {name: names for name, names in found.items() if names} == {}


def test_mypy_is_strict_everywhere():
    rules = tomllib.loads((ROOT / 'pyproject.toml').read_text('utf-8'))['tool']['mypy']
    # anything else would loosen a rule, or take a module out
    assert rules == {'packages': ['samar'], 'mypy_path': 'pycore', 'python_version': '3.11', 'strict': True,
                     'ignore_missing_imports': True}


def test_mypy_reads_every_body():
    marks = [path.name for path in PACKAGE.rglob('*.py') if '# mypy:' in path.read_text('utf-8') or 'no_type_check' in path.read_text('utf-8')]
    assert marks == []
