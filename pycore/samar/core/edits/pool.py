"""New values, laid one behind the other; each row that gets one knows its place.

`Work` is what `edits` builds for one file and what `output` and `verify` read.
"""

from samar.core import host
from samar.kinds import Any, Buffer, Fields, Point, Redaction, Row, Splice, Uid, Words


class Work:
    """Beside the element table: `op` (kernels/splice.py), `new_at`, `new_length` by row, `pool` (buffer) with the values.

    `inserts` [(row before which, at, length)]; `notes` [(code, row or -1, detail)]; `syntax` of the output;
    `extra` splices of pixel data [(start, stop, pieces)]; `instance` the new SOP Instance UID; `proof` of masks or None,
    `masked` (ImageInfo, Redaction) that it is completed from;
    `points` that only a person can settle (edits/points.py);
    `words` that identify, where a text was cleaned (plan/sweep.py), else None;
    `declared` rows whose new value contains the old one; `free` marks the rows that `extra` changes."""

    __slots__ = ('declared', 'extra', 'free', 'inserts', 'instance', 'length', 'masked', 'new_at', 'new_length', 'notes', 'op',
                 'parts', 'points', 'pool', 'proof', 'syntax', 'words')

    def __init__(self, rows: int, syntax: Uid) -> None:
        self.op = host.uint8(rows)
        self.new_at = host.int32(rows)
        self.new_length = host.int32(rows)
        self.parts: list[tuple[int, Buffer]] = []
        self.length = 0
        self.inserts: list[tuple[int, int, int]] = []
        self.notes: list[tuple[str, int, str | None]] = []
        self.points: list[Point] = []
        self.extra: list[Splice] = []
        self.words: Words | None = None
        self.declared: list[int] = []
        self.syntax = syntax
        self.instance = ''
        self.proof: Fields | None = None
        self.masked: tuple[Any, Redaction] | None = None
        self.free = host.uint8(rows)
        self.pool: Buffer = host.bytes(0)

    def note(self, row: Row, code: str, detail: str | None) -> None:
        """Something a person should know of a row (-1: of the file)."""
        self.notes.append((code, row, detail))

    def add(self, buffer: Buffer) -> int:
        """Lay a buffer into the pool; its place."""
        at = self.length
        if len(buffer):
            self.parts.append((at, buffer))
            self.length += len(buffer)
        return at

    def replace(self, row: Row, buffer: Buffer) -> None:
        """A row gets a new value (of even length)."""
        self.op[row] = 2
        self.new_at[row] = self.add(buffer)
        self.new_length[row] = len(buffer)

    def seal(self) -> None:
        """Join the pool; nothing can be added afterwards."""
        pool = self.pool = host.bytes(self.length)
        for at, buffer in self.parts:
            host.copy(pool, at, buffer, 0, len(buffer))
