"""Other ways to write the same word: case in Unicode, without diacritics, without signs, as German transcribes it.

In: names and other values that identify. Out: the texts under which they may stand elsewhere; `folded` brings what a file says and
what is looked for to one form. The letters are those of Unicode with a canonical decomposition (Latin, Greek, Cyrillic).
"""

from samar.core.elements import charset, names
from samar.kinds import Any

MARKED = (
    'àáâãäåçèéêëìíîïñòóôõöùúûüýÿāăąćĉċčďēĕėęěĝğġģĥĩīĭįĵķĺļľńņňōŏőŕŗřśŝşšţťũūŭůűųŵŷźżžơưǎǐǒǔǖǘǚǜǟǡǣǧǩǫǭǯǰǵǹǻǽǿȁȃȅȇȉȋ'
    'ȍȏȑȓȕȗșțȟȧȩȫȭȯȱȳάέήίΰϊϋόύώйѐёѓїќѝўḁḃḅḇḉḋḍḏḑḓḕḗḙḛḝḟḡḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟṡṣṥṧṩṫṭṯṱṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕẖ'
    'ẗẘẙẛạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ')
PLAIN = (
    'aaaaaaceeeeiiiinooooouuuuyyaaaccccdeeeeegggghiiiijklllnnnooorrrssssttuuuuuuwyzzzouaiouuuuuaaægkooʒjgnaæøaaeeii'
    'oorruusthaeooooyαεηιυιυουωиеегікиуabbbcdddddeeeeefghhhhhiikkkllllmmmnnnnoooopprrrrsssssttttuuuuuvvwwwwwxxyzzzh'
    'twyſaaaaaaaaaaaaeeeeeeeeiioooooooooooouuuuuuuyyyy')
# Letters without a decomposition, and those that are also written with two.
SINGLE = {'\u0142': 'l', '\u00f8': 'o', '\u0111': 'd', '\u0127': 'h', '\u0131': 'i', '\u00e6': 'ae', '\u0153': 'oe', '\u00df': 'ss',
          '\u00fe': 'th', '\u00f0': 'd', '\u03c2': '\u03c3'}
DOUBLE = {'\u00e4': 'ae', '\u00f6': 'oe', '\u00fc': 'ue', '\u00f8': 'oe', '\u00e5': 'aa'}
APOSTROPHES = "'\u2019\u2018`\u00b4\u02bc"
# What stands between words of a name where somebody wrote no space and no ^.
SIGNS = APOSTROPHES + names.SEPARATORS + names.SPACES
BETWEEN = ('', ' ', '^', ',', ', ', '-', '_', '.')      # family and given name
CJK = '\u2e80'      # from here on scripts have no case
LEAST = 4           # letters of a word put together from two
SHORTEST = 3        # of a word at all
MARKS = ('\u0300', '\u036f')
UNSEEN = '\u00ad\u200b\u200c\u200d\u2060\ufeff'        # soft hyphen, joiners and spaces without width
WIDE = ('\uff01', '\uff5e', 0xFEE0)       # ASCII in full width, and how far it is away

_plain: dict[str, str] = {}


def folded(text: str) -> Any:
    """A text in small letters without diacritics, its words between single spaces, a space before and behind."""
    found = names.words(plain(text.lower()))
    return ' ' + ' '.join(found) + ' '


def plain(text: str) -> str:
    """Small letters without their diacritics."""
    if text.isascii():
        return text
    if not _plain:
        for place in range(len(MARKED)):
            _plain['=' + MARKED[place]] = PLAIN[place]
        for letter in SINGLE:
            _plain['=' + letter] = SINGLE[letter]
    return charset.counted(''.join([_plain.get('=' + letter, letter) if not WIDE[0] <= letter <= WIDE[1] else chr(ord(letter) - WIDE[2])
                                    for letter in text if not MARKS[0] <= letter <= MARKS[1] and letter not in UNSEEN]))


def doubled(text: str) -> str:
    """Small letters with two for an umlaut: `m\u00fcller` as `mueller`."""
    for letter in DOUBLE:
        text = text.replace(letter, DOUBLE[letter])
    return plain(text)


def cases(text: str) -> list[str]:
    """A text that is not ASCII in small letters, in capitals, and with one capital; the search itself folds ASCII only."""
    low = text.lower()
    return [low, text.upper(), charset.counted(low[0:1].upper() + low[1:])]


def of_name(name: str) -> list[str]:
    """Other spellings of the words of one PN value, each once; not the words as they are."""
    found: list[str] = []
    for group in names.groups(name):
        parts = names.components(group)
        for component in parts[0:3]:
            words = component.split(' ')
            for word in words:
                _add_word(found, word)
            if len(words) > 1:
                _add_joined(found, words)
        _add_initials(found, parts[0], parts[1])
    return found


def _add_word(found: list[str], word: str) -> None:
    word = charset.counted(word)
    if word[0:1] >= CJK:
        return
    _add_cases(found, word, SHORTEST)
    bare = [part for part in _bare(word).split(' ') if part]
    if len(bare) > 1:
        _add_joined(found, bare)
        if [sign for sign in APOSTROPHES if sign in word]:
            for sign in APOSTROPHES:
                _add(found, plain(sign.join(bare).lower()), LEAST)
        for half in bare:
            _add_cases(found, half, LEAST)      # of a double name one half alone
            if half.isalpha():
                _add(found, half, LEAST)


def _add_cases(found: list[str], word: str, least: int) -> None:
    """A word beyond ASCII in small letters and capitals, without diacritics, and as German transcribes it."""
    if not word.isascii():
        for text in cases(word):
            _add(found, text, least)
        _add(found, plain(word.lower()), least)
        _add(found, doubled(word.lower()), least)


def _add_joined(found: list[str], words: list[str]) -> None:
    """Words put together, and side by side."""
    for sign in ('', ' ', '-'):
        _add(found, sign.join(words), LEAST)
        _add(found, plain(sign.join(words).lower()), LEAST)


def _add_initials(found: list[str], family: str, given: str) -> None:
    """Family name with an initial or the given name, without a space between; where one of them is too short to be looked for alone,
    the whole name as people write it."""
    family, given = _solid(family), _solid(given)
    if family and given and (min(len(family), len(given)) < SHORTEST or family[0] >= CJK):
        least = 2 if family[0] >= CJK else LEAST
        for sign in BETWEEN:
            if len(family) + len(given) >= least:
                _add(found, family + sign + given, least)
                _add(found, given + sign + family, least)
    if len(family) >= LEAST and given:
        for other in (given, given[0:1]):
            _add(found, family + other, LEAST)
            _add(found, other + family, LEAST)


def _solid(text: str) -> str:
    return charset.counted(plain(_bare(text).replace(' ', '').lower()))


def _bare(word: str) -> str:
    for sign in SIGNS:
        if sign in word:
            word = word.replace(sign, ' ')
    return word


def _add(found: list[str], text: str, least: int) -> None:
    if len(text) >= least and text not in found:
        found.append(text)
