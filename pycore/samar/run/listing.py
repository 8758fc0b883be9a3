"""What the paths of a command line hold: a Source for each file, in the order of the paths, and inside a path in that of names.

A folder and an archive give what lies in them, links to folders included; what the run itself makes there (its output, audit and
quarantine) is no input. A DICOMDIR gives the files that its records name (PS3.10 section 8). Nothing of an
archive's names is ever used as a path.
"""

import hashlib
import os
import pathlib
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from samar.core.elements import record as records
from samar.core.errors import BadChoice, Malformed, SamarError, Unsupported
from samar.core.media import dicomdir
from samar.hosts import cpython
from samar.run import stores

LARGEST = 1 << 31                          # bytes of one unpacked file
RATIO, RATIO_FROM = 200, 1 << 26           # a file this large that shrank more than this is taken for a bomb
UNIT = 200                                 # files of a unit of work at most
ZIP_SIGNS = (b'PK\x03\x04', b'PK\x05\x06')


class Source(NamedTuple):
    """One file: its `path`, its place in an archive's directory (`member`, or None), a `name` to be told on wish, whether it was named
    itself (`given`), and the code of what is known to be wrong with it (`problem`, or None)."""

    path: str
    member: int | None
    name: str
    given: bool
    problem: str | None = None

    def stamp(self) -> str:
        """Text that changes when the file does: path, size and time of writing; nothing of its content is read."""
        try:
            if stores.is_store(self.path):
                return f'{self.path}\0{stores.stamp(self.path)}'
            told = os.stat(self.path)
        except OSError:
            return f'{self.path}\0{self.member}'
        return f'{self.path}\0{self.member}\0{told.st_size}\0{told.st_mtime_ns}'


class Part(NamedTuple):
    """One of `parts` parts of a listing (`number` from 1), by the hash of folders: many runs share an archive of a hospital, and each looks
    at files of its own folders alone. What lies in one folder stays together, what lies in a packed file, too."""

    number: int
    parts: int

    def has(self, folder: str) -> bool:
        """Whether a folder belongs to it, the files in it, that is, not those below."""
        if self.parts == 1:
            return True
        digest = hashlib.sha256(folder.encode('utf-8', 'surrogateescape')).digest()
        return int.from_bytes(digest[:8], 'big') % self.parts == self.number - 1


ALL = Part(1, 1)
Unit = tuple[int, list[Source]]     # place of the first in the listing, and the files


def listed(paths: Iterable[str | os.PathLike[str]], own: Iterable[str] = (), part: Part = ALL) -> tuple[list[Source], list[str]]:
    """`(sources, skipped)` of paths. What lies in a folder or an archive comes once, however often that is named; `skipped` are the
    codes of what was passed over; files of other parts are not even that. `own` are places where the run writes: what lies in them is
    passed over. Raises BadChoice for a folder that is one of them."""
    own = {_place(path) for path in own}
    found: list[Source] = []
    skipped: list[str] = []
    known: set[tuple[str, int | None]] = set()
    for path in paths:
        path = os.fspath(path)
        for one in _held(path, skipped, own, part):
            stored = stores.is_store(one.path)
            if not part.has(os.path.dirname(one.path if stored else os.path.realpath(one.path))):
                continue
            key = (one.path if stored else os.path.realpath(one.path), one.member)
            if key in known and not one.given:
                skipped.append('given-twice')
                continue
            known.add(key)
            found.append(one if stored else one._replace(path=os.path.abspath(one.path)))
    return found, skipped


def _place(path: str) -> str:
    return stores.place(path) if stores.is_store(path) else os.path.realpath(path)


def _held(path: str, skipped: list[str], own: Collection[str], part: Part) -> Iterator[Source]:
    if own and _place(path) in own:
        raise BadChoice('output-is-input')
    if stores.is_store(path):
        yield from _stored(path, own)
    elif os.path.isdir(path):
        yield from _folder(path, skipped, own, part)
    elif is_archive(path):
        yield from _archive(path, os.path.basename(path))
    elif pathlib.PurePath(path).name.upper() == 'DICOMDIR' and os.path.isfile(path):
        yield from _directory(path)
    else:
        yield Source(path, None, os.path.basename(path), True)


def _stored(url: str, own: Collection[str]) -> Iterator[Source]:
    """Objects under a URL; an archive among them is a file like any other, and is skipped or fails as such."""
    try:
        made = tuple(place + '/' for place in own if place.startswith(stores.place(url) + '/'))
        found = [one for one in stores.below(url) if not made or not stores.place(one[0]).startswith(made)]
    except OSError as error:
        raise BadChoice('file-unreadable', detail=os.strerror(error.errno or 0)) from error
    if not found:
        raise BadChoice('file-unreadable', detail=os.strerror(2))
    for one, name in found:
        yield Source(one, None, name, len(found) == 1)


def _walk(root: str, skipped: list[str], own: Collection[str] = ()) -> Iterator[tuple[str, list[str]]]:
    """`(folder, names of files)` of a folder and all below, by name. Links to folders are followed, each folder once; `own` are real paths
    of folders that are left out."""
    def unreadable(_error: OSError) -> None:
        skipped.append('folder-unreadable')

    seen: set[tuple[int, int]] = set()

    def new(path: str) -> bool:
        try:
            told = os.stat(path)
        except OSError:
            return True         # the walk says so
        place = (told.st_dev, told.st_ino)
        if (place in seen and told.st_ino) or (own and os.path.realpath(path) in own):
            return False
        seen.add(place)
        return True

    new(root)
    for folder, below, names in os.walk(root, onerror=unreadable, followlinks=True):
        below[:] = [name for name in sorted(below) if new(os.path.join(folder, name))]
        yield folder, sorted(names)


def _folder(root: str, skipped: list[str], own: Collection[str], part: Part) -> Iterator[Source]:
    for folder, names in _walk(root, skipped, own):
        mine = part.has(os.path.realpath(folder))
        for name in names:
            path = os.path.join(folder, name)
            if not mine and not os.path.islink(path):
                continue        # a link belongs where it leads
            told = os.path.relpath(path, root).replace(os.sep, '/')
            if not os.path.isfile(path) and os.path.exists(path):
                skipped.append('no-file')       # a pipe or a socket would be waited for; a link to nothing fails as a file does
            elif is_archive(path):
                if os.path.realpath(path) not in own:
                    yield from _archive(path, told)
            else:
                yield Source(path, None, told, False)


def _archive(path: str, told: str) -> Iterator[Source]:
    try:
        with zipfile.ZipFile(path) as opened:
            members = [(one.filename, place) for place, one in enumerate(opened.infolist()) if not one.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        yield Source(path, None, told, True, 'zip-corrupt')
        return
    for name, place in sorted(members):
        yield Source(path, place, f'{told}/{name}', False)


def _directory(path: str) -> Iterator[Source]:
    """The files that a DICOMDIR names; one that is not there is a Source with a problem."""
    try:
        entries = dicomdir.entries(records.open_record(cpython.open_file(path)))
    except (SamarError, OSError):
        yield Source(path, None, os.path.basename(path), True)
        return
    root = os.path.dirname(path) or '.'
    below = []
    for folder, names in _walk(root, []):
        below += [os.path.relpath(os.path.join(folder, name), root).replace(os.sep, '/') for name in names]
    followed = dicomdir.follow(entries, os.path.basename(path), below)
    for place in followed['found']:
        yield Source(os.path.join(root, below[place]), None, below[place], True)
    for place in followed['missing']:
        yield Source(path, -1 - place, os.path.basename(path), True, 'dicomdir-missing')


def is_archive(path: str | os.PathLike[str]) -> bool:
    """Whether a file begins as an archive does, and is no DICOM file."""
    try:
        with open(path, 'rb') as stream:
            return _starts_as_archive(stream.read(132))
    except OSError:
        return False


def _starts_as_archive(head: bytes) -> bool:
    return bytes(head[:4]) in ZIP_SIGNS and bytes(head[128:132]) != b'DICM'


def opened(source: Source) -> cpython.Blob | cpython.MappedFile:
    """A handle for a Source; raises a SamarError where it cannot be read."""
    if source.problem is not None:
        raise Malformed(source.problem)
    try:
        if stores.is_store(source.path):
            return cpython.of_bytes(stores.read(source.path))
        return cpython.open_file(source.path) if source.member is None else cpython.of_bytes(_unpacked(source))
    except OSError as error:
        raise BadChoice('file-unreadable', detail=os.strerror(error.errno or 0)) from error


_open: dict[str, zipfile.ZipFile] = {}
if hasattr(os, 'register_at_fork'):
    os.register_at_fork(after_in_child=_open.clear)     # processes that share an open file share the place at which they read it


def _unpacked(source: Source) -> bytes:
    """Bytes of an archive's file, no longer than its directory tells; the archive that was used last stays open."""
    try:
        if source.path not in _open:
            for one in _open.values():
                one.close()
            _open.clear()
            _open[source.path] = zipfile.ZipFile(source.path)
        told = _open[source.path].infolist()[source.member or 0]
        if told.flag_bits & 65:
            raise Unsupported('zip-encrypted')
        if told.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unsupported('zip-method')
        if told.file_size > LARGEST or (told.file_size > RATIO_FROM and told.file_size > RATIO * told.compress_size):
            raise Unsupported('zip-too-large')
        with _open[source.path].open(told) as stream:
            content = stream.read(told.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, IndexError, NotImplementedError, RuntimeError) as error:
        raise Malformed('zip-corrupt') from error
    if len(content) != told.file_size:
        raise Malformed('zip-corrupt')
    if _starts_as_archive(content[:132]):
        raise Unsupported('zip-nested')
    return content


def units(sources: list[Source], most: int = UNIT) -> list[Unit]:
    """`[(place of the first, [Source])]`: at most `most` files that follow each other; where half of them are together, a new folder
    begins a new unit. A unit hangs on the listing alone, never on how many work on it."""
    found, first = [], 0
    for place in range(1, len(sources) + 1):
        count = place - first
        if place == len(sources) or count >= most or (
                count * 2 >= most and os.path.dirname(sources[place].path) != os.path.dirname(sources[place - 1].path)):
            found.append((first, sources[first:place]))
            first = place
    return found
