"""What a person reads beside the picture: the value under the pointer with its unit, which side of the body is where, how fast a clip
was taken.

    read(record, info, frame, column, row)     # {'values': [40.0], 'unit': 'HU'}
    sides(record, frame)                       # ['R', 'A', 'L', 'P']: left, upper, right and lower edge
    rate(record)                               # pictures a second, or None
"""

from samar.core import host
from samar.core.errors import Malformed
from samar.core.pixels import cells as native
from samar.core.pixels import decode, display, nested, photometry
from samar.kinds import CodecFrame, Fields, ImageInfo, Record, Tag

MODALITY, RESCALE_TYPE, SOP_CLASS, UNITS, DOSE_UNITS, DOSE_SCALING = 0x00080060, 0x00281054, 0x00080016, 0x00541001, 0x30040002, 0x3004000E
PATIENT_ORIENTATION, IMAGE_ORIENTATION = 0x00200020, 0x00200037
PLANE_ORIENTATION = 0x00209116
DISPLAY_RATE, CINE_RATE, FRAME_TIME, FRAME_TIMES, PLAYBACK = 0x00082144, 0x00180040, 0x00181063, 0x00181065, 0x00181244
# Defined terms of Rescale Type (PS3.3 C.11.1.1.2) and Units (PS3.3 C.8.9.1.1.3) as people write them; others are told as they stand.
WRITTEN = {'US': '', 'HU': 'HU', 'OD': 'OD', 'PCT': '%', 'CNTS': 'counts', 'NONE': '', 'CM2': 'cm²', 'CM2ML': 'cm²/ml', 'BQML': 'Bq/ml',
           'MGMINML': 'mg/min/ml', 'UMOLMINML': 'µmol/min/ml', 'MLMING': 'ml/min/g', 'MLG': 'ml/g', '1CM': '1/cm', 'UMOLML': 'µmol/ml',
           'PROPCNTS': 'proportional counts', 'PROPCPS': 'proportional counts/s', 'MLMINML': 'ml/min/ml', 'MLML': 'ml/ml', 'GML': 'g/ml',
           'STDDEV': 'SD', 'CPS': 'counts/s', 'GY': 'Gy', 'RELATIVE': '%'}
LONGEST = 16        # letters of a unit that the standard does not know
SLOWEST, FASTEST = 0.2, 240.0


def read(record: Record, info: ImageInfo, frame: int, column: int, row: int) -> Fields:
    """`values` of one pixel (one, or three of a colour) and their `unit`, '' where there is none. Grey values are those after the
    modality transformation (PS3.3 C.11.1), dose is scaled (PS3.3 C.8.8.3), an index into a palette stays an index. Values of a colour are
    those of its own model, which `unit` names. Raises Malformed for a pixel outside the image, and what `decode.load` raises."""
    if column < 0 or row < 0 or column >= info.columns or row >= info.rows:
        raise Malformed('frame-missing', detail='column or row')
    found = decode.load(record, info, frame)
    at = row * found.columns + column
    if found.samples == 3:
        return {'values': _samples(found, at), 'unit': found.photometric}
    cell = native.unpacked(found)[at]
    if found.photometric == 'PALETTE COLOR':
        return {'values': [display.grey_values(record, info, found, frame)[1][int(cell)]], 'unit': ''}
    _, _, real = display.grey_values(record, info, found, frame)
    value = real[at if found.bits_allocated > 16 else int(cell)]
    scaling = nested.numbers(record.get(DOSE_SCALING))
    if scaling and _first(record, MODALITY) == 'RTDOSE':
        value *= scaling[0]
    return {'values': [value], 'unit': unit(record, frame)}


def _samples(frame: CodecFrame, at: int) -> list[float]:
    """The three samples of a pixel as they are stored."""
    cells = native.unpacked(frame)
    pixels = frame.rows * frame.columns
    if frame.photometric == 'YBR_FULL_422' and len(cells) < pixels * 3:
        pair = 4 * (at // 2)        # two luminances, then what both share (PS3.3 C.7.6.3.1.2)
        return [cells[pair + at % 2], cells[pair + 2], cells[pair + 3]]
    if frame.planar == 1:
        return [cells[at], cells[pixels + at], cells[2 * pixels + at]]
    return [cells[3 * at], cells[3 * at + 1], cells[3 * at + 2]]


def unit(record: Record, frame: int) -> str:
    """The unit of grey values after the modality transformation."""
    modality = _first(record, MODALITY)
    if modality == 'RTDOSE':
        return WRITTEN.get(_first(record, DOSE_UNITS), '')
    said = ''
    for owner in photometry.owners(record, frame):
        row = photometry.stated(record, owner, photometry.TRANSFORM, RESCALE_TYPE)
        if row >= 0 and not said:
            raw = record.table.raw(row)
            said = host.latin1(raw, 0, len(raw)).strip(' \0')
    if said == '' and modality == 'PT':
        said = _first(record, UNITS)
    if said == '' and modality == 'CT':
        # Rescale Type is absent where values are Hounsfield units of an original image (PS3.3 C.8.2.1.1.5)
        said = 'HU' if record.row(photometry.INTERCEPT) >= 0 else ''
    return WRITTEN.get(said, said if len(said) <= LONGEST else '')


def sides(record: Record, frame: int) -> list[str] | None:
    """Letters of the left, upper, right and lower edge of the picture, each toward what lies there, the strongest direction first, or None
    where the file does not say. From Image Orientation (PS3.3 C.7.6.2.1.1), else from Patient Orientation (PS3.3 C.7.6.1.1.1)."""
    cosines: list[float] = []
    for owner in photometry.owners(record, frame):
        row = photometry.stated(record, owner, PLANE_ORIENTATION, IMAGE_ORIENTATION)
        if row >= 0 and not cosines:
            cosines = nested.decimals(record.table, row)
    if len(cosines) == 6:
        right, down = _letters(cosines[0:3]), _letters(cosines[3:6])
    else:
        said = record.get(PATIENT_ORIENTATION) or []
        if len(said) != 2:
            return None
        right, down = (_known(text) for text in said)
    if not right and not down:
        return None
    return [_opposite(right), _opposite(down), right, down]


def _letters(cosines: list[float]) -> str:
    """Where a direction points in the patient: x to the left, y to the back, z to the head. Parts under a quarter are not told."""
    parts = []
    for size, toward, away in zip(cosines, 'LPH', 'RAF'):
        if abs(size) >= 0.25:
            parts.append((-abs(size), toward if size > 0 else away))
    parts.sort()
    return ''.join([letter for _, letter in parts])


def _known(text: str) -> str:
    """A value of Patient Orientation, if it is made of the letters of a biped."""
    text = text.strip(' \0').upper()
    return text if len(text) <= 3 and not [letter for letter in text if letter not in 'LRAPHF'] else ''


def _opposite(letters: str) -> str:
    turned = {'L': 'R', 'R': 'L', 'A': 'P', 'P': 'A', 'H': 'F', 'F': 'H'}
    return ''.join([turned[letter] for letter in letters])


def rate(record: Record) -> float | None:
    """Pictures a second in which the clip is to be shown, the surest statement first (PS3.3 C.7.6.5, C.12.1); None where none is of use."""
    for tag in (DISPLAY_RATE, CINE_RATE):
        stated = _usable(nested.numbers(record.get(tag)))
        if stated is not None:
            return stated
    taken = nested.numbers(record.get(FRAME_TIME))
    if taken and taken[0] > 0:
        return _usable([1000 / taken[0]])
    times = [time for time in nested.numbers(record.get(FRAME_TIMES)) if time > 0]
    return _usable([1000 * len(times) / sum(times)]) if times else None


def _usable(numbers: list[float]) -> float | None:
    return numbers[0] if numbers and SLOWEST <= numbers[0] <= FASTEST else None


def sweeps(record: Record) -> bool:
    """Whether the clip is to be shown to its end and back (Preferred Playback Sequencing, PS3.3 C.7.6.5)."""
    return _first(record, PLAYBACK) == '1'


def _first(record: Record, tag: Tag) -> str:
    found = record.get(tag)
    return found[0].strip(' \0') if found else ''
