"""What of an ICC profile in a compressed stream is no number: its texts go, the colours stay (ICC.1 section 7)."""

from samar.core import host
from samar.core.pixels import streams
from samar.kinds import Buffer, Part

ICC_FIELDS, ICC_FIELDS_STOP = 84, 128       # the fields of its head; behind them are its digest and what is reserved
# tags of an ICC profile that hold numbers
ICC_NUMBERS = (
    'rXYZ', 'gXYZ', 'bXYZ', 'wtpt', 'bkpt', 'rTRC', 'gTRC', 'bTRC', 'kTRC', 'chad', 'lumi', 'gamt', 'chrm', 'view', 'meas', 'tech', 'cicp',
    'A2B0', 'A2B1', 'A2B2', 'B2A0', 'B2A1', 'B2A2', 'D2B0', 'D2B1', 'D2B2', 'D2B3', 'B2D0', 'B2D1', 'B2D2', 'B2D3',
)


def profile(buffer: Buffer, start: int, stop: int, kind: str, found: list[Part]) -> None:
    """Add what goes of an ICC profile: all that no tag with numbers holds, of another tag all but its type; all of what is none."""
    is_profile = stop - start >= 132 and host.latin1(buffer, start + 36, start + 40) == 'acsp'
    count = streams.long(buffer, start + 128) if is_profile else 0
    if not is_profile or count > 100 or start + 132 + 12 * count > stop:
        found.append((kind, start, stop))
        return
    kept = [(start, start + ICC_FIELDS), (start + ICC_FIELDS_STOP, start + 132 + 12 * count)]
    for entry in range(start + 132, start + 132 + 12 * count, 12):
        at, size = start + streams.long(buffer, entry + 4), streams.long(buffer, entry + 8)
        name = host.latin1(buffer, entry, entry + 4)
        if at + size <= stop:
            kept.append((at, at + (size if name in ICC_NUMBERS else min(size, 8))))
    here = start
    for first, last in sorted(kept):
        if here < first:
            found.append((kind, here, first))
        here = max(here, last)
    found.append((kind, here, stop))
