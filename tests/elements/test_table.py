"""The element table against files whose bytes are known, and against pydicom over its own test files."""

import io
import pathlib
import struct

import pydicom
import pytest
from samar.core.elements import paths, table
from samar.core.elements import record as records
from samar.core.errors import Malformed, NotDicom
from samar.hosts import cpython as host_cpython

from tests import files

SYNTAXES = (files.EXPLICIT, files.IMPLICIT, files.BIG)


def opened(content):
    return records.open_record(host_cpython.of_bytes(content))


def listing(found):
    rows = found.table
    return [(f'{rows.tag[i]:08X}', found.vr(i), rows.depth[i], rows.length[i]) for i in range(rows.count)]


@pytest.mark.parametrize('syntax', SYNTAXES)
@pytest.mark.parametrize('undefined', (False, True))
def test_nested_rows_have_their_place(syntax, undefined):
    inner = files.element(0x00100010, 'PN', 'A^B', syntax)
    content = [files.element(0x00080016, 'UI', files.CT, syntax),
               files.sequence(0x00081032, [files.item(inner, syntax, undefined)] * 2, syntax, undefined),
               files.element(0x00100020, 'LO', 'X', syntax)]
    found = opened(files.build(content, syntax))
    rows = found.table
    assert found.error is None
    names = [paths.path(found, i) for i in range(rows.count) if rows.tag[i] >> 16 != 0xFFFE]
    assert names == ['(0008,0016)', '(0008,1032)', '(0008,1032)[0].(0010,0010)', '(0008,1032)[1].(0010,0010)', '(0010,0020)']
    sequence = rows.find(0x00081032)
    assert rows.stop[sequence] == rows.start[rows.find(0x00100020)]
    assert [rows.depth[i] for i in range(rows.count) if rows.tag[i] == 0x00100010] == [2, 2]


@pytest.mark.parametrize('syntax', SYNTAXES)
def test_un_of_undefined_length_is_an_implicit_sequence(syntax):
    inner = files.element(0x00100010, 'PN', 'A^B', files.IMPLICIT)
    whole = files.item(inner, files.IMPLICIT, True) + struct.pack('<HHI', 0xFFFE, 0xE0DD, 0)
    found = opened(files.build([files.element(0x00080016, 'UI', files.CT, syntax),
                                files.element(0x00091010, 'UN', whole, syntax, files.UNDEFINED)], syntax))
    if syntax == files.BIG:
        pytest.skip('in big endian files pydicom and PS3.5 6.2.2 agree on little endian inside UN; lengths here are those of the file')
    assert found.error is None
    inside = [i for i in range(found.table.count) if found.table.tag[i] == 0x00100010]
    assert len(inside) == 1 and found.texts(inside[0]) == ['A^B']


def test_un_that_only_looks_like_a_sequence_stays_a_value():
    fake = b'\xfe\xff\x00\xe0\x08\x00\x00\x00' + b'notatag!!!'
    found = opened(files.build([files.element(0x00080016, 'UI', files.CT), files.element(0x00091010, 'UN', fake),
                                files.element(0x00100010, 'PN', 'A')]))
    assert found.error is None
    assert [row[0] for row in listing(found)] == ['00080016', '00091010', '00100010']


def test_encapsulated_pixel_data_has_fragments_as_rows():
    fragments = files.item(b'') + files.item(b'abcd') + files.item(b'ef')
    pixels = files.element(0x7FE00010, 'OB', fragments + struct.pack('<HHI', 0xFFFE, 0xE0DD, 0), length=files.UNDEFINED)
    found = opened(files.build([files.element(0x00080016, 'UI', files.CT), pixels], '1.2.840.10008.1.2.4.50'))
    row = found.row(0x7FE00010)
    parts = [bytes(found.table.raw(i)) for i in range(row + 1, found.table.count) if found.table.tag[i] == table.ITEM]
    assert parts == [b'', b'abcd', b'ef']


@pytest.mark.parametrize(('content', 'code'), [
    (b'', 'empty'), (b'hello, this is a text file\n' * 9, 'not-dicom'), (b'PK\x03\x04' + bytes(200), 'not-dicom-zip'),
    (b'%PDF-1.4\n' + bytes(200), 'not-dicom-pdf'), (b'\xff\xd8\xff\xe0' + bytes(200), 'not-dicom-jpeg'),
    (b'\x5c\x01\0\0' + bytes(344), 'not-dicom-volume'), (b'\0\0\x01\x5c' + bytes(344), 'not-dicom-volume'),
    (b'\x1f\x8b\x08\0' + bytes(200), 'not-dicom-packed'), (b'\xff\x4f\xff\x51\0\x2f' + bytes(200), 'not-dicom-stream'),
    (b'\x89PNG\r\n\x1a\n' + bytes(200), 'not-dicom-picture'), (b'\0\0\0\x18ftypmp42' + bytes(200), 'not-dicom-picture'),
    (b'II*\0', 'not-dicom-picture'), (b'BM\xb6\1\0\0\0\0\0\0\x36', 'not-dicom-picture'), (b'BMI of the group\n', 'not-dicom'), (b'P', 'not-dicom')])
def test_other_files_are_refused(content, code):
    with pytest.raises(NotDicom) as caught:
        opened(content)
    assert caught.value.code == code


@pytest.mark.parametrize(('elements', 'code'), [
    ([files.element(0x00100010, 'PN', 'AB', length=400)], 'truncated'),
    ([files.sequence(0x00081032, [files.element(0x00100010, 'PN', 'AB')])], 'item-missing'),
    ([files.sequence(0x00081032, [files.item(files.element(0x00100010, 'PN', 'AB', length=64))]),
      files.element(0x00100020, 'LO', 'x' * 64)], 'overrun'),
    ([files.item(b'')], 'item-stray'),
    ([struct.pack('<HH', 0x10, 0x10) + b'\1\2\3\4'], 'vr-bad'),
    ([files.element(0x00100010, 'UT', '', length=files.UNDEFINED)], 'length-undefined'),
    ([files.element(0x00081032, 'SQ', files.item(b'', undefined=True), length=files.UNDEFINED)], 'sequence-unclosed')])
def test_malformed_files_keep_what_was_read(elements, code):
    first = files.element(0x00080016, 'UI', files.CT)
    found = opened(files.build([first, *elements]))
    assert isinstance(found.error, Malformed) and found.error.code == code
    assert found.error.offset >= len(files.meta()) + len(first)
    assert found.get(0x00080016) == [files.CT]


@pytest.mark.parametrize(('deep', 'code'), [(300, None), (2000, 'too-deep')])
def test_sequences_are_read_to_a_depth_that_no_real_file_has(deep, code):
    inner = files.element(0x00100010, 'PN', 'A')
    for _ in range(deep):
        inner = files.element(0x00081032, 'SQ', files.item(inner, undefined=True) + struct.pack('<HHI', 0xFFFE, 0xE0DD, 0),
                              length=files.UNDEFINED)
    found = opened(files.build([files.element(0x00080016, 'UI', files.CT), inner]))
    assert (found.error.code if found.error else None) == code
    if code is None:
        assert max(found.table.depth[i] for i in range(found.table.count)) == 2 * deep


def test_windows_that_end_anywhere(monkeypatch):
    content = files.build(files.body() + [files.element(0x7FE10010, 'LO', 'PRIV')])
    whole = listing(opened(content))
    for size in (16, 17, 23, 64, 101):
        monkeypatch.setattr(table, 'FIRST', size)
        monkeypatch.setattr(table, 'LARGEST', size)
        assert listing(opened(content)) == whole


def flat(dataset):
    for one in dataset:
        yield one.tag
        if one.VR == 'SQ':
            for inside in one.value:
                yield from flat(inside)


SAMPLES = sorted((pathlib.Path(pydicom.__file__).parent / 'data').rglob('*.dcm'))


@pytest.mark.parametrize('path', SAMPLES, ids=lambda p: p.name)
def test_same_elements_as_pydicom(path):
    with open(path, 'rb') as stream:
        content = stream.read()
    try:
        found = opened(content)
    except NotDicom:
        with pytest.raises(pydicom.errors.InvalidDicomError):
            pydicom.dcmread(io.BytesIO(content))
        return
    if found.error is not None:
        return
    expected = sorted(int(tag) for tag in flat(pydicom.dcmread(io.BytesIO(content), force=True)))
    rows = found.table
    mine = sorted(rows.tag[i] for i in range(rows.count) if rows.tag[i] >> 16 != 0xFFFE)
    # pydicom leaves UN of defined length closed; this reads the sequences inside
    assert [tag for tag in expected if tag not in mine] == []
    assert len(mine) >= len(expected)
