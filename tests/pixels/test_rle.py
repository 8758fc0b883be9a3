"""RLE both ways, against pydicom's encoder and decoder (PS3.5 annex G)."""

import contextlib

import numpy as np
import pytest
from pydicom.pixels.decoders.rle import _rle_decode_frame
from pydicom.pixels.encoders.native import _encode_segment
from samar.core.errors import Malformed
from samar.core.kernels import rle as kernel
from samar.core.pixels.codecs import frame as frames
from samar.core.pixels.codecs import rle

SYNTAX = rle.SYNTAXES[0]


def frame_of(cells):
    found = frames.Frame()
    found.rows, found.columns = cells.shape[:2]
    found.samples = 3 if cells.ndim == 3 else 1
    found.bits_allocated = found.bits_stored = 8 * cells.dtype.itemsize
    found.high_bit, found.planar, found.signed = found.bits_stored - 1, 0, False
    found.photometric, found.kind = ('RGB' if cells.ndim == 3 else 'MONOCHROME2'), 'cells'
    return found


CASES = {
    'flat': np.zeros((5, 300), np.uint8),
    'noise': np.random.default_rng(1).integers(0, 256, (17, 131), np.uint8),
    'runs': np.repeat(np.arange(64, dtype=np.uint8), 7).reshape(4, 112),
    'pairs': np.tile(np.array([1, 1, 2, 3, 3, 3, 4, 5, 5], np.uint8), (3, 29)),
    'one column': np.arange(9, dtype=np.uint8).reshape(9, 1),
    'row of 129': np.full((2, 129), 7, np.uint8),
    'literal of 129': np.arange(258, dtype=np.uint16).astype(np.uint8).reshape(2, 129),
    '16 bits': np.random.default_rng(2).integers(0, 3000, (31, 40)).astype('<u2'),
    '32 bits': np.random.default_rng(3).integers(0, 2 ** 32, (8, 9), np.uint64).astype('<u4'),
    'colour': np.random.default_rng(4).integers(0, 5, (12, 13, 3), np.uint8),
    'colour of 16 bits': np.random.default_rng(5).integers(0, 60000, (6, 7, 3)).astype('<u2'),
}


@pytest.mark.parametrize('name', CASES)
def test_encoded_is_decoded_by_pydicom(name):
    cells = CASES[name]
    frame = frame_of(cells)
    stream = bytes(rle.encode(SYNTAX, cells.tobytes(), frame))
    planes = _rle_decode_frame(stream, frame.rows, frame.columns, frame.samples, frame.bits_allocated)
    found = np.frombuffer(bytes(planes), f'<u{cells.dtype.itemsize}')
    if frame.samples == 3:
        found = found.reshape(3, frame.rows, frame.columns).transpose(1, 2, 0)
    assert (found.reshape(cells.shape) == cells).all()
    assert bytes(rle.decode(SYNTAX, stream, frame).buffer) == cells.tobytes()


@pytest.mark.parametrize('name', CASES)
def test_segments_are_even_and_in_order(name):
    frame = frame_of(CASES[name])
    stream = bytes(rle.encode(SYNTAX, CASES[name].tobytes(), frame))
    starts = np.frombuffer(stream[4:64], '<u4')[:stream[0]]
    assert starts[0] == 64 and (starts % 2 == 0).all() and (np.diff(starts) > 0).all()
    assert len(stream) % 2 == 0


def test_no_longer_than_by_pydicom():
    cells = CASES['runs']
    frame = frame_of(cells)
    ours = len(rle.encode(SYNTAX, cells.tobytes(), frame)) - 64
    assert ours <= len(_encode_segment(cells.tobytes(), columns=frame.columns)) + 1


@pytest.mark.parametrize('content, code', [
    (b'', 'rle-header'), (b'\1' * 10, 'rle-header'), (b'\2' + bytes(63), 'rle-segments'),
    (b'\1\0\0\0' + (99).to_bytes(4, 'little') + bytes(56), 'rle-offsets'), (b'\1\0\0\0\x40' + bytes(59), 'rle-short'),
    (b'\1\0\0\0\x40' + bytes(59) + b'\x7f\1\2', 'rle-short'), (b'\1\0\0\0\x40' + bytes(59) + b'\xff', 'rle-short'),
])
def test_broken(content, code):
    with pytest.raises(Malformed) as error:
        rle.decode(SYNTAX, content, frame_of(np.zeros((4, 4), np.uint8)))
    assert error.value.code == code


def test_every_byte_may_be_wrong():
    cells = CASES['pairs']
    frame = frame_of(cells)
    stream = bytearray(rle.encode(SYNTAX, cells.tobytes(), frame))
    for at in range(len(stream)):
        broken = bytearray(stream)
        broken[at] ^= 0x55
        with contextlib.suppress(Malformed):
            rle.decode(SYNTAX, broken, frame)


def test_noop_byte_is_skipped():
    out = bytearray(2)
    assert kernel.unpack(b'\x80\x01\x05\x06', 0, 4, out, 0, 1, 2) == 2
    assert out == b'\5\6'
