"""Where a set goes: a folder, a ZIP archive, a store, or nowhere. A file gets its name here, in listing order, and is whole or
not there. No input is ever replaced, and a folder takes one run at a time."""

import contextlib
import filecmp
import os
import pathlib
import secrets
import shutil
import tempfile
import zipfile
from collections.abc import Iterable

from samar.core.errors import BadChoice
from samar.core.media import names
from samar.run import parts, stores
from samar.run.lock import Lock

STAGE = '.samar-part'


def folder_of(out: str) -> str:
    """The folder in which files of an output wait or stay."""
    return out + '.files' if out.lower().endswith('.zip') and not stores.is_store(out) else out


class Nowhere:
    """For a dry run."""

    stage: str | None = None
    replaced = 0

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def spare(self, _paths: Iterable[str]) -> bool:
        """Nothing is written, so nothing is replaced."""
        return False

    def put(self, _staged: str | None, path: str) -> str:
        """The name that the file would have."""
        return names.apart(path, self._taken)

    def add(self, name: str, content: bytes) -> None:
        """A file beside those of the set: nothing is written."""

    def has(self, _name: str, _size: int) -> bool:
        """Nothing is in its place."""
        return False

    def close(self) -> None:
        """Nothing is left behind."""


class Folder:
    """Files in a folder that is made when it is not there. What an earlier run put there under the same name is replaced; an input that
    lies there is not. Raises BadChoice where another run is writing there."""

    def __init__(self, root: str | os.PathLike[str]) -> None:
        self.root = pathlib.Path(root)
        place = self.root / STAGE
        place.mkdir(parents=True, exist_ok=True)
        self._lock = Lock(place / 'lock')
        if not self._lock.taken:
            raise BadChoice('output-busy')
        # what a killed run left goes; its workers, should any live on, find no folder to write to
        for left in place.iterdir():
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
        # a folder of this run's own: nobody of another run knows its name
        self.stage = str(place / secrets.token_hex(8))
        os.mkdir(self.stage)
        self._taken: set[str] = set()
        self.replaced = 0       # files of earlier runs whose place was taken by other bytes

    def spare(self, paths: Iterable[str]) -> bool:
        """Keep the names of inputs that lie in this folder for them; whether there are any."""
        with os.scandir(self.root) as found:
            if not [one for one in found if one.name != STAGE]:
                return False        # a new folder: nothing of anybody lies there
        root = os.path.join(os.path.realpath(self.root), '')
        below = {path[len(root):].replace(os.sep, '/').lower() for path in map(os.path.realpath, paths) if path.startswith(root)}
        self._taken |= below
        return bool(below)

    def put(self, staged: str | None, path: str) -> str:
        """Give a file its place; its path in the set. Without `staged` it is in its place already."""
        name = names.apart(path, self._taken)
        target = self.root / name
        if staged is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            self.replaced += target.is_file() and not filecmp.cmp(staged, target, shallow=False)
            os.replace(staged, target)
        return name

    def add(self, name: str, content: bytes) -> None:
        """A file beside those of the set (a DICOMDIR): `content` are its bytes."""
        with parts.whole(self.root / name) as part:
            part.write_bytes(content)

    def has(self, name: str, size: int) -> bool:
        """Whether a file is in its place with as many bytes as it had."""
        try:
            return (self.root / name).stat().st_size == size
        except OSError:
            return False

    def close(self) -> None:
        """Take away what never got a place."""
        place = self.root / STAGE
        with contextlib.suppress(OSError):
            for _turn in range(2):      # a worker that is at its last file may have put one there meanwhile
                shutil.rmtree(self.stage, ignore_errors=True)
            self._lock.release()
            place.rmdir()


class Archive(Folder):
    """A ZIP of stored files, packed from a folder beside it when all are there: the order is that of the listing, the date that of the
    DOS epoch."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = pathlib.Path(path)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        super().__init__(folder_of(str(self.path)))
        self.names: list[str] = []
        self._packed = False

    def put(self, staged: str | None, path: str) -> str:
        """As in a Folder."""
        name = super().put(staged, path)
        self.names.append(name)
        return name

    def add(self, name: str, content: bytes) -> None:
        """As in a Folder."""
        super().add(name, content)
        self.names.append(name)

    def pack(self) -> None:
        """Make the archive; the folder goes when it is closed."""
        with parts.whole(self.path) as part, zipfile.ZipFile(part, 'w', zipfile.ZIP_STORED) as made:
            for name in self.names:
                told = zipfile.ZipInfo(name)
                told.create_system = 0
                told.file_size = (self.root / name).stat().st_size
                with open(self.root / name, 'rb') as stream, made.open(told, 'w') as target:
                    shutil.copyfileobj(stream, target, 1 << 20)
        self._packed = True

    def close(self) -> None:
        """As in a Folder; once the archive is made, its folder goes."""
        super().close()
        if self._packed:
            shutil.rmtree(self.root, ignore_errors=True)


class Store(Folder):
    """Objects under a URL. New files wait in a folder of this machine; workers of other machines would have to share it."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip('/')
        super().__init__(tempfile.mkdtemp(prefix='samar-'))

    def spare(self, paths: Iterable[str]) -> bool:
        """As in a Folder."""
        root = stores.place(self.url) + '/'
        below = {path[len(root):].lower() for path in map(stores.place, filter(stores.is_store, paths)) if path.startswith(root)}
        self._taken |= below
        return bool(below)

    def put(self, staged: str | None, path: str) -> str:
        """As in a Folder."""
        name = names.apart(path, self._taken)
        if staged is not None:
            self.replaced += stores.send(staged, f'{self.url}/{name}')
        return name

    def add(self, name: str, content: bytes) -> None:
        """As in a Folder."""
        stores.write(f'{self.url}/{name}', content)

    def has(self, name: str, size: int) -> bool:
        """As in a Folder."""
        return stores.size(f'{self.url}/{name}') == size

    def close(self) -> None:
        """Nothing stays on this machine."""
        self._lock.release()
        shutil.rmtree(self.root, ignore_errors=True)
