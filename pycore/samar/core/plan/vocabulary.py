"""The words that a description may keep: the table `vocabulary`, looked up without unpacking it.

The table has the words by first letter, each between line feeds, so that asking for one is a search in a short text. Words of plain
English stand on shelves of their own: they are known as they are, and make no compounds.
"""

from samar.core import host
from samar.core.plan.memory import Memory

MEMORY = 2000      # texts and results remembered: a series has the same descriptions in each file
VOWELS = 'aeiouy'
NAMES = ('ng', 'srb', 'vlk', 'krk', 'hrb', 'smr', 'brz', 'drs', 'mrs', 'st', 'jr', 'sr')     # without a vowel, and yet of people
# Short words that others are written together with.
PARTS = ('ct', 'mr', 'mri', 'pet', 'abd', 'pel', 'lt', 'rt', 'wo', 'ax', 'cor', 'sag', 'cap', 'dwi', 'adc', 'fs', 'iv')
LETTERS = 'abcdefghijklmnopqrstuvwxyz'
LONGEST = 64        # letters of two words in one


class Vocabulary:
    """Answers for words, remembered as they are asked for; `cleaned` is where descriptors.clean remembers texts."""

    __slots__ = ('_known', '_shelves', 'cleaned')

    def __init__(self, shelves):
        self._shelves = shelves
        self._known = {}
        self.cleaned = Memory(MEMORY)

    def has(self, word):
        """Whether the vocabulary has this word (small letters)."""
        found = self._known.get('=' + word)
        if found is None:
            first = word[0:1]
            shelf = self._shelves[first if first in LETTERS and first else 'other']
            found = ('\n' + word + '\n') in shelf
            self._known['=' + word] = found
        return found

    def is_doubtful(self, word):
        """Whether a word that it has is a family name as well."""
        return ('\n' + word + '\n') in self._shelves['doubtful']

    def knows(self, word):
        """Whether it has the word, or one that it is a form of: `axials`, `ctthorax`, `fgrt` (PS3.15 E.3.5 wants content kept)."""
        return self.has(word) or self._is_common(word) or self._is_abbreviation(word) or self._is_form(word)

    def _is_common(self, word):
        """Whether it is a word of plain English and of no name; no part of a compound."""
        first = word[0:1]
        return first != '' and first in LETTERS and ('\n' + word + '\n') in self._shelves['common_' + first]

    def _is_abbreviation(self, word):
        """Two to five letters without a vowel: no names but for a few."""
        return 1 < len(word) < 6 and word.isascii() and word not in NAMES and not [x for x in word if x in VOWELS]

    def _is_form(self, word):
        size = len(word)
        if size > LONGEST:
            return False
        if size > 6 and word[-1] == 's' and self.has(word[:-1]):
            return True
        for place in range(2, size - 1):
            first, last = word[:place], word[place:]
            if self.is_doubtful(first) or self.is_doubtful(last):
                continue
            if (place > 3 or first in PARTS) and (size - place > 3 or last in PARTS) and self.has(first) and self.has(last):
                return place > 3 or size - place > 3
        return False


_shipped = []


def shipped():
    """The vocabulary that is shipped, the same for all who ask."""
    if not _shipped:
        _shipped.append(load())
    return _shipped[0]


def load():
    """A vocabulary of its own, that remembers nothing yet."""
    return Vocabulary(host.table('vocabulary'))
