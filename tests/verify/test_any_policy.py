"""Plan and verification read the same policy apart from one another; whatever a person chooses, they agree."""

import random

import pytest
from samar.core import host
from samar.core.elements import paths
from samar.core.elements import record as records
from samar.core.errors import BadChoice
from samar.core.plan import actions, presets
from samar.core.standard import options

from tests import files
from tests.verify import made

GRAPHIC = files.sequence(0x00700001, [files.item(made.one(0x00080104, 'LO', 'Sister Agnes') + made.one(0x00700006, 'ST', 'arrow'))])
INSTITUTION = files.sequence(0x00080082, [files.item(made.one(0x00080100, 'SH', 'RSM') + made.one(0x00080104, 'LO', 'Melati Ward'))])


def content():
    found = made.elements()
    found.insert(9, INSTITUTION)
    found.insert(-3, GRAPHIC)
    return files.build(found)


def choices(chance, record):
    """A preset with options, actions for categories and for elements, as a person could click them together."""
    chosen = [option for option in options.IDS if chance.random() < 0.4]
    if options.RETAIN_FULL_DATES in chosen and options.MODIFY_DATES in chosen:
        chosen.remove(options.MODIFY_DATES)
    categories = {name: chance.choice(said) for name, said in presets.CATEGORY_ACTIONS.items() if chance.random() < 0.15}
    for option, category, agreeing in presets.PROMISES:
        if option in chosen and categories.get(category) not in (None, *agreeing):
            del categories[category]
    elements = {}
    for _ in range(chance.randint(0, 5)):
        row = chance.randrange(record.table.count)
        tag = record.table.tag[row]
        if tag >> 16 != 0xFFFE:
            selector = paths.path(record, row) if chance.random() < 0.6 else f'({tag >> 16:04X},{tag & 0xFFFF:04X})'
            elements[selector] = chance.choice(actions.NAMES)
    return {'options': chosen if chance.random() < 0.7 else None, 'categories': categories, 'elements': elements}


@pytest.mark.parametrize('seed', range(8))
def test_plan_and_verification_agree(seed):
    chance = random.Random(seed)
    file = content()
    record = records.open_record(made.host_cpython.of_bytes(file))
    names = sorted(host.table('presets'))
    judged = 0
    for _ in range(60):
        preset, said = chance.choice(names), choices(chance, record)
        try:
            steps = made.Steps(file, preset, **said)
        except BadChoice:
            continue
        problem = steps.check().problem
        assert problem is None or problem.code == 'residue', (preset, said, problem.describe())
        judged += problem is None
    assert judged > 50


def test_a_pseudonym_for_a_sequence_leaves_only_its_frame():
    steps = made.Steps(content(), 'basic', categories={'institution': 'pseudonym'})
    assert steps.problem() is None
    assert b'Melati' not in steps.output and b'RSM' not in steps.output


def test_a_file_without_its_instance_uid_on_request():
    steps = made.Steps(content(), 'basic', elements={'SOPInstanceUID': 'remove'})
    assert steps.problem() is None and b'\x08\0\x18\0UI' not in steps.output


def test_a_medical_word_in_a_private_element_is_no_reason_to_change_it_elsewhere():
    """A rescale type is no identity because a private element has the same word; an unknown word is."""
    for word, stays in (('NORMALIZED', True), ('whole body', True), ('KUSUMAWARDANI', False), ('12345678', False)):
        found = made.elements()
        found.insert(-3, made.one(0x00281054, 'LO', word))
        at = next(place for place, one in enumerate(found) if one[:4] == b'\x19\0\xf0\x10')
        found[at] = made.one(0x001910F0, 'LO', word)
        steps = made.Steps(files.build(found), 'basic')
        assert steps.problem() is None
        assert (made.one(0x00281054, 'LO', word) in steps.output) == stays, word
