"""Codes of published schemes: which they are, by the plan and by the second reading, and what stands in them by chance only."""

import io

import pydicom
import pytest
from pydicom.sr import _concepts_dict
from samar.core.plan import coded as plan
from samar.core.verify import coded as verify

from tests import files
from tests.conformance import run

PUBLISHED = sorted({(scheme, value) for scheme, names in _concepts_dict.concepts.items() for values in names.values() for value in values})
OWN = [('99ACME', '1234'), ('L', '1234'), ('SNM3', 'T-D1100'), ('99SDM', 'T-D1100'), ('', '1234'), ('DCM', ''), ('DCM', 'Mona Quill'),
       ('SCT', 'Quill^Mona'), ('SCT', 'QUILL'), ('LN', 'MONA-QUILL'), ('UCUM', 'of Quill'), ('DCM', 'A' * 17), ('RFC5646', 'en of Quill'),
       ('SCT', '-'), ('UCUM', 'm\u00fc')]
SR = '1.2.840.10008.5.1.4.1.1.88.33'
NAME, NUMBER = 'Quill^Mona^Abe', '204'


@pytest.mark.parametrize('judge', [plan.is_code, verify._has_form], ids=['plan', 'verify'])
def test_codes_of_the_standard_are_known(judge):
    """But for three whose value is no code."""
    known = [code for code in PUBLISHED if judge(*code)]
    others = {code for code in PUBLISHED if not judge(*code)}
    assert len(known) > 15000
    assert {scheme for scheme, _ in others} <= {'DCM', 'MDC', 'LN'} and len(others) < 4


@pytest.mark.parametrize(('scheme', 'value'), OWN)
def test_other_codes_are_not(scheme, value):
    assert not plan.is_code(scheme, value) and not verify._has_form(scheme, value)


def after(preset, scheme, value, meaning):
    """[value, scheme, meaning] of one code beside a name and an ID in the output; its sequence is one that the option for descriptions
    cleans in `research` and that stays by its Type, as a table has no word for it, elsewhere."""
    code = files.item(files.element(0x00080100, 'SH', value) + files.element(0x00080102, 'SH', scheme) + files.element(0x00080104, 'LO', meaning))
    content = files.item(files.element(0x0040A040, 'CS', 'CODE') + files.element(0x0040A168, 'SQ', code))
    tree = files.element(0x0040A730, 'SQ', content)
    made = files.build([files.element(0x00080016, 'UI', SR), files.element(0x00080018, 'UI', '1.2.3.4'), files.element(0x00100010, 'PN', NAME),
                        files.element(0x00100020, 'LO', NUMBER), tree], sop_class=SR)
    new = pydicom.dcmread(io.BytesIO(run.output(made, name=preset)))
    code = new.ContentSequence[0].ConceptCodeSequence[0]
    return [code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning]


@pytest.mark.parametrize(('code', 'expected'), [
    (('DCM', '113935', 'AAPM 204 AP Dimension'), None),                                # the number is an ID
    (('SCT', '204', 'Wxyzzy finding'), None),
    (('UCUM', '204', 'Wxyzzy'), None),
    (('DCM', '113935', 'Wxyzzy of Quill'), ['113935', 'DCM', 'Wxyzzy']),                 # only the name goes
    (('DCM', '113935', 'Seen on 2019-05-07 20190507'), ['113935', 'DCM', 'Seen on']),   # no published meaning
    (('99ACME', '113935', 'Wxyzzy finding'), ['113935', '99ACME', 'finding']),
    (('L', '204', 'Wxyzzy finding'), ['ANONYMIZED', 'L', 'finding']),
    (('DCM', 'QUILL', 'Margin'), ['ANONYMIZED', 'DCM', 'Margin']),
    (('99ABE_RIS', '7', 'Margin'), None)])                                              # three letters of a name
def test_what_stands_in_a_code(code, expected):
    scheme, value, meaning = code
    assert after('research', scheme, value, meaning) == (expected or [value, scheme, meaning])
