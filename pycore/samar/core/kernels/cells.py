"""Pixel cells out of the bytes of a frame, and back (PS3.5 section 8.1.1 and annex D).

A kernel: see docs/contracts.md for the subset of Python it keeps to. `at` is an offset in bytes, `big` is 1 for
big endian, `count` counts cells; each function returns the number of cells it handled.
"""

from samar.kinds import Array, Buffer, Floats, Ints, Places


def bits(buffer: Buffer, at: int, bit: int, count: int, swap: int, out: Array) -> int:
    """Cells of one bit, first cell in the lowest bit; `swap` is 1 where bytes lie in big endian words. `out`: uint8 or uint16."""
    i = 0
    place = at * 8 + bit
    while i < count:
        out[i] = (buffer[(place >> 3) ^ swap] >> (place & 7)) & 1
        place = place + 1
        i = i + 1
    return count


def swapped(buffer: Buffer, at: int, count: int, out: Array) -> int:
    """Bytes of big endian words in the order of cells; `at` is even."""
    i = 0
    while i < count:
        out[i] = buffer[(at + i) ^ 1]
        i = i + 1
    return count


def words(buffer: Buffer, at: int, count: int, big: int, out: Array) -> int:
    """Cells of 16 bits as they are stored, sign not yet looked at."""
    low = at
    high = at + 1
    if big:
        low = at + 1
        high = at
    i = 0
    while i < count:
        out[i] = buffer[low] + buffer[high] * 256
        low = low + 2
        high = high + 2
        i = i + 1
    return count


def longs(buffer: Buffer, at: int, count: int, big: int, signed: int, out: Places) -> int:
    """Cells of 32 bits as numbers; `out`: float64."""
    i = 0
    a = at
    step = 1
    if big:
        a = at + 3
        step = -1
    while i < count:
        value = buffer[a] + buffer[a + step] * 256 + buffer[a + 2 * step] * 65536 + buffer[a + 3 * step] * 16777216
        if signed:
            if value >= 2147483648:
                value = value - 4294967296
        out[i] = value
        a = a + 4
        i = i + 1
    return count


def powers(count: int, first: int, out: Floats) -> int:
    """`out[i]` = 2 to the power of (first + i), by halving and doubling, which is exact; below 2^-1074 zero."""
    value = 1.0
    i = 0 - first
    while i < count:
        out[i] = value
        value = value * 2
        i = i + 1
    value = 1.0
    i = 0 - first
    while i > 0:
        i = i - 1
        value = value / 2
        if i < count:
            out[i] = value
    return count


def floats(buffer: Buffer, at: int, count: int, big: int, scale: Floats, out: Floats) -> int:
    """IEEE 754 single precision; `scale[e]` = 2^(e - 150) from `powers`. What is not finite becomes 0; `out`: float64."""
    i = 0
    a = at
    step = 1
    if big:
        a = at + 3
        step = -1
    while i < count:
        top = buffer[a + 3 * step]
        next_ = buffer[a + 2 * step]
        exponent = (top & 127) * 2 + (next_ >> 7)
        value: float = (next_ & 127) * 65536 + buffer[a + step] * 256 + buffer[a]
        if exponent == 255:
            value = 0
        elif exponent == 0:
            value = value * scale[1]
        else:
            value = (value + 8388608) * scale[exponent]
        if top > 127:
            value = 0 - value
        out[i] = value
        a = a + 4
        i = i + 1
    return count


def doubles(buffer: Buffer, at: int, count: int, big: int, scale: Floats, out: Floats) -> int:
    """IEEE 754 double precision; `scale[e]` = 2^(e - 1075) from `powers`. What is not finite becomes 0; `out`: float64."""
    i = 0
    a = at
    step = 1
    if big:
        a = at + 7
        step = -1
    while i < count:
        top = buffer[a + 7 * step]
        next_ = buffer[a + 6 * step]
        exponent = (top & 127) * 16 + (next_ >> 4)
        value: float = (next_ & 15) * 65536 + buffer[a + 5 * step] * 256 + buffer[a + 4 * step]
        value = value * 4294967296 + buffer[a + 3 * step] * 16777216 + buffer[a + 2 * step] * 65536 + buffer[a + step] * 256 + buffer[a]
        if exponent == 2047:
            value = 0
        elif exponent == 0:
            value = value * scale[1]
        else:
            value = (value + 4503599627370496) * scale[exponent]
        if top > 127:
            value = 0 - value
        out[i] = value
        a = a + 8
        i = i + 1
    return count


def every(buffer: Buffer, at: int, count: int, step: int, out: Array) -> int:
    """One byte of each cell: the first at `at`, the next `step` bytes on."""
    i = 0
    while i < count:
        out[i] = buffer[at]
        at = at + step
        i = i + 1
    return count


def narrowed(entries: Ints, count: int, shift: int, out: Array) -> int:
    """Entries of a table as 8 bits, their lowest `shift` bits dropped."""
    i = 0
    while i < count:
        out[i] = (entries[i] >> shift) & 255
        i = i + 1
    return count


def extent(cells: Ints, count: int, values: Ints, low_pad: int, high_pad: int, out: Floats) -> int:
    """Lowest and highest of `values[cells[i]]` into out[0] and out[1], padding left out; how many cells were not padding."""
    low = 0
    high = 0
    found = 0
    i = 0
    while i < count:
        value = values[cells[i]]
        if value < low_pad or value > high_pad:
            if found == 0:
                low = value
                high = value
            if value < low:
                low = value
            if value > high:
                high = value
            found = found + 1
        i = i + 1
    out[0] = low
    out[1] = high
    return found


def spread(numbers: Ints, count: int, low_pad: int, high_pad: int, out: Floats) -> int:
    """Lowest and highest of the numbers themselves, as `extent`."""
    low = 0
    high = 0
    found = 0
    i = 0
    while i < count:
        value = numbers[i]
        if value < low_pad or value > high_pad:
            if found == 0:
                low = value
                high = value
            if value < low:
                low = value
            if value > high:
                high = value
            found = found + 1
        i = i + 1
    out[0] = low
    out[1] = high
    return found


def darkest(red: Buffer, green: Buffer, blue: Buffer, count: int) -> int:
    """Index of the palette entry of least luminance."""
    best = 0
    least = 256000
    i = 0
    while i < count:
        light = red[i] * 299 + green[i] * 587 + blue[i] * 114
        if light < least:
            least = light
            best = i
        i = i + 1
    return best


def lowest(numbers: Ints, count: int) -> int:
    """Index of the lowest number."""
    best = 0
    i = 1
    while i < count:
        if numbers[i] < numbers[best]:
            best = i
        i = i + 1
    return best


def place_of(wanted: int, values: Ints, first: int, count: int) -> int:
    """Index of the first of `values` from `first` on that is `wanted`, or -1."""
    i = first
    while i < count:
        if values[i] == wanted:
            return i
        i = i + 1
    return -1
