"""What names a private block from outside of it names one of which something stands in the output, or nobody.

In: the input Record, the Record of the output, which row came from which, and the Rules. Out: an output row that breaks this, or -1.
"""

from samar.core import host
from samar.core.elements import paths, values
from samar.core.kernels import judge as kernel
from samar.kinds import Callable, ElementTable, Record, Row

# Dimension Index, Functional Group, Selector Sequence Pointer, Selector Attribute, Attribute Occurrence Private Creator.
NAMING = (0x00209213, 0x00209238, 0x00720054, 0x00720056, 0x00741056)
FIRST_ELEMENT = 0x1000


def stray(output: Record, said: Callable[[Row], bool]) -> int:
    """The first row that names a block of which nothing is there; `said`: rows that a person or a preset spoke for."""
    table = output.table
    rows, blocks = host.int32(table.count), None
    for low, high in ((NAMING[0], NAMING[1]), (NAMING[2], NAMING[-1])):
        for place in range(kernel.rows_with(low, high, table.tag, table.count, rows)):
            row = rows[place]
            text = _text(table, row) if table.tag[row] in NAMING else ''
            if text in ('', values.ANONYMIZED) or said(row):
                continue
            if blocks is None:
                blocks = [paths.creator(output, at) for at in range(table.count)
                          if table.tag[at] // 65536 % 2 == 1 and table.tag[at] % 65536 >= FIRST_ELEMENT]
            if text not in blocks:
                return row
    return -1


def _text(table: ElementTable, row: int) -> str:
    raw = table.raw(row)
    return host.latin1(raw, 0, len(raw)).strip(' \0')
