"""What is said to somebody who has left (`| head`), who never was there (`2>&-`), or who cannot show every sign."""

import contextlib
import os
from collections.abc import Iterator
from typing import Any, TextIO, cast


class Stream:
    """A stream of text whose reader may leave: what comes then goes nowhere, and the work and its exit status stay what they are."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """As any stream's; never a BrokenPipeError."""
        if self._stream is not None:
            try:
                self._stream.write(text)
            except BrokenPipeError:
                self._leave()
        return len(text)

    def flush(self) -> None:
        """As any stream's; never a BrokenPipeError."""
        if self._stream is not None:
            try:
                self._stream.flush()
            except BrokenPipeError:
                self._leave()

    def isatty(self) -> bool:
        """Whether a person looks at it."""
        return self._stream is not None and self._stream.isatty()

    def _leave(self) -> None:
        """From here on the platform itself drops what is written, also what waits in a buffer until the end of the process."""
        assert self._stream is not None
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def spelled(*streams: Any) -> None:
    """A sign that a terminal or a pipe cannot carry (ASCII, a Windows code page) is written as its number, and ends nothing."""
    for stream in streams:
        if hasattr(stream, 'reconfigure'):
            stream.reconfigure(errors='backslashreplace')


@contextlib.contextmanager
def by_nobody(out: TextIO | None, err: TextIO | None) -> Iterator[None]:
    """Inside, what is printed may find no reader."""
    with contextlib.redirect_stdout(cast(TextIO, Stream(out))) as said, contextlib.redirect_stderr(cast(TextIO, Stream(err))) as told:
        try:
            yield
        finally:
            said.flush()
            told.flush()
