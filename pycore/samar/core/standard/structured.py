"""PS3.15 table E.3.4-1: what to do with a content item of a structured report, by concept name and value type."""

from samar.core import host
from samar.core.standard import options, profile, table

# Designators under which SNOMED RT codes stand in older files (PS3.16 section 8).
_SNOMED_RT = ('SRT', 'SNM3', '99SDM')


def row_of(scheme: str, code: str, value_type: str) -> int:
    """Row of a concept (coding scheme designator and code value) with a value type such as 'TEXT', or -1."""
    if scheme in _SNOMED_RT:
        older = table.lines('structured', 'alias')
        place = table.find(older, len(older), code)
        if place < 0:
            return -1
        scheme = 'SCT'
        code = table.lines('structured', 'alias_of')[place]
    keys = table.lines('structured', 'key')
    return table.find(keys, len(keys), scheme + '\t' + code + '\t' + value_type)


def basic(row: int) -> str:
    """The code of the Basic Profile: 'X', 'D' or 'X/D'."""
    return profile.ACTIONS[host.table('structured')['basic'][row]]


def option(row: int, option_id: str) -> str:
    """What an option says of a row: 'K' keep, 'C' clean, '' nothing."""
    bit = options.bit(option_id)
    if bit == 0:
        return ''
    found = host.table('structured')
    if found['keep'][row] & bit:
        return 'K'
    return 'C' if found['clean'][row] & bit else ''
