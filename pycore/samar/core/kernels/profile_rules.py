"""One action and one reason for each row of PS3.15 table E.1-1: of its columns, the chosen options and Types.

Actions and reasons are those of kernels/match.py. A kernel: see docs/contracts.md for its subset of Python.
"""

from samar.core.kernels.match import BASIC, CLEAN, DEVICE_BIT, DUMMY, EMPTY, KEEP, REMOVE, SHIFT, SHIFT_BIT, TYPE, UID
from samar.kinds import Buffer, Bytes, Ints


def by_type(basic: int, kind: int) -> int:
    """Action for a code of the Basic Profile (index as in standard/profile.py) and a Type: 0 unknown, 1, 2, 3, 4 is 1C, 5 is 2C.

    The first action that the Type allows; with an unknown Type the strictest (PS3.15 E.1.1)."""
    first = 0
    second = 0
    if kind == 1 or kind == 4:
        first = 1
    if kind == 2 or kind == 5:
        second = 1
    if basic == 0:
        if kind == 1:
            return DUMMY
        if second:
            return EMPTY
        return REMOVE
    if basic == 1:
        return DUMMY
    if basic == 2:
        return UID
    if basic == 3 or basic == 7:
        if first:
            return DUMMY
        return EMPTY
    if basic == 4:
        if first or second:
            return DUMMY
        return REMOVE
    if basic == 5 or basic == 6:
        if first:
            return DUMMY
        if second:
            return EMPTY
        return REMOVE
    if first:
        return KEEP
    if second:
        return EMPTY
    return REMOVE


def resolve(rows: int, basic: Ints, keep: Ints, clean: Ints, category: Ints, chosen: int, of_category: Buffer, of_category_how: Buffer,
            types: Buffer, action: Bytes, how: Bytes) -> int:
    """One action and one reason for each row of table E.1-1; `of_category` is 255 where nobody spoke for a category."""
    i = 0
    while i < rows:
        act = by_type(basic[i], types[i])
        why = BASIC
        if basic[i] == 0 and act != REMOVE:
            why = TYPE
        cleans = clean[i] & chosen
        keeps = keep[i] & chosen
        if cleans & SHIFT_BIT:
            act = SHIFT
            why = 7
        elif cleans & DEVICE_BIT:
            act = DUMMY
            why = 3
        elif cleans:
            act = CLEAN
            why = 1
            while (cleans & 1) == 0:
                cleans = cleans >> 1
                why = why + 1
        elif keeps:
            act = KEEP
            why = 1
            while (keeps & 1) == 0:
                keeps = keeps >> 1
                why = why + 1
        said = of_category[category[i]]
        if said != 255:
            act = said
            why = of_category_how[category[i]]
        action[i] = act
        how[i] = why
        i = i + 1
    return rows
