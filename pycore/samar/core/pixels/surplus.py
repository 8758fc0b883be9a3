"""What pixel data holds and no viewer shows: bytes behind the last frame that is declared. They become zero."""

from samar.core import host
from samar.core.pixels import frames

BLOCK = 1048576     # bytes of the buffer of zeros


def blank(record, info, done):
    """Add to a Redaction the splice that zeroes what stands behind the last uncompressed frame, where it is not zero already.
    One byte is what makes a length even, and is no news."""
    stop = record.table.value[info.row] + record.table.length[info.row]
    start = frames.native(record, info, info.frames - 1).stop
    if start >= stop or record.source.nonzero(start, stop) < 0:
        return
    done.splices.append((start, stop, zeros(stop - start)))
    if stop - start > 1:
        done.notes.append(('behind-frames-blanked', str(stop - start)))


def zeros(size):
    """Pieces that make so many zero bytes."""
    block = host.bytes(min(size, BLOCK))
    pieces = [(None, block, 0) for _ in range(size // BLOCK)]
    if size % BLOCK:
        pieces.append((None, host.bytes(size % BLOCK), 0))
    return pieces
