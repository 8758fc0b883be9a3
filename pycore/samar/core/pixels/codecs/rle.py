"""RLE Lossless (PS3.5 annex G): a header of 64 bytes, then one segment a byte plane, most significant byte first."""

from samar.core import host
from samar.core.errors import Malformed
from samar.core.kernels import rle
from samar.core.pixels.codecs import frame as frames
from samar.kinds import Buffer, Shape, Uid

SYNTAXES = ('1.2.840.10008.1.2.5',)


def can(syntax: Uid) -> str:
    """Both ways, always."""
    return 'both' if syntax in SYNTAXES else ''


def long(buffer: Buffer, at: int) -> int:
    """Unsigned little endian number of 32 bits."""
    return buffer[at] + buffer[at + 1] * 256 + buffer[at + 2] * 65536 + buffer[at + 3] * 16777216


def decode(syntax: Uid, buffer: Buffer, image: Shape) -> frames.Frame:
    """Frame of little endian cells, samples interleaved. Raises Malformed where segments do not fill the frame."""
    size = len(buffer)
    if size < 64:
        raise Malformed('rle-header')
    packed = image.bits_allocated == 1
    width = 1 if packed else image.bits_allocated // 8
    planes = width * image.samples
    told = long(buffer, 0)
    if told != planes:
        raise Malformed('rle-segments')
    pixels = (image.rows * image.columns + 7) // 8 if packed else image.rows * image.columns
    starts = [long(buffer, 4 + 4 * i) for i in range(planes)] + [size]
    cells = host.bytes(pixels * planes)
    for plane in range(planes):
        start, stop = starts[plane], starts[plane + 1]
        if start < 64 or stop > size or start > stop:
            raise Malformed('rle-offsets')
        sample, byte = plane // width, width - 1 - plane % width
        if rle.unpack(buffer, start, stop, cells, sample * width + byte, planes, pixels) != pixels:
            raise Malformed('rle-short')
    found = frames.of_info(image, cells)
    found.planar = 0
    return found


def encode(syntax: Uid, buffer: Buffer, image: Shape) -> Buffer:
    """Stream of a frame of little endian cells, samples interleaved."""
    packed = image.bits_allocated == 1
    width = 1 if packed else image.bits_allocated // 8
    planes = width * image.samples
    rows, columns = (1, (image.rows * image.columns + 7) // 8) if packed else (image.rows, image.columns)
    out = host.bytes(64 + planes * (rows * (columns + columns // 128 + 2) + 1) + 1)
    out[0] = planes
    at = 64
    for plane in range(planes):
        place = 4 + 4 * plane
        for shift in range(4):
            out[place + shift] = (at >> (8 * shift)) & 255
        sample, byte = plane // width, width - 1 - plane % width
        at = rle.pack(buffer, sample * width + byte, planes, columns, rows, out, at)
        at += at % 2
    return host.view(out, 0, at)
