"""PS3.6 Annex A: which UIDs are registered, and which attributes hold UIDs that name a kind and not an instance."""

from samar.core import host
from samar.core.standard import table
from samar.kinds import Ints, Tag, Uid

ROOT = '1.2.840.10008.'

_rows: dict[str, int] = {}
_structural: dict[int, bool] = {}


def row_of(uid: Uid) -> int:
    """Row of a registered UID, or -1. The match is exact: a known beginning says nothing."""
    if not uid.startswith(ROOT):
        return -1
    row = _rows.get(uid)
    if row is None:
        uids = table.lines('uids', 'uid')
        row = table.find(uids, len(uids), uid)
        if row >= 0:
            _rows[uid] = row
    return row


def is_registered(uid: Uid) -> bool:
    """Whether the registry lists exactly this UID."""
    return row_of(uid) >= 0


def name_of(uid: Uid) -> str:
    """Name of a registered UID, or ''."""
    row = row_of(uid)
    return table.lines('uids', 'name')[row] if row >= 0 else ''


def type_of(uid: Uid) -> str:
    """Its type in the registry, such as 'SOP Class', or ''."""
    row = row_of(uid)
    return table.lines('uids', 'types')[host.table('uids')['type'][row]] if row >= 0 else ''


def is_transfer_syntax(uid: Uid) -> bool:
    """Whether this is a registered transfer syntax."""
    return type_of(uid) == 'Transfer Syntax'


def structural_tags() -> Ints:
    """Ascending tags of the attributes whose UIDs are never replaced (SOP Class, transfer syntax, coding scheme)."""
    tags: Ints = host.table('uids')['structural']
    return tags


def is_structural(tag: Tag) -> bool:
    """Whether UIDs in this attribute name a kind of thing, and so stay even when the registry does not know them."""
    known = _structural.get(tag)
    if known is None:
        tags = structural_tags()
        known = table.find(tags, len(tags), tag) >= 0
        _structural[tag] = known
    return known
