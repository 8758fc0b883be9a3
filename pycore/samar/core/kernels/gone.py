"""What went: the rows of the input whose values do not stand in the output any more.

What went is seen in the output: a row that has no partner there, or that was replaced. Written from PS3.5 section 6.2 (values and their
VRs) for `verify` alone; `plan` has its own. A kernel: see docs/contracts.md for its subset of Python.
"""

from samar.kinds import Array, Buffer, Bytes, Int32s, Ints, UInt16s, UInt32s

NONE = 255
REPLACED = 2            # code of `op`
LONGEST = 10240
PN = 20558
UI = 21833
CS = 17235
IDENTITY = 0            # categories of table E.1-1 (standard/profile.py)
CONTACT = 1
INSTITUTION = 5
UIDS = 8
INSIDE = 11             # place in `least` behind the categories


def is_text(code: int) -> int:
    """1 for the VRs of characters: AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT."""
    first = code // 256
    second = code - first * 256
    if first == 65 or first == 67 or first == 73 or first == 68:
        if second == 83:                                            # AS CS IS DS
            return 1
        if first == 65 and second == 69:                            # AE
            return 1
        if first == 68 and (second == 65 or second == 84):          # DA DT
            return 1
        return 0
    if first == 76 and (second == 79 or second == 84):              # LO LT
        return 1
    if first == 83 and (second == 72 or second == 84):              # SH ST
        return 1
    if first == 85 and (second == 67 or second == 73 or second == 82 or second == 84):      # UC UI UR UT
        return 1
    if code == PN or code == 21581:                                 # TM
        return 1
    return 0


def row_of(wanted: int, tags: Ints, plain: int) -> int:
    """Row of table E.1-1 for a tag, that of the repeating groups too, or -1; `tags` ascending, the first `plain` of them."""
    group = wanted // 65536
    if group & 1:
        return plain + 3
    if group >= 0x5000 and group <= 0x50FF:
        return plain
    if group >= 0x6000 and group <= 0x60FF:
        if wanted - group * 65536 == 0x3000:
            return plain + 1
        if wanted - group * 65536 == 0x4000:
            return plain + 2
        return -1
    first = 0
    last = plain
    while last - first > 1:
        half = (first + last) >> 1
        if tags[half] > wanted:
            last = half
        else:
            first = half
    if tags[first] == wanted:
        return first
    return -1


def is_own(t: int, depth: int) -> int:
    """1 for attributes in which Samar says what it did: de-identification, burned in text, times, and how the picture is stored."""
    if depth > 0:
        return 0
    group = t // 65536
    if group == 0x28 or (t >= 0x00120062 and t <= 0x00120064):
        return 1
    return 0


def is_common(t: int, code: int) -> int:
    """1 for what many have: a measure or a count (AS DS IS), a defined term, the make of a lens, a device or a source."""
    if code == 16723 or code == 17491 or code == 18771:
        return 1
    if code == CS and (t // 65536 & 1) == 0:
        return 1
    if t == 0x0016004F or t == 0x00160050 or t == 0x00500020 or t == 0x00500021 or t == 0x300A0216:
        return 1
    return 0


def went(count: int, tag: UInt32s, vr: UInt16s, length: UInt32s, depth: Int32s, op: Bytes, partner: Ints, tags: Ints, plain: int,
         category: Ints, least: Buffer, wanted: Bytes, group: Array) -> int:
    """Rows whose values went. `wanted`: the shortest value that counts, or 0; `group`: the category of table E.1-1 that speaks for the
    row (of what goes as a whole for all that is in it), or NONE. `least` by category, then for what goes inside something else.
    Returns how many bytes their values have."""
    total = 0
    inside = 0
    level = 0
    cover = NONE
    for i in range(count):
        wanted[i] = 0
        group[i] = NONE
        if inside == 1 and depth[i] <= level:
            inside = 0
        t = tag[i]
        gone = 0
        if partner[i] < 0 or op[i] == REPLACED:
            gone = 1
        covered = inside
        if inside == 1:
            group[i] = cover
        else:
            at = -1
            if t // 65536 != 0xFFFE:
                at = row_of(t, tags, plain)
            if at >= 0:
                group[i] = category[at]
            if gone == 1:
                inside = 1
                level = depth[i]
                cover = group[i]
        if gone == 1 and length[i] > 1 and length[i] <= LONGEST and is_text(vr[i]) == 1 and is_own(t, depth[i]) == 0 and is_common(t, vr[i]) == 0:
            need = least[INSIDE]
            if vr[i] == PN:
                need = least[IDENTITY]
            elif vr[i] == UI:
                need = least[UIDS]
            elif covered == 1:
                # what a code says is no person, unless what goes around it names one, or an organisation
                if vr[i] == CS or (t >= 0x00080100 and t <= 0x00080122):
                    if cover != IDENTITY and cover != CONTACT and cover != INSTITUTION:
                        need = 0
                    elif t != 0x00080100 and t != 0x00080104 and t != 0x00080119 and t != 0x00080120 and vr[i] != CS:
                        need = 0        # from which list the code comes, in which version
            elif group[i] != NONE:
                need = least[group[i]]
            if need > 0 and length[i] >= need:
                wanted[i] = need
                total = total + length[i]
    return total
