"""The search of verification against a plain one, and its borders."""

import random

import pytest
from samar.core.kernels import automaton
from samar.core.verify import remains

from tests.verify import made


class Table:
    """An output without a row."""

    def __init__(self, content):
        self.source = made.records.Source(made.host_cpython.of_bytes(content))
        self.count, self.start, self.value = 0, [], []


def built(patterns, kind=automaton.RUN):
    made.host_cpython.install()
    found = remains.Remains(len(patterns) + 8, sum(map(len, patterns)) + 64, 8)
    for row, pattern in enumerate(patterns):
        found.add(pattern, 0, len(pattern), row, kind, 1)
    assert not found.state[5]
    automaton.link(found.pair, found.child, found.sibling, found.letters, found.ends, found.fail, found.shorter,
                   [0] * (found.state[1] + 1), found.state)
    return found


def hits(found, content):
    return {found.text(pattern) for _, _, pattern in remains.in_range(found, Table(content), 0, len(content))}


@pytest.mark.parametrize('seed', range(40))
def test_the_same_as_a_plain_search(seed):
    """Few letters, so that patterns overlap, end in each other and begin in each other."""
    chance = random.Random(seed)
    patterns = {bytes(chance.choices(b'abc\xe9', k=chance.randint(2, 6))) for _ in range(chance.randint(1, 40))}
    for _ in range(5):
        content = bytes(chance.choices(b'abcABC\xe9', k=chance.randint(0, 60)))
        expected = {pattern.decode('latin-1') for pattern in patterns if pattern in content.lower()}
        assert hits(built(sorted(patterns)), content) == expected


@pytest.mark.parametrize('seed', range(10))
def test_words_stand_alone(seed):
    chance = random.Random(seed)
    patterns = sorted({bytes(chance.choices(b'ab1', k=chance.randint(2, 4))) for _ in range(10)})
    content = bytes(chance.choices(b'ab1 -', k=200))
    words = set(content.replace(b'-', b' ').split())
    assert hits(built(patterns, automaton.PLAIN), content) == {one.decode() for one in patterns if one in words}


def test_digits_beside_a_name_are_no_part_of_it():
    """Of four letters and more; of shorter ones, and of other values, they may be."""
    content = b'miller2 3miller x4millery anna1 bob7 7bob miller'
    assert hits(built([b'miller', b'anna', b'bob'], automaton.PART), content) == {'miller', 'anna'}
    assert hits(built([b'miller2', b'anna1'], automaton.PART), b'miller23 anna15 anna1x') == {'anna1'}
    assert hits(built([b'miller'], automaton.PLAIN), b'miller2') == set()


def test_no_bound_of_hits():
    """More patterns in one place than there is room for hits at first: none hides another."""
    patterns = [b'w%04d' % number for number in range(6000)]
    assert len(hits(built(patterns, automaton.PLAIN), b' '.join(patterns))) == 6000


@pytest.mark.parametrize('shift', range(-80, 8))
def test_stretches_overlap(shift):
    content = b'.' * (remains.SPAN + shift) + b' Laras ' + b'.' * 100
    assert hits(built([b'laras', b'x' * 20], automaton.PART), content) == {'laras'}


def test_equal_values_weigh_as_the_heavier():
    found = built([b'again'])
    found.add(b'AGAIN', 0, 5, 7, automaton.PART, 3)
    assert found.state[0] == 1 and found.row[1] == 7 and found.weight[1] == 3


@pytest.mark.parametrize('group', [0x0019, 0x0042, 0x0054, 0x0072, 0x0032])
def test_the_tag_behind_a_value_is_no_letter_of_it(group):
    """`Laras` before the element (0042,0010), whose first byte is a B, is a whole word; so is a UID before (0032,0010)."""
    text, uid = b'ab Laras', b'1.2.826.0.9.1'
    for value, known, kind in ((text, 'laras', automaton.PART), (uid, uid.decode(), automaton.UID)):
        content = b'\x08\x00\x50\x00SH\x08\x00' + value + group.to_bytes(2, 'little') + b'\x10\x00ST\x02\x00ab'
        table = Table(content)
        table.count, table.start, table.value = 2, [0, 8 + len(value)], [8, 16 + len(value)]
        found = built([known.encode(), b'x' * 20], kind)
        assert [(row, found.text(pattern)) for _, row, pattern in remains.in_range(found, table, 0, len(content))] == [(0, known)]
