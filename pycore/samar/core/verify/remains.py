"""The values that went, as patterns, and every place of the output where one of them still stands.

The second of two searches: `plan` has its own (elements/patterns.py), and nothing of it is used here. Values in ASCII are cut by a
kernel; text beyond it is decoded and written again in every form that it may stand in: UTF-8 and the file's own character set,
small, capital and with a capital at the beginning.
"""

from samar.core import host
from samar.core.elements import encoding
from samar.core.errors import Malformed
from samar.core.kernels import automaton as kernel
from samar.core.kernels import gone, remains, walk
from samar.core.standard import profile
from samar.core.verify import words
from samar.kinds import Any, Buffer, Bytes, ElementTable, Ints, Record, Row, Source, Work

# The shortest value that counts: by category of table E.1-1 (identity, contact, dates, places, devices, institution, examination,
# notes, uids, private, graphics), and inside something that goes as a whole.
LEAST = (3, 4, 6, 5, 4, 4, 4, 8, 6, 8, 8, 6)
SPAN = 1048576      # bytes of the output that are looked at at once
MARGIN = 64         # beside the longest pattern: what is seen of its neighbourhood
DAYS = 64           # days of one file; more make place for more
ROOM = 8388608     # bytes of different values of one file
# Months, a letter for the number of each before its names in English, German, French, Spanish, Dutch and Indonesian.
MONTHS = ('A january januari januar janvier enero jan ene|B february februari februar février fevrier febrero feb|'
          'C march maret märz maerz marzo mars maart mar|D april avril abril apr abr|E may mei mai mayo|F june juni juin junio jun|'
          'G july juli juillet julio jul|H august agustus augustus août aout agosto aug agt ago|I september septembre septiembre sept sep|'
          'J october oktober octobre octubre oct okt|K november novembre noviembre nov|'
          'L december desember dezember décembre decembre diciembre dec des dez dic')
IDEOGRAPHS = '\u2e80'       # scripts without spaces between words begin here

MOST_NAMES = 500            # whose halves are remembered: a series has the same in each file

_months: list[Buffer] = []
_wholes: dict[str, list[tuple[int, str]]] = {}


class Remains:
    """Pattern n (from 1) came from input row `row[n]` and tells as much as `weight[n]` (kernels/remains.py); `state[0]` patterns."""

    __slots__ = ('at', 'beyond', 'child', 'days', 'ends', 'fail', 'group', 'kind', 'letters', 'pair', 'pool', 'room', 'row', 'seen',
                 'shorter', 'sibling', 'size', 'spare', 'state', 'wanted', 'weight')
    wanted: Bytes
    group: Bytes
    beyond: Bytes

    def __init__(self, places: int, room: int, days: int) -> None:
        self.pair = host.int32(65536)
        self.child, self.sibling, self.ends, self.fail = host.int32(room), host.int32(room), host.int32(room), host.int32(room)
        self.letters, self.shorter, self.pool = host.uint8(room), host.int32(room), host.bytes(room)
        self.at, self.size, self.row = host.int32(places), host.int32(places), host.int32(places)
        self.kind, self.weight, self.seen = host.uint8(places), host.uint8(places), host.int32(places)
        self.days, self.spare = host.int32(kernel.YEARS + days * 3), host.bytes(64)
        self.state = host.int32(8)
        self.state[3], self.state[4] = places, room
        self.room = days

    def text(self, pattern: int) -> str:
        """A pattern with small letters, one character a byte."""
        return host.latin1(self.pool, self.at[pattern], self.at[pattern] + self.size[pattern])

    def add(self, buffer: Buffer, first: int, stop: int, row: Row, kind: int, weight: int) -> None:
        """One more pattern; two bytes at least."""
        if stop - first > 1:
            kernel.put(buffer, first, stop, row, kind, weight, self.pair, self.child, self.sibling, self.letters, self.ends, self.pool,
                       self.at, self.size, self.row, self.kind, self.weight, self.state)


def gather(record: Record, work: Work, partner: Ints) -> Remains:
    """Remains of all values that have no place in the output any more (`partner`: output row of each input row, or -1)."""
    table = record.table
    columns = profile.columns()
    wanted, group, least = host.uint8(table.count), host.uint8(table.count), host.uint8(len(LEAST))
    for place in range(len(LEAST)):
        least[place] = LEAST[place]
    total = gone.went(table.count, table.tag, table.vr, table.length, table.depth, work.op, partner, columns['tag'], columns['plain'],
                      columns['category'], least, wanted, group)
    places, room, days = 64 + min(total, ROOM) // 3, min(1024 + total * 3, ROOM // 4), DAYS
    while True:
        found = Remains(places, room, days)
        found.wanted, found.group, found.beyond = wanted, group, host.uint8(table.count)
        row = 0
        while row < table.count:
            base, window = _window(table.source, table, wanted, row)
            row = remains.gather(window, base, len(window), row, table.count, table.vr, table.value, table.length, work.op, wanted, group,
                                 work.pool, work.new_at, work.new_length, found.spare, found.days, days, found.beyond, found.pair,
                                 found.child, found.sibling, found.letters, found.ends, found.pool, found.at, found.size, found.row,
                                 found.kind, found.weight, found.state)
        for row in range(table.count):
            if found.beyond[row]:
                _beyond(found, record, row)
            if wanted[row] and table.vr[row] == remains.PN:
                _short(found, record, row)
        if not found.state[5]:
            kernel.link(found.pair, found.child, found.sibling, found.letters, found.ends, found.fail, found.shorter, host.int32(room),
                        found.state)
            return found
        if room == ROOM:
            raise Malformed('too-many-values')
        places, room, days = places * 4, min(room * 4, ROOM), days * 4


def _window(source: Source, table: ElementTable, wanted: Bytes, row: Row) -> tuple[int, Buffer]:
    while row < table.count - 1 and not wanted[row]:
        row += 1
    return source.window(table.value[row], table.length[row] if wanted[row] else 0, 65536)


def _beyond(found: Remains, record: Record, row: Row) -> None:
    """Patterns of a value that is not all ASCII."""
    table = record.table
    sets = record.charsets_for(row)
    is_name = table.vr[row] == remains.PN
    weight = remains.weight_of(table.vr[row], found.group[row])
    seen = {}
    texts = record.texts(row)
    if sets[0].label != 'utf-8':
        told = host.decode(table.raw(row), 'utf-8')     # what many write and do not declare
        if '\ufffd' not in told:
            texts = texts + told.split('\\')
    for text in texts:
        for part in _parts(text, is_name):
            run = len(part) > 1 and part[0] >= IDEOGRAPHS and part[-1] >= IDEOGRAPHS
            kind = kernel.RUN if run else kernel.PART if is_name else kernel.PLAIN
            for written in (part, part.lower(), part.upper(), part[:1].upper() + part[1:].lower()):
                if ('=' + written) not in seen:
                    seen['=' + written] = True
                    _add(found, host.encode(written, 'utf-8'), row, kind, weight, run)
                    for own in sets:
                        if own.label != 'utf-8':
                            _add(found, encoding.encode(written, own) or encoding.loosely(written, own), row, kind, weight, run)


def _short(found: Remains, record: Record, row: Row) -> None:
    """Patterns of the words of a name, and of a whole name one half of which is too short to be one: both side by side, in either order."""
    weight = remains.weight_of(record.table.vr[row], found.group[row])
    for text in record.texts(row):
        known = _wholes.get('=' + text)
        if known is None:
            if len(_wholes) > MOST_NAMES:
                _wholes.clear()
            known = _wholes['=' + text] = _halves_together(text)
        for kind, whole in known:
            _add(found, host.encode(whole, 'utf-8'), row, kind, weight, True)
            for own in [] if whole.isascii() else record.charsets_for(row):
                if own.label != 'utf-8':
                    _add(found, encoding.encode(whole, own) or encoding.loosely(whole, own), row, kind, weight, True)


def _halves_together(text: str) -> list[tuple[int, str]]:
    """`[(kind, text)]` of a PN value: its words of four letters and more, whatever signs part them, and such wholes."""
    apart = text
    for sign in words.SIGNS:
        apart = apart.replace(sign, ' ')
    found = [(kernel.PART, piece) for piece in apart.split(' ') if len(piece) > 3 and piece.isalpha() and piece[0] < IDEOGRAPHS]
    for written in text.split('='):
        halves = [''.join([sign for sign in half if sign.isalnum()]) for half in written.split('^')[:2]]
        if len(halves) < 2 or not halves[0] or not halves[1] or min(len(halves[0]), len(halves[1])) > 2:
            continue
        run = halves[0][0] >= IDEOGRAPHS
        for half, other in ((halves[0], halves[1]), (halves[1], halves[0])):
            for between in ('^', ' ', ', ', ''):
                if run or len(half + other) > 3:
                    found.append((kernel.RUN if run else kernel.PART, half + between + other))
    return found


def _parts(text: str, is_name: bool) -> list[str]:
    """A name's parts with the halves of double ones, of other values the lines; each without spaces around it."""
    for sign in '\n\r\0' + ('^=,; ' if is_name else ''):
        text = text.replace(sign, '\n')
    found = []
    for part in text.split('\n'):
        part = part.strip(' \t\u3000')
        told = [sign for sign in part if sign.isalnum()]
        if len(told) > 2 or (told and not (is_name and ''.join(told).isascii())):
            found.append(part)
        if is_name and '-' in part:
            found.extend([half for half in part.split('-') if len(half) > 3])
    return found


def _add(found: Remains, buffer: Buffer | None, row: Row, kind: int, weight: int, run: bool) -> None:
    """A text as bytes; what escape sequences there are at its ends belongs to no character."""
    if buffer is None:
        return
    first, stop = 0, len(buffer)
    while first + 2 < stop and buffer[first] == 27:
        first += 2
        while first < stop and buffer[first - 1] < 0x30:
            first += 1
    last = stop
    if stop - first > 3 and buffer[stop - 3] == 27:
        last = stop - 3
    if not run and stop - first < found.wanted[row]:
        return
    found.add(buffer, first, stop, row, kind, weight)
    if last < stop:
        found.add(buffer, 0, last, row, kind, weight)


def in_range(found: Remains, table: Any, start: int, stop: int) -> list[tuple[int, int, int]]:
    """`[(offset, row, pattern)]` for each row of a table and each pattern that stands in it, in [start, stop) of its source."""
    months = _month_names()
    most, hits = 256, []
    here = start
    while here < stop:
        end = stop if stop < here + SPAN else here + SPAN
        buffer = table.source.read(here, end)
        while True:
            h_row, h_pattern, h_at = host.int32(most), host.int32(most), host.int32(most)
            count = walk.walk(buffer, 0, len(buffer), here, table.count, table.start, table.value, found.pair, found.child, found.sibling,
                              found.letters, found.ends, found.fail, found.shorter, found.size, found.kind, found.seen,
                              months, len(months), found.days, h_row, h_pattern, h_at, most, found.state)
            if count <= most:
                break
            most = count * 2
            found.seen = host.int32(len(found.seen))
        for place in range(count):
            # what stands at the very beginning of a later stretch was seen whole in the one before
            if here == start or h_at[place] > 0:
                hits.append((here + h_at[place], h_row[place], h_pattern[place]))
        here = end if end == stop else end - found.state[7] - MARGIN
    return hits


def _month_names() -> Buffer:
    """Lines of a letter and one name; those beyond ASCII in both of their usual forms."""
    if not _months:
        lines = []
        for month in MONTHS.split('|'):
            names = month.split(' ')
            lines.extend([names[0] + name for name in names[1:]])
            for name in names[1:]:
                if not name.isascii():
                    written = host.encode(name, 'utf-8')
                    lines.append(names[0] + host.latin1(written, 0, len(written)))
        _months.append(host.raw('\n'.join(lines) + '\n'))
    return _months[0]
