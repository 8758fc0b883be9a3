"""A file that is whole or not there: written under another name, and renamed when nothing went wrong."""

import contextlib
import os
import pathlib
from collections.abc import Iterator


@contextlib.contextmanager
def whole(path: str | os.PathLike[str]) -> Iterator[pathlib.Path]:
    """Gives the path to write to; at the end it takes the place of `path`. Where writing fails, or is stopped, nothing of it is left."""
    path = pathlib.Path(path)
    part = path.with_name(path.name + '.part')
    try:
        yield part
        part.replace(path)
    except BaseException:       # Ctrl-C, too
        part.unlink(missing_ok=True)
        raise
