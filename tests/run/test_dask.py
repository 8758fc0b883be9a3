"""The same set and the same audit on a cluster, although its workers are killed; each test starts real worker processes."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import sysconfig
import threading
import time
from pathlib import Path

import pytest

pytest.importorskip('distributed', reason='no distributed: install the extra `cluster`')

import dask as dask_settings
import samar
from distributed import Client, LocalCluster
from samar import cli
from samar.core.errors import SamarError
from samar.core.plan import identity
from samar.hosts import cpython
from samar.run import dask, listing, named, pool, work

from tests.run import trees
from tests.run.test_run import COUNT, shards, slice_of

HERE = Path(__file__).resolve().parent
KEY = 'a key that is long enough'
MOST_KILLS = 10
long = pytest.mark.skipif(not os.environ.get('SAMAR_LONG'), reason='takes minutes: make test-long')


@contextlib.contextmanager
def cluster(tmp_path, workers, **more):
    # a LocalCluster looks a while after a death whether the worker is there again, and gives up one that happens to be between two lives
    with dask_settings.config.set({'distributed.scheduler.allowed-failures': 0 if more else 20, 'distributed.deploy.lost-worker-timeout': '1h'}), \
            LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None,
                         local_directory=str(tmp_path / 'dask'), **more) as made:
        yield made
        settled(made, workers)


def settled(made, workers):
    """Wait until every worker is there again: a nanny that is asked to close while it starts its worker anew may never answer."""
    with Client(made) as client:
        client.wait_for_workers(workers, timeout=60)


@pytest.fixture(scope='module')
def given(tmp_path_factory):
    folder = tmp_path_factory.mktemp('given')
    for number in range(COUNT):
        path = folder / f'{number % 3}' / f'{number:03d}.dcm'
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(slice_of(number))
    (folder / 'key').write_text(KEY + '\n')
    return folder


def clean(given, out, *more, unit=4):
    folders = [str(given / name) for name in '012']
    return cli.main(['--kernels', 'python', 'deidentify', *folders, '--out', str(out), '--preset', 'basic', '--unit', str(unit),
                     '--project-key-file', str(given / 'key'), *map(str, more)])


@pytest.fixture(scope='module')
def whole(given, tmp_path_factory):
    out = tmp_path_factory.mktemp('whole') / 'out'
    assert clean(given, out) == 0
    return out


def resident():
    """Megabytes of this process in memory."""
    return int(Path('/proc/self/statm').read_text().split()[1]) * os.sysconf('SC_PAGE_SIZE') // 1_000_000


def same(out, whole):
    return trees.digest(out) == trees.digest(whole) and shards(f'{out}.samar') == shards(f'{whole}.samar')


@long
@pytest.mark.long
def test_two_workers_make_the_same_set_and_the_same_audit_although_some_are_killed(given, whole, tmp_path, capsys):
    killed, over = [], threading.Event()

    def kill(made):
        while len(killed) < MOST_KILLS and not over.wait(0.02):
            done = len(list(tmp_path.glob('out.samar/*.json.gz')))
            # a worker that is only starting is no worker yet: its nanny would give it up
            if done > len(killed) and len(made.scheduler.workers) == 2:
                pids = [one.process.pid for one in made.workers.values() if one.process and one.process.pid]
                if pids:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pids[len(killed) % len(pids)], signal.SIGKILL)
                        killed.append(done)

    with cluster(tmp_path, 2) as made:
        killer = threading.Thread(target=kill, args=(made,))
        killer.start()
        status = clean(given, tmp_path / 'out', '--scheduler', made.scheduler_address)
        over.set()
        killer.join()
    told = capsys.readouterr()
    assert status == 0 and killed and told.out.count(' cleaned ') == COUNT, told.err
    assert same(tmp_path / 'out', whole)
    assert not (tmp_path / 'out' / '.samar-part').exists()


@long
@pytest.mark.long
def test_a_file_that_kills_its_worker_is_found_by_halves_and_fails_alone(given, tmp_path, capsys):
    with cluster(tmp_path, 1, preload=[str(HERE / 'deadly.py')]) as made:
        names = [str(given / '1' / f'{number:03d}.dcm') for number in (4, 7, 10)]
        status = cli.main(['--kernels', 'python', 'deidentify', *names, '--out', str(tmp_path / 'out'), '--preset', 'basic',
                           '--project-key-file', str(given / 'key'), '--scheduler', made.scheduler_address])
    told = capsys.readouterr().out
    assert status == 1 and told.count(' cleaned ') == 2 and told.count('worker-stopped') == 1, told


def test_scheduler_sees_no_path_of_an_input_and_no_key_and_stays_small(given, tmp_path):
    cpython.install()
    (tmp_path / 'out').mkdir()
    secret = bytes(identity.secret_of(named.project_key(given / 'key')))
    job = work.Job(named.preset('basic'), None, {}, [], [], 'off', 'tree', False, False, 'python', str(tmp_path / 'out'))
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as made, Client(made) as client:
        workers = dask.Cluster(None, work.Context(job, secret), given / 'key', None, cli.VERSION, client)
        seen, most = [], 0
        units = [(number, [(str(given / '0' / 'nothing'), None, 'DOE', True, 'zip-corrupt')]) for number in range(100)]
        for _unit, results, _known in pool.in_order(units, workers):
            assert results[0]['code'] == 'zip-corrupt'
            most = max(most, len(made.scheduler.tasks))
            seen += [f'{key} {task.run_spec}' for key, task in list(made.scheduler.tasks.items())[:1]]
        assert 0 < most <= workers.room + 2
        text = ' '.join(seen)
        assert 'DOE' not in text and 'nothing' not in text and KEY not in text and secret.hex() not in text
        other = dask.Cluster(None, work.Context(job, bytes(32)), given / 'key', None, cli.VERSION, client)
        with pytest.raises(SamarError) as caught:
            other.submit(*units[0]).result()
        assert caught.value.code == 'worker-differs'


@pytest.mark.skipif(not os.path.exists('/proc/self/statm'), reason='memory is read from /proc')
@pytest.mark.parametrize('count', [20_000, pytest.param(1_000_000, marks=[long, pytest.mark.long])])
def test_made_up_listings_in_any_number_take_no_more_of_the_scheduler(given, tmp_path, count):
    """The listing is made while it is asked for: what grows with its length would show in the memory of this process, in which the scheduler is."""
    cpython.install()
    (tmp_path / 'out').mkdir()
    secret = bytes(identity.secret_of(named.project_key(given / 'key')))
    job = work.Job(named.preset('basic'), None, {}, [], [], 'off', 'tree', False, False, 'python', str(tmp_path / 'out'))
    units = ((first, [(f'/nowhere/{first + place}', None, '', True, 'zip-corrupt') for place in range(listing.UNIT)])
             for first in range(0, count, listing.UNIT))
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None,
                      local_directory=str(tmp_path / 'dask')) as made, Client(made) as client:
        workers = dask.Cluster(None, work.Context(job, secret), given / 'key', None, cli.VERSION, client)
        done, most, sizes = 0, 0, []
        for unit, results, _known in pool.in_order(units, workers):
            assert unit[0] == done and {result['code'] for result in results} == {'zip-corrupt'}
            done += len(results)
            most = max(most, len(made.scheduler.tasks))
            if done % (count // 10) == 0:
                sizes.append(resident())
        room = workers.room
        print(f'{done} listings, at most {most} tasks, memory at each tenth: {sizes} MB')
    assert done == count and most <= room + 2 and len(sizes) == 10
    assert sizes[-1] - sizes[1] < 64, sizes


def test_a_scheduler_without_workers_and_none_at_all_are_said(given, tmp_path, capsys, monkeypatch):
    (tmp_path / 'out').mkdir()
    cpython.install()
    secret = bytes(identity.secret_of(named.project_key(given / 'key')))
    job = work.Job(named.preset('basic'), None, {}, [], [], 'off', 'tree', False, False, 'python', str(tmp_path / 'out'))
    monkeypatch.setattr(dask, 'WAIT', 0.1)
    with LocalCluster(n_workers=0, threads_per_worker=1, processes=False, dashboard_address=None) as made, Client(made) as client:
        workers = dask.Cluster(None, work.Context(job, secret), given / 'key', None, cli.VERSION, client)
        asked = workers.submit(0, [(str(given / 'nothing'), None, 'DOE', True, 'zip-corrupt')])
        threading.Timer(0.5, made.scale, [1]).start()
        assert asked.result()[0]['code'] == 'zip-corrupt', 'a worker that comes later is used'
    assert 'workers-missing: No worker' in capsys.readouterr().err
    with dask_settings.config.set({'distributed.comm.timeouts.connect': '200ms'}):
        assert clean(given, tmp_path / 'o', '--scheduler', 'tcp://127.0.0.1:1') == 2
    assert 'scheduler-unreachable' in capsys.readouterr().err


def test_arguments_that_would_carry_secrets_are_refused(given, tmp_path):
    began = time.monotonic()
    assert clean(given, tmp_path / 'o', '--scheduler', 'tcp://127.0.0.1:1', '--values') == 2
    assert cli.main(['deidentify', str(given), '--out', str(tmp_path / 'o'), '--scheduler', 'tcp://127.0.0.1:1', '--project-key', KEY]) == 2
    assert time.monotonic() - began < 20 and json.dumps(KEY)


def made_up(given, tmp_path, client, count):
    """A Cluster over units that are nothing."""
    cpython.install()
    (tmp_path / 'out').mkdir(parents=True, exist_ok=True)
    secret = bytes(identity.secret_of(named.project_key(given / 'key')))
    job = work.Job(named.preset('basic'), None, {}, [], [], 'off', 'tree', False, False, 'python', str(tmp_path / 'out'))
    units = [(number, [(str(given / '0' / 'nothing'), None, 'DOE', True, 'zip-corrupt')]) for number in range(count)]
    return dask.Cluster(None, work.Context(job, secret), given / 'key', None, cli.VERSION, client), units


def test_listings_go_when_they_are_done_with(given, tmp_path):
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as made, Client(made) as client:
        workers, units = made_up(given, tmp_path, client, 40)
        for _unit, _results, _known in pool.in_order(units, workers):
            assert len(list((tmp_path / 'out' / 'units').iterdir())) <= workers.room
        assert list((tmp_path / 'out' / 'units').iterdir()) == []


def test_a_worker_that_cannot_see_what_all_share_or_cannot_begin_is_said(given, tmp_path):
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as made, Client(made) as client:
        workers, units = made_up(given, tmp_path, client, 1)
        asked = workers.submit(*units[0])
        assert asked.result()[0]['code'] == 'zip-corrupt'
        other = dask.Cluster(None, workers.context, tmp_path / 'no key here', None, cli.VERSION, client)
        cases = [other.submit(*units[0])]
        # no unit file: another disk under the same path
        cases.append(dask.Asked(client.submit(dask._work, str(tmp_path / 'nothing'), *workers._asked), tmp_path / 'nothing', workers.patience))
        # a worker whose Samar takes other arguments
        cases.append(dask.Asked(client.submit(dask._work, 'more', *workers._asked, 'and more'), tmp_path / 'nothing', workers.patience))
        for each in cases:
            with pytest.raises(SamarError) as caught:
                each.result()
            assert caught.value.code == 'workers-apart' and str(tmp_path) not in caught.value.describe()


def test_a_scheduler_that_dies_is_said_and_the_run_goes_on_later(given, whole, tmp_path, monkeypatch, capsys):
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as made:
        real, stopped = work.one, threading.Event()

        def one(number, source, context):
            if number == COUNT // 2:
                made.scheduler.loop.add_callback(made.scheduler.close)
                stopped.wait(10)
            return real(number, source, context)

        monkeypatch.setattr(work, 'one', one)
        with dask_settings.config.set({'distributed.comm.timeouts.connect': '1s'}):
            assert clean(given, tmp_path / 'out', '--scheduler', made.scheduler_address) == 1
        stopped.set()
        monkeypatch.undo()
    assert 'scheduler-unreachable' in capsys.readouterr().err
    assert clean(given, tmp_path / 'out', '--resume') == 0 and same(tmp_path / 'out', whole)
    assert not (tmp_path / 'out' / '.samar-part').exists()


def test_a_file_that_takes_too_long_on_a_worker_fails_alone(given, tmp_path, monkeypatch, capsys):
    from samar.hosts import watch
    real = work.pipeline.deidentify

    def slow(handle, *more):
        while handle.path.endswith('007.dcm'):
            sum(range(1000))
        return real(handle, *more)

    monkeypatch.setattr(work.pipeline, 'deidentify', slow)
    monkeypatch.setattr(watch, 'START', 0.5)
    monkeypatch.setattr(watch, 'EVERY', 0.05)
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as made:
        assert clean(given, tmp_path / 'out', '--scheduler', made.scheduler_address) == 1
    told = capsys.readouterr().out
    assert told.count(' cleaned ') == COUNT - 1 and told.count('took-too-long') == 1


def test_runs_on_one_scheduler_know_nothing_of_each_other(given, tmp_path):
    """A scheduler takes two tasks of one name for one: the results of the first would be those of the second."""
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as made, \
            Client(made, set_as_default=False) as one, Client(made, set_as_default=False) as two:
        first, _units = made_up(given, tmp_path / 'a', one, 1)
        second, _units = made_up(given, tmp_path / 'b', two, 1)
        asked = [first.submit(0, [('/nowhere/1', None, '', True, 'zip-corrupt')]), second.submit(0, [('/nowhere/1', None, '', True, 'zip-nested')])]
        assert [each.result()[0]['code'] for each in asked] == ['zip-corrupt', 'zip-nested']


def test_workers_of_another_version_or_without_samar_are_said_before_anything_is_asked_of_them(given, tmp_path, capsys):
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as made, Client(made) as client:
        workers, _units = made_up(given, tmp_path, client, 1)
        assert workers.room == dask.LEAST
        other = dask.Cluster(None, workers.context, given / 'key', None, '0.0.0', client)
        with pytest.raises(SamarError) as caught:
            _room = other.room
        assert caught.value.code == 'worker-differs'
    packages = sysconfig.get_paths()['purelib']
    if Path(samar.__file__).is_relative_to(packages):
        pytest.skip('samar is installed beside distributed: there is no Python with the one and without the other')
    with LocalCluster(n_workers=0, threads_per_worker=1, processes=False, dashboard_address=None, protocol='tcp', host='127.0.0.1') as made:
        # without `site` nobody reads the file that names the sources
        bare = subprocess.Popen([sys.executable, '-S', '-m', 'distributed.cli.dask_worker', made.scheduler_address, '--nthreads', '1', '--no-nanny',
                                 '--no-dashboard', '--local-directory', str(tmp_path / 'bare')], cwd=tmp_path,
                                env={**os.environ, 'PYTHONPATH': packages}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            with Client(made) as client:
                client.wait_for_workers(1, timeout=60)
            assert clean(given, tmp_path / 'out', '--scheduler', made.scheduler_address) == 1
            assert bare.poll() is None, 'it was not ended'
        finally:
            bare.terminate()
            bare.communicate(timeout=30)
    said = capsys.readouterr().err
    assert 'workers-apart (samar)' in said and str(tmp_path) not in said
    assert not [path for path in (tmp_path / 'out').rglob('*') if path.is_file()]
