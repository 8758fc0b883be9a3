"""Imports point one way: each part of the core may import the parts named here, and itself."""

import ast
import os
import re

import pytest

from tools import core_rules, kernel_rules, modules
from tools.modules import ROOT

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
FOR_VERIFY = {'agree', 'automaton', 'gone', 'judge', 'remains', 'verdicts', 'walk'}


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
            assert named <= {'charset', 'documents', 'encoding', 'paths', 'record', 'selectors', 'table', 'values'}, module.name


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


def circles(arrows):
    """Names that lead back to themselves, of a dict of names to those that each imports."""
    found, done = [], set()

    def follow(name, way):
        if name in way:
            found.append([*way[way.index(name):], name])
        elif name not in done:
            for further in sorted(arrows.get(name, ())):
                follow(further, [*way, name])
            done.add(name)
    for name in sorted(arrows):
        follow(name, [])
    return found


def test_a_circle_is_seen():
    assert circles({'a': {'b'}, 'b': {'c'}, 'c': set()}) == []
    assert circles({'a': {'b'}, 'b': {'c'}, 'c': {'b'}}) == [['b', 'c', 'b']]
    assert circles({'a': {'a'}}) == [['a', 'a']]


def test_no_module_of_the_package_imports_itself_by_way_of_another():
    """`kinds.py` is types only: whoever reads it at run time finds names, no modules."""
    paths = {}
    for path in (ROOT / 'pycore').rglob('*.py'):
        paths['.'.join(path.relative_to(ROOT / 'pycore').with_suffix('').parts).removesuffix('.__init__')] = path
    arrows = {}
    for name, path in paths.items():
        arrows[name] = set()
        for node in ast.walk(ast.parse(path.read_text('utf-8'))):
            if isinstance(node, ast.ImportFrom):
                said = {f'{node.module}.{alias.name}' for alias in node.names}
                arrows[name].update(said & set(paths) or {node.module} & set(paths))
            elif isinstance(node, ast.Import):
                arrows[name].update({alias.name for alias in node.names} & set(paths))
        arrows[name].discard('samar.kinds')
    arrows['samar.kinds'] = set()
    assert len(paths) > 200 and circles(arrows) == []


# Folders of the extension, and what each may import beside itself: state lies below parts, and page and worker meet in the door alone.
PARTS = 'page/parts'
EXTENSION = {
    'door': set(),
    'page/sinks': {'door'},
    'page/sources': {'door'},
    'page/state': {'door', 'page/sinks', 'page/sources'},
    PARTS: {'door', 'page/sinks', 'page/sources', 'page/state'},
    'page/viewer': {'door', 'page/sinks', 'page/state', PARTS},
    'page/guide': {'door', 'page/state', PARTS},
    'page/parts/app.js': {'door', 'page/state', PARTS, 'page/viewer', 'page/guide'},    # puts them together
    'page': {'door', 'page/state', 'page/parts/app.js'},
    'worker/codecs': set(),
    'worker/detect': set(),
    'worker/host': {'worker/detect'},
    'worker': {'door', 'worker/host', 'worker/codecs', 'worker/detect'},
    '': {'door'},
}
SCRIPTS = {path.relative_to(ROOT / 'extension').as_posix(): path for path in sorted((ROOT / 'extension').rglob('*.js'))}


def scripts_of(name):
    """The scripts that a script imports, by their place in the extension. Types in comments are none: nothing is loaded for them."""
    text = re.sub(r'/\*\*.*?\*/', '', SCRIPTS[name].read_text('utf-8'), flags=re.DOTALL)
    said = re.findall(r"(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'", text)
    return {os.path.normpath(os.path.join(os.path.dirname(name), place)).replace(os.sep, '/') for place in said}


def folder_of(name):
    return name if name in EXTENSION else os.path.dirname(name)


def test_no_script_imports_itself_by_way_of_another():
    assert len(SCRIPTS) > 80 and circles({name: scripts_of(name) for name in SCRIPTS}) == []


@pytest.mark.parametrize('name', SCRIPTS)
def test_scripts_import_downwards(name):
    own = folder_of(name)
    assert {folder_of(other) for other in scripts_of(name)} - {own} <= EXTENSION[own], f'{name} reaches upwards'


def test_folders_of_scripts_have_an_order():
    assert circles(EXTENSION) == []


STATE = '\n'.join(path.read_text('utf-8') for name, path in SCRIPTS.items() if folder_of(name) == 'page/state')
WRITES = re.compile(r'\b(?:session|bulk|store|finder|own|skipped|list|reader|review|results|reports)(?:\(\))?((?:\.\w+)+)(?:\s*(?:[-+*/|&?]{1,2}|\*\*)?=(?![=>])|\+\+|--)')


def written(text):
    """Fields of the state that a script sets, and that are no switch of it (`set name(…)`)."""
    fields = [found.rsplit('.', 1)[1] for found in WRITES.findall(text)]
    return [name for name in fields if not re.search(rf'^  set {name}\(', STATE, re.MULTILINE)]


def test_a_write_is_seen():
    assert written('this.session.bulk.earlier = 1; session.x++; store().y ??= 2; finder.on = true; if (session.x === 1 || session.y >= 2) f((session) => 1)') \
        == ['earlier', 'x', 'y']


@pytest.mark.parametrize('name', [name for name in SCRIPTS if name.startswith('page/') and folder_of(name) != 'page/state'])
def test_no_part_writes_into_the_session(name):
    assert written(SCRIPTS[name].read_text('utf-8')) == []


LONGEST = 350       # lines of a module
REASON = re.compile(r'^(?: \* ?)?Long because \w.{20,}', re.MULTILINE)
MODULES = {path.relative_to(ROOT).as_posix(): path.read_text('utf-8') for folder in ('pycore/samar', 'extension', 'tools')
             for ending in ('py', 'js', 'mjs', 'ts', 'css') for path in sorted((ROOT / folder).rglob(f'*.{ending}'))}


def head_of(text):
    """The docstring or the first comment of a module."""
    found = re.match(r'\s*(?:\'\'\'|"""|/\*\*?)(.*?)(?:\'\'\'|"""|\*/)', text, re.DOTALL)
    return found[1] if found else ''


def unreasoned(texts):
    """Modules over the bound whose head gives no reason, and those that give one and need none."""
    return [name for name, text in texts.items() if (text.count('\n') > LONGEST) != bool(REASON.search(head_of(text)))]


def test_a_long_module_says_why():
    """A line of its head begins `Long because`; the reason goes when the module is short again."""
    assert len(MODULES) > 300 and unreasoned(MODULES) == []


def test_a_reason_is_seen():
    long, why = '\nx = 1' * 351, 'Long because one loop over bytes needs all of it'
    assert unreasoned({'none': f'"""Words."""{long}', 'late': f'"""Words."""\n# {why}{long}', 'empty': f'"""Words.\n\nLong because it is.\n"""{long}',
                       'said': f'"""Words.\n\n{why}.\n"""{long}', 'script': f'/**\n * Words.\n * {why}.\n */{long}',
                       'short': f'"""Words.\n\n{why}.\n"""\n'}) == ['none', 'late', 'empty', 'short']


# What is kept in `state` has names in these kernels and in who calls them; the others still count places.
NUMBERED = {'agree', 'automaton', 'dct', 'jpeg_bits', 'jpeg_coefficients', 'jpeg_recode', 'jpeg_scan', 'jpeg_segments', 'remains',
            'verdicts', 'walk'}


def numbered(tree):
    """Lines on which `state` is read or written at a place that is a number."""
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)
            and (node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, 'id', '')) == 'state']


def test_places_of_a_state_have_names():
    assert numbered(ast.parse('state[3] = 1\nx.state[2]\nstate[ROWS]\nother[1]')) == [1, 2]
    found = {module.name.rpartition('.')[2] for module in KERNELS if numbered(module.tree)}
    assert found == NUMBERED        # a name goes when its kernel has names
    assert [module.name for module in CORE if module.name.startswith('samar.core.elements.') and numbered(module.tree)] == []
