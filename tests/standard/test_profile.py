"""Table E.1-1: every count that the standard's edition fixes, and what the reader says of telling attributes."""

import collections

import pytest
from samar.core import host
from samar.core.standard import options, profile, table


def rows():
    return range(len(profile.columns()['tag']))


def test_every_basic_action_has_its_count():
    found = collections.Counter(profile.basic(row) for row in rows())
    assert found == {'X': 417, 'D': 93, 'U': 55, 'Z': 42, 'X/D': 23, 'X/Z': 11, 'X/Z/D': 8, 'Z/D': 6, 'X/Z/U*': 2}
    assert sum(found.values()) == 657


@pytest.mark.parametrize('option, keep, clean', [
    ('retain-safe-private', 0, 1),
    ('retain-uids', 60, 0),
    ('retain-device-identity', 48, 11),
    ('retain-institution-identity', 10, 0),
    ('retain-patient-characteristics', 14, 5),
    ('retain-full-dates', 169, 0),
    ('modify-dates', 0, 169),
    ('clean-descriptors', 0, 141),
    ('clean-structured-content', 0, 4),
    ('clean-graphics', 0, 4),
    ('clean-pixel-data', 0, 0),
])
def test_every_option_has_its_counts(option, keep, clean):
    found = collections.Counter(profile.option(row, option) for row in rows())
    assert (found['K'], found['C']) == (keep, clean)


def test_full_dates_are_kept_exactly_where_modified_dates_are_cleaned():
    for row in rows():
        assert (profile.option(row, 'retain-full-dates') == 'K') == (profile.option(row, 'modify-dates') == 'C')


def test_each_row_is_in_one_known_category():
    found = collections.Counter(profile.category(row) for row in rows())
    assert sum(found.values()) == 657
    assert set(found) == set(profile.CATEGORIES)


def test_constants_of_the_reader_are_those_of_the_table():
    assert tuple(table.lines('profile', 'actions')) == profile.ACTIONS
    assert tuple(table.lines('profile', 'categories')) == profile.CATEGORIES
    assert tuple(table.lines('profile', 'options')) == options.IDS[:10]


def test_rows_for_one_tag_ascend_and_repeating_rows_follow():
    columns = profile.columns()
    plain = columns['plain']
    assert plain == 653
    assert list(columns['tag'][:plain]) == sorted(set(columns['tag'][:plain]))
    assert set(columns['mask'][:plain]) == {0xFFFFFFFF}
    for row in rows():
        assert columns['tag'][row] & columns['mask'][row] == columns['tag'][row]


@pytest.mark.parametrize('tag, keyword, basic', [
    (0x00100010, 'PatientName', 'Z'),
    (0x00100020, 'PatientID', 'Z/D'),
    (0x00080018, 'SOPInstanceUID', 'U'),
    (0x00081140, 'ReferencedImageSequence', 'X/Z/U*'),
    (0xFFFAFFFA, 'DigitalSignaturesSequence', 'X'),
    (0xFFFCFFFC, 'DataSetTrailingPadding', 'X'),
    (0x00001000, 'AffectedSOPInstanceUID', 'X'),
    (0x50000010, 'CurveData', 'X'),
    (0x501E3000, 'CurveData', 'X'),
    (0x60003000, 'OverlayData', 'X'),
    (0x60024000, 'OverlayComments', 'X'),
    (0x00090010, 'PrivateAttributes', 'X'),
    (0x60013000, 'PrivateAttributes', 'X'),
    (0x50010001, 'PrivateAttributes', 'X'),
])
def test_row_of(tag, keyword, basic):
    row = profile.row_of(tag)
    assert profile.keyword(row) == keyword
    assert profile.basic(row) == basic
    columns = profile.columns()
    assert tag & columns['mask'][row] == columns['tag'][row]


@pytest.mark.parametrize('tag', [0x00280010, 0x7FE00010, 0x60000010, 0x00080016, 0xFFFEE000, 0])
def test_row_of_an_attribute_outside_the_table(tag):
    assert profile.row_of(tag) == -1


def test_each_row_is_found_by_its_own_tag():
    columns = profile.columns()
    assert [profile.row_of(columns['tag'][row]) for row in rows()] == list(rows())


@pytest.mark.parametrize('tag', [0x04000100, 0x0040A124])
def test_uids_that_retain_uids_does_not_keep(tag):
    row = profile.row_of(tag)
    assert profile.basic(row) == 'U'
    assert profile.option(row, 'retain-uids') == ''


@pytest.mark.parametrize('tag', [0x00100030, 0x00100032, 0x00160077])
def test_dates_that_no_date_option_covers(tag):
    row = profile.row_of(tag)
    assert profile.option(row, 'retain-full-dates') == profile.option(row, 'modify-dates') == ''


@pytest.mark.parametrize('tag', [0x04000310, 0x00340007, 0x00080201])
def test_date_options_on_other_vrs(tag):
    row = profile.row_of(tag)
    assert profile.option(row, 'modify-dates') == 'C'
    assert profile.columns()['vr'][row] not in (0x4441, 0x544D, 0x4454)


def test_eleven_device_dates_are_kept_by_one_option_and_shifted_by_another():
    both = [row for row in rows()
            if profile.option(row, 'retain-device-identity') and profile.option(row, 'modify-dates')]
    kept = [row for row in both if profile.option(row, 'retain-device-identity') == 'K']
    assert len(both) == 11
    assert len(kept) == 11


@pytest.mark.parametrize('keyword, category', [
    ('PatientName', 'identity'), ('PatientBirthDate', 'identity'), ('PatientAddress', 'contact'),
    ('StudyDate', 'dates'), ('TimezoneOffsetFromUTC', 'dates'), ('GPSTimeStamp', 'places'),
    ('StationName', 'devices'), ('InstitutionName', 'institution'), ('OperatorsName', 'institution'),
    ('AccessionNumber', 'examination'), ('StudyDescription', 'notes'), ('SOPInstanceUID', 'uids'),
    ('PrivateAttributes', 'private'), ('OverlayData', 'graphics'), ('EncapsulatedDocument', 'graphics'),
])
def test_category_of(keyword, category):
    row = table.lines('profile', 'keyword').index(keyword)
    assert profile.category(row) == category


def test_the_table_says_where_it_comes_from():
    found = host.table('profile')
    assert profile.edition() == 'PS3.15 2026d'
    for _, version, digest in found['sources']:
        assert version[0].isdigit()
        assert len(digest) == 64
