"""The words that a description may keep: the table `vocabulary`, looked up without unpacking it.

The table has the words by first letter, each between line feeds, so that asking for one is a search in a short text.
"""

from pycore import host

LETTERS = 'abcdefghijklmnopqrstuvwxyz'


class Vocabulary:
    """Answers for words, remembered as they are asked for."""

    __slots__ = ('_known', '_shelves')

    def __init__(self, shelves):
        self._shelves = shelves
        self._known = {}

    def has(self, word):
        """Whether the vocabulary has this word (small letters)."""
        found = self._known.get(word)
        if found is None:
            first = word[0:1]
            shelf = self._shelves[first if first in LETTERS and first else 'other']
            found = ('\n' + word + '\n') in shelf
            self._known[word] = found
        return found


def load():
    """The vocabulary that is shipped."""
    return Vocabulary(host.table('vocabulary'))
