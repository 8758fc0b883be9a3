"""The value of an element as text, in any VR; and the texts that may stand in its place (PS3.5 6.2).

In: the buffer of a value, its VR, its byte order and the CharacterSet that holds for it. Out: `list_of` gives the values as a list
of str for the rest of the core, `text_of` one str for people. Neither raises on malformed bytes: what can be read is read.
"""

from samar.core import host
from samar.core.elements import charset as character_sets
from samar.core.elements import encoding, numbers
from samar.kinds import Any, Buffer, CharacterSet, Vr

# VRs that hold several values with a backslash between, one text, numbers, and opaque bytes.
SEVERAL = ('AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'LO', 'PN', 'SH', 'TM', 'UC', 'UI')
ONE = ('LT', 'ST', 'UR', 'UT')
BINARY = ('OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'UN')
CODED = character_sets.VRS
KINDS = {vr: 's' for vr in SEVERAL}
KINDS.update({vr: 't' for vr in ONE})
KINDS.update({vr: 'n' for vr in numbers.FORMS})
KINDS.update({vr: 'b' for vr in BINARY})

PADDING = ' \x00'
TORN = '?'           # stands for the rest of a value that is too short for its VR
CUT = '\u2026'
HEX_BYTES = 32       # of opaque bytes the first ones are shown
READABLE_BYTES = 65536

# Longest value in characters; 0 where only the length field limits it (PS3.5 table 6.2-1).
LIMITS = {'AE': 16, 'AS': 4, 'CS': 16, 'DA': 8, 'DS': 16, 'DT': 26, 'IS': 12, 'LO': 64, 'LT': 10240, 'PN': 64, 'SH': 16,
          'ST': 1024, 'TM': 14, 'UI': 64}

MOMENTS = ('DA', 'DT', 'TM')

ANONYMIZED = 'ANONYMIZED'
# What holds in the VRs whose form allows no word; texts that are legal and tell nothing.
FIXED = {'AS': '000Y', 'DA': '19000101', 'DS': '0', 'DT': '19000101000000', 'IS': '0', 'TM': '000000', 'UR': 'urn:anonymized:0'}


# ---- reading ----

def list_of(buffer: Buffer, vr: Any, big_endian: bool, charset: CharacterSet) -> list[str]:
    """All values as text without padding; [] for an empty value and for opaque bytes, unless those are plainly text."""
    size = len(buffer)
    if size == 0:
        return []
    kind = KINDS.get(vr, 'b')
    if kind == 's' or kind == 't':
        return _split(_decoded(buffer, size, vr, charset), vr, kind)
    if kind == 'n':
        return numbers.texts(buffer, vr, big_endian)
    text = _plain(buffer, size) if vr == 'UN' or vr == 'OB' else ''
    return [text] if text else []


def _decoded(buffer: Buffer, size: int, vr: Any, charset: CharacterSet) -> str:
    if vr in CODED:
        return character_sets.decode(buffer, charset, vr)
    return host.latin1(buffer, 0, size)


def _split(text: str, vr: Any, kind: str) -> list[str]:
    if kind == 't':
        text = text.rstrip(PADDING)
        return [text] if text else []
    if '\\' not in text:
        text = text.rstrip(PADDING) if vr == 'UC' else text.strip(PADDING)
        return [text] if text else []
    return [value.rstrip(PADDING) if vr == 'UC' else value.strip(PADDING) for value in text.split('\\')]


def _plain(buffer: Buffer, size: int) -> str:
    """The text of opaque bytes if all of them are printable ASCII but for padding, and there are at least two; else ''."""
    if size > READABLE_BYTES or buffer[0] < 32 or buffer[0] > 126:
        return ''
    text = host.latin1(buffer, 0, size).rstrip(PADDING)
    return text if len(text) > 1 and text.isascii() and text.isprintable() else ''


def text_of(buffer: Buffer, vr: Vr, big_endian: bool, charset: CharacterSet, limit: int = 0, total: None = None) -> str:
    """A value for people: control characters made visible, values joined by backslashes, opaque bytes in hexadecimal.

    Longer than `limit` characters (0: no limit) it ends with the number of bytes, such as `AB… 512 B`. `buffer` may be only
    the beginning of a value of `total` bytes. A torn number at the end shows as `?`.
    """
    size = len(buffer)
    if size == 0 or vr == 'SQ':
        return ''
    whole = size if total is None else total
    cut = size < whole
    kind = KINDS.get(vr, 'b')
    if kind == 's' or kind == 't':
        if limit and size > 8 * limit + 64:
            # No character set takes more than eight bytes a character, escape sequences included, for long.
            size = 8 * limit + 64
            buffer = host.view(buffer, 0, size)
            cut = True
        text = _decoded(buffer, size, vr, charset)
        if kind == 't' or vr == 'UC':
            text = text.rstrip(PADDING)
        elif '\\' in text:
            text = '\\'.join(_split(text, vr, kind))
        else:
            text = text.strip(PADDING)
    elif kind == 'n':
        most = limit // 2 + 1 if limit else 0
        width = numbers.FORMS[vr][0]
        found = numbers.texts(buffer, vr, big_endian, most)
        if len(found) == size // width and size % width and not cut:
            found.append(TORN)
        cut = cut or len(found) < size // width
        text = '\\'.join(found)
    else:
        text = _plain(buffer, size) if not cut and (vr == 'UN' or vr == 'OB') else ''
        if text == '':
            return _hexadecimal(buffer, size, limit, whole)
    if limit:
        text = character_sets.counted(text)
        if len(text) > limit:
            text = text[:limit]
            cut = True
    if not text.isprintable():
        text = visible(text)
    return text + CUT + ' ' + str(whole) + ' B' if cut else text


def visible(text: str) -> str:
    """Control characters as their symbols, and signs that turn the direction of what follows as a placeholder."""
    found = []
    for character in text:
        point = ord(character)
        if point < 32:
            character = chr(0x2400 + point)
        elif point == 127:
            character = '\u2421'
        elif 128 <= point < 160 or 0x2028 <= point <= 0x202E or 0x2066 <= point <= 0x2069:
            character = '\u2426'
        found.append(character)
    return ''.join(found)


_pairs: list[str] = []


def _hexadecimal(buffer: Buffer, size: int, limit: int, whole: int) -> str:
    shown = HEX_BYTES
    if limit and limit // 3 < shown:
        shown = limit // 3 if limit > 11 else 4
    if shown > size:
        shown = size
    if not _pairs:
        _pairs.extend(['%02X' % byte for byte in range(256)])
    text = ' '.join([_pairs[buffer[place]] for place in range(shown)])
    return text if shown == whole else text + ' ' + CUT + ' ' + str(whole) + ' B'


# ---- replacing ----

def dummy(vr: Vr) -> str | None:
    """A text that says that something stood here, legal in the VR; None where no text does: UI (a new UID), SQ, binary VRs."""
    if vr in FIXED:
        return FIXED[vr]
    return ANONYMIZED if vr in KINDS and KINDS[vr] in 'st' and vr != 'UI' else None


def zero(vr: Vr, count: int = 1) -> str | None:
    """Zero or what comes nearest, legal in the VR, for `count` numbers of DS and IS; None as in `dummy`."""
    if vr == 'DS' or vr == 'IS':
        return '\\'.join(['0'] * count) if count > 1 else '0'
    if vr in FIXED:
        return FIXED[vr]
    return '0' if dummy(vr) is not None else None


def blank(vr: Vr, count: int = 1) -> Buffer:
    """Zero bytes for `count` numbers of a binary VR; opaque bytes get one unit of their VR, at least two bytes."""
    if vr in numbers.FORMS:
        return host.bytes(numbers.FORMS[vr][0] * count)
    return host.bytes(8 if vr in ('OD', 'OV') else 4 if vr in ('OF', 'OL') else 2)


def fit(text: str, vr: Vr) -> str:
    """A text with each value cut to what the VR allows."""
    most = LIMITS.get(vr, 0)
    if vr in MOMENTS and '-' in text:
        most = most * 2 + 1         # a range (PS3.4 C.2.2.2.5)
    text = character_sets.counted(text)
    if not most or len(text) <= most:
        return text
    if vr in ONE:
        return text[:most]
    return '\\'.join([value[:most].rstrip(' ') for value in text.split('\\')])


def encoded(text: str, vr: Vr, charset: CharacterSet) -> Buffer | None:
    """Padded buffer of a text, or None when a character has no place in the character set that holds (ASCII outside CODED)."""
    if vr in CODED:
        buffer = encoding.encode(text, charset)
    else:
        buffer = host.raw(text) if text.isascii() else None
    return None if buffer is None else pad(vr, buffer)


def pad(vr: Vr, buffer: Buffer) -> Buffer:
    """The buffer at even length: NUL behind UI and binary VRs, a space behind text (PS3.5 6.2)."""
    size = len(buffer)
    if size % 2 == 0:
        return buffer
    padded = host.bytes(size + 1)
    host.copy(padded, 0, buffer, 0, size)
    if vr != 'UI' and KINDS.get(vr, 'b') in 'st':
        padded[size] = 32
    return padded
