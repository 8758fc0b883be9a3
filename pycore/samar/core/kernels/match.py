"""Look up, for all rows of an element table at once, what a policy says (PS3.15 annex E).

`resolve` in kernels/profile_rules.py turns the columns of table E.1-1 and the chosen options into one action a row of the table;
`match` applies the result to the rows of a file. A kernel: see docs/contracts.md for its subset of Python.
"""

from samar.kinds import Array, Buffer, Bytes, Int32s, Ints, UInt16s, UInt32s

KEEP = 0
REMOVE = 1
EMPTY = 2
ZERO = 3
DUMMY = 4
UID = 5
SHIFT = 6
PSEUDONYM = 7
CLEAN = 8
COVERED = 255        # inside something that goes as a whole

# why: codes of `how`; 1 to 11 are the options of PS3.15 E.3 in the order of the bits
BASIC = 0
CATEGORY = 12        # the preset's word for a category
ELEMENT = 13         # the preset's word for an element
USER_CATEGORY = 14
USER_ELEMENT = 15
BY_VR = 16           # not in the table; its VR alone may identify
PRIVATE = 17
SAFE_PRIVATE = 18
ILLEGAL = 19         # a group that has no place in a file
GROUP_LENGTH = 20
UNKNOWN = 21         # an even group, but the dictionary does not know it
FOUND = 22           # holds a value that identifies
TYPE = 23            # the table removes it, the IOD needs it
INSIDE_DUMMY = 24    # inside a sequence of which only the frame stays
INSIDE_CLEANED = 25
STRUCTURAL = 26      # a UID that names a kind of thing
CONTENT = 27         # a content item of a report (table E.3.4-1)
EVIDENCE = 28        # a private element that curators of a public archive kept
BEYOND = 29          # people or free text in an attribute that the table does not list
BROKEN = 31           # a value that is not what its VR says
CODED = 30           # a code of a published scheme, whose meaning anybody can look up
NOTHING = 255        # no rule: stays

UNDEFINED = 4294967295
SHIFT_BIT = 64
DEVICE_BIT = 4
MEASURED = 0x0040A300        # Measured Value Sequence


def index_of(wanted: int, tags: Ints, count: int) -> int:
    """Place in ascending tags, or -1."""
    low = 0
    top = count
    while low < top:
        middle = (low + top) >> 1
        if tags[middle] < wanted:
            low = middle + 1
        else:
            top = middle
    if low < count:
        if tags[low] == wanted:
            return low
    return -1


def repeats(group: int, element: int, code: int) -> int:
    """2 for a retired attribute that repeats under many tags (PS3.6: (0020,31xx), (0028,04x0) to (0028,08x8), (1000,xxxx),
    (1010,xxxx)) and holds numbers or terms, else 0."""
    if group == 0x20:
        if element < 0x3100 or element > 0x31FF:
            return 0
    elif group == 0x28:
        if element < 0x0400 or element > 0x08FF:
            return 0
    elif group != 0x1000 and group != 0x1010:
        return 0
    if code == 21843 or code == 21331 or code == 21836 or code == 21324 or code == 16724:
        return 2        # US SS UL SL AT
    if code == 17235 or code == 18771 or code == 17491 or code == 17996 or code == 17988:
        return 2        # CS IS DS FL FD
    return 0


def match(count: int, tag: UInt32s, vr: UInt16s, length: UInt32s, depth: Int32s, fragments: int, rules: int, r_tag: Ints, r_action: Buffer,  # noqa: C901
          r_how: Buffer, r_row: Ints, special_action: Buffer, special_how: Buffer, plain: int, structural: Ints, s_count: int, d_tags: Ints,
          d_vrs: Ints, d_count: int, vr_uid: int, vr_name: int, vr_date: int, unknown: int, directory: int, private: int, action: Bytes,
          how: Bytes, rule: Array, hits: Array) -> int:
    """Fill action, how and rule (row of table E.1-1, or -1) for each row; the rows with something to do go into `hits`.

    `special_*`: actions of the curve, overlay data and overlay comments rows. `fragments`: 1 where the row is a fragment
    of encapsulated pixel data. `private`: 0 keep, 1 remove, 2 safe ones are chosen later (all private rows are hits then)."""
    n = 0
    i = 0
    while i < count:
        t = tag[i]
        group = t // 65536
        act = KEEP
        why = NOTHING
        row = -1
        if group != 0xFFFE:
            element = t - group * 65536
            code = vr[i]
            known = 1
            if group & 1:
                row = plain + 3
                why = PRIVATE
                if group < 8 or group == 0xFFFF or element < 0x10 or (element > 0xFF and element < 0x1000):
                    act = REMOVE
                    why = ILLEGAL
                elif private == 1:
                    act = REMOVE
                elif private == 2:
                    act = CLEAN
            elif element == 0 or t == 0x00080001:
                act = REMOVE
                why = GROUP_LENGTH
            elif t == 0x00080300 and private == 1:
                # it tells of private elements, which go
                act = REMOVE
                why = PRIVATE
            elif group < 8 and (group != 4 or directory == 0):
                act = REMOVE
                why = ILLEGAL
            elif group == 0xFFFF:
                act = REMOVE
                why = ILLEGAL
            else:
                at = index_of(t, r_tag, rules)
                if at >= 0:
                    act = r_action[at]
                    why = r_how[at]
                    row = r_row[at]
                elif group >= 0x5000 and group <= 0x50FF:
                    act = special_action[0]
                    why = special_how[0]
                    row = plain
                elif group >= 0x6000 and group <= 0x60FF and element == 0x3000:
                    act = special_action[1]
                    why = special_how[1]
                    row = plain + 1
                elif group >= 0x6000 and group <= 0x60FF and element == 0x4000:
                    act = special_action[2]
                    why = special_how[2]
                    row = plain + 2
                else:
                    base = t
                    if group >= 0x6000 and group <= 0x60FF:
                        base = 0x60000000 + element
                    at = index_of(base, d_tags, d_count)
                    if at < 0:
                        known = repeats(group, element, code)
                    if at >= 0 and code != 21329 and length[i] > 0:
                        if d_vrs[at] == 21329:
                            # a sequence written as something else, whose items nobody can look at
                            known = 0
                            if i + 1 < count:
                                if depth[i + 1] > depth[i]:
                                    known = 1
                    if at >= 0:
                        if code == 21838 or (length[i] == 2 and (d_vrs[at] == 21843 or d_vrs[at] == 21331)):
                            code = d_vrs[at]        # US SS: two bytes are that number, whatever a file writes beside them
                    if known == 0:
                        act = unknown
                        if unknown != KEEP:
                            why = UNKNOWN
                    elif code == 21833:
                        if index_of(t, structural, s_count) < 0:
                            act = vr_uid
                            why = BY_VR
                    elif code == 20558 or (code == 21842 and t != 0x0008010E and t != 0x00080120):
                        # a person, or an address in a network (that of a coding scheme and of a code aside)
                        act = vr_name
                        why = BY_VR
                    elif code == 17473 or code == 17492 or code == 21581:
                        act = vr_date
                        why = BY_VR
        action[i] = act
        how[i] = why
        rule[i] = row
        if act != KEEP:
            hits[n] = i
            n = n + 1
        i = i + 1
    return n


def lay_between(tags: Ints, action: Bytes, how: Bytes, count: int, extra: Ints, extra_action: Buffer, extra_how: Buffer, more: int,
                out_tag: Array, out_action: Array, out_how: Array, out_row: Array) -> int:
    """Merge two ascending lists of tags; the second has no row in table E.1-1 (-1)."""
    i = 0
    k = 0
    n = 0
    while i < count or k < more:
        second = 0
        if i >= count:
            second = 1
        elif k < more:
            if extra[k] < tags[i]:
                second = 1
        if second:
            out_tag[n] = extra[k]
            out_action[n] = extra_action[k]
            out_how[n] = extra_how[k]
            out_row[n] = -1
            k = k + 1
        else:
            out_tag[n] = tags[i]
            out_action[n] = action[i]
            out_how[n] = how[i]
            out_row[n] = i
            i = i + 1
        n = n + 1
    return n


def within(count: int, tag: UInt32s, vr: UInt16s, depth: Int32s, structural: Ints, s_count: int, action: Bytes, how: Bytes,
           hits: Array) -> int:
    """What a sequence's own action means for the rows inside it, where the sequence itself stays: DUMMY keeps the frame and
    fills it with dummies (PS3.15 E.1.1, action D on SQ), CLEAN cleans its text. A measurement has no dummy that could not be taken for
    one: its sequence is emptied (Type 2, PS3.3 C.18.1). Writes `hits`; returns how many."""
    n = 0
    i = 0
    mode = KEEP
    level = 0
    while i < count:
        if mode != KEEP and depth[i] <= level:
            mode = KEEP
        t = tag[i]
        group = t // 65536
        if group != 0xFFFE and action[i] != COVERED:
            code = vr[i]
            if mode == DUMMY:
                if action[i] == KEEP and code != 21329 and code != 17235 and code != 21843 and t != 0x00081160 and t != 0x0040DB73:
                    # CS, US, frame and item numbers are the frame: value types, how many points, which image, segment or item
                    if code != 21833:
                        action[i] = DUMMY
                        how[i] = INSIDE_DUMMY
                    elif index_of(t, structural, s_count) < 0:
                        action[i] = UID
                        how[i] = INSIDE_DUMMY
                if action[i] == CLEAN and code != 21329:
                    action[i] = DUMMY
                    how[i] = INSIDE_DUMMY
                if t == MEASURED and code == 21329 and action[i] != REMOVE:
                    action[i] = EMPTY
                    how[i] = INSIDE_DUMMY
            elif mode == CLEAN:
                if action[i] == KEEP and t != 0x00080100 and t != 0x00080102 and t != 0x00080103:
                    if code == 19535 or code == 21320 or code == 21332 or code == 19540 or code == 21844 or code == 21827:
                        action[i] = CLEAN
                        how[i] = INSIDE_CLEANED
            elif code == 21329 and (action[i] == DUMMY or action[i] == CLEAN or action[i] == PSEUDONYM):
                mode = action[i]
                if mode == PSEUDONYM:
                    mode = DUMMY
                level = depth[i]
            if action[i] != KEEP:
                hits[n] = i
                n = n + 1
        i = i + 1
    return n


def inside(count: int, tag: UInt32s, how: Bytes, found: Array) -> int:
    """Rows inside a sequence that is cleaned or becomes dummies and that tell a code, its scheme or its meaning; returns how many."""
    n = 0
    i = 0
    while i < count:
        if how[i] == INSIDE_CLEANED or how[i] == INSIDE_DUMMY:
            t = tag[i]
            if t == 0x00080100 or t == 0x00080102 or t == 0x00080103 or t == 0x00080104 or t == 0x00080119 or t == 0x00080120:
                found[n] = i
                n = n + 1
        i = i + 1
    return n


def cover(count: int, depth: Int32s, action: Bytes, how: Bytes, rule: Array) -> int:
    """Mark what lies inside rows that go as a whole; it shares their reason."""
    i = 0
    while i < count:
        act = action[i]
        level = depth[i]
        why = how[i]
        row = rule[i]
        i = i + 1
        if act == REMOVE or act == EMPTY or act == ZERO:
            inside = 1
            while inside == 1 and i < count:
                if depth[i] > level:
                    action[i] = COVERED
                    how[i] = why
                    rule[i] = row
                    i = i + 1
                else:
                    inside = 0
    return count
