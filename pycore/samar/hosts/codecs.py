"""Codecs on CPython: imagecodecs (BSD licence) and pyjpegls (MIT), where they are installed. Never compiled for the browser.

A frame goes in and out as little endian cells, samples interleaved; `info` is described in docs/contracts.md.
"""

from collections.abc import Callable
from typing import Any

from samar.core import host
from samar.kinds import Buffer, Fields, Uid

try:
    import imagecodecs
    import jpeg_ls
    import numpy
except ImportError:    # the core works without: compressed frames are then not shown
    imagecodecs = None  # type: ignore[assignment]

JPEG = '1.2.840.10008.1.2.4.'
LOSSLESS_2000 = (JPEG + '90',)
HTJ2K = (JPEG + '201', JPEG + '202', JPEG + '203')


def _decoders() -> dict[str, Callable[[bytes], Any]]:
    if imagecodecs is None:
        return {}
    jpeg = dict.fromkeys((JPEG + x for x in ('50', '51', '53', '55', '57', '70')), _decode_jpeg)
    other = {JPEG + '80': imagecodecs.jpegls_decode, JPEG + '81': imagecodecs.jpegls_decode,
             JPEG + '90': imagecodecs.jpeg2k_decode, JPEG + '91': imagecodecs.jpeg2k_decode}
    return {**jpeg, **other, **dict.fromkeys(HTJ2K, imagecodecs.jpeg2k_decode)}


def _encoders() -> dict[str, Callable[[Any, Fields], Any]]:
    if imagecodecs is None:
        return {}
    return {JPEG + '80': _encode_ls, JPEG + '90': _encode_2000, JPEG + '201': _encode_ht, JPEG + '202': _encode_ht}


def _decode_jpeg(stream: bytes) -> Any:
    # colours come out as RGB: the stream says in an Adobe segment what they are
    head = stream[:65536]
    colour = b'Adobe' in head and head[2:4] == b'\xff\xee'
    return imagecodecs.jpeg8_decode(stream, outcolorspace='RGB' if colour else None)


def _encode_ls(cells: Any, info: Fields) -> Any:
    # colours pixel by pixel; the precision is that of the stored values, which imagecodecs cannot be told
    mode = 2 if info['samples'] > 1 else 0
    return jpeg_ls.encode_buffer(cells.tobytes(), info['rows'], info['columns'], info['samples'], max(info['bits_stored'], 2),
                                 interleave_mode=mode)


def _encode_2000(cells: Any, info: Fields) -> Any:
    return imagecodecs.jpeg2k_encode(cells, level=0, codecformat='j2k', bitspersample=info['bits_stored'], reversible=True,
                                     mct=info['samples'] == 3)


def _encode_ht(cells: Any, info: Fields) -> Any:
    return imagecodecs.htj2k_encode(cells, reversible=True, rgb=info['samples'] == 3)


def decode_frame(syntax: Uid, buffer: Buffer, info: Fields) -> memoryview:
    """Cells of one frame as a buffer; raises ValueError where the stream cannot be decoded."""
    try:
        found = _decoders()[syntax](bytes(buffer))
    except Exception as error:    # each library has errors of its own
        raise ValueError('decode') from error
    found = numpy.ascontiguousarray(found)
    if found.size != info['rows'] * info['columns'] * info['samples']:
        raise ValueError('size')
    width = info['bits_allocated'] // 8
    if found.dtype.itemsize > width:
        raise ValueError('precision')
    return memoryview(found.astype(f'<i{width}' if found.dtype.kind == 'i' else f'<u{width}').tobytes())


def encode_frame(syntax: Uid, buffer: Buffer, info: Fields) -> memoryview:
    """Lossless stream of one frame; raises ValueError where that cannot be done."""
    kind = '<i' if info['signed'] and syntax != JPEG + '80' else '<u'
    shape = (info['rows'], info['columns']) + ((info['samples'],) if info['samples'] > 1 else ())
    cells = numpy.frombuffer(bytes(buffer), kind + str(info['bits_allocated'] // 8)).reshape(shape)
    try:
        return memoryview(bytes(_encoders()[syntax](cells, info)))
    except Exception as error:
        raise ValueError('encode') from error


def install() -> None:
    """Supply the core's codec functions."""
    host.install('can_decode', lambda syntax: syntax in _decoders())
    host.install('can_encode', lambda syntax: syntax in _encoders())
    host.install('decode_frame', decode_frame)
    host.install('encode_frame', encode_frame)
