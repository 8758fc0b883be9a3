"""The output read again, by code that had no part in making it: only a Check without problems makes a file `cleaned`.

In: the input Record, what was to happen to each row (plain arrays), and the output's handle. It imports source, elements,
kernels and the standard only.
"""

from samar.core import host
from samar.core.elements import record as records
from samar.core.elements.paths import told as path
from samar.core.errors import Malformed, Residue
from samar.core.kernels import agree as kernel
from samar.core.verify import profile, residue
from samar.kinds import Array, Buffer, Decisions, Handle, Record, Remains, SamarError, Selector, Work

INSTANCE, SOP_CLASS = 0x00080018, 0x00080016
GROUP_LENGTH, VERSION, MEDIA_SOP_CLASS, MEDIA_INSTANCE, TRANSFER_SYNTAX = 0x00020000, 0x00020001, 0x00020002, 0x00020003, 0x00020010
OWN = {0x00020012: '2.25.', 0x00020013: 'SAMAR'}     # how the file meta names its writer


class Check:
    """`output` (Record), `partner` (int32: output row of each input row, or -1), `problem` (SamarError or None), `patterns`,
    `hits` [(code, output row)] of values that stand in the output by coincidence, `compared` bytes, `ranges` values left as ranges."""

    __slots__ = ('compared', 'hits', 'output', 'partner', 'patterns', 'problem', 'ranges')
    compared: int
    hits: list[tuple[str, int]]
    output: Record
    partner: Array
    patterns: Remains | None
    problem: SamarError | None
    ranges: int

    def kept(self) -> list[Selector]:
        """Selectors of elements that a person's choice keeps although they hold a value that was to go."""
        found = []
        for code, row in self.hits:
            selector = path(self.output, row) if code == residue.BY_CHOICE else None
            if selector is not None and selector not in found:
                found.append(selector)
        return found


def check(record: Record, decisions: Decisions, work: Work, handle: Handle, given: tuple[str, ...] = ()) -> Check:
    """Check of an output against its input."""
    found = Check()
    found.hits = []
    found.patterns = None
    found.compared = found.ranges = 0
    found.partner = host.int32(record.table.count)
    found.output = output = records.open_record(handle)
    found.problem = output.error
    if found.problem is None:
        found.problem = _envelope(output, work)
    if found.problem is None:
        found.problem = _align(record, work, found)
    if found.problem is None:
        found.problem = _compare(record, work, found)
    if found.problem is None:
        found.problem = residue.look(record, decisions.policy, work, found)
    if found.problem is None:
        origin = host.int32(output.table.count)
        kernel.invert(record.table.count, found.partner, origin, output.table.count)
        found.problem = profile.look(record, decisions.policy, found, origin, given)
    return found


def _envelope(output: Record, work: Work) -> SamarError | None:
    """The preamble is empty, the file meta whole and Samar's own."""
    if output.warnings and output.warnings[0][0].startswith('preamble'):
        return Malformed('output-preamble', offset=0)
    meta = output.meta
    if meta is None or meta.error is not None or output.declared != work.syntax:
        return Malformed('output-meta', offset=132)
    instance, sop_class = output.get(INSTANCE), output.get(SOP_CLASS)
    expected = {VERSION: '\x00\x01', MEDIA_INSTANCE: instance[0] if instance else work.instance, TRANSFER_SYNTAX: work.syntax}
    if sop_class:
        expected[MEDIA_SOP_CLASS] = sop_class[0]
    for row in range(meta.count):
        tag, raw = meta.tag[row], meta.raw(row)
        text = host.latin1(raw, 0, len(raw))
        if tag in OWN:
            known = text.startswith(OWN[tag])
        elif tag in expected:
            known = (text if tag == VERSION else text.strip(' \0')) == expected.pop(tag)
        else:
            known = tag in (GROUP_LENGTH, MEDIA_SOP_CLASS)
        if not known:
            return Malformed('output-meta', offset=meta.start[row])
    return Malformed('output-meta', offset=132) if expected else None


def _align(record: Record, work: Work, found: Check) -> SamarError | None:
    table, other = record.table, found.output.table
    inserts = len(work.inserts)
    rows, tags = host.int32(inserts), host.uint32(inserts)
    ats, sizes, places = host.int32(inserts), host.int32(inserts), host.int32(inserts)
    for place in range(inserts):
        rows[place], ats[place], sizes[place] = work.inserts[place]
        tags[place] = _tag_at(work.pool, ats[place], record.big)
    at = kernel.align(table.count, work.op, table.tag, table.vr, table.length, table.depth, work.new_length, work.free, inserts, rows, tags,
                      places, other.count, other.tag, other.vr, other.length, other.depth, found.partner)
    if at < 0:
        state = host.offsets(2)
        for base, stop, buffer in other.source.windows:
            wrong = kernel.compare_added(inserts, places, ats, sizes, work.pool, other.start, buffer, base, stop - base, state)
            if wrong >= 0:
                return Residue('output-value', path(found.output, places[wrong]), other.start[places[wrong]])
        return None
    if at < other.count:
        return Residue('output-differs', path(found.output, at), other.start[at])
    return Residue('output-incomplete', offset=other.state[0])


def _tag_at(pool: Buffer, at: int, big: bool) -> int:
    if big:
        return (pool[at] * 256 + pool[at + 1]) * 65536 + pool[at + 2] * 256 + pool[at + 3]
    return (pool[at + 1] * 256 + pool[at]) * 65536 + pool[at + 3] * 256 + pool[at + 2]


def _compare(record: Record, work: Work, found: Check) -> SamarError | None:
    """What was to stay is the same, what was to come is there. Values that were never read stay ranges of the source."""
    table, other = record.table, found.output.table
    state = host.offsets(2)
    if not other.source.windows:
        return None
    for o_base, o_stop, o_buffer in other.source.windows:
        wrong = kernel.compare_new(table.count, work.op, work.new_at, work.new_length, work.pool, found.partner, other.value,
                                   o_buffer, o_base, o_stop - o_base, state)
        for base, stop, buffer in table.source.windows:
            if wrong < 0:
                low, high = kernel.before(base, table.start, table.count), kernel.before(stop, table.start, table.count)
                wrong = kernel.compare(max(low - 1, 0), high, work.op, table.depth, table.value, table.length, work.free, found.partner,
                                       other.value, work.new_at, work.pool, buffer, base, stop - base,
                                       o_buffer, o_base, o_stop - o_base, state)
        if wrong >= 0:
            return Residue('output-value', path(record, wrong), other.value[found.partner[wrong]])
    found.compared, found.ranges = state[0], state[1]
    return None
