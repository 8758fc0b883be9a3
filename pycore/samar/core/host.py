"""Everything the core needs from outside, as plain functions.

The platform fills them in with `install`: `pycore/samar/hosts/cpython.py` on CPython, `extension/worker/host/` in the browser.
Call them through the module (`host.read(...)`), because a function taken out of it before `install` stays empty.
`docs/contracts.md` says what each gives.
"""

from samar.core.errors import HostMissing
from samar.kinds import Any, Callable

NAMES = ('size', 'read', 'blob', 'held', 'bytes', 'uint8', 'uint16', 'int32', 'uint32', 'float64', 'offsets', 'grow', 'copy', 'view',
         'latin1', 'small', 'raw', 'decode', 'encode', 'hmac_sha256', 'sha256', 'sha256_of', 'random', 'today', 'inflate', 'loose', 'table',
         'can_decode', 'can_encode', 'decode_frame', 'encode_frame', 'progress')
# Only where text in pictures can be looked for: on CPython once that was asked for, in the browser always.
FINDER = ('text_map', 'text_line', 'text_symbols')


def install(name: str, function: Callable[..., object] | type) -> None:
    """Supply one function of the platform; raises HostMissing for a name that the core does not know."""
    if name not in NAMES and name not in FINDER:
        raise HostMissing('host-unknown-function', detail=name)
    globals()[name] = function


def missing() -> Any:
    """Names that every platform has to supply and this one did not."""
    return [name for name in NAMES if name not in globals()]
