"""The new value of each row that gets one.

In: Record, Decisions, the Identity of the session. Out: a Work with what happens to each row, and notes of what could not
be done as decided and was done more strictly.
"""

from samar.core import host
from samar.core.edits import documents, encode, people, profiles
from samar.core.edits.pool import Work
from samar.core.elements import meaning, values
from samar.core.elements.record import CHARACTER_SET
from samar.core.kernels import match
from samar.core.kernels import splice as kernel
from samar.core.plan import actions, ages, broken, dates, decide, descriptors, repertoire, sweep, vocabulary
from samar.core.standard import dictionary, uids
from samar.kinds import Any, Buffer, Decisions, Identity, Person, Record, Row, Said, Tag, Uid, Vr, Words

FIXED = (actions.ZERO, actions.DUMMY)
NUMBERS = ('FL', 'FD', 'SL', 'SS', 'SV', 'UL', 'US', 'UV', 'AT', 'OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'UN')
NOT_ANY_LONGER = 65534   # bytes that fit the 16-bit length of an explicit VR
OVERLAY_DATA = 0x3000     # an empty plane is as large as the old one, so that who reads it finds its bits
NUMERIC_VALUE, UNITS, CODE_VALUE = 0x0040A30A, 0x004008EA, 0x00080100
SQ, UI, UN = 0x5351, 0x5549, 0x554E


def prepare(record: Record, decisions: Decisions, identity: Identity, words: Words, syntax: Uid) -> Work:
    """Work for a file; `words` are the parts of values that identify (for cleaning text), in lower case."""
    table = record.table
    work = Work(table.count, syntax)
    todo = host.int32(table.count)
    count = kernel.assign(table.count, decisions.action, work.op, todo)
    person = people.Person(record, identity)
    fixed: dict[Tag, Said] = {}
    for place in range(count):
        row = todo[place]
        action = decisions.action[row]
        if action == actions.EMPTY:
            if table.length[row] != 0:
                work.replace(row, host.bytes(0))
            continue
        code = table.vr[row]
        vr = None
        if code == UN:
            vr = vr_of(record, row)
            code = encode.code_of(vr)
        if code == SQ and vr is None:
            if action == actions.ZERO:
                work.replace(row, host.bytes(0))
            continue
        if table.length[row] == 0:
            continue
        if action == actions.DUMMY and table.tag[row] == documents.DOCUMENT and table.depth[row] == 0:
            documents.replace(record, work, row)
            continue
        if action == actions.CLEAN and table.tag[row] == profiles.PROFILE:
            profiles.clean(record, work, row)
            continue
        if action in FIXED and code == UI:
            action = actions.UID        # no text but another UID is legal there (PS3.5 9)
        if action in FIXED:
            key = action * 65536 + code
            known = fixed.get(key)
            if known is None:
                known = _constant(work, vr or record.vr(row), action)
                fixed[key] = known
            if known[0] >= 0:
                work.op[row] = 2
                work.new_at[row], work.new_length[row] = known
            else:
                work.replace(row, _by_length(record, row, vr or record.vr(row)))
            continue
        _value(record, decisions, work, row, action, person, words)
        if work.op[row] == 1:
            decisions.action[row] = actions.REMOVE      # what happened is what is told
    return work


def _constant(work: Work, vr: Vr, action: int) -> tuple[int, int]:
    """`(place, length)` in the pool of a value that only hangs on VR and action, or (-1, 0)."""
    text = None
    if vr not in NUMBERS:
        if action == actions.DUMMY:
            text = values.dummy(vr)
        elif vr not in ('DS', 'IS'):
            text = values.zero(vr)
    if text is None:
        return -1, 0
    buffer = encode.padded(text, vr)
    return work.add(buffer), len(buffer)


def vr_of(record: Record, row: Row) -> str:
    """VR of a row; what is written as UN is read as the dictionary has it, and stays UN (PS3.5 section 6.2.2); a private one
    as the tables of private elements have it."""
    vr = record.vr(row)
    if vr != 'UN':
        return vr
    known = dictionary.vr_of(record.table.tag[row]) if record.table.tag[row] // 65536 % 2 == 0 else meaning.vr_of(record, row)
    return vr if known in ('', 'SQ') else known


def is_like_uid(text: str) -> Any:
    """Whether a text is numbers with full stops between them, as a UID is (PS3.5 section 9.1)."""
    return text.count('.') > 2 and text.replace('.', '').isdecimal() and text.isascii()


def _texts(record: Record, row: Row, vr: Vr) -> list[str]:
    """All values of a row, read in a VR."""
    if vr == record.vr(row):
        return record.texts(row)
    table = record.table
    return values.list_of(table.raw(row), vr, False, record.charset(row))


def _by_length(record: Record, row: Row, vr: Vr) -> Buffer:
    """A value as long as the old one: as many zeros as there were numbers (binary and DS, IS)."""
    if vr in ('DS', 'IS'):
        return encode.padded('\\'.join(['0'] * len(_texts(record, row, vr))), vr)
    tag = record.table.tag[row]
    if vr in values.BINARY and (tag // 16777216 != 0x60 or tag % 65536 != OVERLAY_DATA):
        return values.blank(vr)
    size = record.table.extent(row)
    return host.bytes(size + size % 2)


def _value(record: Record, decisions: Decisions, work: Work, row: Row, action: int, person: Person, words: Words) -> None:
    """A value that hangs on the old one."""
    vr = vr_of(record, row)
    before = _texts(record, row, vr)
    text = None
    if action == actions.UID:
        is_uid = vr == 'UI' or (decisions.how[row] == match.EVIDENCE and not [x for x in before if not is_like_uid(x)])
        text = '\\'.join([x if uids.is_registered(x) else person.identity.uid(x) for x in before]) if is_uid else None
        if not is_uid:
            text = person.pseudonym(record.table.tag[row], vr, before)
    elif action == actions.SHIFT:
        if vr in ('DA', 'TM', 'DT'):
            text = dates.shift('\\'.join(before), vr, person.days())
        elif vr == 'SH' and len(before) == 1:
            text = dates.shift(before[0], vr, 0)        # whole days do not change an offset from UTC (PS3.3 C.12.1.1.1)
        if text is None:
            work.note(row, 'date-unreadable', None)
            _basic(record, decisions, work, row, vr)
            return
    elif action == actions.PSEUDONYM:
        text = person.pseudonym(record.table.tag[row], vr, before)
    elif action == actions.CLEAN:
        text = cleaned(record, decisions, work, row, vr, before, words)
    if text is None:
        work.note(row, 'not-possible', actions.NAMES[action])
        _basic(record, decisions, work, row, vr)
        return
    if text == '\\'.join(before):
        return
    put(record, work, row, vr, text)


def _basic(record: Record, decisions: Decisions, work: Work, row: Row, vr: Vr) -> None:
    """What the Basic Profile does where an action cannot be carried out: empty or a dummy where the IOD demands the attribute."""
    action = decide.type_action(record, decisions, row)
    text = values.dummy(vr) if action == actions.DUMMY else None
    if text is not None:
        put(record, work, row, vr, text)
    elif action == actions.DUMMY and vr in NUMBERS:
        work.replace(row, _by_length(record, row, vr))
    elif action == actions.EMPTY:
        work.replace(row, host.bytes(0))
    else:
        work.op[row] = 1


def _unit(record: Record, row: Row) -> str:
    """UCUM code of the unit beside a Numeric Value (PS3.3 table C.18.1-1), '' where there is none."""
    table = record.table
    units = table.find(UNITS, table.parent[row])
    code = table.find(CODE_VALUE, units + 1) if units >= 0 and units + 1 < table.count else -1
    found = record.texts(code) if code >= 0 else []
    return found[0] if found else ''


def _holds(term: str, words: Words) -> bool:
    """Whether a defined term has a word that identifies, or as many digits as a date or a number has."""
    if len([sign for sign in term if '0' <= sign <= '9']) > 3:
        return True
    letters = ''.join([sign if sign.isalnum() else ' ' for sign in term.lower()])
    return bool([word for word in letters.split(' ') if len(word) > 1 and word in words])


def _day_of(record: Record) -> str:
    """The day of the examination, against which an age counts; today where the file does not say."""
    for tag in (0x00080020, 0x00080021, 0x00080022, 0x00080023):
        found = record.get(tag)
        if found and found[0]:
            return found[0]
    return host.today()


def put(record: Record, work: Work, row: Row, vr: Vr, text: str) -> None:
    """Give a row a new text; one that is too long for its VR's length field in an explicit VR removes the element."""
    buffer = text_buffer(record, row, [text], vr)
    if len(buffer) > NOT_ANY_LONGER and vr not in ('UC', 'UT', 'UR') and not record.implicit:
        work.note(row, 'too-long', None)
        work.op[row] = 1
        return
    work.replace(row, buffer)


def text_buffer(record: Record, row: Row, texts: list[str], vr: Vr) -> Buffer:
    """Padded buffer of texts in the character set that holds for a row (-1: the top level); what has no place in it becomes '?'."""
    text = values.fit('\\'.join(texts), vr)
    buffer = values.encoded(text, vr, record.charset_of(row if row < 0 else record.table.parent[row]))
    if buffer is None:
        buffer = encode.padded(''.join([x if ord(x) < 128 else '?' for x in text]), vr)
    return buffer


def cleaned(record: Record, decisions: Decisions, work: Work, row: Row, vr: Vr, before: list[str], words: Words) -> str | None:
    """Text without what may identify (PS3.15 E.3.5); ages over 89 are capped (AS, E.3.4); other VRs have no clean form."""
    if decisions.how[row] == match.BROKEN and (vr in broken.SIGNS or vr == 'AS'):
        return '\\'.join(broken.kept(vr, before))
    if vr == 'AS':
        return ages.cap('\\'.join(before))
    if vr == 'DS' and record.table.tag[row] == NUMERIC_VALUE:
        return ages.cap_number('\\'.join(before), _unit(record, row))
    if vr == 'DA':
        return ages.cap_birth_date(before[0] if before else '', _day_of(record))
    if record.table.tag[row] == CHARACTER_SET:
        return repertoire.known(before)
    if vr == 'CS' and decisions.how[row] == match.FOUND:
        return '\\'.join([values.ANONYMIZED if _holds(text, words) else text for text in before])
    if vr not in ('LO', 'LT', 'SH', 'ST', 'UC', 'UT', 'CS'):
        return None
    # a NUL inside a text is no sign of any character set; readers end there, or show a blank
    held = sweep.held_in(record, decisions, words, row)
    kept, cut = descriptors.clean('\\'.join(before).replace('\0', ' '), vocabulary.shipped(), held or words,
                                  descriptors.STAY if held else descriptors.CUT)
    if cut:
        work.words = words
        work.note(row, 'text-cut', str(len(cut)))
    # A text of which nothing is left may be one that the IOD demands.
    return kept or (values.dummy(vr) if before else '')
