"""Which transfer syntax the pictures of a file are in, where no file meta information says it: the stream of the first frame tells.

Markers: ITU-T T.81 annex B, T.87 annex C, T.800 annex A, T.814 annex A; the RLE header: PS3.5 annex G.5.
"""

from samar.core import host
from samar.kinds import Buffer, Record, Uid

UNDEFINED = 4294967295
PIXEL_DATA, ITEM = 0x7FE00010, 0xFFFEE000
LOOKED_AT = 65536
RLE, JPEG = '1.2.840.10008.1.2.5', '1.2.840.10008.1.2.4.'
# processes of T.81 with a transfer syntax, by their frame header; T.81 process 14 is told apart by its predictor
PROCESSES = {0xC0: '50', 0xC1: '51', 0xC2: '55'}


def syntax_of(record: Record) -> Uid | None:
    """UID of the syntax that the first fragment is written in; '' where it cannot be told, None where nothing is encapsulated."""
    table = record.table
    row = table.find(PIXEL_DATA)
    if row < 0 or table.length[row] != UNDEFINED:
        return None
    part = row + 2      # behind the offset table
    if record.implicit or record.big or part >= table.count or table.tag[part] != ITEM:
        return ''
    start = table.value[part]
    buffer = record.source.read(start, min(table.stop[part], start + LOOKED_AT))
    head = host.latin1(buffer, 0, min(8, len(buffer)))
    if head.startswith('\xff\xd8\xff'):
        found = jpeg(buffer)
    elif head.startswith('\xff\x4f\xff\x51'):
        found = jpeg_2000(buffer)
    elif len(head) == 8 and 1 <= buffer[0] <= 15 and head[1:8] == '\0\0\0\x40\0\0\0':
        return RLE
    else:
        found = ''
    return JPEG + found if found else ''


def jpeg(buffer: Buffer) -> str:
    """Last part of the UID for a stream of T.81 or T.87, '' where it has none."""
    at, size, process = 2, len(buffer), 0
    while at + 4 <= size and buffer[at] == 0xFF:
        marker, length = buffer[at + 1], buffer[at + 2] * 256 + buffer[at + 3]
        if marker == 0xFF:
            at += 1
            continue
        if at + 2 + length > size:
            break
        if marker == 0xF7 or (0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC)):
            process = marker
        elif marker == 0xDA:
            if length < 6 or length < 6 + 2 * buffer[at + 4]:     # T.81 B.2.3: what a scan header of so many components has
                break
            selector = buffer[at + 5 + 2 * buffer[at + 4]]      # T.81: predictor, T.87: NEAR
            if process == 0xF7:
                return '80' if selector == 0 else '81'
            if process == 0xC3:
                return '70' if selector == 1 else '57'
            return PROCESSES.get(process, '')
        at += 2 + length
    return ''


def jpeg_2000(buffer: Buffer) -> str:
    """The same for a code stream of T.800: reversible or not, and of high throughput where it says so (CAP)."""
    at, size, fast = 2, len(buffer), False
    while at + 4 <= size and buffer[at] == 0xFF and buffer[at + 1] != 0x90:
        length = buffer[at + 2] * 256 + buffer[at + 3]
        if buffer[at + 1] == 0x50:
            fast = True
        elif buffer[at + 1] == 0x52 and length >= 12 and at + 13 < size:
            reversible = buffer[at + 13] == 1
            if fast:
                return '201' if reversible else '203'
            return '90' if reversible else '91'
        at += 2 + length
    return ''
