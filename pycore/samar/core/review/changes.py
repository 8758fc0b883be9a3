"""Before and after: every element that was removed, changed or added, read from the real output."""

from samar.core import host
from samar.core.elements import paths
from samar.core.kernels import agree
from samar.core.plan import actions, descriptors, sweep, vocabulary
from samar.core.standard import dictionary
from samar.kinds import Decisions, Fields, Outcome, Record, Row, Words, Work

MOST = 2000          # rows; a person looks at fewer, a report has them all
LONGEST = 160        # signs of a value that went
CLEANED = ('LO', 'LT', 'SH', 'ST', 'UC', 'UT')
WHOLE = 100000       # signs of a text that was cleaned: a person reads all that is left of it


def changes(outcome: Outcome, most: int = MOST) -> list[Fields]:
    """[{path, tag, keyword, before, after, change, cuts}] in the order of the file; `cuts`: [[word, why it went]] of a cleaned text."""
    record, decisions, work, check = outcome.record, outcome.decisions, outcome.work, outcome.check
    if record is None or decisions is None or work is None or check is None or check.output is None or check.problem is not None:
        return []
    table, other = record.table, check.output.table
    found: list[Fields] = []
    for row in range(table.count):
        op = work.op[row]
        if op == 0 or table.tag[row] // 65536 == 0xFFFE:
            continue
        if op == 2 and _is_same(record, work, row):
            continue        # what Samar says of a file stood there already
        if len(found) >= most:
            return found
        if op == 2 and decisions.action[row] == actions.CLEAN:
            found.append(cleaned(record, row, check.output, check.partner[row], work.words, decisions))
            continue
        after = text(check.output, check.partner[row]) if op == 2 else ''
        found.append(pair(record, row, text(record, row), after, 'changed' if op == 2 else 'removed'))
    origin = host.int32(other.count)
    agree.invert(table.count, check.partner, origin, other.count)
    for row in range(other.count):
        if origin[row] < 0 and other.depth[row] == 0 and other.tag[row] // 65536 != 0xFFFE:
            found.append(pair(check.output, row, '', text(check.output, row), 'added'))
    return found


def _is_same(record: Record, work: Work, row: Row) -> bool:
    """Whether a value is replaced by itself."""
    table, at, size = record.table, work.new_at[row], work.new_length[row]
    if table.is_container(row) or table.length[row] != size:
        return False
    raw = table.raw(row)
    return host.latin1(raw, 0, size) == host.latin1(work.pool, at, at + size)


def cleaned(record: Record, row: Row, output: Record, partner: Row, words: Words | None, decisions: Decisions) -> Fields:
    """A text that was cleaned, whole, with each word that went and why; long ones without the words."""
    found = pair(record, row, text(record, row, WHOLE), text(output, partner, WHOLE), 'changed')
    if words is not None and record.vr(row) in CLEANED:
        before = '\\'.join(record.texts(row)).replace('\0', ' ')
        if len(before) <= WHOLE:
            held = sweep.held_in(record, decisions, words, row)
            found['cuts'] = descriptors.cuts_of(before, vocabulary.shipped(), held or words, descriptors.STAY if held else descriptors.CUT)
    return found


def text(record: Record, row: Row, longest: int = LONGEST) -> str:
    """The value of a row for people; of a container how many bytes."""
    if record.table.is_container(row):
        return ''
    return record.text(row, longest)


def pair(record: Record, row: Row, before: str, after: str, change: str) -> Fields:
    """One row of the preview."""
    tag = record.table.tag[row]
    return {'path': paths.path(record, row), 'tag': '%08X' % tag, 'keyword': dictionary.keyword_of(tag), 'before': before,
            'after': after, 'change': change, 'cuts': []}
