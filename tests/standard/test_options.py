"""Ids of options, their codes, and what excludes what."""

import pytest
from samar.core.standard import options


def test_each_option_has_a_code_of_its_own_in_cid_7050():
    codes = [options.code_of(option) for option in options.IDS]
    assert sorted(codes) == ['113101', '113103', '113104', '113105', '113106', '113107', '113108', '113109', '113110',
                             '113111', '113112']


@pytest.mark.parametrize('chosen, conflict', [
    ([], None),
    (['retain-uids', 'modify-dates', 'clean-descriptors'], None),
    (['retain-full-dates', 'modify-dates'], ('retain-full-dates', 'modify-dates')),
    (['modify-dates', 'retain-uids', 'retain-full-dates'], ('modify-dates', 'retain-full-dates')),
])
def test_conflict(chosen, conflict):
    assert options.conflict(chosen) == conflict


def test_bits_are_distinct_and_add_up():
    assert options.bits(options.IDS) == 1023
    assert sum(options.bit(option) for option in options.IDS) == 1023
    assert options.bit('clean-pixel-data') == options.bit('nonsense') == 0


def test_an_unknown_id_is_not_an_option():
    assert not options.known('retain-everything')
    assert options.known('retain-uids')
