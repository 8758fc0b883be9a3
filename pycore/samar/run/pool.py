"""Units of work in this process or in several, and their results in the order of the listing.

    with Processes(jobs, context) as pool:
        for unit, results in in_order(units, pool):
            ...

A worker that dies takes its unit with it: what was under way is done again, alone and by halves, until the one file that kills is found.
"""

import concurrent.futures
import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Self

from samar.hosts import native
from samar.kinds import Fields
from samar.run import listing
from samar.run import work as working

Asked = concurrent.futures.Future[list[Fields]]
TURNS = 3      # deaths of a worker with one file alone, until the file is taken for the reason
AHEAD = 4      # units a worker has waiting: the listing does not lie in queues

_here: dict[str, Any] = {}


def cores() -> int:
    """Cores that this process may use: Slurm and containers give fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else os.cpu_count() or 1


def _begin(job: working.Job, secret: bytes, people: working.People, parent: int) -> None:
    """A worker's first act. It ends with its parent, and Ctrl-C is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    _here['context'] = working.ready(job, secret, people)


def _work(first: int, sources: list[listing.Source]) -> list[Fields]:
    return working.work(first, sources, _here['context'])


class Alone:
    """Everything in this process."""

    room = 1
    died: tuple[type[BaseException], ...] = ()

    def __init__(self, context: working.Context) -> None:
        self.context = context

    def submit(self, first: int, sources: list[listing.Source]) -> Asked:
        """A future whose work is done."""
        future: Asked = concurrent.futures.Future()
        try:
            future.set_result(working.work(first, sources, self.context))
        except OSError as error:
            future.set_exception(error)
        return future

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        return None


class Processes:
    """`jobs` processes of this machine."""

    died = (BrokenProcessPool,)

    def __init__(self, jobs: int, context: working.Context) -> None:
        self.context = context
        self.jobs = jobs
        self.room = jobs * AHEAD
        self._pool: concurrent.futures.ProcessPoolExecutor | None = None
        # compiled once, by the first unit's process; not by every worker at the same time
        self._cold = native.state() == 'native' and not native.ready()

    def _made(self, jobs: int) -> concurrent.futures.ProcessPoolExecutor:
        method = 'fork' if sys.platform == 'linux' and self.context.job.find == 'off' else 'spawn'
        return concurrent.futures.ProcessPoolExecutor(jobs, multiprocessing.get_context(method), _begin,
                                                      (self.context.job, self.context.secret, self.context.people, os.getpid()))

    def submit(self, first: int, sources: list[listing.Source]) -> Asked:
        """A future of the unit's results."""
        if self._cold:
            self._cold = False
            future: Asked = concurrent.futures.Future()
            try:
                future.set_result(self.alone(first, sources))
            except (BrokenProcessPool, OSError) as error:
                future.set_exception(error)
            return future
        if self._pool is None:
            self._pool = self._made(self.jobs)
        try:
            return self._pool.submit(_work, first, sources)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = self._made(self.jobs)
            return self._pool.submit(_work, first, sources)

    def alone(self, first: int, sources: list[listing.Source]) -> list[Fields]:
        """Results of a unit in a process of its own; raises BrokenProcessPool where that dies."""
        with self._made(1) as pool:
            return pool.submit(_work, first, sources).result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._pool is None:
            return
        if error[0] is not None:
            for process in list((self._pool._processes or {}).values()):
                with contextlib.suppress(OSError):
                    process.terminate()
        self._pool.shutdown(wait=True, cancel_futures=True)


def in_order(units: Iterable[listing.Unit], pool: Any,
             known: Callable[[listing.Unit], list[Fields] | None] = lambda unit: None) -> Iterator[tuple[listing.Unit, list[Fields], bool]]:
    """`(unit, results, whether they were known)` of each unit as it stands in the listing; no more than `pool.room` are under way.
    `known(unit)` gives the results of a unit that was done before, or None."""
    waiting: deque[tuple[listing.Unit, list[Fields] | None, Any]] = deque()
    left = iter(units)
    more = True
    while waiting or more:
        while more and len(waiting) < pool.room:
            unit = next(left, None)
            if unit is None:
                more = False
                break
            done = known(unit)
            waiting.append((unit, done, None if done is not None else pool.submit(*unit)))
        if waiting:
            unit, done, future = waiting.popleft()
            if done is not None:
                yield unit, done, True
            else:
                yield unit, _result(unit, future, pool), False


def _result(unit: listing.Unit, future: Any, pool: Any) -> list[Fields]:
    try:
        made: list[Fields] = future.result()
        return made
    except pool.died:
        return _halved(*unit, pool)


def _halved(first: int, sources: list[listing.Source], pool: Any) -> list[Fields]:
    """Results of a unit whose worker died. One file is condemned only when it was there three times: workers die of other things, too."""
    for _turn in range(TURNS if len(sources) == 1 else 1):
        with contextlib.suppress(*pool.died):
            made: list[Fields] = pool.alone(first, sources)
            return made
    if len(sources) == 1:
        return [working.lost(sources[0], pool.context)]
    middle = len(sources) // 2
    return _halved(first, sources[:middle], pool) + _halved(first + middle, sources[middle:], pool)
