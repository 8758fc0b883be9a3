"""Where the file meta information and the data set begin (PS3.10 section 7.1)."""

from samar.core import host
from samar.core.errors import NotDicom
from samar.core.kernels.scan import is_long
from samar.core.source import foreign
from samar.kinds import Buffer, Source

PREAMBLE = 128
KNOWN_FIRST_GROUPS = (0x0002, 0x0004, 0x0008, 0x0010, 0x0018, 0x0020, 0x0028)


class Opening:
    """`meta` and `body`: offsets of the file meta (or -1) and of what follows; `implicit`, `big`: how the first element is
    written; `preamble`: 'zero', 'filled' or 'missing'."""

    __slots__ = ('big', 'body', 'implicit', 'meta', 'preamble')
    big: bool
    body: int
    implicit: bool
    meta: int
    preamble: str


def look(source: Source) -> Opening:
    """The Opening of a file; raises NotDicom ('empty', or what `foreign` takes it for)."""
    if source.size == 0:
        raise NotDicom('empty', offset=0)
    _, head = source.window(0, min(source.size, 144), 65536)
    length = len(head)
    found = Opening()
    found.meta = -1
    found.body = 0
    found.preamble = 'missing'
    if length >= 132 and host.latin1(head, 128, 132) == 'DICM':
        found.body = 132
        found.preamble = 'zero'
        if host.latin1(head, 0, 128) != '\0' * 128:
            found.preamble = 'filled'
    elif length >= 4 and host.latin1(head, 0, 4) == 'DICM':
        found.body = 4
    form = form_at(head, found.body, source.size)
    if form is None:
        if found.preamble == 'missing':
            raise foreign.named(head)
        form = (False, False)
    found.implicit, found.big = form
    if length >= found.body + 2 and head[found.body] == 2 and head[found.body + 1] == 0:
        found.meta = found.body
    return found


def form_at(buffer: Buffer, at: int, size: int) -> tuple[bool, bool] | None:
    """`(implicit, big endian)` of the element whose header lies at `at` of the buffer, or None if there is none to believe in."""
    if len(buffer) < at + 8:
        return None
    little = buffer[at] + 256 * buffer[at + 1]
    large = buffer[at + 1] + 256 * buffer[at]
    explicit = is_long(buffer[at + 4] * 256 + buffer[at + 5]) < 2
    if explicit:
        if little in KNOWN_FIRST_GROUPS:
            return False, False
        if large in KNOWN_FIRST_GROUPS:
            return False, True
        return None
    if little in KNOWN_FIRST_GROUPS:
        length = buffer[at + 4] + 256 * buffer[at + 5] + 65536 * buffer[at + 6] + 16777216 * buffer[at + 7]
        if length <= size or length == 4294967295:
            return True, False
    return None
