"""A character set that the standard does not know is written as what it was read as (PS3.3 C.12.1.1.2).

The attribute tells how all text is to be read, so it is neither removed nor searched; a term that means nothing can say anything.
"""

from samar.core import host
from samar.core.elements import charset
from samar.core.elements.record import CHARACTER_SET
from samar.core.kernels import match as kernel
from samar.core.kernels import row_sets
from samar.core.plan import actions
from samar.kinds import Decisions, Record

UNKNOWN = 'charset-unknown'
DEFAULT, LATIN = 'ISO_IR 6', 'ISO_IR 100'


def declare(record: Record, found: Decisions) -> None:
    """Change the Decisions for rows of Specific Character Set with unknown terms that nobody spoke for."""
    table = record.table
    rows = host.int32(table.count)
    for place in range(row_sets.rows_of(-1, CHARACTER_SET, CHARACTER_SET, table.tag, table.count, rows)):
        row = rows[place]
        if found.how[row] == kernel.NOTHING and UNKNOWN in charset.resolve(record.texts(row)).warnings:
            found.action[row] = actions.CLEAN
            found.how[row] = kernel.BEYOND


def known(written: list[str]) -> str:
    """The value of Specific Character Set for these terms, of known ones only; where there is none they were read as Latin-1."""
    terms = charset.resolve(written).terms
    if terms == [DEFAULT]:
        return LATIN
    return '\\'.join([('' if term == DEFAULT else term) for term in terms])
