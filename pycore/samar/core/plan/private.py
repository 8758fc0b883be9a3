"""Private elements under Retain Safe Private, and by evidence: kept block by block with their creator (PS3.15 E.3.10, PS3.5 section
7.8.1)."""

from samar.core import host
from samar.core.elements import meaning, paths
from samar.core.kernels import match as kernel
from samar.core.kernels import row_sets
from samar.core.plan import actions, evidence
from samar.core.standard import options
from samar.core.standard import private as safe
from samar.kinds import Any, Decisions, Record, Row

STATEMENTS = 0x00080300     # Private Data Element Characteristics Sequence


def choose(record: Record, found: Decisions, count: int) -> None:
    """Settle the private rows among the hits: those stay that the table knows to be safe, and at the top level the blocks that the
    file states to be safe; by evidence what curators kept, as plan/evidence.py judges it; all others go. A creator stays while its block
    has something."""
    safely, evident = found.policy.has(options.RETAIN_SAFE_PRIVATE), found.policy.has(options.RETAIN_PRIVATE_BY_EVIDENCE)
    table = record.table
    blocks: dict[tuple[Row, int, int], list[Any]] = {}
    stated = stated_safe(record)
    if not safely:
        _forget_statements(record, found)
    for place in range(count):
        row = found.hits[place]
        if found.how[row] != kernel.PRIVATE:
            continue
        tag = table.tag[row]
        group, element = tag // 65536, tag % 65536
        found.action[row] = actions.REMOVE
        if element < 0x1000:
            continue
        key = (table.parent[row], group, element // 256)
        if key not in blocks:
            blocks[key] = [paths.creator(record, row), 0]
        block = blocks[key]
        if not block[0]:
            continue
        low = element % 256
        if safely and (safe.is_safe(block[0], group, low)
                       or (table.parent[row] < 0 and (str(group), block[0].strip()) in stated)):
            moved = evidence.by_value(meaning.vr_of(record, row), found.compiled)
            found.action[row] = actions.KEEP if moved < 0 else moved
            found.how[row] = kernel.SAFE_PRIVATE
        elif evident:
            said = safe.evidence(block[0], group, low)
            if said < 0:
                continue
            found.action[row] = evidence.action_for(record, row, said, found.compiled)
            found.how[row] = kernel.EVIDENCE
        else:
            continue
        if found.action[row] != actions.REMOVE and block[1] != kernel.SAFE_PRIVATE:
            block[1] = found.how[row]
    for owner, group, number in blocks:
        if blocks[(owner, group, number)][1]:
            at = table.find(group * 65536 + number, owner)
            if at >= 0:
                found.action[at] = actions.KEEP
                found.how[at] = blocks[(owner, group, number)][1]


def _forget_statements(record: Record, found: Decisions) -> None:
    """(0008,0300) tells of blocks by their creators; where its word does not count it goes, at every depth."""
    table = record.table
    rows = host.int32(table.count)
    for place in range(row_sets.rows_of(-1, STATEMENTS, STATEMENTS, table.tag, table.count, rows)):
        found.action[rows[place]] = actions.REMOVE
        found.how[rows[place]] = kernel.PRIVATE


def stated_safe(record: Record) -> set[tuple[str, str]]:
    """Blocks that the file itself states to hold no identity, from (0008,0300) Private Data Element Characteristics:
    a set of (group, creator)."""
    table = record.table
    found: set[tuple[str, str]] = set()
    owner = table.find(STATEMENTS)
    if owner < 0:
        return found
    row = owner + 1
    while row < table.count and table.depth[row] > table.depth[owner]:
        if table.tag[row] == 0xFFFEE000 and table.parent[row] == owner:
            group, name, status = (table.find(x, row) for x in (0x00080301, 0x00080302, 0x00080303))
            if group >= 0 and name >= 0 and status >= 0:
                raw = table.raw(status)
                groups, names = record.texts(group), record.texts(name)
                if host.latin1(raw, 0, len(raw)).strip(' \0') == 'SAFE' and groups and names:
                    found.add((groups[0], names[0].strip()))
        row += 1
    return found
