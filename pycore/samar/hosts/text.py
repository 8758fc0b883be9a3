"""Text in the character sets of DICOM (PS3.5 6.1) on CPython: `decode(buffer, label)` and `encode(text, label)`.

The labels are those of `pycore/samar/core/elements/charset.py`. `extension/worker/host/text.js` does the same in the browser, function by
function, and the two agree on every byte. Python's codecs supply the tables, code by code: their own ways of treating
bytes that are wrong are not the browser's. A table is built when the first text needs it, and kept.
"""

import functools
from collections.abc import Callable, Iterable

from samar.core import host
from samar.kinds import Buffer

MISSING = '\ufffd'

# Single-byte sets and Python's names for them.
SINGLE = {'latin-2': 'iso8859-2', 'latin-3': 'iso8859-3', 'latin-4': 'iso8859-4', 'latin-5': 'iso8859-9',
          'latin-9': 'iso8859-15', 'cyrillic': 'iso8859-5', 'arabic': 'iso8859-6', 'greek': 'iso8859-7',
          'hebrew': 'iso8859-8', 'thai': 'tis-620', 'ascii': 'ascii'}

# cp932 has the rows that vendors added, and other code points for six signs of JIS X 0208.
SHIFT_JIS_FIXES = {0x8160: '\u301c', 0x8161: '\u2016', 0x817C: '\u2212', 0x8191: '\xa2', 0x8192: '\xa3', 0x81CA: '\xac'}
# GB 18030 has been revised since; every runtime reads its year 2000 form, which code and code point settle here.
CHINESE_FIXES = {0xA3A0: 0xE5E5, 0xA6D9: 0xE78D, 0xA6DA: 0xE78E, 0xA6DB: 0xE78F, 0xA6DC: 0xE790, 0xA6DD: 0xE791,
                 0xA6DE: 0xE792, 0xA6DF: 0xE793, 0xA6EC: 0xE794, 0xA6ED: 0xE795, 0xA6F3: 0xE796, 0xA8BC: 0xE7C7,
                 0xFE59: 0xE81E, 0xFE61: 0xE826, 0xFE66: 0xE82B, 0xFE67: 0xE82C, 0xFE6D: 0xE832, 0xFE7E: 0xE843,
                 0xFE90: 0xE854, 0xFEA0: 0xE864}
GB_2312_FIXES = {0xA1A4: '\u30fb', 0xA1AA: '\u2015'}


def _character(content: Iterable[int], codec: str) -> str | None:
    """The one character that the bytes stand for, or None."""
    try:
        found = bytes(content).decode(codec)
    except UnicodeDecodeError:
        return None
    return found if len(found) == 1 else None


def _pairs(codec: str, leads: Iterable[int], trails: Iterable[int]) -> dict[int, str]:
    """Two-byte code to character, for every code of `leads` and `trails` that the codec knows."""
    table = {}
    for lead in leads:
        for trail in trails:
            found = _character((lead, trail), codec)
            if found is not None:
                table[lead * 256 + trail] = found
    return table


def _is_private(character: str) -> bool:
    return '\ue000' <= character < '\uf900'


@functools.cache
def shift_jis() -> dict[int, str]:
    """JIS X 0208 with the rows that vendors added (13, 89 to 92 and IBM's), by Shift-JIS code."""
    leads = [*range(0x81, 0xA0), *range(0xE0, 0xF0), *range(0xFA, 0xFD)]
    return _pairs('cp932', leads, [*range(0x40, 0x7F), *range(0x80, 0xFD)]) | SHIFT_JIS_FIXES


@functools.cache
def jis_0208() -> dict[int, str]:
    """The same by its seven-bit code, rows 1 to 94."""
    table = {}
    for row in range(94):
        lead = row // 2 + (0x81 if row < 62 else 0xC1)
        for cell in range(94):
            trail = cell + (0x9F if row % 2 else 0x40 if cell < 63 else 0x41)
            found = shift_jis().get(lead * 256 + trail)
            if found is not None:
                table[(row + 33) * 256 + cell + 33] = found
    return table


@functools.cache
def jis_0212() -> dict[int, str]:
    """JIS X 0212 by its seven-bit code."""
    table = {}
    for lead in range(0xA1, 0xEE):
        for trail in range(0xA1, 0xFF):
            found = _character((0x8F, lead, trail), 'euc_jp')
            if found is not None:
                table[(lead - 128) * 256 + trail - 128] = found
    return table


@functools.cache
def korean() -> dict[int, str]:
    """KS X 1001 and, outside A1A1 to FEFE, the syllables that Windows added."""
    trails = [*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0x81, 0xFF)]
    return _pairs('cp949', range(0x81, 0xFF), trails)


@functools.cache
def chinese() -> dict[int, str]:
    """The two-byte part of GB 18030, which holds GBK and, but for two signs, GB 2312."""
    table = _pairs('gb18030', range(0x81, 0xFF), [*range(0x40, 0x7F), *range(0x80, 0xFF)])
    return table | {code: chr(point) for code, point in CHINESE_FIXES.items()}


@functools.cache
def gb_2312() -> dict[int, str]:
    """The same as ISO 2022 IR 58 reads it."""
    return chinese() | GB_2312_FIXES


@functools.cache
def four_byte() -> list[str]:
    """Characters of the four-byte part of GB 18030 in its order: all of the BMP that has no shorter code."""
    short = set(chinese().values())
    return [chr(point) for point in range(0x80, 0x10000)
            if chr(point) not in short and not 0xD800 <= point <= 0xDFFF]


TABLES = {'jis-x-0201': shift_jis, 'jis-x-0208': jis_0208, 'jis-x-0212': jis_0212, 'ks-x-1001': korean,
          'gb-2312': gb_2312, 'gbk': chinese, 'gb18030': chinese}


# ---- decoding ----

def _decode_seven_bit(content: bytes, table: dict[int, str]) -> str:
    """Seven-bit pairs of a set designated to G0; controls and spaces stand for themselves."""
    found = []
    at = 0
    while at < len(content):
        lead = content[at]
        trail = content[at + 1] if at + 1 < len(content) else 0
        if lead <= 0x20:
            found.append(chr(lead))
        else:
            found.append(table.get(lead * 256 + trail, MISSING) if lead < 0x7F else MISSING)
            at += trail > 0x20
        at += 1
    return ''.join(found)


def _decode_eight_bit(content: bytes, label: str, table: dict[int, str]) -> str:
    """ASCII, and pairs whose first byte has its high bit set; Shift-JIS has half-width katakana in one byte besides."""
    found = []
    at = 0
    while at < len(content):
        lead = content[at]
        if lead < 0x80:
            character = chr(lead)
        elif label == 'jis-x-0201' and 0xA0 < lead < 0xE0:
            character = chr(lead + 0xFEC0)
        else:
            trail = content[at + 1] if at + 1 < len(content) else 0
            character = table.get(lead * 256 + trail, '')
            if character:
                at += 1
            else:
                if label in ('gbk', 'gb18030') and 0x2F < trail < 0x3A:
                    character = _long_character(content, at)
                if character:
                    at += 3
                else:
                    character = MISSING
                    at += trail > 0x7F
        found.append(character)
        at += 1
    return ''.join(found)


def _long_character(content: bytes, at: int) -> str:
    """Character of the four bytes at `at`, or ''."""
    if at + 3 >= len(content):
        return ''
    a, b, c, d = content[at] - 0x81, content[at + 1] - 0x30, content[at + 2] - 0x81, content[at + 3] - 0x30
    if not (0 <= a <= 125 and 0 <= c <= 125 and 0 <= d <= 9):
        return ''
    place = ((a * 10 + b) * 126 + c) * 10 + d
    if place < len(four_byte()):
        return four_byte()[place]
    point = place - 189000 + 0x10000
    return chr(point) if 0x10000 <= point <= 0x10FFFF else ''


@functools.cache
def _single(label: str) -> list[str]:
    """The 256 characters of a single-byte set."""
    return [chr(byte) if byte < 128 else _character((byte,), SINGLE[label]) or MISSING for byte in range(256)]


def decode(buffer: Buffer, label: str) -> str:
    """Text of a buffer; bytes that the set does not have become U+FFFD. Raises LookupError for an unknown label."""
    content = bytes(buffer)
    if label in ('jis-x-0208', 'jis-x-0212'):
        return _decode_seven_bit(content, TABLES[label]())
    if content.isascii() or label == 'latin-1':
        return content.decode('latin-1')
    if label == 'utf-8':
        return content.decode('utf-8', 'replace')
    if label in TABLES:
        return _decode_eight_bit(content, label, TABLES[label]())
    if label in SINGLE:
        characters = _single(label)
        return ''.join([characters[byte] for byte in content])
    raise LookupError(label)


# ---- encoding ----

def _eight_bit(code: int) -> bool:
    return code >= 0xA1A1 and code % 256 > 0xA0


# Which codes of a table may be written. What a set's standard does not have (vendors' rows, UHC, GBK's additions) is read,
# and is written only under the label with '-vendor', for text that came from such a file.
WRITABLE: dict[str, Callable[[int, str], bool]] = {
    'jis-x-0208': lambda code, character: code // 256 < 0x75 and code // 256 != 0x2D,
    'jis-x-0208-vendor': lambda code, character: True,
    'jis-x-0212': lambda code, character: True,
    'ks-x-1001': lambda code, character: _eight_bit(code) and code != 0xA4D4,
    'ks-x-1001-vendor': lambda code, character: True,
    'gb-2312': lambda code, character: _character(divmod(code, 256), 'gb2312') is not None,
    'gb-2312-vendor': lambda code, character: _eight_bit(code) and not _is_private(character),
    'gbk': lambda code, character: not _is_private(character),
    'gb18030': lambda code, character: True,
}


@functools.cache
def _reverse(label: str) -> dict[str, bytes]:
    """Character to bytes; of two codes the lower is taken, and what the standard has before what vendors added."""
    strict = label.removesuffix('-vendor')
    found = dict(_reverse(strict)) if strict != label else {}
    table = TABLES[strict]()
    for code in sorted(table):
        if table[code] not in found and WRITABLE[label](code, table[code]):
            found[table[code]] = bytes(divmod(code, 256))
    if label == 'gb18030':
        for place, character in enumerate(four_byte()):
            found[character] = _long(place)
    return found


@functools.cache
def _reverse_single(label: str) -> dict[str, bytes]:
    return {character: bytes((byte,)) for byte, character in enumerate(_single(label)) if character != MISSING}


def _long(place: int) -> bytes:
    """Four bytes of GB 18030 for a place in its order."""
    return bytes((0x81 + place // 12600, 0x30 + place // 1260 % 10, 0x81 + place // 10 % 126, 0x30 + place % 10))


def _encode_each(text: str, codes: dict[str, bytes], ascii_too: bool, long_too: bool = False) -> memoryview | None:
    found = []
    for character in text:
        if character in codes:
            found.append(codes[character])
        elif ascii_too and character < '\x80':
            found.append(character.encode('ascii'))
        elif long_too and character > '\uffff':
            found.append(_long(ord(character) - 0x10000 + 189000))
        else:
            return None
    return memoryview(b''.join(found))


def encode(text: str, label: str) -> memoryview | None:
    """Bytes of a text, or None when one of its characters has no place in the set. LookupError for an unknown label."""
    if label in WRITABLE:
        return _encode_each(text, _reverse(label), not label.startswith('jis'), label == 'gb18030')
    if label in ('utf-8', 'latin-1'):
        try:
            return memoryview(text.encode(label))
        except UnicodeEncodeError:
            return None
    if label == 'jis-x-0201':
        return _encode_each(text, {chr(byte + 0xFEC0): bytes((byte,)) for byte in range(0xA1, 0xE0)}, True)
    if label in SINGLE:
        return _encode_each(text, _reverse_single(label), True)
    raise LookupError(label)


def install() -> None:
    """Supply the text functions of the host."""
    host.install('decode', decode)
    host.install('encode', encode)
