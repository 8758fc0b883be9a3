"""Places in stores: `s3://bucket/archive` and whatever else fsspec knows by its own packages (extra `store`; s3fs, gcsfs, adlfs).

    system, root = at('s3://bucket/archive')      raises BadChoice where fsspec, or the package of that kind of store, is missing
    for url in below('s3://bucket/archive'):
        content = read(url)

A store has no rename that is a step of its own: an object is there, whole, once its last byte was sent. So a new file goes up under its
own name, from the folder where it waited, and what was there under that name is replaced by equal bytes.
"""

import contextlib
import errno
import os
import pathlib
import shutil
from collections.abc import Iterator
from typing import Any

from samar.core.errors import BadChoice, SamarError

SIGN = '://'


def is_store(path: str) -> bool:
    """Whether a path of the command line lies in a store."""
    return SIGN in path


def at(url: str) -> tuple[Any, str]:
    """(file system, path in it) of a URL."""
    try:
        import fsspec
    except ImportError as error:
        raise BadChoice('store-missing', detail='fsspec') from error
    try:
        system, root = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise BadChoice('store-missing', detail=url.partition(SIGN)[0]) from error
    return system, root


def place(url: str) -> str:
    """The one spelling of a URL that stands for its place: the same for all that lead there, with no `/` at the end."""
    return url.partition(SIGN)[0] + SIGN + at(url)[1].strip('/')


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """What a store answers is an OSError with a number: packages have errors of their own, whose texts may hold names."""
    try:
        yield
    except SamarError:
        raise
    except Exception as error:
        number = errno.ENOENT if isinstance(error, FileNotFoundError) else errno.EACCES if isinstance(error, PermissionError) else errno.EIO
        number = getattr(error, 'errno', None) or number
        raise OSError(number, os.strerror(number)) from None


@_told()
def below(url: str) -> list[tuple[str, str]]:
    """`[(URL, name below the place)]` of the objects under a URL, by name; of one object its own URL and last name. A place that does not
    exist holds nothing. Raises OSError where the store does not tell."""
    system, root = at(url)
    system.invalidate_cache()           # what was put there since is listed, too
    kind = url.partition(SIGN)[0]
    found = []
    for path in sorted(system.find(root)):
        name = path[len(root):].strip('/') or path.rpartition('/')[2]
        found.append((kind + SIGN + path, name))
    return found


@_told()
def stamp(url: str) -> str:
    """Size and whatever the store says changes with the content."""
    system, path = at(url)
    told = system.info(path)
    return '\0'.join(str(told.get(key)) for key in ('size', 'ETag', 'etag', 'LastModified', 'mtime', 'created', 'md5'))


@_told()
def read(url: str) -> bytes:
    """All bytes of an object. Raises OSError."""
    system, path = at(url)
    return bytes(system.cat_file(path))


@_told()
def write(url: str, content: bytes) -> None:
    """Make an object of bytes; it is whole or not there. On a disk (`file://`) it gets its name last."""
    system, path = at(url)
    system.makedirs(path.rpartition('/')[0], exist_ok=True)
    if 'file' in _kinds(system):
        pathlib.Path(path + '.part').write_bytes(content)
        os.replace(path + '.part', path)
    else:
        system.pipe_file(path, content)


@_told()
def send(staged: str, url: str) -> bool:
    """Put a file that waited on this machine into its place, and take it away here; whether it took the place of other bytes. The first put
    holds only where nothing is there, so that of two runs that make one name, one is told. Raises OSError where the store has fewer
    bytes."""
    system, path = at(url)
    system.makedirs(path.rpartition('/')[0], exist_ok=True)
    there = size(url) is not None if 'file' in _kinds(system) else not _created(system, staged, path)
    if there and system.cat_file(path) == pathlib.Path(staged).read_bytes():
        os.unlink(staged)
        return False
    if 'file' in _kinds(system):
        shutil.copyfile(staged, path + '.part')
        os.replace(path + '.part', path)
    elif there:
        system.put_file(staged, path)
    if size(url) != os.path.getsize(staged):
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    os.unlink(staged)
    return there


def _created(system: Any, staged: str, path: str) -> bool:
    """Whether a file went up to a place where nothing was. S3 and Google refuse the put itself (If-None-Match); others look before."""
    try:
        system.put_file(staged, path, mode='create')
    except FileExistsError:
        return False
    return True


def size(url: str) -> int | None:
    """Bytes of an object, None where there is none; asked of the store, not of what was listed before."""
    system, path = at(url)
    system.invalidate_cache()
    try:
        with _told():
            return int(system.info(path)['size'])
    except OSError:
        return None


def _kinds(system: Any) -> tuple[str, ...]:
    return (system.protocol,) if isinstance(system.protocol, str) else tuple(system.protocol)
