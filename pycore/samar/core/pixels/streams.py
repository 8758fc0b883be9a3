"""What a compressed stream says of itself: size, samples, precision, sign and colour, and the metadata it carries.

JPEG and JPEG-LS share their markers (ITU-T T.81 annex B, T.87 annex C), JPEG 2000 and HTJ2K theirs (T.800 annex A); a JP2
file wraps the latter in boxes, which DICOM does not allow and some files have.
"""

from samar.core import host
from samar.core.errors import Malformed
from samar.core.pixels import jpeg_segments
from samar.kinds import Buffer, Part

MOST_BEHIND = 1_000_000     # bytes behind the end of a JPEG-LS stream
LOSSLESS, SEQUENTIAL, JPEG_LS = (0xC3,), (0xC0, 0xC1, 0xC2), 0xF7
SOC, SIZ, COD, COM, SOT = 0x4F, 0x51, 0x52, 0x64, 0x90
JP2_BOX = 0x6A703263    # 'jp2c'
ADOBE = (0xFF, 0xEE, 0, 14, 65, 100, 111, 98, 101, 0, 100, 0, 0, 0, 0)


class Header:
    """`family` 'jpeg' or 'j2k', `columns`, `rows`, `samples`, `precision`, `signed`, `transformed` (True where colours are not the
    samples themselves), `process` (SOF marker, 0 for JPEG 2000), `start` of the code stream in the buffer, `near` (JPEG-LS), `whole`
    (False where a JPEG has no end)."""

    __slots__ = ('columns', 'family', 'near', 'precision', 'process', 'rows', 'samples', 'signed', 'start', 'transformed',
                 'whole')
    columns: int
    family: str
    near: int
    precision: int
    process: int
    rows: int
    samples: int
    signed: bool
    start: int
    transformed: bool
    whole: bool


def short(buffer: Buffer, at: int) -> int:
    """Big endian number of 16 bits."""
    return buffer[at] * 256 + buffer[at + 1]


def long(buffer: Buffer, at: int) -> int:
    """Big endian number of 32 bits."""
    return short(buffer, at) * 65536 + short(buffer, at + 2)


def header(buffer: Buffer, photometric: str) -> Header:
    """Header of a stream; raises Malformed where it is none. `photometric` decides where a JPEG does not say its colour."""
    start = code_stream(buffer)
    if len(buffer) - start < 12 or buffer[start] != 0xFF:
        raise Malformed('stream-unknown')
    if buffer[start + 1] == SOC:
        return j2k_header(buffer, start)
    if buffer[start + 1] == 0xD8:
        return jpeg_header(buffer, photometric)
    raise Malformed('stream-unknown')


def code_stream(buffer: Buffer) -> int:
    """Offset of the code stream: 0, or inside the box of a JP2 file."""
    size = len(buffer)
    if size < 12 or long(buffer, 0) != 12 or long(buffer, 4) != 0x6A502020:
        return 0
    at = 0
    while at + 8 <= size:
        length = long(buffer, at)
        if long(buffer, at + 4) == JP2_BOX:
            return at + 16 if length == 1 else at + 8
        if length < 8:
            break
        at += length
    raise Malformed('stream-unknown')


def j2k_header(buffer: Buffer, start: int) -> Header:
    """SIZ and COD (T.800 sections A.5.1 and A.6.1)."""
    found = Header()
    found.family, found.process, found.start, found.near = 'j2k', 0, start, 0
    found.transformed, found.rows, found.whole = False, 0, True
    at, size = start + 2, len(buffer)
    while at + 4 <= size and buffer[at] == 0xFF and buffer[at + 1] != SOT:
        code, length = buffer[at + 1], short(buffer, at + 2)
        if at + 2 + length > size:
            break
        if code == SIZ and length >= 41:
            found.columns = long(buffer, at + 6) - long(buffer, at + 14)
            found.rows = long(buffer, at + 10) - long(buffer, at + 18)
            found.samples = short(buffer, at + 38)
            found.precision = (buffer[at + 40] & 127) + 1
            found.signed = buffer[at + 40] > 127
        elif code == COD and length >= 12:
            found.transformed = buffer[at + 8] & 1 == 1
        at += 2 + length
    if found.rows == 0:
        raise Malformed('stream-header')
    return found


def jpeg_header(buffer: Buffer, photometric: str) -> Header:
    """SOF, and the markers that tell the colour (T.81 section B.2.2, JFIF, Adobe)."""
    found = Header()
    found.family, found.signed, found.start, found.near, found.rows = 'jpeg', False, 0, 0, 0
    idents: tuple[int, ...] = ()
    adobe, jfif = -1, False
    parts = jpeg_segments.segments(buffer, tolerant=True)
    for segment in parts:
        marker, at = segment.marker, segment.payload
        if marker == jpeg_segments.ENTROPY:
            break
        if (0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC)) or marker == JPEG_LS:
            if segment.size() < 9:
                break
            found.process, found.precision = marker, buffer[at]
            found.rows, found.columns, found.samples = short(buffer, at + 1), short(buffer, at + 3), buffer[at + 5]
            idents = tuple(buffer[at + 6 + 3 * i] for i in range(min(found.samples, (segment.size() - 6) // 3)))
        elif marker == jpeg_segments.SOS and found.rows and found.process == JPEG_LS:
            found.near = buffer[at + 1 + 2 * buffer[at]]
        elif marker == 0xE0:
            jfif = jfif or jpeg_segments.kind(buffer, segment) == 'APP0 JFIF'
        elif marker == 0xEE and jpeg_segments.kind(buffer, segment) == 'APP14 Adobe' and segment.size() >= 12:
            adobe = buffer[at + 11]
    if found.rows == 0:
        raise Malformed('stream-header')
    # JPEG-LS stuffs bits instead of bytes, so that its data may look like markers, but never like EOI (T.87 section A.1)
    found.whole = _ends(buffer) if found.process == JPEG_LS else [part for part in parts if part.marker == jpeg_segments.EOI] != []
    found.transformed = False
    if found.samples == 3 and found.process in SEQUENTIAL:
        if adobe >= 0:
            found.transformed = adobe != 0
        elif jfif:
            found.transformed = True
        else:
            found.transformed = idents != (82, 71, 66) and photometric != 'RGB'
    return found


def _ends(buffer: Buffer) -> bool:
    """Whether EOI stands somewhere in the last million bytes. CharLS takes minutes for a stream that just stops."""
    for at in range(len(buffer) - 1, max(len(buffer) - MOST_BEHIND, 0), -1):
        if buffer[at] == jpeg_segments.EOI and buffer[at - 1] == 0xFF:
            return True
    return False


def with_colour(buffer: Buffer, transformed: bool) -> Buffer:
    """A JPEG stream that states its colour in an Adobe segment and has no other application segment and no comment, so that
    every decoder takes its colours alike."""
    pieces = [(0, 2)]
    for segment in jpeg_segments.segments(buffer, tolerant=True):
        marker = segment.marker
        if marker == jpeg_segments.SOS:
            pieces.append((segment.start, len(buffer)))
            break
        if marker != jpeg_segments.SOI and marker != jpeg_segments.COM and not 0xE0 <= marker <= 0xEF:
            pieces.append((segment.start, segment.stop))
    total = len(ADOBE) + 1
    for start, stop in pieces:
        total += stop - start
    out, at = host.bytes(total), 0
    for index, (start, stop) in enumerate(pieces):
        host.copy(out, at, buffer, start, stop)
        at += stop - start
        if index == 0:
            for number in ADOBE:
                out[at] = number
                at += 1
            out[at] = 1 if transformed else 0
            at += 1
    return out


def metadata(buffer: Buffer) -> list[Part]:
    """[(kind, start, bytes)] of segments that may say who somebody is."""
    start = code_stream(buffer)
    if len(buffer) - start > 2 and buffer[start] == 0xFF and buffer[start + 1] == SOC:
        found = [('JP2 boxes', 0, start)] if start else []
        at = start + 2
        while at + 4 <= len(buffer) and buffer[at] == 0xFF and buffer[at + 1] != SOT:
            length = short(buffer, at + 2)
            if buffer[at + 1] == COM:
                found.append(('COM', at, length - 4))
            at += 2 + length
        return found
    found = jpeg_segments.metadata(buffer)
    parts = jpeg_segments.segments(buffer, tolerant=True)
    if [part for part in parts if part.marker == JPEG_LS]:
        scans = [part.start for part in parts if part.marker == jpeg_segments.ENTROPY]
        found = [entry for entry in found if not scans or entry[1] < scans[0]]
    return found
