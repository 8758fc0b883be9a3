"""The score of `make score` is full marks, every kind of check is made often, and every kind can fail."""

import io

import pydicom
import pytest

from tests.conformance import generate, score


@pytest.fixture(scope='module')
def files():
    return generate.build().files


@pytest.fixture(scope='module')
def card(files):
    return score.score(files, score.cleaned)


@pytest.mark.parametrize('kind', score.KINDS)
def test_full_marks(card, kind):
    assert [failure for failure in card.failures if failure[0] == kind] == []
    assert card.passed[kind] == card.done[kind] >= 8


def untouched(file):
    """A de-identifier that does nothing."""
    return file.content


def emptied(file):
    """One that leaves nothing."""
    found = pydicom.Dataset()
    found.file_meta = pydicom.dataset.FileMetaDataset()
    found.file_meta.TransferSyntaxUID = '1.2.840.10008.1.2.1'
    found.SOPClassUID, found.SOPInstanceUID = '1.2.3', '1.2.3.4'
    found.BitsAllocated, found.PixelData = 8, b'\0\0'
    stream = io.BytesIO()
    pydicom.dcmwrite(stream, found, enforce_file_format=True)
    assert file.content != stream.getvalue()
    return stream.getvalue()


@pytest.mark.parametrize('kind', ['text removed', 'date shifted', 'uid changed', 'pixels hidden'])
def test_files_as_they_came_fail_by_what_they_still_hold(files, kind):
    card = score.score(files, untouched)
    assert card.done[kind] > 0
    assert card.passed[kind] == 0


@pytest.mark.parametrize('kind', ['tag retained', 'text not null', 'text retained', 'uid consistent', 'patient id consistent',
                                  'pixels retained'])
def test_emptied_files_fail_by_what_they_lost(files, kind):
    card = score.score([file for file in files if not file.masks], emptied)
    assert card.passed[kind] < card.done[kind] / 4


def test_one_name_for_everyone_is_not_consistent(files):
    def merged(file):
        found = pydicom.dcmread(io.BytesIO(file.content))
        found.PatientID, found.SOPInstanceUID, found.file_meta.MediaStorageSOPInstanceUID = 'X', '1.2.3', '1.2.3'
        stream = io.BytesIO()
        pydicom.dcmwrite(stream, found, enforce_file_format=True)
        return stream.getvalue()

    card = score.score(files[:1] + files[-1:], merged)
    assert {failure[0] for failure in card.failures} >= {'patient id consistent', 'uid consistent'}
