"""Dates and times as old and careless writers put them, read into parts (PS3.5 6.2 for the forms of today).

In: the text of one value. Out: parts, or None where it cannot be read without doubt. Read are ACR-NEMA's `1996.04.27` and
`10:15:00`, ISO 8601's `1996-04-27T10:15:00Z`, the colons of Exif (`1996:04:27`), slashes and spaces, `10.15.00`, numbers without leading
zero beside a sign, day or month first where only one order makes a day, a fraction of more than six digits (cut), and halves of a day
(`1:05 PM`). A year of two digits is read where no other reading and no other century is possible: `850312`, `12.3.85`; `190507` could be
a month of 1905. What stands behind a NUL is the rest of a buffer and no part of the value.
"""

SIGNS = '.-/ :'
FRACTION = 6       # digits that PS3.5 allows
FIRST, LAST = 1850, 2149        # years of a date without a day: other numbers of four or six digits are no year
MEASURED = 1950    # before it no program wrote the time of a day beside a date
CENTURY = 50       # years of two digits from here on are of 19xx, those before could be of two centuries


def value_of(text: str) -> str:
    """One value without its padding and without what stands behind a NUL."""
    at = text.find('\0')
    return (text if at < 0 else text[0:at]).strip(' \t')


def is_digits(text: str) -> bool:
    """Whether a text is ASCII digits and not empty."""
    return text.isdigit() and text.isascii()


def date(text: str) -> tuple[int, int, int] | None:
    """(year, month, day) as numbers of one date, 0 for a month or day that is not given; the calendar is not looked at."""
    for sign in SIGNS:
        if sign in text:
            parts = text.split(sign)
            if len(parts) != 3 or [part for part in parts if not is_digits(part)]:
                return None
            return _ordered(parts, sign)
    if len(text) not in (4, 6, 8) or not is_digits(text):
        return None
    year, month, day = int(text[0:4]), int(text[4:6] or '0'), int(text[6:8] or '0')
    if text[4:6] == '00' or text[6:8] == '00':
        return None
    if len(text) == 8:
        return (year, month, day)
    is_partial = FIRST <= year <= LAST and month <= 12
    if len(text) == 6 and 1 <= int(text[2:4]) <= 12 and month <= 31:
        # 850312: the numbers of a month and a day
        return None if is_partial or int(text[0:2]) < CENTURY else (1900 + int(text[0:2]), int(text[2:4]), month)
    return (year, month, 0) if is_partial else None


def _ordered(parts: list[str], sign: str) -> tuple[int, int, int] | None:
    """Year, month and day from three numbers with a sign between them."""
    parts = [part if len(part) != 2 or place == 1 or int(part) < CENTURY else '19' + part for place, part in enumerate(parts)]
    first, second, third = int(parts[0]), int(parts[1]), int(parts[2])
    if len(parts[0]) == 4 and len(parts[1]) <= 2 and len(parts[2]) <= 2:
        return (first, second, third) if second and third else None
    if len(parts[2]) != 4 or len(parts[0]) > 2 or len(parts[1]) > 2 or not (first and second):
        return None
    if first == second or first > 12 or sign == '.':
        return (third, second, first)       # full stops stand behind a day (DIN 5008 and its like)
    return (third, first, second) if second > 12 else None


def time(text: str) -> str | None:
    """HH, HHMM, HHMMSS or HHMMSS.F… of one time in the form of PS3.5."""
    text, half = _half(text)
    for sign in '. ':
        if [len(part) for part in text.split(sign)] == [2, 2, 2]:
            text = text.replace(sign, ':')      # 10.15.00
    whole, point, fraction = text.partition('.')
    if not point:
        whole, point, fraction = text.partition(',')
    if ':' in whole:
        parts = whole.split(':')
        if len(parts) > 3 or [part for part in parts if not is_digits(part) or len(part) > 2] or len(parts[-1]) != 2:
            return None
        whole = ''.join([('0' + part)[-2:] for part in parts])
    if len(whole) not in (2, 4, 6) or not is_digits(whole):
        return None
    if point and (len(whole) != 6 or not is_digits(fraction)):
        return None
    hour = int(whole[0:2])
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == 'PM' else 0)
    if hour > 23 or int(whole[2:4] or '0') > 59 or int(whole[4:6] or '0') > 60:
        return None
    return ('0' + str(hour))[-2:] + whole[2:] + (point and '.' + fraction[0:FRACTION])


def _half(text: str) -> tuple[str, str]:
    """A time without its `AM` or `PM`, and which of them it was."""
    last = text[-2:].upper()
    if last in ('AM', 'PM') and len(text) > 2:
        return text[0:-2].strip(' '), last
    return text, ''


def zone(text: str) -> str | None:
    """&ZZXX of `+0200`, `+02:00`, `+02` or `Z`, between -1200 and +1400."""
    if text == 'Z':
        return '+0000'
    bare = text.replace(':', '')
    if len(bare) == 3:
        bare += '00'
    if len(bare) != 5 or bare[0] not in '+-' or not is_digits(bare[1:]) or (':' in text and text[3:4] != ':'):
        return None
    hours, minutes = int(bare[1:3]), int(bare[3:5])
    if minutes > 59 or hours * 60 + minutes > (720 if bare[0] == '-' else 840):
        return None
    return bare


def moment(text: str) -> tuple[str, str, str] | None:
    """(date, time, zone) as texts of one DT, '' for what is not given; each still to be read by its own function, the zone is read."""
    text, offset = _without_zone(text)
    if not text:
        return None
    for sign in ('T', ' '):
        at = text.find(sign)
        if at >= 8 and text.find(':') != at:
            first, rest = text[0:at], text[at + 1:]
            if date(first) is not None and rest:
                return (first, rest, offset)
    if len(text) > 8 and text[8] == '.' and is_digits(text[0:8]):
        return (text[0:8], text[9:], offset)        # 20190507.101500
    if date(text) is not None:
        return (text, '', offset)
    if is_digits(text[0:8]) and len(text) > 8 and MEASURED <= int(text[0:4]) <= LAST:
        return (text[0:8], text[8:], offset)
    return None


def _without_zone(text: str) -> tuple[str, str]:
    """A DT without the zone at its end, and the zone in today's form."""
    if text.endswith('Z') and len(text) > 8:
        return text[0:-1], '+0000'
    for size in (6, 5, 3):
        last = text[-size:]
        found = zone(last) if len(text) - size >= 4 and last[0:1] in ('+', '-') else None
        if found is not None:
            before = text[0:-size]
            # 2019-05 and 2019-05-07 end in a month and a day; a short zone stands behind a time only, or behind a plus
            if size != 5 and last[0] == '-' and not (is_digits(before) and len(before) >= 10) and ':' not in before:
                continue
            return before, found
    return text, ''
