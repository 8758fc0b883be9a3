"""Private attributes by creator, group and low byte of the element: PS3.15 table E.3.10-1 of those thought to be safe, and the evidence
of what curators of a public archive kept (`private_evidence`, docs/private.md)."""

from samar.core import host
from samar.core.standard import table

KEEP, UID, SHIFT = 0, 1, 2      # what the evidence says


def row_of(creator: str, group: int, low_byte: int) -> int:
    """Row of the table, or -1; `creator` counts without the spaces around it."""
    return _find('safe_private', creator.strip(' \0'), group, low_byte)


def evidence_row(creator: str, group: int, low_byte: int) -> int:
    """Row of the evidence, or -1; capitals and runs of spaces in `creator` do not count."""
    return _find('private_evidence', _spelled(creator), group, low_byte)


def evidence(creator: str, group: int, low_byte: int) -> int:
    """What curators decided: KEEP, UID or SHIFT; -1 where they did not, or deleted."""
    row = evidence_row(creator, group, low_byte)
    return host.table('private_evidence')['said'][row] if row >= 0 else -1


def is_known(creator: str) -> bool:
    """Whether a table knows this creator; others may be any text, a name too."""
    creators, curated = table.lines('safe_private', 'creator'), table.lines('private_evidence', 'creator')
    return (table.find(creators, len(creators), creator.strip(' \0')) >= 0
            or table.find(curated, len(curated), _spelled(creator)) >= 0)


def is_safe(creator: str, group: int, low_byte: int) -> bool:
    """Whether the table lists this private attribute."""
    return row_of(creator, group, low_byte) >= 0


def vr_of(creator: str, group: int, low_byte: int) -> str:
    """Its VR as two letters; 'UN' where no table says it, '' where none lists it."""
    row, name = row_of(creator, group, low_byte), 'safe_private'
    if row < 0:
        row, name = evidence_row(creator, group, low_byte), 'private_evidence'
    if row < 0:
        return ''
    code = host.table(name)['vr'][row]
    return chr(code // 256) + chr(code % 256)


def name_of(creator: str, group: int, low_byte: int) -> str:
    """What the attribute means, or ''."""
    row = row_of(creator, group, low_byte)
    if row >= 0:
        return table.lines('safe_private', 'name')[row]
    row = evidence_row(creator, group, low_byte)
    return table.lines('private_evidence', 'name')[row] if row >= 0 else ''


def _spelled(creator: str) -> str:
    return ' '.join([word for word in creator.replace('\0', ' ').upper().split(' ') if word])


def _find(name: str, creator: str, group: int, low_byte: int) -> int:
    creators = table.lines(name, 'creator')
    place = table.find(creators, len(creators), creator)
    if place < 0:
        return -1
    columns = host.table(name)
    wanted = group * 256 + low_byte
    elements = columns['element']
    for row in range(columns['start'][place], columns['start'][place + 1]):
        if elements[row] == wanted:
            return row
    return -1
