"""One opened file: source, file meta, element table, transfer syntax, and what was odd about it.

Bytes come in as a handle of the platform; what goes out is a Record that later rooms only read.
"""

from samar.core import host
from samar.core.elements import charset, guess, table, values
from samar.core.errors import Malformed, NotDicom, SamarError
from samar.core.kernels import cells, scan
from samar.core.source import preamble
from samar.core.source.ranges import Source
from samar.core.standard import uids
from samar.kinds import CharacterSet, ElementTable, Fields, Handle, Row, Tag, Warnings

IMPLICIT_LITTLE = '1.2.840.10008.1.2'
EXPLICIT_LITTLE = '1.2.840.10008.1.2.1'
EXPLICIT_BIG = '1.2.840.10008.1.2.2'
DEFLATED = '1.2.840.10008.1.2.1.99'
JPIP_DEFLATED = ('1.2.840.10008.1.2.4.95', '1.2.840.10008.1.2.4.205')
GE_PRIVATE = '1.2.840.113619.5.2'     # implicit little endian with pixel cells in big endian
MEDIA_SOP_CLASS = 0x00020002
TRANSFER_SYNTAX = 0x00020010
SOP_CLASS = 0x00080016
CHARACTER_SET = 0x00080005
PIXEL_DATA = 0x7FE00010
MOST_READ, SHORT = 500, 256      # rows whose texts are kept, and the bytes of such a row at most: rooms ask for the same ones in turn
MOST_SETS = 16                   # character sets of one file
INFLATED, RATIO = 67108864, 100     # bytes that any deflated data set may have, and how often its size a large one


class Record:
    """`source` (of the data set: the inflated bytes of a deflated file), `file` (Source of the file as it came), `meta`
    (ElementTable or None), `table`, `syntax` (UID as it is, '' unknown), `declared` (UID as the file says), `implicit`, `big`,
    `deflated`, `preamble`, `warnings` [(code, detail)], `error` (SamarError or None; rows before it can be shown)."""

    __slots__ = ('big', 'body', 'charsets', 'declared', 'declaring', 'deflated', 'error', 'file', 'implicit', 'memory', 'meta', 'preamble',
                 'read', 'source', 'syntax', 'table', 'warnings')
    big: bool
    body: int
    charsets: dict[int, CharacterSet]
    declared: str
    declaring: dict[int, Row] | None
    deflated: bool
    error: SamarError | None
    file: Source
    implicit: bool
    memory: Fields
    meta: ElementTable | None
    preamble: str
    read: dict[int, list[str]]
    source: Source
    syntax: str
    table: ElementTable
    warnings: Warnings

    def row(self, tag: Tag) -> Row:
        """Row of a top-level element, or -1."""
        return self.table.find(tag)

    def first(self, tag: Tag) -> str:
        """The first value of a top-level element, or ''."""
        texts = self.get(tag)
        return texts[0] if texts else ''

    def get(self, tag: Tag) -> list[str] | None:
        """Values of a top-level element as a list of str, or None where it is absent."""
        row = self.table.find(tag)
        if row < 0:
            return None
        return self.texts(row)

    def texts(self, row: Row) -> list[str]:
        """All values of a row as a list of str, which is the caller's own."""
        known = self.read.get(row)
        if known is None:
            known = self._texts(row)
            if len(self.read) < MOST_READ and self.table.length[row] < SHORT:
                self.read[row] = known
        return list(known)

    def _texts(self, row: Row) -> list[str]:
        return values.list_of(self.table.raw(row), self.vr(row), self.table.form[row] & 2 != 0, self.charset(row))

    def text(self, row: Row, limit: int = 0) -> str:
        """The value of a row for people, cut after `limit` characters (0: whole)."""
        return values.text_of(self.table.raw(row), self.vr(row), self.table.form[row] & 2 != 0, self.charset(row), limit)

    def vr(self, row: Row) -> str:
        """VR of a row as two letters, '' for items and delimiters."""
        code = self.table.vr[row]
        return chr(code >> 8) + chr(code & 255) if code else ''

    def charset(self, row: Row) -> CharacterSet:
        """CharacterSet that holds for a row: that of its item where it has one, else of what encloses it (PS3.3 C.12.1.1.2)."""
        return self.charset_of(self.table.parent[row])

    def _character_set_in(self, owner: Row) -> Row:
        """Row of the Specific Character Set of an item or of the top level, or -1; all of them are looked for once."""
        if self.declaring is None:
            self.declaring = {}
            row = cells.place_of(CHARACTER_SET, self.table.tag, 0, self.table.count)
            while row >= 0:
                if self.declaring.get(self.table.parent[row]) is None:
                    self.declaring[self.table.parent[row]] = row
                row = cells.place_of(CHARACTER_SET, self.table.tag, row + 1, self.table.count)
        return self.declaring.get(owner, -1)

    def charsets_for(self, row: Row) -> list[CharacterSet]:
        """The CharacterSet of a row, and the others of the file: what it says may stand elsewhere, too."""
        found = [self.charset(row)]
        self._character_set_in(-1)
        for owner in self.declaring or ():
            other = self.charset_of(owner)
            if not [one for one in found if one.terms == other.terms]:
                found.append(other)
                if len(found) > MOST_SETS:
                    raise Malformed('too-many-values')
        return found

    def charset_of(self, owner: Row) -> CharacterSet:
        """CharacterSet inside an item (row), or at the top level (-1)."""
        while owner >= 0 and self.table.tag[owner] != table.ITEM:
            owner = self.table.parent[owner]
        found = self.charsets.get(owner)
        if found is None:
            at = self._character_set_in(owner)
            if at >= 0:
                raw = self.table.raw(at)
                found = charset.resolve([x.strip(' \0') for x in host.latin1(raw, 0, len(raw)).split('\\')])
            elif owner >= 0:
                found = self.charset_of(self.table.parent[owner])
            else:
                found = charset.resolve([])
            self.charsets[owner] = found
        return found


def open_record(handle: Handle) -> Record:
    """Record of a file. Raises NotDicom when it is none; a file that breaks later is returned with `error` set."""
    source = Source(handle)
    opening = preamble.look(source)
    record = Record()
    record.file = record.source = source
    record.meta = record.error = None
    record.preamble = opening.preamble
    record.declared = ''
    record.deflated = False
    record.warnings = []
    record.charsets = {}
    record.declaring = None
    record.memory = {}
    record.read = {}
    if opening.preamble == 'missing':
        record.warnings.append(('preamble-missing', None))
    elif opening.preamble == 'filled':
        record.warnings.append(('preamble-filled', None))
    body = opening.body
    if opening.meta >= 0:
        record.meta = table.read(source, opening.meta, source.size, opening.implicit, False, True)
        body = record.meta.state[scan.POSITION]
        if record.meta.error is not None:
            record.error = record.meta.error
        _check_meta(record, record.meta, body)
    else:
        record.warnings.append(('meta-missing', None))
    record.body = body
    _choose_form(record, body)
    if record.deflated:
        _inflate(record, body)
    if record.error is None:
        record.table = table.read(record.source, record.body, record.source.size, record.implicit, record.big)
        record.error = record.table.error
    else:
        record.table = table.ElementTable(record.source, 1)
    if record.table.count == 0 and record.error is None:
        record.error = Malformed('no-elements', offset=body)
    if record.meta is None and record.preamble == 'missing' and not _believable(record):
        raise NotDicom('not-dicom', offset=0)
    if record.declared == '' and record.error is None:
        _recognise(record)
    _check_order(record)
    return record


def _check_meta(record: Record, meta: ElementTable, body: int) -> None:
    row = meta.find(TRANSFER_SYNTAX)
    if row >= 0:
        raw = meta.raw(row)
        record.declared = host.latin1(raw, 0, len(raw)).strip(' \0')
    first = meta.find(0x00020000)
    if first < 0:
        record.warnings.append(('meta-length-missing', None))
    elif meta.length[first] == 4:
        raw = meta.raw(first)
        told = raw[0] + 256 * raw[1] + 65536 * raw[2] + 16777216 * raw[3]
        if meta.stop[first] + told != body:
            record.warnings.append(('meta-length-wrong', None))


def _choose_form(record: Record, body: int) -> None:
    """Set how the data set is written: as declared, unless its first bytes say otherwise."""
    source = record.source
    declared = record.declared
    deflated = declared == DEFLATED or declared in JPIP_DEFLATED
    record.syntax = declared
    if deflated:
        record.deflated = True
        record.implicit = record.big = False
        return
    implicit, big = declared in (IMPLICIT_LITTLE, GE_PRIVATE), declared == EXPLICIT_BIG
    head = source.read(body, body + 16)
    seen = preamble.form_at(head, 0, source.size)
    if declared == '':
        record.warnings.append(('syntax-missing', None))
        if seen is not None:
            implicit, big = seen
        record.syntax = IMPLICIT_LITTLE if implicit else (EXPLICIT_BIG if big else EXPLICIT_LITTLE)
    else:
        if not uids.is_transfer_syntax(declared) and declared != GE_PRIVATE:
            record.warnings.append(('syntax-unknown', None))
        if seen is not None and seen != (implicit, big):
            record.warnings.append(('syntax-mismatch', None))
            if declared in (IMPLICIT_LITTLE, EXPLICIT_LITTLE, EXPLICIT_BIG):
                record.syntax = IMPLICIT_LITTLE if seen[0] else (EXPLICIT_BIG if seen[1] else EXPLICIT_LITTLE)
            implicit, big = seen
    record.implicit, record.big = implicit, big


def _recognise(record: Record) -> None:
    """Take the transfer syntax from the pictures where nothing declares it."""
    syntax = guess.syntax_of(record)
    if syntax == '':
        record.error = Malformed('syntax-not-told', offset=record.table.value[record.table.find(PIXEL_DATA)])
    elif syntax is not None:
        record.syntax = syntax


def _inflate(record: Record, body: int) -> None:
    """Replace the source by the inflated data set (PS3.5 annex A.5); offsets are then those of the inflated bytes."""
    packed = record.source.size - body
    try:
        content = host.inflate(record.source.read(body, record.source.size), max(INFLATED, RATIO * packed) + 1)
    except ValueError:
        record.error = Malformed('deflate-corrupt', offset=body)
        return
    if len(content) > max(INFLATED, RATIO * packed):
        record.error = Malformed('inflates-too-far', offset=body)
        return
    record.source = Source(host.held(content))
    record.body = 0
    if record.declared == DEFLATED:
        record.syntax = EXPLICIT_LITTLE


def _believable(record: Record) -> bool:
    """A file without preamble and meta counts as DICOM only if it names its SOP class or reads to the end with known elements."""
    if record.table.find(SOP_CLASS) >= 0:
        return True
    return record.error is None and record.table.count > 3 and record.table.find(PIXEL_DATA) >= 0


def _check_order(record: Record) -> None:
    state = record.table.state
    for index, code in ((scan.ODD, 'length-odd'), (scan.UNORDERED, 'order'), (scan.DUPLICATES, 'duplicates'),
                        (scan.UNKNOWN_VRS, 'vr-unknown'), (scan.TRAILING, 'trailing-padding'), (scan.STRAY, 'delimiter-stray'),
                        (scan.DELIMITER_LENGTHS, 'delimiter-length')):
        if state[index] > 0:
            record.warnings.append((code, str(state[index])))
