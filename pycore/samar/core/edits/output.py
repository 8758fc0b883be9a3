"""The output as pieces: ranges of the source and new bytes. Untouched bytes are never rewritten.

Small distances between edits are copied, so that an image header is one piece; everything larger stays a range of the
source, so that pixel data is never loaded.
"""

from samar.core import host
from samar.core.edits import meta
from samar.core.kernels import scan
from samar.core.kernels import splice as kernel
from samar.kinds import Array, Buffer, Handle, Piece, Record, Uid, Work

GAP = 65536     # source bytes between two edits that are still copied


def write(record: Record, work: Work, sop_class: Uid) -> Handle:
    """Handle of the whole new file."""
    pieces: list[Piece] = [(None, meta.build(sop_class, work.instance, work.syntax), 0)]
    body(record, work, pieces)
    return host.blob(pieces)


def body(record: Record, work: Work, pieces: list[Piece]) -> None:
    """Append the pieces of the data set."""
    table = record.table
    count = table.count
    delta = host.offsets(count)
    kernel.cover(count, work.op, table.depth)
    room = kernel.measure(count, work.op, table.vr, table.start, table.stop, table.parent, table.form, work.new_length, delta)
    inserts = len(work.inserts)
    rows, places, lengths = host.int32(inserts), host.int32(inserts), host.int32(inserts)
    for place in range(inserts):
        rows[place], places[place], lengths[place] = work.inserts[place]
        room += lengths[place]
    end = table.stop[count - 1] if count else record.body
    end = record.table.state[scan.POSITION] if end < record.table.state[scan.POSITION] else end
    most = count + inserts + 1
    starts, stops = host.offsets(most), host.offsets(most)
    ats, sizes = host.int32(most), host.int32(most)
    out = host.bytes(room)
    made = kernel.emit(count, work.op, table.tag, table.vr, table.start, table.value, table.length, table.stop, table.form, delta,
                       work.new_at, work.new_length, work.pool, inserts, rows, places, lengths, out, starts, stops, ats, sizes, end)
    cuts = host.offsets(made * 4)
    here, done = record.body, 0
    for first, last, replaced in work.extra:
        upto = done
        while upto < made and starts[upto] < first:
            upto += 1
        here = _weave(record, pieces, here, done, upto, starts, stops, ats, sizes, out, cuts)
        if here < first:
            pieces.append((record.source.handle, here, first))
        pieces.extend(replaced)
        here, done = last, upto
    here = _weave(record, pieces, here, done, made, starts, stops, ats, sizes, out, cuts)
    if here < end:
        pieces.append((record.source.handle, here, end))


def _weave(record: Record, pieces: list[Piece], here: int, first: int, last: int, starts: Array,
           stops: Array, ats: Array, sizes: Array, out: Buffer, cuts: Array) -> int:
    """Append the pieces of splices [first, last) from the source offset `here` on; returns the offset behind the last."""
    if first == last:
        return here
    if first:
        count = last - first
        starts, stops = _tail(starts, first, last, host.offsets(count)), _tail(stops, first, last, host.offsets(count))
        ats, sizes = _tail(ats, first, last, host.int32(count)), _tail(sizes, first, last, host.int32(count))
        last = count
    runs = kernel.divide(last, starts, stops, here, 0, GAP, cuts)
    for run in range(runs):
        lead, to, low, high = cuts[run * 4], cuts[run * 4 + 1], cuts[run * 4 + 2], cuts[run * 4 + 3]
        if here < lead:
            pieces.append((record.source.handle, here, lead))
        base, buffer = record.source.window(lead, starts[high - 1] - lead, 0)
        target = host.bytes(kernel.woven_size(low, high, lead, to, starts, stops, sizes))
        kernel.weave(buffer, base, lead, to, low, high, starts, stops, ats, sizes, out, target)
        pieces.append((None, target, 0))
        here = to
    return here


def _tail(values: Array, first: int, last: int, target: Array) -> Array:
    host.copy(target, 0, values, first, last)
    return target
