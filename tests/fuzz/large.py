"""Files that are large in one way each, and what they cost: time and memory must grow with the size, not with its square.

    .venv/bin/python -m tests.fuzz.large [--browser chromium|firefox] [--part 0.1] [name ...]

For each file, whole and at half its size: bytes, seconds of the processor, megabytes at the peak, the outcome. With `--browser` seconds
by the clock through the built worker.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

from tests import files
from tests.verify import made

HERE = pathlib.Path(__file__).resolve().parents[2]
ONE = """
import resource, sys, time
from samar.core import pipeline
from samar.core.plan import identity
from samar.core.review import opened
from samar.hosts import cpython
cpython.install()
started = time.process_time()
found = pipeline.deidentify(cpython.open_file(sys.argv[1]), opened.policy_of({"preset": sys.argv[2]}), identity.Identity(memoryview(bytes(32))), [], ())
peak = [line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0]
print(time.process_time() - started, int(peak) // 1024, found.word, found.error and found.error.code)
"""


def _with(*elements):
    """The made-up file with these instead of those with the same tags, in order."""
    tags = {one[:4] for one in elements}
    found = [one for one in made.elements() if one[:4] not in tags]
    return files.build(sorted([*found, *elements], key=lambda one: (one[1], one[0], one[3], one[2])))


def names(count):
    """Names in a sequence, each another one, and text that is cleaned in the light of them."""
    items = [files.item(made.one(0x00401101, 'PN', f'Person{n:06}^Quite{n * 7:07}')) for n in range(count)]
    return _with(files.sequence(0x00081072, items), made.one(0x00204000, 'LT', 'Seen by Person000007 and nobody else. ' * 200))


def text(count):
    """So many bytes of text in one element that is cleaned."""
    return _with(made.one(0x00204000, 'UT', ('Chest CT without contrast, seen 12.03.1950 with Mr. Wibisono. ' * (count // 62 + 1))[:count // 2 * 2]))


def elements(count):
    """Many small elements in items."""
    item = files.item(made.one(0x00080100, 'SH', 'T-11') + made.one(0x00080102, 'SH', 'SRT ') + made.one(0x00080104, 'LO', 'Chest '))
    return _with(files.sequence(made.KEPT_SEQUENCE, [item] * (count // 4)))


def identifiers(count):
    """References with a UID each."""
    items = [files.item(made.one(0x00081150, 'UI', files.CT) + made.one(0x00081155, 'UI', f'1.2.826.0.9.7.{n}')) for n in range(count)]
    return _with(files.sequence(0x00081140, items))


LARGE = {'names': (names, 30000), 'text': (text, 20000000), 'elements': (elements, 1000000), 'uids': (identifiers, 50000)}


def on_cpython(path, preset):
    """(seconds, megabytes, word, code) of one file in a process of its own."""
    done = subprocess.run([sys.executable, '-c', ONE, str(path), preset], capture_output=True, text=True, check=True, cwd=HERE)
    seconds, peak, word, code = done.stdout.split()
    return float(seconds), int(peak), word, code


def main(arguments=None):
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('names', nargs='*', default=[])
    parser.add_argument('--browser', choices=('chromium', 'firefox'))
    parser.add_argument('--part', type=float, default=1.0)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix='samar-large-') as folder:
        path = pathlib.Path(folder) / 'large.dcm'
        browser = None
        if given.browser:
            from tests.fuzz import browsers
            browsers.whole.host_cpython.install()
            browser = browsers.opened(given.browser)
            browser.driver.set_script_timeout(400)
        for name in given.names or LARGE:
            make, count = LARGE[name]
            for part in (given.part / 2, given.part):
                path.write_bytes(make(int(count * part)))
                size = path.stat().st_size
                if browser is None:
                    print(name, int(count * part), size, *on_cpython(path, 'research'), flush=True)
                else:
                    import time
                    started = time.monotonic()
                    (_, answers), = browsers.whole.in_browser(browser.driver, [path], browsers.PLAIN)
                    print(name, int(count * part), size, f'{time.monotonic() - started:.1f} s', answers[-1]['ok'] and answers[-1]['result']['outcome'],
                          f'{browsers.memory()} MB', flush=True)
        if browser is not None:
            browser.quit()


if __name__ == '__main__':
    main()
