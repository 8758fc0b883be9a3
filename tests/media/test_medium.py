"""A new DICOMDIR, read by other programs."""

import io
import pathlib
import shutil
import subprocess

import pydicom
import pydicom.data
import pytest
from pydicom.fileset import FileSet
from samar.core import pipeline
from samar.core.media import medium
from samar.core.plan import identity as naming
from samar.core.review import opened

from tests.media.test_media import SECRET, SET, handle

CHOICES = {'preset': 'research', 'options': None, 'categories': {}, 'elements': {}, 'masks': [], 'settled': {'text-risk': 'looked'}}
FILES = ('CT_small.dcm', 'MR_small.dcm', 'rtplan.dcm', 'rtdose.dcm', 'rtstruct.dcm', 'test-SR.dcm', 'waveform_ecg.dcm')


def outputs():
    """Content of outputs: made-up images of two series, and files of many kinds."""
    given = list(SET)
    for name in FILES:
        path = pydicom.data.get_testdata_file(name)
        if path is not None:
            given.append(pathlib.Path(path).read_bytes())
    identity = naming.Identity(SECRET)
    for content in given:
        outcome = pipeline.deidentify(handle(content), opened.policy_of(CHOICES), identity, (), CHOICES['settled'])
        if outcome.output is not None and outcome.check is not None:
            yield outcome


@pytest.fixture(scope='module')
def disc(tmp_path_factory):
    """A medium on disk: its folder and the facts of its files."""
    from samar.hosts import cpython
    cpython.install()
    folder = tmp_path_factory.mktemp('disc')
    names, found = medium.Names(), []
    for outcome in outputs():
        one = medium.facts(outcome.check.output)
        one['path'] = names.path(one)
        path = folder / one['path']
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, 'wb') as stream:
            outcome.output.write_to(stream)
        found.append(one)
    (folder / 'DICOMDIR').write_bytes(bytes(medium.write(found, '2.25.99')))
    return folder, found


def test_pydicom_finds_every_file_and_what_its_records_say(disc):
    folder, found = disc
    assert len(found) >= 6
    directory = pydicom.dcmread(folder / 'DICOMDIR')
    assert str(directory.file_meta.MediaStorageSOPClassUID) == medium.SOP_CLASS
    files = FileSet(directory)
    assert len(files) == len(found)
    for instance, one in zip(files, found, strict=True):
        made = pydicom.dcmread(instance.path)
        assert made.SOPInstanceUID == instance.SOPInstanceUID == one['instance']
        assert (made.StudyInstanceUID, made.SeriesInstanceUID) == (instance.StudyInstanceUID, instance.SeriesInstanceUID)
    kinds = {str(record.DirectoryRecordType) for record in directory.DirectoryRecordSequence}
    assert {'PATIENT', 'STUDY', 'SERIES', 'IMAGE', 'RT PLAN'} <= kinds


def test_names_are_counted_within_patient_study_and_series():
    names = medium.Names()
    found = [names.path({'patient': a, 'study': b, 'series': c}) for a, b, c in ('a11', 'a11', 'a12', 'b11', 'a21')]
    assert found == ['P0000001/S0000001/X0000001/I0000001', 'P0000001/S0000001/X0000001/I0000002', 'P0000001/S0000001/X0000002/I0000001',
                     'P0000002/S0000001/X0000001/I0000001', 'P0000001/S0000002/X0000001/I0000001']


def test_names_are_those_of_iso_9660(disc):
    _, found = disc
    for one in found:
        parts = one['path'].split('/')
        assert len(parts) == 4 and all(len(part) == 8 and part.isalnum() and part.isupper() for part in parts)
    assert len({one['path'] for one in found}) == len(found)


@pytest.mark.skipif(shutil.which('dcmdump') is None, reason='dcmdump of dcmtk is not installed')
def test_dcmtk_reads_it(disc):
    folder, found = disc
    done = subprocess.run(['dcmdump', '+L', folder / 'DICOMDIR'], capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr, done.stderr
    # dcmdump says of each record which file it refers to, and where an offset leads to no record
    assert done.stdout.count('(0004,1500)') == len(found)
    assert 'W:' not in done.stdout and 'E:' not in done.stdout


def test_it_is_read_back_as_any_directory(disc):
    from samar.core.elements import record as records
    from samar.core.media import dicomdir
    folder, found = disc
    read = dicomdir.entries(records.open_record(handle((folder / 'DICOMDIR').read_bytes())))
    assert ['/'.join(one['parts']) for one in read if one['parts']] == [one['path'] for one in found]


def test_text_outside_ascii_is_in_utf_8_and_an_empty_medium_is_one():
    one = {'patient': 'a', 'study': 'b', 'series': 'c', 'type': 'IMAGE', 'class': '1.2', 'instance': '1.3', 'syntax': '1.2.840.10008.1.2.1',
           'levels': [[[0x00100010, 'PN', 'Müller^Ä'], [0x00100020, 'LO', '']], [[0x0020000D, 'UI', '1.9'], [0x00200010, 'SH', '']],
                      [[0x00200011, 'IS', '']]], 'keys': [[0x00200013, 'IS', '']], 'concept': []}
    one['path'] = medium.Names().path(one)
    directory = pydicom.dcmread(io.BytesIO(bytes(medium.write([one], '2.25.1'))))
    patient, study, series, image = directory.DirectoryRecordSequence
    assert (str(patient.PatientName), patient.PatientID, study.StudyID, series.SeriesNumber, image.InstanceNumber) == (
        'Müller^Ä', 'P0000001', 'S0000001', 1, 1)
    assert len(pydicom.dcmread(io.BytesIO(bytes(medium.write([], '2.25.1')))).DirectoryRecordSequence) == 0
