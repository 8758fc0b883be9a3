"""The table of `make bench` says the truth about its targets."""

import pytest

from bench.figures import Figure, number, table


@pytest.mark.parametrize(('value', 'limit', 'verdict'), [(3.9, 4, 'met'), (4, 4, 'met'), (4.01, 4, 'MISSED'), (7, None, '')])
def test_verdict(value, limit, verdict):
    assert Figure('x', value, 'ms', limit).verdict == verdict


@pytest.mark.parametrize(('value', 'text'), [(0.04567, '0.0457'), (3.14159, '3.14'), (99.95, '100'), (1234.5, '1234'), (0, '0')])
def test_number(value, text):
    assert number(value) == text


def test_missed_is_in_the_table():
    lines = table([Figure('scan', 0.2, 'µs each', 0.1, 'median of 3'), Figure('peer', 12, 'ms')]).splitlines()
    assert lines[2].split('|')[1:6] == [' scan ', ' 0.2 µs each ', ' ≤ 0.1 µs each ', ' MISSED ', ' median of 3 ']
    assert [cell.strip() for cell in lines[3].split('|')] == ['', 'peer', '12 ms', '', '', '', '']
    assert len({len(line) for line in lines}) == 1
