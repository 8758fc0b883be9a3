"""One decoded frame: native cells and what they mean. This is what codecs give and take."""

from samar.kinds import Any, Buffer, Floats, Grey, Header, Ints, Shape


class Frame:
    """`buffer` of native cells, little endian unless `big`, of `rows` x `columns` pixels of `samples`; `planar` 0 or 1,
    `bits_allocated` (1, 8, 16, 32, 64), `bits_stored`, `high_bit`, `signed`, `photometric`, `kind` 'cells', 'float' or 'double';
    first cell at bit `bit`, bytes in words when `swapped`; `stream` is the Header of the stream
    it came from, or None; `unpacked` and `greys` keep what display made of it."""

    __slots__ = ('big', 'bit', 'bits_allocated', 'bits_stored', 'buffer', 'columns', 'greys', 'high_bit', 'kind', 'photometric', 'planar',
                 'rows', 'samples', 'signed', 'stream', 'swapped', 'unpacked')
    big: bool
    bit: int
    bits_allocated: int
    bits_stored: int
    buffer: Buffer
    columns: int
    greys: tuple[Grey, Ints, Floats] | None
    high_bit: int
    kind: str
    photometric: str
    planar: int
    rows: int
    samples: int
    signed: bool
    stream: Header | None
    swapped: bool
    unpacked: Any       # Ints or Floats (pixels/cells.py), or None

    def cells(self) -> int:
        """Cells in the buffer."""
        if self.photometric == 'YBR_FULL_422':
            return self.rows * ((self.columns + 1) // 2) * 4
        return self.rows * self.columns * self.samples


def of_info(info: Shape, buffer: Buffer) -> Frame:
    """A frame as the file describes it, little endian cells."""
    frame = Frame()
    for name in ('rows', 'columns', 'samples', 'planar', 'bits_allocated', 'bits_stored', 'high_bit', 'signed', 'photometric', 'kind'):
        setattr(frame, name, getattr(info, name))
    frame.buffer = buffer
    frame.big = frame.swapped = False
    frame.bit = 0
    frame.unpacked = frame.greys = frame.stream = None
    return frame


def copy(frame: Frame, buffer: Buffer) -> Frame:
    """The same description with other cells."""
    other = of_info(frame, buffer)
    other.big, other.swapped, other.bit, other.stream = frame.big, frame.swapped, frame.bit, frame.stream
    return other
