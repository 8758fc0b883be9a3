"""Each row of table E.1-1 under the Basic Profile, under each option alone and under legal sets, in three places:
at the top level, in a sequence that is kept, and in a sequence that is written as UN.

One file holds all rows at once, so a row is also seen not to disturb its neighbours. What is right comes from
`annex_e`, which shares no code with `pycore/samar/core/plan`.
"""

import io

import pydicom
import pytest
from pydicom import config, datadict, valuerep

from tests.conformance import annex_e, encoding, run

KEPT_SEQUENCE = 0x00082218      # Anatomic Region Sequence: not in table E.1-1
ZONE = 0x00080201               # Timezone Offset From UTC
PLACES = ('top', 'sequence', 'unknown')
SETS = [(), *[(option,) for option in annex_e.OPTIONS],
        ('retain-device-identity', 'modify-dates'),
        ('retain-patient-characteristics', 'clean-descriptors'),
        ('clean-descriptors', 'modify-dates', 'retain-patient-characteristics', 'retain-device-identity',
         'retain-safe-private'),
        tuple(option for option in annex_e.OPTIONS if option != 'modify-dates')]
ROWS = annex_e.rows()
TYPES = annex_e.types_of_ct()
CHECKED_VRS = ('AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'LO', 'LT', 'PN', 'SH', 'ST', 'TM', 'UC', 'UI', 'UR', 'UT')


@pytest.fixture(scope='module', autouse=True)
def newer_attributes():
    """pydicom learns the attributes of the table that are newer than its dictionary, for as long as these tests run."""
    new = [row for row in ROWS if row.vr and row.keyword != 'PrivateAttributes' and row.tag >> 24 not in (0x50, 0x60)
           and not datadict.dictionary_has_tag(row.tag)]
    for row in new:
        datadict.add_dict_entry(row.tag, row.vr, row.keyword, row.keyword, '1-n')
    yield
    for row in new:
        del datadict.DicomDictionary[row.tag], datadict.keyword_dict[row.keyword]


def word(row):
    """What is found again of a row's value."""
    return f'Zq{row.number:03d}Kwy'


def name(row):
    """The person inside a row that is a sequence: another word, because what names a person goes wherever it stands."""
    return f'Nq{row.number:03d}Jkw'


def inside(row, implicit):
    """The item of a row that is a sequence: code, text, person and UID."""
    mark = word(row)
    content = (encoding.element(0x00080100, 'SH', f'C-{row.number:05d}'.encode(), implicit)
               + encoding.element(0x00080102, 'SH', b'99TEST', implicit)
               + encoding.element(0x00080104, 'LO', mark.encode(), implicit)
               + encoding.element(0x00081155, 'UI', f'1.2.826.0.1.3680043.2.9999.{row.number}'.encode(), implicit)
               + encoding.element(0x00100010, 'PN', name(row).encode(), implicit))
    return encoding.item(content)


def element(row, implicit, options):
    content = inside(row, implicit) if row.vr == 'SQ' else old_value(row, options)
    return encoding.element(row.tag, row.vr, content, implicit)


def old_value(row, options):
    """Bytes of a row's value before. The time zone is the one text that an option keeps as it is; a word that cleaning
    keeps stands only where text is cleaned, because in a value that identifies it would be cut everywhere."""
    if row.tag == ZONE:
        return b'+0930'
    before = 'chest ' if annex_e.outcomes(row, options, '') == {'cleaned'} else ''
    return encoding.value(row.vr, row.number, word(row), before)


def content(place, options):
    """The file: all rows in one place."""
    implicit = place == 'unknown'
    left_out = (0x0000, 0x0002) if place == 'top' else ()
    elements = {row.tag: element(row, implicit, options) for row in ROWS if row.tag >> 16 not in left_out}
    elements[0x00090010] = encoding.element(0x00090010, 'LO', b'SAMAR TEST', implicit)
    elements[0x00080016] = encoding.element(0x00080016, 'UI', encoding.CT.encode(), implicit)
    body = b''.join(elements[tag] for tag in sorted(elements))
    if place == 'top':
        return encoding.part10(body)
    outside = {0x00080016: encoding.element(0x00080016, 'UI', encoding.CT.encode()),
               0x00080018: encoding.element(0x00080018, 'UI', b'1.2.826.0.1.3680043.2.9999.1'),
               0x00100020: encoding.element(0x00100020, 'LO', b'Zq999Kwy')}
    outside[KEPT_SEQUENCE] = (encoding.as_unknown(KEPT_SEQUENCE, body) if implicit
                              else encoding.element(KEPT_SEQUENCE, 'SQ', encoding.item(body)))
    return encoding.part10(b''.join(outside[tag] for tag in sorted(outside)))


@pytest.fixture(scope='module', params=PLACES)
def place(request):
    return request.param


@pytest.fixture(scope='module', params=SETS, ids=lambda options: '+'.join(options) or 'basic')
def options(request):
    return request.param


@pytest.fixture(scope='module')
def result(place, options, newer_attributes):
    """(data set before, data set after, bytes after), both where the rows stand."""
    before = content(place, options)
    after = run.output(before, options)
    first, second = (pydicom.dcmread(io.BytesIO(one)) for one in (before, after))
    if place == 'top':
        return first, second, after
    assert len(second[KEPT_SEQUENCE].value) == 1
    return first[KEPT_SEQUENCE].value[0], second[KEPT_SEQUENCE].value[0], after


def text(element):
    """A value as one text, whatever the VR."""
    value = element.value
    if isinstance(value, bytes):
        return value.decode('latin-1')
    return '' if value is None else '\\'.join(map(str, value)) if element.VM > 1 else str(value)


def holds(row, found):
    """Whether the old value, or part of it, is still in an element."""
    if row.vr == 'SQ':
        inner = str(found.value[0])
        return word(row).upper() in inner.upper() or f'.9999.{row.number}\n' in inner + '\n'
    old = old_value(row, ())
    if row.vr in ('DA', 'DT', 'TM', 'AS', 'UI'):
        return old.decode() in text(found)
    if row.vr == 'US':
        return found.value == row.number + 1000
    return word(row).upper() in text(found).upper() or old.decode().strip() in text(found)


def valid(found):
    """Whether a value fits its VR, as pydicom reads PS3.5 6.2."""
    if found.VR not in CHECKED_VRS:
        return True
    values = found.value if found.VM > 1 else [found.value]
    for value in values:
        try:
            valuerep.validate_value(found.VR, str(value), config.RAISE)
        except ValueError:
            return False
    return True


def outcome(row, before, after):
    """Which outcome of `annex_e` a row has; 'leaked' when the old value stands where it should not."""
    if row.tag not in after:
        return 'absent'
    found = after[row.tag]
    if found.VR == 'SQ' or row.vr == 'SQ':
        return of_sequence(row, found)
    if found.value is None or len(text(found)) == 0:
        return 'empty'
    if text(found) == text(before[row.tag]):
        return 'kept'
    if holds(row, found):
        return 'leaked'
    if row.vr == 'UI':
        return 'uid'
    if row.vr in ('DA', 'DT') and not text(found).startswith('1900'):
        return 'shifted'
    if 'chest' in text(found).lower():
        return 'cleaned'
    return 'dummy'


def of_sequence(row, found):
    if len(found.value) == 0:
        return 'empty'
    item = found.value[0]
    if name(row) in str(item.get('PatientName', '')):
        return 'leaked'
    if not holds(row, found):
        return 'dummy'
    return 'kept' if word(row).upper() in str(item).upper() else 'references'


def agrees(row, options, expected, got):
    """Whether what was done is one of the right outcomes, with what the VR makes of them."""
    if got in expected:
        return True
    if got == 'references':
        # Of a sequence only the UIDs stayed: they have a row of their own.
        return 'kept' in expected or ('cleaned' in expected and 'retain-uids' in options)
    if 'shifted' in expected:
        # Times of day and the zone stay when whole days are added.
        return row.vr in ('TM', 'SH') and got == 'kept'
    if 'cleaned' in expected:
        # Where nothing harmless is left, or the VR has no cleaned form, cleaning is replacing or removing.
        return got in ('dummy', 'absent', 'empty') and row.vr not in ('LO', 'LT', 'SH', 'ST', 'UT', 'UC')
    return row.vr == 'UI' and 'dummy' in expected and got == 'uid'


def test_each_row_is_as_the_table_says(place, options, result):
    before, after, _ = result
    wrong = []
    for row in ROWS:
        if place == 'top' and row.tag >> 16 == 2:
            continue
        kind = TYPES[row.number] if place == 'top' else ''
        expected = annex_e.outcomes(row, options, kind)
        got = outcome(row, before, after)
        if not agrees(row, options, expected, got):
            wrong.append(f'{row}, Type {kind or "unknown"}: {got}, right is {" or ".join(sorted(expected))}')
    assert not wrong, '\n'.join([f'{len(wrong)} rows', *wrong])


def test_each_new_value_fits_its_vr(result):
    _, after, _ = result
    wrong = [f'{row}: {after[row.tag].VR}' for row in ROWS
             if row.tag in after and after[row.tag].VR != 'SQ' and not valid(after[row.tag])]
    assert not wrong, '\n'.join(wrong)


def test_no_marked_word_is_left_but_where_it_is_kept(place, options, result):
    _, _, content = result
    words = {name(row) for row in ROWS} | {
        word(row) for row in ROWS
             if annex_e.outcomes(row, options, TYPES[row.number] if place == 'top' else '') != {'kept'}}
    upper = content.upper()
    left = sorted(one for one in words if one.upper().encode() in upper)
    rows = {word(row): row for row in ROWS}
    assert not left, '\n'.join(str(rows[one]) for one in left)
