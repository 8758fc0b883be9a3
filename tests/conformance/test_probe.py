"""A file that hides a different string in each of a hundred places: no preset that removes identity may leave one."""

import io

import pydicom
import pytest

from tests.conformance import probe, run

PROBE = probe.build()
# Presets, and the places whose strings their options keep: Retain Device Identity has station and serial number.
PRESETS = {'basic': [], 'research': [], 'longitudinal': [], 'tcia': ['(0008,1010)', '(0018,1000)']}


@pytest.fixture(scope='module', params=PRESETS)
def preset(request):
    return request.param


@pytest.fixture(scope='module')
def output(preset):
    return run.output(PROBE.content, name=preset)


def test_the_file_hides_enough():
    assert len(PROBE.places) >= 100
    content = PROBE.content.upper()
    for word in PROBE.places:
        assert word.upper().encode() in content, PROBE.places[word]


def test_none_is_left_but_what_an_option_keeps(preset, output):
    upper = output.upper()
    left = [place for word, place in PROBE.places.items() if word.upper().encode() in upper]
    assert left == PRESETS[preset]


def test_the_output_is_a_whole_file(output):
    found = pydicom.dcmread(io.BytesIO(output))
    for _ in found.iterall():
        pass
    assert found.SOPClassUID == probe.CT
    assert found.file_meta.MediaStorageSOPInstanceUID == found.SOPInstanceUID
