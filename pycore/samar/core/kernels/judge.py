"""What PS3.15 table E.1-1 and the chosen options allow each element of an output to be.

`demand` turns the table's columns and a person's overrides into one demand a row; `require` lays them over the elements of an
output at every depth, with the rules for what the table does not list; `observe` looks at the values. It shares no code with what
made the output (kernels/match.py): whoever reads both can compare them. A kernel: see docs/contracts.md for its subset of Python.
"""

from samar.kinds import Array, Buffer, Int32s, Ints, Offsets, UInt16s, UInt32s

FREE = 0         # demands: anything may stand there
ABSENT = 1       # nothing, not even empty
TYPED = 2        # X: absent, unless the IOD demands the attribute (Type 1: a dummy, Type 2: empty)
BLANK = 3        # Z and its compounds, and overrides: empty, or a dummy
DUMMY = 4        # D: a dummy; empty only where nothing stood before
NEW_UID = 5
SHIFTED = 6
CLEANED = 7
EMPTY = 8        # a dummy is no worse
REFERENCES = 9   # X/Z/U*: references stay, the UIDs in them are judged on their own
SILENT = 255

FINE = 0         # verdicts
PRESENT = 1      # should not be there
VALUE = 2        # still what it was, or nothing that may stand in its place
UID = 3
DATE = 4
PRIVATE = 5
ILLEGAL = 6      # a place that no file may have
ADDED = 7        # nobody asked for it

ITEMS = 0xFFFE
UNDEFINED = 4294967295
CODE_VALUE = 0x00080100
SCHEME = 0x00080102
SCHEME_VERSION = 0x00080103
IDENTITY_REMOVED = 0x00120062      # and the two behind it: what Samar writes of itself, as the next two
METHOD_CODES = 0x00120064
BURNED_IN = 0x00280301
TEMPORAL = 0x00280303
LENGTH_TO_END = 0x00080001
SCHEME_URL = 0x0008010E
CODE_URL = 0x00080120
UR = 21842
SQ = 21329
UI = 21833
UN = 21838
CS = 17235
IS = 18771
DS = 17491
US = 21843
SS = 21331
UL = 21836
SL = 21324
AT = 16724
FL = 17996
FD = 17988
PN = 20558
DA = 17473
DT = 17492
TM = 21581
AS = 16723
SH = 21320
SHIFT_BIT = 64
DEVICE_BIT = 4


def demand(rows: int, basic: Ints, keep: Ints, clean: Ints, category: Ints, chosen: int, said: Buffer, need: Array) -> int:
    """One demand for each row of table E.1-1; `said` holds a demand for each category, or SILENT."""
    for r in range(rows):
        code = basic[r]
        what = BLANK
        if code == 0:
            what = TYPED
        elif code == 1:
            what = DUMMY
        elif code == 2:
            what = NEW_UID
        elif code == 8:
            what = REFERENCES
        if clean[r] & chosen & SHIFT_BIT:
            what = SHIFTED
        elif clean[r] & chosen & DEVICE_BIT:
            what = BLANK
        elif clean[r] & chosen:
            what = CLEANED
        elif keep[r] & chosen:
            what = FREE
        if said[category[r]] != SILENT:
            what = said[category[r]]
        need[r] = what
    return rows


def place(wanted: int, tags: Ints, count: int) -> int:
    """Place of a tag in ascending tags, or -1."""
    first = 0
    last = count - 1
    while first <= last:
        half = (first + last) >> 1
        if tags[half] == wanted:
            return half
        if tags[half] < wanted:
            first = half + 1
        else:
            last = half - 1
    return -1


def is_retired(t: int, code: int) -> int:
    """1 for a tag that no dictionary lists but PS3.6 (retired) repeats within a range, with a number or a defined term in it."""
    if (code != CS and code != IS and code != DS and code != US and code != SS and code != UL and code != SL and code != AT
            and code != FL and code != FD):
        return 0
    if (t >= 0x00203100 and t <= 0x002031FF) or (t >= 0x00280400 and t <= 0x002808FF):
        return 1
    if (t >= 0x10000000 and t <= 0x1000FFFF) or (t >= 0x10100000 and t <= 0x1010FFFF):
        return 1
    return 0


def by_vr(t: int, code: int, structural: Ints, s_count: int, uid: int, date: int) -> int:
    """The demand for an attribute that the table does not list, by its VR alone."""
    if code == UI:
        if place(t, structural, s_count) < 0:
            return uid
    elif code == PN or (code == UR and t != SCHEME_URL and t != CODE_URL):
        return BLANK        # a person, or an address in a network
    elif code == DA or code == DT or code == TM:
        return date
    return FREE


def require(count: int, tag: UInt32s, vr: UInt16s, length: UInt32s, depth: Int32s, origin: Ints, own: Buffer, tags: Ints, plain: int,  # noqa: C901
            row_need: Buffer, kinds: Buffer, more: Ints, more_need: Buffer, more_count: int, structural: Ints, s_count: int, d_tags: Ints,
            d_vrs: Ints, d_count: int, uid: int, date: int, private_stays: int, need: Array, sort: Array, verdict: Array) -> int:
    """Fill `need` and `sort` (the VR, that of the dictionary where the file says UN), and `verdict` where no look at the value is
    needed. `own`: a demand for one place, or SILENT; `more`: tags outside the table that somebody spoke for; `kinds`: Type of each
    row of the table at the top level. Inside a sequence that is a dummy itself everything but its frame is one (E.1.1); inside one
    that is cleaned free text is cleaned, codes and their schemes aside."""
    hollow = 0
    level = 0
    soft = 0
    soft_level = 0
    top = 0
    for j in range(count):
        t = tag[j]
        group = t // 65536
        element = t - group * 65536
        code = vr[j]
        what = FREE
        wrong = FINE
        if hollow == 1 and depth[j] <= level:
            hollow = 0
        if soft == 1 and depth[j] <= soft_level:
            soft = 0
        if depth[j] == 0:
            top = t
        if group != ITEMS:
            filled = 0
            if j + 1 < count:
                if depth[j + 1] > depth[j]:
                    filled = 1
            known = place(t, tags, plain)
            if group & 1:
                if group < 8 or group == 0xFFFF or element < 0x10 or (element > 0xFF and element < 0x1000):
                    wrong = ILLEGAL
                elif private_stays == 0 and own[j] == SILENT:
                    wrong = PRIVATE
            elif element == 0 or group < 8 or group == 0xFFFF or t == LENGTH_TO_END:
                wrong = ILLEGAL
            else:
                at = -1
                if code == UN or known < 0:
                    at = t
                    if group >= 0x6000 and group <= 0x60FF:
                        at = 0x60000000 + element
                    at = place(at, d_tags, d_count)
                    if code == UN and at >= 0:
                        code = d_vrs[at]
                extra = place(t, more, more_count)
                if known >= 0:
                    what = row_need[known]
                elif extra >= 0:
                    what = more_need[extra]
                elif group >= 0x5000 and group <= 0x50FF:
                    known = plain
                    what = row_need[plain]
                elif group >= 0x6000 and group <= 0x60FF and (element == 0x3000 or element == 0x4000):
                    known = plain + 1
                    if element == 0x4000:
                        known = plain + 2
                    what = row_need[known]
                elif at < 0 and is_retired(t, code) == 0:
                    what = ABSENT
                else:
                    what = by_vr(t, code, structural, s_count, uid, date)
                    if at >= 0 and vr[j] != SQ and filled == 0 and length[j] > 0:
                        if d_vrs[at] == SQ:
                            what = ABSENT       # a sequence written as something else, whose items nobody can look at
            if own[j] != SILENT and wrong == FINE:
                what = own[j]
            elif hollow == 1 and (what == FREE or what == CLEANED) and wrong == FINE:
                if code == UI:
                    if place(t, structural, s_count) < 0:
                        what = NEW_UID
                elif code != SQ and ((code != CS and code != US and t != 0x00081160 and t != 0x0040DB73) or what == CLEANED):
                    what = BLANK
            elif soft == 1 and what == FREE and wrong == FINE and is_free_text(vr[j]) == 1 and (group & 1) == 0:
                if t != CODE_VALUE and t != SCHEME and t != SCHEME_VERSION:
                    what = CLEANED
            if (t >= IDENTITY_REMOVED and t <= METHOD_CODES) or t == BURNED_IN or t == TEMPORAL:
                if depth[j] == 0:
                    what = FREE
            inner = what
            if what == TYPED and depth[j] == 0:
                if kinds[known] == 1:
                    what = BLANK
                elif kinds[known] == 2 or kinds[known] == 5:
                    what = EMPTY
            if what == ABSENT or what == TYPED:
                wrong = PRESENT
            if origin[j] < 0:
                if depth[j] == 0:
                    wrong = ADDED
                    if t == 0x00080018 or (t >= IDENTITY_REMOVED and t <= METHOD_CODES):
                        wrong = FINE
                    elif group == 0x28 and (code == CS or code == US):
                        wrong = FINE
                elif top != METHOD_CODES or (what != FREE and (t < CODE_VALUE or t > CODE_URL)):
                    wrong = ADDED
                else:
                    wrong = FINE
                what = FREE
            elif filled == 1:
                if what == EMPTY:
                    wrong = VALUE
                if hollow == 0 and (what == BLANK or what == DUMMY or inner == TYPED):
                    hollow = 1
                    level = depth[j]
                elif hollow == 0 and soft == 0 and what == CLEANED:
                    soft = 1
                    soft_level = depth[j]
                what = FREE
            elif code == SQ or length[j] == UNDEFINED or length[j] == 0:
                if what != DUMMY or code == SQ:
                    what = FREE
        if wrong != FINE:
            what = FREE
        need[j] = what
        sort[j] = code
        verdict[j] = wrong
    return count


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


def is_free_text(code: int) -> int:
    """1 for LO SH ST LT UT UC."""
    if code == 19535 or code == SH or code == 21332 or code == 19540 or code == 21844 or code == 21827:
        return 1
    return 0


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


def suspects(count: int, need: Buffer, verdict: Buffer, found: Array) -> int:
    """Rows with a verdict, and those whose value nobody saw; returns how many."""
    n = 0
    for j in range(count):
        if verdict[j] != FINE or need[j] != FREE:
            found[n] = j
            n = n + 1
    return n


def rows_with(low: int, high: int, tag: UInt32s, count: int, found: Array) -> int:
    """Rows with a tag in [low, high]; returns how many."""
    n = 0
    for j in range(count):
        if tag[j] >= low and tag[j] <= high:
            found[n] = j
            n = n + 1
    return n


def fill(array: Array, count: int, number: int) -> int:
    """The same number in every place."""
    for j in range(count):
        array[j] = number
    return count
