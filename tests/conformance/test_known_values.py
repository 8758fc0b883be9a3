"""What is taken out of one attribute is taken out of all: names, numbers and dates of a patient in attributes that stay, in the
spellings that people use."""

import pytest

from tests.conformance import run
from tests.conformance.encoding import CT, element, item, part10

ROOT = '1.2.826.0.1.3680043.2.9999.'
FILE = {
    0x00080016: ('UI', CT.encode()), 0x00080018: ('UI', (ROOT + '1').encode()), 0x0020000D: ('UI', (ROOT + '77').encode()),
    0x00100010: ('PN', b'Zanderblik-Orme^Quorvia'), 0x00100020: ('LO', b'ZX-8841207'), 0x00100030: ('DA', b'19430217'),
    0x00080020: ('DA', b'20190713'), 0x00080050: ('SH', b'ACC-552210'), 0x00080090: ('PN', b'Umberlee^Cato'),
    0x00081010: ('SH', b'KRELLSTATION'), 0x00181000: ('LO', b'SN-99812-77'), 0x00101040: ('LO', b'Thistledown Row 17'),
}
SPELLINGS = ['Zanderblik', 'ZANDERBLIK QUORVIA', 'Quorvia_Orme', 'orme,q', 'Dr.Umberlee', 'ZX-8841207', 'zx-8841207', 'ID:ZX-8841207', 'ZX8841207', 'no 8841207',
             'ACC-552210', 'KRELLSTATION', 'SN-99812-77', 'Thistledown Row 17', ROOT + '77',
             '19430217', '1943-02-17', '17.02.1943', '02/17/1943', '17/02/1943', '2019-07-13', '13.07.2019']
STAY = {0x00180024: 'SH', 0x00081090: 'LO', 0x00181251: 'SH', 0x00420010: 'ST', 0x0040A160: 'UT', 0x00082218: 'SQ'}


def output(tag, vr, text, preset):
    """Bytes of the output, in capitals, of a file with a text in one attribute that stays."""
    content = text.encode()
    if vr == 'SQ':
        content = item(element(0x00080104, 'LO', content))
    elements = FILE | {tag: (vr, content)}
    return run.output(part10(b''.join(element(one, *elements[one]) for one in sorted(elements))), name=preset).upper()


@pytest.mark.parametrize('preset', ['basic', 'research'])
@pytest.mark.parametrize('spelling', SPELLINGS)
def test_a_value_goes_wherever_it_stands(spelling, preset):
    left = [f'{tag:08X} {vr}' for tag, vr in STAY.items() if spelling.upper().encode() in output(tag, vr, spelling, preset)]
    assert left == []


@pytest.mark.parametrize('spelling', ['ZANDERBLIK', 'ZX-8841207', 'Q ZANDERBLIK', 'ACC-552210', '1943-02-17'])
def test_a_name_or_number_written_as_a_defined_term_goes(spelling):
    assert spelling.encode() not in output(0x00180015, 'CS', spelling, 'basic')
    several = output(0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\' + spelling, 'basic')
    assert spelling.encode() not in several
    assert b'ORIGINAL\\PRIMARY\\' in several


@pytest.mark.parametrize('term', ['CHEST', 'ABDOMEN', 'HEAD'])
def test_a_term_stays_though_somebody_is_called_so(term):
    elements = FILE | {0x00100010: ('PN', f'{term}^Quorvia'.encode()), 0x00180015: ('CS', term.encode())}
    found = run.output(part10(b''.join(element(one, *elements[one]) for one in sorted(elements))), name='basic')
    assert term.encode() in found


@pytest.mark.parametrize('text', ['Soft tissue 1943', 'Row 17', '17.02', 'SN-99', 'filter 8841'])
def test_what_only_resembles_a_value_stays(text):
    assert text.upper().encode() in output(0x00081090, 'LO', text, 'basic')
