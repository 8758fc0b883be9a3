"""The proof that a JPEG stream is another one with some MCUs black and nothing else changed, by kernels that do not write streams."""

from samar.core import host
from samar.core.errors import Malformed, Residue
from samar.core.kernels import jpeg_coefficients
from samar.core.pixels import jpeg_faults, jpeg_frame
from samar.core.pixels.jpeg_segments import DHT, DQT
from samar.kinds import Any, Array, Buffer, JpegFrame, Offsets, Rect, Sequence


class Proof:
    """What `prove` found: `mcus`, `changed` of them, `hash_before` and `hash_after` of the others' coefficients."""

    __slots__ = ('changed', 'hash_after', 'hash_before', 'mcus')
    changed: int
    hash_after: str
    hash_before: str
    mcus: int


def prove(before: Buffer, one: JpegFrame, after: Buffer, rects: Sequence[Rect], black: Sequence[int]) -> Proof:
    """The Proof that `after` is `before`, whose Frame is `one`, with `rects` black and nothing else changed; raises Residue('jpeg-proof').

    Decodes all coefficients of both streams by a kernel of its own, and finds the MCUs under the rectangles again.
    """
    two = jpeg_frame.read(after)
    if _shape(before, one) != _shape(after, two):
        raise Residue('jpeg-proof', detail='header')
    areas = jpeg_frame.inside(rects, one.columns, one.rows)
    corners = host.int32(4 * len(areas) + 1)
    for i, edge in enumerate([edge for area in areas for edge in area]):
        corners[i] = edge
    cover = host.uint8(one.mcus)
    changed = jpeg_coefficients.covered(corners, len(areas), one.mcu_width, one.mcu_height, one.mcu_columns,
                                        one.mcu_rows, cover)
    black_dc = jpeg_frame.dc_of(two, black)
    state = host.int32(16)
    old, old_size = _coefficients(before, one, black_dc, cover, state)
    new, new_size = _coefficients(after, two, black_dc, cover, state)
    if state[2] != 0:
        raise Residue('jpeg-proof', detail='black')
    if state[8] != 0:
        raise Residue('jpeg-proof', detail='bytes behind the scan')
    if old_size != new_size or jpeg_coefficients.differs(old, new, old_size) >= 0:
        raise Residue('jpeg-proof', detail='coefficients')
    proof = Proof()
    proof.mcus = one.mcus
    proof.changed = changed
    proof.hash_before = _hex(host.sha256(host.view(old, 0, old_size)))
    proof.hash_after = proof.hash_before        # the same bytes, as was just found
    return proof


def _shape(buffer: Buffer, frame: JpegFrame) -> tuple[Any, ...]:
    """What must be the same in both headers: geometry, sampling, colour and all quantisation tables."""
    tables = [host.latin1(buffer, s.payload, s.stop) for s in frame.segments if s.marker == DQT and s.start < frame.scan]
    parts = [(c.place, c.ident, c.h, c.v, c.quantisation) for c in frame.components]
    return (frame.columns, frame.rows, parts, frame.colour, tables)


def _coefficients(buffer: Buffer, frame: JpegFrame, black_dc: Sequence[int], cover: Buffer, state: Offsets) -> tuple[Array, int]:
    """(bytes, size) of the coefficients of all MCUs that `cover` leaves, as the kernel writes them."""
    codes = host.int32(8 * 1024)
    for segment in frame.segments:
        if segment.marker == DHT and segment.start < frame.scan:
            if jpeg_coefficients.expand(buffer, segment.payload, segment.stop, codes) < 0:
                raise Malformed('jpeg-tables', offset=segment.start, detail='Huffman')
    places = jpeg_frame.layout(frame, black_dc, 1024, frame.interval)
    room = (frame.scan_stop - frame.scan) * 4 + 4096
    while True:
        out = host.uint8(room)
        size = jpeg_coefficients.coefficients(buffer, frame.scan, frame.scan_stop, places, codes, cover, out, room,
                                              state)
        if size != jpeg_coefficients.FULL:
            break
        room *= 2
    if size < 0:
        code, detail = jpeg_faults.FAULTS[size]
        raise Malformed(code, offset=state[1], detail=detail)
    return out, size


def _hex(digest: Buffer) -> str:
    """A digest in hexadecimal digits."""
    text = ''
    for i in range(len(digest)):
        text += '0123456789abcdef'[digest[i] >> 4] + '0123456789abcdef'[digest[i] & 15]
    return text
