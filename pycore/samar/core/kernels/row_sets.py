"""Rows of an element table by what they are: of some tags, the items of a sequence, those with something to do.

Actions and reasons are those of kernels/match.py. A kernel: see docs/contracts.md for its subset of Python.
"""

from samar.core.kernels.match import BASIC, COVERED, KEEP, TYPE
from samar.kinds import Array, Bytes, Int32s, Ints, UInt32s


def number_rows(row: Array, count: int) -> int:
    """Each place holds its own number."""
    i = 0
    while i < count:
        row[i] = i
        i = i + 1
    return count


def rows_of(wanted: int, low: int, high: int, tag: UInt32s, count: int, found: Array) -> int:
    """Rows whose tag & mask falls into [low, high] with element part as wanted (or -1 for any); returns how many."""
    n = 0
    i = 0
    while i < count:
        t = tag[i]
        if t >= low and t <= high:
            if wanted < 0 or t - t // 65536 * 65536 == wanted:
                found[n] = i
                n = n + 1
        i = i + 1
    return n


def ordinals(count: int, tag: UInt32s, parent: Int32s, below: Array, found: Array) -> int:
    """For each item how many items lie before it in its sequence; `below` (zeroed) counts those of each sequence. Returns how many
    items there are."""
    n = 0
    for i in range(count):
        if tag[i] == 0xFFFEE000 and parent[i] >= 0:
            found[i] = below[parent[i]]
            below[parent[i]] = found[i] + 1
            n = n + 1
    return n


def listed(count: int, tag: UInt32s, action: Bytes, hits: Array) -> int:
    """The rows with something to do, covered ones aside, into `hits`; returns how many."""
    n = 0
    i = 0
    while i < count:
        if action[i] != KEEP and action[i] != COVERED:
            if tag[i] // 65536 != 0xFFFE:
                hits[n] = i
                n = n + 1
        i = i + 1
    return n


def compound(hits: Ints, count: int, depth: Int32s, how: Bytes, rule: Ints, basic: Ints, found: Array) -> int:
    """Of the hits those inside sequences whose action hangs on a Type (X, Z and their compounds); returns how many."""
    n = 0
    i = 0
    while i < count:
        row = hits[i]
        if depth[row] > 0 and rule[row] >= 0:
            if how[row] == BASIC or how[row] == TYPE:
                code = basic[rule[row]]
                if code != 1 and code != 2:
                    found[n] = row
                    n = n + 1
        i = i + 1
    return n


def nth_item(row: int, index: int, tag: UInt32s, parent: Int32s, depth: Int32s, count: int) -> int:
    """Row of an item of a sequence, by its number from 0, or -1."""
    i = row + 1
    n = 0
    while i < count:
        if depth[i] <= depth[row]:
            return -1
        if parent[i] == row and tag[i] == 0xFFFEE000:
            if n == index:
                return i
            n = n + 1
        i = i + 1
    return -1
