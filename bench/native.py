"""Samar on CPython with native kernels beside peers that are programs: a folder of CT slices from disk to disk, on one core.

Peers: gdcmanon (Debian's `libgdcm-tools`; its one profile, with a certificate), dcmanon and dcm-anonymizer (`bench/peers.txt`).
Every round runs all of them once, in turn. A figure is the processor's time that a whole process took for the folder less what it
took for one file, by file: what starts a program counts for none. The median of the rounds stands in the table.

    python -m bench.native jpeg ROUNDS      prints milliseconds of a redaction, a decoding and an encoding
"""

import functools
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

from bench import peers
from bench.build import OUT
from bench.figures import Figure

ROOT = pathlib.Path(__file__).resolve().parent.parent
PLACE = OUT / 'native'
SLICES, SCALED, ROUNDS = 500, 1000, 5      # a start takes as long as 300 slices, and is not the same twice
SAMAR = [sys.executable, '-m', 'samar', '--kernels', 'native', 'deidentify']
ACCEPT = ['--accept', 'text-risk=said']
DCMANON = ('import os, sys, dcmanon; one = dcmanon.Anonymizer(); src, out = sys.argv[1:]; os.makedirs(out)\n'
           'for name in os.listdir(src):\n with open(os.path.join(out, name), "wb") as f: f.write(one.anonymize(os.path.join(src, name)))')
COLUMNS, ROWS, RECTS, QUALITY = 1024, 768, ((0, 0, 300, 160), (700, 720, 324, 48)), 90


def slices(folder, count, slice_of):
    """`count` files of one series, each with a UID of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    ds = slice_of()
    for number in range(count):
        ds.SOPInstanceUID = ds.file_meta.MediaStorageSOPInstanceUID = f'1.2.826.0.1.{number + 1}'
        ds.InstanceNumber = number + 1
        ds.save_as(folder / f'{number:05d}.dcm', enforce_file_format=True)
    return folder


def certificate():
    """A certificate for gdcmanon, which keeps the original values under it."""
    path = PLACE / 'certificate.pem'
    if not path.exists():
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', str(PLACE / 'key.pem'), '-out', str(path),
                        '-days', '3650', '-subj', '/CN=bench'], check=True, stderr=subprocess.DEVNULL)
    return path


def ran(command, out, cores=(0,)):
    """(seconds of the processor, seconds by the clock) of a command that writes to `out`, which is taken away again."""
    shutil.rmtree(out, ignore_errors=True)
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                               preexec_fn=functools.partial(os.sched_setaffinity, 0, cores))
    told = process.stderr.read()
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    took = time.perf_counter() - began
    if process.returncode not in (0, 1) or not any(out.rglob('*')):     # 1: Samar says that points were accepted
        raise RuntimeError(f'{command[0]} ended with {process.returncode}: {told[-500:]!r}')
    shutil.rmtree(out, ignore_errors=True)
    return used.ru_utime + used.ru_stime, took


def ways(python):
    """Name to the command for a folder and an output."""
    def samar(*more):
        return lambda src, out: [*SAMAR, str(src), '--out', str(out), *ACCEPT, *more]

    found = {'Samar, basic': samar('--preset', 'basic'), 'Samar, research': samar('--preset', 'research'),
             'Samar, research, with audit': samar('--preset', 'research', '--project-key', 'a key for the bench'),
             'dcmanon 0.3.1 (Rust)': lambda src, out: [str(python), '-c', DCMANON, str(src), str(out)],
             'dcm-anonymizer 0.5.0 (pydicom)': lambda src, out: [str(python.with_name('dcm-anon')), str(src), str(out), '--quiet']}
    peer = gdcmanon()
    if peer:
        found['gdcmanon (C++, a partial profile)'] = peer
    return found


def gdcmanon():
    """The command of gdcmanon for a folder and an output, or None where it is not installed."""
    program = shutil.which('gdcmanon')
    if not program:
        return None
    cert = certificate()
    return lambda src, out: [program, '-c', str(cert), '-r', '-i', str(src), '-o', str(out)]


def paired(commands, many, one, rounds=ROUNDS):
    """Name to milliseconds a file in each round."""
    count = len(list(many.iterdir())) - 1
    found = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            whole, _ = ran(command(many, PLACE / 'out'), PLACE / 'out')
            start, _ = ran(command(one, PLACE / 'out'), PLACE / 'out')
            if turn:            # the first round warms what the system keeps of files
                found[name].append(1000 * (whole - start) / count)
    return found


def scaling(many, one):
    """Seconds by the clock for a folder on one core and on two, without those that a program takes for one file."""
    found = {}
    for jobs in (1, 2):
        def took(src, jobs=jobs):
            command = [*SAMAR, str(src), '--out', str(PLACE / 'out'), *ACCEPT, '--preset', 'basic', '--jobs', str(jobs), '--unit', '25']
            return ran(command, PLACE / 'out', tuple(range(jobs)))[1]
        found[jobs] = statistics.median(took(many) - took(one) for _turn in range(5))
    return found


def large(path):
    """Seconds by the clock for one large file that no mask touches, and for a copy of it."""
    command = [*SAMAR, str(path), '--out', str(PLACE / 'out'), *ACCEPT, '--preset', 'basic']
    copy = ['cp', '--reflink=never', '--sparse=never', str(path), str(PLACE / 'out')]

    def copied():
        PLACE.joinpath('out').mkdir(exist_ok=True)
        began = time.perf_counter()
        subprocess.run(copy, check=True)
        return time.perf_counter() - began

    both = [(ran(command, PLACE / 'out')[1], copied()) for _turn in range(3)]
    shutil.rmtree(PLACE / 'out', ignore_errors=True)
    return [statistics.median(side) for side in zip(*both, strict=True)]


def drawn():
    """A colour picture as ultrasound has it: a sector of speckle, a coloured patch, rows of strokes in the corner."""
    import numpy as np
    y, x = np.mgrid[0:ROWS, 0:COLUMNS]
    radius = np.hypot(x - 512, y + 40)
    inside = (radius > 90) & (radius < 780) & (abs(np.arctan2(x - 512, y + 40)) < 0.75)
    noise = 40 * np.sqrt(-2 * np.log(np.random.default_rng(7).uniform(1e-9, 1, radius.shape))) * (0.6 + 0.4 * np.sin(radius / 23))
    speckle = np.where(inside, np.minimum(255, noise), 0)
    found = np.repeat(speckle[:, :, None], 3, axis=2)
    flow = inside & (np.hypot(x - 560, y - 400) < 90)
    found[flow] = np.stack([np.minimum(255, 120 + speckle[flow]), speckle[flow], np.full(flow.sum(), 30)], axis=1)
    found[(x < 260) & (y < 150) & (y % 18 > 5) & ((x * 7 + (y % 18) * 5) % 11 < 4)] = 255
    return found.astype('uint8')


def jpeg(rounds):
    """Medians in milliseconds: `redact` (with its proof), `decode` and `encode` (libjpeg-turbo), in turn."""
    import imagecodecs
    from samar.core.pixels import jpeg_baseline
    from samar.hosts import cpython, native
    cpython.install()
    assert native.install(None), native.why()
    pixels = drawn()
    stream = imagecodecs.jpeg8_encode(pixels, level=QUALITY, subsampling='422')
    steps = {'redact': lambda: jpeg_baseline.redact(memoryview(stream), list(RECTS), (0, 128, 128)),
             'decode': lambda: imagecodecs.jpeg8_decode(stream),
             'encode': lambda: imagecodecs.jpeg8_encode(pixels, level=QUALITY, subsampling='422')}
    times = {name: [] for name in steps}
    for turn in range(2 * rounds):
        for name, step in steps.items():
            began = time.process_time()
            step()
            if turn >= rounds:
                times[name].append(1000 * (time.process_time() - began))
    return {name: statistics.median(found) for name, found in times.items()}


def figures(made, slice_of):
    """The rows of the table."""
    PLACE.mkdir(parents=True, exist_ok=True)
    many, one = slices(PLACE / 'many', SLICES, slice_of), slices(PLACE / 'one', 1, slice_of)
    commands = ways(peers.python())
    for name in ('Samar, basic', 'Samar, research'):        # compiled, if they were not
        ran(commands[name](one, PLACE / 'out'), PLACE / 'out')
    times = paired(commands, many, one)
    medians = {name: statistics.median(found) for name, found in times.items()}
    limits = {'Samar, basic': 2.5, 'Samar, research': 3}
    how = f'{ROUNDS} rounds in turn, {SLICES} slices of 530 kB, one core, its time'
    found = [Figure(f'native: {name}, a CT slice', median, 'ms', limits.get(name), how if place == 0 else
                    f'{min(times[name]):.2f} to {max(times[name]):.2f}') for place, (name, median) in enumerate(medians.items())]
    for peer, limit in (('dcmanon 0.3.1 (Rust)', 1), ('gdcmanon (C++, a partial profile)', None)):
        if peer in times:
            ratios = [mine / other for mine, other in zip(times['Samar, basic'], times[peer], strict=True)]
            found.append(Figure(f'native: basic / {peer}', statistics.median(ratios), '', limit, 'round by round'))
    took = scaling(slices(PLACE / 'scaled', SCALED, slice_of), one)
    found.append(Figure('native: two processes on two cores / one', took[2] / took[1], '', None,
                        f'{SCALED} slices, by the clock, without the start: {took[1]:.2f} and {took[2]:.2f} s'))
    mine, copy = large(made['huge'])
    found.append(Figure('native: 500 MB in 954 frames / a copy', mine / copy, '', None,
                        f'by the clock, start included: {mine:.2f} and {copy:.2f} s'))
    told = subprocess.run([sys.executable, '-m', 'bench.native', 'jpeg', '15'], cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE,
                          preexec_fn=functools.partial(os.sched_setaffinity, 0, (0,))).stdout
    parts = json.loads(told)
    found.append(Figure('native: JPEG baseline 1024 x 768, redact and prove / libjpeg-turbo',
                        parts['redact'] / (parts['decode'] + parts['encode']), '', 1,
                        f'15 after 15; {parts["redact"]:.1f} / ({parts["decode"]:.1f} + {parts["encode"]:.1f}) ms'))
    return found


if __name__ == '__main__':
    print(json.dumps(jpeg(int(sys.argv[2]))))
