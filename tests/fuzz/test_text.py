"""Text by chance: nothing raises, nothing takes longer than its length explains, what is written is read again as it was."""

import random
import time

import pydicom.charset
import pytest
from samar.core.elements import charset, encoding, names, selectors, values
from samar.core.errors import BadChoice
from samar.hosts import cpython as host_cpython

host_cpython.install()

SINGLE = ('ISO 2022 IR 100', 'ISO 2022 IR 101', 'ISO 2022 IR 109', 'ISO 2022 IR 110', 'ISO 2022 IR 144', 'ISO 2022 IR 127',
          'ISO 2022 IR 126', 'ISO 2022 IR 138', 'ISO 2022 IR 148', 'ISO 2022 IR 13', 'ISO 2022 IR 166')
DOUBLE = ('ISO 2022 IR 87', 'ISO 2022 IR 159', 'ISO 2022 IR 149', 'ISO 2022 IR 58')
LETTERS = {
    '100': 'ÀÉÎõüß', '101': 'ĄŁĽŚŠř', '109': 'ĦĤĴħĥĵ', '110': 'ĸŖĨĻĒĢ', '144': 'ЁЂБВГДж', '127': 'ءآأبةت', '126': 'ΆΈΑΒΓάέ',
    '138': 'אבגדהוז', '148': 'ĞİŞğış', '13': 'ｱｲｳﾞﾟｰ', '166': 'กขฃัาิ', '87': '山田太郎やアン〜', '159': '丂丄仡鷗',
    '149': '김희중홍길동', '58': '张小东王字', '6': '',
}


def declared(chance):
    """Terms of (0008,0005) that may stand together, and the letters that they allow."""
    first = chance.choice(['', 'ISO 2022 IR 6', *SINGLE])
    terms = [first, *chance.sample([term for term in (*SINGLE, *DOUBLE) if term != first], chance.randrange(1, 5))]
    return terms, ''.join(LETTERS[term.split(' ')[-1]] for term in terms if term)


@pytest.mark.parametrize('seed', range(40))
def test_what_is_written_is_read_again(seed):
    chance = random.Random(seed)
    for _ in range(60):
        terms, letters = declared(chance)
        own = charset.resolve(terms)
        text = ''.join(chance.choice(letters + ' Az9-') for _ in range(chance.randrange(1, 30)))
        content = encoding.encode(text, own)
        assert content is not None
        for vr in charset.VRS:
            assert charset.decode(content, own, vr) == text
        theirs = pydicom.charset.decode_bytes(bytes(content), pydicom.charset.convert_encodings(terms), {9, 10, 12, 13})
        assert theirs.replace('\x1b$)A', '') == text
        marked = ''.join(chance.choice(letters + ' Az9-^^\\==\r\n') for _ in range(chance.randrange(1, 30)))
        content = encoding.encode(marked, own)
        for vr in charset.VRS:
            assert charset.decode(content, own, vr) == marked
        assert_left_before_delimiters(bytes(content))


def assert_left_before_delimiters(content):
    """Before each delimiter, and at the end, no two-byte set is in G0 (PS3.5 6.1.2.5.3)."""
    at, double = 0, False
    while at < len(content):
        if content[at] == 0x1B:
            double = content[at + 1:at + 3] in (b'$B', b'$(') if content[at + 1:at + 3] in (b'$B', b'$(', b'(B', b'(J') else double
            at += 4 if content[at + 1:at + 3] in (b'$(', b'$)') else 3
        elif double and 0x20 < content[at] < 0x80:
            at += 2
        else:
            assert not double or content[at] not in b'\\^=\r\n'
            at += 1
    assert not double


@pytest.mark.parametrize('seed', range(60))
def test_any_bytes(seed):
    chance = random.Random(1000 + seed)
    for _ in range(40):
        terms, _letters = declared(chance)
        if chance.random() < 0.3:
            terms = [chance.choice(['ISO_IR 192', 'GB18030', 'GBK', 'ISO_IR 13', 'nonsense', '\0\xff', 'ISO_IR 166'])]
        own = charset.resolve(terms)
        content = bytes(chance.choice(b'\x1b$()BDAIJC-\\^=\r\n') if chance.random() < 0.5 else chance.randrange(256)
                        for _ in range(chance.randrange(40)))
        for vr in (*charset.VRS, 'UN', 'FD'):
            for text in values.list_of(content, vr, False, own):
                assert not any(0xD800 <= ord(character) < 0xE000 for character in text)
            values.text_of(content, vr, True, own, chance.randrange(50))
        text = charset.decode(content, own, 'LO')
        again = encoding.encode(text, own)
        if again is not None and charset.ESC not in text:
            assert charset.decode(again, own, 'LO') == text
        names.words(text)


@pytest.mark.parametrize('seed', range(20))
def test_any_selector(seed):
    chance = random.Random(2000 + seed)
    pieces = ['(', ')', ',', '"', '[', ']', '.', '*', '**', '0010', '0009', 'PatientName', 'ACME', ' ', '0', '-1', 'x', 'é', '']
    for _ in range(300):
        text = ''.join(chance.choice(pieces) for _ in range(chance.randrange(12)))
        try:
            steps = selectors.parse(text)
        except BadChoice as error:
            assert error.code.startswith('selector-') and 0 <= error.offset <= len(text)
        else:
            assert selectors.parse(selectors.format(steps)) == steps


@pytest.mark.parametrize('content', [
    b'\x1b$B' * 60000 + b'\n', b'\x1b' * 200000, b'\x1b$B' + b'a\xb1' * 50000, (b'\x1b$)C\xb0\xa1\x1b(B' * 20000) + b'\\',
    b'\xff' * 200000, b'\x81' * 200000, b'\x84\x31' * 100000, b'\\' * 200000])
def test_long_values_take_no_longer_than_their_length_explains(content):
    for terms in (['', 'ISO 2022 IR 87', 'ISO 2022 IR 149'], ['GB18030'], ['ISO_IR 192'], ['ISO_IR 13']):
        own = charset.resolve(terms)
        started = time.perf_counter()
        text = charset.decode(content, own, 'LO')
        encoding.encode(text, own)
        values.text_of(content, 'UT', False, own, 100)
        assert time.perf_counter() - started < 5
