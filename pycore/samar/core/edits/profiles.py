"""An ICC Profile (0028,2000) keeps its numbers and loses its texts (PS3.3 C.11.15, ICC.1 section 7)."""

from samar.core import host
from samar.core.pixels import beside, beside_icc
from samar.kinds import Record, Row, Work

PROFILE = 0x00282000


def clean(record: Record, work: Work, row: Row) -> None:
    """Give a row the same profile with zeros where texts were."""
    raw = record.table.raw(row)
    found: list[tuple[str, int, int]] = []
    beside_icc.profile(raw, 0, len(raw), 'ICC', found)
    spans = [(start, stop) for _, start, stop in found if start < stop and not beside.zero(raw, start, stop)]
    if not spans:
        return
    value = host.bytes(len(raw))
    host.copy(value, 0, raw, 0, len(raw))
    for start, stop in spans:
        host.copy(value, start, host.bytes(stop - start), 0, stop - start)
    work.replace(row, value)
