"""What an RLE or deflated frame carries that is no cell: between and behind its segments, behind its last block (PS3.5 A.4.2, A.4.13)."""

from samar.core import host
from samar.core.kernels import rle as kernel
from samar.core.pixels.codecs import deflated, rle
from samar.kinds import Buffer, ImageInfo, Part

HEAD = 64           # bytes of the header of an RLE frame


def run_lengths(info: ImageInfo, buffer: Buffer) -> tuple[list[Part], bool]:
    """`([(kind, start, stop)], whether all of the frame could be read)` of an RLE frame: offsets of segments that it does not have, what
    stands between segments, and runs behind the last cell of one."""
    size = len(buffer)
    pixels = info.rows * info.columns
    planes = info.samples * info.bits_allocated // 8
    if info.bits_allocated == 1:
        planes, pixels = 1, (pixels + 7) // 8
    if size < HEAD or rle.long(buffer, 0) != planes or planes > 15:
        return [], False
    starts = [rle.long(buffer, 4 + 4 * plane) for plane in range(planes)] + [size]
    found = [('RLE header', 4 + 4 * planes, HEAD)]
    here = HEAD
    for plane in range(planes):
        if starts[plane] < here or starts[plane + 1] > size or starts[plane] > starts[plane + 1]:
            return [], False
        found.append(('trailing', here, starts[plane]))
        here = kernel.used(buffer, starts[plane], starts[plane + 1], pixels)
    found.append(('trailing', here, size))
    return found, True


def blocks(info: ImageInfo, buffer: Buffer) -> tuple[list[Part], bool]:
    """The same of a deflated frame: what stands behind the last block. One that inflates to more than the frame is not read."""
    size, needed = len(buffer), (info.rows * info.columns * info.samples * info.bits_allocated + 7) // 8
    try:
        if len(host.inflate(buffer, needed + 2)) > needed + needed % 2:
            return [], False
    except ValueError:
        return [], False
    if size < 3 or not ends(buffer, size - 2, needed):
        return [('trailing', size - 1, size)] if size > 1 and ends(buffer, size - 1, needed) else [], True
    low, high = 0, size - 2         # the stream ends behind `low`, at `high` at the latest
    while high - low > 1:
        middle = (low + high) // 2
        if ends(buffer, middle, needed):
            high = middle
        else:
            low = middle
    return [('trailing', high, size)], True


def ends(buffer: Buffer, size: int, needed: int) -> bool:
    """Whether so many bytes of a stream are all of it."""
    try:
        return len(host.inflate(host.view(buffer, 0, size), needed + 2)) >= needed
    except ValueError:
        return False


def look(info: ImageInfo, buffer: Buffer) -> tuple[list[Part], bool]:
    """What goes of a frame by its transfer syntax, and whether all of it could be read; nothing of one that is neither."""
    if info.syntax in rle.SYNTAXES:
        return run_lengths(info, buffer)
    if info.syntax in deflated.SYNTAXES:
        return blocks(info, buffer)
    return [], True
