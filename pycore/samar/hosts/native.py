"""Kernels at machine speed: the sources of `kernels`, unchanged, compiled by Numba (extra `native`).

    native.install()        compiled kernels take the places of the Python ones; False where Numba is missing
    native.state()          'native' or 'python', as `python -m samar --version` and the report say
    native.ready()          whether they were compiled on this machine before, so that `install` costs a second and not minutes

A kernel means the same on CPython, in JavaScript and here because integers are wide everywhere: whatever an array holds is
made a 64-bit signed integer (or stays a 64-bit float) the moment it is read, so that no narrow or unsigned type ever meets an operator.
Indices are checked, as on CPython: a file that leads a kernel astray ends in an IndexError, never in memory of others.

Compiled code is kept in a folder of the user's own, named by the kernels' text and the compiler's version, and made once:
the first run on a machine says so, one line for each module. Buffers of the core go in as they are.
"""

import ast
import contextlib
import hashlib
import importlib
import importlib.metadata
import importlib.util
import os
import pathlib
import pkgutil
import sys
import tempfile
import types
from collections.abc import Callable
from typing import Any

from samar.core import kernels as package
from samar.hosts import cpython

FORMAT = 1
READY = 'ready'
MADE = 'made'
CELLS = 65536       # that are looked at at once: what they need in between stays in the processor
PREFIX = 'samar_native_'
HEAD = f'from {__name__} import compiled as _compiled, wide as _wide\n'
_state: dict[str, Any] = {'native': False, 'why': 'not asked for', 'told': set(), 'tell': None, 'place': None, 'lost': False}


def state() -> str:
    """'native' or 'python': which kernels run in this process."""
    return 'native' if _state['native'] else 'python'


def version() -> str:
    """The compiler behind native kernels, as text; empty for plain Python."""
    if not _state['native']:
        return ''
    import numba
    return f'numba {numba.__version__}'


class _Widened(ast.NodeTransformer):
    """Wraps every value that is read from an array, and names the functions of other kernels by their compiled twins.
    Annotations are left out: Numba finds its own types, and compiled code on disk does not depend on ours."""

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Store):
            return node
        return ast.copy_location(ast.Call(func=ast.Name(id='_wide', ctx=ast.Load()), args=[node], keywords=[]), node)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        made: ast.AugAssign | ast.Assign = node
        """`a[i] += x` reads and writes: as an assignment the reading is widened, too."""
        if isinstance(node.target, ast.Subscript):
            read = ast.Subscript(value=node.target.value, slice=node.target.slice, ctx=ast.Load())
            made = ast.copy_location(ast.Assign(targets=[node.target], value=ast.BinOp(left=read, op=node.op, right=node.value)), node)
        self.generic_visit(made)
        return made

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        node.decorator_list = [ast.Name(id='_compiled', ctx=ast.Load())]
        node.returns = None
        node.body = [one for one in node.body if not (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))] or [ast.Pass()]
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        self.generic_visit(node)
        return ast.copy_location(ast.Assign(targets=[node.target], value=node.value), node) if node.value is not None else None

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST | None:
        if node.module == 'samar.kinds':
            return None
        node.module = PREFIX + _short(node.module or '')
        return node


def _short(name: str) -> str:
    return name.removeprefix(package.__name__ + '.').replace('.', '_')


def modules() -> list[str]:
    """Dotted names of all kernel modules, sorted."""
    return sorted(one.name for one in pkgutil.walk_packages(package.__path__, package.__name__ + '.') if not one.ispkg)


def originals() -> dict[str, str]:
    """Name of a compiled module to the text that it is made from, as it stands in `kernels`."""
    found = {}
    for name in modules():
        origin = getattr(importlib.util.find_spec(name), 'origin', None) or ''
        found[PREFIX + _short(name)] = pathlib.Path(origin).read_text(encoding='utf-8')
    return found


def sources() -> dict[str, str]:
    """Name of a compiled module to its text."""
    trees = {name: _Widened().visit(ast.parse(text)) for name, text in originals().items()}
    return {name: HEAD + ast.unparse(ast.fix_missing_locations(tree)) + '\n' for name, tree in trees.items()}


def _place(texts: dict[str, str]) -> pathlib.Path:
    """Where compiled code of these texts is kept: named by all that it is made from. PackageNotFoundError without Numba."""
    machine = hashlib.sha256(pathlib.Path(__file__).read_bytes())      # how they are made is told here
    versions = [importlib.metadata.version(name) for name in ('numba', 'llvmlite')]
    for text in (str(FORMAT), sys.version, *versions, *(x for pair in sorted(texts.items()) for x in pair)):
        machine.update(text.encode() + b'\0')
    root = os.environ.get('SAMAR_CACHE') or os.environ.get('XDG_CACHE_HOME') or os.path.join(os.path.expanduser('~'), '.cache')
    return pathlib.Path(root) / 'samar' / ('kernels-' + machine.hexdigest()[:24])


def ready() -> bool:
    """Whether a run with native kernels has ended on this machine: what it needed is compiled."""
    try:
        return (_place(originals()) / READY).exists()
    except importlib.metadata.PackageNotFoundError:
        return False


def done() -> None:
    """Says that a run has ended: from now on `ready()` holds, if what was compiled could be kept."""
    if _state['native'] and _state['place'] is not None and not _state['lost']:
        with contextlib.suppress(OSError):
            (_state['place'] / READY).touch()


def folder(texts: dict[str, str]) -> pathlib.Path:
    """The folder of this version's compiled code: under the user's cache, or under a new private one where that cannot be written."""
    place = _place(texts)
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = place.stat()
        if hasattr(os, 'getuid') and (owner.st_uid != os.getuid() or owner.st_mode & 0o022):
            raise PermissionError(place)        # what others may write is not loaded as code
        with tempfile.TemporaryFile(dir=place):
            return place
    except OSError:
        return pathlib.Path(tempfile.mkdtemp(prefix='samar-kernels-'))


def _write(place: pathlib.Path, names: list[str]) -> None:
    """The modules are in the folder afterwards. Making them takes half a second, so it is done once: `MADE` has the hash of what
    was made."""
    found = hashlib.sha256()
    for name in names:
        with contextlib.suppress(OSError):
            found.update((place / (name + '.py')).read_bytes())
    with contextlib.suppress(OSError):
        if (place / MADE).read_text(encoding='utf-8') == found.hexdigest():
            return
    made = hashlib.sha256()
    texts = sources()
    for name in names:
        made.update(texts[name].encode())
        _put(place / (name + '.py'), texts[name])
    _put(place / MADE, made.hexdigest())


def _put(path: pathlib.Path, text: str) -> None:
    """A file of this text and line ends, whole or not at all; one that is so already stays, with its time, by which Numba knows it."""
    if path.exists() and path.read_bytes() == text.encode():
        return
    handle, part = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, 'wb') as stream:
        stream.write(text.encode())
    os.replace(part, path)


def _define() -> tuple[Any, Any]:
    """`wide` and `compiled`, which need Numba."""
    import numba
    from numba.core import types as kinds
    from numba.core.event import Listener, register

    def plain(value: Any) -> Any:
        return value

    @numba.extending.overload(plain, inline='never')
    def _wide(value: Any) -> Any:
        # Numba wants the signature of each to be that of this function, types and all
        def whole(value: Any) -> Any:
            return numba.int64(value)

        def same(value: Any) -> Any:
            return value

        return whole if isinstance(value, kinds.Integer | kinds.Boolean) else same

    class Told(Listener):
        """Says once a module that it is being compiled: a first run takes a minute and should not look stuck."""

        def on_start(self, event: Any) -> None:
            name = event.data['dispatcher'].py_func.__module__
            if name.startswith(PREFIX) and name not in _state['told']:
                _state['told'].add(name)
                if _state['tell']:
                    _state['tell'](name.removeprefix(PREFIX))

        def on_end(self, event: Any) -> None:
            pass

    register('numba:compile', Told())  # type: ignore[no-untyped-call]
    made = numba.njit(cache=True, boundscheck=True, nogil=False, error_model='python')

    def compiled(function: Any) -> Any:
        dispatcher: Any = made(function)
        save = dispatcher._cache.save_overload

        def kept(*given: Any) -> None:
            """A full disk costs the next run its time, never this run its file."""
            try:
                save(*given)
            except OSError as error:
                if not _state['lost']:
                    print(f'samar: compiled kernels cannot be kept ({os.strerror(error.errno or 0)})', file=sys.stderr, flush=True)
                _state['lost'] = True

        dispatcher._cache.save_overload = kept
        return dispatcher

    return plain, compiled


def __getattr__(name: str) -> Any:
    if name in ('wide', 'compiled'):
        globals()['wide'], globals()['compiled'] = _define()
        return globals()[name]
    raise AttributeError(name)


def tell(name: str) -> None:
    """The line of a first compile."""
    print(f'samar: compiling kernels for this machine, once: {name}', file=sys.stderr, flush=True)


def install(telling: Callable[[str], None] = tell) -> bool:
    """Put compiled kernels in the places of the Python ones; False, and `why()` says the reason, where Numba cannot be had."""
    if _state['native']:
        return True
    try:
        import numba  # noqa: F401
    except ImportError as error:
        _state['why'] = 'numba is not installed' if error.name == 'numba' else f'numba does not load ({type(error).__name__})'
        return False
    _state['tell'] = telling
    texts = originals()
    try:
        place = folder(texts)
        _write(place, list(texts))
    except OSError as error:
        _state['why'] = f'no room for them: {os.strerror(error.errno or 0)}'
        return False
    _state['place'] = place
    sys.path.insert(0, str(place))
    try:
        made = {name: importlib.import_module(name) for name in texts}
    finally:
        sys.path.remove(str(place))
    for name in modules():
        module = importlib.import_module(name)
        twin = made[PREFIX + _short(name)]
        for key, one in list(vars(module).items()):
            if isinstance(one, types.FunctionType) and hasattr(twin, key):
                _plain[(name, key)] = one
                setattr(module, key, getattr(twin, key))
    _state['native'], _state['why'] = True, ''
    cpython.FUNCTIONS['loose'] = _loose
    cpython.install()
    return True


_loose_plain = cpython.FUNCTIONS['loose']


def _loose(buffer: Any, mask: int, signed: bool) -> bool:
    """`host.loose` without a number as long as the picture."""
    import numpy as np
    whole, count = np.frombuffer(buffer, np.uint8), len(buffer) // 2
    parts = [(whole[at * 2:min(at + CELLS, count) * 2].view('<u2'), mask) for at in range(0, count, CELLS)]
    if len(buffer) % 2:
        parts.append((whole[-1:], mask & 255))
    for cells, bits in parts:
        found = (cells ^ cells << 1) & bits if signed else cells & bits
        if found.any():
            return True
    return False


_plain: dict[tuple[str, str], Any] = {}


def remove() -> None:
    """Plain Python kernels again (tests compare the two)."""
    for (name, key), one in _plain.items():
        setattr(importlib.import_module(name), key, one)
    _plain.clear()
    cpython.FUNCTIONS['loose'] = _loose_plain
    cpython.install()
    _state['native'], _state['why'] = False, 'taken out'


def why() -> str:
    """Why kernels are plain Python; empty when they are not."""
    return str(_state['why'])
