"""The faults: where each stands, and how it is put into the running program.

A fault is another operator, constant or condition, or a call or row that is left out, in a function of the plan, the edits, or of what
both are made of. One file in, one fault a place: `faults()` lists them in the order of the sources.
"""

import ast
import copy
import importlib

from tools import modules

ROOMS = ('samar.core.plan.', 'samar.core.edits.')
KERNELS = tuple('samar.core.kernels.' + name for name in (
    'letters', 'match', 'moments', 'profile_rules', 'row_sets', 'search', 'selection', 'spellings', 'splice'))
ALSO = ('samar.core.elements.patterns', 'samar.core.elements.phrases', 'samar.core.elements.meaning')
TURNED = {ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.In: ast.NotIn,
          ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.And: ast.Or, ast.Or: ast.And,
          ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.BitAnd: ast.BitOr}


class Fault:
    """Fault `number` of `function` in `module` (tools/modules.py), at `line`; `lines`: those of the statement it changes."""

    __slots__ = ('function', 'line', 'lines', 'module', 'number')

    def __init__(self, module: modules.Module, function: str, number: int, line: int, lines: tuple[int, int]) -> None:
        self.module, self.function, self.number, self.line, self.lines = module, function, number, line, lines

    def told(self) -> str:
        """Where it stands, as the log names it."""
        return f'{self.module.shown}:{self.line} {self.function}, fault {self.number}'

    def room(self) -> str:
        """Folder of the core it stands in; kernels by their module."""
        parts = self.module.name.split('.')
        return '/'.join(parts[2:]) if parts[2] in ('kernels', 'elements') else parts[2]


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
        self.wanted, self.seen = wanted, 0

    def visit(self, node):
        for other in _turned(node):
            if self.seen == self.wanted:
                self.seen += 1
                return ast.copy_location(other, node)
            self.seen += 1
        return self.generic_visit(node)


def functions(tree):
    """(qualified name, node) of each function and method of a module."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f'{node.name}.{inner.name}', inner


def _lines(node, outer):
    """Lines that run before a fault in a statement can be felt: of a compound one those of its head; `outer`: what holds else."""
    if not isinstance(node, ast.stmt | ast.ExceptHandler):
        return outer
    body = getattr(node, 'body', None)
    if isinstance(node, ast.FunctionDef):
        return node.lineno, node.end_lineno         # what it is called with is set where it is made: whoever enters it feels it
    if isinstance(body, list):
        return node.lineno, max(node.lineno, body[0].lineno - 1)
    return node.lineno, node.end_lineno


def places(node, outer):
    """(line, lines) of each fault below a node, in the order in which they are numbered."""
    lines = _lines(node, outer)
    for _ in _turned(node):
        yield node.lineno, lines
    for child in ast.iter_child_nodes(node):
        yield from places(child, lines)


def faults(words=()):
    """[Fault], in the order of the sources; only of modules whose name holds one of `words`, where there are some."""
    core, kernels = modules.found()
    found = []
    for module in core + kernels:
        named = module.name.startswith(ROOMS) or module.name in KERNELS + ALSO
        if named and (not words or any(word in module.name for word in words)):
            for name, node in functions(module.tree):
                found += [Fault(module, name, number, line, lines) for number, (line, lines) in enumerate(places(node, (0, 0)))]
    return found


def put(fault):
    """Put a fault into the running program: the function's code and what it is called with when nothing is said."""
    tree = copy.deepcopy(fault.module.tree)
    node = next(node for name, node in functions(tree) if name == fault.function)
    _Put(fault.number).visit(node)
    target = importlib.import_module(fault.module.name)
    scratch = dict(vars(target))
    exec(compile(ast.fix_missing_locations(tree), fault.module.shown, 'exec'), scratch)
    first, _, rest = fault.function.partition('.')
    changed, target = scratch[first], getattr(target, first)
    if rest:
        changed, target = getattr(changed, rest), getattr(target, rest)
    changed, target = getattr(changed, '__func__', changed), getattr(target, '__func__', target)
    target.__code__, target.__defaults__ = changed.__code__, changed.__defaults__
