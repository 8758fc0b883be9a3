"""What a compressed stream carries beside the picture, for a warning: it may say who somebody is (pixels/beside.py has what goes)."""

from samar.core import host
from samar.core.pixels import grades, streams
from samar.kinds import Buffer, ImageInfo, Record

ITEM = 0xFFFEE000
LOOKED_AT = 65536    # bytes of the first fragment
# comments that only name a program
ENCODERS = ('Kakadu-v', 'Created by OpenJPEG', 'Created by GDCM/OpenJPEG', 'OpenJPH', 'Creator: JasPer', 'LEAD Technologies', 'Lavc')
LAYERS = 'Kdu-Layer-Info: log_2'    # a table of Kakadu, of any length


def kinds(record: Record, info: ImageInfo) -> str:
    """Kinds of segments in the first frame as text, such as 'APP1 Exif, COM'; '' where there are none."""
    if info.problem is not None or not info.encapsulated or not info.syntax.startswith(grades.JPEG):
        return ''
    table, row = record.table, info.row + 2    # behind the offset table
    if row >= table.count or table.tag[row] != ITEM:
        return ''
    start = table.value[row]
    buffer = record.source.read(start, min(table.stop[row], start + LOOKED_AT))
    found = []
    for kind, at, size in streams.metadata(buffer):
        empty = host.latin1(buffer, min(at + 6, len(buffer)), min(at + 4 + size, len(buffer))).strip('\0') == ''
        if kind not in found and kind != 'trailing' and not empty and not names_encoder(buffer, kind, at, size):
            found.append(kind)
    return ', '.join(found)


def names_encoder(buffer: Buffer, kind: str, at: int, size: int) -> bool:
    """Whether a segment only says which program made the stream: a known comment, or the SPIFF header of JPEG-LS."""
    text = host.latin1(buffer, at + 4, min(at + 4 + size, at + 80))
    if kind == 'APP8':
        return text.startswith('SPIFF\0') or text.startswith('\0\0\0\1')    # its header, and the end of its directory
    if kind != 'COM':
        return False
    text = text[2:] if text.startswith('\0\1') else text    # JPEG 2000 puts the kind of text first
    if text.startswith(LAYERS):
        return True
    return len(text) < 60 and [name for name in ENCODERS if text.startswith(name)] != []
