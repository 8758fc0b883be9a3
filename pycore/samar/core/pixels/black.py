"""The value that is black as it is displayed, and the places of a rectangle in the cells of a frame."""

from samar.core import host
from samar.core.kernels import cells as kernel
from samar.core.kernels import fill
from samar.core.pixels import cells as native
from samar.core.pixels import photometry
from samar.kinds import Array, Buffer, CodecFrame, Grey, ImageInfo, Record, Rect, Sequence

WIDE = 1024         # bytes of a row


class Area:
    """Bytes of a rectangle: `rows` rows of `width` bytes, `stride` bytes apart, the first at `at` of the frame, filled with the
    bytes `pattern`. For cells of one bit all places are bits and `pattern[0]` is the cell."""

    __slots__ = ('at', 'pattern', 'rows', 'stride', 'width')

    def __init__(self, at: int, stride: int, rows: int, width: int, pattern: Buffer) -> None:
        self.at, self.stride, self.rows, self.width, self.pattern = at, stride, rows, width, pattern

    def stop(self) -> int:
        """Place behind the last byte (or bit)."""
        return self.at + self.stride * (self.rows - 1) + self.width


def samples(record: Record, info: ImageInfo, frame: CodecFrame, number: int) -> Sequence[int]:
    """Black of one pixel, one stored value a sample. Of signed cells the darkest that the frame or a window of the file shows,
    because the lowest of all would leave nothing of the contrast in a viewer that goes by the range of values."""
    bits = min(info.bits_stored, frame.bits_stored)
    if frame.samples == 3:
        if frame.photometric.startswith('YBR_PARTIAL'):
            return (16, 128, 128)
        middle = 1 << (bits - 1)
        return (0, middle, middle) if frame.photometric.startswith('YBR') else (0, 0, 0)
    if frame.photometric == 'PALETTE COLOR':
        return (darkest(record),)
    grey = photometry.grey(record, info, number)
    low = (frame.photometric == 'MONOCHROME1') == info.inverse
    if grey.slope < 0:
        low = not low
    if not frame.signed:
        return (0 if low else (1 << bits) - 1,)
    return (signed(frame, grey, low, bits),)


def signed(frame: CodecFrame, grey: Grey, low: bool, bits: int) -> int:
    """Black of signed cells."""
    pair, count = host.float64(2), frame.rows * frame.columns
    if frame.bits_allocated > 16:
        kernel.spread(native.unpacked(frame), count, 1, 0, pair)
    else:
        size = 1 << frame.bits_allocated
        values = native.stored(frame, size)
        kernel.extent(native.unpacked(frame), count, values, 1, 0, pair)
    found = [int(pair[0] if low else pair[1])]
    for window in grey.windows:
        edges = [(window.center + side * window.width / 2 - grey.intercept) / grey.slope for side in (-1, 1)]
        found.append(int(min(edges)) - 1 if low else int(max(edges)) + 1)
    least, most = -(1 << (bits - 1)), (1 << (bits - 1)) - 1
    return max(min(found), least) if low else min(max(found), most)


def darkest(record: Record) -> int:
    """Index of the darkest entry of the palette; 0 where there is none."""
    found = photometry.palette(record)
    if found is None:
        return 0
    (red, green, blue), first, count = found
    return first + kernel.darkest(red, green, blue, count)


def pixel(frame: CodecFrame, values: Sequence[int]) -> list[list[int]]:
    """The bytes of one pixel that has these stored values, in the frame's own order, one list for each sample."""
    width, found = frame.bits_allocated // 8, []
    shift = frame.high_bit + 1 - frame.bits_stored
    for value in values:
        value = (value % (1 << frame.bits_stored)) << shift
        found.append([(value >> (8 * i)) & 255 for i in range(width)])
        if frame.big:
            found[-1].reverse()
    return found


def areas(frame: CodecFrame, box: Rect, values: Sequence[int]) -> list[Area]:
    """Areas of a rectangle (x, y, w, h) in the frame's layout. In 4:2:2 two pixels share their colour and go together."""
    x, y, w, h = box
    if frame.bits_allocated == 1:
        return [Area(frame.bit + y * frame.columns + x, frame.columns, h, w, pattern([values[0]]))]
    if frame.photometric == 'YBR_FULL_422':
        first, last, stride = x // 2 * 4, (x + w + 1) // 2 * 4, (frame.columns + 1) // 2 * 4
        return [Area(y * stride + first, stride, h, last - first, pattern([values[0], values[0], values[1], values[2]]))]
    width, shift = frame.bits_allocated // 8, frame.bit // 8
    bytes_of: Sequence[Sequence[int]] = pixel(frame, values) if frame.kind == 'cells' else [values]
    if frame.samples == 3 and frame.planar == 1:
        stride = frame.columns * width
        plane = stride * frame.rows
        return [Area(shift + i * plane + y * stride + x * width, stride, h, w * width, pattern(bytes_of[i])) for i in range(3)]
    one: list[int] = []
    for part in bytes_of:
        one.extend(part)
    step = len(one)
    return [Area(shift + (y * frame.columns + x) * step, frame.columns * step, h, w * step, pattern(one))]


def pattern(numbers: Sequence[int]) -> Buffer:
    """A buffer of these bytes."""
    found = host.uint8(len(numbers))
    for i in range(len(numbers)):
        found[i] = numbers[i]
    return found


def paint(buffer: Array, places: Sequence[Area], bits: bool, swapped: bool, base: int = 0) -> None:
    """Fill areas in a buffer whose first byte (for cells of one bit: first bit) is place `base` of the frame."""
    for area in places:
        if bits:
            fill.bits(buffer, 0, area.at - base, area.stride, area.rows, area.width, area.pattern[0], 1 if swapped else 0)
        else:
            # wide rows are copies of the first: plain Python takes a second for 10 MB that it fills itself
            at, alone = area.at - base, area.width > WIDE
            fill.pattern(buffer, at, area.stride, 1 if alone else area.rows, area.width, area.pattern, len(area.pattern))
            for row in range(1, area.rows if alone else 0):
                host.copy(buffer, at + row * area.stride, buffer, at, at + area.width)


def covered(boxes: Sequence[Rect]) -> int:
    """Pixels inside at least one rectangle."""
    lines = sorted({y for _, y, _, _ in boxes} | {y + h for _, y, _, h in boxes})
    waiting = sorted(boxes, key=lambda box: box[1])
    total = place = 0
    active: list[Rect] = []
    for top, bottom in zip(lines, lines[1:]):
        active = [box for box in active if box[1] + box[3] > top]
        while place < len(waiting) and waiting[place][1] <= top:
            active.append(waiting[place])
            place += 1
        reached = None
        for x, _, w, _ in sorted(active):
            left = x if reached is None else max(x, reached)
            if x + w > left:
                total += (x + w - left) * (bottom - top)
                reached = x + w
    return total


def hidden(boxes: dict[int, list[Rect]]) -> int:
    """Pixels under masks in all frames; frames share lists."""
    total = pixels = 0
    last: list[Rect] | None = None
    for number in sorted(boxes):
        if boxes[number] is not last:
            last = boxes[number]
            pixels = covered(last)
        total += pixels
    return total
