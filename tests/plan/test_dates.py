"""Dates by whole days; the oracle for the calendar is datetime."""

import datetime

import pytest
from samar.core.plan import dates

from tests.cases import plan_cases


@pytest.mark.parametrize(('text', 'vr', 'days', 'expected'), plan_cases.SHIFT)
def test_shift(text, vr, days, expected):
    assert dates.shift(text, vr, days) == expected


def test_calendar_is_that_of_datetime():
    for number in [*range(1, 3652060, 997), *range(730000, 738000), 3652058, 3652059]:
        day = datetime.date.fromordinal(number)
        assert dates.day_number(day.year, day.month, day.day) == number
        assert dates.calendar_date(number) == (day.year, day.month, day.day)
    assert dates.calendar_date(0) is None
    assert dates.calendar_date(3652060) is None


def test_intervals_survive():
    for days in (-1, -59, -366, -1826):
        for first, last in (('20200228', '20200301'), ('19991231', '20000101'), ('20121231', '20200229')):
            moved = [datetime.datetime.strptime(dates.shift(x, 'DA', days), '%Y%m%d') for x in (first, last)]
            there = [datetime.datetime.strptime(x, '%Y%m%d') for x in (first, last)]
            assert moved[1] - moved[0] == there[1] - there[0]
            assert (moved[0] - there[0]).days == days


def test_every_day_of_four_years_is_read_and_put_back():
    for number in range(737000, 738461):
        text = datetime.date.fromordinal(number).strftime('%Y%m%d')
        assert dates.shift(dates.shift(text, 'DA', -777), 'DA', 777) == text
