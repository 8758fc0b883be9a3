"""A file that is whole or not there: written under another name, and renamed when nothing went wrong."""

import contextlib
import pathlib


@contextlib.contextmanager
def whole(path):
    """Gives the path to write to; at the end it takes the place of `path`. Where writing fails, or is stopped, nothing of it is left."""
    path = pathlib.Path(path)
    part = path.with_name(path.name + '.part')
    try:
        yield part
        part.replace(path)
    except BaseException:       # Ctrl-C, too
        part.unlink(missing_ok=True)
        raise
