"""A set of files in the built panel: a dropped folder becomes one checked archive, beside dcmjs and gdcmanon; memory by file.

The clock runs from the drop to the archive in the download folder: listing, every header, de-identification with verification,
report and graph of the set. Peers do less: dcmjs reads, cleans and writes in memory, one file after another in one worker;
gdcmanon writes the files of the same folder under its own profile and checks nothing.
"""

import contextlib
import os
import shutil
import subprocess
import threading
import time
import zipfile

from selenium.webdriver.support.select import Select

from bench import native
from bench.build import OUT
from bench.figures import Figure
from tools.drive.chromium import Chromium
from tools.drive.panel import Panel

FOLDER = OUT / 'sets'
SLICES = 2000
SMALL, MANY = (2000, 20000), 500_000
SIDE = 64
EVERY = .25      # seconds between two looks at the memory


class Watch:
    """Peak of the memory, in MB, that pages and workers of the extension hold, and the browser's own process."""

    def __init__(self, browser):
        self.mark = f'--user-data-dir={browser.profile}'
        self.peaks = {'page': 0, 'browser': 0}
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def now(self):
        """{'page', 'browser'} in MB at this moment."""
        rows = [line.split(None, 3) for line in subprocess.run(
            ['ps', '-eo', 'pid=,ppid=,rss=,args='], capture_output=True, text=True, check=True).stdout.splitlines()]
        own = {pid for pid, _parent, _size, command in rows
               if self.mark in command and '--type=' not in command and 'chromedriver' not in command}
        below = set(own)
        while more := {pid for pid, parent, _size, _command in rows if parent in below} - below:
            below |= more
        found = {'page': 0, 'browser': 0}
        for pid, _parent, size, command in rows:
            if pid in own:
                found['browser'] += int(size) / 1000
            elif pid in below and '--extension-process' in command:
                found['page'] += int(size) / 1000
        return found

    def _run(self):
        while not self.stopped.wait(EVERY):
            with contextlib.suppress(subprocess.CalledProcessError):
                for name, size in self.now().items():
                    self.peaks[name] = max(self.peaks[name], size)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_given):
        self.stopped.set()
        self.thread.join()


def slices(folder, count, slice_of, side=None):
    """A folder of `count` slices of one series without text, each `side` x `side` where that is given."""
    def one():
        ds = slice_of()
        ds.BurnedInAnnotation = 'NO'
        if side:
            ds.Rows = ds.Columns = side
            ds.PixelData = bytes(2 * side * side)
        return ds

    if not folder.is_dir() or sum(1 for _entry in os.scandir(folder)) != count:
        native.slices(folder, count, one)
    return folder


@contextlib.contextmanager
def panel_of(extension):
    """A new browser with the panel in a tab."""
    browser = Chromium(extension)
    try:
        browser.driver.set_script_timeout(300)
        browser.open_tab()
        yield Panel(browser).ready()
    finally:
        browser.quit()


def archive(extension, folder, count):
    """(seconds from drop to the archive on disk, peaks of memory in MB) for a folder of `count` files."""
    with panel_of(extension) as panel, Watch(panel.browser) as watch:
        panel.find_text(False)
        before = set(panel.browser.downloads.iterdir())
        began = time.perf_counter()
        panel.browser.drop('[data-testid="drop-zone"]', [folder])
        patient(panel, lambda: panel.all('save-set'), count)
        Select(panel.one('sink-select')).select_by_value('zip')
        panel.driver.execute_script("document.querySelector('[data-testid=save-set]').click()")
        patient(panel, lambda: panel.all('set-saved'), count)
        took = time.perf_counter() - began
        (saved,) = set(panel.browser.downloads.iterdir()) - before
        with zipfile.ZipFile(saved) as made:
            written = sum(name.endswith('.dcm') for name in made.namelist())
        if written != count:
            raise RuntimeError(f'{written} of {count} files are in the archive: {panel.text()[-500:]}')
        return took, watch.peaks


def patient(panel, question, count):
    """Wait for a set of so many files."""
    end = time.monotonic() + 60 + count * .1
    while not question():
        if time.monotonic() > end:
            raise TimeoutError(panel.text()[-600:])
        time.sleep(.05)


def listed(extension, folder):
    """(seconds from drop to the first rows, memory gained in MB) for a folder of many files."""
    with panel_of(extension) as panel:
        panel.find_text(False)
        watch = Watch(panel.browser)
        idle = watch.now()
        with watch:
            began = time.perf_counter()
            panel.browser.drop('[data-testid="drop-zone"]', [folder])
            patient(panel, lambda: panel.all('file-list'), MANY)
            took = time.perf_counter() - began
        return took, {name: watch.peaks[name] - idle[name] for name in idle}


def others(folder):
    """Milliseconds of gdcmanon by file, by the clock, on the cores that the browser had; None where it is not installed."""
    native.PLACE.mkdir(parents=True, exist_ok=True)
    command = native.gdcmanon()
    if command is None:
        return None
    out = FOLDER / 'out'
    return 1000 * native.ran(command(folder, out), out, tuple(os.sched_getaffinity(0)))[1] / SLICES


def many_files(folder, count):
    """A folder of so many files of a few bytes, a thousand in each folder below."""
    mark = folder.with_suffix('.ready')
    if not mark.exists():
        shutil.rmtree(folder, ignore_errors=True)
        for number in range(count):
            if number % 1000 == 0:
                below = folder / f'{number // 1000:03d}'
                below.mkdir(parents=True)
            (below / f'{number % 1000:03d}.dcm').write_bytes(b'none')
        mark.touch()
    return folder


def figures(extension, slice_of, dcmjs):
    """All figures of sets; `dcmjs` is what that needs for one slice in the same browser, in milliseconds."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    folder = slices(FOLDER / 'slices', SLICES, slice_of)
    took, peaks = archive(extension, folder, SLICES)
    each = 1000 * took / SLICES
    found = [Figure(f'{SLICES:,} CT slices, {SLICES * .526:,.0f} MB: dropped folder to checked ZIP, by file', each, 'ms', 10,
                    f'by the clock, {took:.0f} s in all, {os.cpu_count()} cores'),
             Figure('… / dcmjs', each / dcmjs, '', 1 / 5, f'{dcmjs:.1f} ms a file in one worker of the same browser')]
    peer = others(folder)
    if peer:
        found.append(Figure('… / gdcmanon', each / peer, '', 2, f'{peer:.1f} ms a file by the clock, folder to folder'))
    found += [Figure('… peak of pages and workers', peaks['page'], 'MB', None, 'resident'),
              Figure("… peak of the browser's own process", peaks['browser'], 'MB', None, 'resident; it holds what is not written yet')]
    sizes = {}
    for count in SMALL:
        _took, sizes[count] = archive(extension, slices(FOLDER / f'small-{count}', count, slice_of, SIDE), count)
    few, lot = SMALL
    for name, what, limit in (('page', 'pages and workers', 300), ('browser', 'the browser itself', None)):
        found.append(Figure(f'memory by file from {few:,} to {lot:,} files, {what}',
                            1e6 * (sizes[lot][name] - sizes[few][name]) / (lot - few), 'B', limit,
                            f'peaks {sizes[few][name]:.0f} and {sizes[lot][name]:.0f} MB'))
    took, gained = listed(extension, many_files(FOLDER / 'many', MANY))
    found += [Figure(f'{MANY:,} files dropped: listed', took, 's', 40, 'from the drop to the first rows'),
              Figure('… memory gained', gained['page'] + gained['browser'], 'MB', 300,
                     f'page {gained["page"]:.0f}, browser {gained["browser"]:.0f}')]
    return found
