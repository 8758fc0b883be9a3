"""Table E.3.4-1, and the older codes of its concepts; CID 7050."""

import collections

import pytest
from samar.core import host
from samar.core.standard import methods, options, structured, table


def test_the_table_has_its_213_rows():
    assert len(host.table('structured')['basic']) == 213
    found = collections.Counter(structured.basic(row) for row in range(213))
    assert found == {'X': 135, 'D': 60, 'X/D': 18}


@pytest.mark.parametrize('scheme, code, value_type, basic, option, action', [
    ('DCM', '121022', 'TEXT', 'X', 'clean-descriptors', ''),
    ('DCM', '113795', 'IMAGE', 'D', 'retain-uids', 'K'),
    ('DCM', '126201', 'DATE', 'X', 'modify-dates', 'C'),
    ('DCM', '126201', 'DATE', 'X', 'retain-full-dates', 'K'),
    ('SCT', '371524004', 'TEXT', 'X', 'clean-descriptors', 'C'),
    ('SRT', 'R-42B89', 'TEXT', 'X', 'clean-descriptors', 'C'),
    ('NCDR', '76', 'PNAME', 'D', 'retain-uids', ''),
])
def test_rows(scheme, code, value_type, basic, option, action):
    row = structured.row_of(scheme, code, value_type)
    assert structured.basic(row) == basic
    assert structured.option(row, option) == action


@pytest.mark.parametrize('scheme, code, value_type', [
    ('DCM', '121022', 'NUM'), ('DCM', '999999', 'TEXT'), ('99LOCAL', '121022', 'TEXT'), ('SRT', '371524004', 'TEXT'),
    ('', '', ''),
])
def test_no_row(scheme, code, value_type):
    assert structured.row_of(scheme, code, value_type) == -1


def test_older_codes_mean_concepts_of_the_table():
    keys = table.lines('structured', 'key')
    codes = {key.split('\t')[1] for key in keys if key.startswith('SCT\t')}
    assert set(table.lines('structured', 'alias_of')) <= codes
    assert len(table.lines('structured', 'alias')) == len(table.lines('structured', 'alias_of'))


def test_each_option_has_a_meaning_in_cid_7050():
    assert len(methods.codes()) == 13
    for option in options.IDS:
        words = methods.meaning_of(options.code_of(option)).lower().replace(' ', '-')
        assert option.split('-')[0] in words or option == options.MODIFY_DATES
    assert methods.meaning_of(options.BASIC_PROFILE_CODE) == 'Basic Application Confidentiality Profile'
    assert methods.meaning_of('113107').endswith('Modified Dates Option')
    assert methods.meaning_of('113099') == ''
