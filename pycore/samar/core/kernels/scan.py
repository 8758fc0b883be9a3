"""Read the headers of all elements, items and delimiters in one pass (PS3.5 section 7).

`scan` works on a window of the file and says when it needs another one: it never looks at a value,
only steps over it, so a file of any size costs its headers.
A kernel: see docs/contracts.md for the subset of Python it keeps to.

Long because the loop over a header is one function: its two dozen counters live in local variables, and a call for each
element would put them into arrays and back.
"""

from samar.kinds import Array, Buffer, Bytes, Int32s, Ints, Offsets, UInt16s, UInt32s

POSITION = 0              # places in `state`: position
ROWS = 1                  # rows so far
OPEN = 2                  # open containers
ROOM = 3                  # places for rows
DEPTH_ROOM = 4            # places for containers
IMPLICIT_VR = 5           # 1 for implicit VR
BIG_ENDIAN = 6            # 1 for big endian
META_ONLY = 7             # 1 for the file meta information only
WHERE = 8                 # bytes wanted, or offset of an error
GUARD = 9                 # outermost open UN that is read as a sequence (row), or -1
GUARD_OPEN = 10           # containers open when it began
ODD = 11                  # elements of odd length
UNORDERED = 12            # elements out of order
DUPLICATES = 13           # elements that stand twice
UNKNOWN_VRS = 14          # unknown VRs
TRAILING = 15             # trailing zero bytes
STRAY = 16                # stray delimiters
LAST_TAG = 17             # last tag at top level
WRONG_VRS = 18            # wrong explicit VR bytes
DELIMITER_LENGTHS = 19    # fragment delimiters with a length

DONE = 0
WANT = 1            # more bytes at state[POSITION]
FULL = 2            # no place for another row
DEEP = 3            # no place for another container
TRUNCATED = 4       # the file ends inside an element
OVERRUN = 5         # an element reaches beyond the container it is in
NO_ITEM = 6         # a sequence holds something that is not an item
STRAY_ITEM = 7      # an item outside a sequence
BAD_VR = 8          # two bytes that cannot be a VR
BAD_LENGTH = 9      # undefined length where none is allowed
UNCLOSED = 10       # the file ends inside a sequence of undefined length

UNDEFINED = 4294967295
SEQUENCE = 1        # kinds of containers
ITEM = 2
FRAGMENTS = 3

VR_SQ = 21329
VR_UN = 21838
VR_OB = 20290
VR_OW = 20311
VR_UL = 21836
VR_LO = 19535

IMPLICIT = 1        # bits of a row's form
BIG = 2
FROM_UN = 4


def place(tag: int, tags: Ints, count: int) -> int:
    """Index of a tag in the sorted `tags`, or -1; 50xx and 60xx fall together (PS3.5 section 7.6)."""
    group = tag // 65536
    if group >= 0x5000:
        high = group & 0xFF00
        if high == 0x5000 or high == 0x6000:
            tag = high * 65536 + tag - group * 65536
    low = 0
    top = count
    while low < top:
        middle = (low + top) >> 1
        if tags[middle] < tag:
            low = middle + 1
        else:
            top = middle
    if low < count:
        if tags[low] == tag:
            return low
    return -1


def implicit_vr(tag: int, tags: Ints, vrs: Ints, count: int) -> int:
    """VR of an element whose file does not say it (PS3.5 section 7.1.3 and annex A.1)."""
    group = tag // 65536
    element = tag - group * 65536
    if element == 0:
        return VR_UL
    if group & 1:
        if element >= 0x10:
            if element <= 0xFF:
                return VR_LO
        return VR_UN
    at = place(tag, tags, count)
    if at < 0:
        return VR_UN
    return vrs[at]


def is_long(vr: int) -> int:  # noqa: C901
    """1 for an explicit VR with a 32-bit length, 0 for a 16-bit one, 2 for a VR that the standard does not know, 3 for no VR at all."""
    first = vr >> 8
    second = vr & 255
    if first == 79:                     # OB OD OF OL OV OW
        if second == 66 or second == 68 or second == 70 or second == 76 or second == 86 or second == 87:
            return 1
    if first == 83:                     # S: SQ SV long, SH SL SS ST short
        if second == 81 or second == 86:
            return 1
        if second == 72 or second == 76 or second == 83 or second == 84:
            return 0
    if first == 85:                     # U: UC UN UR UT UV long, UI UL US short
        if second == 67 or second == 78 or second == 82 or second == 84 or second == 86:
            return 1
        if second == 73 or second == 76 or second == 83:
            return 0
    if first == 65:                     # AE AS AT
        if second == 69 or second == 83 or second == 84:
            return 0
    if first == 68:                     # DA DS DT
        if second == 65 or second == 83 or second == 84:
            return 0
    if first == 70:                     # FL FD
        if second == 76 or second == 68:
            return 0
    if first == 76:                     # LO LT
        if second == 79 or second == 84:
            return 0
    if first == 67 and second == 83:    # CS
        return 0
    if first == 73 and second == 83:    # IS
        return 0
    if first == 80 and second == 78:    # PN
        return 0
    if first == 84 and second == 77:    # TM
        return 0
    if first >= 65 and first <= 90 and second >= 65 and second <= 90:
        return 2
    return 3


def scan(buf: Buffer, base: int, have: int, end: int, state: Offsets, tag: UInt32s, vr: UInt16s, start: Offsets, value: Offsets,  # noqa: C901
         length: UInt32s, stop: Offsets, depth: Int32s, parent: Int32s, form: Bytes, stack_row: Array, stack_limit: Array,
         stack_kind: Array, stack_form: Array, stack_last: Array, dict_tags: Ints, dict_vrs: Ints, dict_count: int) -> int:
    """Go on from `state` through the window `buf` (file offset `base`, `have` bytes) up to the offset `end`; a status above."""
    pos = state[POSITION]
    row = state[ROWS]
    sp = state[OPEN]
    rows = state[ROOM]
    places = state[DEPTH_ROOM]
    meta_only = state[META_ONLY]
    guard = state[GUARD]
    guard_sp = state[GUARD_OPEN]
    last = state[LAST_TAG]
    first_form = state[IMPLICIT_VR] + 2 * state[BIG_ENDIAN]
    status = -1
    while status < 0:
        # 1. containers that end here
        limit = end
        kind = 0
        now = first_form
        closing = 1
        while closing == 1:
            closing = 0
            if sp > 0:
                limit = stack_limit[sp - 1]
                kind = stack_kind[sp - 1]
                now = stack_form[sp - 1]
                if length[stack_row[sp - 1]] != UNDEFINED and pos >= limit:
                    stop[stack_row[sp - 1]] = limit
                    sp = sp - 1
                    if guard >= 0 and sp <= guard_sp:
                        guard = -1
                    closing = 1
                    limit = end
                    kind = 0
                    now = first_form
        trouble = 0
        if pos >= limit:
            if sp == 0:
                status = DONE
            else:
                trouble = UNCLOSED
        elif limit - pos < 8:
            # too short for a header: zero padding at the end of the file, or a cut
            if limit > base + have:
                state[WHERE] = limit - pos
                status = WANT
            else:
                zeros = 1
                i = pos
                while i < limit:
                    if buf[i - base] != 0:
                        zeros = 0
                    i = i + 1
                # in big endian a zero may be the first byte of the next tag: a cut
                if zeros == 1 and sp == 0 and (now & 2) == 0:
                    state[TRAILING] = limit - pos
                    status = DONE
                else:
                    trouble = TRUNCATED
        elif pos + 16 > base + have and base + have < end:
            state[WHERE] = 16
            status = WANT
        elif row >= rows:
            status = FULL
        elif sp + 1 >= places:
            status = DEEP
        else:
            at = pos - base
            big = 0
            if now & 2:
                big = 1
                group = buf[at] * 256 + buf[at + 1]
                element = buf[at + 2] * 256 + buf[at + 3]
            else:
                group = buf[at + 1] * 256 + buf[at]
                element = buf[at + 3] * 256 + buf[at + 2]
            code = 0
            head = 8
            size = 0
            if meta_only == 1 and group != 2:
                status = DONE
            elif group == 0xFFFE:
                if big:
                    size = buf[at + 4] * 16777216 + buf[at + 5] * 65536 + buf[at + 6] * 256 + buf[at + 7]
                else:
                    size = buf[at + 7] * 16777216 + buf[at + 6] * 65536 + buf[at + 5] * 256 + buf[at + 4]
                if element == 0xE000:
                    if kind == SEQUENCE or kind == FRAGMENTS:
                        if size != UNDEFINED and pos + 8 + size > limit:
                            trouble = OVERRUN
                            if limit == end:
                                trouble = TRUNCATED
                        elif kind == FRAGMENTS and size == UNDEFINED:
                            trouble = BAD_LENGTH
                        else:
                            tag[row] = 0xFFFEE000
                            vr[row] = 0
                            start[row] = pos
                            value[row] = pos + 8
                            length[row] = size
                            depth[row] = sp
                            parent[row] = stack_row[sp - 1]
                            form[row] = now
                            if kind == FRAGMENTS:
                                stop[row] = pos + 8 + size
                                pos = pos + 8 + size
                            else:
                                stop[row] = pos + 8
                                stack_row[sp] = row
                                stack_kind[sp] = ITEM
                                stack_form[sp] = now
                                stack_last[sp] = 0
                                if size == UNDEFINED:
                                    stack_limit[sp] = limit
                                else:
                                    stack_limit[sp] = pos + 8 + size
                                sp = sp + 1
                                pos = pos + 8
                            row = row + 1
                    else:
                        trouble = STRAY_ITEM
                else:
                    # a delimiter closes what it can close; one without a partner is counted and stepped over
                    tag[row] = 0xFFFE0000 + element
                    vr[row] = 0
                    start[row] = pos
                    value[row] = pos + 8
                    length[row] = size
                    stop[row] = pos + 8
                    form[row] = now
                    if sp > 0:
                        parent[row] = stack_row[sp - 1]
                    else:
                        parent[row] = -1
                    depth[row] = sp
                    pos = pos + 8
                    if size != 0 and element == 0xE0DD and kind == FRAGMENTS:
                        # some writers put a length here; what is written anew has none (PS3.5 section A.4)
                        state[DELIMITER_LENGTHS] = state[DELIMITER_LENGTHS] + 1
                        size = 0
                    if size != 0:
                        trouble = BAD_LENGTH
                        pos = pos - 8
                    elif element == 0xE00D and kind == ITEM and length[stack_row[sp - 1]] == UNDEFINED:
                        sp = sp - 1
                        stop[stack_row[sp]] = pos
                    elif element == 0xE0DD and kind != ITEM and kind != 0 and length[stack_row[sp - 1]] == UNDEFINED:
                        sp = sp - 1
                        stop[stack_row[sp]] = pos
                    elif element == 0xE0DD and kind == ITEM and length[stack_row[sp - 1]] == UNDEFINED and length[stack_row[sp - 2]] == UNDEFINED:
                        # the item's own delimiter is missing
                        state[STRAY] = state[STRAY] + 1
                        stop[stack_row[sp - 1]] = pos - 8
                        parent[row] = stack_row[sp - 2]
                        depth[row] = sp - 1
                        sp = sp - 2
                        stop[stack_row[sp]] = pos
                    elif element == 0xE00D or element == 0xE0DD:
                        state[STRAY] = state[STRAY] + 1
                    else:
                        trouble = NO_ITEM
                        pos = pos - 8
                    if trouble == 0:
                        row = row + 1
                        if guard >= 0 and sp <= guard_sp:
                            guard = -1
            elif group == 0 and element == 0 and sp == 0 and buf[at + 4] == 0 and buf[at + 5] == 0 and buf[at + 6] == 0 and buf[at + 7] == 0:
                # zeros behind the last element: padding, never part of the output
                state[TRAILING] = end - pos
                status = DONE
            elif kind == SEQUENCE or kind == FRAGMENTS:
                trouble = NO_ITEM
            else:
                this = group * 65536 + element
                if now & 1:
                    if big:
                        size = buf[at + 4] * 16777216 + buf[at + 5] * 65536 + buf[at + 6] * 256 + buf[at + 7]
                    else:
                        size = buf[at + 7] * 16777216 + buf[at + 6] * 65536 + buf[at + 5] * 256 + buf[at + 4]
                    code = implicit_vr(this, dict_tags, dict_vrs, dict_count)
                else:
                    code = buf[at + 4] * 256 + buf[at + 5]
                    sort = is_long(code)
                    if sort == 2:
                        state[UNKNOWN_VRS] = state[UNKNOWN_VRS] + 1
                        sort = 0
                        if buf[at + 6] == 0 and buf[at + 7] == 0:
                            sort = 1
                    if sort == 3:
                        trouble = BAD_VR
                    elif sort == 1:
                        head = 12
                        if limit - pos < 12:
                            trouble = TRUNCATED
                        elif big:
                            size = buf[at + 8] * 16777216 + buf[at + 9] * 65536 + buf[at + 10] * 256 + buf[at + 11]
                        else:
                            size = buf[at + 11] * 16777216 + buf[at + 10] * 65536 + buf[at + 9] * 256 + buf[at + 8]
                    elif big:
                        size = buf[at + 6] * 256 + buf[at + 7]
                    else:
                        size = buf[at + 7] * 256 + buf[at + 6]
                opens = 0
                inner = now
                bound = limit
                if trouble == 0:
                    if size == UNDEFINED:
                        if this == 0x7FE00010 and (code == VR_OB or code == VR_OW or code == VR_UN or (now & 1)):
                            opens = FRAGMENTS
                        elif code == VR_SQ:
                            opens = SEQUENCE
                        elif code == VR_UN or (now & 1):
                            opens = SEQUENCE
                            if (now & 1) == 0:
                                inner = IMPLICIT + FROM_UN
                        elif code == VR_OB or code == VR_OW:
                            opens = FRAGMENTS
                        else:
                            trouble = BAD_LENGTH
                    elif pos + head + size > limit:
                        trouble = OVERRUN
                        if limit == end:
                            trouble = TRUNCATED
                    elif code == VR_SQ:
                        opens = SEQUENCE
                        bound = pos + head + size
                    elif code == VR_UN and size >= 8:
                        # UN that begins with an item is a sequence in implicit little endian (PS3.5 section 6.2.2), if it reads as one
                        if buf[at + head] == 254 and buf[at + head + 1] == 255 and buf[at + head + 2] == 0 and buf[at + head + 3] == 224:
                            opens = SEQUENCE
                            inner = IMPLICIT + FROM_UN
                            bound = pos + head + size
                            if guard < 0:
                                guard = row
                                guard_sp = sp
                    if size != UNDEFINED and size - size // 2 * 2 == 1:
                        state[ODD] = state[ODD] + 1
                if trouble == 0:
                    tag[row] = this
                    vr[row] = code
                    start[row] = pos
                    value[row] = pos + head
                    length[row] = size
                    depth[row] = sp
                    form[row] = now
                    if sp > 0:
                        parent[row] = stack_row[sp - 1]
                        if this <= stack_last[sp - 1]:
                            if this == stack_last[sp - 1]:
                                state[DUPLICATES] = state[DUPLICATES] + 1
                            else:
                                state[UNORDERED] = state[UNORDERED] + 1
                        stack_last[sp - 1] = this
                    else:
                        parent[row] = -1
                        if this <= last:
                            if this == last:
                                state[DUPLICATES] = state[DUPLICATES] + 1
                            else:
                                state[UNORDERED] = state[UNORDERED] + 1
                        last = this
                    if opens:
                        stop[row] = pos + head
                        stack_row[sp] = row
                        stack_kind[sp] = opens
                        stack_form[sp] = inner
                        stack_limit[sp] = bound
                        stack_last[sp] = 0
                        sp = sp + 1
                        pos = pos + head
                    else:
                        stop[row] = pos + head + size
                        pos = pos + head + size
                    row = row + 1
        if trouble > 0:
            if guard >= 0:
                # what looked like a sequence inside UN is not one: it stays a value
                row = guard + 1
                sp = guard_sp
                stop[guard] = value[guard] + length[guard]
                pos = stop[guard]
                guard = -1
            else:
                state[WHERE] = pos
                status = trouble
    if status == DONE or status > DEEP:
        # containers that are still open end where reading ended
        i = sp
        while i > 0:
            i = i - 1
            if status > DEEP:
                stop[stack_row[i]] = pos
    state[POSITION] = pos
    state[ROWS] = row
    state[OPEN] = sp
    state[GUARD] = guard
    state[GUARD_OPEN] = guard_sp
    state[LAST_TAG] = last
    return status


def first_row(wanted: int, owner: int, above: int, tag: UInt32s, parent: Int32s, depth: Int32s, first: int, count: int) -> int:
    """First row from `first` on with this tag directly under `owner`, whose depth is `above` (-1 for the top level), or -1."""
    i = first
    while i < count:
        if depth[i] <= above:
            return -1
        if tag[i] == wanted:
            if parent[i] == owner:
                return i
        i = i + 1
    return -1


def top_rows(parent: Int32s, count: int, found: Array, most: int) -> int:
    """The first `most` rows of the top level; how many."""
    n = 0
    i = 0
    while i < count and n < most:
        if parent[i] < 0:
            found[n] = i
            n = n + 1
        i = i + 1
    return n


def row_behind(wanted: int, tag: UInt32s, depth: Int32s, count: int) -> int:
    """First top-level row with a greater tag, or `count`."""
    i = 0
    while i < count:
        if depth[i] == 0:
            if tag[i] > wanted:
                if tag[i] // 65536 != 0xFFFE:
                    return i
        i = i + 1
    return count
