"""New values, laid one behind the other; each row that gets one knows its place.

`Work` is what `edits` builds for one file and what `output` and `verify` read.
"""

from samar.core import host


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

    def __init__(self, rows, syntax):
        self.op = host.uint8(rows)
        self.new_at = host.int32(rows)
        self.new_length = host.int32(rows)
        self.parts = []
        self.length = 0
        self.inserts = []
        self.notes = []
        self.points = []
        self.extra = []
        self.words = None
        self.declared = []
        self.syntax = syntax
        self.instance = ''
        self.proof = None
        self.masked = None
        self.free = host.uint8(rows)
        self.pool = None

    def note(self, row, code, detail):
        """Something a person should know of a row (-1: of the file)."""
        self.notes.append((code, row, detail))

    def add(self, buffer):
        """Lay a buffer into the pool; its place."""
        at = self.length
        if len(buffer):
            self.parts.append((at, buffer))
            self.length += len(buffer)
        return at

    def replace(self, row, buffer):
        """A row gets a new value (of even length)."""
        self.op[row] = 2
        self.new_at[row] = self.add(buffer)
        self.new_length[row] = len(buffer)

    def seal(self):
        """Join the pool; nothing can be added afterwards."""
        self.pool = host.bytes(self.length)
        for at, buffer in self.parts:
            host.copy(self.pool, at, buffer, 0, len(buffer))
