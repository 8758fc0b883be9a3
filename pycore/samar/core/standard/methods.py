"""PS3.16 CID 7050: the coded ways of de-identification that a file may declare, all of scheme DCM."""

from samar.core.standard import table


def meaning_of(code: str) -> str:
    """Meaning of a code, such as '113105', or ''."""
    codes = table.lines('cid7050', 'code')
    row = table.find(codes, len(codes), code)
    return table.lines('cid7050', 'meaning')[row] if row >= 0 else ''


def codes() -> list[str]:
    """All codes, ascending."""
    return table.lines('cid7050', 'code')
