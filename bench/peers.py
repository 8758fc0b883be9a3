"""Peers on CPython: read a file, de-identify it, write a file. Run in an environment of their own (`bench/peers.txt`).

    python -m bench.peers FILE ROUNDS      prints {name: {median, version}} in milliseconds
"""

import contextlib
import importlib.metadata
import io
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PLACE = ROOT / 'build' / 'bench' / 'peers'
PINNED = ROOT / 'bench' / 'peers.txt'


def python():
    """The interpreter of the peers' environment, which is made when it is missing or the pins changed."""
    program = PLACE / 'bin' / 'python'
    mark = PLACE / '.ready'
    if not mark.exists() or mark.read_bytes() != PINNED.read_bytes():
        subprocess.run([sys.executable, '-m', 'venv', '--clear', str(PLACE)], check=True)
        subprocess.run([str(program), '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--require-hashes',
                        '-r', str(PINNED)], check=True)
        mark.write_bytes(PINNED.read_bytes())
    return program


def measured(path, rounds):
    """What the peers need for a file, asked in their environment."""
    command = [str(python()), '-m', 'bench.peers', str(path), str(rounds)]
    done = subprocess.run(command, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout.strip().splitlines()[-1])


def timed(work, rounds):
    """Median milliseconds of `work()` after as many calls that do not count: of three series the least disturbed."""
    medians = []
    for series in range(4):
        times = []
        for _turn in range(rounds):
            began = time.perf_counter()
            work()
            times.append(1000 * (time.perf_counter() - began))
        if series:
            medians.append(statistics.median(times))
    return min(medians)


def ways(path, out):
    """Name of a distribution to what it does with the file at `path`; it writes to `out`."""
    import dicognito.anonymizer
    import pydicom
    from dicomanonymizer import anonymize_dataset

    anonymizer = dicognito.anonymizer.Anonymizer(seed='bench')

    def plain(change):
        def work():
            ds = pydicom.dcmread(path)
            change(ds)
            ds.save_as(out, enforce_file_format=True)
        return work

    return {'pydicom': plain(lambda ds: ds), 'dicognito': plain(anonymizer.anonymize), 'dicom-anonymizer': plain(anonymize_dataset)}


def main(path, rounds):
    """Print the figures as JSON."""
    with contextlib.redirect_stderr(io.StringIO()), tempfile.TemporaryDirectory() as folder:
        found = {name: {'median': timed(work, rounds), 'version': importlib.metadata.version(name)}
                 for name, work in ways(path, pathlib.Path(folder) / 'out.dcm').items()}
    print(json.dumps(found))


if __name__ == '__main__':
    main(sys.argv[1], int(sys.argv[2]))
