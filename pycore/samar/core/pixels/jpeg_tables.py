"""More symbols for a Huffman table of a JPEG stream (ITU-T T.81 Annexes B.2.4.2, C and K.2).

An encoder that optimises its tables leaves out what its picture does not use: black may need a DC category, or an end
of block, that has no code. Where the code space has room behind the longest code the new symbols go there, and every
old code stays as it was. Where it has none the longest possible code is split, and all codes are assigned anew.
"""

from samar.core import host
from samar.core.errors import Malformed
from samar.core.pixels.jpeg_segments import DHT, SOS
from samar.kinds import Buffer, HuffmanTable, Segment, Sequence


def tables(buffer: Buffer, segments: Sequence[Segment]) -> dict[int, HuffmanTable]:
    """{class * 4 + identifier: (codes of 1 … 16 bits, symbols)} as they stand when the scan begins."""
    found = {}
    for segment in segments:
        if segment.marker == SOS:
            break
        if segment.marker != DHT:
            continue
        at = segment.payload
        while at < segment.stop:
            counts = [buffer[at + 1 + i] for i in range(16)]
            symbols = [buffer[at + 17 + i] for i in range(sum(counts))]
            found[(buffer[at] >> 4) * 4 + (buffer[at] & 15)] = (counts, symbols)
            at += 17 + len(symbols)
    return found


def extend(counts: list[int], symbols: list[int], missing: list[int]) -> tuple[list[int], list[int], bool]:
    """(counts, symbols, kept) with the `missing` symbols added; `kept` says that all old codes are what they were."""
    counts = list(counts)
    longest = max([bits for bits in range(1, 17) if counts[bits - 1]], default=1)
    for bits in range(longest, 17):
        used = sum([count << (bits - 1 - i) for i, count in enumerate(counts[:bits])])
        if used + len(missing) < 1 << bits:     # the code of all ones stays free (C.2)
            counts[bits - 1] += len(missing)
            return counts, symbols + missing, True
    symbols = list(symbols)
    for symbol in missing:
        counts, symbols = _split(counts, symbols, symbol)
    return counts, symbols, False


def _split(counts: list[int], symbols: list[int], symbol: int) -> HuffmanTable:
    """Make two codes of the longest one that can grow: the last symbol with fewer than 16 bits, and the new one."""
    for bits in range(15, 0, -1):
        if counts[bits - 1]:
            place = sum(counts[:bits])
            counts = list(counts)
            counts[bits - 1] -= 1
            counts[bits] += 2
            return counts, symbols[:place] + [symbol] + symbols[place:]
    raise Malformed('jpeg-tables', detail='no code can grow')


def payload(found: dict[int, HuffmanTable]) -> Buffer:
    """The buffer of a DHT payload for `tables` as this module gives them."""
    numbers = []
    for ident in sorted(found):
        counts, symbols = found[ident]
        numbers.append((ident >> 2) * 16 + (ident & 3))
        numbers.extend(counts)
        numbers.extend(symbols)
    out = host.bytes(len(numbers))
    for i, number in enumerate(numbers):
        out[i] = number
    return out
