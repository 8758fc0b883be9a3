"""Dates moved by whole days: DA, DT, TM (PS3.5 6.2) as they stand in files, well formed or nearly so.

In: the text of an element and the patient's offset. Out: the text moved, or None where it cannot be read: then the caller
removes the element and says so. Whole days leave every time of day, fraction and timezone as it is, so intervals hold
across midnight and between elements. Own arithmetic on the proleptic Gregorian calendar, years 0001 to 9999.
"""

DAYS_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)
SEPARATORS = ('.', '-', '/')     # ACR-NEMA wrote 1996.04.27; the other two are met in files


def shift(text, vr, days):
    """`text` of a DA, DT or TM, moved by `days`; `''` stays, None when a value cannot be read or leaves the calendar.

    Several values (backslash) and ranges (hyphen) are moved each. Partial dates are moved by the middle of their month or
    year, and stay partial. A timezone (SH, as in TimezoneOffsetFromUTC) is checked and kept. Any other VR gives None.
    """
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
    year = int(text[0:4])
    month = int(text[4:6]) if size > 4 else 0
    day = int(text[6:8]) if size > 6 else 0
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
    """Days since 31 December of the year 0: 1 January 0001 is 1."""
    past = year - 1
    number = past * 365 + past // 4 - past // 100 + past // 400 + DAYS_BEFORE_MONTH[month - 1] + day
    return number + 1 if month > 2 and is_leap(year) else number


def calendar_date(number):
    """(year, month, day) of a day number, or None outside the years 0001 to 9999."""
    if number < 1 or number > 3652059:
        return None
    year = (number * 400 + 146096) // 146097      # right, or one too many near the end of a year
    while day_number(year, 1, 1) > number:
        year -= 1
    while year < 9999 and day_number(year + 1, 1, 1) <= number:
        year += 1
    day = number - day_number(year, 1, 1) + 1
    month = 1
    while day > month_length(year, month):
        day -= month_length(year, month)
        month += 1
    return (year, month, day)


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
