"""What PS3.15 table E.1-1 and the chosen options allow each element of an output to be.

`demand` turns the table's columns and a person's overrides into one demand a row; `require` lays them over the elements of an
output at every depth, with the rules for what the table does not list; `observe` in kernels/verdicts.py looks at the values. It shares no code with what made
the output (kernels/match.py): whoever reads both can compare them. A kernel: see docs/contracts.md for its subset of Python.
"""

from samar.kinds import Array, Buffer, Int32s, Ints, UInt16s, UInt32s

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


def is_free_text(code: int) -> int:
    """1 for LO SH ST LT UT UC."""
    if code == 19535 or code == SH or code == 21332 or code == 19540 or code == 21844 or code == 21827:
        return 1
    return 0


def require(count: int, tag: UInt32s, vr: UInt16s, length: UInt32s, depth: Int32s, origin: Ints, own: Buffer, tags: Ints, plain: int,  # noqa: C901
            row_need: Buffer, kinds: Buffer, more: Ints, more_need: Buffer, more_count: int, structural: Ints, s_count: int, d_tags: Ints,
            d_vrs: Ints, d_count: int, uid: int, date: int, private_stays: int, need: Array, sort: Array, verdict: Array) -> int:
    """Fill `need` and `sort` (the VR, that of the dictionary where the file says UN, or has two bytes that it knows as a number), and
    `verdict` where no look at the value is needed. `own`: a demand for one place, or SILENT; `more`: tags outside the table that somebody spoke for; `kinds`: Type of each
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
                    if at >= 0:
                        if code == UN or (length[j] == 2 and (d_vrs[at] == US or d_vrs[at] == SS)):
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
