"""The subset of Python that means the same on CPython and as the JavaScript that Transcrypt writes.

`broken(modules)` lists every construct outside it. Where JavaScript differs silently (a loop bound that is evaluated anew in
each round, a loop variable after its loop, `%` of a negative number) the construct is refused, not explained.
"""

import ast

STATEMENTS = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.Return, ast.While, ast.For, ast.If, ast.Break, ast.Continue,
              ast.Pass)
EXPRESSIONS = (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.Call, ast.Name, ast.Constant, ast.Subscript, ast.IfExp)
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.LShift, ast.RShift, ast.BitAnd, ast.BitOr, ast.BitXor)
COMPARISONS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def _is_range(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == 'range'


def _stored(nodes):
    return {name.id for node in nodes for name in ast.walk(node) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)}


def _loop(node):
    if not (_is_range(node.iter) and isinstance(node.target, ast.Name)) or node.orelse:
        yield node.lineno, 'for loops run over range() and have no else'
        return
    changed = _stored(node.body)
    if node.target.id in changed:
        yield node.lineno, f'{node.target.id} is assigned inside the loop that counts it'
    for argument in node.iter.args:
        for name in ast.walk(argument):
            if isinstance(name, ast.Name) and name.id in changed:
                yield node.lineno, f'{name.id} bounds the loop and changes inside it'
            if isinstance(name, ast.Subscript | ast.Call):
                yield node.lineno, 'the bound of a loop is a plain value: JavaScript works it out again in each round'
    if len(node.iter.args) == 3:
        step = node.iter.args[2]
        if not (isinstance(step, ast.Constant) or (isinstance(step, ast.UnaryOp) and isinstance(step.operand, ast.Constant))):
            yield node.lineno, 'the step of a loop is a constant'


def _after_loop(function):
    loops = [node for node in ast.walk(function) if isinstance(node, ast.For) and isinstance(node.target, ast.Name)]
    counters = {node.target.id for node in loops}
    inside = {id(name) for loop in loops for name in ast.walk(loop)}
    assigned = {name.id for node in ast.walk(function) if isinstance(node, ast.Assign | ast.AugAssign) for name in ast.walk(node)
                if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)}
    for name in ast.walk(function):
        if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Load) and name.id in counters - assigned and id(name) not in inside:
            yield name.lineno, f'{name.id} is read after the loop that counts it, where JavaScript has one more'


def _expression(node, callable_names):
    if isinstance(node, ast.Call):
        if not isinstance(node.func, ast.Name):
            yield node.lineno, 'methods are not available in a kernel'
        elif node.func.id not in callable_names:
            yield node.lineno, f'{node.func.id}() is not a kernel'
        if node.keywords:
            yield node.lineno, 'keyword arguments are not available in a kernel'
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            yield node.lineno, f'{node.value!r} is not a number'
    elif isinstance(node, ast.BinOp) and not isinstance(node.op, OPERATORS):
        yield node.lineno, f'operator {type(node.op).__name__} differs between the two languages'
    elif isinstance(node, ast.Compare) and (len(node.ops) > 1 or not isinstance(node.ops[0], COMPARISONS)):
        yield node.lineno, 'comparisons are plain and not chained'
    elif isinstance(node, ast.Subscript) and (isinstance(node.slice, ast.Slice | ast.Tuple)
                                              or (isinstance(node.slice, ast.UnaryOp) and isinstance(node.slice.op, ast.USub))):
        yield node.lineno, 'an index is one number that is not negative'


def _function(function, callable_names):
    given = function.args
    if given.defaults or given.vararg or given.kwarg or given.kwonlyargs or given.posonlyargs or function.decorator_list:
        yield function.lineno, 'a kernel takes plain arguments'
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    for node in (node for statement in body for node in ast.walk(statement)):
        if isinstance(node, ast.For):
            yield from _loop(node)
        if isinstance(node, ast.stmt) and not isinstance(node, STATEMENTS):
            yield node.lineno, f'{type(node).__name__} is not available in a kernel'
        elif isinstance(node, ast.Assign) and (len(node.targets) > 1 or not isinstance(node.targets[0], ast.Name | ast.Subscript)):
            yield node.lineno, 'one name or one place is assigned at a time'
        elif isinstance(node, ast.While) and node.orelse:
            yield node.lineno, 'while has no else in a kernel'
        elif isinstance(node, ast.expr):
            if not isinstance(node, EXPRESSIONS):
                yield node.lineno, f'{type(node).__name__} is not available in a kernel'
            else:
                yield from _expression(node, callable_names)
    yield from _after_loop(function)


def _module(module):
    known = {node.name for node in module.tree.body if isinstance(node, ast.FunctionDef)}
    for node in module.tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or '').startswith('samar.core.kernels.') and not node.level:
            known |= {alias.asname or alias.name for alias in node.names}
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef):
            yield from _function(node, known | {'range'})
        elif isinstance(node, ast.ImportFrom):
            if not (node.module or '').startswith('samar.core.kernels.') or node.level:
                yield node.lineno, 'a kernel imports functions and constants of other kernels only'
        elif isinstance(node, ast.Assign):
            if any(not isinstance(part, ast.Constant | ast.BinOp | ast.UnaryOp | ast.operator | ast.unaryop | ast.Name | ast.expr_context)
                   for part in ast.walk(node.value)):
                yield node.lineno, 'only numbers stand at the top of a kernel module'
        elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            yield node.lineno, f'{type(node).__name__} is not available at the top of a kernel module'


def broken(modules):
    """Every breach in these modules as `path:line: text`."""
    return [f'{module.shown}:{line}: {text}' for module in modules for line, text in _module(module)]
