"""The table of all elements, page by page: grouped by category, filtered, folded."""

from samar.core import codes, host
from samar.core.elements import paths, selectors
from samar.core.kernels import listing, match
from samar.core.plan import actions
from samar.core.plan.presets import CATEGORY_ACTIONS
from samar.core.review import query, reasons
from samar.core.standard import dictionary, private
from samar.kinds import Fields, Int32s, Ints, Opened, Planned, Record, Row, Tag

CHIPS = {'changed': 1, 'removed': 2, 'kept': 3, 'private': 4, 'attention': 5}
GROUPS = (*codes.CATEGORIES, codes.OTHER)
LONGEST = 120        # characters of a value in the table


def page(opened: Opened, planned: Planned, chosen: Fields, first: int, count: int, filtered: Fields | None) -> Fields:
    """`{total, rows}` of the rows [first, first + count) that pass the filter."""
    record = opened.record
    order, total, sizes = ordered(record, planned, filtered or {})
    last = first + count if first + count < total else total
    found = []
    for place in range(first, last):
        row = order[place]
        found.append(head(-1 - row, sizes, record, planned) if row < 0 else describe(record, planned, chosen, row))
    return {'total': total, 'rows': found}


def ordered(record: Record, planned: Planned, filtered: Fields) -> tuple[Int32s, int, Int32s]:
    """`(order, total, sizes)`: rows to show as the kernel gives them, and how many rows each group has."""
    table = record.table
    rows = table.count
    marked, folded = host.uint8(rows), host.uint8(rows)
    folded_groups, sizes = host.uint8(12), host.int32(12)
    sought = query.mark(record, planned.decisions, filtered.get('text') or '', marked)
    for name in filtered.get('folded') or ():
        if name[0:9] == 'category:':
            if name[9:] in GROUPS:
                folded_groups[GROUPS.index(name[9:])] = 1
            continue
        row = paths.find(record, selectors.parse(name))
        if row >= 0:
            folded[row] = 1
    category = filtered.get('category')
    only = GROUPS.index(category) if category in GROUPS else -1
    order = host.int32(rows + 12)
    total = listing.choose(rows, table.tag, table.depth, planned.decisions.action, planned.work.op, planned.group,
                           marked, 1 if sought else 0, CHIPS.get(filtered.get('chip') or '', 0), only, planned.noted, folded, folded_groups,
                           sizes, order)
    return order, total, sizes


def hexadecimal(tag: Tag) -> str:
    """Eight upper-case digits."""
    return '%08X' % tag


def head(group: int, sizes: Ints, record: Record, planned: Planned) -> Fields:
    """The row above a category."""
    return {'row': -1, 'path': 'category:' + GROUPS[group], 'tag': '', 'keyword': '', 'name': '', 'vr': '', 'depth': 0,
            'value': str(sizes[group]), 'length': 0, 'kind': 'category', 'action': None, 'chosen': False,
            'alternatives': list(CATEGORY_ACTIONS.get(GROUPS[group], ())), 'category': GROUPS[group], 'reason': None, 'private': False}


def describe(record: Record, planned: Planned, chosen: Fields, row: Row) -> Fields:
    """One row as the panel wants it (docs/contracts.md)."""
    table, decisions = record.table, planned.decisions
    tag = table.tag[row]
    path = paths.path(record, row)
    item = tag == 0xFFFEE000
    vr = record.vr(row)
    action = decisions.action[row]
    value, length = '', table.extent(row)
    if not item and vr != 'SQ' and not table.is_container(row):
        value = record.text(row, LONGEST)
    code, detail = reasons.reason(record, decisions, row)
    name = dictionary.name_of(tag)
    creator = paths.creator(record, row) if tag // 65536 % 2 else None
    if creator and not name:
        name = private.name_of(creator, tag // 65536, tag % 256)
    return {'row': row, 'path': path, 'tag': hexadecimal(tag), 'keyword': 'Item' if item else dictionary.keyword_of(tag), 'name': name,
            'vr': vr, 'depth': table.depth[row], 'value': value, 'length': length,
            'kind': 'item' if item else ('sequence' if vr == 'SQ' or table.is_container(row) else 'element'),
            'action': None if item else ('remove' if action == match.COVERED else actions.NAMES[action]),
            'chosen': is_chosen(path, chosen), 'alternatives': [] if item else reasons.alternatives(record, decisions, row),
            'category': GROUPS[planned.group[row]], 'reason': None if item else {'code': code, 'detail': detail},
            'private': tag // 65536 % 2 == 1}


def is_chosen(path: str, chosen: Fields) -> bool:
    """Whether a person chose the action of this very row."""
    return path in (chosen.get('elements') or {})
