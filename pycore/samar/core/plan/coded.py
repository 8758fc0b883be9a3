"""Codes of published schemes: value, scheme and meaning say what, not who, and stay as they are.

In: a Record and a row. Out: whether the item around it is such a code. A local scheme, or one that was given up, can say anything:
its meanings are texts like others. Whether a name or a number of this file stands in a meaning is the business of the sweep.
"""

from samar.core import host
from samar.core.elements.table import ITEM
from samar.core.kernels import match as kernel
from samar.core.kernels import row_sets
from samar.core.plan import actions
from samar.core.standard import schemes
from samar.kinds import Decisions, Record

SCHEME, MEANING = 0x00080102, 0x00080104
VALUES = (0x00080100, 0x00080119, 0x00080120)       # short, long, as URN
PARTS = (*VALUES, SCHEME, 0x00080103, MEANING)      # with the version of the scheme
CONCEPT_NAME = 0x0040A043
SCHEME_NAME, RESPONSIBLE = 0x00080115, 0x00080116
LONGEST_VALUE, LONGEST_NAMED = 64, 16
WORD = 4            # letters
ADDRESS = 7         # digits of a date or a telephone number are more

_judged: 'dict[str, bool]' = {}
MOST = 2000


def is_standard(record: Record, row: int) -> bool:
    """Whether a row lies directly in an item that is a code of a published scheme."""
    table = record.table
    item = table.parent[row]
    if item < 0 or table.tag[item] != ITEM:
        return False
    scheme = _text(record, table.find(SCHEME, item))
    for tag in VALUES:
        at = table.find(tag, item)
        if at >= 0:
            return is_code(scheme, _text(record, at)) and is_plain(_text(record, table.find(MEANING, item)))
    return False


def is_chance(record: Record, row: int, found: str, is_name: bool, dated: bool) -> bool:
    """Whether a found value stands only by chance in a code: two or three letters of a name in the value or scheme of any, less than four
    letters of anything in those of a published one, digits in its meaning."""
    tag = record.table.tag[row]
    if tag != MEANING and is_name and _letters(found) < WORD:
        return True
    if not is_standard(record, row):
        return False
    if tag == MEANING:
        return _letters(found) == 0 and not dated
    return tag == SCHEME or _letters(found) < WORD


def _letters(text: str) -> int:
    return len([sign for sign in text if sign.isalpha() or sign > '\x7f'])


def is_code(scheme: str, value: str) -> bool:
    """Whether a value has the form of the codes of a scheme (standard/schemes.py)."""
    key = scheme + '\n' + value
    known = _judged.get(key)
    if known is None:
        if len(_judged) >= MOST:
            _judged.clear()
        known = _judged[key] = _is_code(scheme, value)
    return known


def _is_code(scheme: str, value: str) -> bool:
    if scheme not in schemes.ALL or not value or len(value) > LONGEST_VALUE or not value.isascii():
        return False
    if scheme in schemes.UNITS:
        return ' ' not in value and value.isprintable()
    bare = value
    for sign in '-.:_':
        bare = bare.replace(sign, '')
    if not bare.isalnum():
        return False
    if scheme in schemes.TONGUES:
        return len(value) <= LONGEST_NAMED
    if bare != bare.upper():
        return False
    return len(value) <= LONGEST_NAMED if scheme in schemes.NAMED else bool([sign for sign in bare if '0' <= sign <= '9'])


def is_plain(meaning: str) -> bool:
    """Whether a meaning holds no address and no run of digits as long as a date."""
    run = 0
    for sign in meaning:
        run = run + 1 if '0' <= sign <= '9' else 0
        if run > ADDRESS or sign == '@':
            return False
    return True


def keep(record: Record, found: Decisions) -> None:
    """Let codes of published schemes stay where a sequence is cleaned, and the names of concepts where one becomes dummies; and what
    such a scheme is called."""
    table = record.table
    rows = host.int32(table.count)
    for place in range(kernel.inside(table.count, table.tag, found.how, rows)):
        row = rows[place]
        sequence = table.parent[table.parent[row]]
        if found.how[row] == kernel.INSIDE_DUMMY and (sequence < 0 or table.tag[sequence] != CONCEPT_NAME):
            continue
        if is_standard(record, row):
            found.action[row] = actions.KEEP
            found.how[row] = kernel.CODED

    for place in range(row_sets.rows_of(-1, SCHEME_NAME, RESPONSIBLE, table.tag, table.count, rows)):
        row = rows[place]
        if found.how[row] == kernel.BEYOND and _text(record, table.find(SCHEME, table.parent[row])) in schemes.ALL:
            found.action[row] = actions.KEEP
            found.how[row] = kernel.CODED


def _text(record: Record, row: int) -> str:
    if row < 0:
        return ''
    raw = record.table.raw(row)
    return host.latin1(raw, 0, len(raw)).strip(' \0')
