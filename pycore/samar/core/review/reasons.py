"""Why a row is treated as it is, as a code and a detail for the locale."""

from samar.core.kernels import match
from samar.core.plan import actions
from samar.core.standard import options, profile
from samar.kinds import Decisions, Record, Row

CODES = {match.CATEGORY: 'preset-category', match.ELEMENT: 'preset-element', match.USER_CATEGORY: 'chosen-category',
         match.USER_ELEMENT: 'chosen-element', match.PRIVATE: 'private', match.SAFE_PRIVATE: 'safe-private',
         match.EVIDENCE: 'private-evidence', match.BEYOND: 'beyond-table',
         match.ILLEGAL: 'illegal-group', match.GROUP_LENGTH: 'group-length', match.UNKNOWN: 'unknown-element',
         match.FOUND: 'found-value', match.INSIDE_DUMMY: 'inside-dummy', match.INSIDE_CLEANED: 'inside-cleaned',
         match.STRUCTURAL: 'structural', match.CONTENT: 'content-item', match.CODED: 'standard-code', match.BROKEN: 'broken-value',
         match.NOTHING: 'kept'}


def reason(record: Record, decisions: Decisions, row: Row) -> tuple[str, str | None]:
    """`(code, detail)` for a row; the detail of a table rule is its code in E.1-1, of an option its id."""
    how = decisions.how[row]
    rule = decisions.rule[row]
    if decisions.action[row] == match.COVERED:
        return 'inside', None
    if how == match.BASIC or how == match.TYPE:
        # what goes with another element, such as a role with its person, has no row of its own
        return 'profile' if how == match.BASIC else 'type', profile.basic(rule) if rule >= 0 else 'X'
    if 1 <= how <= 11:
        return 'option', options.IDS[how - 1]
    if how == match.BY_VR:
        return 'by-vr', record.vr(row)
    return CODES[how], None


def alternatives(record: Record, decisions: Decisions, row: Row) -> list[str]:
    """Names of the actions that make sense for a row; none for what goes with its container."""
    if decisions.action[row] == match.COVERED:
        return []
    vr = record.vr(row)
    tag = record.table.tag[row]
    codes: tuple[int, ...]
    if vr in ('DA', 'DT', 'TM'):
        codes = (actions.KEEP, actions.REMOVE, actions.EMPTY, actions.ZERO, actions.SHIFT)
    elif vr == 'UI':
        codes = (actions.KEEP, actions.REMOVE, actions.EMPTY, actions.UID)
    elif vr in ('LO', 'SH', 'ST', 'LT', 'UT', 'UC'):
        codes = (actions.KEEP, actions.REMOVE, actions.EMPTY, actions.DUMMY, actions.PSEUDONYM, actions.CLEAN)
    elif vr in ('PN', 'AE', 'CS'):
        codes = (actions.KEEP, actions.REMOVE, actions.EMPTY, actions.DUMMY, actions.PSEUDONYM)
    elif vr == 'AS':
        codes = (actions.KEEP, actions.REMOVE, actions.EMPTY, actions.DUMMY, actions.CLEAN)
    elif vr == 'SQ':
        codes = (actions.KEEP, actions.REMOVE, actions.EMPTY, actions.DUMMY, actions.CLEAN)
    elif tag // 65536 == 0x7FE0:
        codes = (actions.KEEP,)
    elif vr == '':
        codes = ()
    else:
        codes = (actions.KEEP, actions.REMOVE, actions.EMPTY, actions.ZERO)
    return [actions.NAMES[code] for code in codes]
