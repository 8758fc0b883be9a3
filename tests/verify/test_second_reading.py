"""The second reading of table E.1-1 finds what the plan gets wrong. The search for residue is switched off here: it must not help."""

import types

import pytest
from samar.core.edits import replacements
from samar.core.kernels import match
from samar.core.plan import actions, dates, identity, private, structured
from samar.core.verify import residue

from tests import files
from tests.verify import made

REAL_MATCH, REAL_WITHIN = match.match, match.within


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    monkeypatch.setattr(residue, 'look', lambda *_: None)


def keeps(monkeypatch, wrong):
    """The plan keeps every row for which `wrong(tag, depth)` is true."""
    def faulty(*given):
        count = REAL_MATCH(*given)
        for row in range(given[0]):
            if wrong(given[1][row], given[4][row]):
                given[-4][row], given[-3][row] = actions.KEEP, match.ELEMENT
        return count
    monkeypatch.setattr(match, 'match', faulty)


def problem(preset='basic', content=None, **choices):
    steps = made.Steps(files.build(made.elements() if content is None else content), preset, **choices)
    return steps.check().problem


@pytest.mark.parametrize('preset', ('research', 'basic', 'tcia', 'outside-hospital', 'longitudinal', 'limited-data-set'))
def test_a_right_plan_passes(preset):
    assert problem(preset) is None


@pytest.mark.parametrize(('tag', 'code', 'selector'), [
    (0x00100010, 'profile-value', '(0008,2218)[0].(0010,0010)'), (0x00100020, 'profile-value', '(0010,0020)'),
    (0x00080050, 'profile-value', '(0008,0050)'), (0x00080020, 'profile-value', '(0008,0020)'),
    (0x00080080, 'profile-value', '(0008,0080)'), (0x00104000, 'profile-present', '(0010,4000)'),
    (0x0020000D, 'profile-uid', '(0020,000D)'), (0x00080018, 'profile-uid', '(0008,0018)'),
    (0x00083010, 'profile-uid', '(0008,3010)'), (0x00200200, 'profile-uid', '(0020,0200)'),
    (0x00189074, 'profile-value', '(0018,9074)'), (0x300E0008, 'profile-value', '(300E,0008)'),
    (0x00191000 + 0xF0, 'profile-private', '(0019,10F0)'), (0x50000005, 'profile-present', '(5000,0005)'),
    (0x0040A124, 'profile-uid', '(0008,2218)[0].(0040,A124)'),
    (0x00400244, 'profile-present', '(0008,2218)[0].(0040,0244)')], ids=lambda value: f'{value:08X}' if isinstance(value, int) else None)
def test_one_attribute_that_stays(monkeypatch, tag, code, selector):
    keeps(monkeypatch, lambda seen, _depth: seen == tag)
    found = problem()
    assert (found.code, found.selector) == (code, selector)


def test_everything_nested_that_stays(monkeypatch):
    keeps(monkeypatch, lambda _tag, depth: depth > 0)
    found = problem()
    assert found.code.startswith('profile-') and found.selector.startswith('(0008,2218)[0].')


def test_groups_that_no_file_may_have(monkeypatch):
    for tag in (0x00090002, 0x00050010, 0x00080000, 0x00190200):
        keeps(monkeypatch, lambda seen, _depth, wrong=tag: seen == wrong)
        content = [*made.elements(), files.element(tag, 'LO' if tag % 65536 else 'UL', b'1234')]
        assert problem(content=sorted(content, key=lambda one: (one[1], one[0], one[3], one[2]))).code == 'profile-illegal', hex(tag)


def test_an_attribute_that_nobody_knows(monkeypatch):
    keeps(monkeypatch, lambda tag, _depth: tag == 0x00186F00)
    content = made.elements()
    content.insert(-12, files.element(0x00186F00, 'LO', 'what is this'))
    assert problem(content=content).code == 'profile-present'


def test_the_frame_of_a_dummy_sequence_keeps_nothing_inside(monkeypatch):
    """Content Creator's Identification Code Sequence is D in the reports that demand it: its items become dummies."""
    inner = files.item(made.one(0x00080100, 'SH', 'NURSE-7') + made.one(0x00080104, 'LO', 'Sister Agnes'))
    content = [one for one in made.elements() if one[:4] != b'\x04\x00\x60\x00']
    content.insert(-3, files.sequence(0x00700001, [inner]))      # Graphic Annotation Sequence: D
    assert problem(content=content) is None

    def faulty(*given):
        count = REAL_WITHIN(*given)
        for row in range(given[0]):
            if given[6][row] == actions.DUMMY and given[3][row] > 0:
                given[6][row] = actions.KEEP
        return count
    monkeypatch.setattr(match, 'within', faulty)
    assert problem(content=content).code == 'profile-value'


def test_uids_that_come_back(monkeypatch):
    monkeypatch.setattr(identity.Identity, 'uid', lambda _self, text: text)
    assert problem().code == 'profile-uid'


def test_a_date_that_is_moved_otherwise(monkeypatch):
    real = dates.shift
    monkeypatch.setattr(dates, 'shift', lambda text, vr, days: real(text, vr, days + (1 if text == '20200130' else 0)))
    found = problem('longitudinal')
    assert found.code == 'profile-date'


def test_a_date_that_is_not_moved(monkeypatch):
    real = dates.shift
    monkeypatch.setattr(dates, 'shift', lambda text, vr, days: real(text, vr, 0 if vr == 'DT' else days))
    found = problem('longitudinal')
    assert (found.code, found.selector) == ('profile-date', '(0018,9074)')


def test_a_private_element_that_is_not_known_to_be_safe(monkeypatch):
    monkeypatch.setattr(private, 'safe', types.SimpleNamespace(is_safe=lambda *_: True))
    assert problem('tcia').code == 'profile-private'


@pytest.mark.parametrize('left', ['patient 12345678', 'mail lia@example.org'])
def test_a_description_that_was_not_cleaned(monkeypatch, left):
    monkeypatch.setattr(replacements, 'cleaned', lambda *given: left)
    assert problem('research').code == 'profile-value'


def test_a_description_that_the_plan_forgot(monkeypatch):
    keeps(monkeypatch, lambda tag, _depth: tag == 0x00081030)
    content = [made.one(0x00081030, 'LO', 'CT chest Kusuma') if one[:4] == b'\x08\0\x30\x10' else one for one in made.elements()]
    found = problem('research', content)
    assert (found.code, found.selector) == ('profile-value', '(0008,1030)')
    content = [made.one(0x00081030, 'LO', 'CT chest 5 mm') if one[:4] == b'\x08\0\x30\x10' else one for one in made.elements()]
    assert problem('research', content) is None


def test_an_age_over_ninety(monkeypatch):
    content = made.elements()
    content.insert(15, made.one(0x00101010, 'AS', '093Y'))
    assert problem('tcia', content) is None
    monkeypatch.setattr(replacements, 'cleaned', lambda *given: '093Y')
    assert problem('tcia', content).code == 'profile-value'


@pytest.mark.parametrize('action', [name for name in actions.NAMES if name != 'keep'])
def test_what_a_person_said_is_judged_by_it(monkeypatch, action):
    """The word of a person wins over the table; a plan that forgets it does not pass."""
    choices = {'elements': {'InstitutionName': action, '(0008,2218)[0].(0008,0104)': action}}
    assert problem('outside-hospital', **choices) is None
    if action == 'clean':
        return
    keeps(monkeypatch, lambda tag, _depth: tag == 0x00080080)
    found = problem('outside-hospital', **choices)
    assert found.selector == '(0008,0080)'


def test_what_a_person_keeps_may_stay():
    choices = {'elements': {'InstitutionName': 'keep', '(0008,2218)[0].(0040,0244)': 'keep', 'StudyInstanceUID': 'keep',
                            '(300E,0008)': 'keep'}}
    steps = made.Steps(files.build(made.elements()), 'basic', **choices)
    assert steps.problem() is None
    assert b'Rumah Sakit Melati' in steps.output and b'REVIEWER^ONE' in steps.output and b'1.2.826.0.9.2\0' in steps.output


def test_a_private_element_that_a_person_keeps_has_its_creator():
    steps = made.Steps(files.build(made.elements()), 'basic', elements={'(0019,"SIEMENS MR HEADER",F0)': 'keep'})
    assert steps.problem() is None
    assert b'not safe' in steps.output and b'SIEMENS MR HEADER' in steps.output
    assert files.element(0x0019100C, 'IS', '1000') not in steps.output


@pytest.mark.parametrize(('status', 'stays'), [('SAFE', True), ('UNSAFE', False)])
def test_a_private_block_that_the_file_states_to_be_safe(status, stays):
    said = made.one(0x00080301, 'US', b'\x19\0') + made.one(0x00080302, 'LO', 'SIEMENS MR HEADER') + made.one(0x00080303, 'CS', status)
    content = made.elements()
    at = next(place for place, one in enumerate(content) if one[:4] == b'\x08\0\x18\x22')
    content.insert(at, files.sequence(0x00080300, [files.item(said)]))
    steps = made.Steps(files.build(content), 'tcia')
    assert steps.problem() is None
    assert (b'not safe' in steps.output) == stays


def in_order(more):
    """Elements of the file with one more, at its place."""
    return sorted([more, *made.elements()], key=lambda one: (one[1], one[0], one[3], one[2]))


STATEMENT = files.sequence(0x00080300, [files.item(made.one(0x00080301, 'US', b'\x09\x00') + made.one(0x00080302, 'LO', 'ACME OF SUTANTO')
                                                   + made.one(0x00080303, 'CS', 'UNSAFE'))])


@pytest.mark.parametrize(('preset', 'stays'), [('basic', False), ('longitudinal', False), ('tcia', True)])
def test_what_a_file_states_of_private_blocks_goes_where_its_word_does_not_count(monkeypatch, preset, stays):
    """It names their creators."""
    content = in_order(STATEMENT)
    assert problem(preset, content) is None
    monkeypatch.setattr(private, '_forget_statements', lambda *_: None)
    keeps(monkeypatch, lambda tag, depth: tag == 0x00080300 or (depth > 0 and tag // 256 == 0x000803))
    found = problem(preset, content)
    assert found is None if stays else (found.code, found.selector) == ('profile-present', '(0008,0300)')


REPORT = files.sequence(0x0040A730, [files.item(made.one(0x0040A040, 'CS', 'TEXT') + made.one(0x0040A160, 'UT', 'seen by Quorvanik'))])


def test_text_of_a_report_that_stays(monkeypatch):
    """Text Value is not in table E.1-1: it is cleaned because the sequence around it is."""
    content = in_order(REPORT)
    assert problem('research', content) is None
    monkeypatch.setattr(structured, '_unlisted', lambda *_: (actions.KEEP, -1, ''))
    found = problem('research', content)
    assert (found.code, found.selector) == ('profile-value', '(0040,A730)[0].(0040,A160)')
