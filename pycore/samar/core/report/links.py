"""The link table: which new identifier stands for which old one, for who has to come back to the patient. Only on an explicit wish, and
never inside the set: whoever has it can undo the pseudonyms (ISO 25237 calls that re-identification).

    found = links.of(outcome)          # [['patient', 'ID-0815', 'P-…'], ['study', '1.2.3', '2.25.…'], …]
    links.table(found)                 # CSV: level, old, new
"""

from samar.core.report import documents
from samar.kinds import Outcome, Sequence

COLUMNS = ('level', 'old', 'new')
LEVELS = {'patient': 0x00100020, 'name': 0x00100010, 'study': 0x0020000D, 'accession': 0x00080050, 'series': 0x0020000E,
          'instance': 0x00080018}


def of(outcome: Outcome) -> list[list[str]]:
    """`[[level, old, new]]` of one file, its first value for each of LEVELS that had a value and has another one; none of a file of
    which nothing was made."""
    if outcome.record is None or outcome.output is None or outcome.check is None:
        return []
    found = []
    for level in LEVELS:
        old, new = outcome.record.first(LEVELS[level]), outcome.check.output.first(LEVELS[level])
        if old and new and old != new:
            found.append([level, old, new])
    return found


def table(rows: Sequence[Sequence[str]]) -> str:
    """CSV (RFC 4180), each row once, in the order in which they came; cells as in the reports (report/documents.py)."""
    lines, seen = [','.join(COLUMNS)], set()
    for row in rows:
        line = ','.join([documents.cell(text) for text in row])
        if line not in seen:
            seen.add(line)
            lines.append(line)
    return '\r\n'.join(lines) + '\r\n'
