"""Values that must not come back, gathered from an element table, and the places where they still stand.

The same machine serves two rooms: `plan` looks for identifying values in elements that would stay, `verify` in the output.
"""

from pycore import host
from pycore.elements import charset
from pycore.kernels import search as kernel
from pycore.standard import profile

# The shortest value that counts, by category of table E.1-1 (identity, contact, dates, places, devices, institution, examination,
# notes, uids, private, graphics), and inside something that goes as a whole: shorter ones stand everywhere by chance.
LEAST = (3, 4, 6, 5, 4, 4, 4, 8, 6, 8, 8, 6)
MOST_HITS = 4096
SPAN = 1048576
OVERLAP = 10240      # longest pattern


class Patterns:
    """`count` patterns; the pattern n came from input row `row[n]`."""

    __slots__ = ('at', 'following', 'head', 'kind', 'length', 'pool', 'row', 'state')

    def __init__(self, places, room):
        self.head = host.int32(65536)
        self.following, self.at, self.length = host.int32(places), host.int32(places), host.int32(places)
        self.row, self.kind = host.int32(places), host.uint8(places)
        self.pool = host.bytes(room)
        self.state = host.int32(8)
        self.state[2], self.state[3] = places, room

    def text(self, pattern):
        """The pattern in lower case, one character a byte."""
        return host.latin1(self.pool, self.at[pattern], self.at[pattern] + self.length[pattern])

    def add(self, buffer, row, kind):
        """One more pattern; two bytes at least."""
        if len(buffer) < 2:
            return
        kernel.add(buffer, 0, len(buffer), row, kind, self.head, self.following, self.pool, self.at, self.length, self.row, self.kind,
                   self.state)

    def find(self, buffer, low, high, hit_at, hit_pattern, hits):
        """Hits in a part of a buffer, appended; returns how many there are then."""
        return kernel.search(buffer, low, high, self.head, self.following, self.pool, self.at, self.length, self.kind,
                             hit_at, hit_pattern, hits, MOST_HITS)


def select(table, action, covered, rule, category, wanted):
    """Mark in `wanted` the rows with an action whose values are searched for; how many."""
    least = host.uint8(12)
    for place in range(12):
        least[place] = LEAST[place]
    return kernel.select(table.count, action, covered, table.vr, rule, category, least, table.tag, wanted)


def gather(table, wanted, count, extra=64):
    """Patterns of the values of all wanted rows (`count` of them)."""
    places, room = count * 4 + extra, count * 64 + 4096
    while True:
        found = Patterns(places, room)
        row, source = 0, table.source
        while row < table.count:
            size = table.length[row] if wanted[row] else 0
            if size > OVERLAP:
                size = 0
            base, window = source.window(table.value[row], size, 65536) if size else _any_window(source, table.value[row])
            row = kernel.gather(window, base, len(window), row, table.count, table.vr, table.value, table.length, wanted,
                                found.head, found.following, found.pool, found.at, found.length, found.row, found.kind, found.state)
            if found.state[5]:
                break
            if row < table.count:
                source.window(table.value[row], table.length[row], 65536)
        if not found.state[5]:
            return found
        places, room = places * 4, room * 4


def _any_window(source, offset):
    for first, stop, buffer in source.windows:
        if first <= offset < stop:
            return first, buffer
    return source.window(offset, 0, 65536)


def words(gathered, record, decisions, covered, category, weights):
    """The words of patterns that identify, as one text with a line feed before and behind each; `weights` by category of table
    E.1-1: 0 no, 1 all words, 2 those with a digit."""
    wordy = host.uint8(12)
    for place in range(12):
        wordy[place] = weights[place]
    out = host.bytes(gathered.state[1] + 2 * gathered.state[0] + 2)
    columns = profile.columns()
    size = kernel.words(gathered.state[0], gathered.at, gathered.length, gathered.kind, gathered.row, gathered.pool, decisions.action,
                        covered, record.table.tag, decisions.rule, category, columns['tag'], columns['plain'], wordy, out)
    return charset.decode(host.view(out, 0, size), record.charset_of(-1))


def in_rows(patterns, table, wanted):
    """`[(row, pattern)]` for each place where a pattern stands in the value of a wanted row."""
    hit_row, hit_pattern = host.int32(MOST_HITS), host.int32(MOST_HITS)
    row, source = 0, table.source
    patterns.state[4] = 0
    while row < table.count:
        base, window = _any_window(source, table.value[row])
        if wanted[row] and table.length[row] <= SPAN:
            base, window = source.window(table.value[row], table.length[row], 65536)
        before = row
        row = kernel.search_rows(window, base, len(window), row, table.count, table.value, table.length, wanted, patterns.head,
                                 patterns.following, patterns.pool, patterns.at, patterns.length, patterns.kind,
                                 hit_row, hit_pattern, patterns.state, MOST_HITS)
        if row == before:
            row += 1
    return [(hit_row[place], hit_pattern[place]) for place in range(patterns.state[4])]


def in_range(patterns, source, start, stop):
    """`[(offset, pattern)]` for each place where a pattern stands in [start, stop) of a source."""
    hit_at, hit_pattern = host.int32(MOST_HITS), host.int32(MOST_HITS)
    found = []
    while start < stop:
        end = stop if stop < start + SPAN else start + SPAN
        buffer = source.read(start, end)
        hits = patterns.find(buffer, 0, len(buffer), hit_at, hit_pattern, 0)
        for place in range(hits):
            found.append((start + hit_at[place], hit_pattern[place]))
        start = end if end == stop else end - OVERLAP
    return found
