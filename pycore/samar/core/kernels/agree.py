"""Hold an output's element table against the input's: every row where it should be, every byte that was to stay the same.

A kernel: see docs/contracts.md for its subset of Python. `op` as in kernels/splice.py: 0 keep, 1 remove, 2 replace, 3 covered.
"""

from samar.kinds import Array, Buffer, Bytes, Int32s, Ints, Offsets, UInt16s, UInt32s

UNDEFINED = 4294967295


def align(count: int, op: Bytes, tag: UInt32s, vr: UInt16s, length: UInt32s, depth: Int32s, new_length: UInt32s, free: Bytes, inserts: int,  # noqa: C901
          insert_row: Ints, insert_tag: Ints, insert_at: Array, o_count: int, o_tag: Ints, o_vr: Ints, o_length: Ints, o_depth: Ints,
          partner: Array) -> int:
    """Walk both tables in step. `partner` gets for each input row its output row, or -1. Inserted elements are stepped over
    by tag, and `insert_at` gets their output rows. In rows marked `free` (pixel data under masks) lengths and fragments may differ.
    Returns -1 when all agree, else the first output row (or o_count) that does not."""
    j = 0
    k = 0
    i = 0
    while i < count:
        while k < inserts and insert_row[k] == i:
            if j >= o_count:
                return j
            if o_tag[j] != insert_tag[k] or o_depth[j] != 0:
                return j
            insert_at[k] = j
            j = j + 1
            inside = 1
            while inside == 1 and j < o_count:
                if o_depth[j] > 0:
                    j = j + 1
                else:
                    inside = 0
            k = k + 1
        partner[i] = -1
        what = op[i]
        if what == 0 or what == 2:
            if j >= o_count:
                return j
            if o_tag[j] != tag[i] or o_depth[j] != depth[i] or o_vr[j] != vr[i]:
                return j
            partner[i] = j
            if what == 2 or free[i] == 1:
                if what == 2 and o_length[j] != new_length[i]:
                    return j
                level = o_depth[j]
                j = j + 1
                inside = 1
                while inside == 1 and j < o_count:
                    if o_depth[j] > level:
                        j = j + 1
                    else:
                        inside = 0
                if free[i] == 1:
                    while i + 1 < count and depth[i + 1] > level:
                        i = i + 1
                        partner[i] = -1
            else:
                leaf = 1
                if i + 1 < count:
                    if depth[i + 1] > depth[i]:
                        leaf = 0
                if length[i] == UNDEFINED or o_length[j] == UNDEFINED:
                    if length[i] != o_length[j]:
                        return j
                elif leaf == 1:
                    if o_length[j] != length[i]:
                        return j
                j = j + 1
        i = i + 1
    while k < inserts:
        if j >= o_count:
            return j
        if o_tag[j] != insert_tag[k] or o_depth[j] != 0:
            return j
        insert_at[k] = j
        j = j + 1
        inside = 1
        while inside == 1 and j < o_count:
            if o_depth[j] > 0:
                j = j + 1
            else:
                inside = 0
        k = k + 1
    if j < o_count:
        return j
    return -1


def compare(first: int, count: int, op: Bytes, depth: Int32s, value: Offsets, length: UInt32s, free: Bytes, partner: Ints, o_value: Offsets,
            new_at: Ints, pool: Buffer, buf: Buffer, base: int, have: int, o_buf: Buffer, o_base: int, o_have: int, state: Offsets) -> int:
    """Bytes of kept leaves and of replaced values that lie in both windows; returns -1, or the first input row that differs.

    state[0] counts bytes that were compared, state[1] values that lie outside the windows."""
    i = first
    while i < count:
        j = partner[i]
        if j >= 0 and free[i] == 0:
            at = o_value[j]
            size = length[i]
            if op[i] == 2:
                size = 0
            leaf = 1
            if i + 1 < count:
                if depth[i + 1] > depth[i] and op[i] == 0:
                    leaf = 0
            if leaf == 1 and op[i] == 0 and size > 0 and size != UNDEFINED:
                if value[i] >= base and value[i] + size <= base + have and at >= o_base and at + size <= o_base + o_have:
                    a = value[i] - base
                    b = at - o_base
                    n = 0
                    while n < size:
                        if buf[a + n] != o_buf[b + n]:
                            return i
                        n = n + 1
                    state[0] = state[0] + size
                else:
                    state[1] = state[1] + 1
        i = i + 1
    return -1


def before(offset: int, start: Offsets, count: int) -> int:
    """How many rows begin before an offset."""
    low = 0
    top = count
    while low < top:
        middle = (low + top) >> 1
        if start[middle] < offset:
            low = middle + 1
        else:
            top = middle
    return low


def compare_new(count: int, op: Bytes, new_at: Ints, new_length: UInt32s, pool: Buffer, partner: Ints, o_value: Offsets, o_buf: Buffer,
                o_base: int, o_have: int, state: Offsets) -> int:
    """Replaced values against the pool; returns -1, or the first input row that differs."""
    i = 0
    while i < count:
        if op[i] == 2:
            at = o_value[partner[i]]
            size = new_length[i]
            if at >= o_base and at + size <= o_base + o_have:
                b = at - o_base
                n = 0
                while n < size:
                    if pool[new_at[i] + n] != o_buf[b + n]:
                        return i
                    n = n + 1
                state[0] = state[0] + size
            else:
                state[1] = state[1] + 1
        i = i + 1
    return -1


def compare_added(inserts: int, insert_at: Ints, new_at: Ints, new_length: UInt32s, pool: Buffer, o_start: Offsets, o_buf: Buffer,
                  o_base: int, o_have: int, state: Offsets) -> int:
    """Added elements, header and all, against the pool; returns -1, or the first of them that differs."""
    i = 0
    while i < inserts:
        at = o_start[insert_at[i]]
        size = new_length[i]
        if at >= o_base and at + size <= o_base + o_have:
            b = at - o_base
            n = 0
            while n < size:
                if pool[new_at[i] + n] != o_buf[b + n]:
                    return i
                n = n + 1
            state[0] = state[0] + size
        else:
            state[1] = state[1] + 1
        i = i + 1
    return -1


def invert(count: int, partner: Ints, origin: Array, o_count: int) -> int:
    """Input row of each output row, or -1 for rows that were inserted."""
    i = 0
    while i < o_count:
        origin[i] = -1
        i = i + 1
    i = 0
    while i < count:
        if partner[i] >= 0:
            origin[partner[i]] = i
        i = i + 1
    return count
