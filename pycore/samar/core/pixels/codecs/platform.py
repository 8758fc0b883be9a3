"""Codecs that the platform brings: WASM in the browser, imagecodecs on CPython. What a stream is, its own header says here."""

from samar.core import host
from samar.core.errors import Malformed
from samar.core.pixels import grades, streams
from samar.core.pixels.codecs import frame as frames
from samar.core.pixels.codecs import jpeg_deep
from samar.kinds import Buffer, Fields, Header, Shape, Uid

SYNTAXES = tuple(entry[0] for entry in grades.TABLE
                 if entry[0].startswith(grades.JPEG) and entry[2] != grades.REFUSED)


def can(syntax: Uid) -> str:
    """What the platform has ready for this syntax."""
    if syntax not in SYNTAXES or not host.can_decode(syntax):
        return ''
    return 'both' if host.can_encode(syntax) else 'decode'


def described(image: Shape) -> Fields:
    """The dict that the platform takes: the cells it gives or gets are `bits_allocated` wide, little endian, interleaved."""
    return {'rows': image.rows, 'columns': image.columns, 'samples': image.samples, 'bits_allocated': width(image),
            'bits_stored': image.bits_stored, 'signed': image.signed, 'planar': 0, 'photometric': image.photometric}


def decode(syntax: Uid, buffer: Buffer, image: Shape) -> frames.Frame:
    """Frame of little endian cells, samples interleaved; colours as RGB where the stream transforms them. Raises Malformed where the
    stream is broken or is another image than the file says."""
    told = streams.header(buffer, image.photometric)
    if told.rows != image.rows or told.columns != image.columns or told.samples != image.samples:
        raise Malformed('stream-differs')
    if told.precision > max(image.bits_allocated, 8):
        raise Malformed('stream-differs')
    if not told.whole:
        # libraries fill in what is missing and say nothing
        raise Malformed('jpeg-truncated')
    cells = cells_of(syntax, buffer, image, told)
    if len(cells) < image.rows * image.columns * image.samples * width(image) // 8:
        raise Malformed('stream-corrupt')
    found = frames.of_info(image, cells)
    found.planar = 0
    found.bits_allocated = width(image)
    # cells are read as the file says they are signed, from the bits that the stream has
    found.bits_stored = told.precision
    found.high_bit = told.precision - 1
    found.stream = told
    if image.samples == 3:
        subsampled = image.photometric in ('YBR_FULL_422', 'YBR_PARTIAL_420', 'YBR_PARTIAL_422', 'YBR_ICT', 'YBR_RCT')
        decorrelated = told.transformed or told.process in streams.SEQUENTIAL
        found.photometric = 'RGB' if decorrelated else ('YBR_FULL' if subsampled else image.photometric)
    return found


def cells_of(syntax: Uid, buffer: Buffer, image: Shape, told: Header) -> Buffer:
    """Cells of a stream: from the platform, or from the core's own decoder for JPEG by DCT of more than 8 bits."""
    by_dct = told.family == 'jpeg' and told.process in streams.SEQUENTIAL
    if by_dct and told.precision > 8 and width(image) == 16:
        return jpeg_deep.decode(buffer, told)
    want = described(image)
    want['bits_stored'], want['signed'], want['process'] = told.precision, told.signed, told.process
    if by_dct and told.samples == 3:
        buffer = streams.with_colour(buffer, told.transformed)
    elif told.start > 0:
        buffer = host.view(buffer, told.start, len(buffer))
    try:
        return host.decode_frame(syntax, buffer, want)
    except ValueError as error:
        raise Malformed('stream-corrupt') from error


def width(image: Shape) -> int:
    """Bits of a cell as the platform gives it."""
    return max(image.bits_allocated, 8)


def encode(syntax: Uid, buffer: Buffer, image: frames.Frame) -> Buffer:
    """Lossless stream of a frame of little endian cells, samples interleaved. Raises Malformed where the platform cannot."""
    want = described(image)
    if image.stream is not None:
        want['signed'] = image.stream.signed
    try:
        return host.encode_frame(syntax, buffer, want)
    except ValueError as error:
        raise Malformed('encode-failed') from error
