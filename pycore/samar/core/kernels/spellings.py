"""Identifiers without the signs in them: `ZX-884120` is also looked for as `ZX884120` and as `884120`.

In: the patterns of kernels/search.py, with the VR of the rows they came from. Out: more patterns of the same rows.
A kernel: see docs/contracts.md for its subset of Python.
"""

from samar.core.kernels.letters import is_digit, is_word
from samar.core.kernels.search import COUNT, FULL, PLAIN, POOL_ROOM, USED, add
from samar.kinds import Array, Offsets, UInt16s

LO = 19535
SH = 21320

AWAY = 64          # bytes between what is written and where `add` copies it to: more than it copies of one identifier
LONGEST = 32       # of an identifier
RUN = 6            # so many digits in a row identify without the letters around them
SPACE = 32


def identifier(pool: Array, at: int, size: int, owner: int, head: Array, tree: Array, p_at: Array, p_length: Array, p_row: Array,
               p_kind: Array, state: Offsets) -> int:
    """The other spellings of one pattern; a text of several words is no identifier, and a UID is looked for as a whole."""
    if pool[at] == 49 and pool[at + 1] == 46:
        return 1
    start = state[USED] + AWAY
    if start + AWAY > state[POOL_ROOM]:
        state[FULL] = 1
        return 0
    to = start
    digits = 0
    run = 0
    i = 0
    while i < size:
        byte = pool[at + i]
        if byte <= SPACE or byte >= 128:
            return 1
        if is_word(byte):
            pool[to] = byte
            to = to + 1
        if is_digit(byte):
            digits = digits + 1
            run = run + 1
        else:
            if run >= RUN:
                add(pool, at + i - run, at + i, owner, PLAIN, head, tree, pool, p_at, p_length, p_row, p_kind, state)
            run = 0
        i = i + 1
    if run >= RUN and run < size:
        add(pool, at + size - run, at + size, owner, PLAIN, head, tree, pool, p_at, p_length, p_row, p_kind, state)
    if digits >= 4 and to - start < size and to - start >= RUN:
        return add(pool, start, to, owner, PLAIN, head, tree, pool, p_at, p_length, p_row, p_kind, state)
    return 1


def identifiers(vr: UInt16s, pool: Array, head: Array, tree: Array, p_at: Array, p_length: Array, p_row: Array, p_kind: Array,
                state: Offsets) -> int:
    """Add the other spellings of all patterns so far; state[FULL] becomes 1 when there was no place for one."""
    known = state[COUNT]
    k = 1
    while k <= known:
        if p_kind[k] == PLAIN and p_length[k] >= RUN and p_length[k] <= LONGEST:
            code = vr[p_row[k]]
            if code == LO or code == SH:
                identifier(pool, p_at[k], p_length[k], p_row[k], head, tree, p_at, p_length, p_row, p_kind, state)
        k = k + 1
    return state[COUNT]
