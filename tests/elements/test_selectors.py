"""The grammar of selectors: what is read, what is refused and where, and what is meant."""

import random

import pytest
from pydicom.datadict import DicomDictionary
from samar.core.elements import selectors
from samar.core.errors import BadChoice

from tests.cases import text_cases


@pytest.mark.parametrize(('text', 'written'), text_cases.SELECTORS)
def test_written_form(text, written):
    steps = selectors.parse(text)
    assert selectors.format(steps) == written
    assert selectors.parse(written) == steps


@pytest.mark.parametrize(('text', 'code', 'position'), text_cases.NO_SELECTORS)
def test_refused(text, code, position):
    with pytest.raises(BadChoice) as caught:
        selectors.parse(text)
    assert (caught.value.code, caught.value.offset) == (code, position)


@pytest.mark.parametrize(('text', 'path', 'meant'), text_cases.MATCHES)
def test_matches(text, path, meant):
    assert selectors.matches(selectors.parse(text), selectors.parse(path)) is meant


def test_block_of_a_private_element_does_not_count():
    wanted = selectors.parse('(0009,"ACME",01)')
    for block in (0x10, 0x11, 0xFF):
        assert selectors.matches(wanted, [(0x00090001 + block * 256, 'ACME', None)])
        assert selectors.format([(0x00090001 + block * 256, 'ACME', None)]) == '(0009,"ACME",01)'
    assert not selectors.matches(wanted, [(0x00091002, 'ACME', None)])
    assert selectors.matches(selectors.parse('(0009,1001)'), [(0x00091001, 'ACME', None)])


def test_keywords_of_the_dictionary():
    chance = random.Random(5)
    for tag in chance.sample(sorted(DicomDictionary), 200):
        keyword = DicomDictionary[tag][4]
        if keyword:
            assert selectors.parse(keyword) == [(tag, None, None)]


def test_random_steps_come_back():
    chance = random.Random(6)
    for _ in range(300):
        steps = [selectors.ANY_DEPTH] if chance.random() < 0.3 else []
        count = chance.randrange(1, 5)
        for place in range(count):
            index = chance.choice([0, 5, 4711, '*']) if place < count - 1 or chance.random() < 0.2 else None
            if chance.random() < 0.4:
                creator = ''.join(chance.choice('AZ "(),].[é\\*') for _ in range(8)).strip(' ') or 'X'
                steps.append((chance.randrange(1, 0xFFFF, 2) * 65536 + chance.randrange(256), creator, index))
            else:
                steps.append((chance.randrange(0xFFFFFFFF), None, index))
        assert selectors.parse(selectors.format(steps)) == steps
