"""Values that must not come back, gathered from an element table, and the places where they still stand.

The same machine serves two rooms: `plan` looks for identifying values in elements that would stay, `verify` in the output.
"""

from samar.core import host
from samar.core.elements import charset, encoding, names, spelling
from samar.core.errors import Malformed
from samar.core.kernels import letters, moments, selection, spellings, tree
from samar.core.kernels import marks as marks_of
from samar.core.kernels import search as kernel
from samar.core.standard import profile
from samar.kinds import Any, Buffer, Bytes, CharacterSet, Decisions, ElementTable, Fields, Ints, Record, Row, Sequence, Source

# The shortest value that counts, by category of table E.1-1 (identity, contact, dates, places, devices, institution, examination,
# notes, uids, private, graphics), and inside something that goes as a whole: shorter ones stand everywhere by chance.
LEAST = (3, 4, 6, 5, 4, 4, 4, 8, 6, 8, 8, 6)
# How much a value tells of a person, by the same categories: people before places before numbers of devices and examinations.
RANKS = (3, 3, 0, 2, 1, 1, 1, 0, 0, 0, 0)
MOST_HITS = 4096
ROOM = 8388608      # bytes of different values, spellings and dates of one file
SPAN = 1048576
OVERLAP = 10240      # longest pattern
CJK = '\u2e80'       # from here on scripts have no spaces between words

MOST_SPELLED = 500   # names whose spellings are remembered: a series has the same in each file

_spelled: dict[str, tuple[Buffer, list[str]]] = {}


class Patterns:
    """The pattern n came from input row `row[n]`; `state` as in kernels/search.py; `foreign` marks rows with text beyond ASCII,
    `named` those that were to be gathered; `seen` is where a search marks what it found."""

    __slots__ = ('at', 'foreign', 'head', 'kind', 'length', 'named', 'pool', 'row', 'seen', 'state', 'tree')

    foreign: Bytes
    named: Bytes

    def __init__(self, places: int, room: int) -> None:
        self.head, self.tree = host.int32(65536), host.int32(room * tree.PLACES)
        self.at, self.length = host.int32(places), host.int32(places)
        self.row, self.kind, self.seen = host.int32(places), host.uint8(places), host.int32(places)
        self.pool = host.bytes(room)
        self.state = host.int32(10)
        self.state[kernel.PATTERN_ROOM], self.state[kernel.POOL_ROOM] = places, room

    def is_name(self, pattern: int) -> bool:
        """Whether it is a part of a person's name."""
        return self.kind[pattern] in (kernel.NAME, kernel.RUN)

    def text(self, pattern: int) -> str:
        """The pattern in lower case, one character a byte."""
        return host.latin1(self.pool, self.at[pattern], self.at[pattern] + self.length[pattern])

    def add(self, buffer: Buffer, row: Row, kind: int) -> None:
        """One more pattern; two bytes at least."""
        if len(buffer) < 2:
            return
        kernel.add(buffer, 0, len(buffer), row, kind, self.head, self.tree, self.pool, self.at, self.length, self.row, self.kind,
                   self.state)

    def add_lines(self, buffer: Buffer, row: Row, kind: int) -> None:
        """A pattern for each line, every one of which ends in a line feed."""
        kernel.add_lines(buffer, len(buffer), row, kind, self.head, self.tree, self.pool, self.at, self.length, self.row, self.kind,
                         self.state)

    def link(self) -> None:
        """Make ready for a search, once all are there."""
        tree.link(self.head, self.tree, host.int32(self.state[tree.NODES] + 1))


def as_utf8(text: str) -> Buffer:
    """A text as its bytes are looked for; nothing where it has none."""
    return host.encode(text, 'utf-8') or host.bytes(0)


def select(table: ElementTable, action: Bytes, covered: int, rule: Ints, category: Ints, wanted: Bytes) -> int:
    """Mark in `wanted` the rows with an action whose values are searched for; how many."""
    least = host.uint8(12)
    for place in range(12):
        least[place] = LEAST[place]
    return selection.select(table.count, action, covered, table.vr, rule, category, least, table.tag, wanted)


def gather(record: Record, wanted: Bytes, rule: Ints, category: Ints, extra: int = 256) -> Patterns:
    """Patterns of the values of all wanted rows, their dates also as people write them, text beyond ASCII also in
    UTF-8 and as the file's own character set writes it afresh. Of equal values the one that tells most of a person counts.
    Raises Malformed where so many different values go that no real file has them."""
    table = record.table
    turns = _turns(table.count, wanted, rule, category)
    mode = mode_of(record.charset_of(-1))
    total = marks_of.total(wanted, table.length, table.count, OVERLAP)
    places, room = total // 8 + extra, min(total * 2 + 8192, ROOM)
    while True:
        found = Patterns(places, room)
        found.state[kernel.MODE] = mode
        found.foreign = host.uint8(table.count)
        found.named = host.uint8(table.count)
        marks_of.copy_marks(wanted, found.named, table.count)
        for turn in turns:
            _gather_values(found, table, turn)
            if found.state[kernel.FULL]:
                break
        if not found.state[kernel.FULL]:
            spellings.identifiers(table.vr, found.pool, found.head, found.tree, found.at, found.length, found.row, found.kind,
                                  found.state)
        if not found.state[kernel.FULL]:
            moments.moments(table.vr, host.bytes(40), found.head, found.tree, found.pool, found.at, found.length, found.row,
                            found.kind, found.state)
        if not found.state[kernel.FULL]:
            _written_otherwise(found, record)
        if not found.state[kernel.FULL]:
            found.link()
            return found
        if room == ROOM:
            raise Malformed('too-many-values')
        places, room = places * 4, min(room * 4, ROOM)


def _turns(count: int, wanted: Bytes, rule: Ints, category: Ints) -> list[Bytes]:
    """The wanted rows as marks, those that tell most first."""
    ranks = host.uint8(len(RANKS))
    for place in range(len(RANKS)):
        ranks[place] = RANKS[place]
    found = []
    for rank in range(max(RANKS), -1, -1):
        marks = host.uint8(count)
        if marks_of.of_rank(rank, wanted, rule, category, ranks, count, marks):
            found.append(marks)
    return found


def _gather_values(found: Patterns, table: ElementTable, wanted: Bytes) -> None:
    """Add the values of the wanted rows as they are."""
    row, source = 0, table.source
    while row < table.count:
        size = table.length[row] if wanted[row] else 0
        if size > OVERLAP:
            size = 0
        base, window = source.window(table.value[row], size, 65536) if size else _any_window(source, table.value[row])
        row = kernel.gather(window, base, len(window), row, table.count, table.vr, table.value, table.length, wanted,
                            found.head, found.tree, found.pool, found.at, found.length, found.row, found.kind, found.state,
                            found.foreign)
        if found.state[kernel.FULL]:
            break
        if row < table.count:
            source.window(table.value[row], table.length[row], 65536)


def mode_of(character_set: CharacterSet) -> int:
    """How characters take bytes: a code of kernels/search.py."""
    if character_set.label == 'utf-8':
        return kernel.UTF8
    return kernel.PAIRS if character_set.alone else kernel.SINGLE


def _written_otherwise(found: Patterns, record: Record) -> None:
    """Names in other spellings; names and other values beyond ASCII in UTF-8 and in the file's character set, in small letters and in
    capitals: escape sequences may stand elsewhere there."""
    table = record.table
    rows = host.int32(table.count)
    seen = {}
    for place in range(marks_of.marked(found.foreign, table.count, rows, table.count)):
        row = rows[place]
        sets = record.charsets_for(row)
        is_name = table.vr[row] == kernel.PN
        for text in record.texts(row):
            for part in _parts(text) if is_name else (text,):
                if len(part) > 1 and not part.isascii() and ('=' + part) not in seen:
                    seen['=' + part] = True
                    run = part[0] >= CJK and part[-1] >= CJK
                    kind = kernel.RUN if run else kernel.NAME if is_name else kernel.PLAIN
                    if len(sets) > 1 or sets[0].label != 'utf-8':
                        _add_written(found, row, part, sets, kind)
                    if not run and not is_name:
                        for other in spelling.cases(part):
                            _add_written(found, row, other, sets, kind)
    for place in range(marks_of.rows_with_vr(kernel.PN, table.vr, found.named, table.count, rows, table.count)):
        row = rows[place]
        sets = record.charsets_for(row)
        for name in record.texts(row) + _undeclared(record, row, sets):
            plain, others = _spellings(name)
            found.add_lines(plain, row, kernel.NAME)
            for text in others:
                _add_written(found, row, text, sets, kernel.RUN if text[0] >= CJK and text[-1] >= CJK else kernel.NAME)


def _undeclared(record: Record, row: Row, sets: Sequence[CharacterSet]) -> list[str]:
    """The values in UTF-8 where that is what they are and the file declares another set, or none: the commonest wrong declaration."""
    if sets[0].label == 'utf-8':
        return []
    raw = record.table.raw(row)
    text = host.decode(raw, 'utf-8')
    return [] if len(text) == len(raw) or '\ufffd' in text else text.split('\\')


def _spellings(name: str) -> tuple[Buffer, list[str]]:
    """What a name may be written as: lines of ASCII, and the texts that need more."""
    known = _spelled.get('=' + name)
    if known is None:
        if len(_spelled) > MOST_SPELLED:
            _spelled.clear()
        plain, others = [], []
        for text in spelling.of_name(name):
            if text.isascii() and '\n' not in text:
                plain.append(text + '\n')
            else:
                others.append(text)
        known = _spelled['=' + name] = (host.raw(''.join(plain)), others)
    return known


def name_words(name: str) -> Any:
    """The parts of a PN value, and its words put together as spelling.of_name has them."""
    return [part for part in _parts(name) if len(part) > 1] + spelling.of_name(name)


def _parts(name: str) -> list[str]:
    for sign in '^= ,;':
        name = name.replace(sign, '\n')
    return name.split('\n')


def _add_written(found: Patterns, row: Row, part: str, sets: Sequence[CharacterSet], kind: int) -> None:
    buffer: Buffer | None = host.encode(part, 'utf-8')
    if buffer is not None:
        found.add(buffer, row, kind)
    for one in sets:
        buffer = encoding.encode(part, one) or encoding.loosely(part, one)
        if buffer is None:
            continue
        first, last = letters.first_behind_escape(buffer, len(buffer)), letters.last_before_escape(buffer, len(buffer))
        if first == 0 and last == len(buffer):
            found.add(buffer, row, kind)
        elif first < last:
            # a longer run of the same script begins or ends elsewhere
            found.add(host.view(buffer, 0, last), row, kind)
            found.add(host.view(buffer, first, len(buffer)), row, kind)


def _any_window(source: Source, offset: int) -> tuple[int, Buffer]:
    for first, stop, buffer in source.windows:
        if first <= offset < stop:
            return first, buffer
    return source.window(offset, 0, 65536)


def words(gathered: Patterns, record: Record, decisions: Decisions, covered: int, category: Ints, weights: tuple[int, ...]) -> str:
    """The words of patterns that identify, as one text with a line feed before and behind each; `weights` by category of table
    E.1-1: 0 no, 1 all words, 2 those with a digit."""
    wordy = host.uint8(12)
    for place in range(12):
        wordy[place] = weights[place]
    columns = profile.columns()
    table = record.table
    if gathered.state[kernel.MODE] == kernel.PAIRS or gathered.state[kernel.ESCAPED]:
        return _words_read(gathered, record, decisions, covered, category, columns, wordy)
    out = host.bytes(gathered.state[kernel.USED] + 2 * gathered.state[kernel.COUNT] + 2)
    size = selection.words(gathered.state[kernel.COUNT], gathered.at, gathered.length, gathered.kind, gathered.row, gathered.pool,
                           decisions.action, covered, table.tag, decisions.rule, category, columns['tag'], columns['plain'], wordy, out)
    return charset.decode(host.view(out, 0, size), record.charset_of(-1))


def _words_read(gathered: Patterns, record: Record, decisions: Decisions, covered: int, category: Ints, columns: Fields,
                wordy: Buffer) -> str:
    """The same where a byte alone does not tell a letter from a sign: through the text of each row."""
    table = record.table
    use = host.uint8(table.count)
    selection.word_rows(gathered.state[kernel.COUNT], gathered.row, gathered.kind, decisions.action, covered, table.tag, decisions.rule,
                        category, columns['tag'], columns['plain'], wordy, use)
    found = ['']
    for row in range(table.count):
        if use[row]:
            for text in record.texts(row):
                for word in names.words(text):
                    if len(word) > 1 and (use[row] == 1 or [sign for sign in word if '0' <= sign <= '9']):
                        found.append(word)
    found.append('')
    return '\n'.join(found)


def beyond_ascii(table: ElementTable, wanted: Bytes) -> list[int]:
    """The wanted rows whose bytes are not all ASCII: the search folds the case of ASCII only."""
    marks, rows = host.uint8(table.count), host.int32(table.count)
    for base, stop, buffer in table.source.windows:
        marks_of.mark_beyond(buffer, base, stop - base, table.count, table.value, table.length, wanted, marks)
    marks_of.mark_long(SPAN, table.count, table.length, wanted, marks)      # read and judged as text, whatever they hold
    return [rows[place] for place in range(marks_of.marked(marks, table.count, rows, table.count))]


def in_rows(patterns: Patterns, table: ElementTable, wanted: Bytes) -> list[tuple[int, int]]:
    """`[(row, pattern)]`, each once, for the patterns that stand in the values of the wanted rows."""
    most = MOST_HITS
    hit_row, hit_pattern = host.int32(most), host.int32(most)
    row, source = 0, table.source
    found = []
    while row < table.count:
        base, window = _any_window(source, table.value[row])
        if wanted[row] and table.length[row] <= SPAN:
            base, window = source.window(table.value[row], table.length[row], 65536)
        before = row
        patterns.state[kernel.HITS] = 0
        row = kernel.search_rows(window, base, len(window), row, table.count, table.value, table.length, wanted, patterns.head,
                                 patterns.tree, patterns.length, patterns.kind, patterns.seen, hit_row, hit_pattern, patterns.state, most)
        hits = patterns.state[kernel.HITS]
        if hits > most:
            # one row alone has more patterns than there is place for
            most = hits
            hit_row, hit_pattern = host.int32(most), host.int32(most)
            continue
        for place in range(hits):
            found.append((hit_row[place], hit_pattern[place]))
        if row == before and hits == 0:
            row += 1
    marks, rows = host.uint8(table.count), host.int32(table.count)
    if marks_of.mark_long(SPAN, table.count, table.length, wanted, marks):
        for place in range(marks_of.marked(marks, table.count, rows, table.count)):
            for pattern in _in_range(patterns, source, table.value[rows[place]], table.value[rows[place]] + table.length[rows[place]]):
                found.append((rows[place], pattern))
    return found


def _in_range(patterns: Patterns, source: Source, start: int, stop: int) -> list[int]:
    """The patterns that stand in [start, stop) of a source, each once. At the ends of a stretch the rest of a longer word counts."""
    hit_at, hit_pattern = host.int32(patterns.state[kernel.COUNT] + 1), host.int32(patterns.state[kernel.COUNT] + 1)
    patterns.state[kernel.SEARCHED] += 1
    hits = 0
    while start < stop:
        end = min(stop, start + SPAN)
        buffer = source.read(start, end)
        hits = kernel.search(buffer, 0, len(buffer), patterns.head, patterns.tree, patterns.length, patterns.kind, patterns.seen,
                             patterns.state[kernel.SEARCHED], hit_at, hit_pattern, hits, patterns.state[kernel.COUNT] + 1)
        start = end if end == stop else end - OVERLAP
    return [hit_pattern[place] for place in range(hits)]
