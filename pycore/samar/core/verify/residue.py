"""Every value that was to go, looked for in every byte of the output that is not image data.

A value that stands in the output by its nature (a number in a numeric element, a defined term) is no residue; it is counted
and named, so that a person can look at it.
"""

from samar.core import host
from samar.core.elements import meaning, paths, patterns
from samar.core.errors import Residue
from samar.core.kernels import agree, match, search
from samar.core.standard import profile, uids
from samar.core.verify import words

NUMBERS = ('DS', 'IS', 'AS')
TERMS = ('CS',)
CODES = (0x00080100, 0x00080102, 0x00080103)    # code value, scheme, version
MOMENTS = ('DA', 'TM', 'DT')
OWN = ('anonymized', '19000101', '000000', '19000101000000', '000y', 'yes', 'samar', 'removed', 'unmodified', 'modified')
COVERED = 3
BY_CHOICE = 'kept-by-choice'
KEEP, CLEAN, NOTHING = 0, 8, 255
CHOSEN = 15              # kernels/match.py: a person's word for this element
NUMBERED = (4, 5, 6)      # devices, institution, examination
WORDY = (0, 1, 3)       # identity, contact, places: their words identify, whatever else they mean
INSTANCE = 0x00080018
SHORT = 6       # digits that stand in a UID by chance
PIXELS_FROM, PIXELS_TO = 0x7FE00001, 0x7FE0FFFF


def look(record, decisions, work, found):
    """Residue error for the first value that is still there, or None; coincidences go into `found.hits`."""
    table, other = record.table, found.output.table
    wanted = host.uint8(table.count)
    count = patterns.select(table, work.op, COVERED, decisions.rule, profile.columns()['category'], wanted)
    for row in work.declared:
        wanted[row] = 0
    found.patterns = gathered = patterns.gather(record, wanted, count)
    first, origin = None, None
    for start, stop in regions(other):
        for offset, pattern in patterns.in_range(gathered, other.source, start, stop):
            if origin is None:
                origin = host.int32(other.count)
                agree.invert(table.count, found.partner, origin, other.count)
            row = agree.row_at(offset, other.start, other.count)
            verdict = judge(record, decisions, found, origin, row, offset, pattern)
            if verdict == 'residue':
                if first is None:
                    first = Residue('residue', paths.told(found.output, row) if row >= 0 else '(0002,0000)', offset,
                                    paths.told(record, gathered.row[pattern]))
            elif verdict is not None:
                found.hits.append((verdict, row))
    return first


def regions(table):
    """Ranges of the output that are not image data: from its first byte to its last without the values of group 7FE0."""
    rows = host.int32(table.count)
    count = match.rows_of(-1, PIXELS_FROM, PIXELS_TO, table.tag, table.count, rows)
    found, here = [], 0
    for place in range(count):
        row = rows[place]
        if table.value[row] > here:
            found.append((here, table.value[row]))
        here = table.stop[row]
    if here < table.source.size:
        found.append((here, table.source.size))
    return found


def judge(record, decisions, found, origin, row, offset, pattern):
    """'residue', the code of a coincidence, or None for Samar's own words and for what the policy retains by name."""
    gathered, table = found.patterns, found.output.table
    text = gathered.text(pattern)
    if text in OWN or uids.is_registered(text):
        return None
    if row < 0:
        # the file meta holds UIDs of the data set, and else only what Samar writes; a size of 1.5 stands in many a SOP Class
        if gathered.kind[pattern] != search.IDENTIFIER and _is_uid_part(text) and len(text) < SHORT:
            return 'common-number'
        return None if _retains_instance(record, decisions) and _is_uid_part(text) else 'residue'
    if offset >= table.state[0]:
        return 'residue'        # behind the last element
    if offset < table.value[row]:
        return None
    before = origin[row]
    if before < 0:
        return 'residue' if _in_old(table, origin, row) and _names(decisions, gathered, pattern) else None
    cleaned = decisions.action[gathered.row[pattern]] == CLEAN
    if found.partner[gathered.row[pattern]] == row and not cleaned:
        return 'residue'
    vr = record.vr(before)
    kept = decisions.action[before] == KEEP
    if kept and decisions.how[before] == CHOSEN and (_of_people(decisions, before) or record.table.tag[before] // 65536 % 2):
        return BY_CHOICE
    if vr == 'UI' and gathered.kind[pattern] == search.IDENTIFIER:
        if kept and uids.is_structural(record.table.tag[gathered.row[pattern]]) and uids.is_structural(table.tag[row]):
            return None         # it names a kind of thing, in both places
        return None if kept and decisions.how[before] != NOTHING else 'residue'
    if kept and decisions.how[before] != NOTHING and not _names(decisions, gathered, pattern):
        return None
    if vr in NUMBERS or vr in MOMENTS or vr == 'UI':
        return 'common-number'
    if vr == 'UN' and meaning.is_number(record, before):
        return 'common-number'
    if (meaning.is_made_by(table.tag[row]) and not _identifies(decisions, gathered, pattern) and gathered.kind[pattern] != search.MOMENT
            and record.vr(gathered.row[pattern]) not in ('DA', 'DT')):
        return 'common-term'
    if vr in TERMS or (table.tag[row] in CODES and not _names(decisions, gathered, pattern)):
        return 'common-term'
    if not _identifies(decisions, gathered, pattern) and words.is_ordinary(text):
        return 'common-words'
    if decisions.action[before] == CLEAN and (cleaned or not _names(decisions, gathered, pattern)):
        # every word of it is a word of the vocabulary, and none is a part of a name or a number of this patient
        return 'common-words'
    return 'residue'


def _is_uid_part(text):
    return not [sign for sign in text if not ('0' <= sign <= '9' or sign == '.')]


def _in_old(table, origin, row):
    """Whether a row without a partner lies in an element that the input had; else Samar wrote all of it."""
    while table.parent[row] >= 0:
        row = table.parent[row]
    return origin[row] >= 0


def _names(decisions, gathered, pattern):
    """Whether a value is of a kind whose words alone identify: names, contact, places, devices, institutions, examination numbers."""
    if gathered.kind[pattern] != search.PLAIN and gathered.kind[pattern] != search.MOMENT:
        return True
    rule = decisions.rule[gathered.row[pattern]]
    return rule >= 0 and profile.columns()['category'][rule] in WORDY


def _identifies(decisions, gathered, pattern):
    """The same, and values of devices, institutions and examinations."""
    if _names(decisions, gathered, pattern):
        return True
    rule = decisions.rule[gathered.row[pattern]]
    return rule >= 0 and profile.columns()['category'][rule] in NUMBERED


def _of_people(decisions, row):
    """Whether an element is one of the categories identity and contact."""
    rule = decisions.rule[row]
    return rule >= 0 and profile.columns()['category'][rule] in (0, 1)


def _retains_instance(record, decisions):
    row = record.row(INSTANCE)
    return row >= 0 and decisions.action[row] == KEEP
