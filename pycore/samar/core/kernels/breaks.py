"""Values that are not what their VR says (PS3.5 table 6.2-1), seen by their bytes.

`could_break` sorts the rows by what their VR allows, `mark` looks at the bytes. A kernel: see docs/contracts.md for its subset of Python.
"""

from samar.core.kernels.match import BY_VR, DUMMY, USER_CATEGORY, USER_ELEMENT
from samar.kinds import Array, Buffer, Bytes, Offsets, UInt16s, UInt32s

DECIMAL = 1      # what a VR allows: signs of a number
MOMENT = 2       # signs of a date or a time
UNIQUE = 3       # digits and full stops
AGE = 4
TERM = 5         # a defined term: no signs but those of words
SHORT = 6        # a text of 16 characters
LONG = 7         # a text of 64 characters
TORN = 8         # numbers of a fixed size, and the length is no multiple of it
BINARY = 9       # numbers of a fixed size

LEAST_TEXT = 64      # bytes: 16 characters of four bytes each
MOST_TEXT = 256
CHARACTER_SET = 0x00080005
UNDEFINED = 4294967295
RUN = 12             # letters in a row that no numbers have by chance
FEW = 500            # bytes of numbers; a table of more has all letters in their order, between other bytes
WHOLE = 1048576      # longer values break every VR that is looked at here


def allowed(code: int, length: int) -> int:
    """What a VR allows."""
    if code == 17491 or code == 18771:
        return DECIMAL      # DS IS
    if code == 17473 or code == 21581 or code == 17492:
        return MOMENT       # DA TM DT
    if code == 21833:
        return UNIQUE       # UI
    if code == 16723:
        return AGE          # AS
    if code == 17235:
        return TERM         # CS
    if code == 21320:
        return SHORT        # SH
    if code == 19535:
        return LONG         # LO
    size = 0
    if code == 21843 or code == 21331:
        size = 2            # US SS
    elif code == 21836 or code == 21324 or code == 17996 or code == 16724:
        size = 4            # UL SL FL AT
    elif code == 17988 or code == 21846 or code == 21334:
        size = 8            # FD UV SV
    if size > 0:
        if length - length // size * size != 0:
            return TORN
        if length >= RUN:
            return BINARY
    return 0


def could_break(count: int, action: Bytes, how: Bytes, tag: UInt32s, vr: UInt16s, length: UInt32s, wanted: Bytes) -> int:
    """Sort the rows that stay, those a person spoke for and private creators aside; how many there are."""
    n = 0
    i = 0
    while i < count:
        wanted[i] = 0
        group = tag[i] // 65536
        if action[i] == 0 and length[i] > 0 and length[i] != UNDEFINED and group != 0xFFFE and group < 0x7FE0:
            if how[i] != USER_ELEMENT and how[i] != USER_CATEGORY and tag[i] != CHARACTER_SET:
                if group & 1 == 0 or tag[i] - group * 65536 > 255:
                    wanted[i] = allowed(vr[i], length[i])
                    if wanted[i] > 0:
                        n = n + 1
        i = i + 1
    return n


def is_text(buf: Buffer, at: int, stop: int) -> int:
    """Whether so many letters stand in a row as numbers have none."""
    run = 0
    i = at
    if stop - at > FEW:
        while i < stop:
            if buf[i] > 126 or (buf[i] < 32 and buf[i] != 0 and buf[i] != 10 and buf[i] != 13):
                return 0
            i = i + 1
        i = at
    while i < stop and run < RUN:
        c = buf[i] | 32
        run = run + 1
        if c < 97 or c > 122:
            run = 0
        i = i + 1
    return run // RUN


def sign_breaks(c: int, kind: int) -> int:
    """Whether a sign is none that a VR allows; digits, spaces, backslashes and zeros aside."""
    if kind == DECIMAL:
        if c != 43 and c != 45 and c != 46 and c != 69 and c != 101 and (c < 9 or c > 13):
            return 1
    elif kind == MOMENT:
        if c < 43 or c == 44 or c > 58:
            c = c | 32
            if c != 116 and c != 122 and c != 97 and c != 112 and c != 109:
                return 1
    elif kind == UNIQUE:
        if c != 46:
            return 1
    elif kind == AGE:
        c = c | 32
        if c != 100 and c != 119 and c != 109 and c != 121:
            return 1
    elif kind == TERM:
        if c < 32 or c > 126 or c == 94 or c == 64 or c == 61 or c == 44 or c == 59:
            return 1
    elif c < 32 and c != 27 and c != 9:
        return 1        # a text of one line
    return 0


def breaks(buf: Buffer, at: int, stop: int, kind: int) -> int:
    """Whether the bytes of one value are none that its VR allows."""
    if kind == TORN:
        return 1
    if kind == BINARY:
        return is_text(buf, at, stop)
    most = 0
    if kind == LONG:
        most = MOST_TEXT
    elif kind == TERM or kind == SHORT:
        most = LEAST_TEXT
    run = 0
    i = at
    while i < stop:
        c = buf[i]
        i = i + 1
        run = run + 1
        if c == 92:
            run = 0
        elif c != 0 and c != 32 and (c < 48 or c > 57):
            if sign_breaks(c, kind) == 1:
                return 1
        if most > 0 and run > most:
            return 1
    return 0


def mark(buf: Buffer, base: int, have: int, first: int, stop: int, value: Offsets, length: UInt32s, wanted: Bytes, marks: Bytes) -> int:
    """Mark the wanted rows of a range that lie in a window: 2 where a value breaks its VR, 1 where none does."""
    r = first
    while r < stop:
        if wanted[r] != 0 and marks[r] == 0:
            if length[r] > WHOLE:
                marks[r] = 2
            elif value[r] >= base and value[r] + length[r] <= base + have:
                marks[r] = 1 + breaks(buf, value[r] - base, value[r] - base + length[r], wanted[r])
        r = r + 1
    return 0


def rows_marked(sign: int, wanted: Bytes, marks: Bytes, count: int, found: Array) -> int:
    """The wanted rows with this mark; how many."""
    n = 0
    i = 0
    while i < count:
        if wanted[i] != 0 and marks[i] == sign:
            found[n] = i
            n = n + 1
        i = i + 1
    return n


def rows_dummied(count: int, action: Bytes, how: Bytes, tag: UInt32s, found: Array) -> int:
    """The rows of no private group that have a dummy for their VR alone; how many."""
    n = 0
    i = 0
    while i < count:
        if how[i] == BY_VR and action[i] == DUMMY and tag[i] // 65536 & 1 == 0:
            found[n] = i
            n = n + 1
        i = i + 1
    return n
