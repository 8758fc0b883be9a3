"""The grey pipeline of PS3.3 section C.11: stored value, modality, values of interest, presentation; and palettes (C.7.6.3.1.5)."""

from samar.core import host
from samar.core.kernels import cells as kernel
from samar.core.kernels import window as kernel_window
from samar.core.pixels import image, nested
from samar.kinds import Array, ImageInfo, Ints, Record, Row, Tag

SHAPES = {'LINEAR': kernel_window.LINEAR, 'LINEAR_EXACT': kernel_window.EXACT, 'SIGMOID': kernel_window.SIGMOID}
DESCRIPTOR, DATA = 0x00283002, 0x00283006
MODALITY, VOI = 0x00283000, 0x00283010
CENTER, WIDTH, SHAPE = 0x00281050, 0x00281051, 0x00281056
INTERCEPT, SLOPE = 0x00281052, 0x00281053
TRANSFORM, FRAME_VOI = 0x00289145, 0x00289132


class Window:
    """`center`, `width`, `shape` (LINEAR, EXACT, SIGMOID of the kernel)."""

    __slots__ = ('center', 'shape', 'width')

    def __init__(self, center: float, width: float, shape: int = kernel_window.LINEAR) -> None:
        self.center = center
        self.width = width
        self.shape = shape


class Table:
    """A look-up table: `entries` (uint16), `count`, value `first` that its first entry stands for, `bits` of an entry."""

    __slots__ = ('bits', 'count', 'entries', 'first')
    bits: int
    count: int
    entries: Array
    first: int


class Grey:
    """What one frame's grey values go through: `slope`, `intercept`, `modality` (Table or None), `windows`, `voi` (Table or None)."""

    __slots__ = ('intercept', 'modality', 'slope', 'voi', 'windows')
    intercept: float
    modality: Table | None
    slope: float
    voi: Table | None
    windows: list['Window']


def owners(record: Record, frame: int) -> list[Row]:
    """Items that speak for a frame, nearest first: its functional groups, the shared ones, and the top level (-1)."""
    table, found = record.table, []
    for tag, index in ((image.PER_FRAME, frame), (image.SHARED, 0)):
        row = record.row(tag)
        group = nested.item(table, row, index) if row >= 0 else -1
        if group >= 0:
            found.append(group)
    found.append(-1)
    return found


def stated(record: Record, owner: Row, macro: Tag, tag: Tag) -> Row:
    """Row of an element at top level, or in a functional group's macro, or -1."""
    return nested.inside(record.table, owner, tag) if owner < 0 else nested.inside(record.table, owner, macro, tag)


def grey(record: Record, info: ImageInfo, frame: int) -> Grey:
    """Grey of a frame, whatever of it the file states."""
    found = Grey()
    found.slope, found.intercept, found.modality, found.windows, found.voi = 1.0, 0.0, None, [], None
    rescaled = False
    for owner in owners(record, frame):
        slope = stated(record, owner, TRANSFORM, SLOPE)
        if slope >= 0 and not rescaled:
            number = nested.decimals(record.table, slope)
            offset = stated(record, owner, TRANSFORM, INTERCEPT)
            other = nested.decimals(record.table, offset) if offset >= 0 else []
            if number and number[0] != 0:
                found.slope, found.intercept, rescaled = number[0], other[0] if other else 0.0, True
        if not found.windows:
            found.windows = windows(record, owner)
    row = record.row(MODALITY)
    if row >= 0 and not rescaled:
        found.modality = table(record, nested.item(record.table, row, 0), info.signed)
    row = record.row(VOI)
    if row >= 0:
        low = found.intercept < 0 or (info.signed and found.modality is None)
        found.voi = table(record, nested.item(record.table, row, 0), low)
    return found


def windows(record: Record, owner: Row) -> list[Window]:
    """Windows that an owner states, in order; those of no use are left out."""
    rows = [stated(record, owner, FRAME_VOI, tag) for tag in (CENTER, WIDTH, SHAPE)]
    if rows[0] < 0 or rows[1] < 0:
        return []
    shape = kernel_window.LINEAR
    if rows[2] >= 0:
        raw = record.table.raw(rows[2])
        shape = SHAPES.get(host.latin1(raw, 0, len(raw)).strip(' \0'), kernel_window.LINEAR)
    found = []
    for center, width in zip(nested.decimals(record.table, rows[0]), nested.decimals(record.table, rows[1])):
        if width >= 1 or (width > 0 and shape != kernel_window.LINEAR):
            found.append(Window(center, width, shape))
    return found


def table(record: Record, owner: Row, signed: bool) -> Table | None:
    """Table of a LUT item (PS3.3 section C.11.1.1), or None where it is not whole."""
    if owner < 0:
        return None
    rows = [nested.element(record.table, owner, tag) for tag in (DESCRIPTOR, DATA)]
    if rows[0] < 0 or rows[1] < 0:
        return None
    return read_table(record, rows[0], rows[1], signed)


def read_table(record: Record, descriptor: Row, data: Row, signed: bool) -> Table | None:
    """Table from the rows of its descriptor and data: number of entries (0 means 65,536), first value, bits of an entry."""
    told, number = nested.numbers16(record.table, descriptor)
    if number < 3:
        return None
    found = Table()
    found.count = told[0] if told[0] else 65536
    found.first = told[1] - 65536 if signed and told[1] > 32767 else told[1]
    found.bits = told[2]
    size = record.table.length[data]
    if size >= 2 * found.count:
        found.entries, _ = nested.numbers16(record.table, data)
    elif size >= found.count and found.bits <= 8:
        # entries of 8 bits, two in a word
        found.entries = host.uint16(found.count)
        raw = record.table.raw(data)
        if nested.is_big(record.table, data) and found.count % 2 == 0:
            kernel.swapped(raw, 0, found.count, found.entries)
        else:
            kernel.every(raw, 0, found.count, 1, found.entries)
    else:
        return None
    return found


def range_window(low: float, high: float, wide: bool) -> Window:
    """The window in which `low` is black and `high` is white."""
    if wide:
        return Window((low + high) / 2, high - low if high > low else 1.0, kernel_window.EXACT)
    return Window((low + high + 1) / 2, high - low + 1 if high > low else 2)


def palette(record: Record) -> tuple[list[Array], int, int] | None:
    """Three tables of 8 bits for red, green and blue, `(tables, first value, number of entries)`, or None (PS3.3 section C.7.6.3.1.5)."""
    found, first, count = [], 0, 0
    for colour in range(3):
        descriptor = record.row(0x00281101 + colour)
        if descriptor < 0:
            return None
        data = record.row(0x00281201 + colour)
        if data >= 0:
            entry = read_table(record, descriptor, data, False)
        else:
            entry = segmented(record, descriptor, record.row(0x00281221 + colour))
        if entry is None:
            return None
        found.append(eight_bits(entry))
        first, count = entry.first, entry.count
    return found, first, count


def eight_bits(entry: Table) -> Array:
    """Entries as 8 bits: the high byte of those of 16 bits, unless all of them fit into 8."""
    out = host.uint8(entry.count)
    pair = host.float64(2)
    kernel.spread(entry.entries, entry.count, 1, 0, pair)
    kernel.narrowed(entry.entries, entry.count, 8 if entry.bits > 8 and pair[1] > 255 else 0, out)
    return out


def segmented(record: Record, descriptor: Row, data: Row) -> Table | None:
    """Table from segmented palette data (PS3.3 section C.7.9.2): runs of entries, straight lines, and repeats of earlier segments."""
    told, number = nested.numbers16(record.table, descriptor)
    if number < 3 or data < 0:
        return None
    found = Table()
    found.count, found.first, found.bits = (told[0] or 65536), told[1], told[2]
    words: Ints
    words, size = nested.numbers16(record.table, data)
    if found.bits <= 8:
        raw = record.table.raw(data)
        words, size = raw, len(raw)
    entries: list[int] = []
    expand(words, 0, size, entries, found.count, 4096)
    if len(entries) < found.count:
        return None
    found.entries = host.uint16(found.count)
    for i in range(found.count):
        found.entries[i] = entries[i]
    return found


def expand(words: Ints, at: int, stop: int, entries: list[int], most: int, segments: int) -> None:
    """Append the entries of segments from word `at` on, until `stop`, `most` entries or `segments` segments."""
    while at + 1 < stop and len(entries) < most and segments > 0:
        code, length = words[at], words[at + 1]
        segments -= 1
        at += 2
        if code == 0:
            for i in range(length):
                if at + i < stop:
                    entries.append(words[at + i])
            at += length
        elif code == 1 and entries and at < stop:
            before, last = entries[-1], words[at]
            for i in range(1, length + 1):
                # rounds half up; the difference may be negative
                entries.append((2 * (before * length + (last - before) * i) + length) // (2 * length))
            at += 1
        elif code == 2 and at + 1 < stop:
            back = words[at] + 65536 * words[at + 1]
            if back < at:
                expand(words, back, at - 2, entries, most, length)
            at += 2
        else:
            return
