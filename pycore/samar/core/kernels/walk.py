"""One walk over the bytes of an output by the automaton of what went: each pattern that stands alone, and days around their years.

The automaton and `state` are those of kernels/automaton.py. A kernel: see docs/contracts.md for its subset of Python.
"""

from samar.core.kernels.automaton import PART, RUN, UID, YEAR, day_of, digit, lower, sign
from samar.kinds import Array, Buffer, Ints, Offsets

ST = 29556      # two letters as one number
ND = 28260
RD = 29284
TH = 29800
ER = 25970


def alone(buf: Buffer, low: int, high: int, at: int, stop: int, kind: int) -> int:
    """1 where the bytes [at, stop) are no part of a longer word, number or UID; letters of a name may have digits beside them."""
    if kind == RUN:
        return 1
    if kind == UID or kind == YEAR:
        if at > low:
            if digit(buf[at - 1]) == 1 or (buf[at - 1] == 46 and kind == UID):
                return 0
        if stop < high:
            if digit(buf[stop]) == 1:
                return 0
        return 1
    named = 0
    if kind == PART and stop - at > 3:
        named = 1
    if at > low:
        if sign(buf[at - 1]) == 0 and sign(buf[at]) == 0:
            if named == 0 or digit(buf[at - 1]) + digit(buf[at]) != 1:
                return 0
    if stop < high:
        if sign(buf[stop]) == 0 and sign(buf[stop - 1]) == 0:
            if named == 0 or digit(buf[stop - 1]) + digit(buf[stop]) != 1:
                return 0
    return 1


def number_before(buf: Buffer, low: int, stop: int) -> int:
    """A number of one or two digits that ends at `stop`, and how many digits it has: number * 4 + digits; 0 where there is none."""
    if stop - 1 < low:
        return 0
    if digit(buf[stop - 1]) == 0:
        return 0
    ones = buf[stop - 1] - 48
    if stop - 2 >= low:
        if digit(buf[stop - 2]) == 1:
            if stop - 3 >= low:
                if digit(buf[stop - 3]) == 1:
                    return 0
            return ((buf[stop - 2] - 48) * 10 + ones) * 4 + 2
    return ones * 4 + 1


def number_behind(buf: Buffer, at: int, high: int) -> int:
    """The same for a number that begins at `at`."""
    if at >= high:
        return 0
    if digit(buf[at]) == 0:
        return 0
    if at + 1 < high:
        if digit(buf[at + 1]) == 1:
            if at + 2 < high:
                if digit(buf[at + 2]) == 1:
                    return 0
            return ((buf[at] - 48) * 10 + buf[at + 1] - 48) * 4 + 2
    return (buf[at] - 48) * 4 + 1


def month_before(buf: Buffer, low: int, stop: int, months: Ints, size: int) -> int:
    """The month whose name ends at `stop`: number * 16 + letters; 0 where there is none. `months`: lines, a letter before each name."""
    begin = stop
    while begin > low and sign(buf[begin - 1]) + digit(buf[begin - 1]) == 0 and stop - begin < 12:
        begin = begin - 1
    n = stop - begin
    if n < 3 or n > 11:
        return 0
    i = 0
    while i < size:
        k = 0
        while k < n and months[i + 1 + k] == lower(buf[begin + k]):
            k = k + 1
        if k == n and months[i + 1 + k] == 10:
            return (months[i] - 64) * 16 + n
        while months[i] != 10:
            i = i + 1
        i = i + 1
    return 0


def edge(buf: Buffer, low: int, high: int, first: int, stop: int) -> int:
    """1 where a date is no part of a longer number."""
    if first > low:
        if digit(buf[first - 1]) == 1 or buf[first - 1] == 46:
            return 0
    if stop < high:
        if digit(buf[stop]) == 1:
            return 0
    if stop + 1 < high:
        if buf[stop] == 46 and digit(buf[stop + 1]) == 1:
            return 0
    return 1


def year_at(buf: Buffer, low: int, high: int, at: int) -> int:
    """1 where four digits stand for themselves."""
    if digit(buf[at]) + digit(buf[at + 1]) + digit(buf[at + 2]) + digit(buf[at + 3]) < 4:
        return 0
    return alone(buf, low, high, at, at + 4, YEAR)


def signs_before(buf: Buffer, low: int, stop: int) -> int:
    """Where the part before `stop` ends, two signs at most before that, and a small word with a space: `3 de mayo de 1950`."""
    here = stop
    while here > low and stop - here < 2 and between(buf, here - 1) == 1:
        here = here - 1
    if here < stop and here - 4 > low:
        if between(buf, here - 3) == 1 and lower(buf[here - 2]) == 100 and lower(buf[here - 1]) == 101:
            return here - 3         # de
        if between(buf, here - 3) == 1 and lower(buf[here - 2]) == 111 and lower(buf[here - 1]) == 102:
            return here - 3         # of
    return here


def between(buf: Buffer, at: int) -> int:
    """1 for a sign that stands between the parts of a date: space , - . / _"""
    byte = buf[at]
    if byte == 32 or byte == 95:
        return 1
    if byte > 43 and byte < 48:
        return 1
    return 0


def count_before(buf: Buffer, low: int, stop: int) -> int:
    """Where the number of `3rd` ends."""
    if stop - 3 < low:
        return stop
    if digit(buf[stop - 3]) == 0:
        return stop
    pair = lower(buf[stop - 2]) * 256 + lower(buf[stop - 1])
    if pair == ST or pair == ND or pair == RD or pair == TH or pair == ER:
        return stop - 2
    return stop


def sign_of_day(buf: Buffer, at: int, high: int, second: int) -> int:
    """1 for the sign of a year (`second` 185) or of a month (156) in UTF-8, behind a number."""
    if at + 3 > high:
        return 0
    if second == 185 and buf[at] == 229 and buf[at + 1] == 185 and buf[at + 2] == 180:
        return 1
    if second == 156 and buf[at] == 230 and buf[at + 1] == 156 and buf[at + 2] == 136:
        return 1
    return 0


def dated(buf: Buffer, low: int, high: int, at: int, months: Ints, size: int, days: Ints) -> int:  # noqa: C901
    """The day that people wrote around the year at [at, at + 4): its pattern, or 0."""
    year = (buf[at] - 48) * 1000 + (buf[at + 1] - 48) * 100 + (buf[at + 2] - 48) * 10 + buf[at + 3] - 48
    if at + 4 < high:
        mark = buf[at + 4]
        if sign_of_day(buf, at + 4, high, 185) == 1:
            one = number_behind(buf, at + 7, high)
            if one > 0 and sign_of_day(buf, at + 7 + (one & 3), high, 156) == 1:
                two = number_behind(buf, at + 10 + (one & 3), high)
                if two > 0:
                    return day_of(year, one >> 2, two >> 2, days)
        if between(buf, at + 4) == 1 and mark != 44:         # 1950-03-12, with points, strokes, spaces
            one = number_behind(buf, at + 5, high)
            if one > 0:
                after = at + 5 + (one & 3)
                if after < high:
                    if buf[after] == mark:
                        two = number_behind(buf, after + 1, high)
                        if two > 0 and edge(buf, low, high, at, after + 1 + (two & 3)) == 1:
                            return day_of(year, one >> 2, two >> 2, days)
    if at - 1 <= low:
        return 0
    if edge(buf, at, high, at, at + 4) == 0:
        return 0
    mark = buf[at - 1]
    if between(buf, at - 1) == 1 and mark != 44:             # 12.03.1950, 03/12/1950
        two = number_before(buf, low, at - 1)
        if two > 0:
            before = at - 1 - (two & 3)
            if before > low:
                if buf[before - 1] == mark:
                    one = number_before(buf, low, before - 1)
                    if one > 0 and edge(buf, low, high, before - 1 - (one & 3), at + 4) == 1:
                        found = day_of(year, two >> 2, one >> 2, days)
                        if found == 0 and mark != 46:
                            found = day_of(year, one >> 2, two >> 2, days)
                        return found
    stop = signs_before(buf, low, at)
    month = month_before(buf, low, stop, months, size)
    if month > 0:                           # 12 March 1950, 12.Mar.1950, 12MAR1950
        one = number_before(buf, low, count_before(buf, low, signs_before(buf, low, stop - (month & 15))))
        if one > 0:
            return day_of(year, month >> 4, one >> 2, days)
        return 0
    stop = count_before(buf, low, stop)
    one = number_before(buf, low, stop)
    if one > 0:                             # March 12, 1950
        month = month_before(buf, low, signs_before(buf, low, stop - (one & 3)), months, size)
        if month > 0:
            return day_of(year, month >> 4, one >> 2, days)
    return 0


def walk(buf: Buffer, low: int, high: int, base: int, rows: int, start: Offsets, value: Offsets, pair: Ints, child: Ints, sibling: Ints,  # noqa: C901
         letters: Buffer, ends: Ints, fail: Ints, shorter: Ints, p_size: Ints, p_kind: Buffer, p_seen: Array, months: Buffer,
         months_size: int, days: Ints, hit_row: Array, hit_pattern: Array, hit_at: Array, most: int, state: Offsets) -> int:
    """Patterns in buf[low, high) that stand alone. A hit is told once for each row of the output and each pattern; `base` is
    what is added to a place to compare it with `start` and `value`. Hits in the header of a row, or over its end, are none; behind the
    last row they are told. Returns how many there are; when it is more than `most`, the rest found no place."""
    hits = 0
    row = -1
    at = 0
    before = 0
    i = low
    while i < high:
        letter = buf[i]
        if letter > 64 and letter < 91:
            letter = letter + 32
        if at > 0:
            k = 0
            while at > 0 and k == 0:
                k = child[at]
                while k > 0 and letters[k] != letter:
                    k = sibling[k]
                if k == 0:
                    at = fail[at]
            at = k
        if at == 0 and i > low:
            at = pair[before * 256 + letter]
        before = letter
        i = i + 1
        if at > 0:
            k = at
            if ends[k] == 0:
                k = shorter[k]
            while k > 0:
                n = ends[k]
                first = i - p_size[n]
                while row + 1 < rows and start[row + 1] <= base + first:
                    row = row + 1
                # what a value borders on is no part of its words: the tag behind it may read as a letter
                floor = low
                ceiling = high
                if row >= 0:
                    if value[row] - base > floor:
                        floor = value[row] - base
                if row + 1 < rows:
                    if start[row + 1] - base < ceiling:
                        ceiling = start[row + 1] - base
                day = 0
                if first < floor or i > ceiling:
                    n = 0
                else:
                    if p_size[n] == 4 and state[6] > 0:
                        day = year_at(buf, floor, ceiling, first)
                        if day > 0:
                            day = dated(buf, floor, ceiling, first, months, months_size, days)
                    if p_kind[n] == YEAR:
                        n = day
                        day = 0
                    elif alone(buf, floor, ceiling, first, i, p_kind[n]) == 0:
                        n = day
                        day = 0
                while n > 0:
                    if p_seen[n] != row + 2:
                        p_seen[n] = row + 2
                        if hits < most:
                            hit_row[hits] = row
                            hit_pattern[hits] = n
                            hit_at[hits] = first
                        hits = hits + 1
                    n = day
                    day = 0
                k = shorter[k]
    return hits
