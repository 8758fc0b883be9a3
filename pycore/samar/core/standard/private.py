"""PS3.15 table E.3.10-1: private attributes thought to be safe, by creator, group and low byte of the element."""

from samar.core import host
from samar.core.standard import table


def row_of(creator, group, low_byte):
    """Row of the table, or -1; `creator` counts without the spaces around it."""
    creators = table.lines('safe_private', 'creator')
    place = table.find(creators, len(creators), creator.strip(' \0'))
    if place < 0:
        return -1
    columns = host.table('safe_private')
    wanted = group * 256 + low_byte
    elements = columns['element']
    for row in range(columns['start'][place], columns['start'][place + 1]):
        if elements[row] == wanted:
            return row
    return -1


def is_known(creator):
    """Whether the table knows this creator; others may be any text, a name too."""
    creators = table.lines('safe_private', 'creator')
    return table.find(creators, len(creators), creator.strip(' \0')) >= 0


def is_safe(creator, group, low_byte):
    """Whether the table lists this private attribute."""
    return row_of(creator, group, low_byte) >= 0


def vr_of(creator, group, low_byte):
    """Its VR as two letters; 'UN' where the table does not say it, '' where the table does not list it."""
    row = row_of(creator, group, low_byte)
    if row < 0:
        return ''
    code = host.table('safe_private')['vr'][row]
    return chr(code // 256) + chr(code % 256)


def name_of(creator, group, low_byte):
    """What the attribute means, or ''."""
    row = row_of(creator, group, low_byte)
    return table.lines('safe_private', 'name')[row] if row >= 0 else ''
