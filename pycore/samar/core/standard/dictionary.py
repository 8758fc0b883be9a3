"""PS3.6: VR, VM, keyword and name of standard data elements, and of repeating groups.

Tags are numbers, group * 65536 + element. A tag outside the dictionary (private ones too) gives '' or -1.
"""

from samar.core import host
from samar.core.standard import table
from samar.kinds import Ints, Tag

_rows: dict[int, int] = {}


def base_of(tag: Tag) -> int:
    """The tag under which the dictionary lists a member of a repeating group (PS3.5 7.6); other tags as they are."""
    group = tag // 65536
    if group % 2:
        return tag
    series = group // 256
    if series == 0x50 or series == 0x60:
        return series * 16777216 + tag % 65536
    if series == 0x7F and tag != 0x7FE00010:
        return 0x7F000000 + tag % 65536
    if group == 0x0020 and tag >= 0x00203100 and tag <= 0x002031FF:
        return 0x00203100
    if group == 0x0028 and tag >= 0x00280400 and tag <= 0x002808FF:
        if tag < 0x00280500:
            return 0x00280410 + tag % 16
        if tag >= 0x00280800:
            return 0x00280800 + tag % 16
    if group == 0x1000:
        return 0x10000000 + tag % 16
    if group == 0x1010:
        return 0x10100000
    return tag


def row_of(tag: Tag) -> int:
    """Row of the dictionary, or -1."""
    row = _rows.get(tag)
    if row is None:
        tags = host.table('dictionary')['tag']
        row = table.find(tags, len(tags), tag)
        if row < 0:
            base = base_of(tag)
            if base != tag:
                row = table.find(tags, len(tags), base)
        _rows[tag] = row
    return row


def vr_of(tag: Tag) -> str:
    """VR as two letters; where PS3.6 leaves a choice, OW of 'OB or OW', else the first. '' for an unknown tag."""
    row = row_of(tag)
    if row < 0:
        return ''
    code = host.table('dictionary')['vr'][row]
    return chr(code // 256) + chr(code % 256) if code else ''


def keyword_of(tag: Tag) -> str:
    """Keyword, such as 'PatientName'."""
    row = row_of(tag)
    return table.lines('dictionary', 'keyword')[row] if row >= 0 else ''


def name_of(tag: Tag) -> str:
    """Name, such as "Patient's Name"."""
    row = row_of(tag)
    return table.lines('dictionary', 'name')[row] if row >= 0 else ''


def tag_of(keyword: str) -> int:
    """Tag of a keyword, or -1. The keyword of a repeating group gives its first tag."""
    if keyword == '':
        return -1
    columns: dict[str, Ints] = host.table('dictionary')
    keywords = table.lines('dictionary', 'keyword')
    order = columns['by_keyword']
    low = 0
    high = len(order) - 1
    while low <= high:
        middle = (low + high) // 2
        found = keywords[order[middle]]
        if found == keyword:
            return columns['tag'][order[middle]]
        if found < keyword:
            low = middle + 1
        else:
            high = middle - 1
    return -1


def scan_columns() -> tuple[Ints, Ints, int]:
    """(tags, vrs, count) for the scan kernel: ascending tags, and VRs as first letter * 256 + second, 0 for none.

    The kernel maps a tag to its base first, as `base_of` does, for the groups 50xx, 60xx and 7Fxx.
    """
    columns = host.table('dictionary')
    return columns['tag'], columns['vr'], len(columns['tag'])
