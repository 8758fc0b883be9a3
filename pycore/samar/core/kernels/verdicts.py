"""What a demand of kernels/judge.py says to the value that stands in an output: its form, its distance in days, its words.

A kernel: see docs/contracts.md for its subset of Python.
"""

from samar.core.kernels.judge import (
    AS,
    CLEANED,
    CS,
    DA,
    DATE,
    DT,
    DUMMY,
    FINE,
    FREE,
    NEW_UID,
    SH,
    SHIFTED,
    TM,
    UI,
    UID,
    UN,
    VALUE,
    is_free_text,
)
from samar.kinds import Array, Buffer, Ints, Offsets, UInt32s


def is_digit(byte: int) -> int:
    """1 for 0 to 9."""
    if byte >= 48 and byte <= 57:
        return 1
    return 0


def trimmed(buf: Buffer, at: int, stop: int) -> int:
    """End of a value without its padding."""
    while stop > at and (buf[stop - 1] == 32 or buf[stop - 1] == 0):
        stop = stop - 1
    return stop


def token_form(buf: Buffer, at: int, stop: int, words: Buffer, size: int) -> int:
    """1 for a known dummy, 2 for a pseudonym (`P-7K3M9QX2RA5TFW0C`; its last two
    signs are missing where the VR takes 16 characters), 3 for a UID under 2.25, 0 for anything else."""
    n = stop - at
    i = 0
    while i < size:
        k = 0
        while i + k < size and k < n and words[i + k] == buf[at + k]:
            k = k + 1
        if k == n and i + k < size:
            if words[i + k] == 10:
                return 1
        while words[i] != 10:
            i = i + 1
        i = i + 1
    if n > 5:
        if buf[at] == 50 and buf[at + 1] == 46 and buf[at + 2] == 50 and buf[at + 3] == 53 and buf[at + 4] == 46:
            i = at + 5
            while i < stop and is_digit(buf[i]) == 1:
                i = i + 1
            if i == stop:
                return 3
    if n == 18 or n == 16:
        if buf[at] >= 65 and buf[at] <= 90 and (buf[at + 1] == 45 or buf[at + 1] == 95):
            i = at + 2
            while i < stop and is_sign(buf[i]) == 1:
                i = i + 1
            if i == stop:
                return 2
    return 0


def is_sign(byte: int) -> int:
    """1 for a sign that a pseudonym can have: digits and capitals but I, L, O and U (docs/identity.md)."""
    if is_digit(byte) == 1:
        return 1
    if byte < 65 or byte > 90 or byte == 73 or byte == 76 or byte == 79 or byte == 85:
        return 0
    return 1


def form(buf: Buffer, at: int, stop: int, words: Buffer, size: int) -> int:
    """The form that all values of an element share: as `token_form`, 1 also for zeros and nothing."""
    zeros = 1
    i = at
    while i < stop and zeros == 1:
        if buf[i] != 0 and buf[i] != 48 and buf[i] != 92 and buf[i] != 32:
            zeros = 0
        i = i + 1
    if zeros == 1:
        return 1
    stop = trimmed(buf, at, stop)
    found = 0
    begin = at
    i = at
    while i <= stop:
        cut = 1
        if i < stop and buf[i] != 92:
            cut = 0
        if cut == 1:
            end = trimmed(buf, begin, i)
            if end > begin:
                one = token_form(buf, begin, end, words, size)
                if one == 0 or (found != 0 and one != found):
                    return 0
                found = one
            begin = i + 1
        i = i + 1
    return found


def day(buf: Buffer, at: int) -> int:
    """Number of the day YYYYMMDD that begins at `at`, counted from 1 March 400 years before the year 0."""
    year = 400 + (buf[at] - 48) * 1000 + (buf[at + 1] - 48) * 100 + (buf[at + 2] - 48) * 10 + buf[at + 3] - 48
    month = (buf[at + 4] - 48) * 10 + buf[at + 5] - 48
    if month < 3:
        month = month + 12
        year = year - 1
    return year * 365 + year // 4 - year // 100 + year // 400 + (month * 153 - 457) // 5 + (buf[at + 6] - 48) * 10 + buf[at + 7] - 48


def digits_at(buf: Buffer, at: int, stop: int) -> int:
    """How many digits stand at the beginning."""
    i = at
    while i < stop and is_digit(buf[i]) == 1:
        i = i + 1
    return i - at


def shift_verdict(code: int, same: int, old: Buffer, a: int, a_stop: int, new: Buffer, b: int, b_stop: int, state: Offsets) -> int:
    """A date moved by as many days as the others of the file; partial ones may look the same. state[0]: days, state[1]: known."""
    if code != DA and code != DT:
        return FINE
    if same == 1:
        digits = 0
        i = a
        while i < a_stop and old[i] != 92:
            if code == DT and (old[i] == 43 or old[i] == 45) and digits < 8:
                i = a_stop
            else:
                digits = digits + is_digit(old[i])
                i = i + 1
        if digits >= 8:
            return DATE
        return FINE
    if digits_at(old, a, a_stop) >= 8 and digits_at(new, b, b_stop) >= 8:
        days = day(new, b) - day(old, a)
        if state[1] == 0:
            state[0] = days
            state[1] = 1
        if days == 0 or days != state[0]:
            return DATE
    return FINE


def clean_verdict(code: int, buf: Buffer, at: int, stop: int) -> int:
    """No address and no long number in a text that was cleaned; no age over 90."""
    if code == AS:
        if stop - at == 4:
            if buf[at + 3] == 89:
                if (buf[at] - 48) * 100 + (buf[at + 1] - 48) * 10 + buf[at + 2] - 48 > 90:
                    return VALUE
        return FINE
    if code == DA:
        return FINE
    run = 0
    wrong = FINE
    i = at
    while i < stop:
        if buf[i] == 27:
            return FINE         # two-byte sets: the bytes of a digit are no digits there
        if is_digit(buf[i]) == 1:
            run = run + 1
        else:
            run = 0
        if run > 5 or buf[i] == 64:
            wrong = VALUE
        i = i + 1
    return wrong


def is_text(code: int) -> int:
    """1 for the VRs that can be cleaned: LO SH ST LT UT UC CS AS DA."""
    if is_free_text(code) == 1 or code == CS or code == AS or code == DA:
        return 1
    return 0


def value_verdict(what: int, code: int, old: Buffer, a: int, a_stop: int, new: Buffer, b: int, b_stop: int, words: Buffer, size: int,
                  state: Offsets) -> int:
    """What a demand says to a value `new[b, b_stop)` that stands for `old[a, a_stop)`."""
    a_stop = trimmed(old, a, a_stop)
    b_stop = trimmed(new, b, b_stop)
    if b_stop == b:
        if what == DUMMY:
            while a < a_stop and (old[a] == 32 or old[a] == 92 or old[a] == 94 or old[a] == 61 or old[a] == 0):
                a = a + 1
            if a < a_stop and code != UN and is_binary(code) == 0:
                return VALUE
        return FINE
    kind = form(new, b, b_stop, words, size)
    same = 0
    if a_stop - a == b_stop - b:
        same = 1
        n = a_stop - a
        i = 0
        while i < n and same == 1:
            if old[a + i] != new[b + i]:
                same = 0
            i = i + 1
    if what == NEW_UID and code == UI:
        if kind == 3 and same == 0:
            return FINE
        return UID
    if kind == 1:
        return FINE
    if what == SHIFTED and (code == DA or code == DT or code == TM or code == SH):
        return shift_verdict(code, same, old, a, a_stop, new, b, b_stop, state)
    if what == CLEANED and is_text(code) == 1:
        return clean_verdict(code, new, b, b_stop)
    if same == 0 and (kind == 2 or (kind == 3 and code == UI)):
        return FINE
    if code == UI:
        return UID
    return VALUE


def is_binary(code: int) -> int:
    """1 for VRs of numbers and opaque bytes, where zeros are a dummy: O?, US UL UV SS SL SV FL FD AT."""
    if code // 256 == 79 or code // 256 == 70 or code == 16724:
        return 1
    if code == 21843 or code == 21836 or code == 21846 or code == 21331 or code == 21324 or code == 21334:
        return 1
    return 0


def observe(count: int, need: Array, sort: Ints, origin: Ints, value: Offsets, length: UInt32s, buf: Buffer, base: int, have: int,
            o_value: Offsets, o_length: Ints, o_buf: Buffer, o_base: int, o_have: int, words: Buffer, size: int, verdict: Array,
            state: Offsets) -> int:
    """Judge the values that lie in both windows; a demand that is met becomes FREE, but for cleaned texts.
    Returns how many were judged."""
    n = 0
    for j in range(count):
        if need[j] != FREE:
            i = origin[j]
            a = value[i] - base
            b = o_value[j] - o_base
            if a >= 0 and b >= 0 and a + length[i] <= have and b + o_length[j] <= o_have:
                verdict[j] = value_verdict(need[j], sort[j], buf, a, a + length[i], o_buf, b, b + o_length[j], words, size, state)
                if verdict[j] == FINE and (need[j] != CLEANED or is_text(sort[j]) == 0):
                    need[j] = FREE      # of cleaned texts the words are looked at afterwards
                n = n + 1
    return n
