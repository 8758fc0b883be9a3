"""Dates moved by whole days: DA, DT, TM (PS3.5 6.2) as they stand in files, well formed or nearly so (plan/forms.py).

In: the text of an element and the patient's offset. Out: the text moved, in the form that PS3.5 has today, or None where it
cannot be read: then the caller removes the element and says so. Whole days leave every time of day, fraction and timezone, so
intervals hold across midnight and between elements. Own arithmetic on the proleptic Gregorian calendar, years 0001 to 9999.
"""

from samar.core.plan import forms
from samar.core.plan.memory import Memory
from samar.kinds import Callable, Vr

DAYS_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)
MEMORY = 4000                    # texts remembered: most dates of a study are a few, written again and again
_moved = Memory(MEMORY)


def shift(text: str, vr: Vr, days: int) -> str | None:
    """`text` of a DA, DT or TM, moved by `days`; `''` stays, None when a value cannot be read or leaves the calendar.

    Several values (backslash) and ranges (hyphen) are moved each. Partial dates are moved by the middle of their month or
    year, and stay partial. A timezone (SH, as in TimezoneOffsetFromUTC) is kept. Any other VR gives None.
    """
    key = vr + str(days) + ' ' + text
    found: str | None = _moved.get(key)
    if found is None:
        found = _shift(text, vr, days)
        if found is not None:
            _moved.put(key, found)
    return found


def _shift(text: str, vr: Vr, days: int) -> str | None:
    reader = READERS.get(vr)
    if reader is None:
        return None
    if '\\' in text:
        values = [_value(part, reader, days) for part in text.split('\\')]
        known = [value for value in values if value is not None]
        return '\\'.join(known) if len(known) == len(values) else None
    return _value(text, reader, days)


def read_date(text: str) -> tuple[int, int, int] | None:
    """(year, month, day) of one date, or None; month and day are 0 where they are not given. Of a date with a time the date."""
    found = forms.moment(forms.value_of(text))
    if found is None or (found[1] and forms.time(found[1]) is None):
        return None
    date = forms.date(found[0])
    if date is None:
        return None
    year, month, day = date
    if year < 1 or month > 12 or (day and not month) or day > (month_length(year, month) if month else 0):
        return None
    return date


def written(date: tuple[int, int, int]) -> str:
    """DA of (year, month, day); parts that are 0 are left out."""
    year, month, day = date
    return _padded(year, 4) + (_padded(month, 2) if month else '') + (_padded(day, 2) if day else '')


def is_leap(year: int) -> bool:
    """Whether the year has 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Days of a month, 28 to 31."""
    if month == 2 and is_leap(year):
        return 29
    return DAYS_BEFORE_MONTH[month] - DAYS_BEFORE_MONTH[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """Days since 31 December of the year 0: 1 January 0001 is 1. Years begin in March here: 29 February is their last day."""
    if month > 2:
        month -= 3
    else:
        year, month = year - 1, month + 9
    return year * 365 + year // 4 - year // 100 + year // 400 + (month * 153 + 2) // 5 + day - 306


def calendar_date(number: int) -> tuple[int, int, int] | None:
    """(year, month, day) of a day number, or None outside the years 0001 to 9999."""
    if number < 1 or number > 3652059:
        return None
    number += 305
    rest = number % 146097                       # days into the cycle of 400 years
    past = (rest - rest // 1460 + rest // 36524 - rest // 146096) // 365
    rest -= past * 365 + past // 4 - past // 100
    month = (rest * 5 + 2) // 153                # 0 is March
    day = rest - (month * 153 + 2) // 5 + 1
    year = number // 146097 * 400 + past
    return (year, month + 3, day) if month < 10 else (year + 1, month - 9, day)


def _value(text: str, reader: Callable[[str, int], str | None], days: int) -> str | None:
    """One value: read as a whole, else as a range (PS3.4 C.2.2.2.5) that has a hyphen between two, before or after one."""
    whole, text = text.strip(' \0'), forms.value_of(text)
    if not text:
        return ''
    moved = reader(text, days)
    if moved is not None and '\0' in whole and reader is _date and len(moved) < 8:
        return None         # a NUL in the middle of a day
    if moved is not None or '-' not in text:
        return moved
    at = text.find('-')
    while at >= 0:
        begin, end = text[0:at].strip(' '), text[at + 1:].strip(' ')
        first = reader(begin, days) if begin else ''
        last = reader(end, days) if end else ''
        if first is not None and last is not None and (first or last):
            return first + '-' + last
        at = text.find('-', at + 1)
    return None


def _date(text: str, days: int) -> str | None:
    found = read_date(text)
    if found is None:
        return None
    year, month, day = found
    if not (month and day) and not forms.is_digits(text):
        return None
    moved = calendar_date(day_number(year, month or 7, day or (15 if month else 1)) + days)
    if moved is None:
        return None
    return written((moved[0], moved[1] if month else 0, moved[2] if day else 0))


def _time(text: str, days: int) -> str | None:
    return forms.time(text)


def _moment(text: str, days: int) -> str | None:
    """A DT: YYYYMMDDHHMMSS.FFFFFF&ZZXX, cut off after any part, the timezone kept."""
    found = forms.moment(text)
    if found is None:
        return None
    date = _date(found[0], days)
    time = forms.time(found[1]) if found[1] else ''
    return None if date is None or time is None or (time and len(date) != 8) else date + time + found[2]


def _timezone(text: str, days: int) -> str | None:
    return forms.zone(text)


def _padded(number: int, width: int) -> str:
    return ('0000' + str(number))[-width:]


READERS = {'DA': _date, 'TM': _time, 'DT': _moment, 'SH': _timezone}
