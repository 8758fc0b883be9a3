"""The score of `make score` is full marks, every kind of check is made often, and every kind can fail."""

import pytest

from tests.conformance import score, study_set


@pytest.fixture(scope='module')
def files():
    return study_set.build()


@pytest.fixture(scope='module')
def result(files):
    return score.score(score.outputs(files))


@pytest.mark.parametrize('kind', score.KINDS)
def test_full_marks(result, kind):
    assert result.wrong[kind] == []
    assert result.total(kind) >= 8


@pytest.mark.parametrize('kind', ['text removed', 'date shifted', 'uid changed', 'pixels hidden'])
def test_files_as_they_came_fail_by_what_they_still_hold(files, kind):
    found = score.score({file: file.data for file in files})
    assert len(found.wrong[kind]) == found.total(kind)


@pytest.mark.parametrize('kind', ['tag retained', 'text not null', 'text retained', 'uid consistent', 'patient id consistent',
                                  'pixels retained'])
def test_emptied_files_fail_by_what_they_lost(files, kind):
    emptied = {}
    for number, file in enumerate(files):
        data = emptied[file] = study_set.Dataset()
        data.file_meta = study_set.FileMetaDataset()
        data.file_meta.MediaStorageSOPInstanceUID, data.SOPInstanceUID = '1.2.3', f'1.2.3.{number}'
        data.PixelData = bytes(48 * 64)
    assert score.score(emptied).wrong[kind]
