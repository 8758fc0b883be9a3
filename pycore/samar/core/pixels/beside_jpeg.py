"""What of a JPEG or JPEG-LS stream no decoder needs (ITU-T T.81 annex B, T.87 annex C).

Tables, frames and scans stay as far as they say how long they are; application segments go but for what tells the colour; comments,
reserved markers, bytes between segments and behind EOI go.
"""

from samar.core import host
from samar.core.pixels import beside_icc, jpeg_segments, metadata, streams
from samar.kinds import Buffer, Part

SOS, EOI, COM, DHT, DQT, DAC, DRI, DNL, DHP, EXP, LSE, JPEG_LS = 0xDA, 0xD9, 0xFE, 0xC4, 0xDB, 0xCC, 0xDD, 0xDC, 0xDE, 0xDF, 0xF8, 0xF7
ICC, ICC_HEAD = 'ICC_PROFILE\0\1\1', 14
LENGTHS = {DNL: 2, EXP: 1}
UNREAD = -1


def look(buffer: Buffer) -> tuple[list[Part], bool]:
    """`([(kind, start, stop)], whether the stream could be followed)`."""
    found: list[Part] = []
    at, size, ls, scanned = 2, len(buffer), False, False
    while at + 1 < size:
        if buffer[at] != 0xFF:
            stop = next_marker(buffer, at)
            if scanned or stop >= size:
                return found, False
            found.append(('between segments', at, stop))    # a decoder goes on at the next marker
            at = stop
            continue
        marker = buffer[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == EOI:
            found.append(('trailing', at + 2, size))
            return found, True
        if marker == 1 or 0xD0 <= marker <= 0xD8:
            at += 2
            continue
        stop = at + 2 + streams.short(buffer, at + 2) if at + 4 <= size else size + 1
        if stop > size or stop < at + 4:
            return found, False
        ls = ls or marker == JPEG_LS
        needed = used(buffer, marker, at + 4, stop, ls)
        if needed == UNREAD or (scanned and is_reserved(marker, ls)):
            return found, False
        if marker == COM or 0xE0 <= marker <= 0xEF:
            segment(buffer, marker, at, stop, found)
        elif needed < stop:
            found.append((jpeg_segments.kind(buffer, jpeg_segments.Segment(marker, at, at + 4, stop)), needed, stop))
        scanned = scanned or marker == SOS
        at = stop if marker != SOS else behind_scan(buffer, stop, ls)
    return found, True


def next_marker(buffer: Buffer, at: int) -> int:
    """Offset of the next byte FF that a marker follows, or the size."""
    text = host.latin1(buffer, at, len(buffer))
    here = text.find('\xff')
    while 0 <= here < len(text) - 1:
        if text[here + 1] not in '\0\xff':
            return at + here
        here = text.find('\xff', here + 1)
    return len(buffer)


def is_reserved(marker: int, ls: bool) -> bool:
    """Whether no process has a use for a marker (T.81 table B.1); such a one is never zeroed behind a scan, where it may be data."""
    return marker < 0xC0 or marker == 0xC8 or (marker >= 0xF0 and marker != COM and not (ls and marker in (JPEG_LS, LSE)))


def used(buffer: Buffer, marker: int, at: int, stop: int, ls: bool) -> int:
    """Where ends what a decoder needs of a segment's payload [at, stop); UNREAD where it says that it is longer or what no table is."""
    size = stop - at
    if is_reserved(marker, ls):
        return at
    if marker in (DHT, DQT, DAC):
        return tables(buffer, marker, at, stop)
    if marker == LSE:
        if size == 0 or not 1 <= buffer[at] <= 4:
            return at
        return min(stop, at + 11) if buffer[at] in (1, 4) else stop     # 2 and 3 are tables of colours
    if marker == DRI:
        return min(stop, at + (4 if ls else 2))
    if marker in LENGTHS:
        return at + LENGTHS[marker] if size == LENGTHS[marker] else at
    if marker == SOS:
        needed = 4 + 2 * buffer[at] if size else 1
    elif marker in (DHP, JPEG_LS) or 0xC0 <= marker <= 0xCF:
        needed = 6 + 3 * buffer[at + 5] if size > 5 else 6
    else:
        return stop
    if marker == DHP and needed != size:
        return at
    return UNREAD if needed > size else at + needed


def tables(buffer: Buffer, marker: int, at: int, stop: int) -> int:
    """The same of Huffman, quantization and arithmetic tables: each says its class and number, and by them its length (B.2.4)."""
    while at < stop:
        kind, number = buffer[at] >> 4, buffer[at] & 15
        if kind > 1 or number > 3:
            return UNREAD
        if marker == DHT:
            length = 17
            for place in range(at + 1, min(at + 17, stop)):
                length += buffer[place]
        else:
            length = 2 if marker == DAC else 65 + 64 * kind
        if at + length > stop:
            return UNREAD
        at += length
    return stop


def segment(buffer: Buffer, marker: int, at: int, stop: int, found: list[Part]) -> None:
    """Add what goes of a comment or an application segment."""
    one = jpeg_segments.Segment(marker, at, at + 4, stop)
    kind = jpeg_segments.kind(buffer, one)
    if jpeg_segments.harmless(buffer, one) or metadata.names_encoder(buffer, kind, at, stop - at - 4):
        return
    if kind == 'APP2 ICC' and host.latin1(buffer, at + 4, min(stop, at + 4 + ICC_HEAD)) == ICC:
        beside_icc.profile(buffer, at + 4 + ICC_HEAD, stop, kind, found)
    elif kind == 'APP2 ICC':
        found.append((kind, at + 4 + ICC_HEAD, stop))
    elif kind == 'APP14 Adobe':
        found.append((kind, at + 16, stop))     # the first twelve bytes tell the colour
    elif kind == 'APP0 JFIF':
        found.append((kind, at + 18, stop))     # the small picture becomes black
    else:
        found.append((kind, at + 4, stop))


def behind_scan(buffer: Buffer, at: int, ls: bool) -> int:
    """Offset of the next marker behind entropy-coded bytes; `ls`: where JPEG-LS stuffs bits, a byte below 0x80 follows FF in data."""
    text = host.latin1(buffer, at, len(buffer))
    here = text.find('\xff')
    while 0 <= here < len(text) - 1:
        following = ord(text[here + 1])
        if following == 0xFF:
            here += 1
            continue
        if following != 0 and not 0xD0 <= following <= 0xD7 and not (ls and following < 0x80):
            return at + here
        here = text.find('\xff', here + 2)
    return len(buffer)
