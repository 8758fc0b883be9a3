"""Black out rectangles of a JPEG baseline stream without decoding the picture (ITU-T T.81 Annex F).

Every minimum coded unit (MCU: 8 x 8 to 32 x 32 pixels, by the chroma sampling) that shares a pixel with a rectangle
gets the DC value of black and no AC in each component. All others keep their coefficients: their bits are copied, and
only the DC difference behind a black one is written anew. `verify` decodes both streams by other code and compares.
Also for extended sequential Huffman streams of 8 bits. docs/jpeg.md has the whole story.
"""

from samar.core import host
from samar.core.errors import Malformed
from samar.core.kernels import jpeg_bits, jpeg_huffman, jpeg_recode, jpeg_scan
from samar.core.pixels import jpeg_faults, jpeg_frame, jpeg_proof, jpeg_segments, jpeg_tables
from samar.core.pixels.jpeg_segments import DHT, DQT, DRI, ENTROPY, EOI, SOI, SOS, TRAILING
from samar.kinds import Array, Buffer, Bytes, Callable, Dropped, Fields, JpegFrame, Offsets, Rect, Segment, Sequence, Stretch

NEEDED = (0xC0, 0xC1, DHT, DQT, DRI, SOS)   # segments that the picture is made of


class Redacted:
    """The new stream `data` (buffer, not padded to even length) and the proof of what it is.

    `columns`, `rows` of the picture; `mcus` in all, `changed` of them; `hash_before`, `hash_after` SHA-256 (hex) of
    the coefficients of the others; `dropped` [(kind, bytes)] of segments that are gone.
    """

    __slots__ = ('changed', 'columns', 'data', 'dropped', 'hash_after', 'hash_before', 'mcus', 'rows')
    changed: int
    columns: int
    data: Buffer
    dropped: list[Dropped]
    hash_after: str
    hash_before: str
    mcus: int
    rows: int

    def fields(self) -> Fields:
        """All of it as a plain dict, `dropped` as lists."""
        return {'data': self.data, 'columns': self.columns, 'rows': self.rows, 'mcus': self.mcus,
                'changed': self.changed, 'hash_before': self.hash_before, 'hash_after': self.hash_after,
                'dropped': [list(pair) for pair in self.dropped]}


class Scan:
    """A frame's Huffman tables, and its entropy-coded bytes laid out for the kernels."""

    __slots__ = ('bounds', 'data', 'places', 'state', 'tables')
    bounds: Array
    data: Array
    places: int
    state: Offsets
    tables: Array


def redact(buffer: Buffer, rects: Sequence[Rect], black: Sequence[int]) -> Redacted:
    """The Redacted stream of one JPEG `buffer`: `rects` [(x, y, w, h)] in pixels become `black`, one sample a component.

    What lies outside the picture is cut off; no rectangle left changes no coefficient, and still drops metadata.
    Raises Unsupported ('jpeg-progressive', …), Malformed ('jpeg-truncated', 'jpeg-header', 'jpeg-tables', 'jpeg-scan')
    with the offset in the stream, and Residue('jpeg-proof') should the result not be what it must be.
    """
    frame = jpeg_frame.read(buffer)
    done = Redacted()
    done.data, done.dropped = _rewrite(buffer, frame, rects, black)
    proof = jpeg_proof.prove(buffer, frame, done.data, rects, black)
    done.columns = frame.columns
    done.rows = frame.rows
    done.mcus = proof.mcus
    done.changed = proof.changed
    done.hash_before = proof.hash_before
    done.hash_after = proof.hash_after
    return done


def redacted_fields(buffer: Buffer, rects: Sequence[Rect], black: Sequence[int]) -> Fields:
    """`redact` as a plain dict: what can cross from one runtime to the other."""
    return redact(buffer, rects, black).fields()


def _rewrite(buffer: Buffer, frame: JpegFrame, rects: Sequence[Rect], black: Sequence[int]) -> tuple[Buffer, list[Dropped]]:
    """(new stream, dropped): headers without metadata, the redacted scan, EOI."""
    touched, count = _touched(frame, jpeg_frame.inside(rects, frame.columns, frame.rows))
    scan = _scan(buffer, frame)
    scan_layout = jpeg_frame.layout(frame, jpeg_frame.dc_of(frame, black), jpeg_huffman.TABLE,
                                    frame.interval or frame.mcus)
    needed = host.uint8(8 * 256)
    blocks = count * scan_layout[2]
    out, length = _run(frame, buffer, scan, blocks, lambda out, room: jpeg_scan.redact(
        scan.data, scan.bounds, scan_layout, scan.tables, touched, out, room, scan.state, needed))
    codes = None
    if length == jpeg_scan.MISSING:
        codes, kept = _more_codes(buffer, frame, needed)
        fresh = host.int32(8 * jpeg_huffman.TABLE)
        host.copy(fresh, 0, scan.tables, 0, 8 * jpeg_huffman.TABLE)
        jpeg_huffman.define(codes, 0, len(codes), fresh)
        if not kept:
            out, length = _run(frame, buffer, scan, frame.mcus, lambda out, room: jpeg_recode.recode(
                scan.data, scan.bounds, scan_layout, scan.tables, fresh, out, room, scan.state))
            _unstuff(out, 0, length, scan)
        scan.tables = fresh
        out, length = _run(frame, buffer, scan, blocks, lambda out, room: jpeg_scan.redact(
            scan.data, scan.bounds, scan_layout, scan.tables, touched, out, room, scan.state, needed))
    header, dropped = _header(buffer, frame, codes)
    return _joined(header + [(out, 0, length), _marker(EOI)]), dropped


def _touched(frame: JpegFrame, areas: Sequence[Rect]) -> tuple[Bytes, int]:
    """(one byte an MCU, how many are set): those that share a pixel with an area."""
    touched = host.uint8(frame.mcus)
    count = 0
    for left, top, right, bottom in areas:
        count += jpeg_scan.mark(touched, frame.mcu_columns, left // frame.mcu_width, top // frame.mcu_height,
                                (right - 1) // frame.mcu_width + 1, (bottom - 1) // frame.mcu_height + 1)
    return touched, count


def _scan(buffer: Buffer, frame: JpegFrame) -> Scan:
    """The Scan of a frame; raises Malformed for missing or impossible tables and for a missing or stray restart."""
    scan = Scan()
    scan.tables = host.int32(8 * jpeg_huffman.TABLE)
    defined = 0
    for segment in frame.segments:
        if segment.marker == SOS:
            break
        if segment.marker == DHT:
            found = jpeg_huffman.define(buffer, segment.payload, segment.stop, scan.tables)
            if found < 0:
                raise Malformed('jpeg-tables', offset=segment.start, detail='Huffman')
            defined |= found
    for component in frame.components:
        if not (defined >> component.dc) & (defined >> (4 + component.ac)) & 1:
            raise Malformed('jpeg-tables', offset=frame.scan, detail='missing')
    scan.places = (frame.mcus - 1) // frame.interval + 1 if frame.interval else 1
    scan.state = host.int32(16)
    fault = _unstuff(buffer, frame.scan, frame.scan_stop, scan)
    if fault < 0:
        raise _fault(fault, buffer, frame, scan)
    return scan


def _unstuff(buffer: Buffer, start: int, stop: int, scan: Scan) -> int:
    """Lay out the entropy-coded bytes [start, stop) in `scan`; 0 or what is wrong."""
    scan.data = host.uint8(stop - start + jpeg_bits.PADDING)
    scan.bounds = host.int32(scan.places + 1)
    found = jpeg_bits.unstuff(buffer, start, stop, scan.data, scan.bounds, scan.places, scan.state)
    if found == jpeg_bits.FULL:
        return jpeg_bits.BAD_RESTART
    if found >= 0 and found < scan.places:
        scan.state[3] = scan.bounds[found - 1] * 8
        return jpeg_scan.TRUNCATED
    return min(found, 0)


def _run(frame: JpegFrame, buffer: Buffer, scan: Scan, blocks: int, kernel: Callable[[Array, int], int]) -> tuple[Array, int]:
    """Call `kernel(out, room)` with ever more room; (out, length or MISSING). `blocks` that may grow make the first guess."""
    size = len(scan.data)
    room = size * 2 + min(blocks * 16, size * 4) + 4096
    while True:
        out = host.uint8(room)
        length = kernel(out, room)
        if length != jpeg_bits.FULL:
            break
        room *= 2
    if length < 0 and length != jpeg_scan.MISSING:
        raise _fault(length, buffer, frame, scan)
    return out, length


def _fault(fault: int, buffer: Buffer, frame: JpegFrame, scan: Scan) -> Malformed:
    """The error for a kernel's answer, with the offset in the stream."""
    code, detail = jpeg_faults.FAULTS[fault]
    place = jpeg_bits.source_offset(buffer, frame.scan, frame.scan_stop, scan.state[3] >> 3)
    return Malformed(code, offset=place, detail=detail)


def _more_codes(buffer: Buffer, frame: JpegFrame, needed: Buffer) -> tuple[Buffer, bool]:
    """(DHT payload of all tables with the `needed` symbols, whether all old codes stay)."""
    found = jpeg_tables.tables(buffer, frame.segments)
    kept = True
    for ident in found:
        missing = [symbol for symbol in range(256) if needed[ident * 256 + symbol]]
        if missing:
            counts, symbols, same = jpeg_tables.extend(found[ident][0], found[ident][1], missing)
            found[ident] = (counts, symbols)
            kept = kept and same
    return jpeg_tables.payload(found), kept


def _header(buffer: Buffer, frame: JpegFrame, codes: Buffer | None) -> tuple[list[Stretch], list[Dropped]]:
    """(pieces from SOI to SOS, dropped); `codes` stands for all DHT segments where it is not None."""
    pieces = [_marker(SOI)]
    dropped = []
    behind = False
    for segment in frame.segments:
        marker = segment.marker
        if marker == ENTROPY:
            behind = True
        elif marker == TRAILING:
            if not jpeg_segments.zeros(buffer, segment.payload, segment.stop):
                dropped.append(('trailing', segment.size()))
        elif marker == EOI or (codes is not None and marker == DHT):
            continue
        elif behind or marker not in NEEDED:
            kept = None if behind else _colour_segment(buffer, segment, frame)
            if kept is None:
                dropped.append((jpeg_segments.kind(buffer, segment), segment.size()))
            else:
                pieces.append(kept)
                if segment.size() > len(kept[0]) - 4:
                    dropped.append((jpeg_segments.kind(buffer, segment) + ' rest', segment.size() - len(kept[0]) + 4))
        else:
            if marker == SOS and codes is not None:
                pieces.append(_segment(DHT, codes, 0, len(codes)))
            pieces.append(_segment(marker, buffer, segment.payload, segment.stop))
    return pieces, dropped


def _colour_segment(buffer: Buffer, segment: Segment, frame: JpegFrame) -> Stretch | None:
    """Adobe's and JFIF's segments say how three components are meant: they stay, without thumbnail."""
    if len(frame.components) == 3:
        label = jpeg_segments.kind(buffer, segment)
        if label == 'APP14 Adobe' and segment.size() >= 12:
            return _segment(segment.marker, buffer, segment.payload, segment.payload + 12)
        if label == 'APP0 JFIF' and segment.size() >= 14:
            piece = _segment(segment.marker, buffer, segment.payload, segment.payload + 14)
            piece[0][16] = 0
            piece[0][17] = 0
            return piece
    return None


def _marker(code: int) -> Stretch:
    """A piece: one marker without a segment."""
    out = host.bytes(2)
    out[0] = 255
    out[1] = code
    return (out, 0, 2)


def _segment(code: int, buffer: Buffer, start: int, stop: int) -> tuple[Array, int, int]:
    """A piece: marker, length and the payload [start, stop) of `buffer`."""
    size = stop - start
    out = host.bytes(size + 4)
    out[0] = 255
    out[1] = code
    out[2] = (size + 2) >> 8
    out[3] = (size + 2) & 255
    host.copy(out, 4, buffer, start, stop)
    return (out, 0, size + 4)


def _joined(pieces: Sequence[Stretch]) -> Buffer:
    """One buffer of all pieces (buffer, start, stop)."""
    out = host.bytes(sum([stop - start for _, start, stop in pieces]))
    at = 0
    for buffer, start, stop in pieces:
        host.copy(out, at, buffer, start, stop)
        at += stop - start
    return out
