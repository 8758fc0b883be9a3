"""Cases in which a file holds more than it says, or says more than it holds: what must come out of each."""

import os
import pathlib

import pydicom
import pytest
from samar.core import outcome, pipeline
from samar.core.pixels.masks import Mask
from samar.core.plan import identity
from samar.core.plan.choices import policy_of
from samar.core.review import opened as opening
from samar.hosts import cpython

CASES = pathlib.Path(os.environ.get('DICOM_CASES', pathlib.Path(__file__).resolve().parents[3] / 'shared' / 'cases'))
REFUSED = {
    'w01_zeros_then_pixels': 'padding-not-zero', 'x-jpegframes-2000000000': 'pixels-frames-beyond',
    'x-jpegframes-1e999': 'pixels-frames-beyond', 'x-deep-3000': 'too-deep', 'x-bomb-1g': 'inflates-too-far',
    'wsi-label': 'slide-label', 'wsi-thumbnail-label-in-image-yes': 'slide-label', 'wsi-label-flavor-in-value-4': 'slide-label',
    'wsi-volume-but-label-in-image-yes': 'slide-label', 'wsi-label-as-derived-resampled': 'slide-label',
}
SETTLED = ('text-risk', 'cannot-be-shown', 'beside-picture')
BEHIND = ('number-of-frames-lies', 'number-of-frames-missing-more-data', 'hidden-rows-more-pixels-than-rows', 'w06_native_excess',
          'x-native-tail')


def path_of(name):
    """Path of a case; the test is skipped where the folder is missing."""
    if not (CASES / 'cases.csv').exists():
        pytest.skip(f'no cases at {CASES}: set DICOM_CASES')
    return CASES / (name + '.dcm')


def run(name, preset='research', masks=()):
    """Outcome of a case."""
    policy = policy_of(opening.preset(preset), None, None, {})
    return pipeline.deidentify(cpython.open_file(path_of(name)), policy, identity.Identity(b'k' * 32), list(masks), SETTLED)


@pytest.mark.parametrize('name', REFUSED)
def test_refused(name):
    found = run(name)
    assert found.word == outcome.REFUSED and found.error.code == REFUSED[name] and found.output is None


@pytest.mark.parametrize('masked', [False, True])
@pytest.mark.parametrize('name', BEHIND)
def test_bytes_behind_the_frames_become_zero(name, masked, tmp_path):
    found = run(name, masks=[Mask(0, 0, 2, 2)] if masked else [])
    assert found.word not in (outcome.REFUSED, outcome.FAILED), found.error
    before = pydicom.dcmread(path_of(name))
    content = bytes(found.output.read(0, found.output.size))
    (tmp_path / 'out.dcm').write_bytes(content)
    after = pydicom.dcmread(tmp_path / 'out.dcm')
    size = before.Rows * before.Columns * before.SamplesPerPixel * before.BitsAllocated // 8 * int(before.get('NumberOfFrames') or 1)
    assert after.PixelData[size:] == bytes(len(before.PixelData) - size) and any(before.PixelData[size:])
    if not masked:
        assert after.PixelData[:size] == before.PixelData[:size]
    assert 'behind-frames-blanked' in [note[0] for note in found.work.notes]


def test_a_syntax_that_only_the_stream_tells():
    found = run('w04_no_meta_jpeg')
    assert found.work.syntax == '1.2.840.10008.1.2.4.50', found.error


def test_a_delimiter_with_a_length_is_written_without():
    found = run('pixel-sequence-delimiter-with-undefined-length')
    assert bytes(found.output.read(found.output.size - 8, found.output.size)) == b'\xfe\xff\xdd\xe0\0\0\0\0'
