"""Before and after: every element that was removed, changed or added, read from the real output."""

from samar.core import host
from samar.core.elements import paths
from samar.core.kernels import agree
from samar.core.standard import dictionary

MOST = 2000          # rows; a person looks at fewer, a report has them all
LONGEST = 160


def changes(outcome, most=MOST):
    """[{path, tag, keyword, before, after, change}] in the order of the file."""
    record, work, check = outcome.record, outcome.work, outcome.check
    if check is None or check.output is None or check.problem is not None:
        return []
    table, other = record.table, check.output.table
    found = []
    for row in range(table.count):
        op = work.op[row]
        if op == 0 or table.tag[row] // 65536 == 0xFFFE:
            continue
        if op == 2 and _is_same(record, work, row):
            continue        # what Samar says of a file stood there already
        if len(found) >= most:
            return found
        after = text(check.output, check.partner[row]) if op == 2 else ''
        found.append(pair(record, row, text(record, row), after, 'changed' if op == 2 else 'removed'))
    origin = host.int32(other.count)
    agree.invert(table.count, check.partner, origin, other.count)
    for row in range(other.count):
        if origin[row] < 0 and other.depth[row] == 0 and other.tag[row] // 65536 != 0xFFFE:
            found.append(pair(check.output, row, '', text(check.output, row), 'added'))
    return found


def _is_same(record, work, row):
    """Whether a value is replaced by itself."""
    table, at, size = record.table, work.new_at[row], work.new_length[row]
    if table.is_container(row) or table.length[row] != size:
        return False
    raw = table.raw(row)
    return host.latin1(raw, 0, size) == host.latin1(work.pool, at, at + size)


def text(record, row):
    """The value of a row for people; of a container how many bytes."""
    if record.table.is_container(row):
        return ''
    return record.text(row, LONGEST)


def pair(record, row, before, after, change):
    """One row of the preview."""
    tag = record.table.tag[row]
    return {'path': paths.path(record, row), 'tag': '%08X' % tag, 'keyword': dictionary.keyword_of(tag), 'before': before,
            'after': after, 'change': change}
