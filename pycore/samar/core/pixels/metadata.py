"""What a compressed stream carries beside the picture, for a warning: it may say who somebody is (pixels/beside.py has what goes)."""

from samar.core import host
from samar.core.pixels import grades, streams
from samar.kinds import Buffer, ImageInfo, Record

ITEM = 0xFFFEE000
LOOKED_AT = 65536    # bytes of the first fragment
# comments that only name a program
ENCODERS = ('Kakadu-v', 'Created by OpenJPEG', 'Created by GDCM/OpenJPEG', 'OpenJPH', 'Creator: JasPer', 'LEAD Technologies', 'Lavc')
WORDS, LONGEST = ('', 'version', 'ver', 'inc', 'v'), 4       # what may follow, beside numbers of so many digits
STAGES = ('alpha', 'beta', 'rc')
LAYERS = 'Kdu-Layer-Info: log_2'    # a table of Kakadu, of any length
LAYER_HEADS = (LAYERS + '{Delta-D(squared-error)/Delta-L(bytes)}, L(bytes)', LAYERS + '{Delta-D(MSE)/[2^16*Delta-L(bytes)]}, L(bytes)')
FIGURES = '0123456789.,+-e \0\r'


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
    text = host.latin1(buffer, at + 4, at + 4 + size)
    if kind == 'APP8':      # the header of SPIFF, and the end of its directory, as long as they are (ISO/IEC 10918-3 annex F)
        return (len(text) == 30 and text.startswith('SPIFF\0') and text[6] in '\1\2') or text in ('\0\0\0\1', '\0\0\0\1\xff\xd8')
    if kind != 'COM':
        return False
    text = text[2:] if text.startswith('\0\1') else text    # JPEG 2000 puts the kind of text first
    if text.startswith(LAYERS):
        lines = text.split('\n')
        return lines[0] in LAYER_HEADS and ''.join(lines[1:]).strip(FIGURES) == ''
    name = [name for name in ENCODERS if text.startswith(name)]
    return name != [] and [word for word in text[len(name[0]):].replace(',', ' ').split() if not is_version(word)] == []


def is_version(word: str) -> bool:
    """Whether a word says no more than which edition of a program: 'version', 'v7.10.2', 'Inc.'."""
    word = word.strip('\0.').lower()
    if word in WORDS:
        return True
    for name in STAGES:
        word = word.replace(name, '')
    numbers = word.lstrip('v').split('.')
    return [number for number in numbers if not number.isdigit() or len(number) > LONGEST] == []
