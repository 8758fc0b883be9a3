"""Marks on the rows of an element table: set by what a value is made of, copied, listed.

A kernel: see docs/contracts.md for its subset of Python.
"""

from samar.kinds import Array, Buffer, Bytes, Ints, Offsets, UInt16s, UInt32s


def marked(marks: Bytes, count: int, found: Array, most: int) -> int:
    """The first `most` rows with a mark; returns how many."""
    n = 0
    i = 0
    while i < count and n < most:
        if marks[i] != 0:
            found[n] = i
            n = n + 1
        i = i + 1
    return n


def copy_marks(marks: Bytes, other: Array, count: int) -> int:
    """The same marks in another array."""
    i = 0
    while i < count:
        other[i] = marks[i]
        i = i + 1
    return count


def rows_with_vr(code: int, vr: UInt16s, wanted: Bytes, count: int, found: Array, most: int) -> int:
    """The first `most` wanted rows with a VR; returns how many."""
    n = 0
    i = 0
    while i < count and n < most:
        if wanted[i] != 0 and vr[i] == code:
            found[n] = i
            n = n + 1
        i = i + 1
    return n


def mark_beyond(buf: Buffer, base: int, have: int, count: int, value: Offsets, length: UInt32s, wanted: Bytes, marks: Bytes) -> int:
    """Mark the wanted rows of text that lie in the window and hold a byte beyond ASCII or an escape; returns how many there are."""
    n = 0
    r = 0
    while r < count:
        if wanted[r] != 0 and marks[r] == 0 and length[r] <= 1048576:
            if value[r] >= base and value[r] + length[r] <= base + have:
                i = value[r] - base
                stop = i + length[r]
                while i < stop and buf[i] < 128 and buf[i] != 27:
                    i = i + 1
                if i < stop:
                    marks[r] = 1
                    n = n + 1
        r = r + 1
    return n


def of_rank(rank: int, wanted: Bytes, rule: Ints, category: Ints, ranks: Buffer, count: int, marks: Bytes) -> int:
    """The wanted rows of one rank: `ranks` by category of table E.1-1, 0 for rows that the table does not list; returns how many."""
    n = 0
    for i in range(count):
        marks[i] = 0
        if wanted[i] != 0:
            own = 0
            if rule[i] >= 0:
                own = ranks[category[rule[i]]]
            if own == rank:
                marks[i] = wanted[i]
                n = n + 1
    return n


def mark_long(longest: int, count: int, length: Offsets, wanted: Bytes, marks: Array) -> int:
    """Mark the wanted rows with a value of more than `longest` bytes; returns how many there are."""
    n = 0
    for i in range(count):
        if wanted[i] != 0 and length[i] > longest and length[i] != 4294967295:
            marks[i] = 1
            n = n + 1
    return n


def total(marks: Bytes, length: UInt32s, count: int, most: int) -> int:
    """Bytes of the values of the rows with a mark, those with more than `most` aside."""
    n = 0
    for i in range(count):
        if marks[i] != 0 and length[i] <= most:
            n = n + length[i]
    return n
