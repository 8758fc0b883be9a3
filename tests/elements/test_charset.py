"""Specific Character Set: pydicom is the oracle for legal text, the standard's own examples for code extensions."""

import os
import pathlib
import random
import warnings

import pydicom
import pydicom.charset
import pytest
from samar.core.elements import charset, encoding, values
from samar.hosts import text as host_text

from tests.cases import text_cases

CHARSET_FILES = pathlib.Path(pydicom.__file__).parent / 'data' / 'charset_files'
CORPUS = pathlib.Path(os.environ.get('DICOM_CORPUS', pathlib.Path(__file__).parents[3] / 'shared' / 'corpus'))
TEXT_VRS = charset.VRS

# Terms of (0008,0005) and text of letters that they can hold, for text made at random.
ALPHABETS = {
    'ISO_IR 100': 'ÀÉÎõüßÿ¿§', 'ISO_IR 101': 'ĄŁĽŚŠĎňřšž', 'ISO_IR 109': 'ĦĤİĞĴħĥıŭŝ', 'ISO_IR 110': 'ĄĸŖĨĻŠĒĢŦ',
    'ISO_IR 144': 'ЁЂЃЄАБВГДжзийэюяёђ№', 'ISO_IR 127': 'ءآأؤإئابةتثجحخ', 'ISO_IR 126': 'ΆΈΉΊΌΎΏΐΑΒΓΔΕΖάέήί',
    'ISO_IR 138': 'אבגדהוזחטיךכלםמןנסעףפ', 'ISO_IR 148': 'ĞİŞğışÇÖÜ', 'ISO_IR 166': 'กขฃคฅฆงจฉชซะัาำิีึ',
    'ISO_IR 13': 'ｱｲｳｴｵｶｷｸﾀﾛｳﾔﾏﾞﾟｰ', 'ISO_IR 192': 'é山Ж한ﾔ😀𠮷ø',
    'GB18030': '王小东汉字编码ǹḿ𠀀ÄЖ', 'GBK': '王小东漢字編碼ЖΩ',
}
EXTENDED = {
    '\\ISO 2022 IR 87': '山田太郎やまだたろうアイウ〜‖−', '\\ISO 2022 IR 87\\ISO 2022 IR 159': '山田太郎丂丄丅丨丯仡鷗',
    'ISO 2022 IR 13\\ISO 2022 IR 87': 'ﾔﾏﾀﾞ山田太郎やまだ', '\\ISO 2022 IR 149': '김희중洪吉洞홍길동',
    '\\ISO 2022 IR 58': '张小东王字', 'ISO 2022 IR 100\\ISO 2022 IR 144': 'ÀÉÎДжЯё',
    'ISO 2022 IR 6\\ISO 2022 IR 126\\ISO 2022 IR 138': 'ΑΒΓάέאבג', 'ISO 2022 IR 100\\ISO 2022 IR 166': 'äöกขฃ',
    'ISO 2022 IR 101\\ISO 2022 IR 109\\ISO 2022 IR 110\\ISO 2022 IR 148': 'ŁŚřĦĤŭĸŖĨĞışÇ',
    'ISO 2022 IR 127\\ISO 2022 IR 87': 'ابة山田',
}


def terms_of(text):
    return text.split('\\')


def pydicom_text(content, encodings):
    """What pydicom makes of bytes; it leaves the escape sequence of ISO 2022 IR 58 in the text."""
    return pydicom.charset.decode_bytes(content, encodings, {9, 10, 12, 13}).replace('\x1b$)A', '')


def made_up(alphabet, seed, length=12):
    chance = random.Random(seed)
    return ''.join(chance.choice(alphabet + 'aZ 9') for _ in range(chance.randrange(1, length))).strip() or 'x'


@pytest.mark.parametrize(('terms', 'label', 'warnings_found'), text_cases.TERMS)
def test_terms(terms, label, warnings_found):
    found = charset.resolve(terms)
    assert (found.label, found.warnings) == (label, warnings_found)


@pytest.mark.parametrize(('terms', 'content', 'vr', 'text'), text_cases.DECODE)
def test_decode(terms, content, vr, text):
    assert charset.decode(bytes.fromhex(content), charset.resolve(terms), vr) == text


@pytest.mark.parametrize(('terms', 'text', 'content'), text_cases.ENCODE)
def test_encode(terms, text, content):
    found = encoding.encode(text, charset.resolve(terms))
    assert (None if found is None else bytes(found).hex()) == content


@pytest.mark.parametrize('term', ALPHABETS)
def test_one_set_as_pydicom(term):
    encodings = pydicom.charset.convert_encodings(term)
    own = charset.resolve([term])
    for seed in range(150):
        text = made_up(ALPHABETS[term], seed)
        content = text.encode(encodings[0])
        assert charset.decode(content, own) == text
        assert bytes(encoding.encode(text, own)) == content


@pytest.mark.parametrize('terms', EXTENDED)
def test_code_extensions_as_pydicom(terms):
    encodings = pydicom.charset.convert_encodings(terms_of(terms))
    own = charset.resolve(terms_of(terms))
    for seed in range(150):
        text = made_up(EXTENDED[terms], seed)
        content = bytes(encoding.encode(text, own))
        assert charset.decode(content, own) == text
        assert pydicom_text(content, encodings) == text, content
        theirs = pydicom.charset.encode_string(text, encodings)
        if 'IR 58' in terms or (b'\x1b$B' in theirs and 'IR 127' in terms):
            continue  # pydicom designates no IR 58; it leaves JIS X 0208 by designating G1, which does not end it
        assert charset.decode(theirs, own) == text, theirs


@pytest.mark.parametrize('terms', EXTENDED)
def test_names_and_several_values_with_code_extensions(terms):
    own = charset.resolve(terms_of(terms))
    for seed in range(80):
        text = '^'.join(made_up(EXTENDED[terms], seed * 9 + i, 5) for i in range(3)) + '='
        text += '^'.join(made_up(EXTENDED[terms], seed * 9 + 5 + i, 5) for i in range(2))
        content = bytes(encoding.encode(text, own))
        assert charset.decode(content, own, 'PN') == text
        assert charset.decode(content, own, 'LT') == text
        several = text.replace('^', '\\').replace('=', '\r\n')
        content = bytes(encoding.encode(several, own))
        assert charset.decode(content, own, 'LO') == several


def test_escapes_name_only_declared_sets():
    own = charset.resolve(['', 'ISO 2022 IR 149'])
    assert encoding.encode('山', own) is not None
    assert encoding.encode('Ж丂', own) is None
    assert encoding.encode('é', charset.resolve([])) is None
    assert encoding.encode('a\x1b$B', own) is None
    for text in ('山田', 'aか', 'か\\か', 'ﾔ山ﾔ'):
        content = bytes(encoding.encode(text, charset.resolve(['ISO 2022 IR 13', 'ISO 2022 IR 87'])))
        for value in content.split(b'\\'):
            assert value.count(b'\x1b$B') == value.count(b'\x1b(J')


def test_every_character_of_each_set_comes_back():
    for label in ['latin-1', *host_text.SINGLE, 'jis-x-0201', *host_text.WRITABLE, 'utf-8']:
        count = 0
        for point in [*range(0xD800), *range(0xE000, 0x10000), 0x10000, 0x1F600, 0x2A6D6, 0x10FFFF]:
            found = host_text.encode(chr(point), label)
            if found is not None:
                count += 1
                assert host_text.decode(found, label.removesuffix('-vendor')) == chr(point)
        assert count > 127


@pytest.mark.parametrize(('label', 'codec', 'first'), [
    ('ks-x-1001', 'euc_kr', 0xA1), ('gb-2312', 'gb2312', 0xA1), ('gbk', 'gbk', 0x40), ('gb18030', 'gb18030', 0x40)])
def test_two_byte_tables_are_those_of_python(label, codec, first):
    for lead in range(0x81 if first < 0xA1 else 0xA1, 0xFF):
        for trail in range(first, 0xFF):
            try:
                text = bytes((lead, trail)).decode(codec)
            except UnicodeDecodeError:
                continue
            if len(text) == 1:
                assert host_text.decode(bytes((lead, trail)), label) == text
                assert bytes(host_text.encode(text, label)) == text.encode(codec)


@pytest.mark.parametrize(('label', 'codec', 'escape'), [('jis-x-0208', 'iso2022_jp', b'\x1b$B'),
                                                        ('jis-x-0212', 'iso2022_jp_2', b'\x1b$(D')])
def test_seven_bit_tables_are_those_of_python(label, codec, escape):
    for lead in range(0x21, 0x7F):
        for trail in range(0x21, 0x7F):
            try:
                text = (escape + bytes((lead, trail)) + b'\x1b(B').decode(codec)
            except UnicodeDecodeError:
                continue
            assert host_text.decode(bytes((lead, trail)), label) == text
            assert bytes(host_text.encode(text, label)) == bytes((lead, trail))


def text_elements(dataset, own=None):
    """(CharacterSet, VR, bytes, pydicom's text) of each text element at every depth."""
    raw = dataset.get_item('SpecificCharacterSet')
    if raw is not None and isinstance(raw.value, bytes | None):
        own = charset.resolve((raw.value or b'').decode('latin-1').split('\\'))
    elif raw is not None:
        terms = raw.value or []
        own = charset.resolve([terms] if isinstance(terms, str) else list(terms))
    own = own or charset.resolve([])
    for tag in list(dataset.keys()):
        raw = dataset.get_item(tag)
        content = raw.value if isinstance(raw.value, bytes) else None
        try:
            element = dataset[tag]
        except Exception:
            continue
        if element.VR == 'SQ':
            for item in element.value:
                yield from text_elements(item, own)
        elif element.VR in TEXT_VRS and content:
            many = element.value if isinstance(element.value, pydicom.multival.MultiValue) else [element.value]
            yield own, element.VR, content, [str(value) for value in many]


def bare(text):
    """Text without padding and without the empty groups at the end, which pydicom drops."""
    return text.replace('\x1b$)A', '').strip(' \0').rstrip('=')


def compare_file(path):
    """Number of text elements of a file that both read alike; legal text differs nowhere."""
    count = 0
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        dataset = pydicom.dcmread(path, force=True, defer_size=None)
        for own, vr, content, expected in text_elements(dataset):
            if any('replacement' in str(warning.message) or 'escape' in str(warning.message) for warning in caught):
                caught.clear()
                continue
            found = [bare(text) for text in values.list_of(content, vr, False, own)]
            assert found == [bare(text) for text in expected if text or len(expected) > 1]
            count += 1
    return count


@pytest.mark.parametrize('path', sorted(CHARSET_FILES.glob('*.dcm')), ids=lambda path: path.stem)
def test_pydicom_charset_files(path):
    assert compare_file(path) > 0


@pytest.mark.skipif(not CORPUS.is_dir(), reason='corpus is not here (DICOM_CORPUS)')
def test_corpus_as_pydicom():
    count = 0
    wrong = []
    for path in sorted(CORPUS.rglob('*.dcm')):
        try:
            count += compare_file(path)
        except AssertionError:
            wrong.append(path.name)
        except Exception:
            continue
    assert not wrong
    assert count > 3000


def test_shift_jis_as_files_have_it_under_jis_x_0201():
    declared = charset.resolve(['ISO_IR 13'])
    for letter in [chr(number) for number in range(0x20, 0x10000) if not 0xD800 <= number < 0xE000]:
        try:
            expected = letter.encode('shift_jis')
        except UnicodeEncodeError:
            continue
        if letter not in '\u00a5\u203e\\~':      # the yen and the overline stand in the places of these two
            assert bytes(encoding.loosely(letter, declared)) == expected, letter
    assert bytes(encoding.loosely('a林望 ﾊ', declared)) == 'a林望 ﾊ'.encode('shift_jis')
    assert encoding.loosely('김', declared) is None and encoding.loosely('林', charset.resolve(['GBK'])) is None
