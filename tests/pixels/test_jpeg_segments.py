"""Marker segments are listed as they stand, and metadata is told from what the picture needs."""

import itertools

import imagecodecs
import numpy as np
import pytest
from samar.core import host
from samar.core.errors import Malformed
from samar.core.pixels import jpeg_segments
from samar.hosts import cpython as host_cpython

from tests.pixels import jpeg_reference as reference


@pytest.fixture(autouse=True, scope='module')
def platform():
    for name, function in host_cpython.FUNCTIONS.items():
        host.install(name, function)


def encoded(**options):
    return imagecodecs.jpeg8_encode(np.full((30, 40, 3), (9, 80, 200), np.uint8), **options)


def with_segments(stream, *segments):
    return stream[:2] + b''.join(segments) + stream[2:]


def test_all_bytes_belong_to_a_segment():
    scans = b'\xff\xda\0\x08\1\1\0\0\x3f\0abc\xff\0\xff\xd0de'
    stream = with_segments(encoded(), reference.segment(0xFE, b'made up'))[:-2] + scans * 2 + b'\xff\xd9tail'
    found = jpeg_segments.segments(stream)
    assert found[0].start == 2
    for one, two in itertools.pairwise(found):
        assert one.stop == two.start
    assert found[-1].stop == len(stream)
    assert [jpeg_segments.kind(stream, s) for s in found][:2] == ['COM', 'APP0 JFIF']
    assert [jpeg_segments.kind(stream, s) for s in found][-7:] == ['scan data', 'SOS', 'scan data', 'SOS', 'scan data', 'EOI', 'trailing']


def test_many_segments():
    stream = with_segments(encoded(), *[reference.segment(0xFE, bytes([i % 250])) for i in range(700)])
    assert len(jpeg_segments.metadata(stream)) == 700


@pytest.mark.parametrize(('kind', 'marker', 'payload'), [
    ('APP0 JFXX', 0xE0, b'JFXX\0\x10'), ('APP0 JFIF', 0xE0, b'JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01rgb'), ('APP1 Exif', 0xE1, b'Exif\0\0II'),
    ('APP1 XMP', 0xE1, b'http://ns.adobe.com/xap/1.0/\0<x/>'), ('APP2 ICC', 0xE2, b'ICC_PROFILE\0\1\1'),
    ('APP11 JUMBF', 0xEB, b'JP\0\1'), ('APP13 Photoshop', 0xED, b'Photoshop 3.0\0'), ('APP7', 0xE7, b'?'),
    ('APP14 Adobe', 0xEE, b'Adobe\0\x64\0\0\0\0\x01more'), ('COM', 0xFE, b'made up'), ('COM', 0xFE, b''),
])
def test_metadata(kind, marker, payload):
    stream = with_segments(encoded(), reference.segment(marker, payload))
    assert jpeg_segments.metadata(stream) == [(kind, 2, len(payload))]


def test_plain_streams_have_none():
    for stream in (encoded(), encoded(colorspace='RGB', outcolorspace='RGB'), encoded() + b'\0'):
        assert jpeg_segments.metadata(stream) == []


def test_bytes_behind_the_end():
    stream = encoded()
    assert jpeg_segments.metadata(stream + b'made up') == [('trailing', len(stream), 7)]
    assert jpeg_segments.metadata(stream + bytes(5000)) == [('trailing', len(stream), 5000)]


@pytest.mark.parametrize(('code', 'offset', 'change'), [
    ('jpeg-header', 0, lambda s: s[1:]), ('jpeg-header', 2, lambda s: s[:2] + b'x' + s[2:]),
    ('jpeg-truncated', 2, lambda s: s[:12]), ('jpeg-truncated', 2, lambda s: s[:5]),
    ('jpeg-truncated', 2, lambda s: s[:4] + b'\0\1' + s[6:]),
])
def test_malformed(code, offset, change):
    with pytest.raises(Malformed) as error:
        jpeg_segments.segments(change(encoded()))
    assert (error.value.code, error.value.offset) == (code, offset)


def test_a_broken_stream_is_listed_as_far_as_it_goes():
    stream = with_segments(encoded(), reference.segment(0xFE, b'made up'))
    assert jpeg_segments.metadata(stream[:25]) == [('COM', 2, 7)]
    assert jpeg_segments.metadata(b'') == []
