"""What a compressed stream carries that is no picture, as ranges that can become zero where they lie: no length changes, and no decoder
reads them.

JPEG and JPEG-LS: comments, application segments but for what tells the colour, bytes behind EOI (ITU-T T.81 annex B, T.87 annex C).
JPEG 2000: comments in the heads of the stream and of its tile-parts, boxes that are not the picture's, bytes behind EOC (T.800 annexes
A and I). Texts of an ICC profile go, its numbers stay (ICC.1 section 7).
"""

from samar.core import host
from samar.core.pixels import jpeg_segments, metadata, streams
from samar.kinds import Buffer, Part

SOS, EOI, COM, JPEG_LS = 0xDA, 0xD9, 0xFE, 0xF7
# boxes of JP2 that decode or describe the picture
BOXES = ('jP  ', 'ftyp', 'jp2h', 'jp2c', 'free')
ICC, ICC_HEAD = 'ICC_PROFILE\0\1\1', 14
ICC_FIELDS, ICC_FIELDS_STOP = 84, 128       # the fields of its head; behind them are its digest and what is reserved
# tags of an ICC profile that hold numbers
ICC_NUMBERS = (
    'rXYZ', 'gXYZ', 'bXYZ', 'wtpt', 'bkpt', 'rTRC', 'gTRC', 'bTRC', 'kTRC', 'chad', 'lumi', 'gamt', 'chrm', 'view', 'meas', 'tech', 'cicp',
    'A2B0', 'A2B1', 'A2B2', 'B2A0', 'B2A1', 'B2A2', 'D2B0', 'D2B1', 'D2B2', 'D2B3', 'B2D0', 'B2D1', 'B2D2', 'B2D3',
)


def blanks(buffer: Buffer) -> list[Part]:
    """[(kind, start, stop)] of what is beside the picture in a stream and not zero already, in order; nothing for a stream that is
    neither JPEG nor JPEG 2000."""
    size = len(buffer)
    if size < 12 or (buffer[0] == 0xFF and buffer[1] == 0xD8):
        found = jpeg(buffer) if size >= 12 else []
    elif buffer[0] == 0xFF and buffer[1] == streams.SOC:
        found = jpeg_2000(buffer, 0, size)
    elif streams.long(buffer, 0) == 12 and streams.long(buffer, 4) == 0x6A502020:
        found = boxes(buffer)
    else:
        found = []
    return [entry for entry in found if entry[1] < entry[2] and not zero(buffer, entry[1], entry[2])]


def zero(buffer: Buffer, start: int, stop: int) -> bool:
    """Whether a range is zero already."""
    return host.latin1(buffer, start, stop).strip('\0') == ''


def jpeg(buffer: Buffer) -> list[Part]:
    """The same for a stream of T.81 or T.87."""
    found: list[Part] = []
    at, size, ls = 2, len(buffer), False
    while at + 1 < size:
        if buffer[at] != 0xFF:
            return found
        marker = buffer[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == EOI:
            found.append(('trailing', at + 2, size))
            return found
        if marker == 1 or 0xD0 <= marker <= 0xD8:
            at += 2
            continue
        if at + 4 > size or streams.short(buffer, at + 2) < 2:
            return found
        stop = at + 2 + streams.short(buffer, at + 2)
        if stop > size:
            return found
        ls = ls or marker == JPEG_LS
        if marker == COM or 0xE0 <= marker <= 0xEF:
            segment(buffer, marker, at, stop, found)
        at = stop if marker != SOS else behind_scan(buffer, stop, ls)
    return found


def segment(buffer: Buffer, marker: int, at: int, stop: int, found: list[Part]) -> None:
    """Add what goes of a comment or an application segment."""
    one = jpeg_segments.Segment(marker, at, at + 4, stop)
    kind = jpeg_segments.kind(buffer, one)
    if jpeg_segments.harmless(buffer, one) or metadata.names_encoder(buffer, kind, at, stop - at - 4):
        return
    if kind == 'APP2 ICC' and host.latin1(buffer, at + 4, min(stop, at + 4 + ICC_HEAD)) == ICC:
        profile(buffer, at + 4 + ICC_HEAD, stop, kind, found)
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


def profile(buffer: Buffer, start: int, stop: int, kind: str, found: list[Part]) -> None:
    """Add what goes of an ICC profile: all that no tag with numbers holds, of another tag all but its type; all of what is none."""
    is_profile = stop - start >= 132 and host.latin1(buffer, start + 36, start + 40) == 'acsp'
    count = streams.long(buffer, start + 128) if is_profile else 0
    if not is_profile or count > 100 or start + 132 + 12 * count > stop:
        found.append((kind, start, stop))
        return
    kept = [(start, start + ICC_FIELDS), (start + ICC_FIELDS_STOP, start + 132 + 12 * count)]
    for entry in range(start + 132, start + 132 + 12 * count, 12):
        at, size = start + streams.long(buffer, entry + 4), streams.long(buffer, entry + 8)
        name = host.latin1(buffer, entry, entry + 4)
        if at + size <= stop:
            kept.append((at, at + (size if name in ICC_NUMBERS else min(size, 8))))
    here = start
    for first, last in sorted(kept):
        if here < first:
            found.append((kind, here, first))
        here = max(here, last)
    found.append((kind, here, stop))


def jpeg_2000(buffer: Buffer, at: int, size: int) -> list[Part]:
    """The same for a code stream of T.800 in [at, size)."""
    found: list[Part] = []
    at += 2
    while at + 4 <= size and buffer[at] == 0xFF:
        marker, stop = buffer[at + 1], at + 2 + streams.short(buffer, at + 2)
        if marker == EOI:
            break
        if stop > size:
            return found
        if marker == streams.COM and not metadata.names_encoder(buffer, 'COM', at, stop - at - 4):
            found.append(('COM', at + 6, stop))
        if marker == streams.SOT:
            length = streams.long(buffer, at + 6)
            inside, last = stop, at + length if length else size
            while inside + 4 <= min(last, size) and buffer[inside] == 0xFF and buffer[inside + 1] != 0x93:
                behind = inside + 2 + streams.short(buffer, inside + 2)
                if buffer[inside + 1] == streams.COM:
                    found.append(('COM', inside + 6, behind))
                inside = behind
            if length == 0 or last > size or last < inside:
                # the last part goes to the end of the stream, or says more than there is; no code above FF8F is in its data
                end = host.latin1(buffer, inside, size).find('\xff\xd9') if inside < size else -1
                stop = inside + end if end >= 0 else size
            else:
                stop = last
        at = stop
    if at + 2 <= size and buffer[at] == 0xFF and buffer[at + 1] == EOI:
        at += 2
    if at < size:
        found.append(('trailing', at, size))
    return found


def boxes(buffer: Buffer) -> list[Part]:
    """The same for a JP2 file."""
    found: list[Part] = []
    at, size = 0, len(buffer)
    while at + 8 <= size:
        length, kind, head = streams.long(buffer, at), host.latin1(buffer, at + 4, at + 8), 8
        if length == 1 and at + 16 <= size:
            length, head = streams.long(buffer, at + 8) * 4294967296 + streams.long(buffer, at + 12), 16
        stop = size if length == 0 else at + length
        if length != 0 and (length < head or stop > size):
            if kind != 'jp2c':
                break       # no box: mere bytes
            stop = size
        if kind == 'jp2c':
            found.extend(jpeg_2000(buffer, at + head, stop))
        elif kind not in BOXES or kind == 'free':
            found.append(('JP2 boxes', at + head, stop))
        at = stop
    if at < size:
        found.append(('trailing', at, size))
    return found
