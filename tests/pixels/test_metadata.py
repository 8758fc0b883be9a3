"""Text beside the picture in a stream is found, and what only names a program is not."""

import imagecodecs
import numpy as np
import pytest
from pydicom.encaps import encapsulate
from samar.core.pixels import grades, metadata

from tests.pixels import images

ARRAY = np.random.default_rng(3).integers(1, 250, (16, 16)).astype(np.uint8)


def told(stream, syntax):
    found = images.dataset(ARRAY)
    found.PixelData = encapsulate([stream])
    found['PixelData'].is_undefined_length = True
    found.file_meta.TransferSyntaxUID = syntax
    return metadata.kinds(*images.opened(found))


def segment(marker, content):
    return bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2, 'big') + content


JPEG = imagecodecs.jpeg8_encode(ARRAY)
J2K = imagecodecs.jpeg2k_encode(ARRAY, level=0, codecformat='j2k')
FIRST = 2 + 2 + int.from_bytes(J2K[4:6], 'big')    # behind SIZ


@pytest.mark.parametrize('stream, syntax, wanted', [
    (JPEG, grades.JPEG_BASELINE, ''),
    (JPEG[:2] + segment(0xE1, b'Exif\0\0DOE JOHN') + segment(0xFE, b'DOE JOHN') + JPEG[2:], grades.JPEG_BASELINE, 'APP1 Exif, COM'),
    (JPEG[:2] + segment(0xFE, b'Lavc58.54') + JPEG[2:], grades.JPEG_BASELINE, ''),
    (imagecodecs.jpegls_encode(ARRAY), grades.JPEG_LS, ''),
    (J2K, grades.JPEG_2000_LOSSLESS, ''),
    (J2K[:FIRST] + segment(0x64, b'\0\1DOE JOHN') + J2K[FIRST:], grades.JPEG_2000_LOSSLESS, 'COM'),
    (J2K[:FIRST] + segment(0x64, b'\0\1Kakadu-v7.1') + J2K[FIRST:], grades.JPEG_2000_LOSSLESS, ''),
])
def test_kinds(stream, syntax, wanted):
    assert told(stream, syntax) == wanted


def test_nothing_of_uncompressed():
    assert metadata.kinds(*images.opened(images.dataset(ARRAY))) == ''
