"""What goes wrong around a run: files that change, folders that cannot be read, names that are no text, work that takes too long."""

import concurrent.futures
import gzip
import importlib.util
import json
import multiprocessing
import os
import subprocess
import sys
import threading
import time
import zipfile

import pytest
from samar import cli
from samar.core.errors import SamarError
from samar.hosts import cpython, native, watch
from samar.run import audit, listing, named, reports, work

from tests.run.test_run import KEY, ROOT, slice_of

posix = pytest.mark.skipif(sys.platform == 'win32', reason='names are text there, and there is no fork')


def clean(*given):
    return cli.main(['--kernels', 'python', 'deidentify', *map(str, given)])


@pytest.fixture
def given(tmp_path):
    folder = tmp_path / 'in'
    folder.mkdir()
    for number in range(4):
        (folder / f'{number}.dcm').write_bytes(slice_of(number))
    return folder


@pytest.mark.parametrize('when', ['read', 'written'])
def test_a_file_that_changes_while_its_unit_is_done_is_done_again(given, tmp_path, monkeypatch, when):
    """The shard says what was read: it is not the shard of what came after."""
    real = {'read': work.one, 'written': audit.Audit.commit}

    def one(number, source, context):
        made = real['read'](number, source, context)
        if number == 1:
            (given / '1.dcm').write_bytes(slice_of(77))
        return made

    def commit(self, *more):
        (given / '1.dcm').write_bytes(slice_of(77))
        real['written'](self, *more)

    monkeypatch.setattr(*(work, 'one', one) if when == 'read' else (audit.Audit, 'commit', commit))
    arguments = (given, '--out', tmp_path / 'out', '--preset', 'outside-hospital', *KEY)
    assert clean(*arguments) == 0
    monkeypatch.undo()
    assert not list((tmp_path / 'out').rglob('1.2.3.77.dcm'))
    assert clean(*arguments, '--resume') == 0
    assert list((tmp_path / 'out').rglob('1.2.3.77.dcm'))


@pytest.mark.parametrize('code', sorted(audit.AGAIN))
def test_what_failed_for_want_of_something_is_tried_again_and_stands_in_the_audit_meanwhile(given, tmp_path, monkeypatch, code):
    real = work.one

    def one(number, source, context):
        made = real(number, source, context)
        return {**made, 'word': 'failed', 'code': code, 'error': code, 'path': None, 'staged': None} if number == 2 else made

    monkeypatch.setattr(work, 'one', one)
    arguments = (given, '--out', tmp_path / 'out', '--preset', 'basic', *KEY)
    assert clean(*arguments) == 1
    (shard,) = (tmp_path / 'out.samar').glob('*.json.gz')
    assert [entry['code'] for entry in json.loads(gzip.decompress(shard.read_bytes()))] == [None, None, code, None]
    monkeypatch.undo()
    assert clean(*arguments, '--resume') == 0
    assert [entry['word'] for entry in json.loads(gzip.decompress(shard.read_bytes()))] == ['cleaned'] * 4


@pytest.mark.parametrize('arguments', [('--jobs', -1), ('--jobs', 'many'), ('--unit', 0), ('--unit', -3)])
def test_numbers_that_mean_nothing_are_refused(given, tmp_path, arguments):
    assert clean(given, '--out', tmp_path / 'out', *arguments) == 2
    assert not (tmp_path / 'out').exists()


@posix
@pytest.mark.parametrize('form', ['json', 'jsonl', 'csv', 'html'])
def test_a_name_that_is_no_text_is_told_as_far_as_it_is(tmp_path, form):
    (tmp_path / 'in').mkdir()
    try:
        with open(os.fsencode(tmp_path / 'in') + b'/na\xffme.dcm', 'wb') as stream:
            stream.write(slice_of(1))
    except OSError:
        pytest.skip('this disk takes no such names')
    (tmp_path / 'in' / 'other.dcm').write_bytes(slice_of(2))
    report = tmp_path / f'r.{form}'
    assert clean(tmp_path / 'in', '--out', tmp_path / 'out', '--names', '--report', report, '--set-report', tmp_path / f's.{form}') == 0
    if form.startswith('json'):
        assert 'na\ufffdme.dcm' in report.read_text('utf-8')


def test_a_folder_that_cannot_be_read_is_said_and_is_no_success(given, tmp_path, monkeypatch, capsys):
    (given / 'locked').mkdir()
    real = os.scandir

    def scandir(path):
        if str(path).endswith('locked'):
            raise PermissionError(13, 'no')
        return real(path)

    monkeypatch.setattr(os, 'scandir', scandir)
    assert clean(given, '--out', tmp_path / 'out') == 1
    told = capsys.readouterr()
    assert '(folder-unreadable: 1)' in told.err and told.out.count(' cleaned ') == 4


@posix
def test_a_link_to_nothing_is_a_file_that_failed(given, tmp_path, capsys):
    (given / 'gone.dcm').symlink_to(tmp_path / 'another disk' / 'gone.dcm')
    assert clean(given, '--out', tmp_path / 'out') == 1
    told = capsys.readouterr()
    assert told.out.count(' cleaned ') == 4 and 'file-unreadable' in told.out


def _members(path):
    sources, _ = listing.listed([path])
    return [bytes(listing.opened(source).read(0, 1 << 20)) for _turn in range(20) for source in sources]


@posix
def test_processes_do_not_share_an_open_archive(tmp_path):
    """An open file that is inherited has one place at which it is read, for all."""
    contents = [bytes([number]) * 20_000 for number in range(40)]
    with zipfile.ZipFile(tmp_path / 'in.zip', 'w') as made:
        for number, content in enumerate(contents):
            made.writestr(f'{number:02d}', content)
    listing.opened(listing.listed([tmp_path / 'in.zip'])[0][0])
    assert listing._open, 'this process has it open'
    with concurrent.futures.ProcessPoolExecutor(4, multiprocessing.get_context('fork')) as pool:
        for found in pool.map(_members, [tmp_path / 'in.zip'] * 4):
            assert found == contents * 20


@pytest.mark.skipif(not hasattr(time, 'pthread_getcpuclockid'), reason='the system does not tell what a thread took')
def test_the_limit_holds_in_every_thread_and_ends_with_its_block(monkeypatch):
    """Workers of a cluster do their work in threads."""
    cpython.install()
    monkeypatch.setattr(watch, 'EVERY', 0.02)
    told = []

    def hang():
        for most in (0.05, 0.1):
            try:
                with watch.limit(most):
                    while True:
                        try:
                            sum(range(1000))
                        except Exception:       # what hangs may handle errors of its own
                            continue
            except watch.TookTooLong:
                told.append('over')
        with watch.limit(30):
            told.append(sum(range(1000)))
        end = time.thread_time() + 0.3
        while time.thread_time() < end:         # nothing comes after a block, however long the thread goes on
            sum(range(1000))
        told.append('free')


    threads = [threading.Thread(target=hang) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(map(str, told)) == sorted([*['over'] * 4, *['499500'] * 2, *['free'] * 2])
    assert not watch._ends


@pytest.mark.parametrize('when', ['listed', 'one', 'write'])
def test_ctrl_c_ends_without_a_trace_whenever_it_comes(given, tmp_path, monkeypatch, capsys, when):
    def stop(*_given, **_more):
        raise KeyboardInterrupt

    place = {'listed': listing, 'one': work, 'write': reports.Reports}[when]
    monkeypatch.setattr(place, when, stop)
    assert clean(given, '--out', tmp_path / 'out', '--preset', 'basic', *KEY) == 130
    assert 'samar: stopped' in capsys.readouterr().err and not list(tmp_path.rglob('.samar-part'))
    monkeypatch.undo()
    assert clean(given, '--out', tmp_path / 'out', '--preset', 'basic', '--resume', *KEY) == 0


def test_workers_never_fall_back_to_plain_kernels_in_silence(monkeypatch):
    """The report of a set says which kernels ran, in the words of the one who asked."""
    monkeypatch.setattr(native, 'install', lambda: False)
    job = work.Job(named.preset('basic'), None, {}, [], [], 'off', 'tree', False, False, 'native', None)
    with pytest.raises(SamarError, match='kernels-native-missing'):
        work.ready(job, bytes(32))


@pytest.mark.skipif(importlib.util.find_spec('numba') is None, reason='no numba: install the extra `native`')
def test_compiled_kernels_that_cannot_be_kept_cost_no_file(tmp_path):
    program = """
from samar.hosts import native
assert native.install()
from numba.core.caching import IndexDataCacheFile
def full(*given):
    raise OSError(28, 'full')
IndexDataCacheFile.save = full
import kernel
assert kernel.add(1) == 2
native.done()
print(native.ready())
"""
    (tmp_path / 'kernel.py').write_text('from samar.hosts.native import compiled\n@compiled\ndef add(a):\n    return a + 1\n')
    done = subprocess.run([sys.executable, '-c', program], cwd=ROOT, capture_output=True, text=True, check=False,
                          env={**os.environ, 'SAMAR_CACHE': str(tmp_path / 'cache'), 'PYTHONPATH': str(tmp_path)})
    assert done.stdout.split() == ['False'] and 'cannot be kept' in done.stderr, done.stderr


def test_what_could_not_be_written_at_the_end_is_said_at_the_beginning(given, tmp_path, capsys):
    (tmp_path / 'file').touch()
    first = given / '0.json'         # an input may have any name
    (given / '0.dcm').rename(first)
    for more, code in ((('--report', tmp_path / 'no' / 'r.json'), 'output-unwritable'), (('--set-report', tmp_path / 'no' / 's.csv'), 'output-unwritable'),
                       (('--audit', tmp_path / 'file', *KEY), 'output-unwritable'), (('--report', first), 'output-is-input')):
        before = first.read_bytes()
        assert clean(first, '--out', tmp_path / 'out', *more) == 2, more
        assert code in capsys.readouterr().err and first.read_bytes() == before and not list(tmp_path.rglob('.samar-part'))
