"""Which Python files go into the browser, and in which order they load.

A module is `Module(name, path, package, tree)`; kernels and what only CPython runs are not in the compiled core.
"""

import ast
import pathlib

from tools import annotations

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCES = ROOT / 'pycore'
CORE = SOURCES / 'samar' / 'core'


class Module:
    """One Python file: dotted `name`, `path`, whether it is a package's `__init__`, its text without annotations and its tree."""

    def __init__(self, name, path, package):
        self.name = name
        self.path = path
        self.package = package
        self.source = annotations.plain(path.read_text('utf-8'))
        self.tree = ast.parse(self.source, str(path))

    @property
    def shown(self):
        """Path as a person names it, from the root of the project."""
        return self.path.relative_to(ROOT).as_posix()


def _named(path):
    parts = list(path.relative_to(SOURCES).with_suffix('').parts)
    if parts[-1] == '__init__':
        return '.'.join(parts[:-1]), True
    return '.'.join(parts), False


def found():
    """All modules that the browser runs, as `(core, kernels)`; SyntaxError where Python cannot read one."""
    # in the browser `samar` itself is only a name: its file on disk is the face for CPython
    core, kernels = [Module('samar', CORE / '__init__.py', True)], []
    for path in sorted(CORE.rglob('*.py')):
        name, package = _named(path)
        is_kernel = name.startswith('samar.core.kernels.') and not package
        (kernels if is_kernel else core).append(Module(name, path, package))
    return core, kernels


def imports(module, names):
    """Dotted names of the modules of the core that this one imports when it loads; `names` are all that exist."""
    wanted = []
    for node in module.tree.body:
        if isinstance(node, ast.Import):
            wanted += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            wanted += [f'{node.module}.{alias.name}' if f'{node.module}.{alias.name}' in names else node.module
                       for alias in node.names]
    return [name for name in wanted if name in names and name != module.name]


def slots(found):
    """Every name in the `__slots__` of these modules' classes."""
    names = set()
    for module in found:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Assign) and any(isinstance(target, ast.Name) and target.id == '__slots__' for target in node.targets):
                names |= set(ast.literal_eval(node.value)) if not isinstance(node.value, ast.Constant) else {node.value.value}
    return names


def in_order(core):
    """The modules sorted so that each comes after its parents and after what it imports; ValueError for a circle."""
    by_name = {module.name: module for module in core}
    done, order = set(), []

    def visit(name, path):
        if name in done:
            return
        if name in path:
            raise ValueError('circular import: ' + ' -> '.join([*path[path.index(name):], name]))
        parent = name.rpartition('.')[0]
        for other in ([parent] if parent else []) + imports(by_name[name], by_name):
            if not name.startswith(other + '.') or other == parent:
                visit(other, [*path, name])
        done.add(name)
        order.append(by_name[name])

    for name in sorted(by_name):
        visit(name, [])
    return order
