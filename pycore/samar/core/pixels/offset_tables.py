"""Offset tables of encapsulated pixel data: what tells where the frames are stays, all else goes (PS3.5 A.4, PS3.3 C.7.6.3.1.8).

A table is numbers that nobody shows, as long as a message. An empty one is always allowed: the item of the basic table loses its value, the
elements of the extended one are removed. Frames are those that `frames.py` found by whichever sign is true.
"""

from samar.core import host
from samar.core.kernels import cells
from samar.core.pixels import frames
from samar.kinds import Buffer, Fragment, ImageInfo, Record, Redaction

TOTAL = 0x7FE00003
EXTENDED = (frames.EXTENDED_OFFSETS, frames.EXTENDED_LENGTHS, TOTAL)
LIMIT = 4294967296      # offsets of the basic table have 32 bits


def check(record: Record, info: ImageInfo, index: list[list[Fragment]] | None, done: Redaction) -> None:
    """Add to a Redaction what goes of the tables; `index` None where nobody can say where the frames are."""
    items = frames.items(record.table, info.row) if info.encapsulated and index is not None else []
    if items and index is not None:
        start, value, stop = items[0]
        if value < stop and not is_basic(record, value, stop, index):
            done.splices.append((start, stop, [(None, empty(), 0)]))
            done.notes.append(('stream-metadata-dropped', 'offset table ' + str(stop - value)))
    rows = [record.row(tag) for tag in EXTENDED]
    if max(rows) >= 0 and (index is None or not info.encapsulated or not is_extended(record, index, rows)):
        done.removed.extend([tag for tag, row in zip(EXTENDED, rows) if row >= 0])
        done.notes.append(('stream-metadata-dropped', 'offset table ' + str(sum([record.table.length[row] for row in rows if row >= 0]))))


def empty() -> Buffer:
    """The item of a basic table without entries."""
    item = host.bytes(8)
    for place, byte in enumerate((0xFE, 0xFF, 0x00, 0xE0)):
        item[place] = byte
    return item


def is_basic(record: Record, value: int, stop: int, index: list[list[Fragment]]) -> bool:
    """Whether a basic table names the first fragment of each frame, and no more."""
    count = len(index)
    if stop - value != 4 * count:
        return False
    told = host.float64(count)
    cells.longs(record.source.read(value, stop), 0, count, 0, 0, told)
    return not [frame for frame in range(count) if told[frame] != (index[frame][0][0] - stop) % LIMIT]


def is_extended(record: Record, index: list[list[Fragment]], rows: list[int]) -> bool:
    """Whether the extended tables name the offset and the length of each frame, a byte of padding aside, and a total that can be."""
    for row in rows[:2]:
        if row < 0 or record.table.length[row] != 8 * len(index):
            return False
    offsets, lengths = numbers(record, rows[0]), numbers(record, rows[1])
    first = index[0][0][0]
    for frame, parts in enumerate(index):
        size = sum([stop - value for _, value, stop in parts])
        if offsets[frame] != parts[0][0] - first or not size - 1 <= lengths[frame] <= size:
            return False
    return rows[2] < 0 or (record.table.length[rows[2]] == 8 and numbers(record, rows[2])[0] <= record.source.size)


def numbers(record: Record, row: int) -> list[float]:
    """The numbers of 64 bits of an element."""
    count = record.table.length[row] // 8
    halves = host.float64(2 * count)
    cells.longs(record.table.raw(row), 0, 2 * count, 0, 0, halves)
    return [halves[2 * place] + LIMIT * halves[2 * place + 1] for place in range(count)]
