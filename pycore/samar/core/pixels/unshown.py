"""Pixel data that no viewer shows, and that nobody can look at therefore: a second one beside the image, one whose data set has no Rows
and Columns, and one in an item that does not describe it (an icon has a description of its own, PS3.3 section F.7)."""

from samar.core.kernels import cells
from samar.core.pixels import image, nested
from samar.kinds import ImageInfo, Record, Row

ROWS, COLUMNS, SAMPLES, BITS_ALLOCATED, FRAMES = 0x00280010, 0x00280011, 0x00280002, 0x00280100, 0x00280008
UNDEFINED = 4294967295


def rows(record: Record, info: ImageInfo | None) -> list[Row]:
    """Rows of such pixel data at any depth; `info` as pixels/image.py describes the image."""
    table, found = record.table, []
    for tag in (image.FLOAT, image.DOUBLE, image.PIXEL_DATA):
        row = cells.place_of(tag, table.tag, 0, table.count)
        while row >= 0:
            if table.depth[row] == 0:
                shown = info is not None and row == info.row
            else:
                shown = _is_described(record, row)
            if not shown and table.length[row] > 0 and record.source.nonzero(table.value[row], table.value[row] + table.extent(row)) >= 0:
                found.append(row)
            row = cells.place_of(tag, table.tag, row + 1, table.count)
    return found


def _is_described(record: Record, row: Row) -> bool:
    """Whether pixel data of an item is as long as the item says, the byte that makes it even aside; compressed, whether it says at all."""
    expected = ((ROWS, 0), (COLUMNS, 0), (SAMPLES, 1), (BITS_ALLOCATED, 0), (FRAMES, 1))
    told = [_number(record, row, tag, default) for tag, default in expected]
    size = (told[0] * told[1] * told[2] * told[3] * told[4] + 7) // 8
    length = record.table.length[row]
    return size > 0 and (length in (UNDEFINED, size) or length == size + size % 2)


def _number(record: Record, row: Row, tag: int, default: int) -> int:
    """What the item around a row says in a US or IS, from 0 to 65535."""
    at = nested.element(record.table, record.table.parent[row], tag)
    texts = nested.numbers(record.texts(at)) if at >= 0 else []
    return max(int(min(texts[0], 65535)), 0) if texts and texts[0] == texts[0] else default
