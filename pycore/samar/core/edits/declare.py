"""What the output says of itself: (0012,0062), (0012,0063), (0012,0064), (0028,0301), (0028,0303) (PS3.15 E.1.1, E.2, E.3.6)."""

from samar.core.edits import encode, points, replacements
from samar.core.elements import values
from samar.core.kernels import match
from samar.core.plan import actions
from samar.core.standard import methods, options
from samar.kinds import Any, Buffer, Decisions, Policy, Record, Row, Tag, Vr, Work

IDENTITY_REMOVED = 0x00120062
METHOD = 0x00120063
METHOD_CODES = 0x00120064
BURNED_IN = 0x00280301
TEMPORAL = 0x00280303


def weakened(policy: Policy) -> bool:
    """Whether somebody keeps something that the profile and its options would not keep: then no code may claim them."""
    for category in policy.categories:
        if policy.categories[category][0] == actions.KEEP:
            return True
    for tag in policy.tags:
        if policy.tags[tag][0] == actions.KEEP:
            return True
    return any([place[1] == actions.KEEP for place in policy.places])


def temporal(policy: Policy) -> str:
    """Value of (0028,0303)."""
    if policy.has(options.MODIFY_DATES):
        return 'MODIFIED'
    if policy.has(options.RETAIN_FULL_DATES):
        return 'UNMODIFIED'
    return 'REMOVED'


def method(policy: Policy, done: bool = True) -> str:
    """Value of (0012,0063) for this tool: at most 64 characters (LO)."""
    how = '; PS3.15 Basic Profile 2026d' if done else '; not settled by a person'
    return ('Samar 1; ' + policy.preset + ('; adapted' if weakened(policy) else how))[0:64]


def codes(policy: Policy, masked: bool, done: bool = True) -> list[str]:
    """Codes of CID 7050 for what was really applied; none where the identity is not removed (PS3.15 E.1.1)."""
    if weakened(policy) or not done:
        return []
    found = [options.BASIC_PROFILE_CODE]
    for option in policy.options:
        if option in options.OWN:
            continue        # no code of CID 7050 says it
        if option != options.CLEAN_PIXEL_DATA or masked:
            found.append(options.code_of(option))
    return found


def declare(record: Record, decisions: Decisions, work: Work, masked: bool) -> None:
    """Put the declarations into the Work: as replacements where the element stands, else as inserts in their order. They follow from
    `work.points`: while one is open, or identity was left knowingly, nothing is claimed."""
    policy = decisions.policy
    done = points.is_done(work.points)
    clear = points.is_free_of_text(work.points) or (masked and done and policy.has(options.CLEAN_PIXEL_DATA))
    wanted = _wanted(policy, masked, done, clear, record.implicit, record.big)
    for tag, vr, value, whole in wanted:
        if tag == METHOD:
            texts = _earlier(record, work)
            if texts:
                if method(policy, done) not in texts:
                    texts.append(method(policy, done))
                place(record, work, tag, vr, replacements.text_buffer(record, -1, texts, vr), None)
                continue
        elif tag == METHOD_CODES:
            row = record.row(METHOD_CODES)
            if row >= 0 and record.table.length[row] not in (0, 4294967295) and not _touched(record, decisions, row):
                more = _new_codes(record, row, codes(policy, masked, done))
                place(record, work, tag, vr, encode.joined([record.table.raw(row), *more]), None)
                continue
        place(record, work, tag, vr, value, whole)


def _new_codes(record: Record, row: Row, wanted: Any) -> Any:
    """Items for the codes that the sequence of an earlier pass does not hold yet."""
    table, known, inside = record.table, [], row + 1
    while inside < table.count and table.depth[inside] > table.depth[row]:
        if table.tag[inside] == 0x00080100:
            known.extend(record.texts(inside))
        inside += 1
    return [_code_item(code, record.implicit, record.big) for code in wanted if code not in known]


def _code_item(code: str, implicit: bool, big: bool) -> Buffer:
    """One item of (0012,0064)."""
    return encode.item([
        encode.element(0x00080100, 'SH', encode.padded(code, 'SH'), implicit, big),
        encode.element(0x00080102, 'SH', encode.padded('DCM', 'SH'), implicit, big),
        encode.element(0x00080104, 'LO', encode.padded(methods.meaning_of(code), 'LO'), implicit, big)], implicit, big)


def _earlier(record: Record, work: Work) -> list[str]:
    """Values of (0012,0063) that earlier tools wrote and that may stay: cleaned, where they named the patient."""
    row = record.row(METHOD)
    if row < 0 or work.op[row] not in (0, 2):
        return []
    if work.op[row] == 0:
        found = record.texts(row)
    else:
        buffers = [buffer for at, buffer in work.parts if at == work.new_at[row]] if work.new_length[row] else []
        found = values.list_of(buffers[0], 'LO', record.big, record.charset_of(-1)) if buffers else []
    return [text for text in found if text.strip()]


def _wanted(policy: Policy, masked: bool, done: bool, clear: bool, implicit: bool, big: bool) -> list[tuple[int, str, Buffer, Buffer]]:
    """[(tag, vr, value, whole element)] that every file of this form gets; made once for a policy."""
    key = (masked, done, clear, implicit, big)
    found = policy.declared.get(key)
    if found is not None:
        return found
    texts = [(IDENTITY_REMOVED, 'CS', 'YES' if done else 'NO'), (METHOD, 'LO', method(policy, done))]
    if clear:
        texts.append((BURNED_IN, 'CS', 'NO'))
    texts.append((TEMPORAL, 'CS', temporal(policy)))
    wanted = [(tag, vr, encode.padded(text, vr)) for tag, vr, text in texts]
    items = [_code_item(code, implicit, big) for code in codes(policy, masked, done)]
    if items:
        wanted.insert(2, (METHOD_CODES, 'SQ', encode.joined(items)))
    found = [(tag, vr, value, encode.element(tag, vr, value, implicit, big)) for tag, vr, value in wanted]
    policy.declared[key] = found
    return found


def place(record: Record, work: Work, tag: Tag, vr: Vr, value: Buffer, whole: Buffer | None = None) -> None:
    """One top-level element of the output: a replacement where it stands with this VR, else an insert at its place."""
    table = record.table
    row = table.find(tag)
    if row >= 0:
        if table.vr[row] == encode.code_of(vr):
            work.replace(row, value)
            work.declared.append(row)
            return
        work.op[row] = 1
    before = table.place_of(tag)
    buffer = encode.element(tag, vr, value, record.implicit, record.big) if whole is None else whole
    work.inserts.append((before, work.add(buffer), len(buffer)))
    work.inserts.sort(key=_order)


def _order(insert: tuple[int, int, int]) -> int:
    return insert[0] * 4294967296 + insert[1]


def _touched(record: Record, decisions: Decisions, row: Row) -> bool:
    """Whether anything inside a sequence is to be changed."""
    table = record.table
    inside = row + 1
    while inside < table.count and table.depth[inside] > table.depth[row]:
        if decisions.action[inside] != actions.KEEP:
            return True
        inside += 1
    return decisions.how[row] != match.NOTHING
