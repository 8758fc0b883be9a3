"""The browser's core is compiled from text without annotations: what goes, what stays, and that nothing else changes."""

import ast

import pytest

from samar.hosts import native
from tools import annotations, modules

GOLDEN = {
    'parameters and result': (
        'def f(a: int, b: "Record" = None, *c: str, d: dict[str, int] = {}, **e: object) -> list[int] | None:\n    return a\n',
        'def f(a, b = None, *c, d = {}, **e):\n    return a\n'),
    'a head over lines': (
        'def f(a: int,\n      b: tuple[int,\n               str]) -> None:\n    pass\n',
        'def f(a,\n      b\n):\n    pass\n'),
    'one that is not ASCII': ("def f(名: '名前', b: int): return '→'\n", "def f(名, b): return '→'\n"),
    'variables': ('found: dict[str, list[int]] = {}\nself.x: int = 0\n', 'found = {}\nself.x = 0\n'),
    'declarations': (
        "class A:\n    __slots__ = ('x',)\n    x: int\n\n    def f(self) -> 'A':\n        return self\n",
        "class A:\n    __slots__ = ('x',)\n    \n\n    def f(self):\n        return self\n"),
    'names of types': ('from samar.kinds import Buffer, Record\nfrom samar.core import host\n', '\nfrom samar.core import host\n'),
    'names of types over lines': ('from samar.kinds import (\n    Buffer,\n)\nX = 1\n', '\n\n\nX = 1\n'),
    'inside functions': ('def f():\n    def g(x: int) -> int:\n        y: int = x\n        return y\n    return g\n',
                         'def f():\n    def g(x):\n        y = x\n        return y\n    return g\n'),
    'what only looks like one': ("x = {a: b}\ny = z[a:b]\nw = lambda a: a\nv = '-> int'\n", "x = {a: b}\ny = z[a:b]\nw = lambda a: a\nv = '-> int'\n"),
    'an arrow in a default': ("def f(a: str = '->') -> str:\n    return a\n", "def f(a = '->'):\n    return a\n"),
    'an arrow in a name of a type': ("def f(a) -> 'x)->y':\n    return a\n", "def f(a):\n    return a\n"),
}


@pytest.mark.parametrize('case', GOLDEN)
def test_golden(case):
    source, made = GOLDEN[case]
    assert annotations.plain(source) == made


@pytest.mark.parametrize('source', ['def f() -> dict[\n        int, int]:\n    pass\n', 'def f():\n    x: int\n'])
def test_what_would_move_lines_is_refused(source):
    with pytest.raises(annotations.Unplain):
        annotations.plain(source)


MODULES = [module for half in modules.found() for module in half if module.name != 'samar']


class _Without(ast.NodeTransformer):
    """The same on the syntax tree."""

    def visit_FunctionDef(self, node):
        self.generic_visit(node)
        node.returns = None
        return node

    def visit_arg(self, node):
        node.annotation = None
        return node

    def visit_ImportFrom(self, node):
        return None if node.module == annotations.KINDS else node

    def visit_AnnAssign(self, node):
        self.generic_visit(node)
        return ast.copy_location(ast.Assign(targets=[node.target], value=node.value), node) if node.value is not None else None


def lines_of(tree):
    return [(type(node).__name__, node.lineno) for node in ast.walk(tree) if isinstance(node, ast.stmt) and not isinstance(node, ast.AnnAssign)]


@pytest.mark.parametrize('module', MODULES, ids=lambda module: module.name)
def test_every_module_is_the_same_without(module):
    """What Brython and Transcrypt read is the module that Python runs, without its annotations and with every line in its place."""
    tree = _Without().visit(ast.parse(module.path.read_text('utf-8')))
    assert ast.dump(tree) == ast.dump(module.tree)
    assert set(lines_of(tree)) <= set(lines_of(module.tree))


@pytest.mark.parametrize('module', MODULES, ids=lambda module: module.name)
def test_every_module_is_the_same_with_empty_docstrings(module):
    quiet = ast.parse(annotations.quiet(module.source))
    whole = ast.parse(module.source)
    for node in ast.walk(whole):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body[0].value.value = ''
    assert ast.dump(quiet) == ast.dump(whole)
    assert lines_of(quiet) == lines_of(whole)


@pytest.mark.parametrize('source, made', [
    ('def f():\n    """One."""; x = 1\n', "def f():\n    ''; x = 1\n"),
    ('"""Ä.\n\nß.\n"""\nX = """kept"""\n', '\'\'\n\n\n\nX = """kept"""\n'),
    ("class A:\n    'One ' \\\n    'more.'\n", "class A:\n    ''\n\n")])
def test_docstrings(source, made):
    assert annotations.quiet(source) == made


def test_a_statement_behind_a_long_docstring_is_refused():
    with pytest.raises(annotations.Unplain):
        annotations.quiet('def f():\n    """One\n    two."""; x = 1\n')


def test_annotations_reach_no_kernel_that_numba_compiles():
    """The cache of compiled kernels is named by their text, so annotating one compiles nothing anew."""
    typed = 'from samar.kinds import Ints\nfrom samar.core.kernels.fill import fill\n\n\ndef f(a: Ints, n: int) -> int:\n    return a[n]\n'
    bare = 'from samar.core.kernels.fill import fill\n\n\ndef f(a, n):\n    return a[n]\n'
    texts = [ast.unparse(ast.fix_missing_locations(native._Widened().visit(ast.parse(source)))) for source in (typed, bare)]
    assert texts[0] == texts[1]
    for name, text in native.sources().items():
        found = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.arg | ast.FunctionDef)]
        assert not any(getattr(node, 'annotation', None) or getattr(node, 'returns', None) for node in found), name
