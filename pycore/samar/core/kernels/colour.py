"""Cells to opaque RGBA words, little endian: red in the lowest byte (PS3.3 section C.7.6.3.1.2).

A kernel: see docs/contracts.md for the subset of Python it keeps to. Words are signed (int32): numbers beyond 2^31 would take
twice the time in the browser.
"""

from samar.kinds import Array, Buffer, Ints

OPAQUE = -16777216    # alpha 255


def greys(levels: Buffer, count: int, out: Array) -> int:
    """Words of grey levels."""
    i = 0
    while i < count:
        out[i] = OPAQUE + levels[i] * 65793
        i = i + 1
    return count


def mixed(red: Buffer, green: Buffer, blue: Buffer, count: int, out: Array) -> int:
    """Words of three tables of 8 bits."""
    i = 0
    while i < count:
        out[i] = OPAQUE + blue[i] * 65536 + green[i] * 256 + red[i]
        i = i + 1
    return count


def painted(cells: Ints, count: int, words: Ints, out: Array) -> int:
    """A picture: the word of each cell."""
    i = 0
    while i + 3 < count:
        out[i] = words[cells[i]]
        out[i + 1] = words[cells[i + 1]]
        out[i + 2] = words[cells[i + 2]]
        out[i + 3] = words[cells[i + 3]]
        i = i + 4
    while i < count:
        out[i] = words[cells[i]]
        i = i + 1
    return count


def rgb(cells: Ints, count: int, step: int, green: int, blue: int, shift: int, out: Array) -> int:
    """A picture of three samples: pixel i has red at i * step, green and blue that many places on; samples lose `shift` bits."""
    i = 0
    at = 0
    while i < count:
        out[i] = OPAQUE + (cells[at + blue] >> shift) * 65536 + (cells[at + green] >> shift) * 256 + (cells[at] >> shift)
        at = at + step
        i = i + 1
    return count


def word(y: int, cb: int, cr: int, partial: int) -> int:
    """Word of one YBR pixel of 8 bits in fixed point; full range, or the range of ITU-R BT.601 if `partial`."""
    if partial:
        y = (y - 16) * 76309
        red = y + (cr - 128) * 104597
        green = y - (cb - 128) * 25675 - (cr - 128) * 53279
        blue = y + (cb - 128) * 132201
    else:
        y = y * 65536
        red = y + (cr - 128) * 91881
        green = y - (cb - 128) * 22554 - (cr - 128) * 46802
        blue = y + (cb - 128) * 116130
    red = (red + 32768) >> 16
    green = (green + 32768) >> 16
    blue = (blue + 32768) >> 16
    if red < 0:
        red = 0
    if red > 255:
        red = 255
    if green < 0:
        green = 0
    if green > 255:
        green = 255
    if blue < 0:
        blue = 0
    if blue > 255:
        blue = 255
    return OPAQUE + blue * 65536 + green * 256 + red


def ybr(cells: Ints, count: int, step: int, cb: int, cr: int, partial: int, out: Array) -> int:
    """A picture in YBR_FULL; places as in `rgb`."""
    i = 0
    at = 0
    while i < count:
        out[i] = word(cells[at], cells[at + cb], cells[at + cr], partial)
        at = at + step
        i = i + 1
    return count


def ybr_422(cells: Ints, count: int, partial: int, out: Array) -> int:
    """A picture in which two pixels share their colour: Y Y CB CR (PS3.3 section C.7.6.3.1.2, YBR_FULL_422)."""
    i = 0
    at = 0
    while i < count:
        cb = cells[at + 2]
        cr = cells[at + 3]
        out[i] = word(cells[at], cb, cr, partial)
        if i + 1 < count:
            out[i + 1] = word(cells[at + 1], cb, cr, partial)
        at = at + 4
        i = i + 2
    return count


def boxed(out: Array, columns: int, x: int, y: int, wide: int, high: int, value: int) -> int:
    """Fill a rectangle of a picture with one word."""
    row = y
    while row < y + high:
        at = row * columns + x
        stop = at + wide
        while at < stop:
            out[at] = value
            at = at + 1
        row = row + 1
    return wide * high


def overlaid(buffer: Buffer, at: int, bit: int, swap: int, rows: int, columns: int, top: int, left: int, out: Array, high: int, wide: int,
             value: int) -> int:
    """Draw a plane of single bits over a picture of `high` x `wide`; its first bit falls on row `top`, column `left`."""
    place = at * 8 + bit
    drawn = 0
    row = top
    while row < top + rows:
        column = left
        while column < left + columns:
            if (buffer[(place >> 3) ^ swap] >> (place & 7)) & 1:
                if row >= 0:
                    if row < high:
                        if column >= 0:
                            if column < wide:
                                out[row * wide + column] = value
                                drawn = drawn + 1
            place = place + 1
            column = column + 1
        row = row + 1
    return drawn


def bit_drawn(cells: Ints, count: int, mask: int, value: int, out: Array) -> int:
    """Draw where the cell has the bit of `mask` set: an overlay kept inside the cells (PS3.5 section 8.1.2)."""
    drawn = 0
    i = 0
    while i < count:
        if cells[i] & mask:
            out[i] = value
            drawn = drawn + 1
        i = i + 1
    return drawn
