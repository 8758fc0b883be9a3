"""The RLE compression of PS3.5 annex G: PackBits, one segment a byte plane.

A kernel: see docs/contracts.md for the subset of Python it keeps to.
"""

from samar.kinds import Array, Buffer


def unpack(segment: Buffer, at: int, stop: int, out: Array, first: int, step: int, count: int) -> int:
    """Expand segment[at:stop] into every `step`th place of `out` from `first` on, at most `count` bytes; how many were written, or -1
    where a run goes beyond `stop`."""
    written = 0
    place = first
    while at < stop and written < count:
        head = segment[at]
        at = at + 1
        if head < 128:
            if at + head + 1 > stop:
                return -1
            while head >= 0 and written < count:
                out[place] = segment[at]
                at = at + 1
                place = place + step
                written = written + 1
                head = head - 1
        elif head > 128:
            if at >= stop:
                return -1
            value = segment[at]
            at = at + 1
            head = 257 - head
            while head > 0 and written < count:
                out[place] = value
                place = place + step
                written = written + 1
                head = head - 1
    return written


def used(segment: Buffer, at: int, stop: int, count: int) -> int:
    """Where the run ends that gives the last of `count` bytes of segment[at:stop]; `stop` where all of it is needed, or more."""
    written = 0
    while at < stop and written < count:
        head = segment[at]
        at = at + 1
        if head < 128:
            head = head + 1
            if head > count - written:
                head = count - written
            at = at + head
            written = written + head
        elif head > 128:
            at = at + 1
            written = written + 257 - head
    if at > stop:
        at = stop
    return at


def pack(cells: Buffer, first: int, step: int, columns: int, rows: int, out: Array, at: int) -> int:
    """Compress a byte plane row by row (runs never cross a row, PS3.5 section G.3.1); the place behind the last byte written.
    `out` needs columns + columns / 128 + 2 bytes a row at most."""
    row = 0
    while row < rows:
        base = first + row * columns * step
        i = 0
        while i < columns:
            value = cells[base + i * step]
            run = 1
            while i + run < columns and run < 128 and cells[base + (i + run) * step] == value:
                run = run + 1
            if run > 1:
                out[at] = 257 - run
                out[at + 1] = value
                at = at + 2
                i = i + run
            else:
                # literal up to the next run of three, or of two that ends the row
                begin = i
                i = i + 1
                going = 1
                while going and i < columns and i - begin < 128:
                    going = 1
                    if i + 1 < columns:
                        value = cells[base + i * step]
                        if cells[base + (i + 1) * step] == value:
                            if i + 2 >= columns:
                                going = 0
                            elif cells[base + (i + 2) * step] == value:
                                going = 0
                    if going:
                        i = i + 1
                out[at] = i - begin - 1
                at = at + 1
                while begin < i:
                    out[at] = cells[base + begin * step]
                    at = at + 1
                    begin = begin + 1
        row = row + 1
    return at
