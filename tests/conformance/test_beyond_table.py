"""What table E.1-1 does not list and can say a name all the same: the terms that text is read by, profiles of colour, coding schemes."""

import io
import struct

import pydicom
import pytest

from tests.conformance import run
from tests.conformance.encoding import CT, element, item, part10
from tests.conformance.test_probe_places import PRESETS, with_texts

NAME = 'Zanderblik^Quorvia'
REPERTOIRES = {
    # as written: as it is written after
    'ZANDERBLIK': 'ISO_IR 100', 'ISO_IR 100\\ZANDERBLIK': 'ISO_IR 100', 'ZANDERBLIK\\ISO 2022 IR 87': '\\ISO 2022 IR 87',
    'ISO_IR 13\\ISO 2020 IR 87': 'ISO_IR 13\\ISO 2020 IR 87',
    'Nobody is told\\ISO 2022 IR 149': '\\ISO 2022 IR 149', 'ISO_IR 192': 'ISO_IR 192', '\\ISO 2022 IR 87': '\\ISO 2022 IR 87',
}


def a_file(more, name=NAME):
    return with_texts(name, (), more)


@pytest.mark.parametrize('preset', PRESETS)
@pytest.mark.parametrize('written', REPERTOIRES)
def test_a_character_set_is_one_of_the_standard_at_every_depth(written, preset):
    nested = element(0x00080005, 'CS', written.encode()) + element(0x00080104, 'LO', b'thorax')
    made = a_file({0x00080005: ('CS', written.encode()), 0x00082218: ('SQ', item(nested))})
    output = run.output(made, name=preset)
    assert b'ZANDERBLIK' not in output and b'Nobody' not in output
    new = pydicom.dcmread(io.BytesIO(output))
    wanted = REPERTOIRES[written]
    for found in (new, new.AnatomicRegionSequence[0]):
        terms = found['SpecificCharacterSet'].value
        assert (terms if isinstance(terms, str) else '\\'.join(terms)) == wanted


def test_a_colour_that_is_a_name_is_no_defined_term():
    """Nothing tells how such pixels are shown, so nothing is saved."""
    found = run.outcome(a_file({0x00280002: ('US', b'\1\0'), 0x00280004: ('CS', b'ZANDERBLIK')}))
    assert found.word == 'refused' and found.error.code == 'residue' and found.error.selector == '(0028,0004)'


@pytest.mark.parametrize('name', ['RGB^Full', 'Mono^Ybr', 'Iso^Palette', 'Color^Monochrome2'])
def test_terms_that_a_file_is_read_by_are_no_name(name):
    found = run.outcome(a_file({0x00280002: ('US', b'\1\0'), 0x00280004: ('CS', b'MONOCHROME2')}, name))
    assert found.word in ('cleaned', 'held'), found.error


def profile(texts, magic=b'acsp'):
    """An ICC profile (ICC.1 section 7) whose texts, reserved bytes and the space between its tags say a word."""
    tags = [(b'desc', b'desc' + bytes(4) + struct.pack('>I', len(texts) + 1) + texts + b'\0'), (b'cprt', b'text' + bytes(4) + texts + b'\0'),
            (b'wtpt', b'XYZ ' + bytes(4) + struct.pack('>3i', 63190, 65536, 54061))]
    at, table, body = 132 + 12 * len(tags), b'', b''
    for name, value in tags:
        value += b'\0' * (-len(value) % 4)
        table += name + struct.pack('>II', at + len(body), len(value))
        body += value
    head = bytes(4) + b'test' + b'\2\0\0\0mntrRGB XYZ ' + bytes(12) + magic + bytes(60) + texts[:28].ljust(28, b'\0')
    assert len(head) == 128
    whole = head + struct.pack('>I', len(tags)) + table + body + texts
    return whole + b'\0' * (len(whole) % 2), body[-20:]


@pytest.mark.parametrize('preset', PRESETS)
@pytest.mark.parametrize('word', [b'Zanderblik', b'Wq481xv of Opole'])
def test_a_profile_keeps_its_numbers_and_no_text(word, preset):
    whole, white = profile(word)
    nested = element(0x00282000, 'OB', whole)
    output = run.output(a_file({0x00282000: ('OB', whole), 0x00480105: ('SQ', item(nested))}), name=preset)
    assert word not in output
    new = pydicom.dcmread(io.BytesIO(output))
    for found in (new, new.OpticalPathSequence[0]):
        assert len(found.ICCProfile) == len(whole) and white in found.ICCProfile and found.ICCProfile[36:40] == b'acsp'
        assert [found.ICCProfile[at:at + 4] for at in (132, 144, 156)] == [b'desc', b'cprt', b'wtpt']


@pytest.mark.parametrize('junk', [b'Wq481xv ' * 4, profile(b'Wq481xv', b'none')[0], b'\xff' * 127 + b'Wq481xv'])
def test_what_is_no_profile_says_nothing(junk):
    assert b'Wq481xv' not in run.output(a_file({0x00282000: ('OB', junk)}), name='tcia')


@pytest.mark.parametrize('preset', PRESETS)
@pytest.mark.parametrize('scheme', ['99OPOLE', 'DCM', 'SCT'])
def test_who_answers_for_a_local_scheme_is_not_told(scheme, preset):
    said = element(0x00080102, 'SH', scheme.encode()) + element(0x00080115, 'ST', b'Codes of Wq481xv ') + element(0x00080116, 'ST', b'Wq482xv Klinik')
    output = run.output(part10(element(0x00080016, 'UI', CT.encode()) + element(0x00080018, 'UI', b'1.2.3.4') + element(0x00080110, 'SQ', item(said)), CT),
                        name=preset)
    assert (b'Wq481xv' in output) == (b'Wq482xv' in output) == (scheme != '99OPOLE')


@pytest.mark.parametrize(('text', 'after'), [
    ('Z a n d e r b l i k thorax', 'thorax'), ('W.q.x.v.y thorax', 'thorax'), ('T H O R A X', 'T H O R A X'), ('t-h-o-r-a-x', 't-h-o-r-a-x'),
    ('axial T 1 A P L', 'axial T 1 A P L')])
def test_letters_one_by_one_are_a_word(text, after):
    new = pydicom.dcmread(io.BytesIO(run.output(a_file({0x0008103E: ('LO', text.encode())}), name='research')))
    assert new.SeriesDescription == after
