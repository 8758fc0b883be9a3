"""What a compressed stream carries that is no picture, as ranges that can become zero where they lie: no length changes, and no decoder
reads them.

Of each form the list says what a decoder needs; all else goes, and a stream that cannot be followed to its end is said to be unread.
`beside_jpeg.py` has JPEG and JPEG-LS, `beside_j2k.py` JPEG 2000, `beside_icc.py` profiles of colour, `beside_frames.py` RLE and deflate.
"""

from samar.core import host
from samar.core.pixels import beside_j2k, beside_jpeg, streams
from samar.kinds import Buffer, Part


def look(buffer: Buffer) -> tuple[list[Part], bool]:
    """`([(kind, start, stop)], whether all of the stream could be read)`; what could not be read stays as it is."""
    size = len(buffer)
    if size < 12:
        return [], False
    if buffer[0] == 0xFF and buffer[1] == 0xD8:
        return beside_jpeg.look(buffer)
    if buffer[0] == 0xFF and buffer[1] == streams.SOC:
        return beside_j2k.code_stream(buffer, 0, size)
    if streams.long(buffer, 0) == 12 and streams.long(buffer, 4) == 0x6A502020:
        return beside_j2k.boxes(buffer, 0, size)
    return [], False


def full(buffer: Buffer, found: list[Part]) -> list[Part]:
    """The ranges in which something stands that is not zero."""
    return [entry for entry in found if entry[1] < entry[2] and not zero(buffer, entry[1], entry[2])]


def zero(buffer: Buffer, start: int, stop: int) -> bool:
    """Whether a range is zero already."""
    return host.latin1(buffer, start, stop).strip('\0') == ''
