"""A private element that curators of a public archive kept: what happens to it, judged by its VR and its value.

In: a Record, a row, what the evidence says (standard/private.py), the Compiled of a policy. Out: an action. A curator saw other
values than this one: numbers stay, text is cleaned, days move, UIDs are mapped, and what cannot be judged goes.
"""

from samar.core import host
from samar.core.elements import meaning, numbers, values
from samar.core.plan import actions, descriptors, vocabulary
from samar.core.standard import private
from samar.kinds import Any, Compiled, Record, Row, Vr

TEXT = ('LO', 'SH', 'ST', 'LT', 'UT', 'UC')
MOMENTS = ('DA', 'DT', 'TM')
OPAQUE = ('OB', 'OW', 'OF', 'OD', 'OL', 'OV', 'UN')
LONGEST_RUN = 5        # printable bytes in a row that a number may look like
MOST = 65536           # bytes of an opaque value that is looked through


def action_for(record: Record, row: Row, said: int, compiled: Compiled) -> int:
    """An action's code for a row; `said` is KEEP, UID or SHIFT of standard/private.py."""
    vr = meaning.vr_of(record, row)
    if record.table.length[row] == 0 or vr == 'SQ':
        return actions.KEEP
    moved = by_value(vr, compiled)
    if moved >= 0:
        return moved
    if said == private.UID:
        return actions.UID if vr in TEXT else actions.REMOVE
    if said == private.SHIFT:
        return actions.REMOVE       # a moment in a form that nobody here can move
    if vr in numbers.FORMS:
        return actions.KEEP
    if vr in meaning.DECIMALS:
        return actions.KEEP if meaning.is_number(record, row) else actions.REMOVE
    if vr in TEXT:
        return actions.CLEAN
    if vr == 'AS':
        return actions.CLEAN
    if vr == 'CS':
        return actions.KEEP if _is_ordinary('\\'.join(record.texts(row))) else actions.REMOVE
    return actions.KEEP if vr in OPAQUE and _says_nothing(record, row) else actions.REMOVE


def by_value(vr: Vr, compiled: Compiled) -> int:
    """The action for days and UIDs under a policy, -1 for other VRs: times of day go or stay with the days."""
    if vr == 'UI':
        return compiled.by_uid
    if vr in MOMENTS:
        return actions.REMOVE if compiled.by_date == actions.DUMMY else compiled.by_date
    return -1


def _is_ordinary(text: str) -> bool:
    return not descriptors.clean(text, vocabulary.shipped(), set())[1]


def _says_nothing(record: Record, row: Row) -> Any:
    """Whether opaque bytes hold no text, or text of known words only."""
    if record.table.length[row] > MOST:
        return False
    raw = record.table.raw(row)
    plain = values.list_of(raw, 'UN', False, record.charset(row))
    if plain:
        return _is_ordinary('\n'.join(plain))
    text = host.latin1(raw, 0, len(raw))
    run, letters = 0, 0
    for sign in text:
        if ' ' <= sign < '\x7f':
            run += 1
            letters += 1 if sign.isalpha() else 0
        else:
            run = letters = 0
        if run > LONGEST_RUN and letters > 2:
            return False
    return True
