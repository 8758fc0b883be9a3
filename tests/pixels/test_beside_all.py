"""Every place of a frame's stream that holds no pixel: a name there becomes zero, or the file is held. A list says what stays, so that a marker,
a box or a gap that nobody thought of goes with the others."""

import io
import struct
import zlib

import imagecodecs
import numpy as np
import pydicom
import pytest
import samar
from pydicom.encaps import encapsulate, generate_frames
from samar.core.edits import carry_out
from samar.core.elements import record as records
from samar.core.kernels import rle as kernel
from samar.core.pixels import beside, metadata, surplus
from samar.core.plan import choices, decide, identity, shelf, sweep
from samar.hosts import cpython

from tests.conformance import run
from tests.pixels import images
from tests.pixels.blanks import blanks

NAME = b'Zanderblik^Quorvia 1944'
ARRAY = np.arange(4096, dtype=np.uint16).astype(np.uint8).reshape(64, 64)
JPEG, JPEG_LS = imagecodecs.jpeg8_encode(ARRAY, level=95), imagecodecs.jpegls_encode(ARRAY)
J2K, JP2 = (imagecodecs.jpeg2k_encode(ARRAY, level=0, codecformat=form) for form in ('j2k', 'jp2'))
RLE, DEFLATED = '1.2.840.10008.1.2.5', '1.2.840.10008.1.2.8.1'
SYNTAX = {'jpeg': '1.2.840.10008.1.2.4.50', 'jpeg-ls': '1.2.840.10008.1.2.4.80', 'j2k': '1.2.840.10008.1.2.4.90'}


def segment(marker, payload):
    return bytes([0xFF, marker]) + struct.pack('>H', len(payload) + 2) + payload


def box(kind, payload):
    return struct.pack('>I', len(payload) + 8) + kind + payload


def dataset_of(stream, syntax):
    """A data set whose frame is a stream, of a patient whose name is in it."""
    made = images.dataset(ARRAY)
    made.PatientName, made.Modality = NAME[:18].decode(), 'CT'
    made.SOPClassUID = made.file_meta.MediaStorageSOPClassUID = '1.2.840.10008.5.1.4.1.1.2'
    made.PixelData = encapsulate([stream])
    made['PixelData'].is_undefined_length = True
    made.file_meta.TransferSyntaxUID = syntax
    return made


def file_of(stream, syntax):
    """The same as bytes of a file."""
    out = io.BytesIO()
    pydicom.dcmwrite(out, dataset_of(stream, syntax), implicit_vr=False, little_endian=True, force_encoding=True)
    return out.getvalue()


def outcome(stream, syntax, tmp_path):
    tmp_path.mkdir(exist_ok=True)
    path = tmp_path / 'in.dcm'
    path.write_bytes(file_of(stream, syntax))
    found = samar.deidentify(str(path), samar.Policy.preset('research'))
    if found.word == 'cleaned':
        found.save(tmp_path / 'out')
        written, = (tmp_path / 'out').iterdir()
        return found.word, written.read_bytes()
    return found.word, b''


def frame_of(content):
    return next(generate_frames(pydicom.dcmread(io.BytesIO(content)).PixelData, number_of_frames=1))


def segments():
    """(form, stream) with the name as payload of each marker that has one."""
    behind, tile = J2K.index(b'\xff\x52'), J2K.index(b'\xff\x93')
    start = J2K.index(b'\xff\x90')
    length, = struct.unpack('>I', J2K[start + 6:start + 10])
    for marker in [*range(2, 0xD0), *range(0xDA, 0xFF)]:
        for form, stream in (('jpeg', JPEG), ('jpeg-ls', JPEG_LS)):
            yield form, stream[:2] + segment(marker, NAME) + stream[2:]
        if marker not in (0x93, 0x90, 0x4F, 0x51):
            yield 'j2k', J2K[:behind] + segment(marker, NAME) + J2K[behind:]
            more = segment(marker, NAME)
            yield 'j2k', J2K[:start + 6] + struct.pack('>I', length + len(more)) + J2K[start + 10:tile] + more + J2K[tile:]


def test_every_marker_is_known_or_goes_or_is_said_to_be_unread():
    """What stays has the form of a table or an index, in which a name has no room or no sense; the last look finds it there."""
    tables = (0x50, 0x52, 0x53, 0x56, 0x57, 0x58, 0x59, 0x5C, 0x5D, 0x5F, 0x60, 0x61)
    for form, stream in segments():
        ranges, whole = beside.look(memoryview(stream))
        changed = bytearray(stream)
        for _, start, stop in ranges:
            changed[start:stop] = bytes(stop - start)
        marker = stream[stream.index(NAME) - 3]
        assert NAME not in changed or not whole or (form == 'j2k' and marker in tables), (form, hex(marker))


@pytest.mark.parametrize('marker', [0x02, 0xBF, 0xC4, 0xC8, 0xCC, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF, 0xF0, 0xF8, 0xFD])
def test_a_name_in_a_segment_of_jpeg_is_in_no_cleaned_file(marker, tmp_path):
    word, content = outcome(JPEG[:2] + segment(marker, NAME) + JPEG[2:], SYNTAX['jpeg'], tmp_path)
    assert word in ('cleaned', 'held') and NAME not in content


@pytest.mark.parametrize('marker', [0x30, 0x52, 0x57, 0x58, 0x5F, 0x60, 0x61, 0x63, 0x6F, 0x74, 0x78])
def test_a_name_in_a_segment_of_jpeg_2000_is_in_no_cleaned_file(marker, tmp_path):
    behind = J2K.index(b'\xff\x5c')
    word, content = outcome(J2K[:behind] + segment(marker, NAME) + J2K[behind:], SYNTAX['j2k'], tmp_path)
    assert word in ('cleaned', 'held') and NAME not in content


@pytest.mark.parametrize(('form', 'stream'), [
    ('jpeg', JPEG[:-2] + NAME + JPEG[-2:]), ('jpeg', JPEG[:-2] + NAME), ('jpeg', JPEG[:20] + NAME + JPEG[20:]),
    ('jpeg', NAME + JPEG), ('jpeg-ls', JPEG_LS[:-2] + NAME + JPEG_LS[-2:]), ('j2k', J2K[:-2] + NAME + J2K[-2:]),
], ids=['before EOI', 'no EOI', 'between segments', 'before SOI', 'before EOI of JPEG-LS', 'before EOC'])
def test_a_name_in_a_gap_is_in_no_cleaned_file(form, stream, tmp_path):
    _, content = outcome(stream, SYNTAX[form], tmp_path)
    assert NAME not in content


@pytest.mark.parametrize('kind', [b'xml ', b'uuid', b'uinf', b'res ', b'abcd'])
def test_boxes_in_the_head_of_a_jp2_file_go(kind):
    at = JP2.index(b'jp2h') - 4
    size, = struct.unpack('>I', JP2[at:at + 4])
    more = box(kind, NAME)
    stream = JP2[:at] + struct.pack('>I', size + len(more)) + JP2[at + 4:at + size] + more + JP2[at + size:]
    changed = bytearray(stream)
    for _, start, stop in blanks(memoryview(stream)):
        changed[start:stop] = bytes(stop - start)
    assert NAME not in changed
    assert (imagecodecs.jpeg2k_decode(bytes(changed)) == ARRAY).all()


@pytest.mark.parametrize('text', ['Kakadu-v7 Zanderblik', 'Lavc58 12345678', 'LEAD Technologies Inc. Quorvia', 'Created by OpenJPEG for Zanderblik',
                                  'Kdu-Layer-Info: log_2{Delta-D(squared-error)/Delta-L(bytes)}, L(bytes)\nZanderblik'])
def test_a_comment_that_begins_as_one_of_a_program_says_more(text):
    payload = memoryview(b'\xff\x64' + struct.pack('>H', len(text) + 4) + b'\0\1' + text.encode())
    assert not metadata.names_encoder(payload, 'COM', 0, len(text) + 2)


@pytest.mark.parametrize('text', ['Kakadu-v7.10.2', 'Created by OpenJPEG version 2.5.0', 'LEAD Technologies Inc. V1.01\0', 'OpenJPH Ver 0.10.beta0.',
                                  'Creator: JasPer Version 1.701.0', 'Lavc58.54.100', 'OpenJPH Ver 0.7.3.',
                                  'Kdu-Layer-Info: log_2{Delta-D(squared-error)/Delta-L(bytes)}, L(bytes)\n-192.0,  1.2e+04\n'])
def test_a_comment_that_only_names_a_program_stays(text):
    payload = memoryview(b'\xff\x64' + struct.pack('>H', len(text) + 4) + b'\0\1' + text.encode())
    assert metadata.names_encoder(payload, 'COM', 0, len(text) + 2)


def run_lengths():
    """A frame in RLE: header, and one segment."""
    body = b''.join(bytes([63]) + ARRAY[row].tobytes() for row in range(64))
    return struct.pack('<16I', 1, 64, *[0] * 14), body


HEAD, BODY = run_lengths()


@pytest.mark.parametrize('stream', [
    HEAD + BODY + NAME, HEAD + BODY + bytes([len(NAME) - 1]) + NAME, HEAD[:4] + struct.pack('<I', 64 + len(NAME)) + HEAD[8:] + NAME + BODY,
    HEAD[:8] + NAME + HEAD[8 + len(NAME):] + BODY,
], ids=['behind', 'a run too many', 'gap', 'offsets'])
def test_a_name_beside_the_runs_goes(stream, tmp_path):
    word, content = outcome(stream + b'\0' * (len(stream) % 2), RLE, tmp_path)
    assert word == 'cleaned' and NAME not in content
    assert (pydicom.dcmread(io.BytesIO(content)).pixel_array == ARRAY).all()


def test_runs_that_cannot_be_read_are_held(tmp_path):
    for head in (struct.pack('<16I', 2, 64, *[0] * 14), HEAD[:4] + struct.pack('<I', 99999) + HEAD[8:]):
        assert outcome(head + BODY + NAME + b'\0', RLE, tmp_path)[0] != 'cleaned'


def deflated():
    machine = zlib.compressobj(0, wbits=-15)
    return machine.compress(SPELT.tobytes()) + machine.flush()


SPELT = ARRAY.copy()
SPELT[5, :len(NAME)] = np.frombuffer(NAME, np.uint8)
RUNS = HEAD + b''.join(bytes([63]) + row.tobytes() for row in SPELT)


@pytest.mark.parametrize(('stream', 'syntax'), [(RUNS, RLE), (deflated(), DEFLATED)], ids=['RLE', 'deflated'])
def test_what_can_only_be_cells_is_not_searched_for_names(stream, syntax, tmp_path, monkeypatch):
    """A frame of which every byte outside the ranges that go is cells, or how they are packed, holds what its picture shows; searching it
    takes longer than all else. Stored blocks and literal runs spell cells out, so that the letters can be seen to stay."""
    searched = []
    monkeypatch.setattr(surplus, 'names_left', lambda *given: searched.append(given) or True)
    stream += b'\0' * (len(stream) % 2)
    word, content = outcome(stream, syntax, tmp_path)
    assert word == 'cleaned' and not searched
    assert (pydicom.dcmread(io.BytesIO(content)).pixel_array == SPELT).all() if syntax == RLE else NAME in content
    outcome(JPEG + b'\0' * (len(JPEG) % 2), SYNTAX['jpeg'], tmp_path / 'jpeg')
    assert searched


def test_a_name_is_found_in_any_case_outside_what_goes():
    stream = b'\xff\xd8..WiBisonO..\xff\xd9'
    assert surplus.names_left(stream, [], ['wibisono']) and not surplus.names_left(stream, [], ['wibisona'])
    assert not surplus.names_left(stream, [('comment', 4, 12)], ['wibisono']) and surplus.names_left(stream * 2, [('comment', 4, 12)], ['wibisono'])


def test_where_runs_end():
    two = b'\x01ab\xfec\x80\x00d'      # two as they are, three the same, nothing, one
    for count, end in ((1, 2), (2, 3), (3, 5), (5, 5), (6, 8), (7, 8)):
        assert kernel.used(two, 0, len(two), count) == end


@pytest.mark.parametrize('level', [0, 6])
@pytest.mark.parametrize('tail', [b'', b'\0', b'x', NAME, b'\0' + NAME])
def test_a_name_behind_a_deflated_frame_goes(level, tail, tmp_path):
    machine = zlib.compressobj(level, wbits=-15)
    stream = machine.compress(ARRAY.tobytes()) + machine.flush()
    whole = stream + tail
    word, content = outcome(whole + b'\0' * (len(whole) % 2), DEFLATED, tmp_path)
    assert word in ('cleaned', 'unchanged') and NAME not in content
    assert zlib.decompressobj(-15).decompress(frame_of(content)) == ARRAY.tobytes()


def test_a_deflated_frame_of_more_cells_is_held(tmp_path):
    machine = zlib.compressobj(0, wbits=-15)
    assert outcome(machine.compress(ARRAY.tobytes() + NAME) + machine.flush(), DEFLATED, tmp_path)[0] != 'cleaned'


def inside(keyword, *fragments):
    """A file with an uncompressed description of its own around a compressed small picture, in an item of a sequence."""
    made = dataset_of(JPEG, SYNTAX['jpeg'])
    small = images.dataset(ARRAY)
    item = pydicom.Dataset()
    for name in ('Rows', 'Columns', 'SamplesPerPixel', 'PhotometricInterpretation', 'BitsAllocated', 'BitsStored', 'HighBit', 'PixelRepresentation'):
        setattr(item, name, small[name].value)
    item.PixelData = encapsulate(list(fragments))
    item['PixelData'].is_undefined_length, item['PixelData'].VR = True, 'OB'
    setattr(made, keyword, [item])
    out = io.BytesIO()
    pydicom.dcmwrite(out, made, enforce_file_format=True)
    return out.getvalue()


@pytest.mark.parametrize('keyword', ['AnatomicRegionSequence', 'IconImageSequence'])
@pytest.mark.parametrize('extra', [segment(0xFE, NAME), segment(0xE1, b'Exif\0\0' + NAME), segment(0xF0, NAME), segment(0xC4, NAME), NAME])
def test_a_small_picture_in_an_item_loses_it_too(keyword, extra, tmp_path):
    path = tmp_path / 'in.dcm'
    path.write_bytes(inside(keyword, JPEG[:2] + extra + JPEG[2:]))
    policy = samar.Policy.preset('research', elements={'IconImageSequence': 'keep'})
    found = samar.deidentify(str(path), policy)
    assert found.word in ('cleaned', 'held')
    if found.word == 'held':
        assert 'beside-picture' in [point['code'] for point in found.open]
        return
    found.save(tmp_path / 'out')
    written, = (tmp_path / 'out').iterdir()
    assert NAME not in written.read_bytes()
    new = getattr(pydicom.dcmread(written), keyword)[0]
    assert new.Rows == 64 and JPEG[-200:] in new.PixelData


def test_what_stands_beside_a_small_picture_is_compared_with_the_input(tmp_path):
    """A splice inside an item frees that element of verification, and none beside it."""
    record = records.open_record(cpython.of_bytes(inside('AnatomicRegionSequence', JPEG[:2] + segment(0xFE, NAME) + JPEG[2:])))
    decisions = decide.decide(record, choices.policy_of(shelf.preset('research'), None, None, {}))
    work = carry_out.work(record, decisions, sweep.sweep(record, decisions).words, identity.Identity(memoryview(bytes(32))), ())
    freed = [record.table.tag[row] for row in range(record.table.count) if work.free[row]]
    assert freed == [0x7FE00010]


EVEN = JPEG + b'\0' * (len(JPEG) % 2)
FIRST = struct.pack('<II', 0, 8 + len(EVEN))
OFFSETS, LENGTHS = struct.pack('<QQ', 0, 8 + len(EVEN)), struct.pack('<QQ', len(JPEG), len(EVEN))
TEXT = NAME[:16]


def tables(basic=b'', **extended):
    """A file of two frames with these tables."""
    made = dataset_of(JPEG, SYNTAX['jpeg'])
    made.NumberOfFrames = 2
    made.PixelData = b''.join(b'\xfe\xff\0\xe0' + struct.pack('<I', len(one)) + one for one in (basic, EVEN, EVEN))
    made['PixelData'].is_undefined_length = True
    for keyword, value in extended.items():
        made.add_new(pydicom.datadict.tag_for_keyword(keyword), 'OV', value)
    out = io.BytesIO()
    pydicom.dcmwrite(out, made, enforce_file_format=True)
    return out.getvalue()


@pytest.mark.parametrize('boxes', [(), ((0, 0, 8, 8),)])
@pytest.mark.parametrize(('basic', 'extended', 'stays'), [
    (FIRST, {}, True), (b'', {'ExtendedOffsetTable': OFFSETS, 'ExtendedOffsetTableLengths': LENGTHS}, True), (TEXT, {}, False),
    (FIRST + TEXT, {}, False), (FIRST[:4] + TEXT[:4], {}, False), (TEXT[:10], {}, False),
    (b'', {'ExtendedOffsetTable': TEXT, 'ExtendedOffsetTableLengths': LENGTHS}, False),
    (b'', {'ExtendedOffsetTable': OFFSETS, 'ExtendedOffsetTableLengths': TEXT}, False),
    (b'', {'ExtendedOffsetTable': OFFSETS, 'ExtendedOffsetTableLengths': LENGTHS, 'EncapsulatedPixelDataValueTotalLength': TEXT[:8]}, False),
    (b'', {'EncapsulatedPixelDataValueTotalLength': TEXT}, False), (b'', {'ExtendedOffsetTable': TEXT}, False)])
def test_a_table_of_offsets_says_where_frames_are_or_goes(basic, extended, stays, boxes):
    content = tables(basic, **extended)
    found = run.outcome(content, name='research', boxes=boxes)
    assert found.word == 'cleaned', found.error
    new, old = (pydicom.dcmread(io.BytesIO(one)) for one in (bytes(found.output.read(0, found.output.size)), content))
    assert TEXT[:4] not in new.PixelData and not [element for element in new if element.tag >> 16 == 0x7FE0 and TEXT[:4] in bytes(element.value)]
    frames = [*generate_frames(new.PixelData, number_of_frames=2)]
    assert boxes or [frame[:len(JPEG)] for frame in frames] == [JPEG, JPEG]
    if stays and not boxes:
        assert new.PixelData == old.PixelData and [one.tag for one in new.group_dataset(0x7FE0)] == [
            one.tag for one in old.group_dataset(0x7FE0)]


def test_a_table_of_offsets_beside_uncompressed_cells_goes():
    made = images.dataset(ARRAY)
    made.add_new(0x7FE00001, 'OV', TEXT)
    out = io.BytesIO()
    pydicom.dcmwrite(out, made, enforce_file_format=True)
    for boxes in ((), ((0, 0, 2, 2),)):
        assert TEXT not in run.output(out.getvalue(), name='research', boxes=boxes)


def streams():
    """{name: (stream, transfer syntax)} of the kinds above, for the other runtime."""
    found = {'runs': (HEAD + BODY, RLE), 'runs-tail': (HEAD + BODY + NAME + b'\0', RLE), 'runs-more': (HEAD + BODY + bytes([22]) + NAME, RLE),
             'runs-odd': (HEAD[:4] + struct.pack('<I', 99999) + HEAD[8:] + BODY, RLE)}
    for level in (0, 6):
        machine = zlib.compressobj(level, wbits=-15)
        stream = machine.compress(ARRAY.tobytes()) + machine.flush()
        for place, tail in enumerate((b'', b'\0', b'xy', NAME, b'\0' + NAME)):
            found[f'deflated-{level}-{place}'] = (stream + tail + b'\0' * (len(stream + tail) % 2), DEFLATED)
    found['deflated-cut'] = (stream[:-8], DEFLATED)
    machine = zlib.compressobj(6, wbits=-15)
    found['deflated-more'] = (machine.compress(ARRAY.tobytes() + NAME) + machine.flush(), DEFLATED)
    for marker in (0x02, 0xC4, 0xDB, 0xDE, 0xF0):
        found[f'jpeg-{marker}'] = (JPEG[:2] + segment(marker, NAME) + JPEG[2:], SYNTAX['jpeg'])
    found['jpeg-gap'] = (JPEG[:20] + NAME + JPEG[20:], SYNTAX['jpeg'])
    behind = J2K.index(b'\xff\x5c')
    for marker in (0x57, 0x63, 0x6F, 0x74):
        found[f'j2k-{marker}'] = (J2K[:behind] + segment(marker, NAME) + J2K[behind:], SYNTAX['j2k'])
    return {name: (stream + b'\0' * (len(stream) % 2), syntax) for name, (stream, syntax) in found.items()}
