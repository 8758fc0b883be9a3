"""Imports point one way: each part of the core may import the parts named here, and itself."""

import ast

import pytest

from tools import core_rules, kernel_rules, modules

GROUND = {'codes', 'errors', 'outcome', 'host', 'standard', 'kernels'}
MAY_IMPORT = {
    'codes': set(),
    'protocol': {'codes'},
    'errors': set(),
    'outcome': {'codes', 'errors'},
    'host': {'errors'},
    'kernels': set(),
    'standard': GROUND,
    'source': GROUND,
    'elements': GROUND | {'source'},
    'plan': GROUND | {'source', 'elements'},
    'pixels': GROUND | {'source', 'elements'},
    'report': GROUND | {'source', 'elements', 'plan', 'pixels', 'edits', 'verify', 'pipeline', 'review'},
    'verify': GROUND | {'source', 'elements'},
    'edits': GROUND | {'source', 'elements', 'plan', 'pixels'},
    'pipeline': GROUND | {'source', 'elements', 'plan', 'pixels', 'edits', 'verify'},
    'review': GROUND | {'source', 'elements', 'plan', 'pixels', 'edits', 'verify', 'pipeline'},
    'media': GROUND | {'source', 'elements', 'plan', 'pixels', 'edits', 'verify', 'pipeline'},
    'worker': GROUND | {'source', 'elements', 'plan', 'pixels', 'edits', 'verify', 'pipeline', 'review', 'report', 'media', 'protocol'},
}
CORE, KERNELS = modules.found()


def part_of(name):
    """The part a dotted module name belongs to: `samar.core.plan.dates` to `plan`."""
    return (name + '...').split('.')[2]


def imported(module):
    """Parts of the core that a module names in any import, also inside functions."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module == 'samar.core':
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or '').startswith('samar.core.'):
            yield part_of(node.module)
        elif isinstance(node, ast.Import):
            yield from (part_of(alias.name) for alias in node.names)


# The kernels that verify may use, one by one: its own, no other. A fault in a kernel that the plan is made
# by, or that the output is written by, must never make verify agree with it.
FOR_VERIFY = {'agree', 'automaton', 'judge', 'remains'}


def kernels_of(module):
    """Kernel modules that a module names: `from samar.core.kernels import match as kernel`, `from samar.core.kernels.search import add`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module == 'samar.core.kernels':
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or '').startswith('samar.core.kernels.'):
            yield node.module.split('.')[3]


def test_verify_has_kernels_of_its_own():
    for module in CORE + KERNELS:
        name = module.name.split('.')
        if part_of(module.name) == 'verify':
            assert set(kernels_of(module)) <= FOR_VERIFY, module.name
        elif part_of(module.name) == 'kernels' and name[-1] in FOR_VERIFY:
            assert set(kernels_of(module)) <= FOR_VERIFY, module.name
        elif part_of(module.name) not in ('review', 'report'):
            assert not set(kernels_of(module)) & FOR_VERIFY, module.name


def test_verify_has_words_and_patterns_of_its_own():
    """Of elements/ it uses what reads a file: no values, patterns, names or meanings as the plan sees them."""
    for module in CORE:
        if part_of(module.name) == 'verify':
            named = {alias.name for node in ast.walk(module.tree) if isinstance(node, ast.ImportFrom)
                     and node.module == 'samar.core.elements' for alias in node.names}
            assert named <= {'charset', 'documents', 'paths', 'record', 'selectors', 'table', 'values'}, module.name


@pytest.mark.parametrize('module', CORE + KERNELS, ids=lambda module: module.name)
def test_imports_point_one_way(module):
    own = part_of(module.name)
    assert set(imported(module)) - {own} <= MAY_IMPORT.get(own, set()), f'{module.name} reaches upwards'


def test_every_part_has_its_place():
    assert {part_of(module.name) for module in CORE + KERNELS} - {''} <= set(MAY_IMPORT)


def test_plan_sees_no_buffer():
    for module in CORE:
        if part_of(module.name) == 'plan':
            reads = [node.lineno for node in ast.walk(module.tree) if isinstance(node, ast.Attribute)
                     and node.attr in ('read', 'view', 'copy', 'blob')
                     and isinstance(node.value, ast.Name) and node.value.id == 'host']
            assert not reads, f'{module.name} reads bytes at lines {reads}'


def test_core_keeps_its_rules():
    assert core_rules.broken(CORE) == []
    assert list(core_rules.missing_names(CORE + KERNELS)) == []


def test_kernels_keep_their_rules():
    assert kernel_rules.broken(KERNELS) == []
