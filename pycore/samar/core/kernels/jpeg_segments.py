"""List the marker segments of a JPEG stream (ITU-T T.81 Annex B.1), whatever its process.

A kernel: see docs/contracts.md for the subset of Python it keeps to.
"""

from samar.kinds import Array, Buffer, Offsets

STRIDE = 4          # places of a row: marker code, offset of the marker's FF, payload start, payload stop
ENTROPY = 0         # in place of a marker: entropy-coded bytes, restart markers included
TRAILING = -1       # in place of a marker: bytes behind EOI

FULL = -1           # no place for another row
NO_SOI = -2         # the stream does not begin with SOI
NO_MARKER = -3      # a byte other than FF where a marker must stand
TRUNCATED = -4      # a segment reaches beyond the end


def segments(src: Buffer, size: int, rows: Array, places: int, state: Offsets) -> int:  # noqa: C901
    """Fill `rows` (int32, `places` rows of STRIDE) and give their number, or what is wrong.

    state[0] is the number of rows that were readable, state[1] the offset of an error.
    A stream that ends without EOI is listed as far as it goes.
    """
    state[0] = 0
    state[1] = 0
    if size < 2:
        return NO_SOI
    if src[0] != 255 or src[1] != 0xD8:
        return NO_SOI
    at = 2
    count = 0
    while at < size:
        state[0] = count
        state[1] = at
        if count >= places:
            return FULL
        row = count * 4
        if src[at] != 255:
            return NO_MARKER
        start = at
        while at < size and src[at] == 255:     # fill bytes (B.1.1.2)
            at += 1
        if at >= size:
            break
        marker = src[at]
        at += 1
        rows[row] = marker
        rows[row + 1] = start
        rows[row + 2] = at
        rows[row + 3] = at
        count += 1
        if marker == 0xD9:
            state[0] = count
            if at < size:
                if count >= places:
                    return FULL
                rows[row + 4] = TRAILING
                rows[row + 5] = at
                rows[row + 6] = at
                rows[row + 7] = size
                count += 1
            break
        if marker == 0:
            return NO_MARKER
        if marker != 1 and (marker < 0xD0 or marker > 0xD8):
            if at + 2 > size:
                return TRUNCATED
            length = src[at] * 256 + src[at + 1]
            if length < 2 or at + length > size:
                return TRUNCATED
            rows[row + 2] = at + 2
            at += length
            rows[row + 3] = at
        if marker == 0xDA:
            state[0] = count
            if count >= places:
                return FULL
            row = count * 4
            rows[row] = ENTROPY
            rows[row + 1] = at
            rows[row + 2] = at
            inside = 1
            while inside == 1 and at < size:
                if src[at] != 255:
                    at += 1
                elif at + 1 >= size:
                    at += 1
                else:
                    following = src[at + 1]
                    if following == 0 or (following >= 0xD0 and following <= 0xD7):
                        at += 2
                    elif following == 255:
                        at += 1
                    else:
                        inside = 0
            rows[row + 3] = at
            count += 1
    state[0] = count
    return count
