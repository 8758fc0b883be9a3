"""One set, however it is made: one process, two, a cluster; in another order, killed at chosen points, twice, resumed.

The same tree of files, the same audit, each input once. Sixty files in `make test`, two thousand in `make test-long`.
"""

import collections
import gzip
import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from samar import cli

from tests.run import killing, trees
from tests.run.test_run import ROOT, shards, slice_of

LONG = bool(os.environ.get('SAMAR_LONG'))
COUNT, UNIT = (2000, 50) if LONG else (60, 5)
KERNELS = 'auto' if LONG else 'python'      # in the long form native ones, where this machine has them compiled
KEY = 'a key that is long enough'
long = pytest.mark.skipif(not LONG, reason='takes minutes: make test-long')
linux = pytest.mark.skipif(sys.platform != 'linux', reason='workers are forked on Linux only')


@pytest.fixture(scope='module')
def given(tmp_path_factory):
    """COUNT files in four folders (each of whole units), in an order of names that is not that of their numbers; and the file with the key."""
    folder = tmp_path_factory.mktemp('set')
    for number in range(COUNT):
        path = folder / 'in' / f'{number % 4}' / f'{number * 7919 % 10007:05d}.dcm'
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(slice_of(number))
    (folder / 'key').write_text(KEY + '\n')
    return folder


def arguments(given, out, *more, paths=None):
    return ['--kernels', KERNELS, 'deidentify', *map(str, paths or [given / 'in']), '--out', str(out), '--preset', 'basic', '--scheme', 'tree',
            '--unit', str(UNIT), '--project-key-file', str(given / 'key'), '--report', f'{out}.jsonl', *map(str, more)]


def clean(*given, **more):
    return cli.main(arguments(*given, **more))


def entries(folder):
    """Every entry of an audit, whichever shard it is in."""
    found = [json.dumps(one, sort_keys=True) for path in Path(folder).glob('*.json.gz') for one in json.loads(gzip.decompress(path.read_bytes()))]
    return sorted(found)


def once(out):
    """Whether each input has one line in the report, and one place in the set, that nothing else has."""
    head, *lines = [json.loads(line) for line in Path(f'{out}.jsonl').read_text('utf-8').splitlines()]
    seen = collections.Counter(one['input']['sha256'] for one in lines)
    names = {one['output']['name'] for one in lines}
    assert head['counts']['cleaned'] == len(seen) == len(names) == COUNT and set(seen.values()) == {1} and head['graph']['same']
    assert names == {path.relative_to(out).as_posix() for path in out.rglob('*') if path.is_file()}


@pytest.fixture(scope='module')
def whole(given, tmp_path_factory):
    """The undisturbed run in one process."""
    out = tmp_path_factory.mktemp('whole') / 'out'
    assert clean(given, out) == 0
    once(out)
    return out


def audit_of(out):
    """SHA-256 of every entry of an audit."""
    return hashlib.sha256('\n'.join(entries(f'{out}.samar')).encode()).hexdigest()


def same(out, whole, shuffled=False):
    once(out)
    print(f'{COUNT} files, tree {trees.digest(out)}, audit {audit_of(out)}')
    assert trees.digest(out) == trees.digest(whole)
    if shuffled:
        assert entries(f'{out}.samar') == entries(f'{whole}.samar')
    else:
        assert shards(f'{out}.samar') == shards(f'{whole}.samar')


@pytest.fixture
def kills(tmp_path, monkeypatch):
    """A folder for the marks of `killing`, whose points are there meanwhile."""
    folder = tmp_path / 'kills'
    folder.mkdir()
    monkeypatch.setenv('SAMAR_TEST_KILLS', str(folder))
    killing.install()
    yield folder
    killing.remove()


def chosen(folder, count):
    """`count` points in turn of each kind, spread over the set."""
    for at in range(count):
        number = (2 * at + 1) * COUNT // (2 * count)
        point = killing.AT_FILE[at % len(killing.AT_FILE)]
        killing.mark(folder, point, number // UNIT * UNIT if point == 'answered' else number)
    assert len(killing.left(folder)) == count


def test_two_processes(given, whole, tmp_path):
    assert clean(given, tmp_path / 'out', '--jobs', 2) == 0
    same(tmp_path / 'out', whole)


def test_another_order(given, whole, tmp_path):
    paths = sorted((given / 'in').rglob('*.dcm'), key=lambda path: int(path.stem) * 31 % 1009)
    assert clean(given, tmp_path / 'out', '--jobs', 2, '--audit', tmp_path / 'out.samar', paths=paths) == 0
    same(tmp_path / 'out', whole, shuffled=True)


def test_twice_into_the_same_place(given, whole, tmp_path):
    for more in ((), (), ('--resume',)):
        assert clean(given, tmp_path / 'out', *more) == 0
        same(tmp_path / 'out', whole)


@linux
def test_ten_kills_of_processes_at_chosen_points(given, whole, tmp_path, kills):
    chosen(kills, 10)
    assert clean(given, tmp_path / 'out', '--jobs', 2) == 0
    assert killing.left(kills) == [], 'at every chosen point a process died'
    same(tmp_path / 'out', whole)


def test_a_run_killed_at_chosen_points_and_resumed(given, whole, tmp_path, kills):
    """What is killed here is the one who asked: with a file in its place and no shard, and with a shard that has no name yet."""
    count = 10 if LONG else 2
    for at in range(count):
        number = (2 * at + 1) * COUNT // (2 * count)
        point = killing.AT_SET[at % len(killing.AT_SET)]
        killing.mark(kills, point, number // UNIT * UNIT + UNIT - 1 if point == 'shard' else number)
    program = 'import sys; from tests.run import killing; from samar import cli; sys.exit(cli.main(sys.argv[1:]))'
    deaths = 0
    for turn in range(count + 1):
        done = subprocess.run([sys.executable, '-c', program, *arguments(given, tmp_path / 'out', *['--resume'][:turn])], cwd=ROOT,
                              capture_output=True, text=True, check=False)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        deaths += 1
    assert deaths == count and killing.left(kills) == []
    same(tmp_path / 'out', whole)


def on_cluster(given, out, workers, kills=None):
    """A run on a LocalCluster of real worker processes. A quarter of a minute after a death it looks whether the worker is there again, and
    gives up the one that happens to be between two lives: where workers die one after another, it is told to have patience."""
    distributed = pytest.importorskip('distributed', reason='no distributed: install the extra `cluster`')
    import dask
    preload = [] if kills is None else [str(Path(killing.__file__))]
    with dask.config.set({'distributed.scheduler.allowed-failures': 20, 'distributed.deploy.lost-worker-timeout': '1h'}), \
            distributed.LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None,
                                     local_directory=str(out.parent / 'dask'), preload=preload,
                                     env={} if kills is None else {'SAMAR_TEST_KILLS': str(kills)}) as made:
        status = clean(given, out, '--scheduler', made.scheduler_address)
        # a nanny that is asked to close while it starts its worker anew may never answer
        with distributed.Client(made) as client:
            client.wait_for_workers(workers, timeout=60)
        return status


@pytest.mark.parametrize('workers', [pytest.param(1, marks=long), 2])
def test_a_cluster(given, whole, tmp_path, workers):
    assert on_cluster(given, tmp_path / 'out', workers) == 0
    same(tmp_path / 'out', whole)


@long
@pytest.mark.long
@pytest.mark.parametrize('workers', [1, 2])
def test_ten_kills_of_workers_of_a_cluster_at_chosen_points(given, whole, tmp_path, kills, workers):
    killing.remove()
    chosen(kills, 10)
    try:
        assert on_cluster(given, tmp_path / 'out', workers, kills) == 0
    finally:
        killing.install()
    assert killing.left(kills) == [], 'at every chosen point a worker died'
    same(tmp_path / 'out', whole)
