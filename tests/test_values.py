"""What a person says wins at its level; texts of files that mean something to JavaScript; NUL; old age in words."""

import json

import pytest
from samar.core import pipeline
from samar.core.elements import paths
from samar.core.plan import actions, descriptors, vocabulary
from samar.core.plan.memory import Memory
from samar.core.report import content as report
from samar.core.review import opened as opening

from tests import files
from tests.verify import made


def output(preset, *more, **choices):
    """The output for the made-up file with more elements, which take the place of those with the same tag."""
    new = {element[:4]: element for element in more}
    found = [element for element in made.elements() if element[:4] not in new]
    found = sorted([*found, *new.values()], key=lambda x: (int.from_bytes(x[0:2], 'little'), int.from_bytes(x[2:4], 'little')))
    taken = made.Steps(files.build(found), preset, **choices)
    assert taken.problem() is None
    return taken.output


def test_a_persons_word_for_a_category_wins_over_the_presets_elements():
    """limited-data-set says pseudonym for name and number, keep for the birth date."""
    tags = (b'\x10\0\x10\0PN', b'\x10\0\x20\0LO', b'\x10\0\x30\0DA')
    assert all(tag in output('limited-data-set') for tag in tags)
    without = output('limited-data-set', categories={'identity': 'remove'})
    assert not [tag for tag in tags if tag in without]
    own = output('limited-data-set', categories={'identity': 'remove'}, elements={'PatientName': 'pseudonym'})
    assert tags[0] in own and tags[1] not in own
    assert b'20200131' in without and b'\x08\0\x50\0SH' in without       # other categories are as the preset has them


PRIVATE = (made.one(0x00290010, 'LO', 'SIEMENS CSA HEADER'), made.one(0x00291008, 'CS', 'IMAGE NUM 4'),
           made.one(0x00291010, 'OB', b'SV10'))


@pytest.mark.parametrize('selector', ['(0029,1010)', '**.(0029,1010)', '(0029,"SIEMENS CSA HEADER",10)'])
def test_a_private_element_that_is_kept_keeps_its_creator(selector):
    found = output('research', *PRIVATE, elements={selector: 'keep'})
    assert PRIVATE[0] in found and PRIVATE[2] in found and PRIVATE[1] not in found
    found = output('research', *PRIVATE, elements={selector: 'keep', '(0029,0010)': 'remove'})
    assert PRIVATE[0] in found and PRIVATE[2] in found


def test_a_private_element_without_a_creator_cannot_be_kept():
    assert PRIVATE[2] not in output('research', PRIVATE[2], elements={'(0029,1010)': 'keep'})


def test_a_selector_that_means_nothing_is_known():
    policy = opening.policy_of({'preset': 'research', 'elements': {'(0029,1011)': 'keep', 'PatientID': 'remove', '(0029,"ACME",10)': 'keep',
                                                                   'ReferencedStudySequence[0].ReferencedSOPInstanceUID': 'keep'}})
    record = made.Steps(files.build([*made.elements()])).record
    made.decide.decide(record, policy)
    assert policy.unmet() == ['(0029,1011)', '(0029,"ACME",10)', 'ReferencedStudySequence[0].ReferencedSOPInstanceUID']


@pytest.mark.parametrize('text', ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf'])
def test_a_text_that_javascript_knows_is_a_text(text):
    memory = Memory(4)
    assert memory.get(text) is None
    memory.put(text, 'x')
    assert memory.get(text) == 'x' and memory.get('other') is None
    words = vocabulary.load()
    assert not words.has(text) and not words.has(text)
    assert descriptors.clean(text + ' chest', words, descriptors.identifiers_of([], [text]))[0] == 'chest'
    stays = descriptors.clean(text, words, set())[0]        # `proto` is short for protocol
    for _ in range(2):
        kept = output('longitudinal', made.one(0x00081030, 'LO', text), made.one(0x00080016, 'UI', files.CT))
        assert (text.encode() in kept) == (stays == text)


def test_a_nul_inside_a_text():
    assert made.one(0x00081030, 'LO', 'CT chest') in output('research', made.one(0x00081030, 'LO', b'CT\0chest'))
    assert made.one(0x00081030, 'LO', 'CT chest') in output('research', made.one(0x00081030, 'LO', b'CT chest\0WIBISONO\0'))
    kept = made.one(made.KEPT_TEXT, 'SH', b'coil\0 8')
    assert kept in output('research', kept)


@pytest.mark.parametrize(('text', 'left'), [
    ('CT chest 94-year-old', 'CT chest year-old'), ('CT abdomen 94 years', 'CT abdomen years'), ('94 woman', 'woman'), ('Thorax 94 F', 'Thorax F'),
    ('CT 101 Jahre Thorax', 'CT Thorax'), ('age 94 chest', 'chest'), ('CT 89-year-old', 'CT 89-year-old'), ('kV 120', 'kV 120'),
    ('chest 100 %', 'chest 100 %'), ('90 LAT', '90 LAT'), ('woman, 94', 'woman'), ('120 mm', '120 mm')])
def test_an_age_over_89_in_a_text(text, left):
    assert descriptors.clean(text, vocabulary.shipped(), set())[0] == left


def test_a_report_names_known_creators_only():
    """A creator is a text of the file and may be a name."""
    elements = [*made.elements(), made.one(0x00290010, 'LO', 'DOE^JANE 1950'), made.one(0x00291001, 'LO', 'x y z')]
    elements.sort(key=lambda x: (int.from_bytes(x[0:2], 'little'), int.from_bytes(x[2:4], 'little')))
    record = made.Steps(files.build(elements)).record
    found = pipeline.deidentify(record, opening.policy_of({'preset': 'tcia'}), made.IDENTITY)
    assert found.word == 'cleaned'
    told = json.dumps(report.as_dict(found))
    assert 'JANE' not in told and '(0029,1001)' in told and 'SIEMENS MR HEADER' in told
    assert 'JANE' in json.dumps(report.as_dict(found, True))
    assert 'JANE' not in str(paths.told(record, record.row(0x00291001)))


def test_a_list_that_no_longer_fits_is_told_as_removed():
    """New UIDs are longer than the old: an explicit VR holds 65,534 bytes, an implicit one what there is."""
    long = made.one(0x00080058, 'UI', '\\'.join([f'1.2.826.{number}' for number in range(4000)]))
    taken = made.Steps(files.build(sorted([*made.elements(), long], key=lambda x: (int.from_bytes(x[0:2], 'little'),
                                                                                  int.from_bytes(x[2:4], 'little')))))
    assert taken.problem() is None
    assert taken.decisions.action[taken.record.row(0x00080058)] == actions.REMOVE
    assert ('too-long', taken.record.row(0x00080058), None) in taken.work.notes


def test_signs_around_a_name_are_no_part_of_it():
    coil = made.one(made.KEPT_TEXT, 'SH', 'SURYADI')
    assert coil not in output('research', coil, made.one(0x00100010, 'PN', '"Suryadi"^(Laras)'))
    kept = made.one(made.KEPT_TEXT, 'SH', '+1+1')
    assert kept in output('research', kept, made.one(0x00100010, 'PN', '=1+1'))
