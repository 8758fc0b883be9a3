"""Every reference case as `(name, dotted function, arguments as JSON)`; `tests/cases/` holds the data that unit tests use too."""

import array

from tests.cases import media_cases, plan_cases, standard_cases, text_cases
from tests.parity.wire import to_wire

PLAN = {'SHIFT': 'samar.core.plan.dates.shift', 'CAP': 'samar.core.plan.ages.cap', 'CAP_NUMBER': 'samar.core.plan.ages.cap_number',
        'CAP_BIRTH_DATE': 'samar.core.plan.ages.cap_birth_date', 'NORMAL': 'samar.core.plan.identity.normal'}


def _plan():
    for table, function in PLAN.items():
        for case in getattr(plan_cases, table):
            yield function, list(case[:-1])
    for fill, text, _expected in plan_cases.UIDS:
        yield 'probes.values.uid', [bytes([fill]) * 32, text]
    for text in ('DOE^JANE', 'Łukasz^Ñandú', '山田^太郎', '😀', ''):
        yield 'probes.values.pseudonym', [bytes(range(32)), 'person', text]
        yield 'probes.values.offset', [bytes(range(32)), text]
    yield 'probes.values.pseudonym', [bytes(range(32)), 'nobody', 'x']
    yield 'probes.values.person_names', [bytes(range(32)), 'person', 'A^B\\\\C^D=山田^太郎']
    for scheme, code, value_type, chosen, _action, _option in plan_cases.CONTENT:
        yield 'samar.core.plan.structured.action_for', [scheme, code, value_type, list(chosen)]
    for text, _kept in plan_cases.DESCRIPTIONS:
        yield 'probes.values.cleaned', [text, plan_cases.NAMES, plan_cases.VALUES]
    for token, _stays in plan_cases.TOKENS:
        yield 'probes.values.cleaned', ['chest ' + token, [], []]
    for place, value, _code, _path in plan_cases.BAD_PRESETS:
        yield 'probes.values.preset', [plan_cases.changed_preset(place, value)]
    yield 'probes.values.preset', [plan_cases.GOOD_PRESET]


def _text():
    for terms, _label, _warnings in text_cases.TERMS:
        yield 'probes.values.terms', [terms]
    for terms, content, vr, _text in text_cases.DECODE:
        yield 'probes.values.decoded', [terms, bytes.fromhex(content), vr]
    for terms, text, _content in text_cases.ENCODE:
        yield 'probes.values.encoded', [terms, text]
    for text in ('林望', 'a 表ソ', 'ﾊﾔｼ', '김소', '\x1b', ''):
        yield 'probes.values.loosely', [text]
    for content, vr, big, terms, _values, _shown in text_cases.VALUES:
        yield 'probes.text.value', [bytes.fromhex(content), vr, big, terms]
    for vr, _dummy, _zero in text_cases.FIXED:
        yield 'probes.text.replaced', [vr, 'Ä山 long enough to be cut somewhere', ['ISO_IR 192']]
        yield 'probes.text.replaced', [vr, 'a\\b', []]
    for text, _written in text_cases.CELLS:
        yield 'samar.core.report.documents.cell', [text]
    for text in text_cases.NAMES:
        yield 'probes.text.name', [text]
    for text, _written in text_cases.SELECTORS:
        yield 'probes.text.selector', [text]
    for text, _code, _position in text_cases.NO_SELECTORS:
        yield 'probes.text.selector', [text]
    for text, path, _meant in text_cases.MATCHES:
        yield 'probes.text.means', [text, path]
    yield from text_cases.made_up()
    for label, written in text_cases.TABLES:
        yield 'probes.text.table', [label, written]
    for first, step in ((0, 7), (39000, 1), (188900, 1), (200000, 137)):
        yield 'probes.text.long_codes', [first, 6000, step]


def _language():
    for name in ('large_numbers', 'mixed_keys', 'objects', 'failures', 'numbers'):
        yield f'probes.language.{name}', []
    for text in ('DOE^JANE', 'ñandú^É', '山田^太郎', '😀^x', '', '^^', '123', 'aXa\tb '):
        yield 'probes.language.texts', [text]
    for keys in (['b', 'a'], ['10', '9', 'x'], ['0010', '10', '1e3'], ['constructor', 'toString', 'length', 'name']):
        yield 'probes.language.text_keys', [keys]
    yield 'probes.language.generators', [9]
    for first in range(0, 0x800, 256):
        yield 'probes.language.kinds', [first, first + 256]
    yield 'probes.values.raised', ['malformed-x']


def _quick():
    numbers = (0, 1, -1, 7, -7, 3, 2147483647, 2147483648, -2147483649, 4294967295, 9007199254740991, -9007199254740991, True)
    for x in numbers:
        for y in (0, 1, -1, 2, -3, 31, 9007199254740991, None, False):
            yield 'probes.quick.arithmetic', [x, y]
    for x, y in (('a', 'b'), ('ab', 3), ('%d', 5), ('%04X', -3), ([1], [2]), ('a', [1]), (None, None)):
        yield 'probes.quick.arithmetic', [x, y]
    for name in ('boxed', 'sequences', 'mappings', 'membership', 'calls', 'arrays'):
        yield f'probes.quick.{name}', []
    for text in ('ab', ' abba ', '', 'äb', '12', 'a|b|c', 'a\tb'):
        yield 'probes.quick.texts', [text]
    for count in (0, 3, 7):
        yield 'probes.quick.loops', [count]
    for how in ('own', 'key', 'index', 'type', 'attribute', 'value', 'zero', 'unbound', 'none'):
        yield 'probes.quick.failures', [how]


def _standard():
    for function, given, _expected in standard_cases.CALLS:
        yield function, given


def _media():
    for content in media_cases.FILES:
        yield 'probes.media.node', [content]
        yield 'probes.media.place', [bytes(range(32)), content]
        yield 'probes.media.directory', [content]
    for before, after in media_cases.SETS:
        yield 'probes.media.compared', [before, after]
    for found, directory, paths in media_cases.FOLLOWED:
        yield 'samar.core.media.dicomdir.follow', [found, directory, paths]
    yield 'probes.media.apart', [media_cases.NAMES]
    yield 'samar.core.kernels.references.rows_of_uids', [5, array.array('I', [0x00080016, 0x00080018, 0x00090010, 0x00091001, 0x00080018]),
        array.array('H', [21833, 21833, 19535, 21329, 21833]), array.array('i', [-1, -1, -1, -1, 3]), bytearray(5), array.array('i', [0] * 6)]


def _review():
    tags = array.array('I', [0x00100010, 0x00091001, 0x00080018, 0xFFFEE000, 0x00090010])
    for text in ('birth', '"a b" -vr:SQ', 'private: value:"x y"', '(0010,0010) **.PatientName', '(0009,"A B",01)', '- 2019.05.07 "open', 'vr:'):
        yield 'samar.core.review.query.terms', [text]
    yield 'samar.core.kernels.listing.mark_equal', [5, array.array('H', [20558, 1, 20558, 0, 2]), 20558, bytearray(5)]
    yield 'samar.core.kernels.listing.mark_group', [5, tags, 9, bytearray(5)]
    yield 'samar.core.kernels.listing.private_rows', [5, tags, array.array('i', [0] * 5)]
    for away in (0, 1):
        for first in (0, 1):
            yield 'samar.core.kernels.listing.meet', [4, bytearray([1, 0, 1, 0]), away, first, bytearray([1, 1, 0, 0])]


def calls():
    """All cases, each name once."""
    found = []
    for group in (_language, _quick, _plan, _text, _standard, _media, _review):
        for at, (function, given) in enumerate(group()):
            found.append((f'{function}-{at}', function, to_wire(given)))
    return found
