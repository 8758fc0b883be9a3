"""The host on CPython: files, bytearrays, hashlib, zlib, and codecs from `host_codecs` where they are installed.

A handle is a `Blob`: anything with a `size` and ranges. Never compiled for the browser.
"""

import array
import datetime
import functools
import hashlib
import hmac
import json
import mmap
import os
import pathlib
import zlib
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

from samar.core import host
from samar.kinds import Buffer, Piece, Tables

PACKAGE = pathlib.Path(__file__).parent.parent
DATA = PACKAGE / 'core' / 'standard' / 'data'
# an installed package carries the presets; in a checkout they stand at its root
PRESETS = next((folder for folder in (PACKAGE / 'presets', PACKAGE.parent.parent / 'presets') if folder.is_dir()), PACKAGE / 'presets')


RANGE = 1 << 20     # bytes of a file from which on the system is asked to copy them


class Blob:
    """Bytes in memory, a file, or pieces of other blobs; `pieces` as in `host.blob`. `sha256` is kept once it is known."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self.pieces: list[tuple[int, Any, Any, int]] = []
        self.size = 0
        self.sha256: Buffer | None = None
        given: Any      # what the second of a piece is depends on the first
        for given in pieces:
            handle, first, last = given
            if handle is None:
                first = memoryview(first).cast('B') if not isinstance(first, memoryview) else first
                length = len(first)
            else:
                length = last - first
            if length:
                self.pieces.append((self.size, handle, first, length))
                self.size += length

    def read(self, start: int, stop: int) -> memoryview:
        """Bytes of [start, stop), shorter at the end."""
        stop = min(stop, self.size)
        found: list[memoryview] = []
        for at, handle, first, length in self.pieces:
            low, high = max(start, at), min(stop, at + length)
            if low >= high:
                continue
            if handle is None:
                found.append(first[low - at:high - at])
            else:
                found.append(handle.read(first + low - at, first + high - at))
        if len(found) == 1:
            return found[0]
        return memoryview(b''.join(found))

    def write_to(self, stream: BinaryIO, chunk: int = 1 << 22) -> None:
        """Write all bytes to an open binary file: at most `chunk` bytes at a time, large ranges of files by the system itself."""
        for _at, handle, first, length in self.pieces:
            if handle is None:
                stream.write(first)
                continue
            stop = first + length
            if length >= RANGE and isinstance(handle, MappedFile):
                first += handle.send(stream, first, stop)
            for start in range(first, stop, chunk):
                stream.write(handle.read(start, min(start + chunk, stop)))


class Hashed:
    """A binary file that is hashed while it is written; nothing but `write` goes through it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._machine = hashlib.sha256()

    def write(self, piece: Buffer) -> int:
        """Write a piece."""
        self._machine.update(piece)
        return self._stream.write(piece)

    def digest(self) -> memoryview:
        """SHA-256 of what was written."""
        return memoryview(self._machine.digest())


class MappedFile:
    """A file on disk, mapped: ranges cost nothing until they are looked at."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = os.fspath(path)
        self.state = _state(os.stat(self.path))
        self.size = self.state[0]
        self.sha256: Buffer | None = None
        self.view = memoryview(b'')
        if self.size:
            with open(self.path, 'rb') as stream:
                self.view = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))

    def read(self, start: int, stop: int) -> memoryview:
        """Bytes of [start, stop), shorter at the end."""
        return self.view[start:stop]

    def send(self, stream: Any, start: int, stop: int) -> int:
        """How many bytes of [start, stop) the system copied to an open file without a detour through memory: all, or none where it
        cannot (no file, another kind of disk), or this is no longer the file that was opened."""
        at = start
        try:
            stream.flush()
            with open(self.path, 'rb', buffering=0) as source:
                while at < stop and _state(os.fstat(source.fileno())) == self.state:
                    count = os.copy_file_range(source.fileno(), stream.fileno(), stop - at, at)
                    if count == 0:
                        break
                    at += count
            stream.seek(os.lseek(stream.fileno(), 0, os.SEEK_CUR))      # the stream knows nothing of it
        except (AttributeError, OSError, ValueError):
            pass        # what is left is written piece by piece, and fails there where it has to
        return at - start

    def changed(self) -> bool:
        """Whether the file is no longer the one that was opened: another size, time or place on disk, or gone."""
        try:
            return _state(os.stat(self.path)) != self.state
        except OSError:
            return True


def _state(told: os.stat_result) -> tuple[int, int, int, int]:
    return told.st_size, told.st_mtime_ns, told.st_ino, told.st_dev


def of_bytes(content: Buffer) -> Blob:
    """A handle for bytes in memory."""
    return Blob([(None, content, 0)])


def open_file(path: str | os.PathLike[str]) -> MappedFile:
    """A handle for a file on disk."""
    return MappedFile(path)


def _grow(values: Any, length: int) -> Any:
    if isinstance(values, bytearray):
        return values + bytearray(length - len(values))
    return values + array.array(values.typecode, bytes((length - len(values)) * values.itemsize))


def _copy(target: Any, at: int, source: Any, start: int, stop: int) -> None:
    if isinstance(source, memoryview | bytes | bytearray):
        memoryview(target)[at:at + stop - start] = memoryview(source)[start:stop]
    else:
        target[at:at + stop - start] = source[start:stop]


def _inflate(buffer: Buffer, most: int) -> memoryview:
    machine = zlib.decompressobj(-15)
    try:
        found = machine.decompress(buffer, most)
    except zlib.error as error:
        raise ValueError('inflate') from error
    if not machine.eof and len(found) < most:
        raise ValueError('inflate ends early')
    return memoryview(found)


def _sha256_of(handle: Any) -> Any:
    if handle.sha256 is None:
        machine = hashlib.sha256()
        for at in range(0, handle.size, 1 << 22):
            machine.update(handle.read(at, at + (1 << 22)))
        handle.sha256 = memoryview(machine.digest())
    return handle.sha256


def _filled(kind: str) -> Callable[[int], 'array.array[Any]']:
    return array.array(kind, [0]).__mul__       # a large one is made in a tenth of the time that copying zeros takes


@functools.lru_cache(8)
def _pattern(mask: int, size: int) -> int:
    return int.from_bytes((mask.to_bytes(2, 'little') * (size // 2 + 1))[:size], 'little')


def _loose(buffer: Any, mask: int, signed: bool) -> bool:
    number = int.from_bytes(buffer, 'little')       # one long number: as fast as copying
    return ((number ^ number << 1) if signed else number) & _pattern(mask, len(buffer)) != 0


_tables: dict[str, Tables] = {}


def _table(name: str) -> Tables:
    found: Any
    if name not in _tables and name == 'presets':
        found = [json.loads(path.read_text(encoding='utf-8')) for path in sorted(PRESETS.glob('*.json')) if path.stem.count('.') == 0]
        _tables[name] = {preset['id']: preset for preset in found}
    if name not in _tables:
        with open(DATA / (name + '.json'), encoding='utf-8') as stream:
            found = json.load(stream)
        for key, column in found.items():
            if isinstance(column, list) and column and all(type(x) is int for x in column):
                found[key] = array.array('q', column)
        _tables[name] = found
    return _tables[name]


FUNCTIONS: dict[str, Callable[..., Any]] = {
    'size': lambda handle: handle.size,
    'read': lambda handle, start, stop: handle.read(start, stop),
    'blob': Blob,
    'held': of_bytes,
    'bytes': bytearray,
    'uint8': bytearray,
    'uint16': _filled('H'),
    'int32': _filled('i'),
    'uint32': _filled('I'),
    'float64': _filled('d'),
    'offsets': _filled('q'),
    'grow': _grow,
    'copy': _copy,
    'view': lambda buffer, start, stop: memoryview(buffer)[start:stop],
    'latin1': lambda buffer, start, stop: bytes(buffer[start:stop]).decode('latin-1'),
    'small': lambda buffer: bytes(buffer).lower().decode('latin-1'),
    'raw': lambda text: memoryview(text.encode('latin-1')),
    'hmac_sha256': lambda key, message: memoryview(hmac.digest(key, message, 'sha256')),
    'sha256': lambda buffer: memoryview(hashlib.sha256(buffer).digest()),
    'sha256_of': _sha256_of,
    'random': lambda length: memoryview(os.urandom(length)),
    'today': lambda: datetime.date.today().strftime('%Y%m%d'),
    'inflate': _inflate,
    'loose': _loose,
    'table': _table,
    'progress': lambda done, total, what: None,     # nobody waits for a part of one file here
}


def install() -> None:
    """Supply every function that CPython has; codecs and character sets come from their own modules."""
    for name, function in FUNCTIONS.items():
        host.install(name, function)
    from samar.hosts import codecs as host_codecs
    from samar.hosts import text as host_text
    host_text.install()
    host_codecs.install()
