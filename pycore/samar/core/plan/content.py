"""Clean Structured Content carried into the tree of a report: one decision for each content item (PS3.15 E.3.4, PS3.3 C.17.3).

The items of a sequence that is cleaned are looked at one by one; what the concept name and the value type say wins over what
the VR alone would say. An item that goes takes what is below it; containers stay, so that a tree stays a tree.
"""

from samar.core import host
from samar.core.kernels import match as kernel
from samar.core.kernels import row_sets
from samar.core.plan import actions, structured
from samar.core.standard import options
from samar.kinds import Any, Decisions, Record, Row

SEQUENCES = (0x0040A730, 0x00400555, 0x00400610, 0x0040B020)
MAY_GO = (0x0040A730, 0x0040B020)
CONCEPT_NAME, VALUE_TYPE = 0x0040A043, 0x0040A040
CODE_VALUE, SCHEME, MEANING = 0x00080100, 0x00080102, 0x00080104
NUMERIC_VALUE = 0x0040A30A
SUBJECT_AGE = ('DCM', '121033')     # capped above 89 years where it stays
LONG_CODE, URN_CODE = 0x00080119, 0x00080120
VALUES = {'TEXT': 0x0040A160, 'PNAME': 0x0040A123, 'UIDREF': 0x0040A124, 'DATETIME': 0x0040A120, 'DATE': 0x0040A121,
          'TIME': 0x0040A122, 'NUM': 0x0040A300, 'CODE': 0x0040A168, 'IMAGE': 0x00081199, 'COMPOSITE': 0x00081199,
          'WAVEFORM': 0x00081199}
ITEM = 0xFFFEE000


def clean(record: Record, found: Decisions) -> None:
    """Change the Decisions for content items inside sequences that Clean Structured Content keeps."""
    if options.CLEAN_STRUCTURED_CONTENT not in found.policy.options:
        return
    table = record.table
    owners = host.int32(table.count)
    for tag in SEQUENCES:
        for place in range(row_sets.rows_of(-1, tag, tag, table.tag, table.count, owners)):
            owner = owners[place]
            if found.action[owner] != actions.CLEAN:
                continue
            row = owner + 1
            while row < table.count and table.depth[row] > table.depth[owner]:
                if table.tag[row] == ITEM and table.parent[row] == owner and found.action[row] == actions.KEEP:
                    _item(record, found, row)
                row += 1
            if tag in MAY_GO:
                _empty(record, found, owner)


def _empty(record: Record, found: Decisions, owner: Row) -> None:
    """A sequence goes when all its items go: with none it would not be valid (Type 1C, PS3.3 C.17.3)."""
    table = record.table
    row = owner + 1
    while row < table.count and table.depth[row] > table.depth[owner]:
        if table.tag[row] == ITEM and table.parent[row] == owner and found.action[row] != actions.REMOVE:
            return
        row += 1
    if row > owner + 1:
        found.action[owner] = actions.REMOVE
        found.how[owner] = kernel.CONTENT


def _item(record: Record, found: Decisions, item: int) -> None:
    table = record.table
    kind = _text(record, table.find(VALUE_TYPE, item))
    name = table.find(CONCEPT_NAME, item)
    scheme, code = '', ''
    if name >= 0 and name + 1 < table.count and table.parent[name + 1] == name:
        inside = name + 1
        scheme = _text(record, table.find(SCHEME, inside))
        for tag in (CODE_VALUE, LONG_CODE, URN_CODE):
            code = code or _text(record, table.find(tag, inside))
    if kind == '' and name < 0:
        return
    action, _, option = structured.action_for(scheme, code, kind or 'CONTAINER', found.policy.options)
    how = options.IDS.index(option) + 1 if option else kernel.CONTENT
    if action == actions.REMOVE:
        found.action[item] = action
        found.how[item] = kernel.CONTENT
        return
    value = table.find(VALUES[kind], item) if kind in VALUES else -1
    if value < 0 or found.how[value] in (kernel.USER_ELEMENT, kernel.USER_CATEGORY):
        return
    if table.vr[value] != 0x5351:
        found.action[value] = action
        found.how[value] = how
    elif kind == 'NUM' and action == actions.DUMMY:
        found.action[value] = actions.EMPTY     # no number that could be taken for a measurement
        found.how[value] = kernel.CONTENT
    elif action == actions.DUMMY:
        _dummies(record, found, value)
    elif kind == 'NUM' and (scheme, code) == SUBJECT_AGE and action == actions.KEEP:
        _each(record, found, value, (NUMERIC_VALUE,), actions.CLEAN, kernel.NOTHING, how)
    elif action == actions.KEEP and kind == 'CODE' and option:
        _each(record, found, value, (CODE_VALUE, SCHEME, MEANING), actions.KEEP, kernel.INSIDE_CLEANED, kernel.INSIDE_CLEANED)


def _dummies(record: Record, found: Any, owner: Row) -> None:
    """A code or a measurement that must not be told: the frame stays, what it says goes."""
    table = record.table
    row = owner + 1
    while row < table.count and table.depth[row] > table.depth[owner]:
        if table.tag[row] // 65536 != 0xFFFE and table.vr[row] != 0x5351 and found.action[row] in (actions.KEEP, actions.CLEAN):
            found.action[row] = actions.UID if table.vr[row] == 0x5549 else actions.DUMMY
            found.how[row] = kernel.CONTENT
        row += 1


def _each(record: Record, found: Decisions, owner: Row, tags: tuple[int, ...], action: int, before: int, how: int) -> None:
    """Give the elements of a sequence with these tags, as far as they were decided for the reason `before`, an action."""
    table = record.table
    row = owner + 1
    while row < table.count and table.depth[row] > table.depth[owner]:
        if table.tag[row] in tags and found.how[row] == before:
            found.action[row] = action
            found.how[row] = how
        row += 1


def _text(record: Record, row: Row) -> str:
    """The first value of a row, '' where there is none."""
    if row < 0:
        return ''
    raw = record.table.raw(row)
    return host.latin1(raw, 0, len(raw)).split('\\')[0].strip(' \0')
