"""`python -m tools.mutants [--every N] [--first N] [WORD...]`: is a fault in the plan, the edits or their kernels noticed?

One fault at a time is put into a function (another operator, constant or condition, a call or a row left out), files with known
identity go through the pipeline, and each fault is *equal* (the outputs are the same), *killed* (no output is called cleaned or held),
*changed* (another output, without a string that identifies) or *leak*: it comes through with one. Each runs in a process of its own.
"""

import argparse
import ast
import collections
import copy
import importlib
import os
import resource
import signal
import sys

from samar.core import pipeline
from samar.core.plan import identity
from samar.core.review import opened
from samar.hosts import cpython, native

from tools import modules

ROOMS = ('samar.core.plan.', 'samar.core.edits.')
KERNELS = tuple('samar.core.kernels.' + name for name in ('match', 'search', 'spellings', 'splice'))
ALSO = ('samar.core.elements.patterns', 'samar.core.elements.meaning')
SECONDS = 8
MEMORY = 4 << 30
TURNED = {ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.In: ast.NotIn,
          ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.And: ast.Or, ast.Or: ast.And,
          ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.BitAnd: ast.BitOr}
EQUAL, CHANGED, LEAK, KILLED = 0, 2, 3, 1
WORDS = {EQUAL: 'equal', CHANGED: 'changed', LEAK: 'leak'}


def _turned(node):
    """Copies of one node with a fault in it."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
        found = copy.deepcopy(node)
        found.ops[0] = TURNED[type(node.ops[0])]()
        yield found
    elif isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in TURNED:
        found = copy.deepcopy(node)
        found.op = TURNED[type(node.op)]()
        yield found
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield copy.deepcopy(node.operand)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield ast.Pass()        # a call that is left out
    elif isinstance(node, ast.Continue):
        yield ast.Pass()
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == 'range' and len(node.args) == 1:
        found = copy.deepcopy(node)
        found.args.insert(0, ast.Constant(1))       # the first row is left out
        yield found


class _Put(ast.NodeTransformer):
    """Put fault number `wanted` of a function into a tree."""

    def __init__(self, wanted):
        self.wanted, self.seen, self.line = wanted, 0, 0

    def visit(self, node):
        for other in _turned(node):
            if self.seen == self.wanted:
                self.seen += 1
                self.line = node.lineno
                return ast.copy_location(other, node)
            self.seen += 1
        return self.generic_visit(node)


def functions(module):
    """[(qualified name, node)] of a module's functions and methods."""
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f'{node.name}.{inner.name}', inner


def faults():
    """[(module name, qualified name of the function, number of the fault in it)], in the order of the sources."""
    core, kernels = modules.found()
    for module in core + kernels:
        if module.name.startswith(ROOMS) or module.name in KERNELS + ALSO:
            for name, node in functions(module):
                for number in range(sum(1 for one in ast.walk(node) for _ in _turned(one))):
                    yield module, name, number


def put(module, name, number):
    """Put a fault into the running program; its line."""
    tree = copy.deepcopy(module.tree)
    node = next(node for found, node in functions(type('Tree', (), {'tree': tree})) if found == name)
    change = _Put(number)
    change.visit(node)
    code = compile(ast.fix_missing_locations(tree), module.shown, 'exec')
    target = importlib.import_module(module.name)
    for part in name.split('.'):
        code = next(one for one in code.co_consts if hasattr(one, 'co_name') and one.co_name == part)
        target = getattr(target, part)
    getattr(target, '__func__', target).__code__ = code
    return change.line


def inputs():
    """[(content, preset, strings that identify)]."""
    from tests import files
    from tests.conformance import probe
    from tests.verify import made
    known = ('WIBISONO', 'LARAS', 'MRN-556677', 'MRN556677', '19500312', 'ACC-77123', 'HARTONO',
             'SUTANTO', 'REVIEWER', 'MELATI', '1.2.826.0.9.')
    small = files.build(made.elements('coil of Laras MRN-556677'))
    found = [(small, preset, known) for preset in ('basic', 'research', 'tcia', 'longitudinal')]
    hidden = probe.build()
    return [*found, (hidden.content, 'basic', tuple(hidden.places)), (hidden.content, 'research', tuple(hidden.places))]


def outcome(content, preset):
    """(word, bytes of the output or None) for one file."""
    found = pipeline.deidentify(cpython.of_bytes(content), opened.policy_of({'preset': preset}), identity.Identity(memoryview(bytes(32))))
    if found.output is None or found.word not in ('cleaned', 'held', 'unchanged'):
        return found.word, None
    return found.word, bytes(found.output.read(0, found.output.size))


def judged(given, before):
    """The worst that a fault does to the files."""
    worst, seen = EQUAL, False
    for (content, preset, known), (_, expected) in zip(given, before, strict=True):
        try:
            _word, output = outcome(content, preset)
        except Exception:       # whatever a fault raises, the file has no output
            output = None
        if output is None:
            seen = True
        elif output != expected:
            upper = output.upper()
            if any(one.upper().encode() in upper and one.upper().encode() not in expected.upper() for one in known):
                return LEAK
            worst = CHANGED
    return worst or (KILLED if seen else EQUAL)


def tried(fault, given, before):
    """(what became of one fault, its line), in a process of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        code = KILLED
        try:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            signal.alarm(SECONDS)
            line = put(*fault)
            os.write(writer, str(line).encode())
            code = judged(given, before)
        finally:
            os._exit(code)
    os.close(writer)
    line = os.read(reader, 16).decode()
    os.close(reader)
    status = os.waitpid(child, 0)[1]
    return WORDS.get(os.waitstatus_to_exitcode(status), 'killed'), line


def run(every=1, first=0, words=(), told=None):
    """Counts by result, and [(module, function, line, number)] of the leaks."""
    cpython.install()
    native.remove()         # a fault is put into Python code
    given = inputs()
    before = [outcome(content, preset) for content, preset, _ in given]
    assert all(output is not None for _, output in before), [word for word, _ in before]
    counts, leaks = collections.Counter(), []
    chosen = [one for one in faults() if not words or any(word in one[0].name for word in words)]
    for fault in chosen[first::every]:
        what, line = tried(fault, given, before)
        counts[what] += 1
        if what == 'leak':
            leaks.append((fault[0].name, fault[1], line, fault[2]))
            if told:
                print('leak', fault[0].shown, fault[1], 'line', line, 'fault', fault[2], file=told, flush=True)
    return counts, leaks


def main():
    """Count, and name what comes through with identity in it: exit status 1 then."""
    arguments = argparse.ArgumentParser(description=__doc__.split('\n', 1)[0])
    arguments.add_argument('--every', type=int, default=1)
    arguments.add_argument('--first', type=int, default=0)
    arguments.add_argument('words', nargs='*')
    said = arguments.parse_args()
    counts, leaks = run(said.every, said.first, said.words, sys.stdout)
    print(f'{sum(counts.values())} faults:', ', '.join(f'{counts[word]} {word}' for word in ('equal', 'killed', 'changed', 'leak')))
    return 1 if leaks else 0


if __name__ == '__main__':
    sys.exit(main())
