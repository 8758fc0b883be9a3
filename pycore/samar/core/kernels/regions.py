"""Regions of a map of likelihood, and pieces of a picture: what finding text does once a cell.

A kernel: see docs/contracts.md for the subset of Python it keeps to.
"""

from samar.kinds import Array, Ints


def regions(cells: Array, rows: int, columns: int, low: int, stack: Array, found: Array, most: int) -> int:
    """Number of regions of neighbouring cells (8 directions) above `low`; `cells` are zeroed on the way.

    Each region takes six places of `found`: left, top, right, bottom (inside the region), sum and count of its cells.
    `stack` has room for `rows * columns` places; regions beyond `most` are not listed, but counted.
    """
    count = 0
    start = 0
    total = rows * columns
    while start < total:
        if cells[start] > low:
            left = columns
            top = rows
            right = 0
            bottom = 0
            value = 0
            number = 0
            depth = 1
            stack[0] = start
            value = value + cells[start]
            cells[start] = 0
            while depth > 0:
                depth = depth - 1
                place = stack[depth]
                y = place // columns
                x = place - y * columns
                number = number + 1
                if x < left:
                    left = x
                if x > right:
                    right = x
                if y < top:
                    top = y
                if y > bottom:
                    bottom = y
                b = y - 1
                while b <= y + 1:
                    if b >= 0 and b < rows:
                        a = x - 1
                        while a <= x + 1:
                            if a >= 0 and a < columns:
                                near = b * columns + a
                                if cells[near] > low:
                                    value = value + cells[near]
                                    cells[near] = 0
                                    stack[depth] = near
                                    depth = depth + 1
                            a = a + 1
                    b = b + 1
            if count < most:
                at = count * 6
                found[at] = left
                found[at + 1] = top
                found[at + 2] = right
                found[at + 3] = bottom
                found[at + 4] = value
                found[at + 5] = number
            count = count + 1
        start = start + 1
    return count


def piece(words: Ints, columns: int, x: int, y: int, w: int, h: int, turn: int, out: Array) -> int:
    """Copy a rectangle of a picture of `columns` columns: as it is (0), turned to the right (1) or to the left (2); cells copied."""
    at = 0
    if turn == 0:
        j = 0
        while j < h:
            place = (y + j) * columns + x
            i = 0
            while i < w:
                out[at] = words[place + i]
                at = at + 1
                i = i + 1
            j = j + 1
    else:
        i = 0
        while i < w:
            j = 0
            while j < h:
                if turn == 1:
                    out[at] = words[(y + h - 1 - j) * columns + x + i]
                else:
                    out[at] = words[(y + j) * columns + x + w - 1 - i]
                at = at + 1
                j = j + 1
            i = i + 1
    return at


def brightest(words: Ints, count: int, most: Array) -> int:
    """Put into `most` the higher one of each of three colours of two pictures of RGBA words whose alpha is 255; words that changed."""
    changed = 0
    i = 0
    while i < count:
        a = words[i]
        b = most[i]
        if a != b:
            a = a + 16777216
            b = b + 16777216
            red = b & 255
            if (a & 255) > red:
                red = a & 255
            green = b & 65280
            if (a & 65280) > green:
                green = a & 65280
            blue = b & 16711680
            if (a & 16711680) > blue:
                blue = a & 16711680
            most[i] = red + green + blue - 16777216
            changed = changed + 1
        i = i + 1
    return changed


def darkest(words: Ints, count: int, least: Array) -> int:
    """The same with the lower one of each colour."""
    changed = 0
    i = 0
    while i < count:
        a = words[i]
        b = least[i]
        if a != b:
            a = a + 16777216
            b = b + 16777216
            red = b & 255
            if (a & 255) < red:
                red = a & 255
            green = b & 65280
            if (a & 65280) < green:
                green = a & 65280
            blue = b & 16711680
            if (a & 16711680) < blue:
                blue = a & 16711680
            least[i] = red + green + blue - 16777216
            changed = changed + 1
        i = i + 1
    return changed
