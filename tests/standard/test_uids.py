"""Registered UIDs, and the attributes whose UIDs stay."""

import pytest
from pydicom._uid_dict import UID_dictionary
from samar.core.standard import dictionary, profile, table, uids


def test_every_registered_uid_is_known():
    for uid, (name, kind, _, _, _) in UID_dictionary.items():
        assert uids.is_registered(uid)
        assert uids.name_of(uid) == name
        assert (uids.type_of(uid) == 'SOP Class') == (kind == 'SOP Class')
        assert uids.is_transfer_syntax(uid) == (kind == 'Transfer Syntax')


@pytest.mark.parametrize('uid', [
    '', '1.2.840.10008', '1.2.840.10008.1.2.1.1', '1.2.840.10008.1.2.', '1.2.840.10008.5.1.4.1.1.2.123456', '2.25.1',
    '1.2.840.10008.1.2 ',
])
def test_a_known_beginning_says_nothing(uid):
    assert not uids.is_registered(uid)
    assert uids.name_of(uid) == uids.type_of(uid) == ''


@pytest.mark.parametrize('keyword', [
    'SOPClassUID', 'ReferencedSOPClassUID', 'TransferSyntaxUID', 'MediaStorageSOPClassUID', 'CodingSchemeUID',
    'ContextUID', 'MappingResourceUID', 'SOPClassesSupported', 'FlowTransferSyntaxUID',
])
def test_structural(keyword):
    assert uids.is_structural(dictionary.tag_of(keyword))


@pytest.mark.parametrize('tag', [
    0x00083012, 0x00081167, 0x00200242, 0x0018991E, 0x00209312, 0x00209313, 0x0070031B, 0x00440102,
    0x00080018, 0x0020000D, 0x00020003, 0x00280304, 0x00687004, 0x300A0675, 0x0040E031,
])
def test_not_structural(tag):
    assert dictionary.vr_of(tag) == 'UI'
    assert not uids.is_structural(tag)


def test_no_structural_attribute_is_in_the_profile():
    tags = list(uids.structural_tags())
    assert tags == sorted(set(tags))
    assert len(tags) == 24
    for tag in tags:
        assert dictionary.vr_of(tag) == 'UI'
        assert profile.row_of(tag) == -1


def test_each_attribute_named_for_a_class_or_syntax_is_structural():
    tags, vrs, count = dictionary.scan_columns()
    for row in range(count):
        keyword = table.lines('dictionary', 'keyword')[row]
        if vrs[row] == 0x5549 and ('SOPClass' in keyword or 'TransferSyntax' in keyword):
            assert uids.is_structural(tags[row]), keyword
