"""Elements inside sequences, found by walking the rows of the element table: no value is decoded until it is asked for."""

from samar.core import host
from samar.core.kernels import cells
from samar.kinds import ElementTable, Row, Sequence, Tag, UInt16s

ITEM = 0xFFFEE000
BIG = 2


def after(table: ElementTable, row: Row) -> Row:
    """First row behind a whole element or item: the first that starts at or behind its end."""
    stop = table.stop[row]
    start, low, high = table.start, row + 1, table.count
    while low < high:
        middle = (low + high) // 2
        if start[middle] < stop:
            low = middle + 1
        else:
            high = middle
    return low


def children(table: ElementTable, row: Row) -> list[Row]:
    """Rows directly inside an element or item, delimiters left out."""
    found = []
    here, end = row + 1, after(table, row)
    while here < end:
        tag = table.tag[here]
        if table.parent[here] == row and (tag == ITEM or tag < 0xFFFE0000):
            found.append(here)
        here = after(table, here)
    return found


def item(table: ElementTable, row: Row, index: int) -> Row:
    """Row of the item with this index in a sequence, or -1."""
    here, end, seen = row + 1, after(table, row), 0
    while here < end:
        if table.tag[here] == ITEM:
            if seen == index:
                return here
            seen += 1
        here = after(table, here)
    return -1


def element(table: ElementTable, owner: Row, tag: Tag) -> Row:
    """Row of an element directly inside an item (`owner` -1: at top level), or -1."""
    if owner < 0:
        return table.find(tag)
    for row in children(table, owner):
        if table.tag[row] == tag:
            return row
    return -1


def inside(table: ElementTable, owner: Row, *path: Tag) -> Row:
    """Row of an element down a path of tags, through the first item of each sequence, or -1."""
    row = element(table, owner, path[0])
    for tag in path[1:]:
        if row < 0:
            return -1
        first = item(table, row, 0)
        if first < 0:
            return -1
        row = element(table, first, tag)
    return row


def is_big(table: ElementTable, row: Row) -> bool:
    """True where the value's numbers are big endian."""
    return table.form[row] & BIG != 0


def numbers16(table: ElementTable, row: Row) -> tuple[UInt16s, int]:
    """Unsigned 16-bit numbers of a value (US, SS, OW) as an array, and how many."""
    buffer = table.raw(row)
    count = len(buffer) // 2
    found = host.uint16(count)
    cells.words(buffer, 0, count, 1 if is_big(table, row) else 0, found)
    return found, count


def decimals(table: ElementTable, row: Row) -> list[float]:
    """Numbers of a text value (DS, IS); one that is not a number ends the list."""
    buffer = table.raw(row)
    return numbers(host.latin1(buffer, 0, len(buffer)).split('\\'))


def numbers(texts: Sequence[str] | None) -> list[float]:
    """Text values as numbers, up to the first that is none."""
    found = []
    for text in texts or ():
        try:
            found.append(float(text.replace('\0', '').strip()))
        except ValueError:
            break
    return found
