"""Attributes that name a private block from outside of it (PS3.3 C.7.6.17, C.7.6.16): by the plan, and by the second reading."""

import io

import pydicom
import pytest
from samar.core.elements import record as records
from samar.core.verify import creators
from samar.hosts import cpython

from tests import files
from tests.conformance import run

SAFE = 'GEMS_PARM_01'
KEPT = files.element(0x00430010, 'LO', SAFE) + files.element(0x00431039, 'IS', r'1000\8\0\0')      # E.3.10: b-value


def with_dimension(name, *blocks):
    """A file whose only dimension is said to be of a private block."""
    index = files.item(files.element(0x00209165, 'AT', b'\x43\x00\x39\x10') + files.element(0x00209213, 'LO', name))
    return files.build([files.element(0x00100010, 'PN', 'Quill^Mona'), files.element(0x00209222, 'SQ', index), *blocks])


def written(made, preset='tcia', **more):
    new = pydicom.dcmread(io.BytesIO(run.output(made, name=preset, **more)))
    return new.DimensionIndexSequence[0].get('DimensionIndexPrivateCreator'), new


def test_the_name_of_a_block_that_stays_stays():
    name, new = written(with_dimension(SAFE, KEPT))
    assert name == SAFE and new[0x00430010].value == SAFE and 0x00431039 in new


@pytest.mark.parametrize('preset', ['basic', 'research'])
def test_the_name_of_a_block_that_goes_goes(preset):
    name, new = written(with_dimension(SAFE, KEPT), preset)
    assert name != SAFE and 0x00430010 not in new


@pytest.mark.parametrize('preset', ['basic', 'research', 'tcia', 'longitudinal'])
def test_a_text_that_nobody_introduced_goes(preset):
    name, _ = written(with_dimension('WXYZZY WARD 7', KEPT), preset)
    assert 'WXYZZY' not in str(name)


def test_the_second_reading_finds_a_name_without_a_block():
    def look(made, said=False):
        return creators.stray(records.open_record(cpython.of_bytes(made)), lambda row: said)
    stray = with_dimension('WXYZZY WARD 7', KEPT)
    assert look(stray) >= 0 and look(stray, said=True) < 0
    assert look(with_dimension(SAFE, KEPT)) < 0 and look(with_dimension(SAFE)) >= 0 and look(with_dimension('ANONYMIZED')) < 0
