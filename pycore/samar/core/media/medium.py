"""A new DICOMDIR for a set that goes onto a medium (PS3.3 annex F, PS3.10 section 8, PS3.12): made from the outputs, never from an old one.

    names = medium.Names()
    found = medium.facts(outcome.check.output)            # plain data, of the new file
    found['path'] = names.path(found)                     # 'P0000001/S0000001/X0000001/I0000001', as ISO 9660 level 1 takes it
    buffer = medium.write([found, …], '2.25.…')           # the whole DICOMDIR

What a file does not say and a directory record has to (PS3.3 F.5) gets the number under which it stands on the medium; a date or time
that the file does not have stays empty. Both the command line and the panel write it here.
"""

from samar.core import host
from samar.core.edits import meta
from samar.kinds import Any, Buffer, Fields, Record, Tag, Uid, Vr

SOP_CLASS = '1.2.840.10008.1.3.10'
EXPLICIT_LITTLE = '1.2.840.10008.1.2.1'
STORAGE = '1.2.840.10008.5.1.4.1.1.'
CHARSET, CLASS, INSTANCE, NUMBER = 0x00080005, 0x00080016, 0x00080018, 0x00200013
PATIENT_ID, STUDY_ID, SERIES_NUMBER, CONCEPT = 0x00100020, 0x00200010, 0x00200011, 0x0040A043
LEVELS = (('PATIENT', ((0x00100010, 'PN'), (PATIENT_ID, 'LO'))),
          ('STUDY', ((0x00080020, 'DA'), (0x00080030, 'TM'), (0x00080050, 'SH'), (0x00081030, 'LO'), (0x0020000D, 'UI'), (STUDY_ID, 'SH'))),
          ('SERIES', ((0x00080060, 'CS'), (0x0020000E, 'UI'), (SERIES_NUMBER, 'IS'))))
CONTENT = ((0x00080023, 'DA'), (0x00080033, 'TM'))
LABEL = ((0x00700080, 'CS'), (0x00700081, 'LO'), (0x00700084, 'PN'))
# Beginnings of SOP classes to the type of their record (PS3.3 table F.4-1) and its keys beside the instance number (F.5).
TYPES = (
    ('481.2', 'RT DOSE', ((0x3004000A, 'CS'),)),
    ('481.3', 'RT STRUCTURE SET', ((0x30060002, 'SH'), (0x30060008, 'DA'), (0x30060009, 'TM'))),
    ('481.5', 'RT PLAN', ((0x300A0002, 'SH'), (0x300A0006, 'DA'), (0x300A0007, 'TM'))),
    ('481.8', 'RT PLAN', ((0x300A0002, 'SH'), (0x300A0006, 'DA'), (0x300A0007, 'TM'))),
    ('481.4', 'RT TREAT RECORD', ((0x30080250, 'DA'), (0x30080251, 'TM'))),
    ('481.6', 'RT TREAT RECORD', ((0x30080250, 'DA'), (0x30080251, 'TM'))),
    ('481.7', 'RT TREAT RECORD', ((0x30080250, 'DA'), (0x30080251, 'TM'))),
    ('481.9', 'RT TREAT RECORD', ((0x30080250, 'DA'), (0x30080251, 'TM'))),
    ('11', 'PRESENTATION', ((0x00700082, 'DA'), (0x00700083, 'TM'), *LABEL)),
    ('9', 'WAVEFORM', CONTENT),
    ('88.59', 'KEY OBJECT DOC', CONTENT),
    ('88', 'SR DOCUMENT', ((0x0040A491, 'CS'), (0x0040A493, 'CS'), *CONTENT)),
    ('104', 'ENCAP DOC', (*CONTENT, (0x00420010, 'ST'), (0x00420012, 'LO'))),
    ('66.1', 'REGISTRATION', (*CONTENT, *LABEL)),
    ('66.3', 'REGISTRATION', (*CONTENT, *LABEL)),
    ('66.2', 'FIDUCIAL', (*CONTENT, *LABEL)),
    ('66.5', 'SURFACE', CONTENT),
    ('66', 'RAW DATA', CONTENT),
    ('4.2', 'SPECTROSCOPY', ((0x00080008, 'CS'), *CONTENT)),
    ('67', 'VALUE MAP', (*CONTENT, *LABEL)),
)
WITH_CONCEPT = ('SR DOCUMENT', 'KEY OBJECT DOC', 'ENCAP DOC')
CODE = ((0x00080100, 'SH'), (0x00080102, 'SH'), (0x00080104, 'LO'))
IMAGES = ('66.4', '66.7', '66.8')          # segmentations are images, though of the family of raw data


class Names:
    """Names of eight signs for one medium, in the order in which its files come."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._next: dict[str, int] = {}

    def path(self, found: Fields) -> str:
        """Path of a file, with `/`."""
        parts, key = [], ''
        for letter, uid in (('P', found['patient']), ('S', found['study']), ('X', found['series'])):
            parent, key = key, key + '/=' + uid
            if key not in self._known:
                self._known[key] = letter + self._number(parent)
            parts.append(self._known[key])
        parts.append('I' + self._number(key + '/'))
        return '/'.join(parts)

    def _number(self, where: str) -> str:
        number = self._next[where] = self._next.get(where, 0) + 1
        return ('0000000' + str(number))[-7:]


def kind(sop_class: Uid) -> tuple[str, tuple[tuple[int, str], ...]]:
    """(type of the record, its keys) for a SOP class."""
    tail = sop_class[len(STORAGE):] + '.' if sop_class.startswith(STORAGE) else ''
    if not [one for one in IMAGES if tail.startswith(one + '.')]:
        for start, name, keys in TYPES:
            if tail.startswith(start + '.'):
                return name, keys
    return 'IMAGE', ()


def facts(record: Record) -> Fields:
    """Plain data of one new file: what its records say. `path` is put in by who names the files."""
    sop_class = _text(record, CLASS)
    name, keys = kind(sop_class)
    levels = [[[tag, vr, _text(record, tag)] for tag, vr in fields] for _, fields in LEVELS]
    concept = []
    if name in WITH_CONCEPT:
        row = record.row(CONCEPT)
        item = row + 1 if row >= 0 and row + 1 < record.table.count and record.table.parent[row + 1] == row else -1
        if item >= 0:
            for tag, vr in CODE:
                at = record.table.find(tag, item)
                concept.append([tag, vr, '\\'.join(record.texts(at)) if at >= 0 else ''])
    return {'patient': _text(record, PATIENT_ID) or _text(record, 0x00100010), 'study': _text(record, 0x0020000D),
            'series': _text(record, 0x0020000E), 'levels': levels, 'type': name, 'class': sop_class, 'instance': _text(record, INSTANCE),
            'syntax': record.syntax, 'keys': [[tag, vr, _text(record, tag)] for tag, vr in (*keys, (NUMBER, 'IS'))], 'concept': concept,
            'path': None}


def _text(record: Record, tag: Tag) -> str:
    return '\\'.join([text.strip(' \0') for text in record.get(tag) or []])


def write(files: list[Fields], instance: str) -> Buffer:
    """Buffer of the DICOMDIR of these files (`facts` with their `path`); `instance` is its new UID."""
    tree = _tree(files)
    records: list[Fields] = []
    _bodies(tree, records)
    head = meta.build(SOP_CLASS, instance, EXPLICIT_LITTLE)
    start = len(head)
    fixed = _element(0x00041130, 'CS', 'SAMAR')
    at = start + len(fixed) + 12 + 12 + 10 + 12
    for one in records:
        one['at'] = at
        at += 8 + _OFFSETS + len(one['body'])
    first = tree[0]['at'] if tree else 0
    last = tree[-1]['at'] if tree else 0
    items = []
    for one in records:
        below = one['below'][0]['at'] if one['below'] else 0
        following = 0 if one['next'] is None else one['next']['at']
        body = ''.join([_number(0x00041400, 'UL', following, 4), _number(0x00041410, 'US', 65535, 2), _number(0x00041420, 'UL', below, 4),
                        one['body']])
        items.append('\xfe\xff\x00\xe0' + _le(len(body), 4) + body)
    sequence = ''.join(items)
    whole = ''.join([fixed, _number(0x00041200, 'UL', first, 4), _number(0x00041202, 'UL', last, 4), _number(0x00041212, 'US', 0, 2),
                     _le(0x0004, 2), _le(0x1220, 2), 'SQ\0\0', _le(len(sequence), 4), sequence])
    raw = host.raw(whole)
    made = host.bytes(start + len(raw))
    host.copy(made, 0, head, 0, start)
    host.copy(made, start, raw, 0, len(raw))
    return made


_OFFSETS = 12 + 10 + 12


def _tree(files: list[Fields]) -> list[Fields]:
    """Records of patients with what is below them; each dict has its `body`, `below` and `next`."""
    roots: list[Fields] = []
    known: dict[str, Fields] = {}
    for one in files:
        parts = one['path'].split('/')
        into, key = roots, ''
        for level in range(3):
            key += '/' + parts[level]
            if key not in known:
                known[key] = {'type': LEVELS[level][0], 'fields': _filled(one['levels'][level], parts[level]), 'file': None, 'below': [],
                              'next': None}
                _append(into, known[key])
            into = known[key]['below']
        _append(into, {'type': one['type'], 'fields': _filled(one['keys'], parts[3]), 'file': one, 'below': [], 'next': None})
    return roots


def _append(into: list[Fields], record: Fields) -> None:
    if into:
        into[-1]['next'] = record
    into.append(record)


def _filled(fields: list[list[Any]], name: str) -> list[list[Any]]:
    """Fields with the number on the medium where an ID or number is missing that a record has to have."""
    found = []
    for tag, vr, text in fields:
        if text == '' and tag in (PATIENT_ID, STUDY_ID):
            text = name
        elif text == '' and tag in (SERIES_NUMBER, NUMBER):
            text = str(int(name[1:]))
        found.append([tag, vr, text])
    return found


def _bodies(records: list[Fields], into: list[Fields]) -> None:
    for one in records:
        into.append(one)
        fields = list(one['fields'])
        parts = [_element(0x00041430, 'CS', one['type'])]
        if one['file'] is not None:
            given = one['file']
            for tag, vr, text in ((0x00041500, 'CS', given['path'].replace('/', '\\')), (0x00041510, 'UI', given['class']),
                                  (0x00041511, 'UI', given['instance']), (0x00041512, 'UI', given['syntax'])):
                parts.append(_element(tag, vr, text))
        texts = ''.join([text for _, _, text in fields])
        if one['file'] is not None:
            texts += ''.join([text for _, _, text in one['file']['concept']])
        if not texts.isascii():
            fields.append([CHARSET, 'CS', 'ISO_IR 192'])
        made = [(tag, _element(tag, vr, text)) for tag, vr, text in fields]
        if one['file'] is not None and one['file']['concept']:
            item = ''.join([_element(tag, vr, text) for tag, vr, text in one['file']['concept']])
            item = '\xfe\xff\x00\xe0' + _le(len(item), 4) + item
            made.append((CONCEPT, _le(CONCEPT // 65536, 2) + _le(CONCEPT % 65536, 2) + 'SQ\0\0' + _le(len(item), 4) + item))
        made.sort(key=_tag)
        one['body'] = ''.join(parts + [raw for _, raw in made])
        _bodies(one['below'], into)


def _tag(pair: tuple[int, str]) -> int:
    return pair[0]


def _element(tag: Tag, vr: Vr, text: str) -> str:
    """An element of text in Explicit VR Little Endian, as a str of one character a byte."""
    raw = text
    if not text.isascii():
        encoded = host.encode(text, 'utf-8')
        if encoded is not None:
            raw = host.latin1(encoded, 0, len(encoded))
    if len(raw) % 2:
        raw += '\0' if vr == 'UI' else ' '
    return _le(tag // 65536, 2) + _le(tag % 65536, 2) + vr + _le(len(raw), 2) + raw


def _number(tag: Tag, vr: Vr, value: int, width: int) -> str:
    return _le(tag // 65536, 2) + _le(tag % 65536, 2) + vr + _le(width, 2) + _le(value, width)


def _le(number: int, width: int) -> str:
    return ''.join([chr(number // 256 ** place % 256) for place in range(width)])
