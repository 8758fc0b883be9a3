"""A limit on the time that one file may take on the command line: the file fails, and the next one goes on.

What counts is the time of the processor, so that a busy machine ends nothing. Without timers of that kind (Windows) there is no limit.
"""

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

START, MEGABYTE = 8.0, 4.0                  # seconds for any file, and for each megabyte of it
DRAWN_START, DRAWN_MEGABYTE = 300.0, 100.0  # the same where pictures are decoded and coded again, or searched for text


class TookTooLong(BaseException):
    """Raised in whatever runs when the time is over. No Exception: nothing that handles errors of a file may take it for one."""


def seconds(size: int, drawn: bool) -> float:
    """Seconds of the processor for a file of `size` bytes; `drawn`: its pictures are masked or searched."""
    megabytes = size / 1048576
    return DRAWN_START + DRAWN_MEGABYTE * megabytes if drawn else START + MEGABYTE * megabytes


@contextlib.contextmanager
def limit(most: float) -> Iterator[None]:
    """Raise TookTooLong inside after `most` seconds of the processor."""
    if not hasattr(signal, 'setitimer') or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _over)
    signal.setitimer(signal.ITIMER_PROF, most, 1.0)     # again every second, should what runs swallow it
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _over(number: int, frame: FrameType | None) -> None:
    raise TookTooLong
