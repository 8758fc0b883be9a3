"""The samples: the same bytes each time, valid DICOM, and identity in the places where scanners leave it."""

import shutil
import subprocess

import numpy
import pydicom
import pytest

from tools.sample import __main__ as sample
from tools.sample import font, person


@pytest.fixture(scope='module')
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp('sample')
    sample.write(place)
    return place


@pytest.fixture(scope='module')
def sets(folder):
    return {path.name: pydicom.dcmread(path) for path in folder.iterdir()}


def test_the_same_bytes_each_time(folder, tmp_path):
    for path in sample.write(tmp_path):
        assert path.read_bytes() == (folder / path.name).read_bytes()


def test_sizes(folder, sets):
    assert 250 <= len(list(sets['ct.dcm'].iterall())) <= 290
    assert 520_000 < (folder / 'ct.dcm').stat().st_size < 560_000
    assert (folder / 'us.dcm').stat().st_size < 300_000
    assert (folder / 'us-clip.dcm').stat().st_size < 1_500_000


def test_the_ct_looks_like_one(sets):
    ds = sets['ct.dcm']
    hounsfield = ds.pixel_array.astype(int) - 1024
    assert ds.pixel_array.shape == (512, 512)
    assert hounsfield[:, 100:400].min() < -900 < -100
    lung, bone, air = hounsfield[200:260, 100:160], hounsfield[325:345, 240:270], hounsfield[60:70, 240:270]
    assert -900 < numpy.median(lung) < -800
    assert 200 < numpy.median(bone) < 320
    assert numpy.median(air) < -950


@pytest.mark.parametrize(('name', 'x', 'y', 'scale'), [('ct.dcm', 8, 8, 2), ('us.dcm', 4, 4, 1), ('us-clip.dcm', 4, 4, 2)])
def test_the_name_is_burned_in(sets, name, x, y, scale):
    frame = sets[name].pixel_array
    frame = frame[-1] if name == 'us-clip.dcm' else frame
    drawn = numpy.zeros(frame.shape[:2], dtype=numpy.uint8)
    font.write(drawn, person.BURNED_NAME, x, y, 1, scale)
    area = numpy.s_[y:y + 7 * scale, x:x + font.width(person.BURNED_NAME, scale)]
    signs = drawn[area].astype(bool)
    bright = frame[area] if frame.ndim == 2 else frame[area].max(axis=2)
    assert bright[signs].min() > bright[~signs].max()


def test_identity_hides_at_depth(sets):
    for ds in sets.values():
        assert ds.OtherPatientIDsSequence[0].PatientID == person.OTHER_ID
        groups = {element.tag.group for element in ds if element.tag.is_private}
        assert groups
        block = ds.private_block(min(groups), 'SAMUDRA SAMPLE 1.0')
        assert block[0x10].value[0].PatientID == person.PATIENT_ID
    assert sets['ct.dcm'].OriginalAttributesSequence[0].ModifiedAttributesSequence[0].PatientID == 'TMP-0001'


def test_uids_are_valid_and_agree(sets):
    for ds in sets.values():
        assert ds.file_meta.MediaStorageSOPInstanceUID == ds.SOPInstanceUID
        for element in ds.iterall():
            if element.VR == 'UI' and element.VM == 1:
                assert pydicom.uid.UID(element.value).is_valid
    assert len({ds.StudyInstanceUID for ds in sets.values()}) == 1


@pytest.mark.skipif(shutil.which('dciodvfy') is None, reason='dciodvfy (Debian dicom3tools) is not installed')
@pytest.mark.parametrize('name', ['ct.dcm', 'us.dcm', 'us-clip.dcm'])
def test_dciodvfy_finds_no_error(folder, name):
    found = subprocess.run(['dciodvfy', str(folder / name)], capture_output=True, text=True, check=False)
    assert [line for line in (found.stdout + found.stderr).splitlines() if line.startswith('Error')] == []


def test_text_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match='fit'):
        font.write(numpy.zeros((8, 8)), 'AB', 0, 0, 1)
