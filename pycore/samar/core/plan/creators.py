"""Attributes that name a private block from outside of it: they stay while something of that block stays, and go with it.

Dimension Index, Functional Group, Selector and Attribute Occurrence Private Creator (PS3.3 C.7.6.17, C.7.6.16, C.23, C.30) repeat the
text of a private creator beside a pointer to an attribute of its block. A text that nobody introduced can say anything.
"""

from samar.core import host
from samar.core.elements import paths
from samar.core.kernels import match as kernel
from samar.core.kernels import row_sets
from samar.core.plan import actions
from samar.kinds import Decisions, Record

NAMING = (0x00209213, 0x00209238, 0x00720054, 0x00720056, 0x00741056)
GO = (actions.REMOVE, actions.EMPTY, actions.ZERO, actions.DUMMY)
SPOKEN_FOR = (kernel.USER_ELEMENT, kernel.USER_CATEGORY, kernel.ELEMENT, kernel.CATEGORY)


def follow(record: Record, found: Decisions) -> None:
    """Decide on what names private blocks, by what becomes of the blocks."""
    table = record.table
    rows = host.int32(table.count)
    staying = None
    for low, high in ((NAMING[0], NAMING[1]), (NAMING[2], NAMING[4])):
        for place in range(row_sets.rows_of(-1, low, high, table.tag, table.count, rows)):
            row = rows[place]
            if table.tag[row] not in NAMING or found.action[row] != actions.KEEP or found.how[row] in SPOKEN_FOR:
                continue
            if staying is None:
                staying = _creators(record, found)
            raw = table.raw(row)
            if host.latin1(raw, 0, len(raw)).strip(' \0') not in staying:
                found.action[row] = actions.DUMMY
                found.how[row] = kernel.PRIVATE


def _creators(record: Record, found: Decisions) -> list[str]:
    """Texts of the creators of which something stays."""
    table = record.table
    texts: list[str] = []
    for row in range(table.count):
        tag = table.tag[row]
        if tag // 65536 % 2 and tag % 65536 >= 0x1000 and found.action[row] not in GO:
            name = paths.creator(record, row)
            if name and name not in texts:
                texts.append(name)
    return texts
