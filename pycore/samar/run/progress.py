"""How far a run is: a bar where a terminal and `tqdm` are (extra `progress`), a counter on a terminal without it, a line now and then
where nobody looks at a terminal. Everything goes to the standard error; the lines of the files go to the standard output as ever.
"""

import sys
import time
from typing import Any

EVERY = 30.0        # seconds between two plain lines
STEP = 0.2          # seconds between two counts on a terminal


class Lines:
    """Plain lines; `total` files."""

    every = EVERY

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self._last = time.monotonic()       # never the clock of the day, which jumps

    def line(self, text: str) -> None:
        """A line of a file."""
        print(text)

    def step(self) -> None:
        """One more file is done."""
        self.done += 1
        now = time.monotonic()
        if now - self._last >= self.every:
            self._last = now
            self._say()

    def _say(self) -> None:
        print(f'samar: {self.done} of {self.total} files', file=sys.stderr, flush=True)

    def close(self) -> None:
        """Nothing more comes."""


class Counter(Lines):
    """One line of a terminal, written again and again."""

    every = STEP

    def line(self, text: str) -> None:
        sys.stderr.write('\r\x1b[K')
        sys.stderr.flush()
        print(text, flush=True)

    def _say(self) -> None:
        sys.stderr.write(f'\r{self.done} of {self.total} files')
        sys.stderr.flush()

    def close(self) -> None:
        sys.stderr.write('\r\x1b[K')
        sys.stderr.flush()


class Bar(Lines):
    """A bar of tqdm."""

    def __init__(self, total: int, tqdm: Any) -> None:
        super().__init__(total)
        self._tqdm = tqdm
        self._bar = tqdm(total=total, unit='file', file=sys.stderr, leave=False, dynamic_ncols=True)

    def line(self, text: str) -> None:
        self._tqdm.write(text, file=sys.stdout)

    def step(self) -> None:
        self.done += 1
        self._bar.update()

    def close(self) -> None:
        self._bar.close()


def of(total: int) -> Lines:
    """What fits where the standard error goes."""
    if total < 2 or not sys.stderr.isatty():
        return Lines(total)
    try:
        from tqdm import tqdm
    except ImportError:
        return Counter(total)
    return Bar(total, tqdm)
