"""The path of a row: from the top level down, in the grammar of selectors."""

from samar.core import host
from samar.core.elements import selectors
from samar.core.elements.table import ITEM
from samar.core.kernels import row_sets
from samar.core.standard import private
from samar.kinds import Any, Callable, Iterable, Record, Row, Steps, Tag


def steps(record: Record, row: Row, known: Callable[[str], bool] | None = None) -> Steps:
    """Steps `(tag, creator or None, index or None)` that lead to a row; an item is its sequence with an index. A creator that the
    function `known` does not know is left out: then the tag is that of the file."""
    table = record.table
    found: Steps = []
    index = None
    while row >= 0:
        tag = table.tag[row]
        owner = table.parent[row]
        if tag == ITEM:
            index = table.ordinal(row)
        elif tag // 65536 != 0xFFFE:
            name = creator(record, row)
            if name is not None and known is not None and not known(name):
                name = None
            # the block is chosen by each file: with a creator only the low byte names the element
            found.insert(0, (tag if name is None else tag // 65536 * 65536 + tag % 256, name, index))
            index = None
        row = owner
    return found


def is_creator(tag: Tag) -> bool:
    """Whether a tag is one of a private creator, which names who defines a block of its group (PS3.5 section 7.8.1)."""
    return tag // 65536 % 2 == 1 and 0x10 <= tag % 65536 <= 0xFF


def is_meant(wanted: Steps, record: Record, row: Row) -> bool:
    """Whether a selector means a row. A private tag without a creator, `(0029,1010)`, means that very tag, whoever introduced it; alone
    it means it at every depth, as other tags do."""
    last = wanted[len(wanted) - 1]
    path = steps(record, row)
    if last[1] is not None or not selectors.is_private(last):
        return selectors.matches(wanted, path)
    if record.table.tag[row] != last[0]:
        return False
    if len(wanted) == 1 or (len(wanted) == 2 and wanted[0] == selectors.ANY_DEPTH):
        return True
    return selectors.matches([*wanted[0:len(wanted) - 1], path[len(path) - 1]], path)


def sequences(record: Record, row: Row) -> tuple[int, ...]:
    """Tags of the sequences around a row, outermost first."""
    table = record.table
    found: tuple[Tag, ...] = ()
    owner = table.parent[row]
    while owner >= 0:
        if table.tag[owner] != ITEM:
            found = (table.tag[owner], *found)
        owner = table.parent[owner]
    return found


def path(record: Record, row: Row) -> str:
    """The same as text, such as `(0040,0275)[0].(0040,0007)`."""
    return selectors.format(steps(record, row))


def told(record: Record, row: Row) -> str:
    """The same for reports and errors, which hold no value: a creator stands in it only where PS3.15 table E.3.10-1 has it."""
    return selectors.format(steps(record, row, private.is_known))


def creator(record: Record, row: Row) -> str | None:
    """The private creator of a private element (PS3.5 section 7.8.1), trimmed; None for others and where there is none."""
    table = record.table
    tag = table.tag[row]
    if tag // 65536 % 2 == 0:
        return None
    element = tag % 65536
    if element < 0x1000:
        return None
    at = table.find(tag - element + element // 256, table.parent[row])
    if at < 0:
        return None
    raw = table.raw(at)
    return host.latin1(raw, 0, len(raw)).strip(' \0')


def find(record: Record, wanted: Iterable[tuple[Tag, str | None, Any]]) -> Row:
    """Row of a path (steps without stars), or -1. A last step with an index is the item itself."""
    table = record.table
    owner = -1
    for tag, name, index in wanted:
        row = table.find(tag, owner) if name is None else _private_row(record, tag, name, owner)
        if row < 0:
            return -1
        if index is None:
            return row
        owner = row_sets.nth_item(row, index, table.tag, table.parent, table.depth, table.count)
        if owner < 0:
            return -1
    return owner


def _private_row(record: Record, tag: Tag, name: str, owner: Row) -> Row:
    table = record.table
    for block in range(0x10, 0x100):
        at = table.find(tag // 65536 * 65536 + block, owner)
        if at >= 0:
            raw = table.raw(at)
            if host.latin1(raw, 0, len(raw)).strip(' \0') == name:
                row = table.find(tag // 65536 * 65536 + block * 256 + tag % 256, owner)
                if row >= 0:
                    return row
    return -1
