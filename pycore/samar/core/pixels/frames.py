"""Where the bytes of each frame are in the file: no pixel is read here.

Native frames follow each other (PS3.5 section 8.1.1). Encapsulated frames are fragments, and which fragment belongs to which
frame is said by the extended offset table, the basic offset table, or the fragments themselves (PS3.5 annex A.4).
"""

from samar.core import host
from samar.core.errors import Malformed
from samar.core.kernels import cells
from samar.core.pixels import grades
from samar.kinds import Buffer, ElementTable, Fragment, ImageInfo, Record, Row, Sequence

ITEM = 0xFFFEE000
EXTENDED_OFFSETS, EXTENDED_LENGTHS = 0x7FE00001, 0x7FE00002


class Native:
    """A frame in native form: bytes [start, stop) of the source, first cell at bit `bit` of the first byte."""

    __slots__ = ('bit', 'start', 'stop')

    def __init__(self, start: int, stop: int, bit: int) -> None:
        self.start = start
        self.stop = stop
        self.bit = bit


def native(record: Record, info: ImageInfo, frame: int) -> Native:
    """Native range of a frame; where bytes lie in big endian words it begins and ends on a word."""
    value = record.table.value[info.row]
    first = info.frame_bits() * frame
    last = first + info.frame_bits()
    start, stop = first // 8, (last + 7) // 8
    if info.swapped:
        start, stop = start - start % 2, stop + stop % 2
    return Native(value + start, value + stop, first - 8 * start)


def index(record: Record, info: ImageInfo) -> list[list[Fragment]]:
    """For each frame the list of its fragments `(start of item, start of value, stop)`; kept in `info.index`.
    Raises Malformed where fragments cannot be assigned to frames."""
    if info.index is None:
        info.index = assign(record, info)
    return info.index


def items(table: ElementTable, row: Row) -> list[Fragment]:
    """All items of encapsulated pixel data: the offset table first."""
    found = []
    here, count = row + 1, table.count
    while here < count and table.parent[here] == row:
        if table.tag[here] == ITEM:
            found.append((table.start[here], table.value[here], table.stop[here]))
        here += 1
    return found


def assign(record: Record, info: ImageInfo) -> list[list[Fragment]]:
    """Fragments of each frame, by the surest sign the file has."""
    parts = items(record.table, info.row)
    if not parts:
        raise Malformed('fragments-missing', offset=record.table.value[info.row])
    basic, parts = parts[0], [part for part in parts[1:] if part[2] > part[1]]
    if info.syntax == grades.RLE and len(parts) > info.frames and not [part for part in parts if not may_be_rle(record, part)]:
        return [[part] for part in parts[:info.frames]]     # one fragment a frame (PS3.5 section A.4.2): the others are of no frame
    if info.frames == 1 and parts:
        return [parts]
    if len(parts) == info.frames:
        return [[part] for part in parts]
    if parts and info.syntax != grades.RLE:
        for starts in (extended(record, info, parts), offsets(record, info, basic), signatures(record, parts)):
            groups = grouped(parts, starts)
            if groups is not None and len(groups) >= info.frames:
                return groups[:info.frames]
    raise Malformed('frames-unassigned', offset=record.table.value[info.row])


def grouped(parts: list[Fragment], starts: list[int] | None) -> list[list[Fragment]] | None:
    """Fragments cut at the given starts of items; None where a start is no fragment or they do not ascend from the first."""
    if not starts or starts[0] != parts[0][0]:
        return None
    groups: list[list[Fragment]] = []
    at = 0
    for part in parts:
        if at < len(starts) and part[0] == starts[at]:
            groups.append([])
            at += 1
        groups[-1].append(part)
    return groups if at == len(starts) else None


def offsets(record: Record, info: ImageInfo, basic: Fragment) -> list[int] | None:
    """Starts of frames by the basic offset table."""
    count = (basic[2] - basic[1]) // 4
    if count < info.frames:
        return None
    values = host.float64(count)
    cells.longs(record.source.read(basic[1], basic[2]), 0, count, 0, 0, values)
    return [basic[2] + int(values[i]) for i in range(count)]


def extended(record: Record, info: ImageInfo, parts: list[Fragment]) -> list[int] | None:
    """Starts of frames by the extended offset table."""
    row = record.row(EXTENDED_OFFSETS)
    if row < 0 or record.table.length[row] != 8 * info.frames:
        return None
    values = host.float64(2 * info.frames)
    cells.longs(record.table.raw(row), 0, 2 * info.frames, 0, 0, values)
    return [parts[0][0] + int(values[2 * i]) + 4294967296 * int(values[2 * i + 1]) for i in range(info.frames)]


def signatures(record: Record, parts: list[Fragment]) -> list[int]:
    """Starts of frames by the first bytes of fragments: SOI of JPEG and JPEG-LS, SOC of JPEG 2000, the box of JP2."""
    starts = []
    for start, value, _ in parts:
        if begins(record.source.read(value, value + 12)):
            starts.append(start)
    return starts


def begins(head: Buffer) -> bool:
    """Whether bytes begin as a stream of T.81, T.87 or T.800 does, or as a JP2 file."""
    if len(head) >= 4 and head[0] == 0xFF and head[2] == 0xFF and (head[1] == 0xD8 or (head[1] == 0x4F and head[3] == 0x51)):
        return True
    return len(head) >= 12 and head[3] == 12 and head[4] == 0x6A and head[5] == 0x50


def may_be_rle(record: Record, part: Fragment) -> bool:
    """Whether a fragment begins with an RLE header: up to 15 segments, the first behind the header (PS3.5 section G.5); or is blank."""
    head = record.source.read(part[1], min(part[1] + 8, part[2]))
    text = host.latin1(head, 0, len(head))
    return (len(head) == 8 and 1 <= head[0] <= 15 and text[1:] == '\0\0\0\x40\0\0\0') or text.strip('\0') == ''


def joined(record: Record, fragments: Sequence[Fragment]) -> Buffer:
    """The bytes of one frame: its fragments without their item headers. One fragment is not copied."""
    if len(fragments) == 1:
        return record.source.read(fragments[0][1], fragments[0][2])
    total = 0
    for _, value, stop in fragments:
        total += stop - value
    whole, at = host.bytes(total), 0
    for _, value, stop in fragments:
        host.copy(whole, at, record.source.read(value, stop), 0, stop - value)
        at += stop - value
    return whole
