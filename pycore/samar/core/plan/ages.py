"""Ages: AS as old and careless writers put it, read and written (PS3.5 6.2); those of very old people told as 90.

In: texts of ages and birth dates. Out: texts, or None where something cannot be read: then the caller removes it.
Ages over 89 identify, and so do the birth years behind them (45 CFR 164.514(b)(2)(i)(C)): all become 90.
"""

from samar.core.plan import dates, forms

OLDEST = 89               # years; above this an age is given as OLDEST + 1
UNITS = {'D': 365, 'W': 52, 'M': 12, 'Y': 1}     # in a year
UCUM = {'a': 1, 'mo': 12, 'wk': 52, 'd': 365}    # in a year; units of ages in structured reports


def cap(text: str) -> str | None:
    """AS with ages over 89 as `090Y`; several values each; `''` stays; None when a value is no number with a unit.

    Read are also `59Y`, `59 y`, `0059Y` and numbers that three digits do not hold; written is the form of PS3.5.
    """
    values = [_cap(forms.value_of(value)) for value in text.split('\\')]
    known = [value for value in values if value is not None]
    return '\\'.join(known) if len(known) == len(values) else None


def cap_number(text: str, unit: str = 'a') -> str | None:
    """An age as a decimal number (DS, NumericValue) in a UCUM unit (a, mo, wk, d), ages over 89 as 90 years.

    None when the text is no plain number or the unit is none of these.
    """
    text = text.strip(' \0')
    whole, _point, fraction = text.partition('.')
    if unit not in UCUM or not _is_digits(whole or '0') or not _is_digits(fraction or '0') or not (whole or fraction):
        return None
    if int(whole or '0') >= (OLDEST + 1) * UCUM[unit]:
        return str((OLDEST + 1) * UCUM[unit])
    return text


def cap_birth_date(birth_date: str, date: str) -> str | None:
    """The birth date, or for a person over 89 on the day `date` 1 January of the year 90 years before that day.

    `''` stays; None when either cannot be read (a partial birth date is judged by its earliest day, and stays partial).
    """
    birth_date = forms.value_of(birth_date)
    if not birth_date:
        return ''
    born, then = dates.read_date(birth_date), _complete(date)
    if born is None or then is None:
        return None
    birthday_past = (then[1], then[2]) >= (born[1] or 1, born[2] or 1)
    years = then[0] - born[0] - (0 if birthday_past else 1)
    if years <= OLDEST:
        return dates.written(born) if born[2] else birth_date
    if then[0] <= OLDEST + 1:
        return None
    return ('0000' + str(then[0] - OLDEST - 1))[-4:] + '0101'


def _cap(text: str) -> str | None:
    if not text:
        return ''
    digits, unit = text[0:-1].strip(' '), text[-1].upper()
    if unit not in UNITS or not _is_digits(digits):
        return None
    number = int(digits)
    years = number // UNITS[unit]
    if years > OLDEST:
        return _text(OLDEST + 1, 'Y')
    if number > 999:
        return _text(years, 'Y')      # more days, weeks or months than an AS can say
    return _text(number, unit)


def _complete(text: str) -> tuple[int, int, int] | None:
    found = dates.read_date(text)
    return found if found is not None and found[2] else None


def _is_digits(text: str) -> bool:
    return text.isdigit() and text.isascii()


def _text(number: int, unit: str) -> str:
    return ('000' + str(number))[-3:] + unit
