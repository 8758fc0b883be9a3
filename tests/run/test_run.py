"""Many files on CPython: the same set and the same audit, however many work on it, however often it is killed."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
import types
import zipfile
from pathlib import Path

import pytest
from samar import cli
from samar.core.errors import SamarError
from samar.core.plan import identity as naming
from samar.hosts import cpython
from samar.run import listing, pool, work

from tests import files
from tests.run import trees

ROOT = Path(__file__).resolve().parents[2]
KEY = ('--project-key', 'a key that is long enough')
COUNT = 60
OWN = {0x00080018: 'UI', 0x00100020: 'LO', 0x0020000D: 'UI', 0x0020000E: 'UI'}


def slice_of(number):
    """A file of its own SOP Instance UID; five a series, ten a study, twenty a patient."""
    values = (f'1.2.3.{number}', f'ID{number // 20}', f'1.2.4.{number // 10}', f'1.2.5.{number // 5}')
    mine = [files.element(tag, vr, value) for (tag, vr), value in zip(OWN.items(), values, strict=True)]
    body = [one for one in files.body() if one[1] * 16777216 + one[0] * 65536 + one[3] * 256 + one[2] not in
            {(tag // 65536 // 256) * 16777216 + (tag // 65536 % 256) * 65536 + (tag % 65536 // 256) * 256 + tag % 256 for tag in OWN}]
    body = sorted([*body, *mine], key=lambda one: (one[1], one[0], one[3], one[2]))
    return files.build(body, instance=f'1.2.3.{number}')


@pytest.fixture(scope='module')
def given(tmp_path_factory):
    """A folder of COUNT files in three folders, with two that are no DICOM files."""
    folder = tmp_path_factory.mktemp('given') / 'DOE JANE'
    for number in range(COUNT):
        path = folder / f'{number % 3}' / f'{number:03d}.dcm'
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(slice_of(number))
    (folder / 'notes.txt').write_text('seen by DOE JANE')
    (folder / 'empty').write_bytes(b'')
    return folder


def hears_ctrl_c():
    """A shell starts what runs in the background deaf to Ctrl-C, and its children are deaf, too: these tests may run there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run(*arguments, wait=True, **more):
    process = subprocess.Popen([sys.executable, '-m', 'samar', '--kernels', 'python', 'deidentify', *map(str, arguments)], cwd=ROOT, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=hears_ctrl_c, **more)
    if not wait:
        return process
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def shards(folder):
    return {path.name: path.read_bytes() for path in Path(folder).glob('*.json.gz')}


@pytest.fixture(scope='module')
def whole(given, tmp_path_factory):
    """The undisturbed run: one process."""
    out = tmp_path_factory.mktemp('whole') / 'out'
    status, told, err = run(given, '--out', out, '--preset', 'basic', '--unit', 5, *KEY, '--report', f'{out}.json')
    assert status == 0, told + err
    return out, told, err


def test_a_folder_becomes_a_tree_of_new_names_and_one_report(whole):
    out, told, err = whole
    made = [path.relative_to(out) for path in out.rglob('*') if path.is_file()]
    assert len(made) == COUNT and all(len(path.parts) == 4 for path in made)
    assert len({path.parts[0] for path in made}) == 3 and len({path.parts[2] for path in made}) == 12
    assert 'DOE' not in told and 'DOE' not in ' '.join(map(str, made)) and 'skipped' in err
    report = json.loads(Path(f'{out}.json').read_text('utf-8'))
    assert report['counts'] == {'cleaned': COUNT, 'held': 0, 'unchanged': 0, 'refused': 0, 'failed': 0, 'skipped': 2}
    assert report['graph'] == {'same': True, 'lost': []}
    assert {one['output']['name'] for one in report['files']} == {path.as_posix() for path in made}
    for content in shards(f'{out}.samar').values():
        text = gzip.decompress(content).decode()
        assert 'DOE' not in text and '1.2.4.' not in text and str(ROOT) not in text


def test_two_processes_make_the_same_set_and_the_same_audit(given, whole, tmp_path):
    status, told, err = run(given, '--out', tmp_path / 'out', '--preset', 'basic', '--unit', 5, *KEY, '--jobs', 2)
    assert (status, told) == (0, whole[1]), err
    assert trees.digest(tmp_path / 'out') == trees.digest(whole[0])
    assert shards(tmp_path / 'out.samar') == shards(f'{whole[0]}.samar')


def test_files_in_another_order_make_the_same_set(given, whole, tmp_path):
    paths = sorted((path for path in given.rglob('*.dcm')), key=lambda path: hash(path.name) % 97)
    status, told, err = run(*paths, '--out', tmp_path / 'out', '--preset', 'basic', '--unit', 7, *KEY, '--scheme', 'tree', '--jobs', 2)
    assert status == 0, told + err
    assert trees.digest(tmp_path / 'out') == trees.digest(whole[0])


@pytest.mark.parametrize('after', [1, 4, 8])
def test_a_killed_run_is_resumed_to_the_same_set_and_the_same_audit(given, whole, tmp_path, after):
    arguments = (given, '--out', tmp_path / 'out', '--preset', 'basic', '--unit', 5, *KEY, '--jobs', 2)
    process = run(*arguments, wait=False)
    until = time.monotonic() + 120
    while len(list(tmp_path.glob('out.samar/*.json.gz'))) < after and process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.glob('out.samar/*.json.gz')}
    assert len(before) >= after
    status, told, err = run(*arguments, '--resume', '--report', tmp_path / 'r.jsonl')
    assert (status, told) == (0, whole[1]), err
    assert trees.digest(tmp_path / 'out') == trees.digest(whole[0])
    assert shards(tmp_path / 'out.samar') == shards(f'{whole[0]}.samar')
    assert all(path.stat().st_mtime_ns == when for path, when in before.items()), 'what was done is not done again'
    lines = [json.loads(line) for line in (tmp_path / 'r.jsonl').read_text('utf-8').splitlines()]
    assert len(lines) == COUNT + 1 and lines[0]['counts']['cleaned'] == COUNT and lines[0]['graph']['same']


def test_ctrl_c_ends_without_a_trace_and_leaves_no_process(given, tmp_path):
    process = run(given, '--out', tmp_path / 'out', '--unit', 1, *KEY, '--jobs', 2, wait=False)
    until = time.monotonic() + 120
    while not list(tmp_path.glob('out.samar/*.json.gz')) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 130 and 'stopped' in err and 'Traceback' not in err
    assert not (tmp_path / 'out' / '.samar-part').exists() and not list(tmp_path.rglob('*.part'))
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_an_output_that_is_gone_is_made_again(given, whole, tmp_path):
    arguments = (given / '0', '--out', tmp_path / 'out', '--preset', 'basic', *KEY)
    assert run(*arguments)[0] == 0
    was = trees.digest(tmp_path / 'out')
    next((tmp_path / 'out').rglob('*.dcm')).unlink()
    assert run(*arguments, '--resume')[0] == 0 and trees.digest(tmp_path / 'out') == was


def test_resume_without_a_key_is_refused(given, tmp_path):
    assert run(given, '--out', tmp_path / 'out', '--resume')[0] == 2


def test_an_archive_in_and_out(given, whole, tmp_path):
    with zipfile.ZipFile(tmp_path / 'in.zip', 'w', zipfile.ZIP_DEFLATED) as made:
        for path in given.rglob('*'):
            if path.is_file():
                made.write(path, path.relative_to(given))
    status, told, err = run(tmp_path / 'in.zip', '--out', tmp_path / 'out.zip', '--preset', 'basic', *KEY)
    assert status == 0, told + err
    with zipfile.ZipFile(tmp_path / 'out.zip') as made:
        assert made.testzip() is None and {one.date_time for one in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        made.extractall(tmp_path / 'unpacked')
    assert trees.digest(tmp_path / 'unpacked') == trees.digest(whole[0])
    assert not (tmp_path / 'out.zip.files').exists()


def test_archives_that_lie(tmp_path):
    cpython.install()
    with zipfile.ZipFile(tmp_path / 'inner.zip', 'w') as made:
        made.writestr('x', b'x')
    with zipfile.ZipFile(tmp_path / 'in.zip', 'w', zipfile.ZIP_DEFLATED) as made:
        made.write(tmp_path / 'inner.zip', '../../inner.dcm')
        made.writestr('bomb.dcm', bytes(listing.RATIO_FROM + 1))
    found, _ = listing.listed([tmp_path / 'in.zip'])
    codes = []
    for one in found:
        with pytest.raises(SamarError) as caught:
            listing.opened(one)
        codes.append(caught.value.code)
    assert codes == ['zip-nested', 'zip-too-large']
    content = bytearray((tmp_path / 'in.zip').read_bytes())
    (tmp_path / 'cut.zip').write_bytes(content[:-30])
    status, told, _ = run(tmp_path / 'cut.zip', '--out', tmp_path / 'out')
    assert status == 1 and 'zip-corrupt' in told


def test_dry_run_writes_nothing_and_says_the_same(given, tmp_path):
    status, told, err = run(given / '1', '--out', tmp_path / 'out', '--preset', 'basic', *KEY, '--dry-run', '--report', tmp_path / 'r.csv')
    assert status == 0 and told.count(' cleaned ') == COUNT // 3, err
    assert [path.name for path in tmp_path.iterdir()] == ['r.csv']


def test_a_dry_run_over_an_earlier_run_works_on_every_file_again(given, tmp_path):
    arguments = (given / '1', '--out', tmp_path / 'out', *KEY, '--audit', tmp_path / 'audit')
    assert run(*arguments)[0] == 0
    was = trees.digest(tmp_path / 'out')
    status, told, err = run(*arguments, '--resume', '--dry-run')
    assert status == 0 and told.count(' cleaned ') == COUNT // 3, err
    assert trees.digest(tmp_path / 'out') == was


def test_inputs_without_output_are_set_aside_by_code(given, tmp_path):
    broken = tmp_path / 'broken.dcm'
    broken.write_bytes(slice_of(1)[:-5])
    status, _told, _err = run(broken, given / '0' / '000.dcm', '--out', tmp_path / 'out', '--quarantine', tmp_path / 'aside')
    assert status == 1
    found = [path for path in (tmp_path / 'aside').rglob('*') if not path.is_dir()]
    assert [path.relative_to(tmp_path / 'aside').as_posix() for path in found] == ['truncated/00000001.dcm']
    assert found[0].resolve() == broken


def test_a_preset_of_ones_own(given, tmp_path):
    preset = json.loads((ROOT / 'presets' / 'basic.json').read_text('utf-8'))
    preset['id'] = 'mine'
    (tmp_path / 'mine.json').write_text(json.dumps(preset))
    status, told, err = run(given / '0' / '000.dcm', '--out', tmp_path / 'out', '--preset', tmp_path / 'mine.json', '--report', tmp_path / 'r.json')
    assert status == 0, told + err
    report = json.loads((tmp_path / 'r.json').read_text())
    assert report['preset'] == 'mine' and len(report['preset_sha256']) == 64
    (tmp_path / 'mine.json').write_text('{"id": 1}')
    assert run(given, '--out', tmp_path / 'out', '--preset', tmp_path / 'mine.json')[0] == 2


@pytest.mark.skipif(sys.platform != 'linux', reason='workers are forked on Linux only')
@pytest.mark.parametrize(('jobs', 'compiled'), [(1, True), (2, True), (2, False)])
def test_a_file_that_kills_its_worker_fails_alone(given, whole, tmp_path, monkeypatch, capsys, jobs, compiled):
    """Also where the first unit's process is the one that compiles."""
    monkeypatch.setattr(pool, 'native', types.SimpleNamespace(state=lambda: 'native', ready=lambda: compiled))
    real = work.one

    def deadly(number, source, context):
        if source.name.endswith('002.dcm'):
            os._exit(7)
        return real(number, source, context)

    monkeypatch.setattr(work, 'one', deadly)
    status = cli.main(['--kernels', 'python', 'deidentify', str(given), '--out', str(tmp_path / 'out'), '--preset', 'basic', '--jobs', str(jobs),
                       '--unit', '8', *KEY])
    told = capsys.readouterr().out
    assert status == 1 and told.count(' cleaned ') == COUNT - 1 and told.count(' failed') == 1 and 'worker-stopped' in told
    made = {path.relative_to(tmp_path / 'out') for path in (tmp_path / 'out').rglob('*.dcm')}
    assert len(made) == COUNT - 1 and made < {path.relative_to(whole[0]) for path in whole[0].rglob('*.dcm')}


def test_units_hang_on_the_listing_alone():
    sources = [listing.Source(f'/a/{number // 30}/{number}', None, '', False) for number in range(100)]
    found = listing.units(sources, 40)
    assert [len(unit[1]) for unit in found] == [30, 30, 30, 10] and [unit[0] for unit in found] == [0, 30, 60, 90]
    assert listing.units([], 40) == [] and [one for unit in listing.units(sources, 3) for one in unit[1]] == sources
    assert pool.AHEAD > 1


def test_parts_of_an_archive_are_the_whole_and_nothing_twice(tmp_path, capsys):
    """By folder, wherever a link stands; names and identities are those of one run over all."""
    archive, whole, union = tmp_path / 'archive', {}, {}
    for number in range(24):
        place = archive / f'{number // 3}' / f'{number}.dcm'
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(slice_of(number))
    with zipfile.ZipFile(archive / '7' / 'packed', 'w') as packed:
        packed.writestr('40.dcm', slice_of(40))
        packed.writestr('a/41.dcm', slice_of(41))
    (archive / '2' / 'link').symlink_to(archive / '5' / '15.dcm')
    (archive / 'linked').symlink_to(archive / '3')
    sources, _skipped = listing.listed([archive])
    parts = [listing.listed([archive], part=listing.Part(number, 4))[0] for number in (1, 2, 3, 4)]
    assert sorted(one.stamp() for part in parts for one in part) == sorted(one.stamp() for one in sources)
    assert sum(map(bool, parts)) > 1, 'else nothing was shared out'
    for place, more in [('whole', []), *[(f'{number}', ['--part', f'{number}/4']) for number in (1, 2, 3, 4)]]:
        asked = ['--kernels', 'python', 'deidentify', str(archive), '--out', str(tmp_path / place), '--preset', 'basic', *KEY, *more]
        assert cli.main(asked) == 0
        (whole if place == 'whole' else union).update({path.relative_to(tmp_path / place).as_posix(): path.read_bytes()
                                                       for path in (tmp_path / place).rglob('*') if path.is_file()})
    assert union == whole and len(whole) == 26
    for wrong in ('0/4', '5/4', '4', 'a/b', '-1/2'):
        assert cli.main(['deidentify', str(archive), '--out', str(tmp_path / 'no'), f'--part={wrong}']) == 2
    assert 'K from 1 to N' in capsys.readouterr().err


def test_own_ids_name_patients_and_their_folders(given, tmp_path):
    (tmp_path / 'ids.csv').write_text('old,new\nID0,S-001\nID1,S-002\nID2,S-003\n')
    status, told, err = run(given / '0', '--out', tmp_path / 'out', '--preset', 'basic', *KEY, '--ids', tmp_path / 'ids.csv', '--jobs', 2)
    assert status == 0, told + err
    assert sorted(path.name for path in (tmp_path / 'out').iterdir()) == ['S-001', 'S-002', 'S-003']
    (tmp_path / 'ids.csv').write_text('old,new\nID0,S-001\nID1,S-001\n')
    status, _told, err = run(given / '0', '--out', tmp_path / 'two', '--preset', 'basic', *KEY, '--ids', tmp_path / 'ids.csv')
    assert status == 2 and 'ids-new-double' in err and 'ID1' not in err


@pytest.mark.parametrize(('method', 'made', 'first'), [
    ('uid', '2.25.7', '1 2'),                   # studies, series, instances
    ('pseudonym', 'P-0000000000000000', '1 8'),    # the eighth file of the folder is the first of the second patient
])
def test_two_inputs_that_become_one_are_said_aloud(given, tmp_path, monkeypatch, capsys, method, made, first):
    """Whatever became one: instances, studies, patients, also where an earlier run made the one and this run the other."""
    monkeypatch.setattr(naming.Identity, method, lambda *_given: made)
    asked = ['--kernels', 'python', 'deidentify', str(given / '0'), '--out', str(tmp_path / 'out'), '--preset', 'longitudinal', *KEY,
             '--unit', '3', '--jobs', '1']
    status = cli.main(asked)
    said = capsys.readouterr().err
    assert status == 1 and f'id-collision {first}' in said, said
    assert sum(path.is_file() for path in (tmp_path / 'out').rglob('*')) == COUNT // 3, 'nothing is lost all the same'
    monkeypatch.undo()
    assert cli.main([*asked, '--resume']) == 1 and f'id-collision {first}' in capsys.readouterr().err, 'an earlier run made them'
