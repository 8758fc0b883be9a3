"""The dictionary, against pydicom's own reading of the same standard."""

import pytest
from pydicom import datadict
from pydicom._dicom_dict import DicomDictionary
from samar.core import host
from samar.core.standard import dictionary, table


def test_every_entry_is_as_pydicom_has_it():
    for tag, (vr, _, name, _, keyword) in DicomDictionary.items():
        assert dictionary.keyword_of(tag) == keyword
        assert dictionary.name_of(tag) == name
        if vr != 'NONE':
            assert dictionary.vr_of(tag) in vr.split(' or ')
        if keyword:
            assert dictionary.tag_of(keyword) == tag


@pytest.mark.parametrize('tag, vr', [
    (0x00280106, 'US'),     # US or SS
    (0x7FE00010, 'OW'),     # OB or OW
    (0x54001010, 'OW'),     # OB or OW
    (0x00283006, 'US'),     # US or OW
    (0xFFFEE000, ''),       # an item has no VR
    (0x00090010, ''),       # private
    (0x00120099, ''),
])
def test_vr_of(tag, vr):
    assert dictionary.vr_of(tag) == vr


@pytest.mark.parametrize('tag', [
    0x60003000, 0x60020010, 0x601E3000, 0x50003000, 0x50100020, 0x7F020010, 0x00203155, 0x002804F0, 0x00280482,
    0x002808A4, 0x10000010, 0x10001235, 0x10101234,
])
def test_repeating_groups(tag):
    assert dictionary.keyword_of(tag) == datadict.dictionary_keyword(tag)
    assert dictionary.vr_of(tag) in datadict.dictionary_VR(tag).split(' or ')


@pytest.mark.parametrize('tag, keyword, vr', [
    (0x00100012, 'NameToUse', 'LT'),
    (0x00100047, 'SexParametersForClinicalUseCategoryReference', 'UR'),
    (0x0040B034, 'AnnotationDateTime', 'DT'),
    (0x3004007F, 'DoseCalculationModelName', 'LO'),
])
def test_attributes_newer_than_the_dictionary(tag, keyword, vr):
    assert dictionary.keyword_of(tag) == keyword
    assert dictionary.vr_of(tag) == vr
    assert dictionary.tag_of(keyword) == tag


def test_twenty_six_attributes_are_newer():
    tags, _, count = dictionary.scan_columns()
    newer = [tag for tag in tags if tag not in DicomDictionary and dictionary.base_of(tag) == tag
             and not datadict.dictionary_has_tag(tag) and not datadict.repeater_has_tag(tag)]
    assert count == len(tags)
    assert len(newer) == 26


@pytest.mark.parametrize('keyword', ['', 'patientname', 'PatientNameX', 'A', 'zzz'])
def test_tag_of_no_keyword(keyword):
    assert dictionary.tag_of(keyword) == -1


def test_scan_columns_ascend_and_have_a_vr_for_all_but_the_item_structure():
    tags, vrs, count = dictionary.scan_columns()
    assert list(tags) == sorted(set(tags))
    assert [hex(tags[row]) for row in range(count) if vrs[row] == 0] == ['0xfffee000', '0xfffee00d', '0xfffee0dd']


def test_text_columns_are_as_long_as_the_tags():
    columns = host.table('dictionary')
    for name in ('keyword', 'name'):
        assert len(table.lines('dictionary', name)) == len(columns['tag'])


def test_every_row_of_the_profile_is_in_the_dictionary():
    columns = host.table('profile')
    for row in range(columns['plain']):
        assert dictionary.keyword_of(columns['tag'][row]) == table.lines('profile', 'keyword')[row]
