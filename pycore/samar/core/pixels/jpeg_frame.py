"""The frame header, scan header and tables of a sequential Huffman JPEG stream (ITU-T T.81 Annex B.2).

In comes the buffer of one stream, out comes a `Frame`; everything that is not one interleaved Huffman scan of
8-bit samples in one or three components is Unsupported, everything that contradicts itself is Malformed.
"""

from samar.core import host
from samar.core.errors import Malformed, Unsupported
from samar.core.pixels import jpeg_segments
from samar.core.pixels.jpeg_segments import DAC, DHT, DNL, DQT, DRI, ENTROPY, SOS
from samar.kinds import Buffer, Int32s, Rect, Segment, Sequence

PROCESSES = {  # markers of frames that are refused (Table B.1, ISO/IEC 14495-1)
    0xC2: 'jpeg-progressive', 0xC3: 'jpeg-lossless', 0xC5: 'jpeg-hierarchical', 0xC6: 'jpeg-hierarchical',
    0xC7: 'jpeg-hierarchical', 0xC9: 'jpeg-arithmetic', 0xCA: 'jpeg-arithmetic', 0xCB: 'jpeg-arithmetic',
    0xCD: 'jpeg-arithmetic', 0xCE: 'jpeg-arithmetic', 0xCF: 'jpeg-arithmetic', DAC: 'jpeg-arithmetic',
    0xDE: 'jpeg-hierarchical', 0xF7: 'jpeg-ls', DNL: 'jpeg-lines-later',
}


class Component:
    """One component: `place` in the frame header, `ident`, sampling `h` x `v`, identifiers of its tables."""

    __slots__ = ('ac', 'dc', 'h', 'ident', 'place', 'quantisation', 'v')

    def __init__(self, place: int, ident: int, h: int, v: int, quantisation: int) -> None:
        self.place = place
        self.ident = ident
        self.h = h
        self.v = v
        self.quantisation = quantisation
        self.dc = 0
        self.ac = 0


class Frame:
    """What the headers say.

    `columns`, `rows` in pixels; `components` in the order of the scan; `interval` MCUs between restart markers or 0;
    `mcu_width`, `mcu_height` in pixels; `mcu_columns`, `mcu_rows`, `mcus`; `steps` DC quantisation step by table;
    `colour` 'grey', 'rgb', 'ycc' or None where the stream does not say; `scan`, `scan_stop` the entropy-coded bytes.
    """

    __slots__ = ('colour', 'columns', 'components', 'interval', 'mcu_columns', 'mcu_height', 'mcu_rows', 'mcu_width',
                 'mcus', 'rows', 'scan', 'scan_stop', 'segments', 'steps')
    mcu_columns: int
    mcu_height: int
    mcu_rows: int
    mcu_width: int
    mcus: int
    scan: int
    scan_stop: int

    def __init__(self, segments: list[Segment]) -> None:
        self.segments = segments
        self.columns = 0
        self.rows = 0
        self.components: list[Component] = []
        self.interval = 0
        self.steps: dict[int, int] = {}
        self.colour: str | None = None

    def blocks(self) -> list[tuple[int, bool]]:
        """[(component index, first of its component)] of one MCU, in order (A.2.3)."""
        found = []
        for index, component in enumerate(self.components):
            for block in range(component.h * component.v):
                found.append((index, block == 0))
        return found


def read(buffer: Buffer) -> Frame:
    """The Frame of a stream; raises Malformed or Unsupported."""
    frame = Frame(jpeg_segments.segments(buffer))
    for segment in frame.segments:
        marker = segment.marker
        if marker == ENTROPY:
            break
        if marker in PROCESSES:
            raise Unsupported(PROCESSES[marker], offset=segment.start)
        if marker == 0xC0 or marker == 0xC1:
            if frame.components:
                raise Malformed('jpeg-header', offset=segment.start, detail='second frame')
            _frame_header(buffer, segment, frame)
        elif marker == DQT:
            _quantisation(buffer, segment, frame)
        elif marker == DRI:
            if segment.size() != 2:
                raise Malformed('jpeg-header', offset=segment.start, detail='restart interval')
            frame.interval = buffer[segment.payload] * 256 + buffer[segment.payload + 1]
        elif marker == SOS:
            _scan_header(buffer, segment, frame)
    else:
        raise Malformed('jpeg-truncated', offset=len(buffer), detail='no scan')
    _scan_place(frame)
    _geometry(frame)
    frame.colour = _colour(buffer, frame)
    return frame


def _frame_header(buffer: Buffer, segment: Segment, frame: Frame) -> None:
    """B.2.2."""
    at = segment.payload
    if segment.size() < 6 or segment.size() != 6 + 3 * buffer[at + 5]:
        raise Malformed('jpeg-header', offset=segment.start, detail='frame header')
    if buffer[at] != 8:
        raise Unsupported('jpeg-twelve-bit', offset=segment.start)
    frame.rows = buffer[at + 1] * 256 + buffer[at + 2]
    frame.columns = buffer[at + 3] * 256 + buffer[at + 4]
    if frame.rows == 0:
        raise Unsupported('jpeg-lines-later', offset=segment.start)
    if frame.columns == 0:
        raise Malformed('jpeg-header', offset=segment.start, detail='no columns')
    if buffer[at + 5] not in (1, 3):
        raise Unsupported('jpeg-components', offset=segment.start)
    for i in range(at + 6, segment.stop, 3):
        component = Component(len(frame.components), buffer[i], buffer[i + 1] >> 4, buffer[i + 1] & 15, buffer[i + 2])
        if not (1 <= component.h <= 4 and 1 <= component.v <= 4):
            raise Malformed('jpeg-header', offset=i, detail='sampling')
        frame.components.append(component)


def _quantisation(buffer: Buffer, segment: Segment, frame: Frame) -> None:
    """B.2.4.1; only the step of the DC coefficient is of interest."""
    at = segment.payload
    while at < segment.stop:
        wide = buffer[at] >> 4
        if wide > 1 or at + 65 + 64 * wide > segment.stop:
            raise Malformed('jpeg-tables', offset=at, detail='quantisation')
        step = buffer[at + 1]
        if wide:
            step = step * 256 + buffer[at + 2]
        frame.steps[buffer[at] & 15] = step
        at += 65 + 64 * wide


def _scan_header(buffer: Buffer, segment: Segment, frame: Frame) -> None:
    """B.2.3; puts the components into the order of the scan."""
    at = segment.payload
    if not frame.components:
        raise Malformed('jpeg-header', offset=segment.start, detail='scan before frame')
    if segment.size() < 4 or segment.size() != 4 + 2 * buffer[at]:
        raise Malformed('jpeg-header', offset=segment.start, detail='scan header')
    if buffer[at] != len(frame.components):
        raise Unsupported('jpeg-several-scans', offset=segment.start)
    order = []
    for i in range(at + 1, segment.stop - 3, 2):
        found = [c for c in frame.components if c.ident == buffer[i] and c not in order]
        if not found:
            raise Malformed('jpeg-header', offset=i, detail='component')
        component = found[0]
        component.dc = buffer[i + 1] >> 4
        component.ac = buffer[i + 1] & 15
        if component.dc > 3 or component.ac > 3:
            raise Malformed('jpeg-header', offset=i, detail='table')
        if frame.steps.get(component.quantisation, 0) == 0:
            raise Malformed('jpeg-tables', offset=i, detail='quantisation')
        order.append(component)
    frame.components = order


def _scan_place(frame: Frame) -> None:
    """Where the scan is; behind it only EOI, or the end of the buffer, may stand."""
    place = [s.marker for s in frame.segments].index(ENTROPY)
    frame.scan = frame.segments[place].payload
    frame.scan_stop = frame.segments[place].stop
    for segment in frame.segments[place + 1:]:
        marker = segment.marker
        if marker == jpeg_segments.EOI:
            return
        if marker == SOS:
            raise Unsupported('jpeg-several-scans', offset=segment.start)
        if marker in PROCESSES:
            raise Unsupported(PROCESSES[marker], offset=segment.start)
        if marker not in (DHT, DQT, DRI, jpeg_segments.COM) and not 0xE0 <= marker <= 0xEF:
            raise Malformed('jpeg-header', offset=segment.start, detail='marker behind the scan')


def _geometry(frame: Frame) -> None:
    """A.1.1 and A.2: one component is never interleaved, whatever its sampling factors say."""
    components = frame.components
    if len(components) == 1:
        components[0].h = 1
        components[0].v = 1
    if sum(c.h * c.v for c in components) > 10:
        raise Malformed('jpeg-header', offset=frame.scan, detail='more than ten blocks in an MCU')
    frame.mcu_width = 8 * max([c.h for c in components])
    frame.mcu_height = 8 * max([c.v for c in components])
    frame.mcu_columns = (frame.columns + frame.mcu_width - 1) // frame.mcu_width
    frame.mcu_rows = (frame.rows + frame.mcu_height - 1) // frame.mcu_height
    frame.mcus = frame.mcu_columns * frame.mcu_rows
    least = frame.mcus * len(frame.blocks()) * 2    # each block has two codes of at least one bit
    if least > (frame.scan_stop - frame.scan) * 8:
        raise Malformed('jpeg-truncated', offset=frame.scan_stop, detail='scan')


def _colour(buffer: Buffer, frame: Frame) -> str | None:
    """What the stream says of its colour: Adobe's transform, JFIF, or components named R, G, B."""
    if len(frame.components) == 1:
        return 'grey'
    found = None
    for segment in frame.segments:
        if not 0xE0 <= segment.marker <= 0xEE:
            continue
        label = jpeg_segments.kind(buffer, segment)
        if label == 'APP14 Adobe' and segment.size() >= 12:
            return 'rgb' if buffer[segment.payload + 11] == 0 else 'ycc'
        if label == 'APP0 JFIF' and segment.size() >= 14:
            found = 'ycc'
    if found is None and sorted([c.ident for c in frame.components]) == [66, 71, 82]:
        found = 'rgb'
    return found


def layout(frame: Frame, black_dc: Sequence[int], table: int, interval: int) -> Int32s:
    """The `layout` array of the kernels: MCUs, interval, blocks, black DC values, and one row of four a block.

    `table` is the number of places of a Huffman table, `interval` in MCUs.
    """
    blocks = frame.blocks()
    found = host.int32(8 + 4 * len(blocks))
    found[0] = frame.mcus
    found[1] = interval
    found[2] = len(blocks)
    for index, value in enumerate(black_dc):
        found[4 + index] = value
    for i, (index, first) in enumerate(blocks):
        component = frame.components[index]
        found[8 + 4 * i] = index
        found[9 + 4 * i] = component.dc * table
        found[10 + 4 * i] = (4 + component.ac) * table
        found[11 + 4 * i] = 1 if first else 0
    return found


def dc_of(frame: Frame, values: Sequence[int]) -> list[int]:
    """The DC value that makes each component's blocks the sample `values`: exact for 0, 128 and 255, else the nearest.

    For 0 and 255 the decoder's clamp makes up for a step that does not divide 1,024 (A.3.1, A.3.3).
    """
    found = []
    for component, value in zip(frame.components, _in_scan_order(frame, values)):
        step = frame.steps[component.quantisation]
        if value == 0:
            dc = -((1023 + step) // step)
        elif value == 255:
            dc = (1015 + step) // step
        elif value >= 128:
            dc = ((value - 128) * 16 + step) // (2 * step)
        else:
            dc = -(((128 - value) * 16 + step) // (2 * step))
        if not -4000 <= dc * step <= 4000:
            raise Unsupported('jpeg-quantisation', offset=frame.scan)
        found.append(dc)
    return found


def _in_scan_order(frame: Frame, values: Sequence[int]) -> list[int]:
    """`values` are in the order of the frame header."""
    if len(values) != len(frame.components):
        raise Unsupported('jpeg-components', offset=frame.scan)
    return [values[component.place] for component in frame.components]


def inside(rects: Sequence[Rect], columns: int, rows: int) -> list[Rect]:
    """[(left, top, right, bottom)] of what the rectangles cover of the picture, right and bottom outside."""
    found = []
    for x, y, w, h in rects:
        left, top, right, bottom = max(x, 0), max(y, 0), min(x + w, columns), min(y + h, rows)
        if left < right and top < bottom:
            found.append((left, top, right, bottom))
    return found
