"""Whether a word is nearly one of those that identify: holds one, is a part of one, or is one with a slip of the pen.

Asked for words that no list of terms has and that are forms of words only. However many words identify, an answer takes time in
proportion to the word and to the few that share its beginning or its end.
"""

from samar.core.plan.vocabulary import is_one_off
from samar.kinds import Any

LEAST = 4       # letters of a word that identifies, and of a part of one
ENDS = 2        # letters at the beginning or the end that a slip leaves as they are


class Likeness:
    """The words that identify, by their beginnings and ends."""

    __slots__ = ('_all', '_ends', '_starts')

    def __init__(self, words: list[str] | set[str]) -> None:
        chosen = [word for word in words if len(word) >= LEAST]
        self._all = '\n' + '\n'.join(chosen) + '\n'
        self._starts: dict[str, list[str]] = {}
        self._ends: dict[str, list[str]] = {}
        for word in chosen:
            self._starts.setdefault(word[:LEAST], []).append(word)
            for key in _keys(word):
                self._ends.setdefault(key, []).append(word)

    def has(self, low: str) -> bool:
        """Whether a word in small letters is nearly one of them."""
        if len(low) >= LEAST and low in self._all:
            return True
        for at in range(len(low) - LEAST + 1):
            for word in self._starts.get(low[at:at + LEAST], ()):
                if low[at:at + len(word)] == word:
                    return True
        if len(low) < LEAST - 1:
            return False
        for key in _keys(low):
            for word in self._ends.get(key, ()):
                if is_one_off(low, word):
                    return True
        return False


def _keys(word: str) -> tuple[str, str, str]:
    """One slip leaves one of these: the first letters, the last ones, or the first and the last."""
    return ('<' + word[:ENDS], '>' + word[-ENDS:], word[0] + '.' + word[-1])


def of(identifiers: Any) -> Likeness:
    """The likeness of what identifies; of a file's words (plan/sweep.py) the one that they keep."""
    kept = getattr(identifiers, 'likeness', None)
    return Likeness(identifiers) if kept is None else kept()
