"""What pixel data holds and no viewer shows: bytes behind the last frame that is declared, fragments that belong to no frame, and what
streams carry beside the picture. It becomes zero where it lies, and no pixel changes."""

from samar.core import host
from samar.core.errors import Malformed, Residue, Unsupported
from samar.core.pixels import beside, frames, grades, redact_native
from samar.core.pixels.codecs import platform
from samar.kinds import Buffer, Fragment, ImageInfo, Iterable, Part, Piece, Record, Redaction, Sequence, Span

BLOCK = 1048576         # bytes of the buffer of zeros
COMPARED = 67108864     # cells that are decoded twice; of more frames a part is


def blank(record: Record, info: ImageInfo, done: Redaction) -> None:
    """Add to a Redaction the splice that zeroes what stands behind the last uncompressed frame, where it is not zero already.
    One byte is what makes a length even, and is no news."""
    stop = record.table.value[info.row] + record.table.length[info.row]
    start = frames.native(record, info, info.frames - 1).stop
    if start >= stop or record.source.nonzero(start, stop) < 0:
        return
    done.splices.append((start, stop, zeros(stop - start)))
    if stop - start > 1:
        done.notes.append(('behind-frames-blanked', str(stop - start)))


def zeros(size: int) -> list[Piece]:
    """Pieces that make so many zero bytes."""
    block = host.bytes(min(size, BLOCK))
    pieces: list[Piece] = [(None, block, 0) for _ in range(size // BLOCK)]
    if size % BLOCK:
        pieces.append((None, host.bytes(size % BLOCK), 0))
    return pieces


def streams(record: Record, info: ImageInfo, done: Redaction, but: Iterable[int] = ()) -> list[Span]:
    """[(start, stop)] of the file that become zero in encapsulated pixel data, frames `but` left out; notes are added to a Redaction.
    Where nobody can say which fragment belongs to which frame, the note says that something beside the picture may be left."""
    found: list[Span] = []
    dropped: dict[str, int] = {}
    index, hidden = groups(record, info), 0
    if index is None:
        if grades.grade(info.syntax) != grades.REFUSED:
            done.notes.append(('beside-picture', None))
        return []
    for start, stop in unshown(record, info, index):
        if record.source.nonzero(start, stop) >= 0:
            found.append((start, stop))
            hidden += stop - start
    step = 0 if info.problem is not None else 1 + info.rows * info.columns * info.samples * info.frames // COMPARED
    foreign = False
    if info.syntax.startswith(grades.JPEG):
        for frame, parts in enumerate(index):
            if frame in but:
                continue
            buffer = frames.joined(record, parts)
            if not frames.begins(buffer):
                foreign = True
            ranges = beside.blanks(buffer)
            for kind, start, stop in ranges:
                found.extend(places(parts, start, stop))
                if kind == 'trailing':
                    hidden += stop - start
                else:
                    dropped[kind] = dropped.get(kind, 0) + stop - start
            if ranges and step and frame % step == 0:
                compare(info, buffer, ranges)
    if foreign:
        done.notes.append(('beside-picture', None))     # what stands before the picture is looked at by nobody
    for kind in dropped:
        done.notes.append(('stream-metadata-dropped', kind + ' ' + str(dropped[kind])))
    if hidden > 1:
        done.notes.append(('behind-frames-blanked', str(hidden)))
    found.sort()
    return found


def groups(record: Record, info: ImageInfo) -> list[list[Fragment]] | None:
    """Fragments by frame; where the description of the image is broken, fragments by the streams that they begin. None where that
    cannot be said."""
    if info.problem is not None:
        parts = [part for part in frames.items(record.table, info.row)[1:] if part[2] > part[1]]
        return frames.grouped(parts, frames.signatures(record, parts)) if parts else []
    try:
        return frames.index(record, info)
    except Malformed:
        return None


def unshown(record: Record, info: ImageInfo, index: list[list[Fragment]]) -> list[Span]:
    """Values of fragments that belong to no frame."""
    shown = [part[0] for parts in index for part in parts]
    known = dict(zip(shown, shown))
    return [(value, stop) for start, value, stop in frames.items(record.table, info.row)[1:] if stop > value and start not in known]


def places(parts: Sequence[Fragment], start: int, stop: int) -> list[Span]:
    """Ranges of the file for the range of a frame's stream."""
    found, at = [], 0
    for _, value, end in parts:
        first, last = max(start - at, 0), min(stop - at, end - value)
        if first < last:
            found.append((value + first, value + last))
        at += end - value
    return found


def compare(info: ImageInfo, buffer: Buffer, ranges: Sequence[Part]) -> None:
    """Raises Residue where a stream with zeros in these ranges is another picture. One that cannot be decoded stays unproven: its
    bytes are the same outside segments that decoders skip."""
    if platform.can(info.syntax) == '' or info.syntax == grades.JPEG_EXTENDED:     # the core's own decoder of 12 bits is too slow for this
        return
    changed = host.bytes(len(buffer))
    host.copy(changed, 0, buffer, 0, len(buffer))
    for _, start, stop in ranges:
        host.copy(changed, start, host.bytes(stop - start), 0, stop - start)
    try:
        before = platform.decode(info.syntax, buffer, info)
    except (Malformed, Unsupported):
        return
    try:
        after = platform.decode(info.syntax, changed, info)
    except (Malformed, Unsupported) as error:
        raise Residue('mask-proof') from error
    first, second = [redact_native.hexadecimal(host.sha256(frame.buffer)) for frame in (before, after)]
    if first != second:
        raise Residue('mask-proof')
