"""A file as ranges of bytes: what was read once is kept while it is small.

The scan asks for one window after the other; values asked for later are mostly in them,
so a file costs one read of the platform for its header.
"""

from samar.core import host
from samar.core.kernels import blank
from samar.kinds import Any, Buffer, Handle

FIRST = 65536        # bytes of the first window: the header of nearly every image
LARGEST = 1048576    # bytes of the largest window
KEPT = 25165824      # bytes of windows that are kept


class Source:
    """`size` in bytes, `read(start, stop)`; `handle` belongs to the platform."""

    __slots__ = ('handle', 'kept', 'size', 'windows')

    def __init__(self, handle: Handle) -> None:
        self.handle = handle
        self.size = host.size(handle)
        self.windows: list[tuple[int, int, Buffer]] = []
        self.kept = 0

    def window(self, start: int, needed: int, ahead: int) -> tuple[int, Buffer]:
        """`(offset, buffer)` of a window with `needed` bytes from `start` on, or to the end of the file; a new one has `ahead`."""
        for first, stop, buffer in self.windows:
            if first <= start and (start + needed <= stop or stop == self.size):
                return first, buffer
        stop = start + (ahead if ahead > needed else needed)
        if stop > self.size:
            stop = self.size
        buffer = host.read(self.handle, start, stop)
        self.windows.insert(0, (start, stop, buffer))
        self.kept += stop - start
        while self.kept > KEPT and len(self.windows) > 1:
            first, last, _ = self.windows.pop()
            self.kept -= last - first
        return start, buffer

    def read(self, start: int, stop: int) -> Buffer:
        """Buffer of [start, stop), shorter at the end of the file."""
        if stop > self.size:
            stop = self.size
        for first, last, buffer in self.windows:
            if first <= start and stop <= last:
                return host.view(buffer, start - first, stop - first)
        return host.read(self.handle, start, stop)

    def nonzero(self, start: int, stop: int) -> Any:
        """Offset of the first byte of [start, stop) that is not zero, or -1. Read in pieces that are not kept."""
        here = start
        while here < stop:
            buffer = self.read(here, min(here + LARGEST, stop))
            size = len(buffer)
            at = blank.nonzero(buffer, 0, size)
            if at >= 0:
                return here + at
            if size == 0:
                break
            here += size
        return -1
