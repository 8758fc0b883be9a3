"""Codes of published schemes in the output (PS3.16 section 8): read here once more, sign by sign.

In: the Record of the output and a row. Out: whether the item around it is such a code, so that its value and scheme are terms.
"""

from samar.core import host
from samar.core.elements.table import ITEM
from samar.core.standard import schemes
from samar.kinds import Record

MEANING, DESIGNATOR, CONCEPT = 0x00080104, 0x00080102, 0x0040A043
CODE_VALUES = (0x00080100, 0x00080119, 0x00080120)
TELLING = (0x00080100, 0x00080102, 0x00080103, 0x00080104, 0x00080119, 0x00080120)
CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
DIGITS = '0123456789'
BETWEEN = '-.:_'
MOST, SHORT = 64, 16
LONG_RUN, FEW = 8, 3


def is_published(output: Record, row: int) -> bool:
    """Whether a row is part of a code of a published scheme whose meaning holds neither an address nor a number as long as a date."""
    table = output.table
    item = table.parent[row]
    if table.tag[row] not in TELLING or item < 0 or table.tag[item] != ITEM:
        return False
    values = [table.find(tag, item) for tag in CODE_VALUES]
    values = [at for at in values if at >= 0]
    designator, meaning = table.find(DESIGNATOR, item), table.find(MEANING, item)
    if not values or designator < 0 or not _has_form(_said(output, designator), _said(output, values[0])):
        return False
    words = _said(output, meaning) if meaning >= 0 else ''
    if '@' in words:
        return False
    for sign in words:
        if sign not in DIGITS:
            words = words.replace(sign, ' ')
    return not [run for run in words.split(' ') if len(run) >= LONG_RUN]


def names_a_concept(output: Record, row: int) -> bool:
    """Whether a row is a published code by which a content item is named: it belongs to the frame of a report (PS3.3 C.17.3)."""
    if not is_published(output, row):
        return False
    sequence = output.table.parent[output.table.parent[row]]
    return bool(sequence >= 0 and output.table.tag[sequence] == CONCEPT)


def is_chance(output: Record, row: int, text: str, part: bool, whole_day: bool) -> bool:
    """Whether a value that went stands in a code by chance: `part` of a name with less than four letters in the value or scheme of any
    code, so few letters of any value in those of a published one, in its meaning a number."""
    tag = output.table.tag[row]
    if tag not in TELLING:
        return False
    letters = [sign for sign in text if sign.isalpha() or sign > '\x7f']
    if tag != MEANING and part and len(letters) <= FEW:
        return True
    if not is_published(output, row):
        return False
    if tag == DESIGNATOR:
        return True
    return len(letters) <= FEW if tag != MEANING else not letters and not whole_day


def _has_form(scheme: str, value: str) -> bool:
    if value == '' or len(value) > MOST:
        return False
    if scheme in schemes.UNITS:
        return not [sign for sign in value if not '!' <= sign <= '~']
    digits = len([sign for sign in value if sign in DIGITS])
    capitals = len([sign for sign in value if sign in CAPITALS])
    signs = len([sign for sign in value if sign in BETWEEN])
    if scheme in schemes.TONGUES:
        small = len([sign for sign in value if sign.upper() in CAPITALS]) - capitals
        return digits + capitals + small + signs == len(value) <= SHORT and signs < len(value)
    if digits + capitals + signs != len(value) or signs == len(value):
        return False
    if scheme in schemes.NAMED:
        return len(value) <= SHORT
    return scheme in schemes.NUMBERED and digits > 0


def _said(output: Record, row: int) -> str:
    raw = output.table.raw(row)
    return host.latin1(raw, 0, len(raw)).strip(' \0')
