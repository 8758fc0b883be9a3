"""Values under the pointer against pydicom's arrays, over generated images and the corpus; sides and rates against what PS3.3 says of them."""

import numpy as np
import pydicom
import pytest
from pydicom.dataset import Dataset
from pydicom.pixels import apply_modality_lut
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRBigEndian
from samar.core import worker
from samar.core.errors import Malformed, SamarError
from samar.core.pixels import image, readout
from samar.hosts import cpython

from tests.pixels import images

RANDOM = np.random.default_rng(11)
CHOICES = {'preset': 'research', 'options': None, 'categories': {}, 'elements': {}, 'masks': []}


def places(rows, columns):
    return [(0, 0), (columns - 1, rows - 1), (columns // 2, rows // 3)]


@pytest.mark.parametrize('syntax', [None, ExplicitVRBigEndian])
@pytest.mark.parametrize('kind, stored', [(np.uint8, 8), (np.uint16, 12), (np.int16, 12), (np.int16, 16), (np.uint32, 32), (np.int32, 32)])
def test_grey_values_are_those_after_the_modality_transformation(kind, stored, syntax):
    low = -(1 << (stored - 1)) if np.issubdtype(kind, np.signedinteger) else 0
    cells = RANDOM.integers(low, low + (1 << stored), (3, 9, 14)).astype(kind)
    if syntax:
        cells = cells.astype(cells.dtype.newbyteorder('>'))
    found = images.dataset(cells, bits_stored=stored, frames=3, RescaleSlope='0.5', RescaleIntercept='-1024', Modality='CT',
                           **({'syntax': syntax} if syntax else {}))
    record, info = images.opened(found)
    wanted = apply_modality_lut(cells.astype(kind), found)
    for frame in (0, 2):
        for x, y in places(9, 14):
            told = readout.read(record, info, frame, x, y)
            assert told == {'values': [pytest.approx(wanted[frame, y, x])], 'unit': 'HU'}


def test_colours_are_told_as_they_are_stored():
    cells = RANDOM.integers(0, 256, (5, 7, 3)).astype(np.uint8)
    for planar in (0, 1):
        found = images.dataset(cells, 'YBR_FULL')
        found.PlanarConfiguration = planar
        data = cells.tobytes() if planar == 0 else np.moveaxis(cells, 2, 0).tobytes()
        found.PixelData = data + b'\0' * (len(data) % 2)
        record, info = images.opened(found)
        for x, y in places(5, 7):
            assert readout.read(record, info, 0, x, y) == {'values': list(cells[y, x]), 'unit': 'YBR_FULL'}


def test_a_pair_of_pixels_shares_its_colour_in_422():
    cells = RANDOM.integers(0, 256, (4, 6, 2)).astype(np.uint8)      # Y Y Cb Cr for each pair
    found = images.dataset(np.zeros((4, 6, 3), np.uint8), 'YBR_FULL_422')
    found.PixelData = cells.tobytes()
    record, info = images.opened(found)
    flat = cells.reshape(4, 3, 4)
    for x, y in places(4, 6):
        first = flat[y, x // 2]
        assert readout.read(record, info, 0, x, y)['values'] == [first[x % 2], first[2], first[3]]


def test_an_index_into_a_palette_stays_an_index():
    cells = np.arange(12, dtype=np.uint8).reshape(3, 4)
    record, info = images.opened(images.dataset(cells, 'PALETTE COLOR'))
    assert readout.read(record, info, 0, 2, 1) == {'values': [6], 'unit': ''}


@pytest.mark.parametrize('more, unit, factor', [
    ({'Modality': 'CT'}, '', 1), ({'Modality': 'CT', 'RescaleType': 'US'}, '', 1), ({'Modality': 'MR', 'RescaleType': 'US'}, '', 1),
    ({'Modality': 'PT', 'Units': 'BQML'}, 'Bq/ml', 1), ({'Modality': 'PT', 'Units': 'GML'}, 'g/ml', 1), ({'Modality': 'DX', 'RescaleType': 'OD'}, 'OD', 1),
    ({'Modality': 'RTDOSE', 'DoseUnits': 'GY', 'DoseGridScaling': '0.25'}, 'Gy', 0.25), ({'Modality': 'MR', 'RescaleType': 'a unit of some maker'}, '', 1),
    ({'Modality': 'MR', 'RescaleType': 'mm2/s'}, 'mm2/s', 1), ({'Modality': 'MR', 'DoseGridScaling': '0.25'}, '', 1)])
def test_units(more, unit, factor):
    record, info = images.opened(images.dataset(np.full((2, 2), 8, np.uint16), **more))
    assert readout.read(record, info, 0, 1, 1) == {'values': [8 * factor], 'unit': unit}


def test_functional_groups_speak_for_their_frame():
    found = images.dataset(np.full((2, 2, 2), 3, np.uint16), frames=2, Modality='PT')
    groups = []
    for slope, cosines in (('2', [1, 0, 0, 0, 1, 0]), ('3', [0, 1, 0, 0, 0, -1])):
        values, plane, group = Dataset(), Dataset(), Dataset()
        values.RescaleSlope, values.RescaleIntercept, values.RescaleType = slope, '1', 'CNTS'
        plane.ImageOrientationPatient = cosines
        group.PixelValueTransformationSequence, group.PlaneOrientationSequence = Sequence([values]), Sequence([plane])
        groups.append(group)
    found.PerFrameFunctionalGroupsSequence = Sequence(groups)
    record, info = images.opened(found)
    assert [readout.read(record, info, frame, 0, 0) for frame in (0, 1)] == [{'values': [7], 'unit': 'counts'}, {'values': [10], 'unit': 'counts'}]
    assert readout.sides(record, 0) == ['R', 'A', 'L', 'P'] and readout.sides(record, 1) == ['A', 'H', 'P', 'F']


@pytest.mark.parametrize('more, sides', [
    ({'ImageOrientationPatient': [1, 0, 0, 0, 1, 0]}, ['R', 'A', 'L', 'P']), ({'ImageOrientationPatient': [0, 1, 0, 0, 0, -1]}, ['A', 'H', 'P', 'F']),
    ({'ImageOrientationPatient': [0.8, 0.6, 0, 0, 0.2, -0.98]}, ['RA', 'H', 'LP', 'F']), ({'PatientOrientation': ['L', 'F']}, ['R', 'H', 'L', 'F']),
    ({'PatientOrientation': ['A', 'FR']}, ['P', 'HL', 'A', 'FR']), ({'PatientOrientation': ['DI', 'PA']}, ['', 'AP', '', 'PA']),
    ({'PatientOrientation': ['', '']}, None), ({'PatientOrientation': 'L'}, None), ({}, None), ({'ImageOrientationPatient': [1, 0, 0]}, None)])
def test_sides(more, sides):
    record, _ = images.opened(images.dataset(np.zeros((2, 2), np.uint8), **more))
    assert readout.sides(record, 0) == sides


@pytest.mark.parametrize('more, rate', [
    ({}, None), ({'CineRate': '25'}, 25), ({'CineRate': '25', 'RecommendedDisplayFrameRate': '12'}, 12), ({'FrameTime': '40'}, 25), ({'FrameTime': '0'}, None),
    ({'FrameTimeVector': ['0', '20', '30']}, 40), ({'CineRate': '0', 'FrameTime': '50'}, 20), ({'FrameTime': '0.0001'}, None)])
def test_rates(more, rate):
    record, _ = images.opened(images.dataset(np.zeros((2, 2, 2), np.uint8), frames=2, **more))
    assert readout.rate(record) == (rate if rate is None else pytest.approx(rate))


@pytest.mark.parametrize('place', [(-1, 0, 0), (0, 5, 0), (0, 0, 4), (0, -1, 0), (1, 0, 0)])
def test_a_pixel_outside_is_refused(place):
    record, info = images.opened(images.dataset(np.zeros((4, 5), np.uint8)))
    with pytest.raises(Malformed):
        readout.read(record, info, *place)


def test_a_value_under_a_mask_is_not_told_in_the_result():
    cpython.install()
    worker.handle('hello', {'secret': memoryview(bytes(32))})
    worker.handle('open', {'key': 'v', 'file': cpython.of_bytes(images.written(images.dataset(np.full((8, 8), 77, np.uint8))))})
    masked = {**CHOICES, 'masks': [{'x': 2, 'y': 2, 'w': 3, 'h': 3, 'first': 0, 'last': -1, 'enabled': True}]}
    asked = {'key': 'v', 'choices': masked, 'frame': 0, 'row': 3}
    assert worker.handle('value', {**asked, 'column': 3})['values'] == [77]
    assert worker.handle('value', {**asked, 'column': 3, 'result': True})['values'] == []
    assert worker.handle('value', {**asked, 'column': 5, 'result': True})['values'] == [77]
    assert worker.handle('clean', {'key': 'v', 'choices': masked})['outcome'] in ('cleaned', 'held')
    assert worker.handle('value', {**asked, 'column': 3, 'result': True})['values'] in ([0], [])
    worker.handle('close', {'key': 'v'})


def test_corpus(corpus):
    """Every picture of the corpus that pydicom reads without a plug-in: three pixels of it are what pydicom gives."""
    same = 0
    for path in sorted(corpus.rglob('*.dcm')):
        try:
            given = pydicom.dcmread(path)
            record, info = images.opened(path.read_bytes())
        except Exception:
            continue
        if info is None or info.problem or info.encapsulated or info.samples != 1 or info.photometric == 'PALETTE COLOR':
            continue
        assert readout.sides(record, 0) is None or len(readout.sides(record, 0)) == 4
        try:
            array = given.pixel_array
        except Exception:
            continue
        frame = array if info.frames == 1 else array[0]
        if frame.shape != (info.rows, info.columns) or image.nested.inside(record.table, -1, image.SHARED) >= 0:
            continue
        wanted = apply_modality_lut(frame, given).astype(float) * float(given.get('DoseGridScaling', 1) if given.get('Modality') == 'RTDOSE' else 1)
        for x, y in places(info.rows, info.columns):
            try:
                assert readout.read(record, info, 0, x, y)['values'] == [pytest.approx(wanted[y, x], rel=1e-6)], path.name
            except SamarError as error:
                raise AssertionError(path.name, error.code) from error
        same += 1
    assert same > 50, same
