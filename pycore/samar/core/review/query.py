"""What a person types to find rows: words and fields, all of which have to fit.

    birth                 in keyword, name, digits of the tag, or value
    "patient name"        the same with blanks in it
    vr:PN  group:0010     by value representation, by group
    action:remove         by what happens to the row
    private:GE            by creator; `private:` alone means every private element
    value:Jakarta         in the value only
    (0010,0010)  **.PatientName  ReferencedSeriesSequence[*].SeriesInstanceUID
                          a selector, as on the command line (elements/selectors.py)
    -vr:SQ                a minus in front means: not
"""

from samar.core import host
from samar.core.elements import paths, selectors
from samar.core.errors import BadChoice
from samar.core.kernels import listing, match, row_sets
from samar.core.plan import actions
from samar.core.standard import dictionary
from samar.kinds import Bytes, Decisions, Record

FIELDS = ('vr', 'action', 'group', 'private', 'value')
MOST_TAGS = 65536


def terms(text: str) -> list[tuple[str | None, str, bool]]:
    """[(field, text, away)] of a query; the field is one of FIELDS, `selector`, or None for a word."""
    found = []
    for token in tokens(text):
        away = len(token) > 1 and token[0] == '-'
        word = token[1:] if away else token
        field = None
        for name in FIELDS:
            if word.lower().startswith(name + ':'):
                field = name
                word = word[len(name) + 1:]
                break
        if len(word) > 0 and word[0] == '"':
            word = word[1:-1] if len(word) > 1 and word[-1] == '"' else word[1:]
        elif field is None and is_selector(word):
            field = 'selector'
        if word != '' or field == 'private':
            found.append((field, word, away))
    return found


def tokens(text: str) -> list[str]:
    """Parts between blanks; inside quotation marks a blank separates nothing."""
    found, part, quoted = [], '', False
    for sign in text:
        if sign == '"':
            quoted = not quoted
        if sign == ' ' and not quoted:
            if part:
                found.append(part)
            part = ''
        else:
            part += sign
    if part:
        found.append(part)
    return found


def is_selector(word: str) -> bool:
    """Whether a word is a whole selector with more to it than a keyword, which is searched as a word."""
    if '(' not in word and '[' not in word and '.' not in word:
        return False
    try:
        selectors.parse(word)
    except BadChoice:
        return False
    return True


def mark(record: Record, decisions: Decisions, text: str, marked: Bytes) -> bool:
    """1 in `marked` for the rows that fit every term of a query; returns whether there is any term."""
    asked = terms(text)
    count = record.table.count
    place = 0
    while place < len(asked):
        field, word, away = asked[place]
        one = host.uint8(count)
        MARKS[field](record, decisions, word, one)
        listing.meet(count, one, 1 if away else 0, 1 if place == 0 else 0, marked)
        place += 1
    return len(asked) > 0


def _word(record: Record, decisions: Decisions, word: str, marked: Bytes) -> None:
    _names(record, word.lower(), marked)
    _value(record, decisions, word, marked)


def _names(record: Record, text: str, marked: Bytes) -> None:
    table = record.table
    seen = host.uint32(MOST_TAGS)
    digits = ''.join([x for x in text if x not in '(), ']).upper()
    wanted = []
    for place in range(listing.unique(table.count, table.tag, seen, MOST_TAGS)):
        tag = seen[place]
        if text in dictionary.keyword_of(tag).lower() or text in dictionary.name_of(tag).lower() or (digits and digits in '%08X' % tag):
            wanted.append(tag)
    wanted.sort()
    tags = host.uint32(len(wanted))
    for place in range(len(wanted)):
        tags[place] = wanted[place]
    listing.mark_tags(table.count, table.tag, tags, len(wanted), marked)


def _value(record: Record, decisions: Decisions, word: str, marked: Bytes) -> None:
    table = record.table
    needle = host.encode(word.lower(), 'utf-8')
    row = 0
    while row < table.count:
        size = table.length[row] if table.length[row] <= 65536 else 0
        base, window = table.source.window(table.value[row], size, 65536)
        before = row
        row = listing.mark_text(window, base, len(window), row, table.count, table.value, table.length, table.depth, needle,
                                len(needle), marked)
        if row == before:
            row += 1


def _vr(record: Record, decisions: Decisions, word: str, marked: Bytes) -> None:
    if len(word) == 2:
        code = ord(word[0].upper()) * 256 + ord(word[1].upper())
        listing.mark_equal(record.table.count, record.table.vr, code, marked)


def _action(record: Record, decisions: Decisions, word: str, marked: Bytes) -> None:
    name = word.lower()
    if name in actions.NAMES:
        listing.mark_equal(record.table.count, decisions.action, actions.NAMES.index(name), marked)
    if name == 'remove':
        listing.mark_equal(record.table.count, decisions.action, match.COVERED, marked)


def _group(record: Record, decisions: Decisions, word: str, marked: Bytes) -> None:
    value = 0
    for sign in word:
        digit = selectors.HEX.find(sign)
        if digit < 0:
            return
        value = value * 16 + (digit if digit < 16 else digit - 6)
    if len(word) <= 4:
        listing.mark_group(record.table.count, record.table.tag, value, marked)


def _private(record: Record, decisions: Decisions, word: str, marked: Bytes) -> None:
    table, text = record.table, word.lower()
    rows = host.int32(table.count)
    for place in range(listing.private_rows(table.count, table.tag, rows)):
        row = rows[place]
        if text == '' or text in (paths.creator(record, row) or record.text(row, 64)).lower():
            marked[row] = 1


def _selector(record: Record, decisions: Decisions, word: str, marked: Bytes) -> None:
    steps = selectors.parse(word)
    tag = steps[-1][0]
    low, high = tag, tag
    if steps[-1][1] is not None:
        low, high = tag // 65536 * 65536, tag // 65536 * 65536 + 65535
    rows = host.int32(record.table.count)
    for place in range(row_sets.rows_of(-1, low, high, record.table.tag, record.table.count, rows)):
        # a tag alone is looked for at every depth
        if (len(steps) == 1 and steps[0][1] is None and steps[0][2] is None) or paths.is_meant(steps, record, rows[place]):
            marked[rows[place]] = 1


MARKS = {None: _word, 'vr': _vr, 'action': _action, 'group': _group, 'private': _private, 'value': _value, 'selector': _selector}
