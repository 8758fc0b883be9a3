"""The element table: parallel arrays, one row for each element, item and delimiter at every depth.

`read` fills it with the scan kernel; nothing is decoded. Columns are stated in docs/contracts.md.
"""

from samar.core import host
from samar.core.errors import Malformed
from samar.core.kernels import scan as kernel
from samar.core.kernels.row_sets import ordinals
from samar.core.source.ranges import FIRST, LARGEST
from samar.core.standard import dictionary
from samar.kinds import Buffer, Int32s, Row, SamarError, Source, Tag

UNDEFINED = 4294967295
ITEM = 0xFFFEE000
VR_SQ = 0x5351
CODES = {4: 'truncated', 5: 'overrun', 6: 'item-missing', 7: 'item-stray', 8: 'vr-bad', 9: 'length-undefined', 10: 'sequence-unclosed'}
MOST_TOP = 1000           # top-level rows whose tags are known from the first look on
MOST_CONTAINERS = 1024    # open sequences and items; what is nested deeper than this is not meant to be read


class ElementTable:
    """Rows of one data set; `error` is a Malformed when reading stopped early, and the rows before it stand."""

    __slots__ = ('around', 'count', 'depth', 'error', 'form', 'inside', 'length', 'more', 'numbers', 'parent', 'source', 'start', 'state',
                 'stop', 'tag', 'top', 'topped', 'value', 'vr')

    def __init__(self, source: Source, capacity: int) -> None:
        self.source = source
        self.count = 0
        self.error: SamarError | None = None
        self.top: dict[int, int] = {}           # tags at the top level and the first row of each; those looked for where there are `more`
        self.topped, self.more = -1, False      # the rows then
        self.inside: dict[int, int] = {}        # the same for one owner, the last that was asked for
        self.around = (-1, -1)                  # which one, and the rows then
        self.numbers: Int32s | None = None      # of items, see `ordinal`
        self.state = host.offsets(20)
        self.tag = host.uint32(capacity)
        self.vr = host.uint16(capacity)
        self.start = host.offsets(capacity)
        self.value = host.offsets(capacity)
        self.length = host.uint32(capacity)
        self.stop = host.offsets(capacity)
        self.depth = host.int32(capacity)
        self.parent = host.int32(capacity)
        self.form = host.uint8(capacity)

    def widen(self, capacity: int) -> None:
        """Make place for `capacity` rows."""
        for name in ('tag', 'vr', 'start', 'value', 'length', 'stop', 'depth', 'parent', 'form'):
            setattr(self, name, host.grow(getattr(self, name), capacity))

    def raw(self, row: Row) -> Buffer:
        """The value's buffer; of a container all bytes inside it."""
        return self.source.read(self.value[row], self.value[row] + self.extent(row))

    def extent(self, row: Row) -> int:
        """Bytes of the value as they lie in the file, delimiters of an undefined length included."""
        if self.length[row] == UNDEFINED:
            return self.stop[row] - self.value[row]
        return self.length[row]

    def find(self, tag: Tag, owner: Row = -1) -> Row:
        """Row of the first element with this tag directly under `owner` (-1: top level), or -1."""
        if owner < 0:
            if self.topped != self.count:
                self._top()
            known = self.top.get(tag, -1)
            if known == -1 and self.more:
                known = self.top[tag] = kernel.first_row(tag, -1, -1, self.tag, self.parent, self.depth, 0, self.count)
            return known
        if self.around != (owner, self.count):
            self.around, self.inside = (owner, self.count), {}
        found = self.inside.get(tag)
        if found is None:
            found = self.inside[tag] = kernel.first_row(tag, owner, self.depth[owner], self.tag, self.parent, self.depth, owner + 1,
                                                        self.count)
        return found

    def _top(self) -> None:
        """The first top-level rows by their tags, because most of what is looked for is there, or nowhere."""
        self.top, self.topped = {}, self.count
        rows = host.int32(MOST_TOP)
        count = kernel.top_rows(self.parent, self.count, rows, MOST_TOP)
        self.more = count == MOST_TOP
        for place in range(count - 1, -1, -1):
            self.top[self.tag[rows[place]]] = rows[place]

    def ordinal(self, row: Row) -> int:
        """How many items lie before an item in its sequence."""
        if self.numbers is None:
            self.numbers = host.int32(self.count)
            ordinals(self.count, self.tag, self.parent, host.int32(self.count), self.numbers)
        return self.numbers[row]

    def place_of(self, tag: Tag) -> int:
        """Top-level row before which a new element with this tag belongs."""
        return kernel.row_behind(tag, self.tag, self.depth, self.count)

    def is_container(self, row: Row) -> bool:
        """True for items and for elements whose rows follow."""
        return row + 1 < self.count and self.parent[row + 1] == row


def read(source: Source, start: int, end: int, implicit: bool, big: bool, meta_only: bool = False) -> ElementTable:
    """Rows of the data set that lies in [start, end) of `source`; with `meta_only` up to the first element outside group 0002."""
    rows, places = 1024, 64
    table = ElementTable(source, rows)
    state = table.state
    state[kernel.POSITION], state[kernel.ROOM], state[kernel.DEPTH_ROOM] = start, rows, places
    state[kernel.IMPLICIT_VR], state[kernel.BIG_ENDIAN] = (1 if implicit else 0), (1 if big else 0)
    state[kernel.META_ONLY], state[kernel.GUARD] = (1 if meta_only else 0), -1
    stack_row, stack_kind, stack_form = host.int32(places), host.int32(places), host.int32(places)
    stack_limit, stack_last = host.offsets(places), host.offsets(places)
    tags, vrs, known = dictionary.scan_columns()
    span, needed = FIRST, 0
    while True:
        base, window = source.window(state[kernel.POSITION], needed, span)
        before = base + len(window)
        status = kernel.scan(window, base, len(window), end, state, table.tag, table.vr, table.start, table.value,
                             table.length, table.stop, table.depth, table.parent, table.form,
                             stack_row, stack_limit, stack_kind, stack_form, stack_last, tags, vrs, known)
        if status == kernel.WANT:
            # windows grow while headers follow one another, and stay small where large values are stepped over
            needed = state[kernel.WHERE]
            if state[kernel.POSITION] > before:
                span = FIRST
            elif span < LARGEST:
                span *= 2
        elif status == kernel.FULL:
            rows *= 2
            table.widen(rows)
            state[kernel.ROOM] = rows
        elif status == kernel.DEEP and places < MOST_CONTAINERS:
            places *= 4
            stack_row, stack_kind, stack_form = (host.grow(x, places) for x in (stack_row, stack_kind, stack_form))
            stack_limit, stack_last = host.grow(stack_limit, places), host.grow(stack_last, places)
            state[kernel.DEPTH_ROOM] = places
        else:
            break
    table.count = state[kernel.ROWS]
    if status == kernel.DEEP:
        table.error = Malformed('too-deep', offset=state[kernel.POSITION])
    elif status != kernel.DONE:
        table.error = Malformed(CODES[status], offset=state[kernel.WHERE])
    elif state[kernel.TRAILING] > 0:
        # a zero tag ends the data set only where nothing but zeros follows
        at = source.nonzero(state[kernel.POSITION], end)
        if at >= 0:
            table.error = Malformed('padding-not-zero', offset=at)
    return table
