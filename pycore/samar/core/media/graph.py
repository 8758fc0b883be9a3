"""Which file of a set refers to which, before and after: a set still works when every reference that resolved still does.

    before, after = [], []
    for outcome in outcomes:
        given, made = graph.nodes_of(outcome)
        before.append(given)
        after.append(made)
    graph.compare(before, after)     # {'same': True, 'lost': []}

UIDs are new in the output, so files are compared by their place in the set: file 3 was of the same series as file 0 and
referred to file 7, and still is and does. Nothing of a UID goes into the answer.
"""

from samar.core import host
from samar.core.kernels import references as kernel
from samar.kinds import Fields, Outcome, Record, Sequence

INSTANCE, STUDY, SERIES, FRAME = 0x00080018, 0x0020000D, 0x0020000E, 0x00200052
# Kinds of what a UID of a file may name, in the order in which they are looked for.
KINDS = ('instance', 'series', 'study', 'frame')
APART = 'apart'


class Node:
    """One file: `own` {kind: UID or ''}, `refers` [UID] in the order of the file, each once, its own left out."""

    __slots__ = ('own', 'refers')

    def __init__(self, own: dict[str, str], refers: list[str]) -> None:
        self.own = own
        self.refers = refers


def node(record: Record) -> Node:
    """Node of a Record; a record that broke gives what was read before."""
    table = record.table
    own = {'instance': record.first(INSTANCE), 'series': record.first(SERIES), 'study': record.first(STUDY),
           'frame': record.first(FRAME)}
    count = table.count
    rows = host.int32(count + 1)
    hits = kernel.rows_of_uids(count, table.tag, table.vr, table.parent, host.uint8(count + 1), rows)
    known = {'=' + own[kind] for kind in KINDS}
    known.add('=')
    refers = []
    for place in range(hits):
        for uid in record.texts(rows[place]):
            # UIDs of the standard itself name no file (PS3.6 annex A).
            if '=' + uid not in known and not uid.startswith('1.2.840.10008.'):
                known.add('=' + uid)
                refers.append(uid)
    return Node(own, refers)


def plain(one: Node | None) -> list[list[str]] | None:
    """A Node as lists, to be kept by who keeps no objects: `[[UID of each of KINDS], [UIDs it refers to]]`; None stays None."""
    return None if one is None else [[one.own[kind] for kind in KINDS], one.refers]


def of_plain(given: list[list[str]] | None) -> Node | None:
    """The Node of what `plain` gave."""
    if given is None:
        return None
    own = {}
    for at in range(len(KINDS)):
        own[KINDS[at]] = given[0][at]
    return Node(own, list(given[1]))


def nodes_of(outcome: Outcome) -> tuple[Node | None, Node | None]:
    """(Node of the input or None, Node of what was made of it or None) of one file's Outcome."""
    if outcome.record is None:
        return None, None
    given = node(outcome.record)
    if outcome.output is None or outcome.check is None:
        return given, None
    return given, node(outcome.check.output)


def compare(before: list[Node | None] | tuple[Node, Node, Node], after: list[Node | None] | tuple[Node, Node, Node]) -> Fields:
    """`{same, lost}` of two lists of Nodes (or None), one place a file of the set.

    `lost` has `{file, kind, target}`, all places from 0: file and target were joined (of one study, one series, one frame of
    reference, or one refers to the other) and are no longer; and `{file, kind: 'apart', of, target}` where two that were apart
    have become one. A file that was not written counts as the end of what led to it. Two files with one SOP Instance UID are one instance.
    """
    first, second = _links(before), _links(after)
    lost = []
    for place in range(len(before)):
        for kind, target in first[place]:
            if (kind, target) not in second[place]:
                lost.append({'file': place, 'kind': kind, 'target': target})
        for kind, target in second[place]:
            if (kind, target) not in first[place]:
                lost.append({'file': place, 'kind': APART, 'of': kind, 'target': target})
    return {'same': lost == [], 'lost': lost}


def _links(nodes: Sequence[Node | None]) -> list[list[tuple[str, int]]]:
    """For each node its links (kind, place of the first file with that UID), in order and each once.

    A file links to the first of its study, series, frame of reference and instance; so a group falls apart, or two become one,
    exactly when a link changes.
    """
    firsts: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    for place in range(len(nodes)):
        one = nodes[place]
        if one is not None:
            for kind in KINDS:
                uid = one.own[kind]
                if uid and '=' + uid not in firsts[kind]:
                    firsts[kind]['=' + uid] = place
    return [[] if one is None else _links_of(one, firsts) for one in nodes]


def _links_of(one: Node, firsts: dict[str, dict[str, int]]) -> list[tuple[str, int]]:
    found = []
    for kind in KINDS:
        if one.own[kind]:
            found.append(('same-' + kind, firsts[kind]['=' + one.own[kind]]))
    for uid in one.refers:
        for kind in KINDS:
            target = firsts[kind].get('=' + uid)
            if target is not None and (kind, target) not in found:
                found.append((kind, target))
    return found
