"""A limit on the time that one file may take on the command line: the file fails, and the next one goes on.

What counts is the time of the processor, so that a busy machine ends nothing. In the first thread of a process a timer of the system ends
it; in any other (workers of a cluster) a thread that looks now and then at what the others took. Where the system tells no such times
(Windows, and threads on macOS) there is no limit.
"""

import contextlib
import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from types import FrameType

START, MEGABYTE = 8.0, 4.0                  # seconds for any file, and for each megabyte of it
EVERY = 0.5                                 # seconds between two looks at other threads
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
    if threading.current_thread() is not threading.main_thread():
        with _watched(most):
            yield
        return
    if not hasattr(signal, 'setitimer'):
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


_lock = threading.Lock()
_ends: dict[int, float] = {}            # thread to the time of its own clock at which it is over
_looking: list[threading.Thread] = []   # the one that looks; after a fork it lives no more


@contextlib.contextmanager
def _watched(most: float) -> Iterator[None]:
    """`limit` for this thread, which is not the first."""
    if not hasattr(time, 'pthread_getcpuclockid'):
        yield
        return
    me = threading.get_ident()
    with _lock:
        _ends[me] = time.thread_time() + most
        if not _looking or not _looking[0].is_alive():
            _looking[:] = [threading.Thread(target=_look, name='samar-watch', daemon=True)]
            _looking[0].start()
    late = False
    try:
        yield
    finally:
        # an end that comes here, too, belongs to this block; after it nothing is under way
        while True:
            try:
                with _lock:
                    _ends.pop(me, None)
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(me), None)
                break
            except TookTooLong:
                late = True
        if late:
            raise TookTooLong


def _look() -> None:
    while True:
        time.sleep(EVERY)
        with _lock:
            for thread, end in _ends.items():
                if time.clock_gettime(time.pthread_getcpuclockid(thread)) > end:
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TookTooLong))
