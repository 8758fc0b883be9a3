"""Kills at chosen points: where a mark of a point lies in the folder `SAMAR_TEST_KILLS`, the process that comes there takes the mark away
and ends itself as the system ends one that takes too much memory. Each mark kills once.

A preload of Dask's workers; `install()` does the same in this process and in those that are forked from it.
"""

import os
import pathlib
import signal
import types

from samar.hosts import cpython
from samar.run import audit, sinks, work

# of a worker, at a file: before it is opened, in the middle of writing, before the file is complete under its own name, before the answer
AT_FILE = ('opened', 'half', 'staged', 'answered')
# of the one who asked: between the place of a file and its shard, and with a shard that has no name yet
AT_SET = ('placed', 'shard')


def mark(folder, point, number):
    """Choose a point at a file of a number (at a unit's first file for `answered` and `shard`)."""
    (pathlib.Path(folder) / f'{point}-{number}').touch()


def left(folder):
    """Points at which nobody died."""
    return sorted(path.name for path in pathlib.Path(folder).iterdir())


def here(point, number):
    """Die where this point was chosen."""
    place = os.environ.get('SAMAR_TEST_KILLS')
    try:
        os.unlink(f'{place}/{point}-{number}')
    except OSError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


_now = {'number': -1}
# a preload is loaded twice in a process: what is in its place stays known, or it would be put in the place of itself
_real: dict = globals().get('_real', {})


def one(number, source, context):
    _now['number'] = number
    here('opened', number)
    made = _real['one'](number, source, context)
    here('staged', number)
    return made


def unit(first, sources, context):
    made = _real['work'](first, sources, context)
    here('answered', first)
    return made


def write_to(self, stream, *more):
    half = self.size // 2

    class Stream:
        """Everything as it is, and a point on the way."""

        done = 0

        def write(self, piece):
            found = stream.write(piece)
            Stream.done += len(piece)
            if Stream.done >= half:
                here('half', _now['number'])
            return found

    _real['write_to'](self, Stream(), *more)


def put(self, staged, path):
    made = _real['put'](self, staged, path)
    _now['placed'] = _now.get('placed', -1) + 1
    here('placed', _now['placed'])
    return made


def fsync(handle):
    here('shard', _now.get('placed', -1))
    _real['fsync'](handle)


def install():
    """Put the points in their places, once."""
    if _real:
        return
    _real.update(one=work.one, work=work.work, write_to=cpython.Blob.write_to, put=sinks.Folder.put, fsync=os.fsync)
    work.one, work.work, cpython.Blob.write_to, sinks.Folder.put = one, unit, write_to, put
    audit.os = types.SimpleNamespace(fsync=fsync)


def remove():
    """Everything as it was."""
    work.one, work.work, cpython.Blob.write_to, sinks.Folder.put = (_real[key] for key in ('one', 'work', 'write_to', 'put'))
    audit.os = os
    _real.clear()


if 'SAMAR_TEST_KILLS' in os.environ:
    install()
