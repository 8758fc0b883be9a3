"""The path of a row: from the top level down, in the grammar of selectors."""

from pycore import host
from pycore.elements import selectors
from pycore.elements.table import ITEM
from pycore.kernels import match as kernel


def steps(record, row):
    """Steps `(tag, creator or None, index or None)` that lead to a row; an item is its sequence with an index."""
    table = record.table
    found = []
    index = None
    while row >= 0:
        tag = table.tag[row]
        owner = table.parent[row]
        if tag == ITEM:
            index = kernel.ordinal(row, table.parent, table.tag, owner)
        elif tag // 65536 != 0xFFFE:
            name = creator(record, row)
            # the block is chosen by each file: with a creator only the low byte names the element
            found.insert(0, (tag if name is None else tag // 65536 * 65536 + tag % 256, name, index))
            index = None
        row = owner
    return found


def sequences(record, row):
    """Tags of the sequences around a row, outermost first."""
    table = record.table
    found = ()
    owner = table.parent[row]
    while owner >= 0:
        if table.tag[owner] != ITEM:
            found = (table.tag[owner], *found)
        owner = table.parent[owner]
    return found


def path(record, row):
    """The same as text, such as `(0040,0275)[0].(0040,0007)`."""
    return selectors.format(steps(record, row))


def creator(record, row):
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
