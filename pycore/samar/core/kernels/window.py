"""From stored values to grey levels (PS3.3 sections C.11.1, C.11.2 and C.7.6.3).

Every possible cell of up to 16 bits gets its level once for each window, in a table; a picture is then a look-up.
A kernel: see docs/contracts.md for the subset of Python it keeps to. Levels go from 0 to 255 and round half up.
"""

from samar.kinds import Array, Buffer, Floats, Places, Reals

LINEAR = 0
EXACT = 1
SIGMOID = 2


def whole(x: float, low: int, high: int) -> int:
    """Largest integer n with low <= n < high and n <= x; low where there is none."""
    while high - low > 1:
        middle = (low + high) // 2
        if x >= middle:
            low = middle
        else:
            high = middle
    return low


def exponential(x: float) -> float:
    """e to the power of x, from additions and multiplications alone, so that both runtimes agree to the bit."""
    if x > 60:
        x = 60.0
    if x < -60:
        x = -60.0
    times = 0
    while x > 0.25 or x < -0.25:
        x = x / 2
        times = times + 1
    term = 1.0
    total = 1.0
    n = 1
    while n < 13:
        term = term * x / n
        total = total + term
        n = n + 1
    while times > 0:
        total = total * total
        times = times - 1
    return total


def level(x: float, shape: int, center: float, width: float) -> int:
    """Level of a value after the modality transformation (PS3.3 section C.11.2.1.2 and C.11.2.1.3)."""
    if shape == SIGMOID:
        y = 255 / (1 + exponential((0 - 4) * (x - center) / width))
    elif shape == EXACT:
        if x <= center - width / 2:
            return 0
        if x > center + width / 2:
            return 255
        y = ((x - center) / width + 0.5) * 255
    else:
        if x <= center - 0.5 - (width - 1) / 2:
            return 0
        if x > center - 0.5 + (width - 1) / 2:
            return 255
        y = ((x - (center - 0.5)) / (width - 1) + 0.5) * 255
    return whole(y + 0.5, 0, 256)


def stored(count: int, shift: int, bits: int, signed: int, out: Array) -> int:
    """`out[cell]` = stored value of each possible cell: `bits` bits from bit `shift` on, in two's complement if `signed`."""
    mask = (1 << bits) - 1
    half = 1 << (bits - 1)
    cell = 0
    while cell < count:
        value = (cell >> shift) & mask
        if signed:
            if value >= half:
                value = value - half - half
        out[cell] = value
        cell = cell + 1
    return count


def rescaled(values: Reals, count: int, slope: float, intercept: float, out: Floats) -> int:
    """Modality transformation by slope and intercept; `out`: float64."""
    slope = slope + 0.0              # a plain number: in the browser it comes in a box
    intercept = intercept + 0.0
    i = 0
    while i < count:
        out[i] = values[i] * slope + intercept
        i = i + 1
    return count


def looked_up(values: Reals, count: int, entries: Buffer, number: int, first: int, out: Places) -> int:
    """`out[i]` = entry of a look-up table whose first entry stands for the value `first`; outside, its first and last entry."""
    i = 0
    while i < count:
        out[i] = entries[whole(values[i] - first, 0, number)]
        i = i + 1
    return count


def windowed(values: Floats, count: int, shape: int, center: float, width: float, out: Array) -> int:
    """Level of each value, as `level` says it; `out`: uint8. Values that follow each other are mostly near each other, so the level
    of one is looked for from that of the one before."""
    center = center + 0.0              # plain numbers: in the browser they come in a box
    width = width + 0.0
    low = center - width / 2
    high = center + width / 2
    middle = center
    span = width
    if shape == LINEAR:
        low = center - 0.5 - (width - 1) / 2
        high = center - 0.5 + (width - 1) / 2
        middle = center - 0.5
        span = width - 1
    now = 0
    i = 0
    while i < count:
        x = values[i]
        if shape == SIGMOID:
            out[i] = level(x, shape, center, width)
        elif x <= low:
            out[i] = 0
        elif x > high:
            out[i] = 255
        else:
            y = ((x - middle) / span + 0.5) * 255 + 0.5
            while now < 255 and y >= now + 1:
                now = now + 1
            while now > 0 and y < now:
                now = now - 1
            out[i] = now
        i = i + 1
    return count


def graded(values: Reals, count: int, low: float, high: float, out: Array) -> int:
    """Level of each value where `low` is 0 and `high` is 255: what a VOI LUT gives is spread over its range of bits."""
    low = low + 0.0
    high = high + 0.0
    i = 0
    while i < count:
        out[i] = whole((values[i] - low) * 255 / (high - low) + 0.5, 0, 256)
        i = i + 1
    return count


def inverted(levels: Array, count: int) -> int:
    """MONOCHROME1: the lowest value is white."""
    i = 0
    while i < count:
        levels[i] = 255 - levels[i]
        i = i + 1
    return count


def blackened(values: Reals, count: int, low: int, high: int, levels: Array) -> int:
    """Padding is shown black (PS3.3 section C.7.5.1.1.2)."""
    i = 0
    while i < count:
        if values[i] >= low:
            if values[i] <= high:
                levels[i] = 0
        i = i + 1
    return count
