"""What a file says of its image: the Image Pixel module and what display needs (PS3.3 sections C.7.6.3, C.11.1, C.11.2).

`describe(record)` reads; nothing of the pixels is touched. `info.problem` is a code when the image cannot be shown.
"""

from samar.core.pixels import grades, nested
from samar.kinds import Any, CodecFrame, Record, Tag

PIXEL_DATA = 0x7FE00010
FLOAT = 0x7FE00008
DOUBLE = 0x7FE00009
UNDEFINED = 4294967295
VR_OW = 0x4F57
SHARED, PER_FRAME = 0x52009229, 0x52009230
BEYOND = 4294967296      # no US, IS or UL says as much
LARGEST = 134217728    # cells of one frame: beyond it a picture would not fit into memory

WHOLE_SLIDE = ('1.2.840.10008.5.1.4.1.1.77.1.6', '1.2.840.10008.5.1.4.1.1.77.1.8')
COLOURS = ('RGB', 'YBR_FULL', 'YBR_FULL_422', 'YBR_PARTIAL_422', 'YBR_PARTIAL_420', 'YBR_ICT', 'YBR_RCT')


class ImageInfo:
    """Plain attributes; `row` is the row of the pixel data, `kind` 'cells', 'float' or 'double', `last` the frame decoded last."""

    __slots__ = ('aspect', 'big', 'bits_allocated', 'bits_stored', 'columns', 'encapsulated', 'frames', 'high_bit', 'index', 'inverse',
                 'kind', 'last', 'padding', 'photometric', 'planar', 'problem', 'row', 'rows', 'samples', 'signed', 'swapped', 'syntax')
    aspect: float
    big: bool
    bits_allocated: int
    bits_stored: int
    columns: int
    encapsulated: bool
    frames: int
    high_bit: int
    index: list[list[tuple[int, int, int]]] | None
    inverse: bool
    kind: str
    last: tuple[int, CodecFrame] | None
    padding: tuple[int, int]
    photometric: str
    planar: int
    problem: str | None
    row: int
    rows: int
    samples: int
    signed: bool
    swapped: bool
    syntax: str

    def cells(self) -> int:
        """Cells of one frame in native form."""
        if self.photometric == 'YBR_FULL_422' and self.samples == 3 and not self.encapsulated:
            return self.rows * ((self.columns + 1) // 2) * 4
        return self.rows * self.columns * self.samples

    def frame_bits(self) -> int:
        """Bits of one frame in native form; frames of single bits follow each other without padding (PS3.5 section 8.1.1)."""
        return self.cells() * self.bits_allocated


def whole_number(record: Record, tag: Tag, default: int | None) -> Any:
    """First value of a US or IS element, `default` where there is none, None where it is not a number."""
    texts = record.get(tag)
    if not texts or texts[0].strip() == '':
        return default
    try:
        found = float(texts[0].replace('\0', '').strip())
    except ValueError:
        return None
    if found != found:
        return None
    return int(min(max(found, -BEYOND), BEYOND))


def describe(record: Record) -> ImageInfo | None:
    """ImageInfo of a record, or None where it has no image. `record` as in docs/pixels.md."""
    row, kind = record.row(PIXEL_DATA), 'cells'
    if row < 0:
        row, kind = record.row(FLOAT), 'float'
    if row < 0:
        row, kind = record.row(DOUBLE), 'double'
    if row < 0 or (record.row(0x00280010) < 0 and record.row(0x00280011) < 0):
        return None
    info = ImageInfo()
    info.row, info.kind, info.syntax = row, kind, record.syntax
    info.last, info.index = None, None
    table = record.table
    info.encapsulated = table.length[row] == UNDEFINED
    info.big = nested.is_big(table, row) or record.syntax == grades.GE_PRIVATE
    info.rows = whole_number(record, 0x00280010, 0)
    info.columns = whole_number(record, 0x00280011, 0)
    info.samples = whole_number(record, 0x00280002, 1)
    info.planar = whole_number(record, 0x00280006, 0)
    info.frames = whole_number(record, 0x00280008, 1)
    widths = {'cells': 16, 'float': 32, 'double': 64}
    info.bits_allocated = whole_number(record, 0x00280100, None if kind == 'cells' else widths[kind])
    info.bits_stored = whole_number(record, 0x00280101, info.bits_allocated)
    info.high_bit = whole_number(record, 0x00280102, info.bits_stored - 1 if info.bits_stored else None)
    if info.bits_allocated and info.high_bit == info.bits_stored == info.bits_allocated:
        info.high_bit = info.bits_stored - 1        # counted from 1; a full cell has no other place for its highest bit
    info.signed = whole_number(record, 0x00280103, 0) == 1
    photometric = record.get(0x00280004)
    info.photometric = photometric[0].strip() if photometric else 'MONOCHROME2'
    info.swapped = info.big and info.bits_allocated in (1, 8) and table.vr[row] == VR_OW
    shape = record.get(0x20500020) or ['']
    info.inverse = shape[0].strip() == 'INVERSE' and info.photometric == 'MONOCHROME2'
    if info.photometric == 'YBR_FULL_422' and not info.encapsulated and info.rows and info.columns and info.frames:
        # cells of three samples a pixel that are called 4:2:2 are YBR_FULL: their length says so
        if table.length[row] >= info.rows * info.columns * 3 * info.frames:
            info.photometric = 'YBR_FULL'
    info.padding = padding(record, info)
    info.aspect = aspect(record)
    info.problem = problem(record, info)
    return info


def shows_label(record: Record) -> bool:
    """Whether the image shows what is written on a slide: it says so (Specimen Label in Image), or it is the label or the overview
    of a whole slide (PS3.3 section C.8.12.4.1.1), in whichever value of Image Type that stands."""
    if (record.get(0x00480010) or [''])[0].strip(' \0').upper() == 'YES':
        return True
    sop_class = (record.get(0x00080016) or [''])[0].strip(' \0')
    kinds = [kind.strip(' \0').upper() for kind in record.get(0x00080008) or []]
    return sop_class in WHOLE_SLIDE and ('LABEL' in kinds or 'OVERVIEW' in kinds)


def padding(record: Record, info: ImageInfo) -> tuple[int, int]:
    """Lowest and highest padding value (PS3.3 section C.7.5.1.1.2); a range that nothing is in where there is none."""
    low = whole_number(record, 0x00280120, None)
    if low is None or info.samples != 1:
        return (1, 0)
    high = whole_number(record, 0x00280121, low)
    if high is None:
        high = low
    if info.bits_allocated in (8, 16):
        span = 1 << info.bits_allocated
        if info.signed:
            low, high = (x - span if x >= span // 2 else x for x in (low, high))
        else:
            low, high = (x + span if x < 0 else x for x in (low, high))
    return (low, high) if low <= high else (high, low)


def aspect(record: Record) -> float:
    """Height of a pixel divided by its width (PS3.3 section C.7.6.3.1.7); 1.0 unless the file says otherwise."""
    for tag in (0x00280034, 0x00280030, 0x00181164):
        found = nested.numbers(record.get(tag))
        if len(found) > 1 and found[0] > 0 and found[1] > 0:
            return found[0] / found[1]
    row = nested.inside(record.table, -1, SHARED, 0x00289110, 0x00280030)
    if row >= 0:
        found = nested.decimals(record.table, row)
        if len(found) > 1 and found[0] > 0 and found[1] > 0:
            return found[0] / found[1]
    return 1.0


def is_shapeless(record: Record, info: ImageInfo) -> bool:
    """Whether uncompressed pixel data holds bytes of which the file does not say that they are cells of a frame: no viewer shows them."""
    if info.encapsulated or info.problem is None or record.table.length[info.row] == 0:
        return False
    told = (info.rows, info.columns, info.frames, info.samples, info.bits_allocated)
    if [number for number in told if number is None or number < 1]:
        return True
    size = (info.frame_bits() * info.frames + 7) // 8
    return record.table.length[info.row] not in (size, size + size % 2)


def problem(record: Record, info: ImageInfo) -> str | None:
    """Code of the first reason why the image cannot be shown, or None."""
    if not info.rows or not info.columns or info.rows < 0 or info.columns < 0:
        return 'pixels-no-size'
    if info.frames is None or info.frames < 1:
        return 'pixels-frame-count'
    if info.rows * info.columns * (info.samples or 1) > LARGEST:
        return 'pixels-too-large'
    if info.bits_allocated not in (1, 8, 16, 32, 64) or (info.bits_allocated == 64) != (info.kind == 'double'):
        return 'pixels-bits-allocated'
    if not info.bits_stored or info.bits_stored > info.bits_allocated or info.high_bit is None:
        return 'pixels-bits-stored'
    if info.high_bit >= info.bits_allocated or info.high_bit < info.bits_stored - 1:
        return 'pixels-high-bit'
    if info.samples not in (1, 3) or info.planar not in (0, 1):
        return 'pixels-samples'
    if info.samples == 3 and info.photometric not in COLOURS:
        return 'pixels-photometric'
    if info.samples == 1 and info.photometric not in ('MONOCHROME1', 'MONOCHROME2', 'PALETTE COLOR'):
        return 'pixels-photometric'
    if info.samples == 3 and info.bits_allocated == 1:
        return 'pixels-bits-allocated'
    word, reason = grades.find(record.syntax)[2:]
    if info.encapsulated:
        if word == grades.REFUSED:
            return 'pixels-' + reason
        if record.syntax in grades.NATIVE:
            return 'pixels-not-native'
        if info.frames > record.table.count - info.row - 2:
            return 'pixels-frames-beyond'       # each has at least one fragment, and one item is the offset table
    else:
        if record.syntax not in grades.NATIVE:
            return 'pixels-not-encapsulated' if word != grades.REFUSED else 'pixels-' + reason
        needed = (info.frame_bits() * info.frames + 7) // 8
        if needed > record.table.length[info.row]:
            return 'pixels-short'
    return None
