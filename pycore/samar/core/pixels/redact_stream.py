"""Masks in encapsulated pixel data (PS3.5 annex A.4): which frames are written anew, how, and the fragments they are put in.

A frame that no mask touches keeps its bytes, unless the whole file changes its transfer syntax: frames of one file share it.
Every frame that was coded again is decoded again and compared cell by cell before it counts.
"""

from samar.core import host
from samar.core.errors import Malformed, Residue, Unsupported
from samar.core.kernels import fill
from samar.core.pixels import black, decode, fragments, frames, grades, jpeg_baseline, redact_native, streams
from samar.core.pixels.codecs import registry
from samar.kinds import (
    Area,
    Array,
    Buffer,
    Codec,
    CodecFrame,
    Fragment,
    Header,
    ImageInfo,
    Iterable,
    Record,
    Rect,
    Redaction,
    Sequence,
    Uid,
)

PHOTOMETRIC, PLANAR, LOSSY = 0x00280004, 0x00280006, 0x00282110
LOSSY_ALWAYS = tuple(grades.JPEG + x for x in ('50', '51', '53', '55', '81'))
BY_COEFFICIENTS = (grades.JPEG_BASELINE, grades.JPEG_EXTENDED)


def redact(record: Record, info: ImageInfo, boxes: dict[int, list[Rect]], done: Redaction) -> None:
    """Add to a Redaction what masks `boxes` {frame: [(x, y, w, h)]} make of encapsulated pixel data."""
    word, reason = grades.find(info.syntax)[2:]
    if word not in (grades.IN_PLACE, grades.SAME, grades.OTHER):
        raise Unsupported('mask-' + reason)
    if not boxes and done.wiped is None:
        return
    index = frames.index(record, info)
    if info.syntax in BY_COEFFICIENTS and done.wiped is None:
        new = by_coefficients(record, info, index, boxes, done)
        if new is not None:
            fragments.replace(record, info, index, new, done)
            return
    if word == grades.SAME and registry.encoder(info.syntax) is not None:
        target, chosen = info.syntax, sorted(boxes) if done.wiped is None else list(range(info.frames))
    else:
        target, chosen = grades.JPEG_LS, list(range(info.frames))
    new = recoded(record, info, index, boxes, done, target, chosen)
    fragments.replace(record, info, index, new, done)
    if target != info.syntax:
        done.notes.append(('syntax-changed', target))
    done.syntax = target


def by_coefficients(record: Record, info: ImageInfo, index: list[list[Fragment]], boxes: dict[int, list[Rect]],
                    done: Redaction) -> dict[int, Buffer] | None:
    """New JPEG streams by frame, masked among the coefficients; None where a stream is of another process. Metadata goes from the
    other frames too."""
    new: dict[int, Buffer] = {}
    before: list[str] = []
    after: list[str] = []
    dropped: dict[str, int] = {}
    mcus = changed = 0
    for frame in range(info.frames):
        host.progress(frame, info.frames, 'frames')
        if frame not in boxes and not other_metadata(record, index[frame]):
            continue
        buffer = frames.joined(record, index[frame])
        try:
            told = streams.header(buffer, info.photometric)
            if told.rows != info.rows or told.columns != info.columns or told.samples != info.samples:
                raise Malformed('stream-differs')
            found = jpeg_baseline.redact(buffer, boxes.get(frame, []), jpeg_black(record, info, told))
        except Unsupported:
            return None
        new[frame] = found.data
        mcus, changed = mcus + found.mcus, changed + found.changed
        before.append(found.hash_before)
        after.append(found.hash_after)
        for kind, size in found.dropped:
            dropped[kind] = dropped.get(kind, 0) + size
    for kind in dropped:
        done.notes.append(('stream-metadata-dropped', kind + ' ' + str(dropped[kind])))
    done.frames = sorted(boxes)
    done.proof = {'method': 'coefficients', 'frames': len(boxes), 'pixels': black.hidden(boxes),
                  'mcus': mcus, 'mcus-changed': changed, 'before': together(before), 'after': together(after)}
    return new


def other_metadata(record: Record, parts: Sequence[Fragment]) -> bool:
    """Whether the head of a stream carries metadata: the first 64 kB of its first fragment are looked at."""
    start, stop = parts[0][1], min(parts[0][2], parts[0][1] + 65536)
    return [x for x in streams.metadata(record.source.read(start, stop)) if x[0] != 'trailing'] != []


def jpeg_black(record: Record, info: ImageInfo, told: Header) -> tuple[int, ...]:
    """Black of a JPEG stream, one sample a component."""
    if told.samples == 3:
        return (0, 128, 128) if told.transformed else (0, 0, 0)
    if info.photometric == 'PALETTE COLOR':
        return (black.darkest(record),)
    return (255 if (info.photometric == 'MONOCHROME1') != info.inverse else 0,)


def recoded(record: Record, info: ImageInfo, index: list[list[Fragment]], boxes: dict[int, list[Rect]], done: Redaction, target: Uid,
            chosen: Iterable[int]) -> dict[int, Buffer]:
    """New streams by frame, decoded, masked and coded without loss in `target`; all frames where the colours of the file change."""
    new: dict[int, Buffer] = {}
    values: Sequence[int] | None = None
    hashes: tuple[list[str], list[str]] = ([], [])
    metadata: dict[str, int] = {}
    colours = None
    codec = registry.encoder(target)
    if codec is None:
        raise Unsupported('mask-no-encoder', detail=target)
    todo, position = list(chosen), 0
    if boxes:
        # black is that of the first masked frame
        todo.remove(sorted(boxes)[0])
        todo.insert(0, sorted(boxes)[0])
    while position < len(todo):
        host.progress(position, len(todo), 'frames')
        number = todo[position]
        position += 1
        buffer = frames.joined(record, index[number])
        for kind, _, size in streams.metadata(buffer) if info.syntax.startswith(grades.JPEG) else ():
            metadata[kind] = metadata.get(kind, 0) + size
        info.last = None
        frame = decode.load(record, info, number)
        if values is None:
            values = black.samples(record, info, frame, number) if boxes else ()
        rectangles = boxes.get(number, [])
        areas = []
        for box in rectangles:
            areas.extend(black.areas(frame, box, values))
        cells = masked(frame, areas, info, done.wiped, target)
        new[number] = coded(info, frame, cells, areas, codec, target, hashes)
        if position == 1:
            colours = photometric(info, frame, target, new[number])
            if colours is not None and len(todo) < info.frames:
                todo.extend([n for n in range(info.frames) if n not in todo])
    for kind in metadata:
        done.notes.append(('stream-metadata-dropped', kind + ' ' + str(metadata[kind])))
    attributes(record, info, colours, target, done)
    done.frames = sorted(boxes) if done.wiped is None else list(range(info.frames))
    done.proof = {'method': 'recoded', 'frames': len(boxes), 'frames-coded': len(new), 'pixels': black.hidden(boxes),
                  'before': together(hashes[0]), 'after': together(hashes[1])}
    return new


def masked(frame: CodecFrame, areas: Sequence[Area], info: ImageInfo, wiped: tuple[int, int] | None, target: Uid) -> Array:
    """A copy of a frame's cells with its areas black, and for JPEG-LS without sign bits beyond its precision."""
    size = len(frame.buffer)
    cells = host.bytes(size)
    host.copy(cells, 0, frame.buffer, 0, size)
    if frame.bits_allocated == 16 and frame.bits_stored < 16 and target == grades.JPEG_LS:
        mask = (1 << frame.bits_stored) - 1
        fill.cleared(cells, 0, size // 2, 0, mask & 255, mask >> 8)
    black.paint(cells, areas, frame.bits_allocated == 1, False)
    if wiped is not None:
        redact_native.wipe(cells, size, info, wiped)
    return cells


def coded(info: ImageInfo, frame: CodecFrame, cells: Array, areas: Sequence[Area], codec: Codec, target: Uid,
          hashes: tuple[list[str], list[str]]) -> Buffer:
    """The new stream of masked cells; raises Residue unless it decodes to exactly them. Adds the hashes of what is outside the masks.
    The cells are overwritten and the frame's own buffer is let go: of a large frame no more copies are held than a step needs."""
    size = (frame.cells() * frame.bits_allocated + 7) // 8
    wanted = redact_native.hexadecimal(host.sha256(host.view(cells, 0, size)))
    stream = codec.encode(target, cells, frame)
    hashes[0].append(outside(frame, frame.buffer, cells, size, areas))
    info.last, frame.buffer = None, host.bytes(0)
    again = codec.decode(target, stream, frame).buffer
    if wanted != redact_native.hexadecimal(host.sha256(host.view(again, 0, size))):
        raise Residue('mask-proof')
    hashes[1].append(outside(frame, again, cells, size, areas))
    return stream


def outside(frame: CodecFrame, content: Buffer, room: Array, size: int, areas: Sequence[Area]) -> str:
    """Hash of cells as text, those of the areas as zero; `room`: a buffer that is overwritten."""
    host.copy(room, 0, content, 0, size)
    if frame.bits_allocated == 16 and frame.bits_stored < 16:
        mask = (1 << frame.bits_stored) - 1
        fill.cleared(room, 0, size // 2, 0, mask & 255, mask >> 8)
    zeroed = [black.Area(area.at, area.stride, area.rows, area.width, black.pattern([0])) for area in areas]
    black.paint(room, zeroed, frame.bits_allocated == 1, False)
    return redact_native.hexadecimal(host.sha256(host.view(room, 0, size)))


def photometric(info: ImageInfo, frame: CodecFrame, target: Uid, stream: Buffer) -> str | None:
    """Photometric interpretation that is true of a new stream (PS3.5 section 8.2); None where it is coloured as the one before."""
    if frame.samples != 3 or frame.stream is None:
        return None
    told = streams.header(stream, 'RGB')
    if target == info.syntax and told.transformed == frame.stream.transformed:
        return None
    if told.transformed:
        return 'YBR_RCT'
    return 'RGB' if frame.photometric in ('YBR_RCT', 'YBR_ICT') else frame.photometric


def attributes(record: Record, info: ImageInfo, colours: str | None, target: Uid, done: Redaction) -> None:
    """Attributes that have to say something else of the new streams."""
    if colours is not None and colours != info.photometric:
        done.elements[PHOTOMETRIC] = colours
    if info.samples == 3 and info.planar != 0 and target not in (grades.RLE, grades.DEFLATED_FRAME):
        done.elements[PLANAR] = '0'
    if info.syntax in LOSSY_ALWAYS and target != info.syntax:
        told = record.get(LOSSY)
        if not told or told[0].strip() != '01':
            done.elements[LOSSY] = '01'


def together(hashes: Sequence[str]) -> str:
    """One hash of many, as text."""
    text = ''.join(hashes)
    return redact_native.hexadecimal(host.sha256(host.raw(text)))
