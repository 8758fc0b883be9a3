"""Patterns of the values that went (kernels/gone.py), in the ways that people write them.

Written from PS3.5 section 6.2 (values and their VRs) for `verify` alone; `plan` has its own. A kernel: see docs/contracts.md for its
subset of Python.
"""

from samar.core.kernels.automaton import DAY, PART, PLAIN, UID, YEAR, YEARS, day_of, digit, put, sign
from samar.kinds import Array, Buffer, Bytes, Ints, Offsets, UInt16s, UInt32s

REPLACED = 2            # code of `op`
LONGEST = 10240
PN = 20558
UI = 21833
LO = 19535
SH = 21320
CS = 17235
DA = 17473
DT = 17492
IDENTITY = 0            # categories of table E.1-1 (standard/profile.py)
CONTACT = 1
PLACES = 3
DEVICES = 4
INSTITUTION = 5
EXAMINATION = 6

PERSONAL = 3            # weights: its words alone identify; a number of a device, an institution, an examination; anything else
NUMBER = 2
OTHER = 1


def weight_of(code: int, group: int) -> int:
    """How much a value tells by itself."""
    if code == PN or code == UI or group == IDENTITY or group == CONTACT or group == PLACES:
        return PERSONAL
    if group == DEVICES or group == INSTITUTION or group == EXAMINATION:
        return NUMBER
    return OTHER


def is_sign(byte: int) -> int:
    """1 for what is neither a letter nor a digit of ASCII, nor a byte beyond it."""
    if byte > 127 or (byte > 47 and byte < 58) or (byte > 64 and byte < 91) or (byte > 96 and byte < 123):
        return 0
    return 1


def is_plain(buf: Buffer, at: int, stop: int) -> int:
    """1 where all is ASCII without escape sequences."""
    i = at
    while i < stop:
        if buf[i] > 126 or buf[i] == 27:
            return 0
        i = i + 1
    return 1


def bare(buf: Buffer, at: int, stop: int, owner: int, weight: int, spare: Array, pair: Array, child: Array, sibling: Array, letters: Array,
         ends: Array, pool: Array, p_at: Array, p_size: Array, p_row: Array, p_kind: Array, p_weight: Array, state: Offsets) -> int:
    """A number as people write it without its signs or letters: `ZX-884120` as `zx884120` and as `884120`."""
    size = 0
    digits = 0
    run = 0
    i = at
    while i <= stop:
        more = 0
        if i < stop:
            if buf[i] < 33:
                return 0
            more = digit(buf[i])
            if sign(buf[i]) == 0:
                spare[size] = buf[i]
                size = size + 1
        if more == 1:
            run = run + 1
            digits = digits + 1
        else:
            if run > 5 and run < stop - at:
                put(buf, i - run, i, owner, PLAIN, weight, pair, child, sibling, letters, ends, pool, p_at, p_size, p_row, p_kind, p_weight,
                    state)
            run = 0
        i = i + 1
    if digits > 3 and size > 5 and size < stop - at:
        put(spare, 0, size, owner, PLAIN, weight, pair, child, sibling, letters, ends, pool, p_at, p_size, p_row, p_kind, p_weight, state)
    return size


def calendar(buf: Buffer, at: int, stop: int, owner: int, spare: Array, days: Array, most: int, pair: Array, child: Array, sibling: Array,
             letters: Array, ends: Array, pool: Array, p_at: Array, p_size: Array, p_row: Array, p_kind: Array, p_weight: Array,
             state: Offsets) -> int:
    """A day that went (YYYYMMDD, or with a sign between year, month and day): it is looked for as eight digits, and around its year in
    any of the ways that people write one."""
    step = 0
    if stop - at > 9 and digit(buf[at + 4]) == 0 and buf[at + 4] == buf[at + 7]:
        step = 1
    size = 0
    i = at
    while size < 8:
        if digit(buf[i]) == 0:
            return 0
        spare[size] = buf[i]
        size = size + 1
        i = i + 1
        if size == 4 or size == 6:
            i = i + step
    year = (spare[0] - 48) * 1000 + (spare[1] - 48) * 100 + (spare[2] - 48) * 10 + spare[3] - 48
    day = ((spare[4] - 48) * 10 + spare[5] - 48) * 100 + (spare[6] - 48) * 10 + spare[7] - 48
    if year < 1000 or day < 101 or day > 1231:
        return 0
    count = state[6]
    if day_of(year, 0, day, days) > 0:
        return 0
    # the day is a pattern that no state ends in
    k = state[0] + 1
    if count >= most or k >= state[3] or state[2] + 8 > state[4]:
        state[5] = 1
        return 0
    for n in range(8):
        pool[state[2] + n] = spare[n]
    p_at[k] = state[2]
    p_size[k] = 8
    p_row[k] = owner
    p_kind[k] = DAY
    p_weight[k] = OTHER
    state[0] = k
    state[2] = state[2] + 8
    here = YEARS + count * 3
    days[here] = day
    days[here + 1] = k
    days[here + 2] = days[year]
    days[year] = here
    state[6] = count + 1
    if step == 1:
        put(spare, 0, 8, owner, PLAIN, OTHER, pair, child, sibling, letters, ends, pool, p_at, p_size, p_row, p_kind, p_weight, state)
    return put(spare, 0, 4, owner, YEAR, 0, pair, child, sibling, letters, ends, pool, p_at, p_size, p_row, p_kind, p_weight, state)


def gather(buf: Buffer, base: int, have: int, first: int, count: int, vr: UInt16s, value: Offsets, length: UInt32s, op: Bytes,  # noqa: C901
           wanted: Bytes, group: Buffer, fresh: Buffer, fresh_at: Ints, fresh_size: Ints, spare: Array, days: Array, most: int,
           beyond: Array, pair: Array, child: Array, sibling: Array, letters: Array, ends: Array, pool: Array, p_at: Array, p_size: Array,
           p_row: Array, p_kind: Array, p_weight: Array, state: Offsets) -> int:
    """Patterns of the wanted rows from `first` on; returns the first one that does not lie in the window, or count. Rows with text
    beyond ASCII are marked in `beyond`. A value that was replaced by itself (`fresh`: the new values) did not go."""
    for i in range(first, count):
        if wanted[i] > 0:
            if value[i] < base or value[i] + length[i] > base + have:
                return i
            at = value[i] - base
            stop = at + length[i]
            same = 0
            if op[i] == REPLACED and fresh_size[i] == length[i] and vr[i] != PN:
                same = 1
                k = at
                shift = fresh_at[i] - at
                while k < stop and same == 1:
                    if buf[k] != fresh[k + shift]:
                        same = 0
                    k = k + 1
            if same == 1:
                wanted[i] = 0
            elif is_plain(buf, at, stop) == 0:
                beyond[i] = 1
            else:
                code = vr[i]
                weight = weight_of(code, group[i])
                kind = PLAIN
                if code == PN:
                    kind = PART
                elif code == UI:
                    kind = UID
                begin = at
                k = at
                while k <= stop:
                    cut = 1
                    if k < stop:
                        b = buf[k]
                        if b > 31 and b != 92:
                            cut = 0
                            if code == PN and (b == 94 or b == 61 or b == 32 or b == 44 or b == 59):
                                cut = 1
                        elif b == 9:
                            cut = 0
                    if cut == 1:
                        low = begin
                        high = k
                        while low < high and buf[low] < 33:
                            low = low + 1
                        while low < high and buf[high - 1] < 33:
                            high = high - 1
                        if code == PN:
                            # quotation marks and brackets are no part of a name; two letters and a sign are none
                            while low < high and is_sign(buf[low]) == 1:
                                low = low + 1
                            while low < high and is_sign(buf[high - 1]) == 1:
                                high = high - 1
                            signs = 0
                            for m in range(low, high):
                                signs = signs + is_sign(buf[m])
                            if high - low - signs < wanted[i]:
                                high = low
                        if high - low >= wanted[i] and high - low > 1:
                            put(buf, low, high, i, kind, weight, pair, child, sibling, letters, ends, pool, p_at, p_size, p_row, p_kind,
                                p_weight, state)
                            if code == PN:
                                half = low
                                m = low
                                while m <= high:
                                    cut = 0
                                    if m == high:
                                        cut = 1
                                    elif buf[m] == 45:
                                        cut = 1
                                    if cut == 1:
                                        if m - half > 3:
                                            put(buf, half, m, i, kind, weight, pair, child, sibling, letters, ends, pool, p_at, p_size,
                                                p_row, p_kind, p_weight, state)
                                        half = m + 1
                                    m = m + 1
                            elif (code == LO or code == SH) and high - low > 5 and high - low < 33 and (buf[low] != 49 or buf[low + 1] != 46):
                                bare(buf, low, high, i, weight, spare, pair, child, sibling, letters, ends, pool, p_at, p_size, p_row,
                                     p_kind, p_weight, state)
                            elif (code == DA or code == DT) and high - low > 7:
                                calendar(buf, low, high, i, spare, days, most, pair, child, sibling, letters, ends, pool, p_at, p_size, p_row,
                                         p_kind, p_weight, state)
                        begin = k + 1
                    k = k + 1
            if state[5] == 1:
                return count
    return count
