"""Rows whose values are UIDs that may name something else. A kernel: see docs/contracts.md for its subset of Python."""

from samar.kinds import Array, Int32s, UInt16s, UInt32s

UI = 21833


def rows_of_uids(count: int, tag: UInt32s, vr: UInt16s, parent: Int32s, private: Array, found: Array) -> int:
    """Rows of standard UI elements that lie in no private one, written to `found`; gives their number.

    `private` is uint8 with a place a row: it becomes 1 for a private element and for all inside it. What names a class, a
    syntax or a coding scheme is left out: those are the same in every file.
    """
    hits = 0
    for row in range(count):
        inside = 0
        above = parent[row]
        if above >= 0:
            inside = private[above]
        group = tag[row] // 65536
        if group & 1:
            inside = 1
        private[row] = inside
        if inside == 0 and vr[row] == UI and group > 4:
            here = tag[row]
            # SOP class, referenced SOP class, related general SOP class, coding scheme, context and mapping resource
            if here != 0x00080016 and here != 0x00081150 and here != 0x0008001A and here != 0x0008010C and here != 0x00080117 and here != 0x00080118:
                found[hits] = row
                hits = hits + 1
    return hits
