"""The order and choice of rows that a person is shown. A kernel: see docs/contracts.md for its subset of Python."""

from samar.kinds import Array, Buffer, Bytes, Int32s, Ints, Offsets, UInt16s, UInt32s

OTHER = 11           # the group behind the categories of table E.1-1


def kind_of(tag: int, vr: int, rule: int, action: int, category: Ints) -> int:
    """Group of one element: its category in table E.1-1, else by its VR, else OTHER."""
    if rule >= 0:
        return category[rule]
    group = tag // 65536
    if group & 1:
        return 9
    if action != 0:
        if vr == 20558:
            return 5        # PN
        if vr == 17473 or vr == 17492 or vr == 21581:
            return 2        # DA DT TM
        if vr == 21833:
            return 8        # UI
        return 6
    return OTHER


def assign(count: int, tag: UInt32s, vr: UInt16s, depth: Int32s, rule: Ints, action: Bytes, category: Ints, group: Array) -> int:
    """Group of each row; everything inside a top-level element goes with it, and a plain sequence goes with what it holds."""
    i = 0
    while i < count:
        first = i
        best = kind_of(tag[i], vr[i], rule[i], action[i], category)
        i = i + 1
        going = 1
        while going == 1 and i < count:
            if depth[i] > 0:
                if best == OTHER and tag[i] // 65536 != 0xFFFE and action[i] != 0:
                    best = kind_of(tag[i], vr[i], rule[i], action[i], category)
                i = i + 1
            else:
                going = 0
        k = first
        while k < i:
            group[k] = best
            k = k + 1
    return count


def unique(count: int, tag: UInt32s, seen: Array, most: int) -> int:
    """Different tags in the order of the file into `seen`, as long as neighbours differ; returns how many."""
    n = 0
    i = 0
    while i < count:
        t = tag[i]
        fresh = 1
        k = n - 1
        back = 0
        while k >= 0 and back < 64:
            if seen[k] == t:
                fresh = 0
                back = 64
            k = k - 1
            back = back + 1
        if fresh == 1 and n < most and t // 65536 != 0xFFFE:
            seen[n] = t
            n = n + 1
        i = i + 1
    return n


def mark_tags(count: int, tag: UInt32s, wanted: Bytes, many: int, marked: Bytes) -> int:
    """1 in `marked` where the tag is one of `wanted` (ascending)."""
    i = 0
    while i < count:
        low = 0
        top = many
        while low < top:
            middle = (low + top) >> 1
            if wanted[middle] < tag[i]:
                low = middle + 1
            else:
                top = middle
        if low < many:
            if wanted[low] == tag[i]:
                marked[i] = 1
        i = i + 1
    return count


def mark_equal(count: int, column: Ints, wanted: int, marked: Bytes) -> int:
    """1 in `marked` where a column has a number."""
    i = 0
    while i < count:
        if column[i] == wanted:
            marked[i] = 1
        i = i + 1
    return count


def mark_group(count: int, tag: UInt32s, group: int, marked: Bytes) -> int:
    """1 in `marked` for the elements of a group."""
    i = 0
    while i < count:
        if tag[i] // 65536 == group:
            marked[i] = 1
        i = i + 1
    return count


def private_rows(count: int, tag: UInt32s, rows: Array) -> int:
    """Rows of groups with an odd number into `rows`; returns how many."""
    n = 0
    i = 0
    while i < count:
        if ((tag[i] // 65536) & 1) == 1:
            rows[n] = i
            n = n + 1
        i = i + 1
    return n


def meet(count: int, one: Buffer, away: int, first: int, marked: Bytes) -> int:
    """What is in both `marked` and `one` (with `away`: in `marked` and not in `one`) into `marked`; as the `first`, `one` alone."""
    i = 0
    while i < count:
        right = one[i]
        if away == 1:
            right = 1 - right
        if first == 1:
            marked[i] = right
        elif right == 0:
            marked[i] = 0
        i = i + 1
    return count


def fold(byte: int) -> int:
    """Lower case of an ASCII letter."""
    if byte >= 65 and byte <= 90:
        return byte + 32
    return byte


def mark_text(buf: Buffer, base: int, have: int, first: int, count: int, value: Offsets, length: UInt32s, depth: Int32s, needle: Buffer,
              size: int, marked: Bytes) -> int:
    """1 in `marked` where a value in the window holds the folded bytes of `needle`, those of sequences and items aside, which are in the
    rows inside them; returns the row behind the window."""
    r = first
    while r < count:
        leaf = 1
        if r + 1 < count:
            if depth[r + 1] > depth[r]:
                leaf = 0
        if leaf == 1 and length[r] != 4294967295 and length[r] >= size and length[r] <= 65536 and value[r] >= base:
            if value[r] + length[r] > base + have:
                return r
            at = value[r] - base
            stop = at + length[r] - size
            while at <= stop:
                j = 0
                while j < size and fold(buf[at + j]) == needle[j]:
                    j = j + 1
                if j >= size:
                    marked[r] = 1
                    at = stop
                at = at + 1
        r = r + 1
    return count


def of_group(g: int, modules: int, n: int, count: int, tag: UInt32s, depth: Int32s, action: Bytes, op: Bytes, group: Buffer, marked: Bytes,
             use_marks: int, chip: int, noted: Buffer, folded: Buffer, hide: int, counts: Array, order: Array) -> int:
    """Append the rows of one group to `order`; returns how many there are then. `modules`: 0 all rows, 1 those of the patient's
    own module (inside elements of group 0010), 2 all others."""
    hidden = -1
    right = 1
    i = 0
    while i < count:
        if hidden >= 0:
            if depth[i] <= hidden:
                hidden = -1
        t = tag[i]
        if depth[i] == 0 and modules > 0:
            right = 0
            if t // 65536 == 0x10:
                right = 1
            if modules == 2:
                right = 1 - right
        if right == 1 and hidden < 0 and group[i] == g and t != 0xFFFEE00D and t != 0xFFFEE0DD:
            show = 1
            if use_marks == 1 and marked[i] == 0:
                show = 0
            if chip > 0 and t == 0xFFFEE000:
                show = 0
            if chip == 1 and (op[i] != 2 or action[i] == 255):
                show = 0
            if chip == 2 and op[i] != 1 and op[i] != 3:
                show = 0
            if chip == 3 and op[i] != 0:
                show = 0
            if chip == 4 and ((t // 65536) & 1) == 0:
                show = 0
            if chip == 5 and noted[i] == 0:
                show = 0
            if show == 1:
                counts[g] = counts[g] + 1
                if hide == 0:
                    order[n] = i
                    n = n + 1
            if folded[i] == 1:
                hidden = depth[i]
        i = i + 1
    return n


def choose(count: int, tag: UInt32s, depth: Int32s, action: Bytes, op: Bytes, group: Buffer, marked: Bytes, use_marks: int, chip: int,
           only: int, noted: Buffer, folded: Buffer, folded_groups: Buffer, counts: Array, order: Array) -> int:
    """Rows to show, by group, into `order`: a row number, or -1 - group for the head of a group. Returns how many.

    `chip`: 0 all, 1 changed, 2 removed, 3 kept, 4 private, 5 in need of attention (`noted`). `only`: a group or -1.
    `folded`: 1 for sequences and items whose content is hidden. `counts` gets the rows of each group. In the first group the
    patient's own module comes before what refers to it."""
    g = 0
    n = 0
    while g <= OTHER:
        counts[g] = 0
        if only < 0 or only == g:
            head = n
            n = n + 1
            hide = folded_groups[g]
            if g == 0:
                n = of_group(g, 1, n, count, tag, depth, action, op, group, marked, use_marks, chip, noted, folded, hide, counts, order)
                n = of_group(g, 2, n, count, tag, depth, action, op, group, marked, use_marks, chip, noted, folded, hide, counts, order)
            else:
                n = of_group(g, 0, n, count, tag, depth, action, op, group, marked, use_marks, chip, noted, folded, hide, counts, order)
            if counts[g] == 0:
                n = head
            else:
                order[head] = -1 - g
        g = g + 1
    return n


def tally(count: int, tag: UInt32s, op: Bytes, action: Bytes, counts: Array) -> int:
    """Elements by what happens to them, code of the action (plan/actions.py); what goes with its container counts as removed, and
    what stays as it is as kept."""
    i = 0
    while i < count:
        if tag[i] // 65536 != 0xFFFE:
            if op[i] == 0:
                counts[0] = counts[0] + 1
            elif op[i] == 1 or op[i] == 3:
                counts[1] = counts[1] + 1
            else:
                counts[action[i]] = counts[action[i]] + 1
        i = i + 1
    return count


def census(count: int, tag: UInt32s, vr: UInt16s, counts: Array) -> int:
    """counts[0] elements, [1] private ones, [2] sequences."""
    i = 0
    while i < count:
        group = tag[i] // 65536
        if group != 0xFFFE:
            counts[0] = counts[0] + 1
            if group & 1:
                counts[1] = counts[1] + 1
            if vr[i] == 21329:
                counts[2] = counts[2] + 1
        i = i + 1
    return count
