"""Each element of the output held against PS3.15 table E.1-1, the options and what a person said, by code that shares nothing
with `plan`: should both be wrong, they would have to be wrong in the same way.

In: the input Record, the Check with the output and which row came from which, and the policy as plain data (`options`: ids;
`categories`: id to (action, …); `tags`: tag to (action, …); `places`: [(steps, action, …)]). Out: a Residue error, or None.
Values are looked at by a kernel; what it suspects is looked at here once more, for the rare rules that may excuse it.
"""

from samar.core import host
from samar.core.elements import documents, paths, values
from samar.core.elements.table import ITEM
from samar.core.errors import Residue
from samar.core.kernels import judge as kernel
from samar.core.kernels import verdicts
from samar.core.standard import dictionary, options, private, profile, structured, types, uids
from samar.core.verify import coded, common, creators, evidence
from samar.core.verify import words as vocabulary
from samar.kinds import Array, Buffer, Check, ElementTable, Ints, Offsets, Placed, Policy, Record, Row, Tag

PERSON = (0x00100010, 0x00100020)      # Patient's Name and ID
# The demand behind each action's code (docs/contracts.md: keep, remove, empty, zero, dummy, uid, shift, pseudonym, clean).
DEMANDS = (kernel.FREE, kernel.ABSENT, kernel.EMPTY, kernel.BLANK, kernel.BLANK, kernel.NEW_UID, kernel.SHIFTED, kernel.BLANK,
           kernel.CLEANED)
CODES = ('', 'profile-present', 'profile-value', 'profile-uid', 'profile-date', 'profile-private', 'profile-illegal', 'profile-added')
KEEP = 0
AGES = (0x00101010, 0x0072005F)     # over 89 they single a person out (45 CFR 164.514(b)(2)(i)(C))
CONTENT = (0x0040A730, 0x00400555, 0x00400610, 0x0040B020)
CONCEPT_NAME, VALUE_TYPE, SCHEME = 0x0040A043, 0x0040A040, 0x00080102
CODE_VALUES = (0x00080100, 0x00080119, 0x00080120)
FRAME = ('CONTAINER', 'CODE', 'NUM', 'SCOORD', 'SCOORD3D', 'TCOORD', 'TABLE')   # value types that say nothing of a person by themselves
CHARACTERISTICS, BLOCK_GROUP, BLOCK_CREATOR, BLOCK_STATUS = 0x00080300, 0x00080301, 0x00080302, 0x00080303
DOCUMENT, MIME_TYPE = 0x00420011, 0x00420012
REFERRING = ('UIDREF', 'IMAGE', 'COMPOSITE', 'WAVEFORM')

_kept: list[tuple[Policy, 'Rules']] = []       # the last policy and its Rules
_dummies: list[Buffer] = []


class Rules:
    """A policy as the kernel wants it: `need` by row of the table, `more` tags outside it (`count` of them) with `more_need`,
    `uid` and `date`: demands by VR, `private_stays`, `safe` and `evident`: whether safe private elements may stay, and those by evidence,
    `spoken`: last steps of a person's selectors of private elements."""

    __slots__ = ('chosen', 'count', 'date', 'evident', 'more', 'more_need', 'need', 'private_stays', 'safe', 'spoken', 'structured', 'uid')

    def __init__(self, policy: Policy) -> None:
        chosen = self.chosen = policy.options
        table = profile.columns()
        rows = len(table['tag'])
        said = host.uint8(len(profile.CATEGORIES))
        for place in range(len(profile.CATEGORIES)):
            word = policy.categories.get(profile.CATEGORIES[place])
            said[place] = kernel.SILENT if word is None else DEMANDS[word[0]]
        self.need = host.uint8(rows)
        kernel.demand(rows, table['basic'], table['keep'], table['clean'], table['category'], options.bits(chosen), said, self.need)
        if options.RETAIN_PATIENT_CHARACTERISTICS in chosen:
            for tag in AGES:
                if self.need[profile.row_of(tag)] == kernel.FREE:
                    self.need[profile.row_of(tag)] = kernel.CLEANED
        word = policy.categories.get('private')
        self.private_stays = 1 if word is not None and word[0] == KEEP else 0
        self.safe = word is None and options.RETAIN_SAFE_PRIVATE in chosen
        self.evident = word is None and options.RETAIN_PRIVATE_BY_EVIDENCE in chosen
        # what a file states of its blocks counts for no other option, and tells of their creators, which go, too
        more = {tag: DEMANDS[policy.tags[tag][0]] for tag in policy.tags}
        if not self.safe and not self.private_stays:
            more[CHARACTERISTICS] = kernel.ABSENT
        others = []
        for tag in more:
            row = profile.row_of(tag)
            if row < 0:
                others.append(tag)
            elif tag // 65536 % 2 == 0:
                self.need[row] = more[tag]
        others.sort()
        self.count = len(others)
        self.more, self.more_need = host.uint32(self.count), host.uint8(self.count)
        for place in range(self.count):
            self.more[place], self.more_need[place] = others[place], more[others[place]]
        self.uid = kernel.FREE if options.RETAIN_UIDS in chosen else kernel.NEW_UID
        self.date = kernel.BLANK
        if options.RETAIN_FULL_DATES in chosen:
            self.date = kernel.FREE
        elif options.MODIFY_DATES in chosen:
            self.date = kernel.SHIFTED
        self.structured = options.CLEAN_STRUCTURED_CONTENT in chosen
        self.spoken = [said[0][-1] for said in policy.places if said[0][-1][0] // 65536 % 2]


def look(record: Record, policy: Policy, found: Check, origin: Ints, given: tuple[str, ...] = ()) -> Residue | None:
    """Residue for the first element of the output that is not what the policy lets it be; `origin`: input row of each output row,
    `given`: the new name and ID that a person's own list gives this patient."""
    said = rules(policy)
    output = found.output
    table, other = record.table, output.table
    count = other.count
    own = host.uint8(count)
    kernel.fill(own, count, kernel.SILENT)
    if policy.places:
        _places(record, policy.places, table, other, origin, own)
    need, sort, verdict = host.uint8(count), host.uint16(count), host.uint8(count)
    tags, vrs, known = dictionary.scan_columns()
    structural = uids.structural_tags()
    columns = profile.columns()
    kernel.require(count, other.tag, other.vr, other.length, other.depth, origin, own, columns['tag'], columns['plain'], said.need,
                   types.column(sop_class(record)), said.more, said.more_need, said.count, structural, len(structural),
                   tags, vrs, known, said.uid, said.date, said.private_stays, need, sort, verdict)
    words = _words()
    state = host.int32(2)
    for o_base, o_stop, o_buffer in other.source.windows:
        for base, stop, buffer in table.source.windows:
            verdicts.observe(count, need, sort, origin, table.value, table.length, buffer, base, stop - base,
                             other.value, other.length, o_buffer, o_base, o_stop - o_base, words, len(words), verdict, state)
    rows = host.int32(count)
    for place in range(kernel.suspects(count, need, verdict, rows)):
        row = rows[place]
        code = _second_look(record, said, output, origin, own, need, sort, verdict, row, state)
        if code == kernel.VALUE and given and other.tag[row] in PERSON and [text.strip(' \0') for text in output.texts(row)][0:1] == [
                given[0 if other.tag[row] == PERSON[0] else 1]] and len(output.texts(row)) == 1:
            code = kernel.FINE
        if code != kernel.FINE:
            return Residue(CODES[code], paths.told(output, row), other.start[row])
    stray = creators.stray(output, lambda row: own[row] != kernel.SILENT or kernel.place(other.tag[row], said.more, said.count) >= 0)
    if stray >= 0:
        return Residue(CODES[kernel.PRIVATE], paths.told(output, stray), other.start[stray])
    for place in range(kernel.rows_with(common.CHARACTER_SET, common.CHARACTER_SET, other.tag, count, rows)):
        if own[rows[place]] == kernel.SILENT and not common.is_of_reading(output, rows[place]):
            return Residue(CODES[kernel.VALUE], paths.told(output, rows[place]), other.start[rows[place]])
    return None


def sop_class(record: Record) -> str:
    """SOP Class UID of the input: of the data set, else of the file meta, else ''."""
    found = record.get(0x00080016)
    if found is None and record.meta is not None:
        row = record.meta.find(0x00020002)
        if row >= 0:
            raw = record.meta.raw(row)
            return host.latin1(raw, 0, len(raw)).strip(' \0')
    return found[0] if found else ''


def rules(policy: Policy) -> Rules:
    """Rules of a policy; the last ones are kept."""
    if not _kept or _kept[0][0] is not policy:
        _kept.clear()
        _kept.append((policy, Rules(policy)))
    return _kept[0][1]


def _words() -> Buffer:
    """Every dummy that may stand in a text, a line feed behind each."""
    if not _dummies:
        found = [values.ANONYMIZED]
        for vr in values.FIXED:
            found.append(values.FIXED[vr])
        _dummies.append(host.raw('\n'.join(found) + '\n'))
    return _dummies[0]


def _places(record: Record, places: list[Placed], table: ElementTable, other: ElementTable, origin: Ints,
            own: Array) -> None:
    """Demands for single places: those of a person's selectors."""
    rows = host.int32(other.count)
    for said in places:
        steps = said[0]
        last = steps[len(steps) - 1]
        low = last[0] if last[1] is None else last[0] // 65536 * 65536
        high = last[0] if last[1] is None else low + 65535
        for place in range(kernel.rows_with(low, high, other.tag, other.count, rows)):
            row = rows[place]
            if last[0] // 65536 % 2 and other.tag[row] % 65536 < 0x1000 and DEMANDS[said[1]] != kernel.FREE:
                continue        # a creator follows its block (PS3.5 7.8.1)
            if origin[row] >= 0 and paths.is_meant(steps, record, origin[row]):
                own[row] = DEMANDS[said[1]]


def _second_look(record: Record, rules: Rules, output: Record, origin: Ints, own: Buffer, need: Buffer, sort: Ints, verdict: Buffer,
                 row: Row, state: Offsets) -> int:
    """What is left of a suspicion: a verdict."""
    table = output.table
    code = verdict[row]
    if code == kernel.ILLEGAL or code == kernel.ADDED:
        return code
    if code == kernel.PRIVATE:
        return kernel.FINE if _private(record, rules, output, own, row, origin) else code
    if is_content(rules, output, row):
        return kernel.FINE
    if code == kernel.PRESENT:
        return _typed(record, output, rules, origin, sort, row, state)
    if need[row] == kernel.CLEANED and own[row] == kernel.SILENT and coded.is_published(output, row):
        return kernel.FINE      # what it says anybody can look up
    if code == kernel.FINE:
        code = _value(record, output, origin, sort, row, need[row], state)
        if code == kernel.FINE and need[row] == kernel.CLEANED and sort[row] not in (kernel.AS, kernel.DA):
            for text in output.texts(row):
                if not vocabulary.are_known(text):
                    return kernel.VALUE
        return code
    if table.tag[row] == DOCUMENT and table.depth[row] == 0 and _is_empty_document(record, output, row):
        return kernel.FINE
    if table.vr[row] == kernel.UI and code == kernel.UID:
        return _uids(record, output, origin[row], row)
    if (code == kernel.VALUE and own[row] == kernel.SILENT and kernel.place(table.tag[row], rules.more, rules.count) < 0
            and coded.names_a_concept(output, row)):
        return kernel.FINE      # inside a report of which only the frame stays
    return code


def _is_empty_document(record: Record, output: Record, row: Row) -> bool:
    """Whether an encapsulated document is the empty one of its kind, to the byte."""
    raw = output.table.raw(row)
    empty = documents.placeholder((record.get(MIME_TYPE) or [''])[0].lower())
    return host.latin1(raw, 0, len(raw)) == empty + '\0' * (len(raw) - len(empty))


def _typed(record: Record, output: Record, rules: Rules, origin: Ints, sort: Ints, row: Row, state: Offsets) -> int:
    """X where the IOD demands the attribute (PS3.15 E.1.1): a dummy for Type 1, empty for Type 2."""
    table = output.table
    at = profile.row_of(table.tag[row])
    if at < 0 or rules.need[at] != kernel.TYPED or table.depth[row] == 0:
        return kernel.PRESENT
    kind = types.type_of(sop_class(record), paths.sequences(output, row), table.tag[row])
    if kind == '1':
        return kernel.FINE if table.is_container(row) else _value(record, output, origin, sort, row, kernel.BLANK, state)
    if kind in ('2', '2C'):
        return kernel.PRESENT if table.is_container(row) or table.extent(row) > 8 else kernel.FINE
    return kernel.PRESENT


def _value(record: Record, output: Record, origin: Ints, sort: Ints, row: Row, need: int, state: Offsets) -> int:
    """The verdict on a value that the kernel did not see, because it is long or lies far away."""
    old, new = record.table.raw(origin[row]), output.table.raw(row)
    words = _words()
    code = verdicts.value_verdict(need, sort[row], old, 0, len(old), new, 0, len(new), words, len(words), state)
    return _uids(record, output, origin[row], row) if code == kernel.UID else code


def _uids(record: Record, output: Record, before: int, row: Row) -> int:
    """Every UID is of the registry, or new: under 2.25 and none of those that stood there."""
    old = _texts(record.table.raw(before))
    for text in _texts(output.table.raw(row)):
        if text and not uids.is_registered(text) and (not text.startswith('2.25.') or text in old):
            return kernel.UID
    return kernel.FINE


def _texts(raw: Buffer) -> list[str]:
    return [text.strip(' \0') for text in host.latin1(raw, 0, len(raw)).split('\\')]


def _private(record: Record, rules: Rules, output: Record, own: Buffer, row: Row, origin: Ints) -> bool:
    """Whether a private element may stay: it is safe, or a person said so; a creator while something in its block may (PS3.5 7.8.1)."""
    table = output.table
    tag = table.tag[row]
    group, element = tag // 65536, tag % 65536
    if element >= 0x1000:
        creator = paths.creator(output, row)
        if not creator:
            return False
        if own[row] != kernel.SILENT:
            return own[row] != kernel.ABSENT
        if rules.safe and (private.is_safe(creator, group, element % 256) or (table.parent[row] < 0 and _stated(record, group, creator))):
            return True
        said = private.evidence(creator, group, element % 256) if rules.evident else -1
        return said >= 0 and evidence.may_stay(record, rules, output, origin[row], row, said)
    first = group * 65536 + element * 256
    rows = host.int32(table.count)
    for place in range(kernel.rows_with(first, first + 255, table.tag, table.count, rows)):
        if table.parent[rows[place]] == table.parent[row] and _private(record, rules, output, own, rows[place], origin):
            return True
    # what it introduced may have gone on its own
    name = _first(output, tag, table.parent[row])
    for spoken, creator, _ in rules.spoken:
        # in a sequence of which only the frame stays the creator is a dummy, too
        if spoken // 65536 == group and (creator == name or name == values.ANONYMIZED
                                          or (creator is None and spoken % 65536 // 256 == element)):
            return True
    return (rules.safe and any([private.is_safe(name, group, low) for low in range(256)])) or (
        rules.evident and any([private.evidence(name, group, low) >= 0 for low in range(256)]))


def _stated(record: Record, group: int, creator: str) -> bool:
    """Whether the input states that a private block identifies nobody (Private Data Element Characteristics, PS3.3 C.12.1.1.7)."""
    table = record.table
    owner = table.find(CHARACTERISTICS)
    row = owner + 1
    while owner >= 0 and row < table.count and table.depth[row] > table.depth[owner]:
        if table.tag[row] == ITEM and table.parent[row] == owner:
            at, status = table.find(BLOCK_GROUP, row), _first(record, BLOCK_STATUS, row)
            if at >= 0 and record.texts(at) == [str(group)] and status == 'SAFE' and _first(record, BLOCK_CREATOR, row) == creator:
                return True
        row += 1
    return False


def is_content(rules: Rules, output: Record, row: Row) -> bool:
    """Whether table E.3.4-1 lets the value of a content item stay, whatever table E.1-1 says of its attribute (PS3.15 E.3.4)."""
    if not rules.structured:
        return False
    table = output.table
    item = table.parent[row]
    while item >= 0 and not (table.tag[item] == ITEM and table.tag[table.parent[item]] in CONTENT):
        item = table.parent[item]
    if item < 0:
        return False
    kind = _first(output, VALUE_TYPE, item) or 'CONTAINER'
    name = table.find(CONCEPT_NAME, item)
    unlisted = kind in FRAME or (kind in REFERRING and options.RETAIN_UIDS in rules.chosen)
    if name < 0 or not table.is_container(name):
        return unlisted
    scheme, code = _first(output, SCHEME, name + 1), ''
    for tag in CODE_VALUES:
        code = code or _first(output, tag, name + 1)
    at = structured.row_of(scheme, code, kind)
    if at < 0:
        return unlisted
    return any([structured.option(at, option) != '' for option in rules.chosen])


def demand_of(rules: Rules, policy: Policy, record: Record, row: Row, chosen: int) -> tuple[int, bool, bool]:
    """What the policy says of one row of the input, its value aside: (demand, whether it may stay by name, whether a person said so
    of this element: `chosen` is their mark)."""
    table = record.table
    tag, vr = table.tag[row], table.vr[row]
    for said in reversed(policy.places):
        if paths.is_meant(said[0], record, row):
            return DEMANDS[said[1]], said[1] == KEEP, said[2] == chosen
    if tag // 65536 % 2:
        return (kernel.FREE, True, False) if rules.private_stays or rules.safe or rules.evident else (kernel.ABSENT, False, False)
    if tag in policy.tags:
        return DEMANDS[policy.tags[tag][0]], policy.tags[tag][0] == KEEP, policy.tags[tag][1] == chosen
    at = profile.row_of(tag)
    if at >= 0:
        return rules.need[at], rules.need[at] in (kernel.FREE, kernel.REFERENCES), False
    structural = uids.structural_tags()
    need = kernel.by_vr(tag, vr, structural, len(structural), rules.uid, rules.date)
    moment = vr in (kernel.DA, kernel.DT, kernel.TM)
    return need, need == kernel.FREE and (moment or (vr == kernel.UI and rules.uid == kernel.FREE)), False


def _first(output: Record, tag: Tag, owner: Row) -> str:
    row = output.table.find(tag, owner)
    return _texts(output.table.raw(row))[0] if row >= 0 else ''
