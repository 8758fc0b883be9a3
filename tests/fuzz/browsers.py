"""The files of `make fuzz` through the built worker in a browser, and the same on CPython: equal answers, within time and memory.

    .venv/bin/python -m tests.fuzz.browsers --browser chromium --count 1000 --seed 3 [--time 3600] [--first 0] [--keep FOLDER]

Each file is opened and cleaned, every fifth with a mask; what the two runtimes say, and the hash of what they make, must be the same.
"""

import argparse
import os
import pathlib
import random
import sys
import tempfile
import time

from tests.fuzz import mutate
from tests.parity import bundle
from tests.parity import test_files as whole

MASKED = [whole.STEPS[0], ['clean', {'choices': {**whole.choices('research', [whole.MASK]), 'settled': ['text-risk=said', 'cannot-be-shown=said']}}]]
PLAIN = [whole.STEPS[0], ['clean', {'choices': {**whole.choices('research'), 'settled': ['text-risk=said', 'cannot-be-shown=said']}}]]


def contents(seed, count):
    """So many changed files."""
    dice, given = random.Random(seed), mutate.seeds()
    for _ in range(count):
        yield mutate.mutated(dice.choice(given), dice)


def opened(name):
    """A browser with the test page beside the shipped worker."""
    if name == 'chromium':
        from tools.drive.chromium import Chromium as Browser
    else:
        from tools.drive.firefox import Firefox as Browser
    browser = Browser(bundle.build(name))
    browser.driver.set_script_timeout(120)
    browser.open_tab(page='page.html')
    return browser


def memory():
    """Megabytes of the largest process that this one started, by itself or through others, at its peak."""
    parents, peaks = {}, {}
    for entry in pathlib.Path('/proc').glob('[0-9]*/status'):
        try:
            fields = dict(line.split(':\t', 1) for line in entry.read_text().splitlines() if ':\t' in line)
        except OSError:
            continue
        pid = int(fields['Pid'])
        parents[pid], peaks[pid] = int(fields['PPid']), int(fields.get('VmHWM', '0 kB').split()[0]) // 1024
    found = {os.getpid()}
    while True:
        more = {pid for pid in parents if parents[pid] in found} - found
        if not more:
            return max((peaks[pid] for pid in found if pid != os.getpid()), default=0)
        found |= more


def fault_of(driver, path, steps):
    """(what does not hold or None, seconds)."""
    started = time.monotonic()
    try:
        (_, there), = whole.in_browser(driver, [path], steps)
    except Exception as error:
        return f'{type(error).__name__} in the browser', time.monotonic() - started
    took = time.monotonic() - started
    (_, here), = whole.on_cpython([path], steps)
    if [one for one in there if not one['ok'] and str(one['error']).startswith('unexpected')]:
        return 'unexpected', took
    if [one['result']['error'] for one in there if one['ok'] and (one['result'].get('error') or {}).get('code') == 'unexpected']:
        return 'unexpected', took
    if took > mutate.MOST:
        return f'more than {mutate.MOST} seconds', took
    wrong = whole.differences(here, there)
    return ('otherwise than on CPython: ' + wrong[0] if wrong else None), took


def main(arguments=None):
    """Run, print what was found; 1 where something was."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('--browser', choices=('chromium', 'firefox'), default='chromium')
    parser.add_argument('--count', type=int, default=1000)
    parser.add_argument('--time', type=float, default=3600)
    parser.add_argument('--first', type=int, default=0)
    parser.add_argument('--seed', type=int, default=3)
    parser.add_argument('--keep', type=pathlib.Path, default=pathlib.Path('build/fuzz'))
    given = parser.parse_args(arguments)
    given.keep.mkdir(parents=True, exist_ok=True)
    whole.host_cpython.install()
    browser, faults, longest, done, begun = opened(given.browser), 0, 0.0, 0, time.monotonic()
    try:
        before = memory()
        with tempfile.TemporaryDirectory(prefix='samar-fuzz-') as folder:
            path = pathlib.Path(folder) / 'changed.dcm'
            for number, content in enumerate(contents(given.seed, given.count)):
                if time.monotonic() - begun > given.time:
                    break
                if number < given.first:
                    continue
                done += 1
                if done % 100 == 0:
                    print(f'{done} files, {faults} with a fault, longest {longest:.1f} s, {memory()} MB', file=sys.stderr, flush=True)
                path.write_bytes(content)
                fault, took = fault_of(browser.driver, path, PLAIN if number % 5 else MASKED)
                longest = max(longest, took)
                if fault:
                    faults += 1
                    (given.keep / f'{given.browser}-{number}.dcm').write_bytes(content)
                    print(number, fault[:300], flush=True)
                    if fault.endswith('in the browser'):
                        browser.quit()
                        browser = opened(given.browser)
        peak = memory()
    finally:
        browser.quit()
    print(f'{given.browser}, seed {given.seed}: {done} files, {faults} with a fault, longest {longest:.1f} s, '
          f'largest process {peak} MB ({before} MB before)')
    return 1 if faults or peak > before + mutate.MEMORY else 0


if __name__ == '__main__':
    sys.exit(main())
