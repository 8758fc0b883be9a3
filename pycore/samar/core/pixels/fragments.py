"""Encapsulated pixel data written anew: offset tables, items, and frames that keep their bytes (PS3.5 annex A.4)."""

from samar.core import host
from samar.core.pixels import frames, offset_tables, surplus
from samar.kinds import Array, Buffer, Fragment, ImageInfo, Piece, Record, Redaction

TABLES = (frames.EXTENDED_OFFSETS, frames.EXTENDED_LENGTHS)
LARGEST = 4294967295


def number(buffer: Array, at: int, value: int, size: int) -> None:
    """Write a little endian number of `size` bytes."""
    for i in range(size):
        buffer[at + i] = value % 256
        value //= 256


def head(element: int, length: int) -> Buffer:
    """Header of an item (element 0xE000) or of the sequence delimiter (0xE0DD)."""
    found = host.bytes(8)
    number(found, 0, 0xFFFE, 2)
    number(found, 2, element, 2)
    number(found, 4, length, 4)
    return found


def replace(record: Record, info: ImageInfo, index: list[list[Fragment]], new: dict[int, Buffer], done: Redaction) -> None:
    """Add the splice of the whole value: fragments of frames that did not change are ranges of the source. `new` {frame: stream}."""
    if record.row(offset_tables.TOTAL) >= 0:
        done.removed.append(offset_tables.TOTAL)
    pieces: list[Piece] = []
    starts: list[int] = []
    lengths: list[int] = []
    handle, at, near = record.source.handle, 0, 0
    gone = surplus.streams(record, info, done, new)
    for frame in range(info.frames):
        starts.append(at)
        if frame in new:
            stream = new[frame]
            size = len(stream)
            lengths.append(size)
            pieces.append((None, head(0xE000, size + size % 2), 0))
            pieces.append((None, stream, 0))
            if size % 2:
                pieces.append((None, host.bytes(1), 0))
            at += 8 + size + size % 2
        else:
            parts = index[frame]
            lengths.append(sum([stop - value for _, value, stop in parts]))
            for start, _, stop in parts:
                while near < len(gone) and gone[near][1] <= start:
                    near += 1
                here = start
                while near < len(gone) and gone[near][0] < stop:
                    pieces.append((handle, here, gone[near][0]))
                    pieces.extend(surplus.zeros(gone[near][1] - gone[near][0]))
                    here = gone[near][1]
                    near += 1
                pieces.append((handle, here, stop))
                at += stop - start
    pieces.append((None, head(0xE0DD, 0), 0))
    kept = extended(record, info, index, new, starts, lengths, done)
    table = host.bytes(0) if kept or at > LARGEST else host.bytes(4 * info.frames)
    for frame in range(len(table) // 4):
        number(table, 4 * frame, starts[frame], 4)
    opening: list[Piece] = [(None, head(0xE000, len(table)), 0)]
    if len(table):
        opening.append((None, table, 0))
    value = record.table.value[info.row]
    done.splices.append((value, record.table.stop[info.row], opening + pieces))


def extended(record: Record, info: ImageInfo, index: list[list[Fragment]], new: dict[int, Buffer], starts: list[int], lengths: list[int],
             done: Redaction) -> bool:
    """Rewrite the extended offset table in its place; where it does not fit what is now there, it is removed."""
    rows = [record.row(tag) for tag in TABLES]
    if rows[0] < 0 and rows[1] < 0:
        return False
    fits = all([row >= 0 and record.table.length[row] == 8 * info.frames for row in rows])
    if not fits or any([frame not in new and len(index[frame]) != 1 for frame in range(info.frames)]):
        done.removed.extend([tag for tag, row in zip(TABLES, rows) if row >= 0])
        return False
    for row, values in zip(rows, (starts, lengths)):
        buffer = host.bytes(8 * info.frames)
        for frame in range(info.frames):
            number(buffer, 8 * frame, values[frame], 8)
        value = record.table.value[row]
        done.splices.append((value, value + 8 * info.frames, [(None, buffer, 0)]))
    return True
