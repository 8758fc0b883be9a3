"""What a value is, whatever VR it is written in: UN says nothing of its own (PS3.5 section 6.2.2).

In: a Record and a row. Out: VRs as two letters, and whether a value may be taken for something that identifies.
"""

from samar.core import host
from samar.core.elements import numbers, paths, values
from samar.core.standard import dictionary, private
from samar.kinds import Record, Row, Tag

DECIMALS = ('DS', 'IS')
DECIMAL_SIGNS = '0123456789.\\ +-eE\0'
# Elements that say by what and how something was made: (0008,0070), (0008,1090), (0008,2111), codes, algorithms, and whole groups of
# acquisition, geometry and detector. Their words are those of makers and methods, and a private element often repeats them.
MADE_BY = (0x00080070, 0x00081090, 0x00082111, 0x00080104, 0x00080105, 0x0008010B, 0x0008010F, 0x00080115, 0x00080117, 0x00080118,
           0x00080122, 0x00620009, 0x00660031, 0x00660036)
MAKERS = (0x00080070, 0x00081090)
MADE_BY_GROUPS = (0x0018, 0x0020, 0x0054, 0x3002, 0x3004, 0x300A)


def vr_of(record: Record, row: Row) -> str:
    """VR of a row; of UN what PS3.6 or PS3.15 table E.3.10-1 say of the tag, where they know it."""
    vr = record.vr(row)
    if vr != 'UN':
        return vr
    tag = record.table.tag[row]
    if tag // 65536 % 2 == 0:
        return dictionary.vr_of(tag) or vr
    name = paths.creator(record, row)
    return (private.vr_of(name, tag // 65536, tag % 256) if name else '') or vr


def is_number(record: Record, row: Row) -> bool:
    """Whether a value is a number, so that digits in it are no trace of anything: decimals, and binary ones that are no text."""
    vr = vr_of(record, row)
    if vr in DECIMALS:
        return _is_decimal(record, row)
    if vr not in numbers.FORMS:
        return False
    return record.vr(row) != 'UN' or not values.list_of(record.table.raw(row), 'UN', False, record.charset(row))


def _is_decimal(record: Record, row: Row) -> bool:
    raw = record.table.raw(row)
    text = host.latin1(raw, 0, len(raw))
    for sign in DECIMAL_SIGNS:
        text = text.replace(sign, '')
    return text == ''


def is_made_by(tag: Tag) -> bool:
    """Whether an element tells of makers, methods and geometry."""
    return tag in MADE_BY or tag // 65536 in MADE_BY_GROUPS


def has_number(text: str) -> bool:
    """Whether three digits or more stand together in a text."""
    run = 0
    for sign in text:
        run = run + 1 if '0' <= sign <= '9' else 0
        if run > 2:
            return True
    return False
