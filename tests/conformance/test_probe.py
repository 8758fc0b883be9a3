"""A file that hides a different string in each of 160 places: no preset that removes identity may leave one."""

import io
import json
import shutil
import subprocess

import pydicom
import pytest

from tests.conformance import annex_e, probe, probe_forms, run

PROBE = probe.build()
DICOMDIR = '1.2.840.10008.1.3.10'
# Presets, and places whose strings their options keep, each by a K of table E.1-1 or because a moved date leaves times of day.
CHARACTERISTICS = {'unlimited characters', 'more unlimited characters', 'URI', 'weight', 'ethnic group as UN'}
MOVED = {'time outside of the table'}
DEVICE = {'(0008,1010)', '(0018,1000)', 'station in Latin 1'}
PRIVATE = {'creator that is called safe'}      # Private Data Element Characteristics stay with the private elements
PRESETS = {'basic': set(), 'research': set(), 'longitudinal': CHARACTERISTICS | MOVED,
           'tcia': CHARACTERISTICS | MOVED | DEVICE | PRIVATE}


@pytest.fixture(scope='module', params=probe_forms.FORMS)
def form(request):
    return request.param


@pytest.fixture(scope='module', params=PRESETS)
def preset(request):
    return request.param


@pytest.fixture(scope='module')
def output(form, preset):
    return run.output(probe_forms.whole(PROBE, form), name=preset)


def test_the_file_hides_enough():
    assert len(PROBE.places) >= 160
    content = PROBE.content.upper()
    for word in PROBE.places:
        assert word.upper().encode() in content, PROBE.places[word]


def places_in(content):
    """Places of which the string stands in a file."""
    upper = content.upper()
    return {place for word, place in PROBE.places.items() if any(one in upper for one in probe_forms.spellings(word))}


@pytest.mark.parametrize('other, missing', [('explicit', set()), ('implicit', {'size code as bytes'}), ('big', set())])
def test_each_form_hides_the_same(other, missing):
    assert set(PROBE.places.values()) - places_in(probe_forms.whole(PROBE, other)) == missing


def test_none_is_left_but_what_an_option_keeps(preset, output):
    assert places_in(output) == PRESETS[preset]


@pytest.mark.filterwarnings('ignore:VR lookup failed')     # pydicom does not know the newest attributes
def test_the_output_is_a_whole_file(form, output, tmp_path):
    if form == 'big':
        # pydicom reads what is in UN in the byte order of the file; PS3.5 section 6.2.2 has it little endian, and so has dcmdump
        if shutil.which('dcmdump') is None:
            pytest.skip('no dcmdump: install the Debian package dcmtk')
        (tmp_path / 'output.dcm').write_bytes(output)
        assert subprocess.run(['dcmdump', '-q', tmp_path / 'output.dcm'], capture_output=True, check=False).returncode == 0
        return
    found = pydicom.dcmread(io.BytesIO(output))
    for _ in found.iterall():
        pass
    assert found.SOPClassUID == probe.CT
    assert found.file_meta.MediaStorageSOPInstanceUID == found.SOPInstanceUID


@pytest.mark.parametrize('tail', [b'Quorvia Zanderblik', b'\0' * 64 + b'Zanderblik', b'\0' * 100])
def test_what_stands_behind_the_data_set_does_not_come_along(tail):
    outcome = run.outcome(PROBE.content + tail, name='basic')
    assert outcome.word in ('cleaned', 'held', 'refused')
    if outcome.output is not None:
        content = bytes(outcome.output.read(0, outcome.output.size)).upper()
        assert b'ZANDERBLIK' not in content

# Options alone, and the places that each keeps: all of them have a K of the option in table E.1-1 or go by the VR.
UIDS = {'SOP Instance UID', 'Study Instance UID', 'Frame of Reference UID', 'referenced image', 'source image', 'creator of a context group',
        'administration event', 'second administration event', 'transaction', 'listed instance', 'listed series'}
DATES = {'frame moment', 'creation date', 'time outside of the table', 'date outside of the table', 'moment outside of the table',
         'first of two dates', 'second of two dates', 'certified timestamp', 'zone that is none'}
INSTITUTION = {'(0008,0080)', '(0008,0081)', '(0008,1040)', 'institution in UN', 'institution in Latin 1', 'address in UN in UN'}
KEPT = {'retain-safe-private': PRIVATE, 'retain-uids': UIDS, 'retain-device-identity': DEVICE, 'retain-institution-identity': INSTITUTION,
        'retain-patient-characteristics': CHARACTERISTICS, 'retain-full-dates': DATES, 'modify-dates': MOVED, 'clean-descriptors': set(),
        'clean-structured-content': set(), 'clean-graphics': set(), 'clean-pixel-data': set()}


@pytest.mark.parametrize('option', KEPT)
def test_an_option_keeps_what_it_says_and_no_more(option):
    assert places_in(run.output(PROBE.content, [option])) == KEPT[option]


@pytest.mark.parametrize('preset', ['basic', 'research'])
def test_none_is_left_in_any_sop_class(preset):
    """What an IOD demands gets a dummy; none of them may be a way out."""
    classes = json.loads((annex_e.DATA / 'iod.json').read_text('utf-8'))['sop_class'].split('\n')
    assert len(classes) > 150
    left = {}
    step = 1 if preset == 'basic' else 6        # cleaning a long text takes its time
    for sop_class in ['', '1.2.3.4', *classes[::step]]:
        if sop_class != DICOMDIR:
            found = places_in(run.output(probe.build(sop_class).content, name=preset))
            if found:
                left[sop_class] = found
    assert left == {}
