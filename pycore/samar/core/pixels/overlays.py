"""Overlay planes (PS3.3 section C.9.2): in elements of the groups 6000 to 601E, or, before 2004, in unused bits of the cells."""

from samar.core.kernels import colour
from samar.core.pixels import cells as native
from samar.core.pixels import image, nested
from samar.kinds import Array, CodecFrame, ImageInfo, Record

ICON = 0x00880200


class Plane:
    """`group`, `rows`, `columns`, `top`, `left` (from 0), `first` frame (from 0) and number of `frames`, `row` of (60xx,3000) or -1,
    `bit` of the cells that holds it, or -1."""

    __slots__ = ('bit', 'columns', 'first', 'frames', 'group', 'left', 'row', 'rows', 'top')
    bit: int
    columns: int
    first: int
    frames: int
    group: int
    left: int
    row: int
    rows: int
    top: int


def planes(record: Record, info: ImageInfo | None) -> list[Plane]:
    """Planes of a file, by group."""
    found = []
    for group in range(0x6000, 0x6020, 2):
        base = group * 65536
        rows = image.whole_number(record, base + 0x0010, None)
        columns = image.whole_number(record, base + 0x0011, None)
        if not rows or not columns:
            continue
        plane = Plane()
        plane.group, plane.rows, plane.columns = group, rows, columns
        origin = record.get(base + 0x0050) or []
        try:
            plane.top, plane.left = (int(origin[i]) - 1 for i in range(2))
        except (ValueError, IndexError):
            plane.top = plane.left = 0
        plane.frames = image.whole_number(record, base + 0x0015, 1) or 1
        plane.first = (image.whole_number(record, base + 0x0051, 1) or 1) - 1
        if plane.frames == 1 and record.row(base + 0x0015) < 0:
            plane.frames = info.frames if info is not None else 1
        plane.row = record.row(base + 0x3000)
        plane.bit = -1
        if plane.row < 0:
            bit = image.whole_number(record, base + 0x0102, 0)
            if info is not None and info.problem is None and info.samples == 1 and info.bits_allocated in (8, 16):
                if bit is not None and 0 <= bit < info.bits_allocated and not low_bit(info) <= bit <= info.high_bit:
                    plane.bit = bit
        found.append(plane)
    return found


def low_bit(info: ImageInfo) -> int:
    """Lowest bit of the cells that belongs to the stored value."""
    return info.high_bit + 1 - info.bits_stored


def place(record: Record, plane: Plane, frame: int) -> tuple[int, bool] | None:
    """`(first bit, swapped)` of a frame's plane in its value, or None where that has no such frame. A plane without a number of
    frames holds one that belongs to all."""
    at = frame - plane.first
    if plane.row < 0 or at < 0 or at >= plane.frames:
        return None
    size = plane.rows * plane.columns
    if record.row(plane.group * 65536 + 0x0015) < 0:
        at = 0
    if (at + 1) * size > record.table.length[plane.row] * 8:
        return None
    swap = nested.is_big(record.table, plane.row) and record.table.vr[plane.row] == image.VR_OW
    return at * size, swap


def draw(record: Record, info: ImageInfo, frame: CodecFrame, number: int, words: Array, value: int) -> int:
    """Draw all planes of frame `number` over a picture; how many cells were drawn."""
    drawn = 0
    for plane in planes(record, info):
        if plane.bit >= 0:
            if plane.rows == frame.rows and plane.columns == frame.columns and frame.bits_allocated in (8, 16):
                cells = native.unpacked(frame)
                drawn += colour.bit_drawn(cells, frame.rows * frame.columns, 1 << plane.bit, value, words)
            continue
        found = place(record, plane, number)
        if found is not None:
            drawn += colour.overlaid(record.table.raw(plane.row), 0, found[0], 1 if found[1] else 0, plane.rows, plane.columns,
                                     plane.top, plane.left, words, frame.rows, frame.columns, value)
    return drawn
