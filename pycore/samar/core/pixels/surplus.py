"""What pixel data holds and no viewer shows: bytes behind the last frame that is declared, fragments that belong to no frame, and what
streams carry beside the picture. It becomes zero where it lies, and no pixel changes."""

from samar.core import host
from samar.core.errors import Malformed, Residue, Unsupported
from samar.core.kernels import cells
from samar.core.pixels import beside, beside_frames, frames, grades, image, offset_tables, redact_native
from samar.core.pixels.codecs import registry
from samar.kinds import Buffer, Fragment, ImageInfo, Ints, Iterable, Part, Piece, Record, Redaction, Row, Sequence, Span

UNDEFINED = 4294967295
BLOCK = 1048576         # bytes of the buffer of zeros
COMPARED = 67108864     # cells that are decoded twice; of more frames a part is
# Patient's Name and ID, other names and IDs, birth and mother's name, accession, institution, referring and performing physician
IDENTIFYING = (0x00100010, 0x00100020, 0x00101000, 0x00101001, 0x00101005, 0x00101060, 0x00080050, 0x00080080, 0x00080090, 0x00081050)
BETWEEN = '^=\\,;/\0\t\r\n'
SURE, LONGEST = 6, 1024     # characters of a word that is looked for; bytes of a value


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
    unread, names = False, identifying(record)
    for frame, parts in enumerate(index):
        if frame in but:
            continue
        host.progress(frame, len(index), 'frames')
        buffer = frames.joined(record, parts)
        ranges, whole = look(info, buffer)
        unread = unread or not whole or (holds_more(info) and names_left(buffer, ranges, names))
        for kind, start, stop in ranges:
            found.extend(places(parts, start, stop))
            if kind == 'trailing':
                hidden += stop - start
            else:
                dropped[kind] = dropped.get(kind, 0) + stop - start
        if ranges and step and frame % step == 0:
            compare(info, buffer, ranges)
    if unread:
        done.notes.append(('beside-picture', None))     # what stands there is looked at by nobody
    for kind in dropped:
        done.notes.append(('stream-metadata-dropped', kind + ' ' + str(dropped[kind])))
    if hidden > 1:
        done.notes.append(('behind-frames-blanked', str(hidden)))
    found.sort()
    return found


def of_items(record: Record, gone: Ints, done: Redaction) -> None:
    """Add to a Redaction the splices that zero what compressed pixel data inside items (icons and the like) carries beside its pictures;
    rows that `gone` marks are left out."""
    table = record.table
    row = cells.place_of(image.PIXEL_DATA, table.tag, 0, table.count)
    names: list[str] | None = None
    while row >= 0:
        if table.depth[row] > 0 and gone[row] == 0 and table.length[row] == UNDEFINED:
            names = identifying(record) if names is None else names
            _of_item(record, row, names, done)
        row = cells.place_of(image.PIXEL_DATA, table.tag, row + 1, table.count)


def _of_item(record: Record, row: Row, names: Sequence[str], done: Redaction) -> None:
    parts = [part for part in frames.items(record.table, row)[1:] if part[2] > part[1]]
    groups = (frames.grouped(parts, frames.signatures(record, parts)) if parts else None) or ([parts] if parts else [])
    table = frames.items(record.table, row)[:1]
    if table and table[0][1] < table[0][2] and not offset_tables.is_basic(record, table[0][1], table[0][2], groups):
        done.notes.append(('beside-picture', None))
    for group in groups:
        buffer = frames.joined(record, group)
        found, whole = beside.look(buffer) if frames.begins(buffer) else ([], not record.syntax.startswith(grades.JPEG))
        ranges = beside.full(buffer, found)
        for kind, start, stop in ranges:
            done.splices.extend([(first, last, zeros(last - first)) for first, last in places(group, start, stop)])
            done.notes.append(('stream-metadata-dropped', kind + ' ' + str(stop - start)))
        if not whole or names_left(buffer, ranges, names):
            done.notes.append(('beside-picture', None))


def look(info: ImageInfo, buffer: Buffer) -> tuple[list[Part], bool]:
    """`([(kind, start, stop)], whether all of the frame could be read)`: what of a frame's stream goes, and is not zero already."""
    if not info.syntax.startswith(grades.JPEG):
        if info.problem is not None:
            return [], True
        found, whole = beside_frames.look(info, buffer)
    elif frames.begins(buffer):
        found, whole = beside.look(buffer)
    else:
        return [], False
    return beside.full(buffer, found), whole


def holds_more(info: ImageInfo) -> bool:
    """Whether a stream that was read to its end may still hold tables and indexes. What RLE and deflate leave outside the ranges that go
    is cells and how they are packed: what a viewer shows, as in pixel data that is not compressed."""
    return info.problem is not None or info.syntax not in (grades.RLE, grades.DEFLATED_FRAME)


def identifying(record: Record) -> list[str]:
    """What names the patient, the staff and the place, in small letters of Latin-1: of words that no stream holds by chance."""
    found = []
    for tag in IDENTIFYING:
        row = record.row(tag)
        if row >= 0 and 0 < record.table.length[row] < LONGEST:
            raw = record.table.raw(row)
            text = host.small(raw)
            for sign in BETWEEN:
                text = text.replace(sign, ' ')
            found.extend([word for word in text.split(' ') if len(word) >= SURE and word not in found])
    return found


def names_left(buffer: Buffer, ranges: Sequence[Part], names: Sequence[str]) -> bool:
    """Whether a word that identifies stands in a stream outside the ranges that become zero."""
    text = host.small(buffer) if names else ''
    for name in names:
        at = text.find(name)
        while at >= 0:
            if not [entry for entry in ranges if entry[1] <= at < entry[2]]:
                return True
            at = text.find(name, at + 1)
    return False


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
    if info.syntax == grades.JPEG_EXTENDED:     # the core's own decoder of 12 bits is too slow for this
        return
    try:
        codec = registry.decoder(info.syntax)
    except Unsupported:
        return
    changed = host.bytes(len(buffer))
    host.copy(changed, 0, buffer, 0, len(buffer))
    for _, start, stop in ranges:
        host.copy(changed, start, host.bytes(stop - start), 0, stop - start)
    try:
        before = codec.decode(info.syntax, buffer, info)
    except (Malformed, Unsupported):
        return
    try:
        after = codec.decode(info.syntax, changed, info)
    except (Malformed, Unsupported) as error:
        raise Residue('mask-proof') from error
    first, second = [redact_native.hexadecimal(host.sha256(frame.buffer)) for frame in (before, after)]
    if first != second:
        raise Residue('mask-proof')
