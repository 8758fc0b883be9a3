"""JPEG by DCT with more than 8 bits a sample: Huffman-coded scans, sequential and progressive, and the inverse transform
(ITU-T T.81 annexes F, G and A.3.3). One component, which is all that DICOM has of it.

A kernel: see docs/contracts.md for the subset of Python it keeps to.

`codes` (int32) holds eight Huffman tables of 290 places, DC 0..3 then AC 0..3: 0..16 largest code of a length or -1, 17..33 index of its
first symbol less its first code, 34..289 symbols.
`state` (int32): 0 place in the buffer, 1 bits waiting, 2 how many, 3 bits that were read behind the end, 4 blocks left of an end-of-band run,
5 DC prediction.
`scan` (int32): 0 spectral selection from, 1 to, 2 approximation high, 3 low, 4 DC table, 5 AC table (both as offsets in `codes`),
6 restart interval, 7 progressive (0/1).
"""

from samar.kinds import Array, Buffer, Ints, Offsets

PLACES = 290
BROKEN = -1


def define(buffer: Buffer, at: int, stop: int, codes: Array) -> int:
    """Read the Huffman tables of one DHT segment; how many, or BROKEN."""
    count = 0
    while at + 17 <= stop:
        sort = buffer[at] >> 4
        slot = buffer[at] & 15
        if sort > 1 or slot > 3:
            return BROKEN
        base = (sort * 4 + slot) * PLACES
        code = 0
        index = 0
        length = 1
        codes[base] = -1
        while length <= 16:
            number = buffer[at + length]
            codes[base + 17 + length] = index - code
            if number == 0:
                codes[base + length] = -1
            else:
                code = code + number
                index = index + number
                codes[base + length] = code - 1
            code = code * 2
            length = length + 1
        if index > 256 or at + 17 + index > stop:
            return BROKEN
        i = 0
        while i < index:
            codes[base + 34 + i] = buffer[at + 17 + i]
            i = i + 1
        at = at + 17 + index
        count = count + 1
    return count


def bit(buffer: Buffer, stop: int, state: Offsets) -> int:
    """The next bit; behind the end of the data zeros, counted."""
    if state[2] == 0:
        at = state[0]
        value = 0
        if at < stop:
            value = buffer[at]
            at = at + 1
            if value == 255:
                if at < stop:
                    if buffer[at] == 0:
                        at = at + 1
                    else:
                        # a marker: what follows belongs to the next interval
                        at = at - 1
                        value = 0
                        state[3] = state[3] + 8
        else:
            state[3] = state[3] + 8
        state[0] = at
        state[1] = value
        state[2] = 8
    state[2] = state[2] - 1
    return (state[1] >> state[2]) & 1


def bits(buffer: Buffer, stop: int, state: Offsets, count: int) -> int:
    """An unsigned number of `count` bits."""
    value = 0
    while count > 0:
        value = value * 2 + bit(buffer, stop, state)
        count = count - 1
    return value


def signed(buffer: Buffer, stop: int, state: Offsets, count: int) -> int:
    """A coefficient of `count` bits (T.81 section F.2.2.1)."""
    if count == 0:
        return 0
    value = bits(buffer, stop, state, count)
    if value < 1 << (count - 1):
        return value - (1 << count) + 1
    return value


def symbol(buffer: Buffer, stop: int, state: Offsets, codes: Ints, base: int) -> int:
    """The next symbol of a Huffman table, or BROKEN."""
    code = 0
    length = 1
    while length <= 16:
        code = code * 2 + bit(buffer, stop, state)
        if code <= codes[base + length]:
            return codes[base + 34 + code + codes[base + 17 + length]]
        length = length + 1
    return BROKEN


def first_pass(buffer: Buffer, stop: int, state: Offsets, scan: Ints, codes: Ints, order: Ints, out: Array, at: int) -> int:
    """One block of a sequential scan, or of the first pass over a band."""
    place = scan[0]
    low = scan[3]
    if place == 0:
        size = symbol(buffer, stop, state, codes, scan[4])
        if size < 0 or size > 16:
            return BROKEN
        state[5] = state[5] + signed(buffer, stop, state, size)
        out[at] = state[5] * (1 << low)
        place = 1
    if state[4] > 0:
        state[4] = state[4] - 1
        return 0
    while place <= scan[1]:
        found = symbol(buffer, stop, state, codes, scan[5])
        if found < 0:
            return BROKEN
        run = found >> 4
        size = found & 15
        if size == 0:
            if run == 15:
                place = place + 16
            elif scan[7] == 0:
                return 0
            else:
                state[4] = (1 << run) - 1 + bits(buffer, stop, state, run)
                return 0
        else:
            place = place + run
            if place > 63:
                return BROKEN
            out[at + order[place]] = signed(buffer, stop, state, size) * (1 << low)
            place = place + 1
    return 0


def refined(buffer: Buffer, stop: int, state: Offsets, out: Array, place: int, step: int) -> int:
    """Add one bit to a coefficient that is not zero."""
    if bit(buffer, stop, state):
        value = out[place]
        if value > 0:
            out[place] = value + step
        else:
            out[place] = value - step
    return 0


def next_pass(buffer: Buffer, stop: int, state: Offsets, scan: Ints, codes: Ints, order: Ints, out: Array, at: int) -> int:
    """One block of a refining pass (T.81 section G.1.2)."""
    step = 1 << scan[3]
    if scan[0] == 0:
        if bit(buffer, stop, state):
            out[at] = out[at] + step
        return 0
    place = scan[0]
    if state[4] == 0:
        while place <= scan[1]:
            found = symbol(buffer, stop, state, codes, scan[5])
            if found < 0:
                return BROKEN
            run = found >> 4
            value = 0
            ended = 0
            if found & 15:
                value = 0 - step
                if bit(buffer, stop, state):
                    value = step
            elif run < 15:
                state[4] = (1 << run) + bits(buffer, stop, state, run)
                ended = 1
            if ended:
                break
            going = 1
            while going == 1 and place <= scan[1]:
                where = at + order[place]
                if out[where] != 0:
                    refined(buffer, stop, state, out, where, step)
                    place = place + 1
                elif run > 0:
                    run = run - 1
                    place = place + 1
                else:
                    if value != 0:
                        out[where] = value
                    place = place + 1
                    going = 0
    if state[4] > 0:
        while place <= scan[1]:
            where = at + order[place]
            if out[where] != 0:
                refined(buffer, stop, state, out, where, step)
            place = place + 1
        state[4] = state[4] - 1
    return 0


def decode(buffer: Buffer, at: int, stop: int, state: Offsets, scan: Ints, codes: Ints, order: Ints, blocks: int, out: Array) -> int:
    """All blocks of one scan into `out` (int32, 64 places a block); how many were read before the data ended, or BROKEN."""
    state[0] = at
    state[2] = 0
    state[3] = 0
    state[4] = 0
    state[5] = 0
    left = scan[6]
    block = 0
    while block < blocks:
        if scan[6] > 0:
            if left == 0:
                # a restart marker: two bytes, and everything begins again (T.81 section F.2.1.3.1)
                here = state[0]
                while here + 1 < stop and (buffer[here] != 255 or buffer[here + 1] < 208 or buffer[here + 1] > 215):
                    here = here + 1
                state[0] = here + 2
                state[2] = 0
                state[3] = 0
                state[4] = 0
                state[5] = 0
                left = scan[6]
            left = left - 1
        if scan[2] > 0:
            answer = next_pass(buffer, stop, state, scan, codes, order, out, block * 64)
        else:
            answer = first_pass(buffer, stop, state, scan, codes, order, out, block * 64)
        if answer < 0:
            return BROKEN
        if state[3] > 64:
            return block
        block = block + 1
    return blocks


def inverse(out: Array, at: int, work: Ints, gain: int, first: int, step: int) -> int:
    """One dimension of the inverse DCT over eight numbers of `work` from `first` on, `step` apart, in fixed point of 13 bits,
    rounded to lose `gain` bits (the factorisation of Loeffler, Ligtenberg and Moschytz)."""
    half = 1 << (gain - 1)
    a = work[first + 2 * step]
    b = work[first + 6 * step]
    c = (a + b) * 4433
    even2 = c - b * 15137
    even3 = c + a * 6270
    a = work[first]
    b = work[first + 4 * step]
    even0 = (a + b) * 8192
    even1 = (a - b) * 8192
    sum0 = even0 + even3 + half
    sum3 = even0 - even3 + half
    sum1 = even1 + even2 + half
    sum2 = even1 - even2 + half
    odd0 = work[first + 7 * step]
    odd1 = work[first + 5 * step]
    odd2 = work[first + 3 * step]
    odd3 = work[first + step]
    z1 = (odd0 + odd3) * 7373
    z2 = (odd1 + odd2) * 20995
    z3 = odd0 + odd2
    z4 = odd1 + odd3
    z5 = (z3 + z4) * 9633
    z3 = z5 - z3 * 16069
    z4 = z5 - z4 * 3196
    odd0 = odd0 * 2446 - z1 + z3
    odd1 = odd1 * 16819 - z2 + z4
    odd2 = odd2 * 25172 - z2 + z3
    odd3 = odd3 * 12299 - z1 + z4
    out[at] = (sum0 + odd3) >> gain
    out[at + 7 * step] = (sum0 - odd3) >> gain
    out[at + step] = (sum1 + odd2) >> gain
    out[at + 6 * step] = (sum1 - odd2) >> gain
    out[at + 2 * step] = (sum2 + odd1) >> gain
    out[at + 5 * step] = (sum2 - odd1) >> gain
    out[at + 3 * step] = (sum3 + odd0) >> gain
    out[at + 4 * step] = (sum3 - odd0) >> gain
    return 0


def samples(coefficients: Ints, quantisation: Ints, wide: int, high: int, columns: int, rows: int, bits_of: int, work: Array,
            out: Array) -> int:
    """Samples of `wide` x `high` blocks, cut to `rows` x `columns`, as little endian cells of 16 bits in `out` (bytes);
    `quantisation` in natural order, `work` int32 of 64 places."""
    middle = 1 << (bits_of - 1)
    most = middle * 2 - 1
    kept = 1
    block_row = 0
    while block_row < high:
        block_column = 0
        while block_column < wide:
            base = (block_row * wide + block_column) * 64
            i = 0
            while i < 64:
                work[i] = coefficients[base + i] * quantisation[i]
                i = i + 1
            i = 0
            while i < 8:
                inverse(work, i, work, 13 - kept, i, 8)
                i = i + 1
            i = 0
            while i < 8:
                inverse(work, i * 8, work, 16 + kept, i * 8, 1)
                i = i + 1
            y = 0
            while y < 8:
                row = block_row * 8 + y
                if row < rows:
                    x = 0
                    while x < 8:
                        column = block_column * 8 + x
                        if column < columns:
                            value = work[y * 8 + x] + middle
                            if value < 0:
                                value = 0
                            if value > most:
                                value = most
                            place = (row * columns + column) * 2
                            out[place] = value & 255
                            out[place + 1] = value >> 8
                        x = x + 1
                y = y + 1
            block_column = block_column + 1
        block_row = block_row + 1
    return rows * columns
