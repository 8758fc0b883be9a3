"""The marker segments of a JPEG stream, and which of them may say who somebody is (ITU-T T.81 Annex B).

Serves every process that shares the marker syntax: baseline, progressive, lossless, JPEG-LS.
In comes the buffer of one stream, out come `Segment`s; nothing is decoded and no content leaves this module.
"""

from samar.core import host
from samar.core.errors import Malformed
from samar.core.kernels import jpeg_segments
from samar.kinds import Buffer, Part

ENTROPY = jpeg_segments.ENTROPY
TRAILING = jpeg_segments.TRAILING
SOI, EOI, SOS, DQT, DHT, DRI, DNL, DAC, COM = 0xD8, 0xD9, 0xDA, 0xDB, 0xC4, 0xDD, 0xDC, 0xCC, 0xFE

APPLICATIONS = (
    ('JFIF\0', 'JFIF'), ('JFXX\0', 'JFXX'), ('Exif\0', 'Exif'), ('http://ns.adobe.com/xap/', 'XMP'),
    ('http://ns.adobe.com/xmp/', 'XMP'), ('ICC_PROFILE\0', 'ICC'), ('MPF\0', 'MPF'), ('Photoshop ', 'Photoshop'),
    ('Adobe', 'Adobe'), ('JP', 'JUMBF'), ('FPXR\0', 'FlashPix'), ('AVI1', 'AVI1'), ('Ducky', 'Ducky'),
)
ERRORS = {jpeg_segments.NO_SOI: 'no SOI', jpeg_segments.NO_MARKER: 'no marker'}


class Segment:
    """One marker segment: `marker` (code, ENTROPY or TRAILING), offsets `start` of the FF, `payload`, `stop`."""

    __slots__ = ('marker', 'payload', 'start', 'stop')

    def __init__(self, marker: int, start: int, payload: int, stop: int) -> None:
        self.marker = marker
        self.start = start
        self.payload = payload
        self.stop = stop

    def size(self) -> int:
        """Bytes of the payload."""
        return self.stop - self.payload


def segments(buffer: Buffer, tolerant: bool = False) -> list[Segment]:
    """All segments in order; raises Malformed with the offset, or stops there where `tolerant`."""
    places = 64
    state = host.int32(2)
    while True:
        rows = host.int32(places * jpeg_segments.STRIDE)
        count = jpeg_segments.segments(buffer, len(buffer), rows, places, state)
        if count != jpeg_segments.FULL:
            break
        places *= 8
    if count < 0:
        if not tolerant:
            if count == jpeg_segments.TRUNCATED:
                raise Malformed('jpeg-truncated', offset=state[1])
            raise Malformed('jpeg-header', offset=state[1], detail=ERRORS[count])
        count = state[0]
    return [Segment(rows[i], rows[i + 1], rows[i + 2], rows[i + 3])
            for i in range(0, count * jpeg_segments.STRIDE, jpeg_segments.STRIDE)]


def kind(buffer: Buffer, segment: Segment) -> str:
    """What a segment is, without any of its content: 'APP1 Exif', 'COM', 'trailing', 'DQT' …"""
    marker = segment.marker
    if marker == TRAILING:
        return 'trailing'
    if marker == COM:
        return 'COM'
    if 0xE0 <= marker <= 0xEF:
        name = 'APP' + str(marker - 0xE0)
        head = host.latin1(buffer, segment.payload, min(segment.stop, segment.payload + 32))
        for prefix, label in APPLICATIONS:
            if head.startswith(prefix):
                return name + ' ' + label
        return name
    return NAMES.get(marker, 'marker ' + hex(marker)[2:].upper())


NAMES = {ENTROPY: 'scan data', SOI: 'SOI', EOI: 'EOI', SOS: 'SOS', DQT: 'DQT', DHT: 'DHT', DRI: 'DRI', DNL: 'DNL',
         DAC: 'DAC', 0xC0: 'SOF0', 0xC1: 'SOF1', 0xC2: 'SOF2', 0xC3: 'SOF3', 0xF7: 'SOF55', 0xF8: 'LSE'}


def harmless(buffer: Buffer, segment: Segment) -> bool:
    """Whether an application segment holds only numbers for the decoder: JFIF without thumbnail, Adobe's colour."""
    label = kind(buffer, segment)
    if label == 'APP0 JFIF':
        return segment.size() == 14 and buffer[segment.payload + 12] * buffer[segment.payload + 13] == 0
    return label == 'APP14 Adobe' and segment.size() == 12


def metadata(buffer: Buffer) -> list[Part]:
    """[(kind, start, bytes)] of what the image does not need and a person may have to know of.

    Application segments but for plain JFIF and Adobe colour, comments, and bytes behind EOI unless they are all zero
    (a fragment is padded to even length, PS3.5 section A.4). Reads as far as the stream is readable.
    """
    found = []
    for segment in segments(buffer, tolerant=True):
        marker = segment.marker
        if marker == TRAILING:
            if not zeros(buffer, segment.payload, segment.stop):
                found.append((kind(buffer, segment), segment.start, segment.size()))
        elif marker == COM or (0xE0 <= marker <= 0xEF and not harmless(buffer, segment)):
            found.append((kind(buffer, segment), segment.start, segment.size()))
    return found


def zeros(buffer: Buffer, start: int, stop: int) -> bool:
    """Whether a range is mere padding; looks at no more than its first 4,096 bytes, more is never padding."""
    if stop - start > 4096:
        return False
    for i in range(start, stop):
        if buffer[i] != 0:
            return False
    return True
