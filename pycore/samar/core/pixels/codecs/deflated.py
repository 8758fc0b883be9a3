"""Deflated Image Frame Compression (PS3.5 annex A.4.13): each frame is a raw deflate stream of its native cells."""

from samar.core import host
from samar.core.errors import Malformed
from samar.core.pixels.codecs import frame as frames
from samar.kinds import Buffer, Shape, Uid

SYNTAXES = ('1.2.840.10008.1.2.8.1',)
BLOCK = 65535    # bytes of a stored block at most (RFC 1951 section 3.2.4)


def can(syntax: Uid) -> str:
    """Both ways, always."""
    return 'both' if syntax in SYNTAXES else ''


def decode(syntax: Uid, buffer: Buffer, image: Shape) -> frames.Frame:
    """Frame of little endian cells. Raises Malformed where the stream is broken or too short."""
    needed = (image.cells() * image.bits_allocated + 7) // 8
    try:
        cells = host.inflate(buffer, needed + 2)      # one byte may pad the frame, a second is not its own
    except ValueError as error:
        raise Malformed('deflate-corrupt') from error
    if len(cells) > needed + 1:
        raise Malformed('inflates-too-far')
    if len(cells) < needed:
        raise Malformed('deflate-short')
    return frames.of_info(image, cells)


def encode(syntax: Uid, buffer: Buffer, image: Shape) -> Buffer:
    """Stream of stored blocks: the platform deflates only in the background, and a masked frame is rare."""
    total = len(buffer)
    blocks = (total + BLOCK - 1) // BLOCK
    out = host.bytes(total + 5 * blocks)
    at = 0
    for block in range(blocks):
        first = block * BLOCK
        size = min(BLOCK, total - first)
        out[at] = 1 if block == blocks - 1 else 0
        out[at + 1], out[at + 2] = size & 255, size >> 8
        out[at + 3], out[at + 4] = 255 - (size & 255), 255 - (size >> 8)
        host.copy(out, at + 5, buffer, first, first + size)
        at += 5 + size
    return out
