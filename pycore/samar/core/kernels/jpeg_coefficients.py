"""Decode the coefficients of a sequential Huffman scan to prove what a redaction left alone (ITU-T T.81 Annex F.2).

It shares nothing with `jpeg_scan`, so that the one checks the other: it reads the stuffed bytes as they come and
decodes every value. A kernel: see docs/contracts.md for the subset of Python it keeps to.

`codes` (int32): eight Huffman tables of 1,024 places, DC 0..3 then AC 0..3. In each:
  0..255 by the next eight bits: bits of the code * 256 + symbol, 0 = longer code;
  256+n greatest code of n bits or -1; 288+n index of a symbol of n bits, less its code; 320..575 symbols by index.

`layout` (int32): 0 MCUs, 1 MCUs in a restart interval (0 = none), 2 blocks in an MCU, 4+c black DC of component c,
  8+4b.. of block b: component, offset of its DC table, offset of its AC table.

`state` (int32): 0 bytes written, 1 offset of an error, 2 blocks of covered MCUs that are not black, 3 covered MCUs,
  4+c DC prediction of component c, 8 bytes behind the last MCU of an interval.
"""

from samar.kinds import Array, Buffer, Ints, Offsets

BAD_CODE = -1
TRUNCATED = -2
OVERRUN = -3
FULL = -5
BAD_RESTART = -8
BAD_TABLE = -9


def expand(src: Buffer, at: int, stop: int, codes: Array) -> int:
    """Read the tables of a DHT segment's payload (B.2.4.2, C.2); gives their number, or BAD_TABLE."""
    found = 0
    while at + 17 <= stop:
        base = ((src[at] >> 4) * 4 + (src[at] & 15)) * 1024
        if base > 7168 or (src[at] & 15) > 3:
            return BAD_TABLE
        for i in range(1024):
            codes[base + i] = 0
        next_code = 0
        total = 0
        symbols = at + 17
        for n in range(1, 17):
            count = src[at + n]
            if symbols + total + count > stop or next_code + count > 1 << n:
                return BAD_TABLE
            codes[base + 288 + n] = total - next_code
            codes[base + 256 + n] = -1
            for _ in range(count):
                symbol = src[symbols + total]
                codes[base + 320 + total] = symbol
                if n <= 8:
                    low = next_code << (8 - n)
                    high = (next_code + 1) << (8 - n)
                    while low < high:
                        codes[base + low] = n * 256 + symbol
                        low += 1
                codes[base + 256 + n] = next_code
                next_code += 1
                total += 1
            next_code = next_code << 1
        at = symbols + total
        found += 1
    if at != stop:
        return BAD_TABLE
    return found


def covered(rectangles: Ints, count: int, width: int, height: int, columns: int, rows: int, out: Array) -> int:
    """Set out[i] = 1 for each MCU of `width` x `height` pixels that shares a pixel with a rectangle; gives how many.

    `rectangles` (int32): left, top, right, bottom of each, right and bottom outside.
    """
    found = 0
    for row in range(rows):
        for column in range(columns):
            hit = 0
            for i in range(count):
                at = i * 4
                if (rectangles[at] < (column + 1) * width and rectangles[at + 2] > column * width
                        and rectangles[at + 1] < (row + 1) * height and rectangles[at + 3] > row * height):
                    hit = 1
            out[row * columns + column] = hit
            found += hit
    return found


def coefficients(src: Buffer, at: int, stop: int, layout: Ints, codes: Ints, cover: Buffer, out: Array, room: int, state: Offsets) -> int:  # noqa: C901
    """Write the coefficients of all MCUs that are not covered; gives the number of bytes, or what is wrong.

    A block is: its DC value + 32768 in two bytes, then for each AC value the byte of its run and size and its
    magnitude bits in one byte (size to 8) or two, then 0 unless the 64th coefficient is there (F.1.2).
    Independent of Huffman tables, prediction and restart intervals. Of covered MCUs it only sees whether they are black.
    """
    mcus = layout[0]
    interval = layout[1]
    blocks = layout[2]
    acc = 0
    have = 0
    fed = 0                                     # zero bytes made up behind the end of the interval
    w = 0
    restart = 0
    left = interval
    state[2] = 0
    state[3] = 0
    state[8] = 0
    for c in range(4):
        state[4 + c] = 0
    for mcu in range(mcus):
        if interval > 0:
            if left == 0:
                state[8] += (have - fed * 8) >> 3
                while at + 1 < stop and (src[at] != 255 or src[at + 1] == 0 or src[at + 1] == 255):
                    at += 1
                    state[8] += 1
                state[1] = at
                if at + 1 >= stop:
                    return TRUNCATED
                if src[at + 1] != 0xD0 + (restart & 7):
                    return BAD_RESTART
                at += 2
                restart += 1
                left = interval
                acc = 0
                have = 0
                fed = 0
                for c in range(4):
                    state[4 + c] = 0
            left -= 1
        if w + blocks * 200 > room:
            return FULL
        hidden = cover[mcu]
        state[3] += hidden
        for b in range(blocks):
            place = 8 + b * 4
            component = layout[place]
            base = layout[place + 1]
            k = 0
            while k < 64:
                while have < 16:                # room for any code
                    byte = 0
                    if at < stop:
                        byte = src[at]
                        if byte == 255:
                            if at + 1 < stop and src[at + 1] == 0:
                                at += 2
                            else:
                                byte = 0
                                fed += 1
                        else:
                            at += 1
                    else:
                        fed += 1
                    acc = ((acc & 0xFFFF) << 8) | byte
                    have += 8
                entry = codes[base + ((acc >> (have - 8)) & 255)]
                if entry > 0:
                    have -= entry >> 8
                    symbol = entry & 255
                else:
                    n = 9
                    while n < 17 and ((acc >> (have - n)) & ((1 << n) - 1)) > codes[base + 256 + n]:
                        n += 1
                    if n > 16:
                        state[1] = at
                        return BAD_CODE
                    symbol = codes[base + 320 + codes[base + 288 + n] + ((acc >> (have - n)) & ((1 << n) - 1))]
                    have -= n
                size = symbol & 15
                while have < size:
                    byte = 0
                    if at < stop:
                        byte = src[at]
                        if byte == 255:
                            if at + 1 < stop and src[at + 1] == 0:
                                at += 2
                            else:
                                byte = 0
                                fed += 1
                        else:
                            at += 1
                    else:
                        fed += 1
                    acc = ((acc & 0xFFFF) << 8) | byte
                    have += 8
                have -= size
                value = (acc >> have) & ((1 << size) - 1)
                if k == 0:
                    if symbol > 15:
                        state[1] = at
                        return BAD_CODE
                    if size > 0:
                        if value < 1 << (size - 1):
                            value -= (1 << size) - 1
                    value += state[4 + component]
                    state[4 + component] = value
                    if value > 32767 or value < -32768:
                        state[1] = at
                        return BAD_CODE
                    if hidden == 0:
                        out[w] = (value + 32768) >> 8
                        out[w + 1] = (value + 32768) & 255
                        w += 2
                    elif value != layout[4 + component]:
                        state[2] += 1
                    base = layout[place + 2]
                    k = 1
                elif size == 0:
                    if symbol == 0:
                        k = 64
                    elif symbol == 240:
                        k += 16
                    else:
                        state[1] = at
                        return BAD_CODE
                    if hidden == 0:
                        out[w] = symbol
                        w += 1
                    elif symbol != 0:
                        state[2] += 1
                else:
                    k += (symbol >> 4) + 1
                    if hidden == 0:
                        out[w] = symbol
                        w += 1
                        if size > 8:
                            out[w] = value >> 8
                            w += 1
                        out[w] = value & 255
                        w += 1
                    else:
                        state[2] += 1
                if k > 64:
                    state[1] = at
                    return OVERRUN
            if fed * 8 > have:
                state[1] = at
                return TRUNCATED
    state[0] = w
    state[1] = at
    state[8] += ((have - fed * 8) >> 3) + stop - at
    return w


def differs(one: Buffer, other: Buffer, size: int) -> int:
    """Index of the first byte in which two buffers of `size` bytes differ, or -1."""
    for i in range(size):
        if one[i] != other[i]:
            return i
    return -1
