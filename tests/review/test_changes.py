"""The comparison of a cleaned text: whole, and each word that went with its reason."""

from samar.core import codes, pipeline
from samar.core.plan import identity, tokens
from samar.core.review import changes, opened
from samar.hosts import cpython

from tests import files


def compared(text, name='WIBISONO^LARAS'):
    """The row of Series Description."""
    content = files.build([files.element(0x00080016, 'UI', files.CT), files.element(0x00080018, 'UI', '1.2.826.0.9.1'),
                           files.element(0x00080060, 'CS', 'CT'), files.element(0x0008103E, 'LT', text),
                           files.element(0x00100010, 'PN', name), files.element(0x00100020, 'LO', 'MRN-556677')])
    outcome = pipeline.deidentify(cpython.of_bytes(content), opened.policy_of({'preset': 'tcia'}), identity.Identity(memoryview(bytes(32))))
    return next(row for row in changes.changes(outcome) if row['tag'] == '0008103E')


def test_each_word_that_goes_has_its_reason():
    row = compared('CT chest 94 yo, Wibisono, Dr. Quillfeather 27.06.2006 Vossgaard a@b.example')
    assert row['after'] == 'CT chest'
    assert row['cuts'] == [['94', 'age'], ['yo', 'unknown'], ['Wibisono', 'identity'], ['Dr', 'titled'], ['Quillfeather', 'titled'],
                           ['27', 'date-or-id'], ['06', 'date-or-id'], ['2006', 'date-or-id'], ['Vossgaard', 'unknown'],
                           ['a@b.example', 'address']]


def test_a_long_text_is_shown_to_its_end():
    row = compared('chest without contrast ' * 40 + 'Vossgaard thorax')
    assert len(row['before']) > 900 and row['after'].endswith('thorax')
    assert row['cuts'] == [['Vossgaard', 'unknown']]


def test_reasons_are_those_of_the_list():
    told = {value for name, value in vars(tokens).items() if name.isupper() and isinstance(value, str)}
    assert set(codes.CUTS) <= told
