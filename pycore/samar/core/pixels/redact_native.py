"""Masks in uncompressed pixel data: only the rows between the top and the bottom of a mask are read and replaced."""

from samar.core import host
from samar.core.errors import Malformed, Residue
from samar.core.kernels import cells as kernel
from samar.core.kernels import fill
from samar.core.pixels import black, decode, frames, overlays
from samar.core.pixels import cells as native
from samar.core.pixels.codecs import frame as forms
from samar.kinds import Area, Array, Band, Buffer, CodecFrame, ImageInfo, Native, Piece, Plane, Record, Rect, Redaction, Sequence, Span

KEPT = 33554432    # bytes of new rows that are kept in memory


def redact(record: Record, info: ImageInfo, boxes: dict[int, list[Rect]], done: Redaction) -> None:
    """Add the splices of all frames in `boxes` {frame: [(x, y, w, h)]} to a Redaction."""
    wiped = done.wiped
    chosen = range(info.frames) if wiped is not None else sorted(boxes)
    if not chosen:
        return
    values: Sequence[int] = ()
    if boxes:
        first = sorted(boxes)[0]
        values = fill_values(record, info, decode.load(record, info, first), first)
    plain = forms.of_info(info, host.bytes(0))
    plain.big, plain.swapped = info.big, info.swapped
    spans: list[Band] = []
    rectangles: Sequence[Rect] | None = None
    for step, number in enumerate(chosen):
        host.progress(step, len(chosen), 'frames')
        place = frames.native(record, info, number)
        here = boxes.get(number, ())
        if here is not rectangles or place.bit != plain.bit:
            rectangles, plain.bit = here, place.bit
            spans = laid(plain, info, rectangles, values, None if wiped is None else place.stop - place.start)
        for low, high, areas in spans:
            replace(record, info, place, low, high, areas, done)
    done.frames = list(chosen)
    done.proof = {'method': 'in-place', 'frames': len(done.frames), 'pixels': black.hidden(boxes)}


def laid(plain: CodecFrame, info: ImageInfo, rectangles: Sequence[Rect], values: Sequence[int], whole: int | None) -> list[Band]:
    """`[(low, high, areas)]`: byte ranges of a frame that are replaced and what is filled in each; the `whole` frame unless None."""
    areas = []
    for box in rectangles:
        areas.extend(black.areas(plain, box, values))
    if whole is not None:
        return [(0, whole, areas)]
    found = []
    for low, high in bands(areas, info):
        found.append((low, high, [area for area in areas if low <= bands([area], info)[0][0] < high]))
    return found


def fill_values(record: Record, info: ImageInfo, frame: CodecFrame, number: int) -> Sequence[int]:
    """Black, as `black.areas` takes it: stored values, or the bytes of a floating point cell."""
    if info.kind == 'cells':
        return black.samples(record, info, frame, number)
    width = info.bits_allocated // 8
    numbers = native.unpacked(frame)
    at = kernel.lowest(numbers, frame.rows * frame.columns)
    if numbers[at] >= 0:
        return [0] * width
    return [frame.buffer[at * width + i] for i in range(width)]


def bands(areas: Sequence[Area], info: ImageInfo) -> list[Span]:
    """Byte ranges of the frame that the areas touch, merged, on words where bytes are swapped."""
    found = []
    for area in areas:
        if info.bits_allocated == 1:
            found.append((area.at // 8, (area.stop() + 7) // 8))
        else:
            found.append((area.at, area.stop()))
    if info.swapped:
        found = [(low - low % 2, high + high % 2) for low, high in found]
    merged: list[Span] = []
    for low, high in sorted(found):
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


def replace(record: Record, info: ImageInfo, place: Native, low: int, high: int, areas: list[Area], done: Redaction) -> None:
    """Add one splice: bytes [low, high) of a frame, masked. Frames of single bits may share a byte, and then a splice."""
    start, stop = place.start + low, min(place.start + high, place.stop)
    shared = done.splices[-1] if done.splices and done.splices[-1][1] > start else None
    if shared is not None:
        done.splices.pop()
        start = shared[0]
    source = record.source.read(start, stop)
    if len(source) < stop - start:
        raise Malformed('pixels-short', offset=start)
    buffer = host.bytes(stop - start)
    host.copy(buffer, 0, source, 0, stop - start)
    if shared is not None:
        host.copy(buffer, 0, content_of(shared[2][0]), 0, shared[1] - shared[0])
    shift, before = start - place.start, []
    if shared is not None:
        before = done.bands.pop()[2]
    change(buffer, areas, info, shift)
    if done.wiped is not None:
        wipe(buffer, stop - start, info, done.wiped)
    if done.spare is not None and done.spare.is_loose(buffer):
        changed = done.spare.tidy(buffer, stop - start)
        done.spared += changed if done.spare.is_loose(source) else 0        # else it was the fill alone
    done.splices.append((start, stop, [(None, buffer, 0)]))
    done.waiting += stop - start
    if done.waiting > KEPT:
        park(done)
    done.bands.append((start, stop, [*before, (areas, shift)]))


def park(done: Redaction) -> None:
    """Hand the buffers of all splices but the last to the platform, which need not keep them in memory."""
    pieces, at = [], 0
    last = len(done.splices) - 1
    for place in range(done.parked, last):
        pieces.append(done.splices[place][2][0])
    handle = host.blob(pieces)
    for place in range(done.parked, last):
        start, stop, _ = done.splices[place]
        done.splices[place] = (start, stop, [(handle, at, at + stop - start)])
        at += stop - start
    done.parked, done.waiting = last, 0


def change(buffer: Array, areas: Sequence[Area], info: ImageInfo, shift: int) -> None:
    """Fill areas in a buffer that begins `shift` bytes into the frame."""
    if info.bits_allocated == 1:
        black.paint(buffer, areas, True, info.swapped, 8 * shift)
    elif info.swapped:
        size = len(buffer)
        straight = host.bytes(size)
        kernel.swapped(buffer, 0, size, straight)
        black.paint(straight, areas, False, False, shift)
        kernel.swapped(straight, 0, size, buffer)
    else:
        black.paint(buffer, areas, False, False, shift)


def overlay_masks(record: Record, info: ImageInfo) -> tuple[int, int] | None:
    """Masks `(low byte, high byte)` that keep all bits of a cell but those of overlays in it, or None where there are none."""
    bits = [plane.bit for plane in overlays.planes(record, info) if plane.bit >= 0]
    if not bits:
        return None
    keep = 65535
    for bit in bits:
        keep -= keep & (1 << bit)
    return keep & 255, keep >> 8


def wipe(buffer: Array, size: int, info: ImageInfo, wiped: tuple[int, int]) -> None:
    """Clear overlay bits of all cells of a buffer."""
    if info.bits_allocated == 16:
        fill.cleared(buffer, 0, size // 2, 1 if info.big else 0, wiped[0], wiped[1])
    else:
        fill.cleared(buffer, 0, size // 2, 0, wiped[0], wiped[0])
        if size % 2:
            buffer[size - 1] = buffer[size - 1] & wiped[0]


def plane(record: Record, info: ImageInfo, found: Plane, boxes: dict[int, list[Rect]], done: Redaction) -> int:
    """Mask the same rectangles in an overlay plane; how many of its frames changed."""
    table, changed, buffer = record.table, 0, None
    seen = set()
    for frame in sorted(boxes):
        at = overlays.place(record, found, frame)
        if at is None:
            continue
        for x, y, w, h in boxes[frame]:
            left, top = max(x - found.left, 0), max(y - found.top, 0)
            right, bottom = min(x + w - found.left, found.columns), min(y + h - found.top, found.rows)
            if left >= right or top >= bottom:
                continue
            if buffer is None:
                raw = table.raw(found.row)
                buffer = host.bytes(len(raw))
                host.copy(buffer, 0, raw, 0, len(raw))
            fill.bits(buffer, 0, at[0] + top * found.columns + left, found.columns, bottom - top, right - left, 0, 1 if at[1] else 0)
            seen.add(at[0])
    changed = len(seen)
    if buffer is not None:
        value = table.value[found.row]
        done.splices.append((value, value + len(buffer), [(None, buffer, 0)]))
    return changed


def prove(record: Record, info: ImageInfo, done: Redaction) -> None:
    """Hashes of the bytes around the masks before and after, for the report; raises Residue where they differ.
    The bytes outside the splices are ranges of the file itself and cannot differ."""
    hashes = host.bytes(32 * len(done.bands)), host.bytes(32 * len(done.bands))
    pieces = {splice[0]: splice[2][0] for splice in done.splices}
    for index, (start, stop, parts) in enumerate(done.bands):
        host.progress(index, len(done.bands), 'frames')
        for which, content in enumerate((record.source.read(start, stop), content_of(pieces[start]))):
            buffer = host.bytes(stop - start)
            host.copy(buffer, 0, content, 0, stop - start)
            for areas, shift in parts:
                zeroed = [black.Area(area.at, area.stride, area.rows, area.width, black.pattern([0])) for area in areas]
                change(buffer, zeroed, info, shift)
            if done.wiped is not None:
                wipe(buffer, stop - start, info, done.wiped)
            if done.spare is not None:
                wipe(buffer, stop - start, info, done.spare.masks())
            host.copy(hashes[which], 32 * index, host.sha256(buffer), 0, 32)
    before, after = (host.sha256(x) for x in hashes)
    done.proof['before'], done.proof['after'] = hexadecimal(before), hexadecimal(after)
    if done.proof['before'] != done.proof['after']:
        raise Residue('mask-proof')


def content_of(piece: Piece) -> Buffer:
    """The buffer of a piece."""
    return piece[1] if piece[0] is None else host.read(piece[0], piece[1], piece[2])


def hexadecimal(buffer: Buffer) -> str:
    """A hash as text."""
    return ''.join(['%02x' % buffer[i] for i in range(len(buffer))])
