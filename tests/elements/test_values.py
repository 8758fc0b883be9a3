"""Values of every VR; pydicom, struct and numpy are the oracles."""

import random
import struct

import numpy
import pydicom
import pytest
from pydicom.dataelem import RawDataElement, convert_raw_data_element
from pydicom.tag import Tag
from pydicom.valuerep import VR as ALL_VRS
from samar.core.elements import charset, numbers, values

from tests.cases import text_cases

EVERY_VR = sorted(str(vr) for vr in ALL_VRS if len(str(vr)) == 2)
CODES = {'SS': 'h', 'US': 'H', 'SL': 'i', 'UL': 'I', 'SV': 'q', 'UV': 'Q', 'FL': 'f', 'FD': 'd'}


@pytest.mark.parametrize(('content', 'vr', 'big', 'terms', 'found', 'shown'), text_cases.VALUES)
def test_value(content, vr, big, terms, found, shown):
    content, own = bytes.fromhex(content), charset.resolve(terms)
    assert values.list_of(content, vr, big, own) == found
    assert values.text_of(content, vr, big, own, 24) == shown
    assert values.text_of(memoryview(content), vr, big, own).startswith(shown.split('…')[0].rstrip())


@pytest.mark.parametrize('vr', CODES)
@pytest.mark.parametrize('big', [False, True])
def test_numbers_as_struct(vr, big):
    code = CODES[vr]
    chance = random.Random(vr + str(big))
    width = struct.calcsize('<' + code)
    for count in [*range(12), 100]:
        content = bytes(chance.randrange(256) for _ in range(count * width))
        expected = struct.unpack(('>' if big else '<') + str(count) + code, content)
        assert list(map(repr, numbers.numbers(content, vr, big))) == list(map(repr, expected))
        if vr != 'FL':
            assert numbers.texts(content, vr, big) == [str(number) for number in expected]
        assert len(numbers.numbers(content + b'\0' * (width - 1), vr, big, 5)) == min(count, 5)


def hard_singles():
    """Bits of singles where rounding is easily wrong: powers of two, their neighbours, denormals, short decimals."""
    chance = random.Random(7)
    for exponent in range(256):
        yield from (exponent << 23, exponent << 23 | 1, exponent << 23 | 0x7FFFFF)
    for _ in range(3000):
        yield chance.getrandbits(23)
        yield chance.getrandbits(32)
        yield struct.unpack('<I', struct.pack('<f', round(chance.uniform(-5000, 5000), chance.randrange(5))))[0]


def test_singles_as_numpy():
    for bits in hard_singles():
        single = numpy.frombuffer(struct.pack('<I', bits), '<f4')[0]
        text = numbers.single_text(bits)
        if single != single:
            assert text == 'nan'
        else:
            assert numpy.format_float_scientific(single, unique=True, trim='-') == \
                numpy.format_float_scientific(numpy.float32(text), unique=True, trim='-')
            assert float(text) == float(str(single))
            assert len(text.strip('-').replace('.0', '').replace('.', '').split('e')[0].strip('0')) <= 9
            if 1e-3 <= abs(single) < 1e5:
                assert text == str(single)


def test_doubles_are_exact():
    chance = random.Random(8)
    for _ in range(6000):
        bits = chance.choice([chance.getrandbits(64), chance.getrandbits(52), chance.randrange(2048) << 52])
        assert repr(numbers.of_double(bits)) == repr(struct.unpack('<d', struct.pack('<Q', bits))[0])


@pytest.mark.parametrize('vr', EVERY_VR)
def test_nothing_raises(vr):
    chance = random.Random(vr)
    own = [charset.resolve(terms) for terms in ([], ['ISO_IR 192'], ['GB18030'], ['', 'ISO 2022 IR 87', 'ISO 2022 IR 149'])]
    for length in [*range(20), 63, 64, 65, 200, 5001]:
        for sets in own:
            content = bytes(chance.choice(b'\\^=\x1b$B(J)C\0 \n0.12') if chance.random() < 0.5 else chance.randrange(256)
                            for _ in range(length))
            for limit in (0, 1, 2, 11, 40):
                text = values.text_of(content, vr, chance.random() < 0.5, sets, limit)
                assert text.replace('\u3000', '').replace('\xa0', '').isascii() or all(x == ' ' or ord(x) > 32 for x in text)
                assert not limit or len(text) <= max(limit, 12) + 12
            for value in values.list_of(content, vr, False, sets):
                assert isinstance(value, str)


@pytest.mark.parametrize(('vr', 'dummy', 'zero'), text_cases.FIXED)
def test_replacements(vr, dummy, zero):
    assert values.dummy(vr) == dummy
    assert values.zero(vr, 2) == zero
    if dummy is None:
        if vr not in ('UI', 'SQ'):
            assert not any(values.blank(vr, 3)) and len(values.blank(vr, 3)) % 2 == 0 and len(values.blank(vr, 3)) > 1
        return
    for text in (dummy, zero):
        content = bytes(values.encoded(text, vr, charset.DEFAULT))
        assert len(content) % 2 == 0
        with StrictPydicom():
            raw = RawDataElement(Tag(0x00091001), vr, len(content), content, 0, False, True)
            found = convert_raw_data_element(raw)
        assert [str(value) for value in (found.value if found.VM > 1 else [found.value])] == text.split('\\')


class StrictPydicom:
    """pydicom refuses values that break their VR."""

    def __enter__(self):
        self.mode = pydicom.config.settings.reading_validation_mode
        pydicom.config.settings.reading_validation_mode = pydicom.config.RAISE

    def __exit__(self, *what):
        pydicom.config.settings.reading_validation_mode = self.mode


def test_every_vr_has_a_kind():
    assert set(values.KINDS) == set(EVERY_VR) - {'SQ'}
    assert [vr for vr, _dummy, _zero in text_cases.FIXED] == EVERY_VR


def test_pad_and_fit():
    assert bytes(values.pad('UI', b'1.2')) == b'1.2\0'
    assert bytes(values.pad('OB', b'\1')) == b'\1\0'
    assert bytes(values.pad('LO', b'abc')) == b'abc '
    assert bytes(values.pad('LO', b'abcd')) == b'abcd'
    assert values.fit('a' * 70, 'LO') == 'a' * 64
    assert values.fit('a' * 20 + '\\b', 'SH') == 'a' * 16 + '\\b'
    assert values.fit('a' * 20000, 'UT') == 'a' * 20000
    assert values.fit('a\\' * 1000, 'ST') == ('a\\' * 1000)[:1024]
    assert bytes(values.encoded('ÄÖÜ', 'LO', charset.resolve(['ISO_IR 100']))) == b'\xc4\xd6\xdc '
    assert values.encoded('ÄÖÜ', 'CS', charset.resolve(['ISO_IR 100'])) is None


def test_beginning_of_a_long_value():
    own = charset.resolve([])
    assert values.text_of(b'ab' * 50, 'LT', False, own, 10, 100000) == 'ababababab… 100000 B'
    assert values.text_of(b'ab', 'OB', False, own, 30, 100000) == '61 62 … 100000 B'
    assert values.text_of(b'\1\0\2\0\3', 'US', False, own, 30, 100000) == '1\\2… 100000 B'
