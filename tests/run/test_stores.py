"""Sets from a store into a store: the same bytes, names and audit as between folders, once, and again after a stop."""

import os
import sys
from pathlib import Path

import pytest
from samar import cli
from samar.core.errors import BadChoice
from samar.run import stores

from tests.run.test_run import slice_of

fsspec = pytest.importorskip('fsspec', reason='no fsspec: install the extra `store`')

COUNT = 12
KEY = ('--project-key', 'a key that is long enough')


@pytest.fixture(scope='module')
def given(tmp_path_factory):
    folder = tmp_path_factory.mktemp('given')
    for number in range(COUNT):
        (folder / f'{number:02d}.dcm').write_bytes(slice_of(number))
    (folder / 'notes.txt').write_text('seen by DOE JANE')
    return folder


@pytest.fixture
def memory(given):
    """The same files in a store that lives in this process."""
    system = fsspec.filesystem('memory')
    system.store.clear()
    for path in given.iterdir():
        system.pipe_file(f'/in/{path.name}', path.read_bytes())
    yield system
    system.store.clear()


def clean(source, out, *more):
    return cli.main(['--kernels', 'python', 'deidentify', str(source), '--out', str(out), '--preset', 'basic', '--unit', '4', *KEY, *map(str, more)])


def folder_of(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in Path(root).rglob('*') if path.is_file()}


def objects_of(system, root):
    return {path[len(root) + 1:]: system.cat_file(path) for path in system.find(root)}


@pytest.fixture(scope='module')
def whole(given, tmp_path_factory):
    out = tmp_path_factory.mktemp('whole') / 'out'
    assert clean(given, out) == 0
    made = folder_of(out)
    assert len(made) == COUNT
    return made


def test_from_a_store_into_a_store_and_again_after_a_stop(whole, memory, capsys, tmp_path, monkeypatch):
    monkeypatch.setattr('tempfile.tempdir', str(tmp_path))
    assert clean('memory://in', 'memory://out', '--report', tmp_path / 'r.json') == 0
    assert objects_of(memory, '/out') == whole and 'not-dicom: 1' in capsys.readouterr().err
    audit = objects_of(memory, '/out.samar')
    assert len(audit) == 4 and not list(tmp_path.glob('samar-*')), 'nothing stays on this machine'
    # a stop: one shard was not written yet, and one object is shorter than it should be
    memory.rm_file('/out.samar/' + sorted(audit)[0])
    memory.pipe_file('/out/' + sorted(whole)[-1], b'half')
    assert clean('memory://in', 'memory://out', '--resume') == 0
    assert objects_of(memory, '/out') == whole and objects_of(memory, '/out.samar') == audit
    made = {path: memory.created(path) for path in memory.find('/out')}
    assert clean('memory://in', 'memory://out', '--resume') == 0
    assert {path: memory.created(path) for path in memory.find('/out')} == made, 'what is done is not done again'


def test_a_store_that_takes_half_of_a_file_is_noticed(memory, capsys, monkeypatch):
    real = type(memory).put_file
    monkeypatch.setattr(type(memory), 'put_file', lambda self, here, there, **more: self.pipe_file(there, Path(here).read_bytes()[:100]))
    assert clean('memory://in', 'memory://out') == 1
    assert 'output-unwritable' in capsys.readouterr().err and not memory.find('/out.samar'), 'no shard says that it is done'
    monkeypatch.setattr(type(memory), 'put_file', real)
    assert clean('memory://in', 'memory://out', '--resume') == 0 and len(memory.find('/out')) == COUNT


def test_a_put_holds_only_where_nothing_is_and_what_was_there_is_told(whole, memory, capsys, monkeypatch):
    """Another run puts its own bytes under a name of this one, after this one looked."""
    theirs, modes, real = sorted(whole)[0], [], type(memory).put_file

    def put(self, here, there, mode='overwrite', **more):
        modes.append(mode)
        if mode == 'create' and there == '/out/' + theirs and not self.exists(there):
            self.pipe_file(there, b'of another run')
        return real(self, here, there, mode=mode, **more)

    monkeypatch.setattr(type(memory), 'put_file', put)
    assert clean('memory://in', 'memory://out') == 0
    assert 'output-replaced 1' in capsys.readouterr().err and objects_of(memory, '/out') == whole
    assert sorted(modes) == ['create'] * COUNT + ['overwrite'], 'one name was there already'
    modes.clear()
    assert clean('memory://in', 'memory://out') == 0 and 'output-replaced' not in capsys.readouterr().err
    assert modes == ['create'] * COUNT, 'equal bytes are left as they are'


def test_an_object_that_went_since_it_was_listed_fails_alone(memory, capsys, monkeypatch):
    gone = stores.below('memory://in')[3][0]
    listed = stores.below
    monkeypatch.setattr(stores, 'below', lambda url: [listed(url), memory.rm_file('/in/03.dcm')][0])
    assert gone.endswith('03.dcm') and clean('memory://in', 'memory://out') == 1
    told = capsys.readouterr()
    assert told.out.count(' cleaned ') == COUNT - 1 and told.out.count('file-unreadable') == 1


def test_two_processes_on_a_store_that_both_see(given, whole, tmp_path):
    assert clean(f'file://{given}', f'file://{tmp_path}/out', '--jobs', 2) == 0
    assert folder_of(tmp_path / 'out') == whole and len(os.listdir(tmp_path / 'out.samar')) == 4


def test_what_cannot_be_meant_is_said(given, tmp_path, monkeypatch, capsys):
    assert clean('memory://nothing', tmp_path / 'out') == 2
    assert clean('nosuchstore://in', tmp_path / 'out') == 2
    assert 'store-missing' in capsys.readouterr().err
    (tmp_path / 'key').write_text(KEY[1])
    assert cli.main(['deidentify', str(given), '--out', 'memory://out', '--scheduler', 'tcp://127.0.0.1:1', '--project-key-file',
                     str(tmp_path / 'key')]) == 2
    monkeypatch.setitem(sys.modules, 'fsspec', None)
    with pytest.raises(BadChoice) as caught:
        stores.at('memory://in')
    assert caught.value.code == 'store-missing'
