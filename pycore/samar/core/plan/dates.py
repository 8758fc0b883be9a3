"""Dates moved by whole days: DA, DT, TM (PS3.5 6.2) as they stand in files, well formed or nearly so.

In: the text of an element and the patient's offset. Out: the text moved, or None where it cannot be read: then the caller
removes the element and says so. Whole days leave every time of day, fraction and timezone as it is, so intervals hold
across midnight and between elements. Own arithmetic on the proleptic Gregorian calendar, years 0001 to 9999.
"""

from samar.core.plan.memory import Memory

DAYS_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)
MEMORY = 4000                    # texts remembered: most dates of a study are a few, written again and again
_moved = Memory(MEMORY)
SEPARATORS = ('.', '-', '/')     # ACR-NEMA wrote 1996.04.27; the other two are met in files


def shift(text, vr, days):
    """`text` of a DA, DT or TM, moved by `days`; `''` stays, None when a value cannot be read or leaves the calendar.

    Several values (backslash) and ranges (hyphen) are moved each. Partial dates are moved by the middle of their month or
    year, and stay partial. A timezone (SH, as in TimezoneOffsetFromUTC) is checked and kept. Any other VR gives None.
    """
    key = vr + str(days) + ' ' + text
    found = _moved.get(key)
    if found is None:
        found = _shift(text, vr, days)
        if found is not None:
            _moved.put(key, found)
    return found


def _shift(text, vr, days):
    reader = READERS.get(vr)
    if reader is None:
        return None
    if '\\' in text:
        values = [_value(part, reader, days) for part in text.split('\\')]
        return None if None in values else '\\'.join(values)
    return _value(text, reader, days)


def is_date(text):
    """Whether `text` can be read as a DA."""
    return read_date(text.strip(' \0')) is not None


def read_date(text):
    """(year, month, day, separator) of one date without padding, or None; month and day are 0 where they are not given."""
    separator = ''
    if len(text) == 10 and text[4] in SEPARATORS and text[7] == text[4]:
        separator = text[4]
        text = text[0:4] + text[5:7] + text[8:10]
    size = len(text)
    if size not in (4, 6, 8) or not _is_digits(text):
        return None
    number = int(text) * (1 if size == 8 else 100 if size == 6 else 10000)
    year, month, day = number // 10000, number // 100 % 100, number % 100
    if year < 1 or (size > 4 and not 1 <= month <= 12) or (size > 6 and not 1 <= day <= month_length(year, month)):
        return None
    return (year, month, day, separator)


def is_leap(year):
    """Whether the year has 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year, month):
    """Days of a month, 28 to 31."""
    if month == 2 and is_leap(year):
        return 29
    return DAYS_BEFORE_MONTH[month] - DAYS_BEFORE_MONTH[month - 1]


def day_number(year, month, day):
    """Days since 31 December of the year 0: 1 January 0001 is 1. Years begin in March here: 29 February is their last day."""
    if month > 2:
        month -= 3
    else:
        year, month = year - 1, month + 9
    return year * 365 + year // 4 - year // 100 + year // 400 + (month * 153 + 2) // 5 + day - 306


def calendar_date(number):
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


def _value(text, reader, days):
    """One value: read as a whole, else as a range (PS3.4 C.2.2.2.5) that has a hyphen between two, before or after one."""
    text = text.strip(' \0')
    if not text:
        return ''
    moved = reader(text, days)
    if moved is not None or '-' not in text:
        return moved
    at = text.find('-')
    while at >= 0:
        first, last = text[0:at], text[at + 1:]
        first = reader(first, days) if first else ''
        last = reader(last, days) if last else ''
        if first is not None and last is not None and (first or last):
            return first + '-' + last
        at = text.find('-', at + 1)
    return None


def _date(text, days):
    found = read_date(text)
    if found is None:
        return None
    year, month, day, separator = found
    moved = calendar_date(day_number(year, month or 7, day or (15 if month else 1)) + days)
    if moved is None:
        return None
    parts = [_padded(moved[0], 4)]
    if month:
        parts.append(_padded(moved[1], 2))
    if day:
        parts.append(_padded(moved[2], 2))
    return separator.join(parts)


def _time(text, days):
    """A TM as it is, where it is one: HH, HHMM, HHMMSS, HHMMSS.F to .FFFFFF, with or without colons (ACR-NEMA)."""
    whole, point, fraction = text.partition('.')
    if ':' in whole:
        parts = whole.split(':')
        if [part for part in parts if len(part) != 2]:
            return None
        whole = ''.join(parts)
    if len(whole) not in (2, 4, 6) or not _is_digits(whole):
        return None
    if point and (len(whole) != 6 or not 1 <= len(fraction) <= 6 or not _is_digits(fraction)):
        return None
    if int(whole[0:2]) > 23 or int(whole[2:4] or '0') > 59 or int(whole[4:6] or '0') > 60:
        return None
    return text


def _moment(text, days):
    """A DT: YYYYMMDDHHMMSS.FFFFFF&ZZXX, cut off after any part, the timezone kept."""
    zone = ''
    if len(text) > 8 and _timezone(text[-5:], days) is not None:
        zone = text[-5:]
        text = text[0:-5]
    date = _date(text[0:8], days)
    if date is None or len(text) <= 8:
        return None if date is None else date + zone
    if len(text) == 10 and text[4] in SEPARATORS:
        date = _date(text, days)
        return None if date is None else date + zone
    if _time(text[8:], days) is None or ':' in text:
        return None
    return date + text[8:] + zone


def _timezone(text, days):
    """A timezone &ZZXX between -1200 and +1400 as it is."""
    if len(text) != 5 or text[0] not in '+-' or not _is_digits(text[1:]):
        return None
    hours, minutes = int(text[1:3]), int(text[3:5])
    if minutes > 59 or hours * 60 + minutes > (720 if text[0] == '-' else 840):
        return None
    return text


def _is_digits(text):
    return text.isdigit() and text.isascii()


def _padded(number, width):
    return ('0000' + str(number))[-width:]


READERS = {'DA': _date, 'TM': _time, 'DT': _moment, 'SH': _timezone}
