"""The words that a description may keep: the table `vocabulary`, looked up without unpacking it.

The table has the words by first letter, each between line feeds, so that asking for one is a search in a short text.
"""

from samar.core import host
from samar.core.plan.memory import Memory

MEMORY = 2000      # texts and results remembered: a series has the same descriptions in each file
LETTERS = 'abcdefghijklmnopqrstuvwxyz'


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


_shipped = []


def shipped():
    """The vocabulary that is shipped, the same for all who ask."""
    if not _shipped:
        _shipped.append(load())
    return _shipped[0]


def load():
    """A vocabulary of its own, that remembers nothing yet."""
    return Vocabulary(host.table('vocabulary'))
