"""Black out rectangles in the bytes of a frame.

A kernel: see docs/contracts.md for the subset of Python it keeps to.
"""

from samar.kinds import Array, Buffer


def pattern(buffer: Array, at: int, stride: int, rows: int, width: int, fill: Buffer, size: int) -> int:
    """Fill `rows` rows of `width` bytes, `stride` bytes apart, with `fill[0:size]` over and over; bytes that changed."""
    changed = 0
    row = 0
    while row < rows:
        place = at + row * stride
        stop = place + width
        k = 0
        while place < stop:
            if buffer[place] != fill[k]:
                buffer[place] = fill[k]
                changed = changed + 1
            k = k + 1
            if k == size:
                k = 0
            place = place + 1
        row = row + 1
    return changed


def bits(buffer: Array, at: int, bit: int, stride: int, rows: int, width: int, value: int, swap: int) -> int:
    """Fill `rows` rows of `width` cells of one bit, `stride` bits apart, first one at bit `bit` of byte `at`; cells that changed."""
    changed = 0
    row = 0
    while row < rows:
        place = at * 8 + bit + row * stride
        stop = place + width
        while place < stop:
            where = (place >> 3) ^ swap
            single = 1 << (place & 7)
            before = buffer[where]
            after = before & (255 - single)
            if value:
                after = after + single
            if after != before:
                buffer[where] = after
                changed = changed + 1
            place = place + 1
        row = row + 1
    return changed


def cleared(buffer: Array, at: int, count: int, big: int, low_mask: int, high_mask: int) -> int:
    """Keep of each cell of 16 bits only what the two masks of its bytes let through; cells that changed."""
    low = at
    high = at + 1
    if big:
        low = at + 1
        high = at
    changed = 0
    i = 0
    while i < count:
        a = buffer[low] & low_mask
        b = buffer[high] & high_mask
        if a != buffer[low] or b != buffer[high]:
            buffer[low] = a
            buffer[high] = b
            changed = changed + 1
        low = low + 2
        high = high + 2
        i = i + 1
    return changed


def spared(buffer: Array, at: int, count: int, width: int, big: int, used: int, sign: int, above: int, keep: int, limit: int) -> int:
    """Take from each cell of `width` bytes (1 or 2) the bits that are not `used`; where the bit `sign` is set, those of `above` are set.
    Cells that are `keep` or `limit` stay. Cells that changed."""
    low = at
    high = at
    if width == 2:
        if big:
            low = at + 1
        else:
            high = at + 1
    changed = 0
    i = 0
    while i < count:
        value = buffer[low]
        if width == 2:
            value = value + buffer[high] * 256
        new = value & used
        if (value & sign) > 0:
            new = new | above
        if new != value and value != keep and value != limit:
            buffer[low] = new & 255
            if width == 2:
                buffer[high] = new >> 8
            changed = changed + 1
        low = low + width
        high = high + width
        i = i + 1
    return changed


def leaning(buffer: Buffer, at: int, count: int, width: int, big: int, sign: int, above: int) -> int:
    """Of cells with the bit `sign`: how many have all bits of `above`, less those that have none."""
    low = at
    high = at
    if width == 2:
        if big:
            low = at + 1
        else:
            high = at + 1
    found = 0
    i = 0
    while i < count:
        value = buffer[low]
        if width == 2:
            value = value + buffer[high] * 256
        if (value & sign) > 0:
            if (value & above) == above:
                found = found + 1
            elif (value & above) == 0:
                found = found - 1
        low = low + width
        high = high + width
        i = i + 1
    return found
