"""JPEG by DCT with more than 8 bits a sample (extended and progressive, ITU-T T.81), decoded by the core's own kernel where the
platform has no library for it. Grey only: nothing else is in use."""

from samar.core import host
from samar.core.errors import Malformed, Unsupported
from samar.core.kernels import dct
from samar.core.pixels import jpeg_segments
from samar.kinds import Buffer, Header, Int32s, Segment

ORDER = (0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42,
         49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63)
DQT, DRI = 0xDB, 0xDD


class Reading:
    """Tables and coefficients of one stream, while its scans are read."""

    __slots__ = ('codes', 'coefficients', 'interval', 'order', 'progressive', 'quantisation', 'slot', 'tables')
    codes: Int32s
    coefficients: Int32s
    interval: int
    order: Int32s
    progressive: bool
    slot: int
    tables: dict[int, Int32s]

    def __init__(self) -> None:
        self.quantisation: Int32s | None = None


def decode(buffer: Buffer, told: Header) -> Buffer:
    """Little endian cells of 16 bits of a stream whose Header is `told`. Raises Malformed where it breaks, Unsupported for colours."""
    if told.samples != 1:
        raise Unsupported('codec-missing')
    if told.precision != 12:
        raise Malformed('stream-header')
    wide, high = (told.columns + 7) // 8, (told.rows + 7) // 8
    found = Reading()
    found.codes = host.int32(8 * dct.PLACES)
    found.order = host.int32(64)
    for i in range(64):
        found.order[i] = ORDER[i]
    found.coefficients = host.int32(wide * high * 64)
    found.tables = {}
    found.interval, found.slot, found.progressive = 0, -1, told.process == 0xC2
    pending, scans = None, 0
    for segment in jpeg_segments.segments(buffer, tolerant=True):
        marker = segment.marker
        if marker == jpeg_segments.ENTROPY and pending is not None:
            scan(buffer, segment, found, pending, wide * high)
            scans += 1
        elif marker == jpeg_segments.SOS:
            pending = segment
        else:
            settings(buffer, segment, found)
    if scans == 0 or found.quantisation is None:
        raise Malformed('stream-corrupt')
    cells = host.bytes(told.rows * told.columns * 2)
    dct.samples(found.coefficients, found.quantisation, wide, high, told.columns, told.rows, told.precision, host.int32(64), cells)
    return cells


def settings(buffer: Buffer, segment: Segment, found: Reading) -> None:
    """Tables, restart interval, and which table the component uses."""
    marker, at = segment.marker, segment.payload
    if marker == jpeg_segments.DHT:
        if dct.define(buffer, at, segment.stop, found.codes) < 0:
            raise Malformed('stream-corrupt')
    elif marker == DRI and segment.size() >= 2:
        found.interval = buffer[at] * 256 + buffer[at + 1]
    elif marker == DQT:
        while at < segment.stop:
            deep, slot = buffer[at] >> 4, buffer[at] & 15
            size = 128 if deep else 64
            if at + 1 + size > segment.stop:
                raise Malformed('stream-corrupt')
            table = host.int32(64)
            for i in range(64):
                place = at + 1 + 2 * i if deep else at + 1 + i
                table[ORDER[i]] = buffer[place] * 256 + buffer[place + 1] if deep else buffer[place]
            found.tables[slot] = table
            at += 1 + size
    elif 0xC0 <= marker <= 0xC2:
        found.slot = buffer[at + 8]


def scan(buffer: Buffer, segment: Segment, found: Reading, header: Segment, blocks: int) -> None:
    """Read one scan into the coefficients."""
    at = header.payload
    if header.size() < 6 or buffer[at] != 1:
        raise Malformed('stream-corrupt')
    if found.quantisation is None:
        if found.slot not in found.tables:
            raise Malformed('stream-corrupt')
        found.quantisation = found.tables[found.slot]
    place = host.int32(8)
    place[0], place[1] = buffer[at + 3], buffer[at + 4]
    place[2], place[3] = buffer[at + 5] >> 4, buffer[at + 5] & 15
    if not found.progressive:
        place[0], place[1], place[2], place[3] = 0, 63, 0, 0
    if place[0] > place[1] or place[1] > 63 or place[3] > 13:
        raise Malformed('stream-corrupt')
    place[4] = ((buffer[at + 2] >> 4) & 3) * dct.PLACES
    place[5] = (4 + (buffer[at + 2] & 3)) * dct.PLACES
    place[6], place[7] = found.interval, 1 if found.progressive else 0
    if found.progressive and place[0] == 0:
        place[1] = 0
    read = dct.decode(buffer, segment.start, segment.stop, host.int32(6), place, found.codes, found.order, blocks, found.coefficients)
    if read != blocks:
        raise Malformed('stream-corrupt')
