"""Days as people write them in a text, around a year that is known: `3. November 1944`, `03NOV1944`, `Nov 3, 1944`, `1944_11_03`.

In: text. Out: days as month * 100 + day. Names of months are English, German, French, Spanish, Dutch and Indonesian; in Japanese, Chinese
and Korean signs stand behind the numbers.
"""

from samar.core import host
from samar.core.kernels import search
from samar.kinds import Patterns, Record, Row

NAMES = ('jan january januari januar jänner janvier janv enero ene', 'feb february februari februar février fevrier févr febrero',
         'mar march maret märz maerz mrz mars marzo maart', 'apr april avril avr abril abr', 'may mei mai mayo', 'jun june juni juin junio',
         'jul july juli juillet juil julio', 'aug august agustus agt augustus août aout agosto ago',
         'sep sept september septembre septiembre', 'oct october oktober okt octobre octubre',
         'nov november novembre noviembre nopember', 'dec december desember des dezember dez décembre decembre diciembre dic')
MONTHS = {name for names in NAMES for name in names.split(' ')}
NUMBERS = {'=' + name: number + 1 for number in range(12) for name in NAMES[number].split(' ')}
# Between the parts of a date: small words, what makes a number the third, signs for year, month and day.
SMALL = ('de', 'del', 'of', 'st', 'nd', 'rd', 'th', 'er', '\u5e74', '\u6708', '\u65e5', '\ub144', '\uc6d4', '\uc77c')
NEAR = 40           # signs beside a year that are read
GAP = 3             # signs between two parts
BEFORE, BEHIND = (' ', '_', '.', '-', '/'), (' ', '_', '-', '/')      # between numbers alone
WRITTEN = ('LO', 'SH', 'ST', 'LT', 'UT', 'UC', 'PN')
SPAN, OVERLAP = 1048576, 64


def hits(gathered: Patterns, record: Record, found: list[tuple[Row, int]]) -> list[tuple[Row, int]]:
    """`found`, [(row, pattern)], with a day that went instead of each year: those that stand around it in the row."""
    told: list[tuple[Row, int]] = []
    known: dict[int, dict[int, int]] | None = None
    for row, pattern in found:
        if gathered.kind[pattern] != search.YEAR:
            told.append((row, pattern))
        if gathered.length[pattern] == 4 and gathered.text(pattern).isdecimal():
            if known is None:
                known = days_of(gathered, record)
            days = known.get(int(gathered.text(pattern)))
            if days is not None:
                told.extend([(row, days[day]) for day in in_row(record, row, gathered.text(pattern)) if day in days])
    return told


def days_of(gathered: Patterns, record: Record) -> dict[int, dict[int, int]]:
    """{year: {day: pattern}} of the whole days among patterns."""
    found: dict[int, dict[int, int]] = {}
    for pattern in range(1, gathered.state[0] + 1):
        if gathered.length[pattern] == 8 and record.table.vr[gathered.row[pattern]] in (search.DA, search.DT):
            text = gathered.text(pattern)
            if text.isdecimal():
                found.setdefault(int(text[0:4]), {})[int(text[4:8])] = pattern
    return found


def in_row(record: Record, row: Row, year: str) -> list[int]:
    """Days around a year in the value of a row, each once."""
    table = record.table
    found: dict[int, int] = {}
    here, stop = table.value[row], table.value[row] + table.length[row]
    if record.vr(row) in WRITTEN and stop - here <= SPAN:
        return list(dict.fromkeys(days('\n'.join(record.texts(row)), year)))
    while here < stop:
        end = min(stop, here + SPAN)
        buffer = table.source.read(here, end)
        for text in (host.latin1(buffer, 0, len(buffer)), host.decode(buffer, 'utf-8')):
            for day in days(text, year):
                found[day] = day
        here = end if end == stop else end - OVERLAP
    return list(found)


def days(text: str, year: str) -> list[int]:
    """Days that may be meant around a year that is no part of a longer number."""
    found: list[int] = []
    at = text.find(year)
    while at >= 0:
        stop = at + len(year)
        before, behind = text[max(at - NEAR, 0):at].lower(), text[stop:stop + NEAR].lower()
        if not before[-1:].isdecimal() and not behind[0:1].isdecimal():
            found.extend(_meant(_runs(behind, False), BEHIND))
            if not (behind[0:1] == '.' and behind[1:2].isdecimal()):
                found.extend(_meant(_runs(before, True), BEFORE))
        at = text.find(year, stop)
    return found


def _runs(text: str, backwards: bool) -> list[tuple[str, str]]:
    """[(what stands between it and the part nearer to the year, part)] of a text beside a year, the nearest first: digits or letters."""
    gaps: list[str] = ['']
    runs: list[str] = []
    last = 0
    for sign in text:
        kind = 1 if '0' <= sign <= '9' else 2 if sign.isalpha() else 0
        if kind == 0:
            gaps[-1] += sign
        elif kind == last:
            runs[-1] += sign
        else:
            runs.append(sign)
            gaps.append('')
        last = kind
    # gaps[n] stands before runs[n], the last behind all
    places = range(len(runs) - 1, -1, -1) if backwards else range(len(runs))
    return [(gaps[place + 1 if backwards else place], runs[place]) for place in places]


def _meant(runs: list[tuple[str, str]], even: tuple[str, ...]) -> list[int]:
    """The days that the two parts before a year (BEFORE) or behind it (BEHIND) make with it."""
    parts: list[str] = []
    gaps: list[str] = []
    spoken, rest = False, None
    for gap, run in runs:
        if len(parts) == 2:
            rest = (gap, run)
            break
        if len(gap) > GAP or '\n' in gap:
            return []
        if run in SMALL:
            spoken = True
        else:
            parts.append(run)
            gaps.append(gap)
    if len(parts) < 2:
        return []
    one, two = parts
    if one in MONTHS and _is_number(two):
        return [NUMBERS['=' + one] * 100 + int(two)]
    if two in MONTHS and _is_number(one) and even is BEFORE:
        return [NUMBERS['=' + two] * 100 + int(one)]
    if not _is_number(one) or not _is_number(two) or not (spoken or (gaps[0] == gaps[1] and gaps[0] in even)):
        return []
    if even is BEHIND:
        return [int(one) * 100 + int(two)]
    if rest is not None and rest[0] == '.' and rest[1].isdecimal():
        return []       # a longer number of many parts
    return [int(one) * 100 + int(two), int(two) * 100 + int(one)]


def _is_number(text: str) -> bool:
    return len(text) < 3 and text.isdecimal() and text.isascii()
