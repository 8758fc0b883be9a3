"""Safe private attributes, as table E.3.10-1 of 2020 lists them."""

import pytest
from samar.core import host
from samar.core.standard import private


def test_the_table_has_its_130_rows():
    columns = host.table('safe_private')
    assert len(columns['element']) == 130
    assert list(columns['start'])[-1] == 130


@pytest.mark.parametrize('creator, group, byte, vr', [
    ('Philips PET Private Group', 0x7053, 0x00, 'DS'),
    ('GEMS_ACQU_01', 0x0019, 0x9E, 'LO'),
    (' GEMS_ACQU_01 ', 0x0019, 0x9E, 'LO'),
    ('SIEMENS MR HEADER', 0x0019, 0x0C, 'IS'),
    ('SIEMENS MR HEADER\0', 0x0019, 0x0C, 'IS'),
    ('NQLeft', 0x0199, 0x0A, 'FL'),
    ('HOLOGIC, Inc.', 0x7E01, 0x10, 'SQ'),
    ('SIEMENS SYNGO ULTRA-SOUND TOYON DATA STREAMING', 0x7FD1, 0x11, 'OB'),
])
def test_safe(creator, group, byte, vr):
    assert private.is_safe(creator, group, byte)
    assert private.vr_of(creator, group, byte) == vr
    assert private.name_of(creator, group, byte)


@pytest.mark.parametrize('creator, group, byte', [
    ('GEMS_ACQU_01', 0x0019, 0x9F),
    ('GEMS_ACQU_01', 0x0043, 0x27),
    ('GEMS_PARM_01', 0x0019, 0x9E),
    ('gems_acqu_01', 0x0019, 0x9E),
    ('', 0x0019, 0x9E),
    ('GEMS', 0x0019, 0x9E),
])
def test_not_safe(creator, group, byte):
    assert not private.is_safe(creator, group, byte)
    if private.evidence(creator, group, byte) < 0:
        assert private.vr_of(creator, group, byte) == private.name_of(creator, group, byte) == ''


def test_elements_ascend_within_a_creator():
    columns = host.table('safe_private')
    for place in range(len(columns['start']) - 1):
        part = list(columns['element'][columns['start'][place]:columns['start'][place + 1]])
        assert part == sorted(set(part))
        assert part


@pytest.mark.parametrize(('creator', 'group', 'byte', 'said', 'vr'), [
    ('GEMS_PARM_01', 0x0043, 0x39, private.KEEP, 'IS'),
    (' gems_parm_01\0', 0x0043, 0x39, private.KEEP, 'IS'),
    ('Siemens MR Header', 0x0019, 0x29, private.KEEP, 'FD'),
    ('GEMS_PETD_01', 0x0009, 0x05, private.SHIFT, 'DT'),
    ('GEMS_SENO_02', 0x0045, 0x50, private.UID, 'UI'),
    ('GEMS_PARM_01', 0x0019, 0x39, -1, ''),
    ('SMITH', 0x0043, 0x39, -1, ''),
    ('', 0x0043, 0x39, -1, ''),
])
def test_evidence(creator, group, byte, said, vr):
    assert private.evidence(creator, group, byte) == said
    if said >= 0 and not private.is_safe(creator, group, byte):
        assert private.vr_of(creator, group, byte) == vr


def test_evidence_ascends_and_is_spelled_in_one_way():
    columns = host.table('private_evidence')
    creators = columns['creator'].split('\n')
    assert creators == sorted(set(creators)) == [' '.join(creator.upper().split()) for creator in creators]
    assert len(columns['element']) == len(columns['vr']) == len(columns['said']) == list(columns['start'])[-1] > 1900
    for place in range(len(creators)):
        part = list(columns['element'][columns['start'][place]:columns['start'][place + 1]])
        assert part == sorted(set(part)) and part
