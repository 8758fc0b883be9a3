"""Every value that was to go, looked for in every byte of the output that is not image data.

A value that stands in the output by its nature (a number in a numeric element, a defined term) is no residue; it is counted
and named, so that a person can look at it.
"""

from pycore import host
from pycore.elements import patterns, paths
from pycore.errors import Residue
from pycore.kernels import agree, match, search
from pycore.standard import profile, uids

NUMERIC = ('DS', 'IS', 'AS')
TERMS = ('CS',)
MOMENTS = ('DA', 'TM', 'DT')
OWN = ('anonymized', '19000101', '000000', '19000101000000', '000y', 'yes', 'samar', 'removed', 'unmodified', 'modified')
COVERED = 3
PIXELS_FROM, PIXELS_TO = 0x7FE00001, 0x7FE0FFFF


def look(record, decisions, work, found):
    """Residue error for the first value that is still there, or None; coincidences go into `found.hits`."""
    table, other = record.table, found.output.table
    wanted = host.uint8(table.count)
    count = patterns.select(table, work.op, COVERED, decisions.rule, profile.columns()['category'], wanted)
    found.patterns = gathered = patterns.gather(table, wanted, count)
    first = None
    for start, stop in regions(other):
        for offset, pattern in patterns.in_range(gathered, other.source, start, stop):
            row = agree.row_at(offset, other.start, other.count)
            verdict = judge(record, found.output, gathered, row, offset, pattern)
            if verdict == 'residue':
                if first is None:
                    first = Residue('residue', paths.path(found.output, row) if row >= 0 else '(0002,0000)', offset,
                                    paths.path(record, gathered.row[pattern]))
            elif verdict is not None:
                found.hits.append((verdict, paths.path(found.output, row)))
    return first


def regions(table):
    """Ranges of the output that are not image data: from its first byte to its last without the values of group 7FE0."""
    rows = host.int32(table.count)
    count = match.rows_of(-1, PIXELS_FROM, PIXELS_TO, table.tag, table.count, rows)
    found, here = [], 0
    for place in range(count):
        row = rows[place]
        if table.value[row] > here:
            found.append((here, table.value[row]))
        here = table.stop[row]
    if here < table.source.size:
        found.append((here, table.source.size))
    return found


def judge(record, output, gathered, row, offset, pattern):
    """'residue', the code of a coincidence, or None for one of Samar's own words."""
    text = gathered.text(pattern)
    if text in OWN or row < 0:
        return None if text in OWN else _meta(gathered, pattern)
    table = output.table
    if offset < table.value[row]:
        return None
    vr = output.vr(row)
    kind = gathered.kind[pattern]
    source_vr = record.vr(gathered.row[pattern])
    if vr == 'UI':
        if uids.is_registered(text):
            return None
        return 'residue' if kind == search.IDENTIFIER else 'common-number'
    if vr in NUMERIC:
        return 'common-number'
    if vr in MOMENTS and source_vr in MOMENTS:
        return 'residue' if table.tag[row] == record.table.tag[gathered.row[pattern]] else 'common-date'
    if vr in TERMS:
        return 'common-term'
    if kind == search.IDENTIFIER and uids.is_registered(text):
        return None
    return 'residue'


def _meta(gathered, pattern):
    """The file meta holds registered UIDs and Samar's own names only."""
    if uids.is_registered(gathered.text(pattern)):
        return None
    return 'residue'
