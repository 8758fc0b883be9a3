"""Dates as people write them, made from the DA and DT values that are looked for.

`state` as in kernels/search.py. A kernel: see docs/contracts.md for its subset of Python.
"""

from samar.core.kernels.letters import is_digit, is_word
from samar.core.kernels.search import COUNT, FULL, MOMENT, PLAIN, YEAR, add
from samar.kinds import Array, Offsets, UInt16s

DA = 17473
DT = 17492


def put_number(out: Array, at: int, number: int, width: int) -> int:
    """Decimal digits of a number below 10,000; `width` 0 is as many as it takes. Returns the place behind."""
    digits = width
    if width == 0:
        digits = 1
        if number > 9:
            digits = 2
    i = at + digits - 1
    while i >= at:
        rest = number // 10
        out[i] = 48 + number - rest * 10
        number = rest
        i = i - 1
    return at + digits


def put_three(out: Array, at: int, one: int, one_width: int, two: int, two_width: int, three: int, three_width: int, sign: int) -> int:
    """Three numbers with a sign between them; returns the place behind."""
    at = put_number(out, at, one, one_width)
    out[at] = sign
    at = put_number(out, at + 1, two, two_width)
    out[at] = sign
    return put_number(out, at + 1, three, three_width)


def put_form(out: Array, form: int, year: int, month: int, day: int, width: int) -> int:
    """One of eight forms of a date in numbers; returns its length, 0 where it does not exist. `width` 2 pads day and month."""
    if form < 3:
        return put_three(out, 0, year, 4, month, width, day, width, 45 + form)      # - . /
    if form < 6:
        return put_three(out, 0, day, width, month, width, year, 4, 42 + form)
    if form == 6:
        return put_three(out, 0, month, width, day, width, year, 4, 47)
    return put_three(out, 0, month, width, day, width, year, 4, 45)


def place_of(at: int, digit: int, step: int) -> int:
    """Where a digit of a date stands: year, month and day have `step` signs between them."""
    if digit > 5:
        return at + digit + 2 * step
    if digit > 3:
        return at + digit + step
    return at + digit


def moments(vr: UInt16s, scratch: Array, head: Array, tree: Array, pool: Array, p_at: Array,
            p_length: Array, p_row: Array, p_kind: Array, state: Offsets) -> int:
    """For each pattern that is the date of a DA or DT more patterns: the same day as people write it in numbers, and its year, around
    which days are written in words. `scratch` has 40 places. Returns how many days there were."""
    last = state[COUNT]
    days = 0
    k = 1
    while k <= last and state[FULL] == 0:
        code = vr[p_row[k]]
        if p_kind[k] == PLAIN and p_length[k] >= 8 and (code == DA or code == DT):
            at = p_at[k]
            step = 0
            if p_length[k] >= 10 and is_word(pool[at + 4]) == 0 and pool[at + 4] == pool[at + 7]:
                step = 1        # 1996.04.27
            i = 0
            while i < 8 and is_digit(pool[place_of(at, i, step)]) == 1:
                i = i + 1
            if i == 8:
                year = (pool[at] - 48) * 1000 + (pool[at + 1] - 48) * 100 + (pool[at + 2] - 48) * 10 + pool[at + 3] - 48
                month = (pool[at + 4 + step] - 48) * 10 + pool[at + 5 + step] - 48
                day = (pool[at + 6 + 2 * step] - 48) * 10 + pool[at + 7 + 2 * step] - 48
                if month > 0 and month < 13 and day > 0 and day < 32 and year > 999:
                    days = days + 1
                    size = put_form(scratch, 0, year, month, day, 2)
                    fresh = add(scratch, 0, size, p_row[k], MOMENT, head, tree, pool, p_at, p_length, p_row, p_kind, state)
                    if fresh == 1 or step == 1:
                        put_number(scratch, 0, year, 4)
                        put_number(scratch, 4, month, 2)
                        put_number(scratch, 6, day, 2)
                        add(scratch, 0, 8, p_row[k], MOMENT, head, tree, pool, p_at, p_length, p_row, p_kind, state)
                        form = 0
                        while form < 8:
                            size = put_form(scratch, form, year, month, day, 2)
                            add(scratch, 0, size, p_row[k], MOMENT, head, tree, pool, p_at, p_length, p_row, p_kind, state)
                            size = put_form(scratch, form, year, month, day, 0)
                            add(scratch, 0, size, p_row[k], MOMENT, head, tree, pool, p_at, p_length, p_row, p_kind, state)
                            form = form + 1
                        put_number(scratch, 0, year, 4)
                        add(scratch, 0, 4, p_row[k], YEAR, head, tree, pool, p_at, p_length, p_row, p_kind, state)
        k = k + 1
    return days
