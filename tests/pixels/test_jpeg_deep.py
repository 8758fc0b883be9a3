"""JPEG of 12 bits by the core's own kernel, against libjpeg-turbo: equal to the bit, or an error."""

import imagecodecs
import numpy as np
import pydicom
import pytest
from pydicom.encaps import generate_frames
from samar.core import host
from samar.core.errors import Malformed, Unsupported
from samar.core.pixels import decode, streams
from samar.core.pixels.codecs import jpeg_deep

from tests.pixels import images

RANDOM = np.random.default_rng(5)
ROWS = [row for row in images.manifest() if row['ts'].rpartition('.')[2] in ('51', '53', '55') and row['bits_stored'] == '12']


def decoded(stream):
    told = streams.header(stream, 'MONOCHROME2')
    return np.frombuffer(bytes(jpeg_deep.decode(stream, told)), '<u2').reshape(told.rows, told.columns)


def picture(rows, columns):
    """Shades, edges and noise of 12 bits."""
    y, x = np.mgrid[:rows, :columns]
    cells = 2000 + 1500 * np.sin(x / 9) * np.cos(y / 7) + RANDOM.normal(0, 90, (rows, columns))
    cells[rows // 3:rows // 2, columns // 4:] = 4095
    cells[:3] = 0
    return np.clip(cells, 0, 4095).astype(np.uint16)


@pytest.mark.parametrize('level', [5, 50, 90, 100])
@pytest.mark.parametrize('size', [(8, 8), (17, 23), (64, 40), (1, 5), (9, 65)])
def test_sequential(size, level):
    stream = imagecodecs.jpeg8_encode(picture(*size), level=level, bitspersample=12)
    assert (decoded(stream) == imagecodecs.jpeg8_decode(stream)).all()


@pytest.mark.parametrize('row', ROWS or [pytest.param(None, marks=pytest.mark.skip(reason='no corpus'))],
                         ids=lambda row: row and row['path'])
def test_corpus(row):
    found = pydicom.dcmread(images.CORPUS / row['path'])
    stream = next(generate_frames(found.PixelData, number_of_frames=int(found.get('NumberOfFrames') or 1)))
    assert (decoded(stream) == imagecodecs.jpeg8_decode(stream)).all()


def test_files_are_decoded_by_it(monkeypatch):
    if not ROWS:
        pytest.skip('no corpus')
    record, info = images.opened((images.CORPUS / ROWS[0]['path']).read_bytes())
    monkeypatch.setattr(host, 'decode_frame', None)
    assert len(decode.load(record, info, 0).buffer) == 2 * info.rows * info.columns


def test_colours_are_not_for_it():
    told = streams.Header()
    told.samples, told.precision = 3, 12
    with pytest.raises(Unsupported):
        jpeg_deep.decode(b'', told)


def test_broken():
    stream = imagecodecs.jpeg8_encode(picture(40, 40), level=80, bitspersample=12)
    refused = 0
    for cut in range(2, len(stream), 23):
        refused += tried(stream[:cut])
    for place in RANDOM.integers(20, len(stream), 200):
        broken = bytearray(stream)
        broken[place] ^= int(RANDOM.integers(1, 256))
        refused += tried(bytes(broken))
    assert refused > 50


def tried(stream):
    """1 where a stream is refused."""
    try:
        decoded(stream)
    except (Malformed, Unsupported):
        return 1
    return 0
