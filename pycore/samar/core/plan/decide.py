"""One decision and one reason for each element of a file.

In: a Record and a Policy. Out: Decisions, columns beside those of the element table. Values are asked for only where
a decision hangs on them; what the new values are is the business of `edits`.
"""

from samar.core import host
from samar.core.elements import paths, selectors
from samar.core.elements.record import SOP_CLASS
from samar.core.kernels import match as kernel
from samar.core.kernels import profile_rules, row_sets
from samar.core.plan import actions, broken, coded, content, creators, private, repertoire
from samar.core.standard import dictionary, profile, types, uids
from samar.kinds import Array, Bytes, Compiled, Int32s, Placed, Policy, Record, Row

DICOMDIR = '1.2.840.10008.1.3.10'
REFERENCED_SERIES = 0x00081115
RESPONSIBLE_PERSON, RESPONSIBLE_ROLE = 0x00102297, 0x00102298
REFERENCES = profile.ACTIONS.index('X/Z/U*')


class Decisions:
    """`action`, `how`, `rule` by row, `hits` (int32, the first `count` hold) the rows with something to do, in order;
    `notes` [(code, row, detail)] of what a person should know."""

    __slots__ = ('action', 'compiled', 'count', 'hits', 'how', 'notes', 'policy', 'rule', 'sop_class')
    action: Bytes
    compiled: Compiled
    count: int
    hits: Array
    how: Bytes
    notes: list[tuple[str, int, None]]
    policy: Policy
    rule: Int32s
    sop_class: str


def decide(record: Record, policy: Policy) -> Decisions:
    """Decisions for a file under a policy (PS3.15 annex E)."""
    table = record.table
    rows = table.count
    found = Decisions()
    found.policy = policy
    found.notes = []
    found.sop_class = sop_class(record)
    found.compiled = compiled = policy.for_class(found.sop_class)
    found.action, found.how = host.uint8(rows), host.uint8(rows)
    found.rule, found.hits = host.int32(rows), host.int32(rows)
    tags, vrs, known = dictionary.scan_columns()
    structural = uids.structural_tags()
    plain = profile.columns()['plain']
    count = kernel.match(rows, table.tag, table.vr, table.length, table.depth, 0,
                         compiled.rules, compiled.tag, compiled.action, compiled.how, compiled.row,
                         compiled.special_action, compiled.special_how, plain,
                         structural, len(structural), tags, vrs, known,
                         compiled.by_uid, compiled.by_name, compiled.by_date, compiled.unknown,
                         1 if found.sop_class == DICOMDIR else 0, compiled.private,
                         found.action, found.how, found.rule, found.hits)
    _nested_types(record, found, count)
    _references(record, found, count)
    _role(record, found)
    if compiled.private == 2:
        private.choose(record, found, count)
    _meet(record, policy)
    if policy.places:
        _places(record, found, policy.places)
    kernel.cover(rows, table.depth, found.action, found.how, found.rule)
    kernel.within(rows, table.tag, table.vr, table.depth, structural, len(structural), found.action, found.how, found.hits)
    content.clean(record, found)
    coded.keep(record, found)
    creators.follow(record, found)
    repertoire.declare(record, found)
    broken.take(record, found)
    kernel.cover(rows, table.depth, found.action, found.how, found.rule)
    found.count = row_sets.listed(rows, table.tag, found.action, found.hits)
    return found


def sop_class(record: Record) -> str:
    """SOP Class UID of the data set, else of the file meta, else ''."""
    table, row = record.table, record.table.find(SOP_CLASS)
    if row < 0 and record.meta is not None:
        table = record.meta
        row = table.find(0x00020002)
    if row < 0:
        return ''
    raw = table.raw(row)
    return host.latin1(raw, 0, len(raw)).strip(' \0')


def _nested_types(record: Record, found: Decisions, count: int) -> None:
    """Compound actions of nested elements, chosen by their Type at their place in the IOD."""
    table = record.table
    basic = profile.columns()['basic']
    nested = host.int32(count)
    for place in range(row_sets.compound(found.hits, count, table.depth, found.how, found.rule, basic, nested)):
        row = nested[place]
        code = basic[found.rule[row]]
        kind = types.type_of(found.sop_class, paths.sequences(record, row), table.tag[row])
        action = profile_rules.by_type(code, types.ORDER.get(kind, 0))
        if action != found.action[row]:
            found.action[row] = action
            found.how[row] = kernel.TYPE if code == 0 and action != actions.REMOVE else kernel.BASIC


def _references(record: Record, found: Decisions, count: int) -> None:
    """Where the Common Instance Reference Module lists what an instance refers to (PS3.3 C.12.2), the references themselves may
    not be missing: of X/Z/U* the last is required, and what they refer to has new UIDs."""
    if record.row(REFERENCED_SERIES) < 0:
        return
    basic = profile.columns()['basic']
    for place in range(count):
        row = found.hits[place]
        if found.rule[row] >= 0 and found.how[row] == kernel.BASIC and basic[found.rule[row]] == REFERENCES:
            found.action[row] = actions.KEEP
            found.how[row] = kernel.TYPE


def _role(record: Record, found: Decisions) -> None:
    """A responsible person's role goes with the person: Type 1C, and not allowed alone (PS3.3 C.7.1.1)."""
    row = record.row(RESPONSIBLE_ROLE)
    if row >= 0 and found.action[row] == actions.KEEP:
        person = record.row(RESPONSIBLE_PERSON)
        if person < 0 or found.action[person] in (actions.REMOVE, actions.EMPTY, actions.ZERO):
            found.action[row] = actions.REMOVE
            found.how[row] = kernel.TYPE


def type_action(record: Record, found: Decisions, row: Row) -> int:
    """The action of the Basic Profile for a row, by its Type at its place: what is left when its own cannot be carried out."""
    if found.rule[row] < 0:
        return actions.REMOVE
    kind = types.type_of(found.sop_class, paths.sequences(record, row), record.table.tag[row])
    return profile_rules.by_type(profile.columns()['basic'][found.rule[row]], types.ORDER.get(kind, 0))


def _meet(record: Record, policy: Policy) -> None:
    """Note which selectors of a person mean something in this file."""
    table = record.table
    for selector in policy.unmet():
        steps = policy.asked[selector] or []
        tag, creator, _ = steps[-1]
        low, high = (tag, tag) if creator is None else (tag // 65536 * 65536, tag // 65536 * 65536 + 65535)
        rows = host.int32(table.count)
        for place in range(row_sets.rows_of(-1, low, high, table.tag, table.count, rows)):
            if (len(steps) == 1 and creator is None) or paths.is_meant(steps, record, rows[place]):
                policy.asked[selector] = None
                break


def _places(record: Record, found: Decisions, places: list[Placed]) -> None:
    """What a person said of single places."""
    table = record.table
    rows = host.int32(table.count)
    private_kept = []
    for steps, action, how in places:
        tag = steps[-1][0]
        low, high = tag, tag
        if steps[-1][1] is not None:
            low, high = tag // 65536 * 65536, tag // 65536 * 65536 + 65535
        for place in range(row_sets.rows_of(-1, low, high, table.tag, table.count, rows)):
            row = rows[place]
            if found.how[row] in (kernel.ILLEGAL, kernel.GROUP_LENGTH):
                continue        # nobody can want it
            if action != actions.KEEP and table.tag[row] // 65536 % 2 and table.tag[row] % 65536 < 0x1000:
                continue        # a creator follows its block (PS3.5 section 7.8.1)
            if not paths.is_meant(steps, record, row):
                continue
            if action != actions.REMOVE and selectors.is_private(steps[-1]):
                if paths.creator(record, row) is None:
                    continue    # nobody could tell what it is (PS3.5 section 7.8.1)
                private_kept.append(row)
            found.action[row] = action
            found.how[row] = how
    for row in private_kept:
        # its creator stays with it, whatever else was said of it
        if found.action[row] != actions.REMOVE:
            at = table.find(table.tag[row] // 65536 * 65536 + table.tag[row] % 65536 // 256, table.parent[row])
            found.action[at] = actions.KEEP
            found.how[at] = found.how[row]
