"""Identifying values in elements that would otherwise stay: a name in a comment, a patient ID in a private text.

A value that the policy takes out of one element is taken out of all. Buffers go from the source to a kernel and are not
looked at here.
"""

from samar.core import host
from samar.core.elements import meaning, names, paths, patterns, phrases, spelling
from samar.core.elements.charset import ESC
from samar.core.kernels import match, row_sets, search, selection
from samar.core.plan import actions, coded, descriptors, likeness, spoken, vocabulary
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
# What stands for a name where there is no person: `Test^Patient`, `Unknown`.
NOBODY = ('anonym', 'anonymized', 'anonymous', 'demo', 'dummy', 'noname', 'phantom', 'test', 'testing', 'unknown')
OF_WORK = (4, INSTITUTION)      # devices, institution
LEAST_TERM = 4      # letters of a term inside a number; shorter ones are what numbers begin with (`BX-7719042`)
# Accession Number, Patient ID and the others, Study ID, IDs of procedures and their steps, numbers of orders.
NUMBERS = (0x00080050, 0x00100020, 0x00101000, 0x00200010, 0x00400009, 0x00400253, 0x00401001, 0x00402016, 0x00402017)
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
    if selection.could_hold(table.count, decisions.action, table.tag, table.vr, table.depth, wanted) == 0:
        return found
    changed = False
    numbers = {}
    for row, pattern in spoken.hits(gathered, record, patterns.in_rows(gathered, table, wanted)):
        if decisions.action[row] != actions.KEEP:
            if decisions.how[row] == match.FOUND:
                found.words.held[row].append((gathered.text(pattern), tells_all(decisions, gathered, pattern, category)))
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
        if gathered.is_name(pattern) and (gathered.text(pattern) in NOBODY or (
                table.tag[row] in meaning.MAKERS and is_term(gathered.text(pattern)))):
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
        found.words.held[row] = [(gathered.text(pattern), tells_all(decisions, gathered, pattern, category))]
        changed = True
    if spelled(record, decisions, found.words, wanted):
        changed = True
    if changed:
        decisions.count = row_sets.listed(table.count, table.tag, decisions.action, decisions.hits)
    return found


def take(decisions: Decisions, row: Row, vr: Vr) -> None:
    """A row that holds a value which identifies is cleaned, or goes."""
    decisions.action[row] = actions.CLEAN if vr in TEXT else (actions.DUMMY if vr in ('PN', 'AE') else actions.REMOVE)
    decisions.how[row] = match.FOUND
    decisions.notes.append(('found-in', row, None))


def held_in(record: Record, decisions: Decisions, words: 'Words', row: Row) -> 'Held | None':
    """What was found in a text of makers, methods or an institution that the policy keeps: only that goes from it. None for others."""
    rule = decisions.rule[row]
    if decisions.how[row] != match.FOUND or not (meaning.is_made_by(record.table.tag[row]) or (
            rule >= 0 and profile.columns()['category'][rule] in OF_WORK)):
        return None
    found = words.held.get(row)
    return Held(words, found) if found and not [text for text, _ in found if ESC in text or not text.isascii()] else None


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


def tells_all(decisions: Decisions, gathered: Patterns, pattern: int, category: Ints) -> bool:
    """Whether every word of a pattern identifies, one of the vocabulary too."""
    rule = decisions.rule[gathered.row[pattern]]
    return gathered.kind[pattern] != search.PLAIN or (rule >= 0 and WORDY[category[rule]] == 1)


def is_of_work(decisions: Decisions, gathered: Patterns, pattern: int, category: Ints) -> bool:
    """Whether a pattern is one word of an institution, with no number: a maker tests its own devices at home."""
    text = gathered.text(pattern)
    rule = decisions.rule[gathered.row[pattern]]
    return (gathered.kind[pattern] == search.PLAIN and rule >= 0 and category[rule] == INSTITUTION
            and ' ' not in text and not meaning.has_number(text))


def is_term(word: str) -> bool:
    """Whether a part of a name is a term and no family name: a maker is called `Philips`, whoever the patient is."""
    shipped = vocabulary.shipped()
    return shipped.has(word) and (not shipped.is_doubtful(word) or shipped.is_seldom(word))


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
    """Words that identify, in lower case; read from the file only when a text is to be cleaned. `held`: by row
    [(what was found there, whether its words identify)]."""

    __slots__ = ('_category', '_decisions', '_folded', '_gathered', '_known', '_likeness', '_record', '_set', 'held')

    def __init__(self, record: Record, decisions: Decisions, gathered: Patterns, category: Ints) -> None:
        self._record, self._decisions, self._gathered, self._category = record, decisions, gathered, category
        self.held: dict[Row, list[tuple[str, bool]]] = {}
        self._known: str | None = None
        self._folded: phrases.Phrases | None = None
        self._likeness: likeness.Likeness | None = None
        self._set: dict[str, bool] | None = None

    def all(self) -> str:
        """The words as one text: a line feed before and behind each."""
        if self._known is None:
            known = patterns.words(self._gathered, self._record, self._decisions, COVERED, self._category, WORDY).lower()
            terms = [*NOBODY, *self._terms()]
            self._known = '\n'.join([word for word in known.split('\n') if word not in terms])
        return self._known

    def _terms(self) -> list[str]:
        """Words of medicine that are a part of a number (`MIP-PROSTATE-01-0022`), and of nothing else that goes."""
        table, shipped = self._record.table, vocabulary.shipped()
        terms: dict[str, bool] = {}
        rows = [row for row in range(table.count) if self._gathered.named[row]]
        for row in rows:
            if table.tag[row] in NUMBERS:
                for text in self._record.texts(row):
                    words = names.words(text.lower())
                    if len(words) > 1:
                        terms.update({word: True for word in words
                                      if len(word) >= LEAST_TERM and shipped.has(word) and not shipped.is_doubtful(word)})
        if terms:
            for row in rows:
                rule = self._decisions.rule[row]
                if table.vr[row] == search.PN or (rule >= 0 and WORDY[self._category[rule]] == 1):
                    for text in self._record.texts(row):
                        words = names.words(text.lower())
                        if table.tag[row] not in NUMBERS or len(words) == 1:
                            for word in words:
                                terms.pop(word, None)
        return list(terms)

    def __contains__(self, word: str) -> bool:
        if self._set is None:
            self._set = {}
            for known in self.all().split('\n'):
                self._set['=' + known] = True
        return ('=' + word) in self._set or (not word.isascii() and ('=' + spelling.plain(word)) in self._set)

    def is_name(self, word: str) -> bool:
        """Whether the parts of a name in one are this word."""
        return word in self

    def likeness(self) -> likeness.Likeness:
        """What is nearly one of the words (plan/likeness.py)."""
        if self._likeness is None:
            self._likeness = likeness.Likeness([word for word in self.all().split('\n') if word])
        return self._likeness

    def stands_in(self, text: str, people: bool) -> bool:
        """Whether a text holds a name, or a value of a person or a place, in any case and with or without diacritics; with `people`
        places do not count."""
        if self._folded is None:
            self._folded = phrases.Phrases(*self._fold())
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


class Held:
    """Words that identify, with all that was found in one text."""

    __slots__ = ('_parts', '_words')

    def __init__(self, words: Words, found: list[tuple[str, bool]]) -> None:
        self._words = words
        self._parts = descriptors.identifiers_of([], [text for text, _ in found])
        if not [text for text, identifying in found if identifying]:
            self._parts = {part for part in self._parts if not vocabulary.shipped().knows(part)}

    def __contains__(self, word: str) -> bool:
        return word in self._parts or word in self._words

    def is_name(self, word: str) -> bool:
        """Whether the parts of a name in one are this word."""
        return self._words.is_name(word)

    def likeness(self) -> likeness.Likeness:
        """What is nearly one of the words of the file."""
        return self._words.likeness()
