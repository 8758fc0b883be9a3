"""Greys of a picture of RGBA words: how many pixels have each, and each drawn as another.

A kernel: see docs/contracts.md for the subset of Python it keeps to.
"""

from samar.kinds import Array, Ints


def tally(words: Ints, count: int, counts: Array) -> int:
    """Count pixels by the largest of their three colours into places 1 to 256 of `counts`; alpha is 255. The pixels counted."""
    i = 0
    while i < count:
        a = words[i] + 16777216
        level = a & 255
        green = (a >> 8) & 255
        if green > level:
            level = green
        blue = (a >> 16) & 255
        if blue > level:
            level = blue
        counts[level + 1] = counts[level + 1] + 1
        i = i + 1
    return count


def toned(words: Ints, count: int, table: Array, out: Array) -> int:
    """Draw each colour as `table` (256 places) says into `out`; alpha is 255. The pixels drawn."""
    i = 0
    while i < count:
        a = words[i] + 16777216
        out[i] = table[a & 255] + table[(a >> 8) & 255] * 256 + table[(a >> 16) & 255] * 65536 - 16777216
        i = i + 1
    return count
