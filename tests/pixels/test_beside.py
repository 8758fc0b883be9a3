"""What streams carry that is no picture: found to the byte in every place that the standards allow."""

import io
import struct

import pydicom
import pytest
import samar

from tests.pixels.blanks import blanks

NAME = b'DOE^JANE 1961'


def segment(marker, payload):
    return bytes([0xFF, marker]) + struct.pack('>H', len(payload) + 2) + payload


def jpeg(*before, scan=b'\x12\x34\xff\x00\x56', sof=0xC0, between=b'', tail=b''):
    head = segment(0xE0, b'JFIF\0\1\1\0\0\1\0\1\0\0') + b''.join(before) + segment(sof, bytes(9))
    return b'\xff\xd8' + head + segment(0xDA, bytes(6)) + scan + between + b'\xff\xd9' + tail


def j2k(main=b'', part=b'', data=b'\x11\x22\xff\x22', tail=b'', length=None):
    inside = part + b'\xff\x93' + data
    size = 12 + len(inside) if length is None else length
    sot = b'\xff\x90' + struct.pack('>HHIBB', 10, 0, size, 0, 1)
    return b'\xff\x4f' + segment(0x51, bytes(39)) + main + sot + inside + b'\xff\xd9' + tail


def box(kind, payload):
    return struct.pack('>I', len(payload) + 8) + kind + payload


def icc(text):
    tags = [(b'desc', b'desc' + bytes(4) + text), (b'rXYZ', b'XYZ ' + bytes(4) + b'\1\2\3\4')]
    at, table, data = 128 + 4 + 24, b'', b''
    for name, content in tags:
        table += name + struct.pack('>II', at + len(data), len(content))
        data += content
    return b'ICC_PROFILE\0\1\1' + bytes(36) + b'acsp' + bytes(88) + struct.pack('>I', 2) + table + data


@pytest.mark.parametrize(('stream', 'kept'), [
    (jpeg(segment(0xFE, NAME)), b''), (jpeg(segment(0xE1, b'Exif\0\0' + NAME)), b''), (jpeg(segment(0xEB, b'JP\0\1' + NAME)), b''),
    (jpeg(segment(0xE2, icc(NAME))), b'XYZ \0\0\0\0\1\2\3\4'), (jpeg(segment(0xEE, b'Adobe\0\x64\0\0\0\0\1' + NAME)), b'Adobe\0\x64\0\0\0\0\1'),
    (jpeg(segment(0xE0, b'JFXX\0\x10' + NAME)), b''), (jpeg(tail=NAME), b''), (jpeg(tail=b'\xff\xd8' + NAME), b''),
    (jpeg(between=segment(0xFE, NAME) + segment(0xDA, bytes(6)) + b'\x12\x34'), b''),
    (jpeg(scan=b'\x12\xff\x7f\x34', sof=0xF7, tail=NAME), b'\xff\x7f'), (jpeg(segment(0xFE, b'\xff\xd9' + NAME)), b''),
    (j2k(main=segment(0x64, b'\0\1' + NAME)), b''), (j2k(part=segment(0x64, b'\0\1' + NAME)), b''), (j2k(tail=NAME), b''),
    (j2k(tail=NAME, length=0), b''), (j2k(tail=NAME, length=4294967295), b''),
    (box(b'jP  ', b'\r\n\x87\n') + box(b'uuid', NAME) + box(b'jp2c', j2k()) + box(b'xml ', NAME), b'jp2c'),
    (box(b'jP  ', b'\r\n\x87\n') + box(b'jp2c', j2k(main=segment(0x64, b'\0\1' + NAME))) + NAME, b'jp2c'),
])
def test_it_is_found(stream, kept):
    assert NAME in stream
    changed = bytearray(stream)
    for _, start, stop in blanks(memoryview(stream)):
        changed[start:stop] = bytes(stop - start)
    assert NAME not in changed and b'DOE' not in changed and kept in changed
    assert blanks(memoryview(bytes(changed))) == []


@pytest.mark.parametrize('stream', [jpeg(), jpeg(tail=b'\0'), jpeg(scan=b'\x12\xff\x7f\x34', sof=0xF7), j2k(), j2k(length=0), b'', b'\xff\xd8\xff',
                                    bytes(20), NAME, jpeg()[:-2], j2k()[:-2]])
def test_a_plain_stream_keeps_all(stream):
    assert blanks(memoryview(stream)) == []


@pytest.mark.parametrize('stream', [jpeg(segment(0xE1, b'Exif\0\0' + NAME)), jpeg(segment(0xE2, icc(NAME))), j2k(main=segment(0x64, b'\0\1' + NAME)),
                                    box(b'jP  ', b'\r\n\x87\n') + box(b'uuid', NAME) + box(b'jp2c', j2k())])
def test_a_cut_stream_raises_nothing(stream):
    for size in range(len(stream)):
        for _, start, stop in blanks(memoryview(stream[:size])):
            assert 0 <= start < stop <= size


def with_fragments(*fragments):
    """A data set with one frame in these fragments."""
    made = pydicom.Dataset()
    made.SOPClassUID, made.SOPInstanceUID = '1.2.840.10008.5.1.4.1.1.7', '1.2.3.4'
    made.PatientName, made.Rows, made.Columns = 'Doe^Jane', 8, 8
    made.SamplesPerPixel, made.PhotometricInterpretation, made.PixelRepresentation = 1, 'MONOCHROME2', 0
    made.BitsAllocated, made.BitsStored, made.HighBit = 8, 8, 7
    items = [b''] + [one + b'\0' * (len(one) % 2) for one in fragments]
    made.PixelData = b''.join(b'\xfe\xff\x00\xe0' + struct.pack('<I', len(one)) + one for one in items)
    made['PixelData'].VR, made['PixelData'].is_undefined_length = 'OB', True
    made.file_meta = pydicom.dataset.FileMetaDataset()
    made.file_meta.TransferSyntaxUID = '1.2.840.10008.1.2.4.50'
    stream = io.BytesIO()
    pydicom.dcmwrite(stream, made, enforce_file_format=True)
    return stream.getvalue()


@pytest.mark.parametrize('foreign', [(), (NAME,), (NAME, NAME)])
def test_a_stream_that_begins_with_something_else_is_held(foreign, tmp_path):
    stream = jpeg()
    path = tmp_path / 'one.dcm'
    path.write_bytes(with_fragments(*foreign, stream))
    outcome = samar.deidentify(str(path), samar.Policy.preset('basic'))
    assert outcome.word != 'cleaned'
    codes = [point.code if hasattr(point, 'code') else point['code'] for point in outcome.open]
    assert ('beside-picture' in codes) == bool(foreign), codes
