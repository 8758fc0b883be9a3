"""Texts that are looked for as they are in one text after the other."""

from samar.core import host
from samar.core.elements.patterns import Patterns, as_utf8
from samar.core.kernels import search as kernel


class Phrases:
    """Those of people, and those of places."""

    __slots__ = ('_found', '_marks')

    def __init__(self, people: list[str], places: list[str]) -> None:
        buffers = [(as_utf8(text), place) for texts, place in ((places, 1), (people, 0)) for text in texts]
        self._found = Patterns(len(buffers) + 2, sum([len(buffer) for buffer, _ in buffers]) + 2)
        for buffer, place in buffers:
            self._found.add(buffer, place, kernel.RUN)
        self._found.link()
        self._marks = 0

    def stands_in(self, text: str, places: bool) -> bool:
        """Whether one of them stands in a text; without `places` only those of people count."""
        found, buffer = self._found, as_utf8(text)
        hit_at, hit_pattern = host.int32(found.state[kernel.COUNT]), host.int32(found.state[kernel.COUNT])
        self._marks += 1
        hits = kernel.search(buffer, 0, len(buffer), found.head, found.tree, found.length, found.kind, found.seen, self._marks, hit_at,
                             hit_pattern, 0, found.state[kernel.COUNT])
        return bool([place for place in range(hits) if places or found.row[hit_pattern[place]] == 0])
