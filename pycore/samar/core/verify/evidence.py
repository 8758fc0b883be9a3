"""Whether a private element that curators of a public archive kept may stand in the output with the value it has there.

Its own reading: by the VR that the output or the table of evidence says, and by the value before and after.
"""

from samar.core import host
from samar.core.elements import paths
from samar.core.kernels import judge as kernel
from samar.core.standard import private, uids
from samar.core.verify import words
from samar.kinds import Buffer, Record, Row, Rules

PEOPLE = ('PN', 'AE', 'UR')
WORDED = ('LO', 'SH', 'ST', 'LT', 'UT', 'UC', 'CS')
MOMENTS = ('DA', 'DT')
DECIMALS = ('DS', 'IS')
DECIMAL = '0123456789.+-eE\\ \0'


def may_stay(record: Record, rules: Rules, output: Record, before: int, row: Row, said: int) -> bool:
    """Whether it may: UIDs are new, days are others, text has known words only, numbers are numbers, people never."""
    table = output.table
    vr = output.vr(row)
    if vr == 'UN':
        creator, tag = paths.creator(output, row), table.tag[row]
        vr = private.vr_of(creator or '', tag // 65536, tag % 256) or vr
    if table.length[row] == 0 or table.is_container(row) or vr == 'SQ':
        return True
    if vr in PEOPLE:
        return False
    old, new = _texts(record.table.raw(before)) if before >= 0 else [], _texts(table.raw(row))
    if vr == 'UI' or said == private.UID:
        return rules.uid == kernel.FREE or not [x for x in new if x in old and not uids.is_registered(x) and x]
    if vr in MOMENTS:
        return rules.date == kernel.FREE or (rules.date == kernel.SHIFTED and not [x for x in new if x and x in old])
    if vr in DECIMALS:
        return not [x for x in ''.join(new) if x not in DECIMAL]
    if vr in WORDED:
        return not [text for text in output.texts(row) if not words.are_known(text)]
    return True


def _texts(raw: Buffer) -> list[str]:
    return [text.strip(' \0') for text in host.latin1(raw, 0, len(raw)).split('\\')]
