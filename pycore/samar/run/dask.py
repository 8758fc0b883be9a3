"""Units of work on a cluster of Dask workers (extra `cluster`): `python -m samar deidentify … --scheduler ADDRESS`.

The scheduler sees a number for each unit and the paths of a few files that all machines share. The listing of a unit lies in the folder
where new files wait; the project key and the list of own ids are read by each worker from their files. Neither goes through the
scheduler, and no task is named after anything of an input.

A unit may run twice, on two machines: what it makes has the same bytes, and it is given its place, and its shard of the audit, by the
one process that asked. A file that kills its worker is found by halves and fails alone.
"""

import contextlib
import hmac
import json
import os
import pathlib
import pkgutil
import secrets
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from typing import Any, Self

from distributed import Client, KilledWorker
from distributed import TimeoutError as WaitedTooLong
from distributed.client import ClosedClientError

from samar import words
from samar.core import protocol
from samar.core.errors import BadChoice, SamarError
from samar.core.plan import identity as naming
from samar.hosts import cpython
from samar.kinds import Fields
from samar.run import listing, named
from samar.run import work as working

AHEAD = 4           # units waiting for each worker: the listing does not lie in the scheduler
LEAST = 8
SOON = 10.0         # seconds after which the workers are counted again
WAIT = 60.0         # seconds of waiting for one unit after which a look is worth it whether anybody works

_ready: dict[str, Any] = {}
_lock = threading.Lock()     # one unit at a time in a process: the core keeps what it learned in plain dicts


def check_of(secret: bytes, people: working.People, version: str) -> str:
    """Eight signs that are equal where key, list of ids and version are, and tell nothing of them."""
    text = json.dumps(['check', people, version])
    return hmac.digest(secret, text.encode(), 'sha256')[:8].hex()


def _work(unit_file: str, job: Sequence[Any], key_file: str, ids_file: str | None, check: str,
          version: str) -> list[Fields] | tuple[str, str | None]:
    """On a worker: results of the unit whose listing lies in a file, or the code of why there are none: `worker-differs` where this worker
    has another version, key or list than the one who asked, `workers-apart` where it cannot read what all machines must share. An error
    itself may hold what must not travel, or may not be able to."""
    with _lock:
        cpython.install()
        key = (job, key_file, ids_file, check)
        if _ready.get('key') != str(key):
            try:
                secret, people = bytes(naming.secret_of(named.project_key(key_file))), named.people(ids_file)
                if version != protocol.VERSION or check != check_of(secret, people, version):
                    return 'worker-differs', None
                _ready['context'] = working.ready(working.Job(*job), secret, people)
            except SamarError as error:
                return 'workers-apart', error.code
            _ready['key'] = str(key)
        try:
            first, sources = json.loads(pathlib.Path(unit_file).read_text('utf-8'))
        except (OSError, ValueError) as error:
            return 'workers-apart', type(error).__name__
        try:
            return working.work(first, [listing.Source(*one) for one in sources], _ready['context'])
        except Exception as error:      # its text may hold a value, and it may not travel
            return 'unexpected', type(error).__name__


class Asked:
    """A unit under way, whose listing lies in a file; `result()` gives its results, or raises a SamarError. Whoever waits for long calls
    `patience`."""

    def __init__(self, future: Any, path: pathlib.Path, patience: Callable[[], None]) -> None:
        self._future = future
        self._path = path
        self._patience = patience

    def result(self) -> list[Fields]:
        """Results of the unit, once they are there; raises KilledWorker where it killed too many. The listing is gone then: it names
        inputs."""
        try:
            made = self._waited()
        finally:
            self._path.unlink(missing_ok=True)
        if isinstance(made, tuple):
            raise SamarError(made[0], detail=made[1])
        results: list[Fields] = made
        return results

    def _waited(self) -> Any:
        while True:
            try:
                with _told():
                    return self._future.result(timeout=WAIT)
            except WaitedTooLong:
                self._patience()


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """What the cluster raises is a SamarError: the scheduler went (`scheduler-unreachable`), or a worker could not even begin, because its
    Samar is of another kind (`workers-apart`). The text of the error is not told: it may hold anything."""
    try:
        yield
    except (KilledWorker, WaitedTooLong, SamarError):
        raise
    except (CancelledError, OSError, ClosedClientError) as error:
        raise SamarError('scheduler-unreachable') from error
    except Exception as error:
        raise SamarError('workers-apart', detail=type(error).__name__) from error


class Cluster:
    """The workers of a scheduler. `client` is one that is open already, else the address is connected to."""

    died = (KilledWorker,)

    def __init__(self, address: str, context: working.Context, key_file: str, ids_file: str | None, version: str,
                 client: Any = None) -> None:
        self.context = context
        try:
            self._client: Any = client or Client(address, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise BadChoice('scheduler-unreachable') from error
        self._own = client is None
        self._room, self._asked_at = LEAST, -SOON
        self._version = version
        self._looked: set[str] = set()      # addresses of workers whose version was asked for
        self._asked = (tuple(context.job), os.path.abspath(key_file), None if ids_file is None else os.path.abspath(ids_file),
                       check_of(context.secret, context.people, version), version)
        self._folder = pathlib.Path(context.job.stage or '') / 'units'
        # a scheduler takes two tasks of one name for one, and more than one run may be on it
        self._name = f'samar-{secrets.token_hex(8)}'
        self._count = 0

    @property
    def room(self) -> int:
        """Units that may be under way: some for each worker that there is now; workers come and go."""
        if time.monotonic() - self._asked_at >= SOON:
            self._asked_at = time.monotonic()
            with _told():
                workers = self._client.nthreads()
            threads = sum(workers.values())
            self._look(sorted(set(workers) - self._looked))
            self._room = max(LEAST, AHEAD * threads)
            if not threads:
                self.patience()
        return self._room

    def _look(self, fresh: list[str]) -> None:
        """Ask workers that are new which Samar they have, in words that a Python without one understands: a unit would end it."""
        if not fresh:
            return
        with _told():
            found = self._client.run(pkgutil.get_data, 'samar', 'core/protocol.py', workers=fresh, on_error='return')
        for address in found:
            if found[address] is None:
                raise SamarError('workers-apart', detail='samar')
            if isinstance(found[address], bytes) and f"VERSION = '{self._version}'".encode() not in found[address]:
                raise SamarError('worker-differs')
            self._looked.add(address)       # what could not be told (a worker that is leaving) shows itself at its first unit

    def patience(self) -> None:
        """Say so where a run waits because there is no worker."""
        with _told():
            workers = self._client.nthreads()
        if not workers:
            print('! workers-missing:', words.word('error', 'workers-missing'), file=sys.stderr, flush=True)

    def submit(self, first: int, sources: list[listing.Source]) -> Asked:
        """A future of the unit's results."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._count += 1
        path = self._folder / f'{self._count}.json'
        path.write_text(json.dumps([first, sources]), 'utf-8')
        with _told():
            future = self._client.submit(_work, str(path), *self._asked, key=f'{self._name}-{self._count}', pure=False,
                                         priority=-self._count)
        return Asked(future, path, self.patience)

    def alone(self, first: int, sources: list[listing.Source]) -> list[Fields]:
        """Results of a unit under suspicion; raises KilledWorker where it kills again."""
        return self.submit(first, sources).result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._own:
            with contextlib.suppress(OSError, WaitedTooLong):       # a scheduler that went does not answer
                self._client.close()

