"""Names with a short part: the whole name goes from a text that is cleaned, the short part alone takes no other word with it."""

import pytest
from samar.core import pipeline
from samar.core.plan import identity
from samar.core.review import opened as opening
from samar.hosts import cpython

from tests import files

PRESET = {'preset': 'research'}


def cleaned(name, text, tag=0x0008103E, preset='research'):
    """(word, what a description is in the output) of a file of a patient of this name."""
    content = files.build(sorted([*[one for one in files.body(name=name) if one[:4] != b'\x08\0\x3e\x10'], files.element(tag, 'LO', text)],
                                 key=lambda one: (one[1], one[0], one[3], one[2])))
    found = pipeline.deidentify(cpython.of_bytes(content), opening.policy_of({'preset': preset}), identity.Identity(memoryview(bytes(32))))
    return found.word, '\\'.join(found.check.output.get(tag) or []) if found.check else found.error


@pytest.mark.parametrize('preset', ['research', 'tcia'])
@pytest.mark.parametrize(('name', 'text'), [
    ('MISTER^CT', 'CT HEAD'), ('MISTER^CT', 'HEAD CT WITHOUT CONTRAST'), ('Phantom^GE', 'GE HEAD'), ('Phantom^MR', 'MR BRAIN'), ('Doe^I', 'HEAD CT/i'),
    ('Miller^AX', 'AX T2 BRAIN'), ('CT^Jane', 'CT HEAD')])
def test_a_short_part_alone_takes_no_word(name, text, preset):
    assert cleaned(name, text, preset=preset) == ('cleaned', text)


@pytest.mark.parametrize('preset', ['research', 'tcia'])
@pytest.mark.parametrize(('name', 'text'), [
    ('MISTER^CT', 'MISTER CT HEAD'), ('MISTER^CT', 'HEAD CT MISTER'), ('Head^CT', 'CT HEAD'), ('Head^CT', 'HEAD, CT'), ('Li^Wu', 'Li Wu HEAD'),
    ('Li^Wu', 'HEAD Wu, Li'), ('Li^Wu', 'HEAD LI^WU'), ('Li^Wu', 'LiWu HEAD'), ('AX^CT', 'AX CT HEAD'), ('Head^MR', 'MR-HEAD')])
def test_a_whole_name_goes(name, text, preset):
    word, left = cleaned(name, text, preset=preset)
    assert word == 'cleaned'
    low = ' '.join(left.lower().replace(',', ' ').replace('-', ' ').replace('^', ' ').split())
    family, given = name.lower().split('^')
    assert f'{family} {given}' not in low and f'{given} {family}' not in low and family + given not in low, left
