"""The words that a description may keep: the table `vocabulary`, looked up without unpacking it.

The table has the words by first letter, each between line feeds, so that asking for one is a search in a short text. Words of plain
English stand on shelves of their own: they are known as they are, and make no compounds. `names` are names of people that would
pass as a form of a word (`plan/forms_of_words`), and `phrases` pairs of words that stand side by side in terms of PS3.16.
"""

from samar.core import host
from samar.core.plan.memory import Memory
from samar.kinds import Any, Fields

MEMORY = 2000      # texts and results remembered: a series has the same descriptions in each file
VOWELS = 'aeiouy'
NAMES = ('ng', 'srb', 'vlk', 'krk', 'hrb', 'smr', 'brz', 'drs', 'mrs', 'st', 'jr', 'sr')     # without a vowel, and yet of people
# Short words that others are written together with.
PARTS = ('ct', 'mr', 'mri', 'pet', 'abd', 'pel', 'lt', 'rt', 'wo', 'ax', 'cor', 'sag', 'cap', 'dwi', 'adc', 'fs', 'iv', 'fse', 'tse',
         'sim', 'cta', 'mra', 'ivc', 'csp', 'lsp', 'tsp', 'fat', 'sat', 'sup', 'pro', 'pre', 'non', 'sub')
LETTERS = 'abcdefghijklmnopqrstuvwxyz'
LONGEST = 40        # letters of a word that may be made of others
LEAST = 4           # letters of a part that is none of PARTS
MOST = 4            # parts of a word
LONGER = 5          # letters of each of two words of plain English in one
BEGINNING = 5       # letters of a beginning that stands for its word, and what the word has more, at least
MORE = 2
MISSPELT = 7        # letters of a word that may be spelt wrong in one place
SAME = 4            # letters at its beginning that are right
# Greek and Latin beginnings of medical words, and endings that make another word of one: `perihepatic`, `segmentator`.
BEFORE = ('anti', 'bi', 'ecto', 'endo', 'epi', 'extra', 'hemi', 'hetero', 'homo', 'hyper', 'hypo', 'infra', 'inter', 'intra', 'iso',
          'macro', 'meta', 'micro', 'mono', 'multi', 'neo', 'non', 'para', 'peri', 'poly', 'post', 'pre', 'pseudo', 'retro', 'semi', 'sub',
          'supra', 'trans', 'tri', 'un')
BEHIND = ('able', 'al', 'ally', 'ated', 'ation', 'ations', 'ator', 'ators', 'ed', 'er', 'ers', 'genic', 'ic', 'ing', 'ings', 'ity', 'ive',
          'less', 'ly', 'ment', 'ments', 'ness', 'or', 'ors')
ROOT = 5            # letters of the word that they stand at, at least
PLAINER = (('ue', 'u'), ('oe', 'o'), ('ae', 'a'), ('\u00fc', 'u'), ('\u00f6', 'o'), ('\u00e4', 'a'),
           ('\u00e9', 'e'), ('\u00e8', 'e'))

# How a word is known.
LISTED, PLAIN, ABBREVIATION, FORM = 'listed', 'plain', 'abbreviation', 'form'


class Vocabulary:
    """Answers for words, remembered as they are asked for; `cleaned` is where descriptors.clean remembers texts."""

    __slots__ = ('_known', '_shelves', 'cleaned')

    def __init__(self, shelves: Fields) -> None:
        self._shelves = shelves
        self._known: dict[str, Any] = {}
        self.cleaned = Memory(MEMORY)

    def has(self, word: str) -> bool:
        """Whether the vocabulary has this word (small letters)."""
        found = self._known.get('=' + word)
        if found is None:
            found = ('\n' + word + '\n') in self._shelf(word)
            self._known['=' + word] = found
        return found

    def is_doubtful(self, word: str) -> bool:
        """Whether a word that it has is a family name as well."""
        return ('\n' + word + '\n') in self._shelves['doubtful']

    def is_seldom(self, word: str) -> bool:
        """Whether a doubtful word is a name so seldom that any term beside it speaks for the word."""
        return ('\n' + word + '\n') in self._shelves['seldom']

    def is_name(self, word: str) -> bool:
        """Whether a word that would pass as a form of another is a name of people."""
        return ('\n' + word + '\n') in self._shelves['names']

    def is_phrase(self, first: str, second: str) -> bool:
        """Whether two words stand side by side in a term of PS3.16: `hodgkin lymphoma`, `may grunwald`."""
        return ('\n' + _plain(first) + ' ' + _plain(second) + '\n') in self._shelves['phrases']

    def knows(self, word: str) -> bool:
        """Whether it has the word, or one that it is a form of: `axials`, `ctthorax`, `fgrt` (PS3.15 E.3.5 wants content kept)."""
        return self.how(word) != ''

    def how(self, word: str) -> str:
        """How it knows a word: LISTED, PLAIN, ABBREVIATION, FORM, or '' where it does not."""
        found: str | None = self._known.get('?' + word)
        if found is None:
            found = self._how(word)
            self._known['?' + word] = found
        return found

    def _how(self, word: str) -> str:
        if self.has(word):
            return LISTED
        if self._is_common(word):
            return PLAIN
        if self._is_abbreviation(word):
            return ABBREVIATION
        if len(word) > LONGEST or not word.isalpha() or self.is_name(word):
            return ''
        if (self._is_plural(word) or self._is_compound(word, MOST) or self._is_beginning(word) or self._is_misspelt(word)
                or self._is_derived(word) or self._is_pair(word)):
            return FORM
        return ''

    def _shelf(self, word: str) -> str:
        first = word[0:1]
        found: str = self._shelves[first if first != '' and first in LETTERS else 'other']
        return found

    def _is_common(self, word: str) -> bool:
        """Whether it is a word of plain English and of no name; no part of a compound."""
        first = word[0:1]
        return first != '' and first in LETTERS and ('\n' + word + '\n') in self._shelves['common_' + first]

    def _is_abbreviation(self, word: str) -> bool:
        """Two to five letters without a vowel: no names but for a few."""
        return 1 < len(word) < 6 and word.isascii() and word not in NAMES and not [x for x in word if x in VOWELS]

    def _is_plural(self, word: str) -> bool:
        return len(word) > 6 and word[-1] == 's' and self.has(word[:-1])

    def _is_compound(self, word: str, most: int) -> bool:
        """Up to `most` words in one, one of them of four letters and more: `ctthorax`, `abdomenpelvis`, `knochenfensters`."""
        size = len(word)
        for place in range(size - 2, 1, -1):
            first, last = word[:place], word[place:]
            if not self._is_part(first):
                continue
            if self._is_part(last) and (place >= LEAST or size - place >= LEAST):
                return True
            if most > 2 and self._is_compound(last, most - 1):
                return True
        return False

    def _is_pair(self, word: str) -> bool:
        """Two longer words of plain English in one: `firstorder`; names are made of shorter ones."""
        for place in range(LONGER, len(word) - LONGER + 1):
            if self._is_spoken(word[:place]) and self._is_spoken(word[place:]):
                return True
        return False

    def _is_spoken(self, word: str) -> bool:
        return (self.has(word) and not self.is_doubtful(word)) or self._is_common(word)

    def _is_part(self, word: str) -> bool:
        return (len(word) >= LEAST or word in PARTS) and self.has(word) and not self.is_doubtful(word)

    def _is_derived(self, word: str) -> bool:
        """Whether it is a listed word with a beginning or an ending of those that medicine makes words with."""
        size = len(word)
        for first in BEFORE:
            if size - len(first) >= ROOT and word[:len(first)] == first and self.has(word[len(first):]):
                return not self.is_doubtful(word[len(first):])
        for last in BEHIND:
            if size - len(last) > ROOT and word[size - len(last):] == last and self.has(word[:size - len(last)]):
                return not self.is_doubtful(word[:size - len(last)])
        return False

    def _is_beginning(self, word: str) -> bool:
        """Whether a longer word that it has begins so: `colonograp`, `permeabilit`, as fields of 16 and 64 signs cut it."""
        size = len(word)
        if size < BEGINNING:
            return False
        shelf = self._shelf(word)
        at = shelf.find('\n' + word)
        while at >= 0:
            end = shelf.find('\n', at + 1)
            if end - at - 1 >= size + MORE:
                return True
            at = shelf.find('\n' + word, end)
        return False

    def _is_misspelt(self, word: str) -> bool:
        """Whether a word that it has is the same but for one sign that is missing, wrong, too many, or two that are exchanged."""
        if len(word) < MISSPELT:
            return False
        shelf, head = self._shelf(word), '\n' + word[:SAME]
        at = shelf.find(head)
        while at >= 0:
            end = shelf.find('\n', at + 1)
            if is_one_off(word, shelf[at + 1:end]):
                return True
            at = shelf.find(head, end)
        return False


def is_one_off(one: str, other: str) -> bool:
    """Whether two words differ by one sign that is missing or wrong, or by two that are exchanged."""
    size, length = len(one), len(other)
    if abs(size - length) > 1 or one == other:
        return False
    place = 0
    while place < size and place < length and one[place] == other[place]:
        place += 1
    if size == length:
        return one[place + 1:] == other[place + 1:] or (
            one[place + 2:] == other[place + 2:] and one[place] == other[place + 1] and one[place + 1] == other[place])
    return one[place + 1:] == other[place:] if size > length else one[place:] == other[place + 1:]


def _plain(word: str) -> str:
    """A word as the list of phrases has it: without the signs of German and French."""
    for sign, letters in PLAINER:
        word = word.replace(sign, letters)
    return word


_shipped: list[Vocabulary] = []


def shipped() -> Vocabulary:
    """The vocabulary that is shipped, the same for all who ask."""
    if not _shipped:
        _shipped.append(load())
    return _shipped[0]


def load() -> Vocabulary:
    """A vocabulary of its own, that remembers nothing yet."""
    return Vocabulary(host.table('vocabulary'))
