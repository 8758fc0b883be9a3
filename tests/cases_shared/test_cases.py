"""Every line of a folder of made-up files and of what is right for each (`cases.csv`), and every other file of it: each ends as it should.

The folder stands beside the repository, `../shared/cases`, or where CASES says; without it these tests are skipped.
"""

import csv
import functools
import io
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import time
import warnings

import pydicom
import pytest
from samar import cli
from samar.core.pipeline import deidentify
from samar.core.pixels import masks
from samar.core.plan import choices, identity
from samar.core.report import content as report
from samar.hosts import cpython

from tests.conformance import run

FOLDER = pathlib.Path(os.environ.get('CASES', pathlib.Path(__file__).resolve().parents[3] / 'shared' / 'cases'))
KEY = 'amber tidal forge nine plum'
PRESETS = ('basic', 'research', 'longitudinal', 'tcia')
MOVED = ('longitudinal', 'tcia')
TEXTS = ('LO', 'SH', 'ST', 'LT', 'UT', 'UC')
SECONDS = 10
MEMORY = 3 << 30      # bytes of address space
STANDARD_SCHEMES = ('DCM', 'SRT', 'SCT', 'UCUM', 'LN', 'RADLEX', 'FMA', 'UMLS', 'NCIt')

# What is refused, and the code of it, under every preset. All other files of the folder are written.
REFUSED = {
    'DICOMDIR': 'dicomdir', 'deflated-zlib-header.dcm': 'deflate-corrupt', 'encrypted-attributes.dcm': 'residue', 'lowercase-vr.dcm': 'vr-bad',
    'private-un-undefined-length-explicit-inside.dcm': 'overrun', 'trailing-garbage-with-name.dcm': 'vr-bad',
    'vr-question-marks.dcm': 'vr-bad', 'vr-spaces-long-header.dcm': 'vr-bad', 'wsi-label.dcm': 'slide-label',
    'wsi-overview.dcm': 'slide-label', 'wsi-overview-says-no-label.dcm': 'slide-label', 'wsi-label-as-derived-resampled.dcm': 'slide-label',
}
# A bound may refuse them, or they are handled; what matters is that they end, in words, and in time.
HOSTILE = ('x-bomb-1g.dcm', 'x-deflframe-bomb.dcm', 'x-deep-3000.dcm', 'x-j2k-4g.dcm', 'x-jpeg-65500.dcm', 'x-rows65535.dcm',
           'x-jpegframes-2000000000.dcm', 'x-jpegframes-1e999.dcm', 'x-scale-900.dcm')


@pytest.fixture(scope='module', autouse=True)
def folder():
    if not FOLDER.exists():
        pytest.skip(f'no cases at {FOLDER}: set CASES')
    cpython.install()
    return FOLDER


@functools.cache
def naming():
    """The identity of the project key of the cases."""
    return identity.from_project_key(KEY)


def outcome(name, preset, boxes=(), settled=(), elements=None):
    """Outcome of one file under a preset with the project key of the cases."""
    policy = choices.policy_of(run.preset(preset), None, None, elements) if elements else run.policy(preset, None)
    return deidentify(cpython.of_bytes((FOLDER / name).read_bytes()), policy, naming(),
                      [masks.Mask(*box) for box in boxes], settled)


def written(name, preset, **more):
    """Bytes of the output, whose points are settled; what is held is written all the same."""
    found = outcome(name, preset, settled=run.SETTLED, **more)
    assert found.output is not None, (name, preset, found.word, found.error and found.error.describe())
    return bytes(found.output.read(0, found.output.size))


def read(content):
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        return pydicom.dcmread(io.BytesIO(content), force=True)


def before(name):
    return read((FOLDER / name).read_bytes())


def after(name, preset, **more):
    return read(written(name, preset, **more))


def texts(data):
    """All text of a data set, character sets read, in small letters."""
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        return '\n'.join(str(element.value) for element in data.iterall() if element.VR in (*TEXTS, 'PN', 'CS')).lower()


def bound(count):
    """A `parametrize` over presets."""
    return pytest.mark.parametrize('preset', count)


def test_every_line_of_the_table_is_tested():
    """A new line needs a test: its file stands in this module's text or in a pattern of it."""
    own = pathlib.Path(__file__).read_text('utf-8')
    with open(FOLDER / 'cases.csv', encoding='utf-8', newline='') as table:
        lines = [row['file'] for row in csv.DictReader(table)]
    assert len(lines) > 40
    assert not [name for name in lines if name not in own]


def names():
    return sorted(path.name for path in FOLDER.iterdir() if path.is_file() and path.suffix not in ('.csv', '.md')) if FOLDER.exists() else []


@pytest.mark.parametrize('name', [name for name in names() if name not in HOSTILE])
def test_each_file_is_written_or_refused_for_its_reason(name):
    for preset in PRESETS:
        begun = time.monotonic()
        found = outcome(name, preset)
        told = found.error.code if found.error else None
        if name in REFUSED:
            assert (found.word, told) == ('refused', REFUSED[name]), preset
        elif name in MAY_BE_REFUSED:
            assert found.word in ('cleaned', 'held', 'refused') and told != 'residue', (preset, told)
        else:
            assert found.word in ('cleaned', 'held', 'unchanged'), (preset, found.word, told)
        assert time.monotonic() - begun < SECONDS


# Lines of the table for which both are right: handled, or refused.
MAY_BE_REFUSED = ('number-of-frames-lies.dcm', 'number-of-frames-missing-more-data.dcm', 'hidden-rows-more-pixels-than-rows.dcm',
                  'w06_native_excess.dcm', 'w01_zeros_then_pixels.dcm', 'w04_no_meta_jpeg.dcm', 'x-native-tail.dcm', 'x-j2k-tail.dcm',
                  'x-jls-tail.dcm', 'x-offset-tail.dcm', 'wsi-thumbnail-label-in-image-yes.dcm', 'wsi-volume-but-label-in-image-yes.dcm',
                  'wsi-label-flavor-in-value-4.dcm')


def in_a_process(name, folder, *more):
    """(exit status, what was said) of the command line in a process of its own, with limits on time and memory."""
    try:
        ended = subprocess.run([sys.executable, '-m', 'samar', 'deidentify', str(FOLDER / name), '--out', str(folder), '--preset', 'research',
                                '--report', str(folder / 'report.json'), *more], capture_output=True, text=True, timeout=4 * SECONDS,
                               check=False, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)))
    except subprocess.TimeoutExpired:
        pytest.fail(f'no end within {4 * SECONDS} seconds')
    return ended.returncode, ended.stdout + ended.stderr


@pytest.mark.parametrize('name', HOSTILE)
def test_hostile_files_end_in_words(name, tmp_path):
    status, said = in_a_process(name, tmp_path)
    assert status in (0, 1) and 'unexpected' not in said, said[-400:]
    assert (tmp_path / 'report.json').stat().st_size < 30 * (FOLDER / name).stat().st_size + 2000000


@pytest.mark.parametrize('name', ['x-jpegframes-2000000000.dcm', 'x-jpegframes-1e999.dcm'])
def test_frames_that_cannot_be_are_refused_with_a_mask(name, tmp_path):
    status, said = in_a_process(name, tmp_path, '--mask', '0,0,4,4')
    assert status == 1 and 'refused' in said and not list(tmp_path.rglob('*.dcm'))


@pytest.mark.parametrize('name', ['number-of-frames-lies.dcm', 'number-of-frames-missing-more-data.dcm',
                                  'hidden-rows-more-pixels-than-rows.dcm'])
def test_a_mask_on_everything_leaves_nothing_behind_the_frames(name):
    old = before(name)
    found = outcome(name, 'tcia', boxes=[(0, 0, old.Columns, old.Rows)], settled=run.SETTLED)
    if found.output is not None:
        pixels = read(bytes(found.output.read(0, found.output.size))).PixelData
        assert len(set(pixels)) == 1
        assert found.work.notes or found.decisions.notes


def frames_end(data):
    bits = data.Rows * data.Columns * data.SamplesPerPixel * int(data.get('NumberOfFrames') or 1) * data.BitsAllocated
    return (bits + 7) // 8


@bound(PRESETS)
@pytest.mark.parametrize('name', ['w06_native_excess.dcm', 'x-native-tail.dcm'])
@pytest.mark.parametrize('boxes', [(), ((0, 0, 2, 2),)])
def test_bytes_behind_the_last_native_frame_become_zero(name, preset, boxes):
    found = outcome(name, preset, boxes=boxes, settled=run.SETTLED)
    if found.output is None:
        assert found.word == 'refused'
        return
    data = read(bytes(found.output.read(0, found.output.size)))
    assert not any(data.PixelData[frames_end(data):])


@bound(PRESETS)
def test_what_follows_a_zero_tag_is_no_padding(preset):
    assert outcome('w01_zeros_then_pixels.dcm', preset).word == 'refused'


@bound(PRESETS)
def test_a_syntax_is_recognised_from_the_stream(preset):
    found = outcome('w04_no_meta_jpeg.dcm', preset, settled=run.SETTLED)
    assert found.word == 'refused' or read(bytes(found.output.read(0, found.output.size))).file_meta.TransferSyntaxUID.startswith('1.2.840.10008.1.2.4.')


@bound(PRESETS)
@pytest.mark.parametrize('name', ['contour-data-64k-as-un.dcm', 'contour-small-un-with-71.5.dcm'])
def test_contours_stay_to_the_byte(name, preset):
    def contours(data):
        return [element.value if isinstance(element.value, bytes) else '\\'.join(map(str, element.value)) for element in data.iterall()
                if element.tag == 0x30060050]
    assert contours(before(name)) and contours(before(name)) == contours(after(name, preset))


def kept_privates(name, preset):
    old, new = before(name), after(name, preset)
    return {element.tag: (element.value, new.get(element.tag)) for element in old if element.tag.is_private and element.tag.elem > 0xFF}


def test_a_safe_number_that_equals_an_id_is_kept():
    kept = kept_privates('private-safe-un-number-equals-id.dcm', 'tcia')
    assert kept and all(new is not None for _, new in kept.values())


@bound(['research', 'tcia'])
def test_a_private_value_sweeps_nothing_technical(preset):
    old, new = before('w03_private_repeats_technical.dcm'), after('w03_private_repeats_technical.dcm', preset)
    for keyword in ('Manufacturer', 'ManufacturerModelName', 'PositionReferenceIndicator'):
        assert old.get(keyword) == new.get(keyword), keyword


@bound(MOVED)
def test_a_date_with_dots_is_moved(preset):
    assert after('dates-acr-nema-dots.dcm', preset).StudyDate == '20170729'


FORMS = {'DA': r'(\d{8}(-\d{8})?)?', 'TM': r'((\d\d){1,3}(\.\d{1,6})?)?', 'DT': r'(\d{4}(\d\d){0,5}(\.\d{1,6})?([+-]\d{4})?(-\d{4}(\d\d){0,2})?)?'}


@bound(MOVED)
@pytest.mark.parametrize('name', ['dates-acr-nema-dots.dcm', 'dates-odd-forms.dcm', 'dates-forms-2.dcm', 'w02_date_dots.dcm'])
def test_dates_are_written_as_the_standard_wants_them(name, preset):
    for element in after(name, preset).iterall():
        if element.VR in ('DA', 'DT'):
            for value in ([] if element.value is None else element.value if element.VM > 1 else [element.value]):
                assert re.fullmatch(FORMS[element.VR], str(value)), element.tag


@bound(MOVED)
def test_an_age_without_its_nought(preset):
    assert after('w07_age_59Y.dcm', preset).PatientAge == '059Y'


@bound(['research', 'longitudinal', 'tcia'])
@pytest.mark.parametrize('name', ['age-94-in-text.dcm', 'age-over-89-in-months-weeks-days.dcm'])
def test_an_age_over_89_in_text_goes(name, preset):
    new = after(name, preset)
    assert not re.search(r'\b(9[1-9]|1[0-2]\d)[ -]*(y|yr|yo|jahr|tahun|ans|an|woman|man|female|male|year)', texts(new))
    age = str(new.get('PatientAge') or '')
    assert not age or age[3:] != 'Y' or int(age[:3]) <= 90
    assert not age or age[3:] == 'Y' or int(age[:3]) / {'M': 12, 'W': 52, 'D': 365}[age[3:]] <= 90


@bound(['research', 'longitudinal', 'tcia'])
@pytest.mark.parametrize(('name', 'gone'), [('name-uppercase-umlaut-in-kept-text.dcm', ('müller', 'zoë', 'mueller')),
                                            ('name-apostrophe-hyphen-variants.dcm', ("o'brien", 'obrien', 'o brien', 'maryann', 'mary-ann'))])
def test_no_spelling_of_a_name_is_left(name, gone, preset):
    assert not [word for word in gone if word in texts(after(name, preset))]


STREAMS = ['jpeg-comment-and-exif-with-name.dcm', 'j2k-comment-with-name.dcm', 'w05_jpeg_comment.dcm', 'jpeg-thumbnail-in-exif.dcm',
           'x-j2k-tail.dcm', 'x-jls-tail.dcm', 'x-offset-tail.dcm']


@bound(PRESETS)
@pytest.mark.parametrize('name', STREAMS)
def test_no_text_is_left_beside_the_picture(name, preset):
    """What is not dropped makes the file held, or refused."""
    found = outcome(name, preset)
    words = [word.lower().encode() for part in str(before(name).get('PatientName', '')).split('^') for word in [part] if len(word) > 3]
    words += [b'exif', b'secret', b'hospital']
    if found.output is not None:
        content = bytes(found.output.read(0, found.output.size)).lower()
        left = [word for word in words if word in content]
        assert not left
    else:
        assert found.word in ('held', 'refused')


@bound(PRESETS)
@pytest.mark.parametrize('name', ['wsi-thumbnail-label-in-image-yes.dcm', 'wsi-volume-but-label-in-image-yes.dcm',
                                  'wsi-label-flavor-in-value-4.dcm'])
def test_a_label_in_the_picture_is_never_cleaned_in_silence(name, preset):
    assert outcome(name, preset).word in ('refused', 'held')


def codes(data):
    """(scheme, value, meaning) of all codes of standard schemes."""
    found = []
    for element in data.iterall():
        if element.VR == 'SQ' and element.tag != 0x00120064:      # what was done to the file
            for item in element.value:
                if item.get('CodingSchemeDesignator') in STANDARD_SCHEMES:
                    found.append((item.CodingSchemeDesignator, item.get('CodeValue'), item.get('CodeMeaning')))
    return found


CODED = ['sr-standard-codes-as-concept-names.dcm', 'sr-units-and-template-codes.dcm', 'w08_sr_codes.dcm',
         'sr-standard-code-meanings-as-content.dcm', 'standard-code-meanings-of-ps3.16.dcm']


@bound(['research', 'longitudinal'])
@pytest.mark.parametrize('name', CODED)
def test_codes_of_standard_schemes_stay(name, preset):
    old = codes(before(name))
    assert old and codes(after(name, preset)) == old


@bound(['basic', 'tcia'])
@pytest.mark.parametrize('name', CODED)
def test_concepts_keep_their_names_where_what_they_say_goes(name, preset):
    """Table E.1-1 has a dummy for Content Sequence; what an item is about belongs to its frame."""
    old, new = before(name), after(name, preset)
    named = [(one, other) for one, other in zip(old.get('ContentSequence', []), new.get('ContentSequence', []), strict=True)
             if 'ConceptNameCodeSequence' in one]
    assert named or 'ContentSequence' not in old
    for one, other in named:
        assert one.ConceptNameCodeSequence[0].CodingSchemeDesignator not in STANDARD_SCHEMES or (
            codes_of(one.ConceptNameCodeSequence) == codes_of(other.ConceptNameCodeSequence))
    known = codes(old)
    assert not [code for code in codes(new) if code not in known]


def codes_of(sequence):
    return [(item.CodingSchemeDesignator, item.CodeValue, item.CodeMeaning) for item in sequence]


@bound(PRESETS)
@pytest.mark.parametrize('name', CODED)
def test_a_number_is_never_replaced_by_a_measurement(name, preset):
    """It stays, or its Measured Value Sequence is empty, as PS3.3 C.18.1 allows."""
    def numbers(data):
        return [[str(item.get('NumericValue')) for item in element.value] for element in data.iterall()
                if element.keyword == 'MeasuredValueSequence']
    old, new = numbers(before(name)), numbers(after(name, preset))
    assert len(old) == len(new) and not [kept for was, kept in zip(old, new, strict=True) if kept not in (was, [])]
    assert preset in ('basic', 'tcia') or old == new


def test_a_day_in_a_safe_private_element_goes():
    old = before('private-safe-alone-date-value.dcm')
    assert str(old.StudyDate).encode() not in written('private-safe-alone-date-value.dcm', 'tcia')


@bound(['research', 'tcia'])
def test_a_name_in_a_safe_private_element_of_another_vr_goes(preset):
    name = 'private-safe-tag-odd-vr-carries-name.dcm'
    content = written(name, preset).lower()
    assert not [part for part in str(before(name).PatientName).lower().split('^') if len(part) > 2 and part.encode() in content]


def test_a_private_element_by_its_number_is_kept_by_choice():
    old = before('private-csa-kept-by-choice.dcm')
    new = after('private-csa-kept-by-choice.dcm', 'research', elements={'(0029,1010)': 'keep'})
    assert new[0x00291010].value == old[0x00291010].value and new[0x00290010].value == old[0x00290010].value


def test_a_private_element_kept_although_it_holds_a_name_is_held():
    found = outcome('private-csa-kept-holds-name.dcm', 'research', elements={'(0029,"SIEMENS CSA HEADER",10)': 'keep'})
    assert found.word == 'held' and 'kept-identity' in [point['code'] for point in found.points]


@bound(['research', 'longitudinal'])
def test_a_nul_inside_a_description(preset):
    assert after('nul-inside-description.dcm', preset).StudyDescription == 'CT chest'


@bound(PRESETS)
def test_a_pixel_sequence_delimiter_with_a_length(preset):
    name = 'pixel-sequence-delimiter-with-undefined-length.dcm'
    assert written(name, preset).endswith(b'\xfe\xff\xdd\xe0\0\0\0\0')


@bound(['research', 'basic'])
def test_a_long_list_of_uids(preset):
    """Written as it is, or as UN with a long length, or told."""
    name = 'long-uid-list-outgrows-64k.dcm'
    found = outcome(name, preset, settled=run.SETTLED)
    new = read(bytes(found.output.read(0, found.output.size)))
    long = [element for element in before(name).iterall() if element.VR == 'UI' and element.VM > 100]
    there = [element for element in new.iterall() if element.tag in [one.tag for one in long]]
    assert long and (len(there) == len(long) or 'too-long' in [note[1] if isinstance(note[1], str) else note[0] for note in found.work.notes])


@bound(['research', 'tcia'])
def test_text_in_an_ultrasound_picture_is_an_open_point(preset):
    found = outcome('mask-us-rgb-multiframe.dcm', preset)
    assert found.word == 'held' and 'text-risk' in [point['code'] for point in found.points]


@bound(PRESETS)
def test_sound_is_an_open_point(preset):
    found = outcome('audio-waveform.dcm', preset)
    assert found.word == 'held' and 'sound' in [point['code'] for point in found.points]


@pytest.mark.parametrize('name', ['x-q-proto.dcm', 'x-pw-__proto__.dcm'])
def test_the_next_files_are_right(name, tmp_path):
    others = ['age-94-in-text.dcm', 'nul-inside-description.dcm', 'w07_age_59Y.dcm', 'contour-small-un-with-71.5.dcm']
    alone = [written(other, 'research') for other in others]
    outcome(name, 'research')
    assert [written(other, 'research') for other in others] == alone


def test_no_text_of_a_private_creator_in_a_report():
    name = 'x-creator.dcm'
    for preset in PRESETS:
        found = outcome(name, preset)
        told = json.dumps(report.as_dict(found, False)).lower()
        for element in before(name).iterall():
            if element.tag.is_private and element.tag.elem < 0x100 and 'SIEMENS' not in str(element.value):
                assert str(element.value).strip().lower() not in told


def test_the_command_line_says_the_same(tmp_path, capsys):
    """Held files are not written, and end with 1."""
    out = tmp_path / 'out'
    ended = cli.main(['deidentify', str(FOLDER / 'mask-us-rgb-multiframe.dcm'), str(FOLDER / 'nul-inside-description.dcm'), '--out', str(out),
                      '--preset', 'research'])
    told = capsys.readouterr().out
    assert ended == 1 and '1/2 held' in told and '2/2 cleaned' in told and len(list(out.rglob('*.dcm'))) == 1


def test_a_private_element_kept_by_its_number_on_the_command_line(tmp_path, capsys):
    ended = cli.main(['deidentify', str(FOLDER / 'private-csa-kept-by-choice.dcm'), '--out', str(tmp_path), '--preset', 'research',
                      '--set', '(0029,1010)=keep', '--accept', 'kept-identity'])
    assert ended in (0, 1)
    kept = [read(path.read_bytes()) for path in tmp_path.rglob('*.dcm')]
    assert kept and 0x00291010 in kept[0], capsys.readouterr().out


def test_w09_people_groups_and_free_text_outside_the_table():
    new = after('w09_unlisted_text.dcm', 'research')
    assert '95 y' not in texts(new) and 'zqcreator' not in texts(new)
