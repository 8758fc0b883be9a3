"""PS3.3: the Type of the profile's attributes in the IOD of a SOP Class, which decides between X, Z and D."""

from samar.core import host
from samar.core.standard import profile, table
from samar.kinds import Array, Buffer, Sequence, Tag, Uid

# How a Type is written as a number; 0 is "not in this IOD, or not known".
NAMES = ('', '1', '2', '3', '1C', '2C')
ORDER = {'': 0, '1': 1, '2': 2, '3': 3, '1C': 4, '2C': 5}

_classes: dict[str, int] = {}
_seen: dict[int, str] = {}


def sop_class_row(sop_class: Uid) -> int:
    """Row of a SOP Class, or -1 for one whose IOD is not known."""
    row = _classes.get('=' + sop_class)       # a text of a file is no key as it is: `__proto__` is more than a text to JavaScript
    if row is None:
        classes = table.lines('iod', 'sop_class')
        row = table.find(classes, len(classes), sop_class)
        _classes['=' + sop_class] = row
    return row


def column(sop_class: Uid) -> Buffer:
    """The Type at the top level for each row of the profile, as a number of ORDER; all 0 for an unknown SOP Class."""
    rows = len(profile.columns()['tag'])
    row = sop_class_row(sop_class)
    if row < 0:
        return host.uint8(rows)
    columns = host.table('iod')
    first = columns['set'][row] * rows
    return host.view(columns['types'], first, first + rows)


def type_of(sop_class: Uid, path: Sequence[int], tag: Tag) -> str:
    """Type of an attribute of the profile: one of NAMES, '' when it is not known or not in the IOD.

    `path` is a tuple of the tags of the enclosing sequences, outermost first; the last of them decides.
    """
    profile_row = profile.row_of(tag)
    if profile_row < 0:
        return ''
    if len(path) == 0:
        return NAMES[column(sop_class)[profile_row]]
    row = sop_class_row(sop_class)
    iod = host.table('iod')['iod'][row] if row >= 0 else 255
    sequence = path[len(path) - 1]
    key = (sequence * 1024 + profile_row) * 256 + iod
    found = _seen.get(key)
    if found is None:
        found = NAMES[_nested(iod, sequence, profile_row)]
        _seen[key] = found
    return found


def _nested(iod: int, sequence: int, profile_row: int) -> int:
    """Number of a row's Type inside a sequence."""
    columns: dict[str, Array] = host.table('iod')
    rows, sequences, iods = columns['but_row'], columns['but_sequence'], columns['but_iod']
    for place in range(len(rows)):
        if rows[place] == profile_row and sequences[place] == sequence and iods[place] == iod:
            return columns['but_type'][place]
    place = table.find(columns['sequence'], len(columns['sequence']), sequence)
    if place < 0:
        return 0
    first = columns['start'][place]
    count = columns['start'][place + 1] - first
    at = table.find(host.view(columns['row'], first, first + count), count, profile_row)
    return columns['nested'][first + at] if at >= 0 else 0
