"""Every value that went, looked for in every byte of the output that is not image data.

What a value tells, and whether an element may hold it, is worked out here from the policy (verify/profile.py) and from what stands
in both files; the decisions of the plan are not asked. A value that stands in the output by its nature (a number in a numeric
element, a defined term) is no residue; it is counted and named, so that a person can look at it.
"""

from samar.core import host
from samar.core.elements import paths
from samar.core.errors import Residue
from samar.core.kernels import agree, automaton, judge
from samar.core.kernels import remains as kernel
from samar.core.standard import private, profile, uids
from samar.core.verify import coded, common, remains, words
from samar.core.verify import profile as rules_of
from samar.kinds import Any, Check, ElementTable, Ints, Policy, Record, Remains, Row, Work

NUMBERS = ('DS', 'IS', 'AS')
TERMS = ('CS',)
TEXTS = ('LO', 'SH', 'ST', 'LT', 'UT', 'UC', 'CS', 'AS', 'DA')      # what can be cleaned word by word
CODES = (0x00080100, 0x00080102, 0x00080103)    # code value, scheme, version
MOMENTS, DAYS = ('DA', 'TM', 'DT'), ('DA', 'DT')
OWN = ('anonymized', '19000101', '000000', '19000101000000', '000y', 'yes', 'samar', 'removed', 'unmodified', 'modified')
BY_CHOICE = 'kept-by-choice'
REPLACED = 2
CHOSEN = 15             # a person's word for one element, as policies have it
PEOPLE = (0, 1)         # identity, contact: categories of table E.1-1
INSTANCE = 0x00080018
SHORT = 6       # digits that stand in a UID by chance
PIXELS_FROM, PIXELS_TO = 0x7FE00001, 0x7FE0FFFF


def look(record: Record, policy: Policy, work: Work, found: Check) -> Residue | None:
    """Residue error for the first value that is still there, or None; coincidences go into `found.hits`."""
    table, other = record.table, found.output.table
    gathered = found.patterns = remains.gather(record, work, found.partner)
    first, seen = None, None
    for start, stop in regions(other):
        for offset, row, pattern in remains.in_range(gathered, other, start, stop):
            if seen is None:
                origin = host.int32(other.count)
                agree.invert(table.count, found.partner, origin, other.count)
                seen = Reader(record, policy, work, found, gathered, origin)
            verdict = seen.verdict(row, offset, pattern)
            if verdict == 'residue':
                if first is None:
                    first = Residue('residue', paths.told(found.output, row) if row >= 0 else '(0002,0000)', offset,
                                    paths.told(record, gathered.row[pattern]))
            elif verdict is not None:
                found.hits.append((verdict, row))
    return first


def regions(table: ElementTable) -> list[tuple[int, int]]:
    """Ranges of the output that are not image data: from its first byte to its last without the values of group 7FE0."""
    rows = host.int32(table.count)
    count = judge.rows_with(PIXELS_FROM, PIXELS_TO, table.tag, table.count, rows)
    found, here = [], 0
    for place in range(count):
        row = rows[place]
        if table.value[row] > here:
            found.append((here, table.value[row]))
        here = table.stop[row]
    if here < table.source.size:
        found.append((here, table.source.size))
    return found


class Reader:
    """What may stand where: the policy read for single rows of the input, as far as a hit asks for it."""

    __slots__ = ('_demands', '_found', '_gathered', '_origin', '_policy', '_record', '_rules', '_work')

    def __init__(self, record: Record, policy: Policy, work: Work, found: Check, gathered: Remains,
                 origin: Ints) -> None:
        self._record, self._policy, self._work, self._found, self._origin = record, policy, work, found, origin
        self._gathered = gathered
        self._rules = rules_of.rules(policy)
        self._demands: dict[int, tuple[int, bool, bool]] = {}

    def verdict(self, row: Row, offset: int, pattern: int) -> str | None:
        """'residue', the code of a coincidence, or None for Samar's own words and for what the policy retains by name."""
        found, record = self._found, self._record
        gathered, table = self._gathered, found.output.table
        text, source = gathered.text(pattern), gathered.row[pattern]
        kind, weight = gathered.kind[pattern], gathered.weight[pattern]
        names = weight == kernel.PERSONAL
        if text in OWN or uids.is_registered(text):
            return None
        if row < 0:
            # the file meta holds UIDs of the data set, and else only what Samar writes; a size of 1.5 stands in many a SOP Class
            if kind != automaton.UID and _is_uid_part(text) and len(text) < SHORT:
                return 'common-number'
            return None if _is_uid_part(text) and self._is_kept(record.row(INSTANCE)) else 'residue'
        if offset >= table.state[0]:
            return 'residue'        # behind the last element
        before = self._origin[row]
        if before < 0:
            return 'residue' if names and self._is_in_old(row) else None
        cleaned = self._is_cleaned(source)
        if found.partner[source] == row and not cleaned:
            return 'residue'
        vr, kept = record.vr(before), self._is_kept(before)
        _, by_name, chosen = self._demand(before) if kept else (judge.FREE, False, False)
        by_name = by_name or (kept and rules_of.is_content(self._rules, found.output, row))
        if kept and chosen and self._may_name(before):
            return BY_CHOICE
        if vr == 'UI' and kind == automaton.UID:
            if kept and uids.is_structural(record.table.tag[source]) and uids.is_structural(table.tag[row]):
                return None         # it names a kind of thing, in both places
            return None if by_name else 'residue'
        if by_name and not names:
            return None
        if (vr in NUMBERS or vr in MOMENTS or vr == 'UI') and not (names and text.isalpha()):
            return 'common-number'      # where numbers are written; a name there is none
        if vr == 'UN' and common.is_number_as_unknown(record, before):
            return 'common-number'
        if weight == kernel.OTHER and kind != automaton.DAY and record.vr(source) not in DAYS and common.tells_of_making(table.tag[row]):
            return 'common-term'
        if (weight == kernel.NUMBER and kind == automaton.PLAIN and table.tag[row] in common.MAKERS and ' ' not in text
                and not common.has_number(text)):
            return 'common-term'
        if kept and paths.is_creator(table.tag[row]) and private.is_known('\\'.join(found.output.texts(row))):
            return 'common-term'
        if coded.is_chance(found.output, row, text, kind in (automaton.PART, automaton.RUN), kind == automaton.DAY) or (
                kind == automaton.PART and (text in common.NOBODY or (table.tag[row] in common.MAKERS and words.is_term(text)))):
            return 'common-term'
        if (vr in TERMS or table.tag[row] in CODES) and self._is_term(row, vr, text, names):
            return 'common-term'
        if not names and kind != automaton.DAY and words.is_ordinary(text):
            return 'common-words'
        if self._is_cleaned(before) and (cleaned or not names):
            # every word of it is a word of the vocabulary, and none is a part of a name or a number of this patient
            return 'common-words'
        return 'residue'

    def _is_term(self, row: int, vr: str, text: str, names: bool) -> bool:
        """Whether a value stands in a defined term or a code by chance: no name, or a word or a term that the file is read by."""
        return not names or (vr in TERMS and (words.is_ordinary(text) or common.is_of_reading(self._found.output, row)))

    def _is_kept(self, before: int) -> bool:
        """Whether a row of the input stands in the output as it is."""
        return before >= 0 and self._work.op[before] == 0 and self._found.partner[before] >= 0

    def _is_cleaned(self, before: int) -> bool:
        """Whether it is a text that was to be cleaned, or that nothing was said of and that was changed all the same.

        One to be cleaned may stand as it was: its words are looked at where the policy's demands are (verify/profile.py).
        """
        if self._record.vr(before) not in TEXTS:
            return False
        demand, changed = self._demand(before)[0], self._work.op[before] == REPLACED
        if demand == judge.CLEANED:
            return changed or self._is_kept(before)
        return demand == judge.FREE and changed

    def _is_in_old(self, row: Row) -> bool:
        """Whether a row without a partner lies in an element that the input had; else Samar wrote all of it."""
        table = self._found.output.table
        while table.parent[row] >= 0:
            row = table.parent[row]
        return self._origin[row] >= 0

    def _may_name(self, before: int) -> bool:
        """Whether a row is one of identity or contact, or private."""
        tag = self._record.table.tag[before]
        at = profile.row_of(tag)
        return tag // 65536 % 2 == 1 or (at >= 0 and profile.columns()['category'][at] in PEOPLE)

    def _demand(self, before: int) -> tuple[int, bool, bool]:
        """(demand, whether the policy lets it stay by name, whether by a person's word for this element)."""
        known = self._demands.get(before)
        if known is None:
            known = self._demands[before] = rules_of.demand_of(self._rules, self._policy, self._record, before, CHOSEN)
        return known


def _is_uid_part(text: str) -> Any:
    return not [sign for sign in text if not ('0' <= sign <= '9' or sign == '.')]
