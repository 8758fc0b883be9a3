"""A lock that ends with its process, however that ends: of two runs into one folder, the second is told.

    lock = Lock(path)
    if lock.taken: ...
    lock.release()

Where the disk or the system knows no such locks, `taken` is True for both: then only the names keep two runs apart.
"""

import contextlib
import errno
import importlib
import os
import pathlib

_open: set[int] = set()


def _forget() -> None:
    """A worker that outlives the run that made it by a moment does not hold its lock."""
    for handle in _open:
        os.close(handle)
    _open.clear()


if hasattr(os, 'register_at_fork'):
    os.register_at_fork(after_in_child=_forget)
BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class Lock:
    """The lock of a file, which is made for it and taken away with it."""

    def __init__(self, path: pathlib.Path) -> None:
        self._path = path
        self._handle = -1
        self.taken = False
        while True:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            if not _lock(handle):
                os.close(handle)
                return
            with contextlib.suppress(OSError):
                if os.path.samestat(os.fstat(handle), os.stat(path)):
                    break
            os.close(handle)        # who had it before has taken the file away meanwhile
        _open.add(handle)
        self._handle, self.taken = handle, True

    def release(self) -> None:
        """The lock and its file go."""
        if self._handle not in _open:
            return
        with contextlib.suppress(OSError):
            self._path.unlink()     # not where an open file stays; there the next run finds it, and may lock it
        _open.discard(self._handle)
        os.close(self._handle)
        self._handle = -1


def _lock(handle: int) -> bool:
    """Whether nobody else has locked an open file."""
    try:
        if os.name == 'nt':
            system = importlib.import_module('msvcrt')
            system.locking(handle, system.LK_NBLCK, 1)
        else:
            system = importlib.import_module('fcntl')
            system.flock(handle, system.LOCK_EX | system.LOCK_NB)
    except OSError as error:
        return error.errno not in BUSY
    return True
