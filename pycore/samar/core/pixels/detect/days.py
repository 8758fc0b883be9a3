"""Dates and times as people write them, found in a text that was read from a picture."""

from samar.kinds import Day

MONTHS = ('JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC')
# the same in other languages, where three letters differ
OTHERS = (('MAI', 5), ('MEI', 5), ('FEV', 2), ('AVR', 4), ('AOU', 8), ('OKT', 10), ('DEZ', 12), ('MRZ', 3), ('AGU', 8), ('DES', 12),
          ('ENE', 1), ('ABR', 4), ('AGO', 8), ('DIC', 12), ('GEN', 1), ('MAG', 5), ('GIU', 6), ('LUG', 7), ('SET', 9), ('OTT', 10),
          ('OUT', 10))
BETWEEN = '.-/:, '


def parts(text: str) -> list[str]:
    """A text as runs of digits, runs of letters and single other signs."""
    found: list[str] = []
    kind = 0
    for sign in text.upper():
        now = 1 if '0' <= sign <= '9' else 2 if sign.isalpha() else 3
        if now == kind and now != 3:
            found[-1] += sign
        else:
            found.append(sign)
        kind = now
    return found


def days(text: str) -> list[Day]:
    """Every day that a text may mean, as YYYYMMDD: a date of three numbers in each order that is a date, or of eight digits."""
    found: list[Day] = []
    runs = parts(text)
    for place, run in enumerate(runs):
        if is_digits(run) and len(run) == 8:
            add(found, run[:4], run[4:6], run[6:])
            add(found, run[4:], run[2:4], run[:2])
            add(found, run[4:], run[:2], run[2:4])
        three = [part for part in runs[place:place + 6] if part not in BETWEEN][:3]
        apart = runs[place:place + 5]
        if len(three) < 3 or run in BETWEEN:
            continue
        month = month_of(three[1])
        if month and is_digits(three[0]) and is_digits(three[2]):
            add(found, three[2], month, three[0])
            add(found, three[0], month, three[2])
        elif month_of(three[0]) and is_digits(three[1]) and is_digits(three[2]):
            add(found, three[2], month_of(three[0]), three[1])
        elif len(apart) == 5 and apart[1] == apart[3] and apart[1] in '.-/ ' and is_digits(apart[0] + apart[2] + apart[4]):
            a, b, c = apart[0], apart[2], apart[4]
            add(found, a, b, c)
            add(found, c, b, a)
            add(found, c, a, b)
    return found


def is_digits(text: str) -> bool:
    """Whether a text is ASCII digits."""
    return text != '' and text.isascii() and text.isdecimal()


def month_of(text: str) -> str:
    """Number of a month by its name as two digits, or ''."""
    short = text[:3]
    if len(short) < 3 or not text.isalpha():
        return ''
    for place, name in enumerate(MONTHS):
        if short == name:
            return two(place + 1)
    for name, number in OTHERS:
        if short == name:
            return two(number)
    return ''


def two(number: int) -> str:
    """Two digits."""
    return ('0' if number < 10 else '') + str(number)


def add(found: list[Day], year: str, month: str, day: str) -> None:
    """Add a day where it is one, once; years of two digits are of this century and the last."""
    if len(month) > 2 or len(day) > 2 or len(year) not in (2, 4):
        return
    month, day = two(int(month)), two(int(day))
    if not '01' <= month <= '12' or not '01' <= day <= '31':
        return
    for whole in ((year,) if len(year) == 4 else ('19' + year, '20' + year)):
        if '1880' <= whole <= '2100' and whole + month + day not in found:
            found.append(whole + month + day)


def is_time(text: str) -> bool:
    """Whether a text holds a time of day: two or three numbers of two digits with colons between, the first below 24."""
    runs = parts(text)
    for place in range(len(runs) - 2):
        hour, sign, minute = runs[place:place + 3]
        if sign == ':' and is_digits(hour) and is_digits(minute) and len(hour) < 3 and len(minute) == 2:
            if int(hour) < 24 and int(minute) < 60:
                return True
    return False
