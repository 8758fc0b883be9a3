"""`make bench`: one run, two tables. `python -m bench --write` also puts them into docs/speed.md.

Every time is a median of so many rounds after so many that do not count; of three such series the one least disturbed by what
else the machine does. A missed target is printed as missed; the status is 0 all the same, because times hang on the machine.
"""

import argparse
import os
import pathlib
import platform
import statistics
import sys

from bench import build, files, native, peers, sets
from bench.browser import FIRST_ROW, PICTURE, Bench
from bench.figures import Figure, table
from tools import modules, package

PAGE = modules.ROOT / 'docs' / 'speed.md'
ROUNDS, WARM = 100, 100
BROWSER = '<!-- table: python -m bench --write -->', '<!-- end of table -->'
NATIVE = '<!-- table of native kernels: python -m bench --only native --write -->', '<!-- end of table of native kernels -->'


def slices(bench, others):
    """One CT slice, by preset, and beside peers."""
    found = []
    dcmjs = bench.measure('dcmjs', file='slice.dcm', rounds=ROUNDS, warm=WARM)['median']
    how = f'{ROUNDS} after {WARM}'
    times = {}
    for preset in ('research', 'basic'):
        one = bench.measure('clean', file='slice.dcm', preset=preset, rounds=ROUNDS, warm=WARM)
        assert one['word'] in ('cleaned', 'held'), one
        times[preset] = made = one['made']['median']
        steps = ', '.join(f'{name} {took:.2g}' for name, took in one['steps'].items())
        found.append(Figure(f'CT slice, {preset}: File to Blob', made, 'ms', 4, f'{how}; {steps}; first {one["made"]["first"]:.0f}'))
        found.append(Figure(f'CT slice, {preset}: with verification', one['verified']['median'], 'ms', 7, how))
        report = bench.measure('report', file='slice.dcm', preset=preset, rounds=ROUNDS)['median']
        found.append(Figure(f'… verification and report ({preset})', one['verified']['median'] - made + report, 'ms', 5,
                            f'difference of the two above, and {report:.2g} for the report'))
    found.append(Figure('dcmjs 0.52.2, same browser: read, clean, write', dcmjs, 'ms', None, how))
    for preset in times:
        found.append(Figure(f'{preset} / dcmjs', times[preset] / dcmjs, '', 1 / 3, 'File to Blob, same browser'))
    for name, one in others.items():
        found.append(Figure(f'{name} {one["version"]}, CPython: read, clean, write', one['median'], 'ms', None,
                            f'{ROUNDS // 2} after {ROUNDS // 2}'))
    found.append(Figure('research / dicognito', times['research'] / others['dicognito']['median'], '', 1 / 5))
    found.append(Figure('basic / dicom-anonymizer', times['basic'] / others['dicom-anonymizer']['median'], '', 1 / 4))
    return found


def large(bench):
    """The huge file: time and heap."""
    idle = bench.heap(True)
    one = bench.measure('large', file='huge.dcm')
    held = bench.heap(False)
    assert one['word'] in ('cleaned', 'held'), one
    return [Figure('500 MB in 954 frames: with verification', one['first'], 'ms', 100, f'the first; then {one["median"]:.0f}'),
            Figure('… heap above idle', max(0, held - idle), 'MB', 32, 'without collecting garbage, buffers included')]


def kernels(bench):
    """The scan kernel."""
    return [Figure(f'scan kernel, {count:,} elements', bench.measure('scan', count=count, rounds=rounds)['median'], 'µs each', 0.1,
                   f'{rounds} after {rounds}') for count, rounds in ((3000, 21), (300000, 7))]


def start(bench):
    """What a person waits for first, and what is downloaded."""
    ready = statistics.median([bench.panel_ready() for _turn in range(5)])
    zip_file = next(package.DIST.glob('samar-chromium-*.zip'))
    tables = statistics.median([bench.measure('tables') for _turn in range(5)])
    return [Figure('panel opened to worker answering', ready, 'ms', 700, 'median of 5'),
            Figure('package, zipped', zip_file.stat().st_size / 1e6, 'MB', 3, zip_file.name),
            Figure('all tables fetched and parsed', tables, 'ms', 80, 'median of 5')]


def pictures(bench, made):
    """Masks, JPEG, window and level, first pictures."""
    masked = bench.measure('mask', file='frames.dcm', rounds=5, rect={'x': 8, 'y': 8, 'w': 320, 'h': 44})
    assert masked['word'] in ('cleaned', 'held'), masked
    found = [Figure('mask on 200 frames 512 x 512 x 16: with verification', masked['masked']['median'], 'ms', None, '5 after 1'),
             Figure('… / plain copy, File to Blob', masked['masked']['median'] / masked['copy']['median'], '', 2,
                    f'copy {masked["copy"]["median"]:.0f} ms; in memory alone {masked["memory"]["median"]:.0f} ms')]
    jpeg = bench.measure('jpeg', rounds=11)
    peer = jpeg['decode'] + jpeg['encode']
    found += [Figure('JPEG baseline 1024 x 768, colour: redact and prove', jpeg['redact'], 'ms', None, '11'),
              Figure('… / libjpeg-turbo WASM decode + encode', jpeg['redact'] / peer, '', 2,
                     f'{jpeg["decode"]:.1f} + {jpeg["encode"]:.1f} ms')]
    shown = bench.ask('pictures', 'picture.dcm', 30)
    found.append(Figure('window/level of 2048 x 2048, pixels in the page', shown['median'], 'ms', 1000 / 60, '30 after 30'))
    for name in ('jpeg2000', 'jpegls'):
        worker = statistics.median([bench.ask('firstPicture', f'{name}.dcm') for _turn in range(3)])
        panel = statistics.median([bench.dropped(made[name], PICTURE) for _turn in range(3)])
        found.append(Figure(f'drop to first picture, CT in {name}', panel, 'ms', 150,
                            f'median of 3, each in a new panel; the worker alone {worker:.0f}'))
    return found


def cine(bench, made):
    """Clips in the panel, whose rate would be 60 a second."""
    return [Figure(f'clip in the panel, {what}: a picture', bench.cine(made[name]), 'ms', 1000 / least, f'{least} a second are asked for')
            for name, what, least in (('frames', '512 x 512 x 16 bits', 30), ('clip', 'JPEG baseline 640 x 480 in colour', 25))]


def panel(bench, made):
    """What a person waits for at the table and at the picture."""
    first = statistics.median([bench.dropped(made['elements'], FIRST_ROW) for _turn in range(3)])
    beat, longest = bench.mask_drag(made['picture'])
    return [Figure('drop to first row of 5,000 elements', first, 'ms', 200, 'median of 3, each in a new panel'),
            Figure('jump in a table of 5,000 elements', bench.rows(made['elements']), 'ms', 100,
                   'to the frame with all rows, median of 20'),
            Figure('mask pulled over 2048 x 2048: a frame', beat, 'ms', 20, f'median; the longest {longest:.0f}')]


def many(bench):
    """Sets of files, in browsers of their own."""
    dcmjs = bench.measure('dcmjs', file='slice.dcm', rounds=ROUNDS, warm=WARM)['median']
    return sets.figures(build.OUT / 'chromium', files.slice_of, dcmjs)


def machine(version=''):
    """What was measured where."""
    told = pathlib.Path('/proc/cpuinfo')
    lines = told.read_text().splitlines() if told.exists() else []
    model = next((line.partition(':')[2].strip() for line in lines if line.startswith('model name')), platform.processor())
    browser = f'Chromium {version} without a window, ' if version else ''
    return (f'{browser}CPython {platform.python_version()}, {model}, {os.cpu_count()} processors, '
            f'load {os.getloadavg()[0]:.1f} when it began.')


def write(text, marks):
    """Put a table into the page between its marks."""
    page = PAGE.read_text('utf-8')
    head, _, rest = page.partition(marks[0])
    PAGE.write_text(head + marks[0] + '\n\n' + text + '\n\n' + marks[1] + rest.partition(marks[1])[2], 'utf-8')


def in_browser(made, wanted):
    """(where, figures) of the parts that run in the extension."""
    bench = Bench(build.build(), made.values())
    try:
        where = machine(bench.driver.capabilities['browserVersion'])
        print(where, flush=True)
        found = []
        for part in PARTS:
            if wanted.only and part.__name__ not in wanted.only:
                continue
            given = [peers.measured(made['slice'], ROUNDS // 2)] if part is slices else [made] if part in (pictures, cine, panel) else []
            fresh = part(bench, *given)
            found += fresh
            print('\n' + table(fresh), flush=True)
    finally:
        bench.quit()
    return where, found


PARTS = (slices, large, kernels, start, pictures, cine, panel, many)
NAMES = [part.__name__ for part in PARTS]


def main(arguments):
    """Measure everything; 0 also where targets are missed."""
    parser = argparse.ArgumentParser(prog='bench')
    parser.add_argument('--write', action='store_true', help='put the tables into docs/speed.md')
    parser.add_argument('--only', choices=[*NAMES, 'native'], nargs='*')
    wanted = parser.parse_args(arguments)
    made = files.make()
    figures = []
    if not wanted.only or set(NAMES) & set(wanted.only):
        where, figures = in_browser(made, wanted)
        if wanted.write:
            write(where + '\n\n' + table(figures), BROWSER)
    if not wanted.only or 'native' in wanted.only:
        where = machine()
        fresh = native.figures(made, files.slice_of)
        print('\n' + where + '\n\n' + table(fresh), flush=True)
        figures += fresh
        if wanted.write:
            write(where + '\n\n' + table(fresh), NATIVE)
    missed = [one.name for one in figures if one.verdict == 'MISSED']
    met = sum(one.verdict == 'met' for one in figures)
    print(f'\n{met} of {met + len(missed)} targets met' + (f'; missed: {", ".join(missed)}' if missed else ''))
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
