"""Whether bytes are mere padding.

A kernel: see docs/contracts.md for the subset of Python it keeps to.
"""

from samar.kinds import Buffer


def nonzero(buf: Buffer, first: int, stop: int) -> int:
    """Place of the first byte in [first, stop) that is not zero, or -1."""
    i = first
    while i < stop:
        if buf[i] != 0:
            return i
        i = i + 1
    return -1
