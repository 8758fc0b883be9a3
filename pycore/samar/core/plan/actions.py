"""The words for what is done to an element, in the order of their codes."""

from samar.core import codes

KEEP, REMOVE, EMPTY, ZERO, DUMMY, UID, SHIFT, PSEUDONYM, CLEAN = range(9)

NAMES = codes.ACTIONS


def code(name: str) -> int:
    """Code of an action's name, or -1."""
    return NAMES.index(name) if name in NAMES else -1
