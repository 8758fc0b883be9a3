"""Private elements by evidence: what curators kept stays when its own value lets it, and docs/private.md says the same."""

import io
import pathlib
import re
import struct

import pydicom
import pytest
from samar.core.standard import private

from tests.conformance import run
from tests.files import build, element

DOCUMENT = pathlib.Path(__file__).parents[2] / 'docs' / 'private.md'
PARM, ACQU, PETD, SENO = b'GEMS_PARM_01', b'GEMS_ACQU_01', b'GEMS_PETD_01', b'GEMS_SENO_02'
DATE, NAME = b'20210317', b'Okonkwo^Thandiwe'


def made(group, creator, *elements):
    """A file with one private block."""
    return build([element(0x00080016, 'UI', b'1.2.840.10008.5.1.4.1.1.4'), element(0x00080018, 'UI', b'1.2.3.4.5'),
                  element(0x00080020, 'DA', DATE), element(0x00080060, 'CS', b'MR'), element(0x00100010, 'PN', NAME),
                  element(0x00100020, 'LO', b'HG-55120'), element(group * 65536 + 0x10, 'LO', creator),
                  *[element(group * 65536 + 0x1000 + low, vr, value) for low, vr, value in elements]])


def kept(content, group, low, preset='tcia', options=None):
    """Value of a private element in the output, None where it went."""
    found = pydicom.dcmread(io.BytesIO(run.output(content, options, name=preset)))
    there = found.get((group, 0x1000 + low))
    return None if there is None else there.value


@pytest.mark.parametrize('preset', ['tcia', 'longitudinal'])
def test_numbers_stay(preset):
    content = made(0x0043, PARM, (0x83, 'DS', b'0.5\\1 '), (0x5D, 'FL', struct.pack('<f', 2.5)))
    assert [float(x) for x in kept(content, 0x0043, 0x83, preset)] == [0.5, 1]
    assert kept(content, 0x0043, 0x83, 'research') is None


def test_numbers_that_are_none_go():
    assert kept(made(0x0043, PARM, (0x83, 'DS', b'Okonkwo ')), 0x0043, 0x83) is None


def test_text_is_cleaned_also_as_un():
    for vr in ('LO', 'UN'):
        found = kept(made(0x0019, ACQU, (0x9C, vr, b'spin echo for Mulcahy ')), 0x0019, 0x9C)
        text = found.decode() if isinstance(found, bytes) else found
        assert 'spin echo' in text and 'Mulcahy' not in text


def test_a_creator_in_small_letters_is_the_same():
    assert kept(made(0x0043, PARM.lower(), (0x83, 'DS', b'0.5\\1 ')), 0x0043, 0x83) is not None


def test_days_move_and_uids_are_mapped():
    moved = kept(made(0x0009, PETD, (0x05, 'DT', b'20210317101500')), 0x0009, 0x05)
    assert moved is not None and '20210317' not in str(moved) and str(moved).endswith('101500')
    assert kept(made(0x0045, SENO, (0x50, 'UI', b'1.2.3.4.77')), 0x0045, 0x50).startswith('2.25.')
    assert kept(made(0x0009, PETD, (0x0A, 'LO', b'1.2.3.4.78')), 0x0009, 0x0A).startswith('2.25.')
    assert kept(made(0x0009, PETD, (0x05, 'DT', b'20210317101500')), 0x0009, 0x05, options=['retain-private-by-evidence']) is None


def test_opaque_bytes_with_words_go():
    assert kept(made(0x0043, PARM, (0x2C, 'OB', b'\x07\x00')), 0x0043, 0x2C) == b'\x07\x00'
    assert kept(made(0x0043, PARM, (0x2C, 'OB', b'\x07\x00Mulcahy Rose\x00\x01')), 0x0043, 0x2C) is None


def test_what_curators_deleted_or_did_not_see_goes():
    assert kept(made(0x0043, PARM, (0x2A, 'OB', b'\x07\x00')), 0x0043, 0x2A) is None
    assert kept(made(0x0029, b'SIEMENS CSA HEADER', (0x10, 'OB', b'\x07\x00')), 0x0029, 0x10) is None


def test_the_page_says_what_the_tables_say():
    text = DOCUMENT.read_text('utf-8')
    rows = re.findall(r'^\| \w+ \| `([^`]+)` \| \((\w{4}),xx(\w{2})\) \| [^|]+ \| ([^|]+) \|$', text, re.MULTILINE)
    assert len(rows) > 30
    for creator, group, low, said in rows:
        place = creator, int(group, 16), int(low, 16)
        wanted = 'standard' if private.is_safe(*place) else 'evidence' if private.evidence(*place) >= 0 else 'goes'
        assert wanted in said, place
