"""Results kept for a while: the files of a study ask for the same dates, names and descriptions again and again."""

from samar.kinds import Any, Fields, Kept


class Memory:
    """Values by key, at most `most`; then all are dropped and computed again when asked for.

    It counts by itself: Brython's `len` of a dict walks through it. Keys are texts of files: each gets a sign before it, so that
    `__proto__` is a text in JavaScript, too.
    """

    __slots__ = ('_count', '_values', 'most')

    def __init__(self, most: int) -> None:
        self.most = most
        self._values: Fields = {}
        self._count = 0

    def get(self, key: str) -> Any:
        """The value of a key (str), or None."""
        return self._values.get('=' + key)

    def put(self, key: str, value: Kept) -> Kept:
        """Keep a value (not None), and give it back."""
        if self._count >= self.most:
            self._values = {}
            self._count = 0
        self._values['=' + key] = value
        self._count += 1
        return value

    def size(self) -> int:
        """How many values were put since all were dropped."""
        return self._count
