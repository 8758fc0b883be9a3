"""PS3.15 table E.1-1: what the Basic Profile and its options say of an attribute.

Rows are numbers. The first `plain` rows are for one tag each, ascending; behind them come the rows that stand for
many tags: curves (50xx,xxxx), overlay data (60xx,3000), overlay comments (60xx,4000), private attributes (odd groups).
"""

from samar.core import codes, host
from samar.core.standard import options, table
from samar.kinds import Tables, Tag

# Codes of the column `basic`, in this order.
ACTIONS = ('X', 'D', 'U', 'Z', 'X/D', 'X/Z', 'X/Z/D', 'Z/D', 'X/Z/U*')

CATEGORIES = codes.CATEGORIES

_rows: dict[int, int] = {}


def columns() -> Tables:
    """The columns for a kernel, one number a row, and the counts that go with them, as a dict.

    `tag`, `mask`  a tag belongs to the row where (tag & mask) == the row's tag
    `basic`        index into ACTIONS
    `keep`         bits of the options with K; bit n is options.IDS[n]
    `clean`        bits of the options with C
    `category`     index into CATEGORIES
    `vr`           VR as first letter * 256 + second, 0 for the two rows that have no one VR
    `plain`        how many rows are for one tag each
    """
    return host.table('profile')


def row_of(tag: Tag) -> int:
    """Row of a tag, or -1. Odd groups are one row, whatever the element."""
    row = _rows.get(tag)
    if row is None:
        row = _look_up(tag)
        _rows[tag] = row
    return row


def _look_up(tag: Tag) -> int:
    found = host.table('profile')
    plain: int = found['plain']
    group = tag // 65536
    if group % 2:
        return plain + 3
    series = group // 256
    if series == 0x50:
        return plain
    if series == 0x60:
        element = tag % 65536
        return plain + 1 if element == 0x3000 else plain + 2 if element == 0x4000 else -1
    return table.find(found['tag'], plain, tag)


def basic(row: int) -> str:
    """The code of the Basic Profile: one of ACTIONS."""
    return ACTIONS[host.table('profile')['basic'][row]]


def option(row: int, option_id: str) -> str:
    """What an option says of a row: 'K' keep, 'C' clean, '' nothing."""
    bit = options.bit(option_id)
    if bit == 0:
        return ''
    found = host.table('profile')
    if found['keep'][row] & bit:
        return 'K'
    return 'C' if found['clean'][row] & bit else ''


def category(row: int) -> str:
    """The group of a row: one of CATEGORIES."""
    return CATEGORIES[host.table('profile')['category'][row]]


def keyword(row: int) -> str:
    """Keyword of a row's attribute, such as 'PatientName'."""
    return table.lines('profile', 'keyword')[row]


def edition() -> str:
    """Edition of the standard that the table is of."""
    edition: str = host.table('profile')['edition']
    return edition
