"""What a module of the core may not do, because the browser could not run it or not under its policy.

Each rule is a function of a module that yields `(line, what is wrong)`.
"""

import ast

# What gives text of a file, and names that text of a file goes by.
GIVES_TEXT = {'text', 'texts', 'latin1', 'decode', 'creator'}
TEXTS = {'text', 'creator', 'term', 'scheme', 'meaning', 'instance'}
LOOKS_UP = {'get', 'setdefault', 'pop'}
# Calls that compile text at run time, or that reach around the import system.
FORBIDDEN_CALLS = {'exec', 'eval', 'compile', '__import__', 'open', 'input', 'breakpoint'}


def foreign_imports(module):
    """Only the core: anything else would pull Brython's standard library in, or is not there in the browser."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if not (alias.name + '.').startswith('samar.core.'):
                    yield node.lineno, f'import of {alias.name}: the core imports only samar.core'
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield node.lineno, 'relative import: modules are imported by their full path'
            elif not ((node.module or '') + '.').startswith('samar.core.'):
                yield node.lineno, f'import from {node.module}: the core imports only samar.core'
            elif any(alias.name == '*' for alias in node.names):
                yield node.lineno, 'import of *: name what is meant'


def run_time_code(module):
    """No code from text: the extension's policy forbids it."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_CALLS:
            yield node.lineno, f'{node.func.id}() cannot run in the browser'


def bare_package(module):
    """A package's `__init__` holds its docstring and nothing else."""
    if module.package:
        for node in module.tree.body:
            if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
                yield node.lineno, "a package's __init__ holds a docstring and nothing else"


def content_in_bytes(module):
    """No byte strings: Brython's are lists of numbers."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, bytes):
            yield node.lineno, 'bytes literal: content lives in buffers that the host makes'
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ('bytes', 'bytearray', 'memoryview'):
            yield node.lineno, f'{node.func.id}(): content lives in buffers that the host makes'


def text_as_key(module):
    """Text of a file is no key as it is: in the browser `__proto__`, `valueOf` and the like break a dict. A sign stands before it
    (`'=' + text`), or samar.core.plan.memory holds it."""
    memories = {ast.unparse(target) for node in ast.walk(module.tree) if isinstance(node, ast.Assign) and _calls(node.value, {'Memory'})
                for target in node.targets} | {'memory'}
    for function in ast.walk(module.tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        texts = set(TEXTS)
        for node in ast.walk(function):
            pairs = []
            if isinstance(node, ast.Assign):
                pairs = [(target, node.value) for target in node.targets]
            elif isinstance(node, ast.For | ast.comprehension):
                pairs = [(node.target, node.iter)]
            texts |= {target.id for target, value in pairs if isinstance(target, ast.Name) and _calls(value, GIVES_TEXT)}
        for node in ast.walk(function):
            key = holder = None
            if isinstance(node, ast.Subscript):
                key, holder = node.slice, node.value
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LOOKS_UP and node.args:
                key, holder = node.args[0], node.func.value
            if isinstance(key, ast.Name) and key.id in texts and ast.unparse(holder) not in memories:
                yield node.lineno, f'{ast.unparse(node)[:60]}: text of a file is no key as it is'


def _calls(value, names):
    """Whether a value is what one of these calls gives, or a part of it."""
    while isinstance(value, ast.Subscript):
        value = value.value
    if isinstance(value, ast.BoolOp):
        return any(_calls(one, names) for one in value.values)
    if not isinstance(value, ast.Call):
        return False
    return (value.func.attr if isinstance(value.func, ast.Attribute) else getattr(value.func, 'id', '')) in names


def _defined(module):
    names = set()
    for node in module.tree.body:
        for part in [node, *ast.walk(node)] if not isinstance(node, ast.FunctionDef | ast.ClassDef) else [node]:
            if isinstance(part, ast.FunctionDef | ast.ClassDef):
                names.add(part.name)
            elif isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                names.add(part.id)
            elif isinstance(part, ast.alias):
                names.add(part.asname or part.name.split('.')[0])
    return names


def missing_names(modules):
    """Imports of what does not exist, in all modules together: `path:line: text`."""
    defined = {module.name: _defined(module) for module in modules}
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and ((node.module or '') + '.').startswith('samar.core.'):
                for alias in node.names:
                    if f'{node.module}.{alias.name}' not in defined and alias.name not in defined.get(node.module, ()):
                        yield f'{module.shown}:{node.lineno}: {node.module} has no {alias.name}'


RULES = (foreign_imports, run_time_code, bare_package, content_in_bytes, text_as_key)


def broken(modules):
    """Every breach in these modules as `path:line: text`."""
    return [f'{module.shown}:{line}: {text}' for module in modules for rule in RULES for line, text in rule(module)]
