"""Where inputs lie and where outputs go: no input is replaced, no output is taken for an input, and two runs never share a folder."""

import hashlib
import os
import subprocess
import sys
import zipfile

import pytest
from samar import cli
from samar.core.errors import BadChoice
from samar.hosts import cpython
from samar.run import listing, lock, named, sinks, work

from tests.run import trees
from tests.run.test_run import KEY, ROOT, slice_of

links = pytest.mark.skipif(sys.platform == 'win32', reason='links need a right there')


def clean(*given):
    return cli.main(['--kernels', 'python', 'deidentify', *map(str, given)])


def hashes(folder):
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob('*') if path.is_file()}


@pytest.fixture
def given(tmp_path):
    """Six files named by their UIDs, in two folders."""
    folder = tmp_path / 'in'
    for number in range(6):
        (folder / str(number % 2)).mkdir(parents=True, exist_ok=True)
        (folder / str(number % 2) / f'1.2.3.{number}.dcm').write_bytes(slice_of(number))
    return folder


@pytest.mark.parametrize('upper', [False, True])
def test_an_original_of_the_same_name_is_never_replaced(given, upper):
    """UIDs stay under this preset, so that a file named by its UID keeps its name."""
    folder = given / '0'
    if upper:
        (folder / '1.2.3.0.dcm').rename(folder / '1.2.3.0.DCM')
    before = hashes(folder)
    assert clean(*before, '--out', folder, '--preset', 'outside-hospital') == 0
    after = hashes(folder)
    assert {path: after[path] for path in before} == before and len(after) == 6
    assert {path.name for path in after.keys() - before.keys()} == {f'1.2.3.{number}-2.dcm' for number in (0, 2, 4)}


@links
def test_an_original_that_a_link_leads_to_is_not_replaced_either(given, tmp_path):
    (tmp_path / 'links').mkdir()
    (tmp_path / 'links' / 'one.dcm').symlink_to(given / '0' / '1.2.3.0.dcm')
    before = hashes(given)
    assert clean(tmp_path / 'links', '--out', given / '0', '--preset', 'outside-hospital', '--scheme', 'flat') == 0
    assert {path: found for path, found in hashes(given).items() if path in before} == before and len(hashes(given)) == 7


@pytest.mark.parametrize('more', [(), ('--resume',), ('--jobs', 2)])
def test_what_a_run_writes_inside_its_input_is_no_input(given, tmp_path, more):
    (given / '0' / 'broken.dcm').write_bytes(slice_of(9)[:-5])
    assert clean(given, '--out', tmp_path / 'apart', '--preset', 'basic', *KEY) == 1
    arguments = (given, '--out', given / 'clean', '--preset', 'basic', '--quarantine', given / 'aside', *KEY)
    assert clean(*arguments) == 1
    assert trees.digest(given / 'clean') == trees.digest(tmp_path / 'apart')
    found = hashes(given)
    assert clean(*arguments, *more) == 1
    assert hashes(given) == found, 'the second run is the first once more'


def test_an_archive_that_a_run_writes_inside_its_input_is_no_input(given):
    for _turn in range(2):
        assert clean(given, '--out', given / 'clean.zip', '--preset', 'basic', *KEY) == 0
        with zipfile.ZipFile(given / 'clean.zip') as made:
            assert len(made.namelist()) == 6
    assert sorted(path.name for path in given.iterdir()) == ['0', '1', 'clean.zip', 'clean.zip.samar']


def test_an_output_that_is_an_input_is_refused(given, tmp_path, capsys):
    with zipfile.ZipFile(tmp_path / 'in.zip', 'w') as made:
        made.write(given / '0' / '1.2.3.0.dcm', 'a.dcm')
    before = hashes(tmp_path)
    for arguments in ((given, '--out', given), (tmp_path / 'in.zip', '--out', tmp_path / 'in.zip'),
                      (given / '0', given / '1', '--out', given / '1'), (given, '--out', tmp_path / 'o', '--audit', given, *KEY),
                      (given / '0' / '1.2.3.0.dcm', '--out', given, '--dicomdir')):
        assert clean(*arguments) == 2, arguments
        assert 'output-is-input' in capsys.readouterr().err
        assert hashes(tmp_path) == before


def test_of_two_runs_into_one_folder_the_second_is_told_and_disturbs_nothing(given, tmp_path, capsys):
    """Two that shared the place where new files wait gave each other's files their names."""
    first = sinks.Folder(tmp_path / 'out')
    waiting = os.path.join(first.stage, 'waits')
    with open(waiting, 'w') as stream:
        stream.write('first')
    assert clean(given, '--out', tmp_path / 'out', '--preset', 'basic') == 2
    assert 'output-busy' in capsys.readouterr().err
    assert first.put(waiting, 'a') == 'a' and (tmp_path / 'out' / 'a').read_text() == 'first'
    first.close()
    assert [path.name for path in (tmp_path / 'out').iterdir()] == ['a']
    assert clean(given, '--out', tmp_path / 'out', '--preset', 'basic') == 0


def test_a_lock_ends_with_its_process_however_that_ends(given, tmp_path):
    program = f'import os, signal; from samar.run import sinks; open(sinks.Folder({str(tmp_path / "out")!r}).stage + "/5.part", "w"); os._exit(9)'
    assert subprocess.run([sys.executable, '-c', program], cwd=ROOT, check=False).returncode == 9
    assert list((tmp_path / 'out').rglob('5.part')), 'it left something'
    assert clean(given, '--out', tmp_path / 'out', '--preset', 'basic') == 0
    assert not (tmp_path / 'out' / sinks.STAGE).exists() and len(hashes(tmp_path / 'out')) == 6


def test_a_lock_whose_file_went_is_no_lock(tmp_path):
    first = lock.Lock(tmp_path / 'lock')
    assert first.taken and not lock.Lock(tmp_path / 'lock').taken
    first.release()
    first.release()
    second = lock.Lock(tmp_path / 'lock')
    assert second.taken and not lock.Lock(tmp_path / 'lock').taken
    second.release()


def test_no_attempt_at_a_file_writes_where_another_does(given, tmp_path):
    """A worker that is believed dead may still be writing; what it writes to is nobody else's."""
    cpython.install()
    sink = sinks.Folder(tmp_path / 'out')
    job = work.Job(named.preset('basic'), None, {}, [], [], 'off', 'tree', False, False, 'python', sink.stage)
    context = work.Context(job, bytes(32))
    sources, _ = listing.listed([given / '0' / '1.2.3.0.dcm'])
    first, second = (work.one(0, sources[0], context)['staged'] for _turn in range(2))
    assert first != second and os.path.getsize(first) == os.path.getsize(second) > 0
    sink.close()
    late = work.one(0, sources[0], context)
    assert late['code'] == 'output-unwritable' and not (tmp_path / 'out' / sinks.STAGE).exists(), 'nothing is made again after the end'


@links
def test_links_to_folders_are_followed_once(given, tmp_path):
    (tmp_path / 'archive').mkdir()
    (tmp_path / 'archive' / 'a-volume').symlink_to(given)
    (tmp_path / 'archive' / 'b-again').symlink_to(given / '1')
    (given / '0' / 'loop').symlink_to(tmp_path / 'archive')
    sources, skipped = listing.listed([tmp_path / 'archive'])
    assert len(sources) == 6 and skipped == []


def test_a_store_is_no_input_of_its_own_output(given):
    fsspec = pytest.importorskip('fsspec', reason='no fsspec: install the extra `store`')
    memory = fsspec.filesystem('memory')
    memory.put(str(given), '/places/in', recursive=True)
    try:
        inputs = set(memory.find('/places/in'))
        for _turn in range(2):
            assert clean('memory://places/in', '--out', 'memory://places/in/clean', '--preset', 'basic', *KEY) == 0
            assert len([path for path in memory.find('/places/in/clean')]) == 6
        with pytest.raises(BadChoice):
            listing.listed(['memory://places/in'], ['memory://places/in/'])
        one = sorted(inputs)[0]
        before = memory.cat_file(one)
        assert clean('memory:/' + one, '--out', 'memory:/' + one.rpartition('/')[0], '--preset', 'outside-hospital') == 0
        assert memory.cat_file(one) == before and len(memory.find(one.rpartition('/')[0])) == 4
    finally:
        memory.rm('/places', recursive=True)


def test_files_of_an_earlier_run_that_others_take_the_place_of_are_counted(given, tmp_path, capsys):
    """Two parts of an archive that hold an instance twice, or the same files under other rules."""
    assert clean(given / '0', '--out', tmp_path / 'out', '--preset', 'basic', *KEY) == 0
    assert clean(given / '0', '--out', tmp_path / 'out', '--preset', 'basic', *KEY) == 0
    assert 'output-replaced' not in capsys.readouterr().err, 'equal bytes are nothing new'
    assert clean(given, '--out', tmp_path / 'out', '--preset', 'research', *KEY) == 0
    assert '! output-replaced 3' in capsys.readouterr().err, 'three of six were there'


@pytest.mark.skipif(not hasattr(os, 'fork'), reason='no fork')
def test_a_process_that_outlives_its_run_does_not_hold_the_lock(tmp_path):
    first = lock.Lock(tmp_path / 'lock')
    end, begin = os.pipe()
    child = os.fork()
    if not child:
        os.read(end, 1)
        os._exit(0)
    first.release()
    (tmp_path / 'lock').touch()
    second = lock.Lock(tmp_path / 'lock')
    assert second.taken
    second.release()
    os.write(begin, b'.')
    os.waitpid(child, 0)
    os.close(end)
    os.close(begin)
