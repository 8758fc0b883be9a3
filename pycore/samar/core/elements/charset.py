"""Specific Character Set (0008,0005): which text the bytes of a value stand for (PS3.3 C.12.1.1.2, PS3.5 6.1.2).

In: the terms of (0008,0005), and the buffer of a value whose VR is SH, LO, ST, LT, UC, UT or PN. Out: `str`; the way back is in `encoding`.
The host turns bytes into text for one character set at a time; here is which set is meant, and how escape sequences switch
between sets (ISO 2022). A set is either in G0, for bytes 20 to 7F, or in G1, for bytes 80 to FF. The first term is in force at
the start of a value and behind each delimiter.

Labels of the host: ascii, latin-1 to latin-5, latin-9, cyrillic, arabic, greek, hebrew, thai, jis-x-0201 (read as the Shift-JIS
that contains it), jis-x-0208 and jis-x-0212 (seven-bit pairs), ks-x-1001, gb-2312, gbk, gb18030, utf-8; to write what vendors
added to a set: jis-x-0208-vendor, ks-x-1001-vendor, gb-2312-vendor.
"""

from samar.core import host
from samar.kinds import Buffer, Sequence, Vr

VRS = ('SH', 'LO', 'ST', 'LT', 'UC', 'UT', 'PN')

# PS3.3 tables C.12-2 to C.12-5: registration number, host label, escape sequence behind ESC. The sets of the second line
# take two bytes a character.
SETS = (('6', 'latin-1', '(B'), ('100', 'latin-1', '-A'), ('101', 'latin-2', '-B'), ('109', 'latin-3', '-C'),
        ('110', 'latin-4', '-D'), ('144', 'cyrillic', '-L'), ('127', 'arabic', '-G'), ('126', 'greek', '-F'),
        ('138', 'hebrew', '-H'), ('148', 'latin-5', '-M'), ('203', 'latin-9', '-b'), ('13', 'jis-x-0201', ')I'),
        ('166', 'thai', '-T'),
        ('87', 'jis-x-0208', '$B'), ('159', 'jis-x-0212', '$(D'), ('149', 'ks-x-1001', '$)C'), ('58', 'gb-2312', '$)A'))
PAIRED = ('jis-x-0208', 'jis-x-0212')
DOUBLE = ('jis-x-0208', 'jis-x-0212', 'ks-x-1001', 'gb-2312')
STAND_ALONE = {'ISO_IR 192': 'utf-8', 'GB18030': 'gb18030', 'GBK': 'gbk'}

# Names from outside DICOM that files carry, by what is left of them without signs and spaces.
FOREIGN = {'UTF8': 'ISO_IR 192', 'UNICODE': 'ISO_IR 192', 'ISO10646': 'ISO_IR 192', 'ISO2022IR192': 'ISO_IR 192',
           'ISO2022GBK': 'GBK', 'ISO2022GB18030': 'GB18030', 'CP936': 'GBK', 'GB2312': 'ISO 2022 IR 58',
           'ISO202258': 'ISO 2022 IR 58', 'EUCKR': 'ISO 2022 IR 149', 'KSC5601': 'ISO 2022 IR 149',
           'SHIFTJIS': 'ISO_IR 13', 'SJIS': 'ISO_IR 13', 'ASCII': 'ISO_IR 6', 'USASCII': 'ISO_IR 6',
           'LATIN1': 'ISO_IR 100', 'ISO88591': 'ISO_IR 100', 'ISO88592': 'ISO_IR 101', 'ISO88593': 'ISO_IR 109',
           'ISO88594': 'ISO_IR 110', 'ISO88595': 'ISO_IR 144', 'ISO88596': 'ISO_IR 127', 'ISO88597': 'ISO_IR 126',
           'ISO88598': 'ISO_IR 138', 'ISO88599': 'ISO_IR 148', 'ISO885911': 'ISO_IR 166', 'TIS620': 'ISO_IR 166',
           'ISO885915': 'ISO_IR 203'}

# Behind ESC: which register an escape sequence fills, and with what. '(J' is JIS X 0201's Roman half, '$@' the JIS of 1978.
ESCAPES = {escape: (0 if label in PAIRED else 1, label) for _number, label, escape in SETS}
ESCAPES.update({'(B': (0, ''), '(J': (0, ''), '$@': (0, 'jis-x-0208')})
BY_NUMBER = {number: (label, escape) for number, label, escape in SETS}

ESC = '\x1b'
CONTROLS = '\t\n\x0c\r'
# What puts the first term back in force, by VR (PS3.5 6.1.2.5.3); a backslash only where it separates values.
DELIMITERS = {'PN': CONTROLS + '\\^=', 'ST': CONTROLS, 'LT': CONTROLS, 'UT': CONTROLS}
# Where encoding leaves two-byte sets and designates anew, in every VR.
BOUNDARIES = CONTROLS + '\\^='


class CharacterSet:
    """`terms` as the standard spells them, `label` of the first, `sets` as (label, escape) that may be switched to,
    `alone` for UTF-8, GB18030 and GBK (no escape sequences), `warnings` as codes."""

    __slots__ = ('alone', 'label', 'sets', 'terms', 'warnings')

    def __init__(self, terms: list[str], label: str, sets: Sequence[tuple[str, str]], alone: bool,
                 warnings: list[str]) -> None:
        self.terms = terms
        self.label = label
        self.sets = sets
        self.alone = alone
        self.warnings = warnings


def _known(term: str) -> str:
    """The defined term that is meant, or '': letters and digits decide, so 'iso-ir 100' is 'ISO_IR 100'."""
    if not _terms:
        _terms.update(_known_terms())
    return _terms.get(_bare(term), '')


def _known_terms() -> dict[str, str]:
    terms = dict(FOREIGN)
    for term in STAND_ALONE:
        terms[_bare(term)] = term
    for number, label, _escape in SETS:
        if label not in DOUBLE:
            terms['ISOIR' + number] = 'ISO_IR ' + number
        else:
            terms['ISOIR' + number] = 'ISO 2022 IR ' + number
        for misprint in ('ISO2022IR', 'ISO2020IR'):
            terms[misprint + number] = 'ISO 2022 IR ' + number
    return terms


def _bare(term: str) -> str:
    """Upper-case letters and digits of a term."""
    return ''.join([character for character in term.upper() if '0' <= character <= '9' or 'A' <= character <= 'Z'])


_terms: dict[str, str] = {}
_resolved: dict[str, CharacterSet] = {}


def resolve(terms: list[str]) -> CharacterSet:
    """CharacterSet for the values of (0008,0005), a list of str; an empty list is the default repertoire.

    Warnings: `charset-unknown` (a term that nothing is known of, read as Latin-1), `charset-spelling` (a known term in another
    spelling), `charset-terms` (known terms that may not stand so: a set without code extensions beside others, a two-byte set
    first, terms without and with code extensions mixed).
    """
    key = '=' + '\\'.join(terms)
    found = _resolved.get(key)
    if found is None:
        found = _resolve(terms)
        if len(_resolved) > 63:
            _resolved.clear()
        _resolved[key] = found
    return found


def _resolve(terms: list[str]) -> CharacterSet:
    warnings: list[str] = []
    names = []
    for place in range(len(terms)):
        written = terms[place].strip(' \x00')
        name = _known(written) if written else ('ISO_IR 6' if place == 0 else '')
        if name == '' and written:
            _warn(warnings, 'charset-unknown')
            name = 'ISO_IR 6' if place == 0 else ''
        elif written and written != name:
            _warn(warnings, 'charset-spelling')
        if name:
            names.append(name)
    if not names:
        names.append('ISO_IR 6')
    if names[0] in STAND_ALONE:
        if len(names) > 1:
            _warn(warnings, 'charset-terms')
        return CharacterSet(names[:1], STAND_ALONE[names[0]], (), True, warnings)
    sets = []
    for name in names:
        if name in STAND_ALONE:
            _warn(warnings, 'charset-terms')
            continue
        number = name[name.rfind(' ') + 1:]
        if (len(names) > 1) != (name[3] == ' ') and number != '6':
            _warn(warnings, 'charset-terms')
        sets.append(BY_NUMBER[number])
    if sets[0][0] in DOUBLE:
        _warn(warnings, 'charset-terms')
        sets.insert(0, BY_NUMBER['6'])
    return CharacterSet(names, sets[0][0], sets, False, warnings)


def _warn(warnings: list[str], code: str) -> None:
    if code not in warnings:
        warnings.append(code)


DEFAULT = CharacterSet(['ISO_IR 6'], 'latin-1', [BY_NUMBER['6']], False, [])


def counted(text: str) -> str:
    """The same text, with `len` and positions in characters.

    Brython takes characters beyond U+FFFF for two after `join`, `replace` and changes of case; a slice sets that right.
    """
    return text if text.isascii() else text[:]


# ---- decoding ----

def decode(buffer: Buffer, charset: CharacterSet, vr: Vr = 'LO') -> str:
    """Text of a buffer of this VR; bytes without a meaning become U+FFFD. The padding is still there."""
    text = host.decode(buffer, charset.label)
    if charset.alone or ESC not in text:
        return text
    return _switch(buffer, charset, DELIMITERS.get(vr, CONTROLS + '\\'))


def _switch(buffer: Buffer, charset: CharacterSet, delimiters: str) -> str:
    """Text with escape sequences. Sets that (0008,0005) does not name are read too: the file says that it uses them."""
    raw = host.latin1(buffer, 0, len(buffer))
    present = [delimiter for delimiter in delimiters if delimiter in raw]
    controls = [delimiter for delimiter in present if delimiter in CONTROLS]
    found = []
    g0 = ''
    g1 = charset.label
    own_g1 = charset.label != 'latin-1' or charset.sets[0][1] != '(B'
    part_at = 0
    for part in raw.split(ESC):
        skipped = 0
        if part_at:
            escape = _escape(part)
            if escape in ESCAPES:
                register, label = ESCAPES[escape]
                if register:
                    g1 = label
                else:
                    g0 = label
                skipped = len(escape)
            else:
                found.append(ESC)
        start = part_at + skipped
        stop = part_at + len(part)
        end = part_at + _first(part, skipped, controls if g0 else present)
        if end > start:
            if g0 == '':
                found.append(host.decode(host.view(buffer, start, end), g1))
            else:
                found.append(_paired(buffer, raw, start, end, g0, g1, part.isascii()))
        if end < stop:
            # Where the first term leaves G1 empty, what was put there stays: high bytes can mean nothing else.
            g0 = ''
            if own_g1:
                g1 = charset.label
            found.append(host.decode(host.view(buffer, end, stop), g1))
        part_at = stop + 1
    return ''.join(found)


def _escape(part: str) -> str:
    """The two or three characters behind ESC that an escape sequence has; without slices, which are slow in Brython."""
    if len(part) < 2:
        return ''
    escape = part[0] + part[1]
    return escape + part[2] if escape in ('$(', '$)') and len(part) > 2 else escape


def _first(part: str, start: int, delimiters: list[str]) -> int:
    """Place of the first delimiter behind `start`, or the end."""
    stop = len(part)
    for delimiter in delimiters:
        place = part.find(delimiter, start)
        if 0 <= place < stop:
            stop = place
    return stop


def _paired(buffer: Buffer, raw: str, start: int, stop: int, g0: str, g1: str, plain: bool) -> str:
    """Text of a stretch under a two-byte set in G0; `plain` says that no byte of G1, such as half-width katakana, is in it."""
    found = []
    while start < stop:
        high = not plain and raw[start] >= '\x80'
        end = stop if plain else start + 1
        while end < stop and (raw[end] >= '\x80') == high:
            end += 1
        # Some writers forget to leave the two-byte set before a delimiter; it is then the byte too many at the end.
        alone = not high and end == stop and (end - start) % 2 == 1 and raw[end - 1] in '\\^='
        found.append(host.decode(host.view(buffer, start, end - 1 if alone else end), g1 if high else g0))
        if alone:
            found.append(raw[end - 1])
        start = end
    return found[0] if len(found) == 1 else ''.join(found)
