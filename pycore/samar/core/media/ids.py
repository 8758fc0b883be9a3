"""A list of own ids: which new ID, name, arm of a study and date offset a patient gets. The command line and the panel read it here.

    found = ids.read('old,new,name,arm,offset\\r\\n0815,S-001,,A,-30\\r\\n')
    found['problems']                  # [{line, code}]; while there is one the list is not used
    identity.take(found['people'])     # plan/identity.py

The list is CSV (RFC 4180) with commas, semicolons or tabs. Its first line may name the columns, in any order; without names they
are old ID, new ID, new name, arm, offset in days. Nothing of the list goes into an error or a report, and it is never written.
"""

from samar.core.plan import identity as naming
from samar.kinds import Fields

COLUMNS = ('old', 'new', 'name', 'arm', 'offset')
NAMES = {'old': 0, 'old id': 0, 'patient id': 0, 'patientid': 0, 'new': 1, 'new id': 1, 'name': 2, 'new name': 2, 'arm': 3, 'group': 3,
         'offset': 4, 'offset in days': 4, 'days': 4}
LONGEST = 64                 # characters of LO and PN (PS3.5 table 6.2-1)
MOST_DAYS = 36525            # an offset beyond a century is a slip of the pen
MOST_PROBLEMS = 100


def read(text: str) -> dict[str, list[Fields]]:
    """`{people: [{old, new, name, arm, offset}], problems: [{line, code}]}`; `line` counts from 1.

    Codes: `ids-columns` (no old or new ID column, or a line with too many), `ids-missing` (an ID is empty), `ids-double` (an old ID
    twice), `ids-new-double` (a new ID for two patients), `ids-still-old` (a new ID or name that is, or holds, an old ID),
    `ids-sign` (a sign that a DICOM ID cannot have, or more than 64), `ids-offset` (no whole number of days).
    """
    rows = _cells(text)
    order, first = _order(rows)
    people, problems = [], []
    if order is None:
        return {'people': [], 'problems': [{'line': 1, 'code': 'ids-columns'}]}
    seen, given = set(), set()
    for line, cells in rows[first:]:
        code = _problem(cells, order)
        one = None if code else _person(cells, order)
        if one is not None:
            if '=' + naming.normal(one['old']) in seen:
                code = 'ids-double'
            elif '=' + naming.normal(one['new']) in given:
                code = 'ids-new-double'
            seen.add('=' + naming.normal(one['old']))
            given.add('=' + naming.normal(one['new']))
            one['line'] = line
            people.append(one)
        if code:
            problems.append({'line': line, 'code': code})
    for one in people:
        if '=' + naming.normal(one['new']) in seen or _holds(one):
            problems.append({'line': one['line'], 'code': 'ids-still-old'})
        del one['line']
    return {'people': people, 'problems': sorted(problems, key=_line)[0:MOST_PROBLEMS]}


def _line(problem: Fields) -> int:
    line: int = problem['line']
    return line


def _holds(one: Fields) -> bool:
    old = naming.normal(one['old'])
    return len(old) > 2 and (old in naming.normal(one['new']) or old in naming.normal(one['name']))


def _order(rows: list[tuple[int, list[str]]]) -> tuple[list[int] | None, int]:
    """(column of each of COLUMNS or -1, place of the first row that is a patient); (None, 0) where old or new has no column."""
    if not rows:
        return None, 0
    named = [NAMES.get(cell.strip().lower()) for cell in rows[0][1]]
    if 0 not in named and 1 not in named:
        return ([0, 1, 2, 3, 4], 0) if len(rows[0][1]) > 1 else (None, 0)
    if 0 not in named or 1 not in named:
        return None, 0
    return [named.index(place) if place in named else -1 for place in range(len(COLUMNS))], 1


def _cell(cells: list[str], at: int) -> str:
    return cells[at].strip() if 0 <= at < len(cells) else ''


def _problem(cells: list[str], order: list[int]) -> str | None:
    known = max(len(COLUMNS), max(order) + 1)
    if [cell for cell in cells[known:] if cell.strip()]:
        return 'ids-columns'
    if not _cell(cells, order[0]) or not _cell(cells, order[1]):
        return 'ids-missing'
    for place in (1, 2):
        text = _cell(cells, order[place])
        wrong = [sign for sign in text if sign == '\\' or ord(sign) < 32 or ord(sign) == 127]
        if len(text) > LONGEST or wrong or (place == 1 and '=' in text):
            return 'ids-sign'
    return None if _cell(cells, order[4]) == '' or _days(_cell(cells, order[4])) is not None else 'ids-offset'


def _person(cells: list[str], order: list[int]) -> Fields:
    found: Fields = {COLUMNS[place]: _cell(cells, order[place]) for place in range(len(COLUMNS))}
    found['offset'] = _days(found['offset'])
    return found


def _days(text: str) -> int | None:
    """A whole number of days, or None."""
    digits = text[1:] if text[0:1] in ('-', '+') else text
    if not digits or len(digits) > 6 or [sign for sign in digits if sign not in '0123456789']:
        return None
    days = -int(digits) if text[0:1] == '-' else int(digits)
    return days if -MOST_DAYS <= days <= MOST_DAYS else None


def _cells(text: str) -> list[tuple[int, list[str]]]:
    """[(line, [cell])] of the lines that are not empty. The separator is that of `;`, tab and comma which the first line has."""
    if text[0:1] == '\ufeff':
        text = text[1:]
    head = text.replace('\r', '\n').partition('\n')[0]
    separator = ';' if ';' in head else '\t' if '\t' in head else ','
    rows, cells, signs = [], [], []
    quoted, line, begun = False, 1, 1
    previous = ''
    for sign in text + '\n':
        if quoted:
            if sign == '"':
                quoted = False
            else:
                signs.append(sign)
        elif sign == '"' and previous == '"' and signs != []:
            signs.append(sign)          # two quotes inside a quoted cell are one
            quoted = True
        elif sign == '"' and ''.join(signs).strip() == '':
            signs, quoted = [], True
        elif sign == separator:
            cells.append(''.join(signs))
            signs = []
        elif sign == '\n' or (sign == '\r'):
            cells.append(''.join(signs))
            if [cell for cell in cells if cell.strip()]:
                rows.append((begun, cells))
            cells, signs = [], []
        else:
            signs.append(sign)
        if sign == '\n':
            line += 1
            if not quoted:
                begun = line
        previous = sign
    return rows
