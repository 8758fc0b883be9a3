"""Identifying values in elements that would otherwise stay: a name in a comment, a patient ID in a private text.

A value that the policy takes out of one element is taken out of all. Buffers go from the source to a kernel and are not
looked at here.
"""

from samar.core import host
from samar.core.elements import meaning, paths, patterns, spelling
from samar.core.kernels import match, search
from samar.core.plan import actions, coded, descriptors, likeness, vocabulary
from samar.core.standard import private, profile, uids
from samar.kinds import Bytes, Decisions, ElementTable, Ints, Patterns, Record, Row, Tag, Vr

COVERED = 255
WRITTEN = ('LO', 'SH', 'ST', 'LT', 'UT', 'UC', 'PN')      # VRs in the character set of the file
CODES = (0x00080100, 0x00080102, 0x00080103)    # code value, scheme, version: terms, unless they hold a name or a number
TEXT = ('LO', 'SH', 'ST', 'LT', 'UT', 'UC', 'CS')
# Categories of table E.1-1 whose words identify: people, contact, places; of devices, institutions and examinations the numbers.
WORDY = (1, 1, 0, 1, 2, 2, 2, 0, 0, 0, 0, 0)
PEOPLE = (0, 1)
INSTITUTION = 5
DAYS = (search.DA, search.DT)
SEEN_ELSEWHERE = (match.SAFE_PRIVATE, match.EVIDENCE)      # kept for what they are, whatever they hold here
DAY = 8                 # characters of a whole date


class Sweep:
    """`patterns` of everything that goes; `words`: their parts that identify (a Words)."""

    __slots__ = ('patterns', 'words')
    patterns: Patterns
    words: 'Words'


def sweep(record: Record, decisions: Decisions) -> Sweep:
    """Change the decisions for rows that hold such a value; the Sweep."""
    table = record.table
    category = profile.columns()['category']
    wanted = host.uint8(table.count)
    found = Sweep()
    patterns.select(table, decisions.action, COVERED, decisions.rule, category, wanted)
    found.patterns = gathered = patterns.gather(record, wanted, decisions.rule, category)
    found.words = Words(record, decisions, gathered, category)
    if search.could_hold(table.count, decisions.action, table.tag, table.vr, table.depth, wanted) == 0:
        return found
    changed = False
    numbers = {}
    for row, pattern in patterns.in_rows(gathered, table, wanted):
        if decisions.action[row] != actions.KEEP:
            continue
        if is_left_by_choice(decisions, row, table.tag[row], category):
            continue
        hidden = gathered.kind[pattern] == search.IDENTIFIER and record.vr(row) != 'UI'     # a UID where nobody expects one
        person = identifies(decisions, gathered, pattern, category)
        dated = is_dated(gathered, pattern, table)
        if (decisions.how[row] != match.NOTHING and not hidden and not of_people(decisions, gathered, pattern, category)
                and not (decisions.how[row] in SEEN_ELSEWHERE and (person or dated))):
            continue        # kept by name: an option, the preset or a person said so
        if not person and (table.tag[row] in CODES or (meaning.is_made_by(table.tag[row]) and not dated)):
            continue
        if table.tag[row] in meaning.MAKERS and not dated and is_of_work(decisions, gathered, pattern, category):
            continue
        if table.tag[row] in coded.PARTS and coded.is_chance(record, row, gathered.text(pattern), gathered.is_name(pattern), dated):
            continue
        vr = record.vr(row)
        if vr == 'UN':
            if row not in numbers:
                numbers[row] = meaning.is_number(record, row)
            if numbers[row]:
                continue
        if is_ordinary(decisions, gathered, pattern, category) or names_a_block(record, row):
            continue
        if gathered.kind[pattern] == search.IDENTIFIER and uids.is_registered(gathered.text(pattern)):
            continue
        if vr == 'CS' and (not (person or dated) or vocabulary.shipped().has(gathered.text(pattern))):
            continue        # a defined term, unless it is a name, a number or a date and no word of medicine
        take(decisions, row, vr)
        changed = True
    if spelled(record, decisions, found.words, wanted):
        changed = True
    if changed:
        decisions.count = match.listed(table.count, table.tag, decisions.action, decisions.hits)
    return found


def take(decisions: Decisions, row: Row, vr: Vr) -> None:
    """A row that holds a value which identifies is cleaned, or goes."""
    decisions.action[row] = actions.CLEAN if vr in TEXT else (actions.DUMMY if vr in ('PN', 'AE') else actions.REMOVE)
    decisions.how[row] = match.FOUND
    decisions.notes.append(('found-in', row, None))


def spelled(record: Record, decisions: Decisions, words: 'Words', wanted: Bytes) -> bool:
    """Take texts beyond ASCII that hold a name or a value of a person in another case, or with other diacritics; True where one did."""
    rows = patterns.beyond_ascii(record.table, wanted)
    changed = False
    category = profile.columns()['category']
    for row in rows:
        vr = record.vr(row)
        if decisions.action[row] != actions.KEEP or vr not in WRITTEN:
            continue
        if is_left_by_choice(decisions, row, record.table.tag[row], category):
            continue
        if words.stands_in('\n'.join(record.texts(row)), decisions.how[row] != match.NOTHING):
            take(decisions, row, vr)
            changed = True
    return changed


def is_left_by_choice(decisions: Decisions, row: Row, tag: Tag, category: Ints) -> bool:
    """Whether a person chose to keep an element that is known to identify, or a private one: verification names what it holds."""
    return decisions.how[row] == match.USER_ELEMENT and (tag // 65536 % 2 == 1 or (
        decisions.rule[row] >= 0 and category[decisions.rule[row]] in PEOPLE))


def of_people(decisions: Decisions, gathered: Patterns, pattern: int, category: Ints) -> bool:
    """Whether a pattern is a part of a person's name, or a value of the categories identity and contact."""
    if gathered.is_name(pattern):
        return True
    rule = decisions.rule[gathered.row[pattern]]
    return rule >= 0 and category[rule] in PEOPLE


def is_dated(gathered: Patterns, pattern: int, table: ElementTable) -> bool:
    """Whether a pattern is a whole day."""
    return gathered.kind[pattern] == search.MOMENT or (table.vr[gathered.row[pattern]] in DAYS and gathered.length[pattern] >= DAY)


def identifies(decisions: Decisions, gathered: Patterns, pattern: int, category: Ints) -> bool:
    """Whether a pattern is a part of a name, a UID, or a value of a category whose words identify."""
    if gathered.kind[pattern] != search.PLAIN:
        return True
    rule = decisions.rule[gathered.row[pattern]]
    return rule >= 0 and WORDY[category[rule]] > 0


def is_of_work(decisions: Decisions, gathered: Patterns, pattern: int, category: Ints) -> bool:
    """Whether a pattern is one word of an institution, with no number: a maker tests its own devices at home."""
    text = gathered.text(pattern)
    rule = decisions.rule[gathered.row[pattern]]
    return (gathered.kind[pattern] == search.PLAIN and rule >= 0 and category[rule] == INSTITUTION
            and ' ' not in text and not meaning.has_number(text))


def names_a_block(record: Record, row: Row) -> bool:
    """Whether a row is a private creator that a table knows (PS3.5 7.8.1): without it what it introduces means nothing."""
    return paths.is_creator(record.table.tag[row]) and private.is_known('\\'.join(record.texts(row)))


def is_ordinary(decisions: Decisions, gathered: Patterns, pattern: int, category: Ints) -> bool:
    """Whether a pattern is a text of medical words from an element that does not identify: `NORMALIZED` in a private element is no
    reason to change the same word elsewhere."""
    if identifies(decisions, gathered, pattern, category):
        return False
    return not descriptors.clean(gathered.text(pattern), vocabulary.shipped(), set())[1]


class Words:
    """Words that identify, in lower case; read from the file only when a text is to be cleaned."""

    __slots__ = ('_category', '_decisions', '_folded', '_gathered', '_known', '_likeness', '_record', '_set')

    def __init__(self, record: Record, decisions: Decisions, gathered: Patterns, category: Ints) -> None:
        self._record, self._decisions, self._gathered, self._category = record, decisions, gathered, category
        self._known: str | None = None
        self._folded: patterns.Phrases | None = None
        self._likeness: likeness.Likeness | None = None
        self._set: dict[str, bool] | None = None

    def all(self) -> str:
        """The words as one text: a line feed before and behind each."""
        if self._known is None:
            self._known = patterns.words(self._gathered, self._record, self._decisions, COVERED, self._category, WORDY).lower()
        return self._known

    def __contains__(self, word: str) -> bool:
        if self._set is None:
            self._set = {}
            for known in self.all().split('\n'):
                self._set['=' + known] = True
        return ('=' + word) in self._set or (not word.isascii() and ('=' + spelling.plain(word)) in self._set)

    def likeness(self) -> likeness.Likeness:
        """What is nearly one of the words (plan/likeness.py)."""
        if self._likeness is None:
            self._likeness = likeness.Likeness([word for word in self.all().split('\n') if word])
        return self._likeness

    def stands_in(self, text: str, people: bool) -> bool:
        """Whether a text holds a name, or a value of a person or a place, in any case and with or without diacritics; with `people`
        places do not count."""
        if self._folded is None:
            self._folded = patterns.Phrases(*self._fold())
        return self._folded.stands_in(spelling.folded(text), not people)

    def _fold(self) -> tuple[list[str], list[str]]:
        """(names and values of people, those of places), folded, each once."""
        gathered = self._gathered
        people: dict[str, str] = {}
        places: dict[str, str] = {}
        table = self._record.table
        for row in range(table.count):
            if gathered.named[row] == 0:
                continue
            rule = self._decisions.rule[row]
            found = people
            if table.vr[row] == search.PN:
                texts = [word for name in self._record.texts(row) for word in patterns.name_words(name)]
            elif rule >= 0 and WORDY[self._category[rule]] == 1 and self._decisions.action[row] != actions.CLEAN:
                texts = self._record.texts(row)
                found = people if self._category[rule] in PEOPLE else places
            else:
                continue
            for text in texts:
                value = spelling.folded(text)
                if len(value) > 4:
                    found['=' + value] = value
        return [people[key] for key in people], [places[key] for key in places]
