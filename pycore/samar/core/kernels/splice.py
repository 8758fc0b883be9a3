"""From what happens to each row to ordered splices of the file, lengths of enclosing items and sequences repaired (PS3.5 section 7.5).

A splice replaces the bytes [start, stop) of the source by `length` bytes of the buffer `out`.
A kernel: see docs/contracts.md for the subset of Python it keeps to.
"""

from samar.kinds import Array, Buffer, Bytes, Int32s, Ints, Offsets, UInt16s, UInt32s

KEEP = 0         # what happens to a row
REMOVE = 1
REPLACE = 2      # header written anew, value from the pool
COVERED = 3      # inside something removed or replaced

UNDEFINED = 4294967295


def head_size(vr: int, form: int) -> int:
    """Bytes of an element's header: 8, or 12 for an explicit VR with a 32-bit length."""
    if form & 1:
        return 8
    first = vr >> 8
    second = vr & 255
    if first == 79:
        if second != 0:
            return 12
    if first == 83:
        if second == 81 or second == 86:
            return 12
    if first == 85:
        if second == 67 or second == 78 or second == 82 or second == 84 or second == 86:
            return 12
    return 8


def number(out: Array, at: int, value: int, size: int, big: int) -> int:
    """Write an unsigned number of `size` bytes; returns the place behind it."""
    i = 0
    rest = value
    while i < size:
        byte = rest - rest // 256 * 256
        rest = rest // 256
        if big:
            out[at + size - 1 - i] = byte
        else:
            out[at + i] = byte
        i = i + 1
    return at + size


def header(out: Array, at: int, tag: int, vr: int, size: int, form: int) -> int:
    """Write an element's header as its form says; returns the place behind it (PS3.5 sections 7.1.2, 7.1.3)."""
    big = 0
    if form & 2:
        big = 1
    group = tag // 65536
    at = number(out, at, group, 2, big)
    at = number(out, at, tag - group * 65536, 2, big)
    if form & 1:
        return number(out, at, size, 4, big)
    out[at] = vr >> 8
    out[at + 1] = vr & 255
    if head_size(vr, form) == 12:
        out[at + 2] = 0
        out[at + 3] = 0
        return number(out, at + 4, size, 4, big)
    return number(out, at + 2, size, 2, big)


def cover(count: int, op: Bytes, depth: Int32s) -> int:
    """Mark the rows inside removed and replaced containers; returns how many rows are left to be kept or changed."""
    i = 0
    left = 0
    while i < count:
        if op[i] == REMOVE or op[i] == REPLACE:
            level = depth[i]
            if op[i] == REPLACE:
                left = left + 1
            i = i + 1
            inside = 1
            while inside == 1 and i < count:
                if depth[i] > level:
                    op[i] = COVERED
                    i = i + 1
                else:
                    inside = 0
        else:
            left = left + 1
            i = i + 1
    return left


def measure(count: int, op: Bytes, vr: UInt16s, start: Offsets, stop: Offsets, parent: Int32s, form: Bytes, new_length: UInt32s,
            delta: Offsets) -> int:
    """Change of length of each container into `delta` (zeroed before); returns bytes that `emit` writes at most."""
    i = count
    room = 0
    while i > 0:
        i = i - 1
        what = op[i]
        change = 0
        if what == KEEP:
            change = delta[i]
            if change != 0:
                room = room + 4
        elif what == REMOVE:
            change = start[i] - stop[i]
        elif what == REPLACE:
            change = head_size(vr[i], form[i]) + new_length[i] - (stop[i] - start[i])
            room = room + 12 + new_length[i]
        if what != COVERED:
            if change != 0:
                if parent[i] >= 0:
                    delta[parent[i]] = delta[parent[i]] + change
    return room


def emit(count: int, op: Bytes, tag: UInt32s, vr: UInt16s, start: Offsets, value: Offsets, length: UInt32s, stop: Offsets, form: Bytes,
         delta: Offsets, new_at: Ints, new_length: UInt32s, pool: Buffer, inserts: int, insert_row: Ints, insert_at: Ints,
         insert_length: Ints, out: Array, s_start: Array, s_stop: Array, s_at: Array, s_length: Array, end: int) -> int:
    """Write splices in the order of the file; returns how many. Inserts are whole elements in the pool, each before a row."""
    n = 0
    at = 0
    k = 0
    i = 0
    while i <= count:
        while k < inserts and insert_row[k] == i:
            here = end
            if i < count:
                here = start[i]
            if n == 0 or s_stop[n - 1] != here:
                s_start[n] = here
                s_stop[n] = here
                s_at[n] = at
                s_length[n] = 0
                n = n + 1
            j = 0
            while j < insert_length[k]:
                out[at] = pool[insert_at[k] + j]
                at = at + 1
                j = j + 1
            s_length[n - 1] = s_length[n - 1] + insert_length[k]
            k = k + 1
        if i < count:
            what = op[i]
            first = -1
            last = 0
            before = at
            if what == REMOVE:
                first = start[i]
                last = stop[i]
            elif what == REPLACE:
                first = start[i]
                last = stop[i]
                at = header(out, at, tag[i], vr[i], new_length[i], form[i])
                j = 0
                while j < new_length[i]:
                    out[at] = pool[new_at[i] + j]
                    at = at + 1
                    j = j + 1
            elif what == KEEP:
                if delta[i] != 0 and length[i] != UNDEFINED:
                    first = value[i] - 4
                    last = value[i]
                    big = 0
                    if form[i] & 2:
                        big = 1
                    at = number(out, at, length[i] + delta[i], 4, big)
            if first >= 0:
                if n > 0 and s_stop[n - 1] == first:
                    s_stop[n - 1] = last
                    s_length[n - 1] = s_length[n - 1] + at - before
                else:
                    s_start[n] = first
                    s_stop[n] = last
                    s_at[n] = before
                    s_length[n] = at - before
                    n = n + 1
        i = i + 1
    return n


def divide(n: int, s_start: Ints, s_stop: Ints, begin: int, end: int, gap: int, cuts: Array) -> int:
    """Runs of splices with less than `gap` source bytes between and under them; four numbers a run into `cuts`: source
    offsets from and to, first splice and the one behind the last. Returns the number of runs."""
    runs = 0
    i = 0
    here = begin
    while i < n:
        first = i
        lead = here
        if s_start[i] - here > gap:
            lead = s_start[i]
        going = 1
        while going == 1:
            here = s_stop[i]
            if s_stop[i] - s_start[i] > gap:
                going = 0
            i = i + 1
            if i >= n:
                going = 0
            elif s_start[i] - here > gap:
                going = 0
        cuts[runs * 4] = lead
        cuts[runs * 4 + 1] = here
        cuts[runs * 4 + 2] = first
        cuts[runs * 4 + 3] = i
        runs = runs + 1
    return runs


def woven_size(first: int, last: int, lead: int, to: int, s_start: Ints, s_stop: Ints, s_length: Ints) -> int:
    """Bytes that `weave` writes for one run."""
    size = to - lead
    i = first
    while i < last:
        size = size + s_length[i] - (s_stop[i] - s_start[i])
        i = i + 1
    return size


def weave(buf: Buffer, base: int, lead: int, to: int, first: int, last: int, s_start: Ints, s_stop: Ints, s_at: Ints, s_length: Ints,
          out: Buffer, target: Array) -> int:
    """Write one run: source bytes between the splices and what replaces the rest; returns bytes written.

    `buf` begins at source offset `base`; a span under a splice may lie outside it."""
    at = 0
    here = lead
    i = first
    while i < last:
        stop = s_start[i]
        while here < stop:
            target[at] = buf[here - base]
            at = at + 1
            here = here + 1
        j = s_at[i]
        stop = j + s_length[i]
        while j < stop:
            target[at] = out[j]
            at = at + 1
            j = j + 1
        here = s_stop[i]
        i = i + 1
    while here < to:
        target[at] = buf[here - base]
        at = at + 1
        here = here + 1
    return at


def assign(count: int, action: Bytes, op: Bytes, todo: Array) -> int:
    """Start of `op` from the codes of actions (plan/actions.py; 255 is covered); rows that need a new value go into `todo`."""
    n = 0
    i = 0
    while i < count:
        act = action[i]
        if act == 0:
            op[i] = KEEP
        elif act == 1:
            op[i] = REMOVE
        elif act == 255:
            op[i] = COVERED
        else:
            op[i] = KEEP
            todo[n] = i
            n = n + 1
        i = i + 1
    return n


def row_at(offset: int, start: Offsets, count: int) -> int:
    """The last row that begins at or before an offset, or -1."""
    low = 0
    top = count
    while low < top:
        middle = (low + top) >> 1
        if start[middle] <= offset:
            low = middle + 1
        else:
            top = middle
    return low - 1
