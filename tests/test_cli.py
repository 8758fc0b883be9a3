"""The command line: what it prints, what it writes, how it ends."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pydicom
import pytest

from tests import files

ROOT = Path(__file__).resolve().parent.parent


def run(*arguments):
    return subprocess.run([sys.executable, '-m', 'samar', *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def sample(tmp_path):
    path = tmp_path / 'Doe_Jane.dcm'
    path.write_bytes(files.build(files.body()))
    return path


def test_deidentify_writes_a_verified_file_and_a_report(sample, tmp_path):
    out, report = tmp_path / 'out', tmp_path / 'report.json'
    done = run('deidentify', sample, '--out', out, '--preset', 'basic', '--set', 'PatientName=empty', '--mask', '0,0,1,1@0',
               '--report', report)
    assert done.returncode == 0, done.stderr
    written = list(out.iterdir())
    assert len(written) == 1 and 'Doe' not in written[0].name
    dataset = pydicom.dcmread(written[0])
    assert dataset.PatientName == '' and dataset.PixelData[:2] == b'\0\0'
    told = json.loads(report.read_text())
    assert set(told) == {'program', 'version', 'kernels', 'preset', 'preset_sha256', 'package_sha256', 'counts', 'graph', 'files'}
    assert told['program'] == 'Samar' and told['preset'] == 'basic' and len(told['preset_sha256']) == 64
    assert told['counts'] == {'cleaned': 1, 'held': 0, 'unchanged': 0, 'refused': 0, 'failed': 0, 'skipped': 0}
    told = told['files']
    assert told[0]['outcome'] == 'cleaned' and len(told[0]['output']['sha256']) == 64 and told[0]['output']['name'] == written[0].name
    assert told[0]['open'] == [] and told[0]['masks'] == [{'x': 0, 'y': 0, 'w': 1, 'h': 1, 'first': 0, 'last': 0}]
    assert 'DOE' not in report.read_text() and 'Doe' not in done.stdout
    assert {'selector', 'row', 'action', 'reason', 'type'} <= set(told[0]['elements'][0])


def test_values_are_in_the_report_only_when_asked(sample, tmp_path):
    report = tmp_path / 'report.json'
    run('deidentify', sample, '--out', tmp_path / 'o', '--report', report, '--values')
    assert 'DOE^JANE' in report.read_text()


def test_one_failure_stops_nothing_and_counts(sample, tmp_path):
    broken = tmp_path / 'broken.dcm'
    broken.write_bytes(files.build(files.body())[:-5])
    done = run('deidentify', broken, tmp_path / 'missing.dcm', sample, '--out', tmp_path / 'o')
    assert done.returncode == 1
    assert [line.split()[1].rstrip(':') for line in done.stdout.splitlines()] == ['refused', 'failed', 'cleaned']
    assert len(list((tmp_path / 'o').iterdir())) == 1


@pytest.fixture
def ultrasound(tmp_path):
    path = tmp_path / 'us.dcm'
    body = [one if one[:4] != b'\x08\x00\x60\x00' else files.element(0x00080060, 'CS', 'US') for one in files.body()]
    if not any(one[:4] == b'\x08\x00\x60\x00' for one in body):
        body = [*body[:3], files.element(0x00080060, 'CS', 'US'), *body[3:]]
    path.write_bytes(files.build(sorted(body, key=lambda one: (one[1], one[0], one[3], one[2]))))
    return path


def test_a_held_file_is_written_only_when_its_points_are_named(ultrasound, sample, tmp_path):
    done = run('deidentify', ultrasound, sample, '--out', tmp_path / 'a', '--report', tmp_path / 'a.json', '--names')
    assert done.returncode == 1 and '--accept text-risk' in done.stdout and 'The picture may carry text' in done.stdout
    assert len(list((tmp_path / 'a').iterdir())) == 1
    told = json.loads((tmp_path / 'a.json').read_text('utf-8'))
    assert (told['counts']['held'], told['counts']['cleaned']) == (1, 1)
    assert told['files'][0]['open'] == [{'code': 'text-risk', 'selector': None, 'settled': None}]
    assert told['files'][0]['input']['name'] == 'us.dcm' and told['files'][0]['output'] is None
    done = run('deidentify', ultrasound, '--out', tmp_path / 'b', '--accept', 'text-risk', '--report', tmp_path / 'b.csv')
    assert done.returncode == 1 and done.stdout.startswith('1/1 held '), done.stdout
    assert len(list((tmp_path / 'b').iterdir())) == 1
    assert pydicom.dcmread(next((tmp_path / 'b').iterdir())).PatientIdentityRemoved == 'NO'
    done = run('deidentify', ultrasound, '--out', tmp_path / 'd', '--accept', 'text-risk=looked')
    assert done.returncode == 0 and pydicom.dcmread(next((tmp_path / 'd').iterdir())).PatientIdentityRemoved == 'YES', done.stdout
    for code in ('no-such-code', 'kept-identity=said', 'text-risk=masked'):
        assert run('deidentify', ultrasound, '--out', tmp_path / 'c', '--accept', code).returncode == 2


def test_kept_identity_is_held_and_named_and_says_so_for_good(sample, tmp_path):
    arguments = ('deidentify', sample, '--out', tmp_path / 'o', '--set', 'PatientName=keep')
    done = run(*arguments)
    assert done.returncode == 1 and '(0010,0010)' in done.stdout and not list((tmp_path / 'o').iterdir())
    done = run(*arguments, '--accept', 'kept-identity', '--report', tmp_path / 'report.html')
    assert done.returncode == 1 and done.stdout.startswith('1/1 held ')
    dataset = pydicom.dcmread(next((tmp_path / 'o').iterdir()))
    assert dataset.PatientIdentityRemoved == 'NO' and 'DeidentificationMethodCodeSequence' not in dataset
    assert 'kept by choice' in (tmp_path / 'report.html').read_text('utf-8')


def test_same_project_key_same_pseudonyms(sample, tmp_path):
    names = []
    for folder in ('a', 'b'):
        run('deidentify', sample, '--out', tmp_path / folder, '--project-key', 'a long enough key for tests')
        names.append(next((tmp_path / folder).iterdir()).name)
    run('deidentify', sample, '--out', tmp_path / 'c')
    assert names[0] == names[1] != next((tmp_path / 'c').iterdir()).name


@pytest.mark.parametrize('arguments', [
    ('deidentify', 'x.dcm'), ('deidentify', 'x.dcm', '--out', 'o', '--preset', 'nope'),
    ('deidentify', 'x', '--out', 'o', '--set', 'Patient=keep'),
    ('deidentify', 'x', '--out', 'o', '--set', 'PatientName=burn'), ('deidentify', 'x', '--out', 'o', '--mask', '1,2'),
    ('deidentify', 'x', '--out', 'o', '--option', 'nope'), ('unknown',)])
def test_unusable_arguments(arguments, tmp_path):
    given = [str(tmp_path / 'o') if one == 'o' else one for one in arguments]
    assert run(*given).returncode == 2


def test_inspect_as_json(sample):
    done = run('inspect', sample, '--json')
    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert {'path': '(0008,1032)[0].(0010,0010)', 'vr': 'PN', 'length': 8, 'value': 'DOE^JANE'} in told['elements']


@pytest.mark.parametrize('end', [None, -3])
def test_inspect_shows_signs_that_steer_a_terminal(tmp_path, end):
    """Whatever a file says where: in its values, and in a private creator, which is a part of its elements' names."""
    odd = 'a\x1b[2J\x07\x9b31m\u202eb\u2066\r\x7f'.encode()
    body = [files.element(0x00080005, 'CS', 'ISO_IR 192'), files.element(0x00080060, 'CS', 'C\x1b[2J'), *files.body()[3:]]
    private = [files.element(0x00090010, 'LO', odd), files.element(0x00091001, 'LO', odd), files.element(0x00091002, 'UN', odd)]
    odd_file = tmp_path / 'odd.dcm'
    odd_file.write_bytes(files.build(sorted([*body, *private], key=lambda one: (one[1], one[0], one[3], one[2])))[:end])
    done = subprocess.run([sys.executable, '-m', 'samar', 'inspect', odd_file], cwd=ROOT, capture_output=True, check=False,
                          env={**os.environ, 'PYTHONIOENCODING': 'utf-8'})
    told = (done.stdout + done.stderr).decode()
    assert '(0009,"a' in told and '[2J' in told
    assert [sign for sign in told if sign != '\n' and (not sign.isprintable() or '\u202a' <= sign <= '\u202e' or '\u2066' <= sign <= '\u2069')] == []


def test_inspect_of_a_broken_file_shows_what_was_read(tmp_path):
    broken = tmp_path / 'broken.dcm'
    broken.write_bytes(files.build(files.body())[:-5])
    done = run('inspect', broken, '--json')
    assert done.returncode == 1 and json.loads(done.stdout)['error']['code'] == 'truncated'
    assert 'PatientName' in done.stdout or '(0010,0010)' in done.stdout


def test_an_unwritable_place_fails_the_file_and_not_the_run(sample, tmp_path, monkeypatch, capsys):
    from samar import cli
    from samar.hosts import cpython
    wrote = []

    def full(self, stream, chunk=0):
        stream.write(b'half')
        wrote.append(1)
        if len(wrote) == 1:
            raise OSError(28, 'No space left on device')
        return plain(self, stream)

    plain = cpython.Blob.write_to
    monkeypatch.setattr(cpython.Blob, 'write_to', full)
    report = tmp_path / 'r.json'
    assert cli.main(['deidentify', str(sample), str(sample), '--out', str(tmp_path / 'o'), '--report', str(report)]) == 1
    told = json.loads(report.read_text())
    assert [entry['outcome'] for entry in told['files']] == ['failed', 'cleaned']
    assert told['files'][0]['error']['code'] == 'output-unwritable' and told['files'][0]['output'] is None
    assert [path.suffix for path in (tmp_path / 'o').iterdir()] == ['.dcm']
    assert 'output-unwritable' in capsys.readouterr().out


def test_a_place_that_is_no_folder_is_said(sample, tmp_path, capsys):
    from samar import cli
    (tmp_path / 'o').write_text('a file')
    assert cli.main(['deidentify', str(sample), '--out', str(tmp_path / 'o')]) == 2
    assert 'output-unwritable' in capsys.readouterr().err


def test_a_report_that_cannot_be_written_is_said(sample, tmp_path, capsys):
    from samar import cli
    (tmp_path / 'r.json').mkdir()
    assert cli.main(['deidentify', str(sample), '--out', str(tmp_path / 'o'), '--report', str(tmp_path / 'r.json')]) == 1
    assert 'output-unwritable' in capsys.readouterr().err and len(list((tmp_path / 'o').iterdir())) == 1


@pytest.mark.parametrize('way', ['replaced', 'rewritten', 'removed'])
def test_a_file_that_changes_while_it_is_open_is_not_saved(sample, tmp_path, monkeypatch, way):
    from samar import cli
    from samar.core import pipeline
    plain = pipeline.deidentify

    def late(*arguments):
        made = plain(*arguments)
        content = sample.read_bytes()
        if way == 'replaced':
            other = tmp_path / 'other'
            other.write_bytes(content)
            other.replace(sample)
        elif way == 'rewritten':
            with sample.open('r+b') as stream:
                stream.seek(-1, 2)
                stream.write(b'\xee')
        else:
            sample.unlink()
        return made

    monkeypatch.setattr(pipeline, 'deidentify', late)
    report = tmp_path / 'r.json'
    assert cli.main(['deidentify', str(sample), '--out', str(tmp_path / 'o'), '--report', str(report)]) == 1
    assert json.loads(report.read_text())['files'][0]['error']['code'] == 'file-changed'
    assert list((tmp_path / 'o').iterdir()) == []


def test_a_file_that_takes_too_long_fails_alone(sample, tmp_path, monkeypatch):
    from samar import cli
    from samar.hosts import watch
    from samar.run import work

    def slow(*arguments):
        if not seen:
            seen.append(True)
            while True:
                try:
                    sum(range(1000))
                except Exception:       # what hangs may handle errors of its own
                    continue
        return true(*arguments)

    seen, true = [], work.pipeline.deidentify
    monkeypatch.setattr(work.pipeline, 'deidentify', slow)
    monkeypatch.setattr(watch, 'START', 0.3)
    assert cli.main(['deidentify', str(sample), str(sample), '--out', str(tmp_path / 'out'), '--report', str(tmp_path / 'r.json')]) == 1
    told = json.loads((tmp_path / 'r.json').read_text())
    assert [one['outcome'] for one in told['files']] == ['failed', 'cleaned']
    assert told['files'][0]['error']['code'] == 'took-too-long'


@pytest.fixture
def three(sample, tmp_path):
    """Two files that are cleaned, with one before them that is refused."""
    broken, other = tmp_path / 'broken.dcm', tmp_path / 'other.dcm'
    broken.write_bytes(files.build(files.body())[:-5])
    other.write_bytes(files.build(files.body(), instance='1.2.3.99').replace(b'1.2.3.4', b'1.2.3.9'))
    return broken, sample, other


def unheard(how, *arguments):
    """Exit status of a command whose readers have left (`stdout`, `both`), or that never had one (`none`), and what is on the error stream
    where that has a reader. With and without a buffer of Python's own."""
    read, write = os.pipe()
    os.close(read)
    more = {'stdout': {'stdout': write, 'stderr': subprocess.PIPE}, 'both': {'stdout': write, 'stderr': write},
            'none': {'preexec_fn': lambda: os.closerange(0, 3)}}[how]
    found = set()
    for environment in ({'PYTHONUNBUFFERED': '1'}, {'PYTHONUNBUFFERED': ''}):
        done = subprocess.run([sys.executable, '-m', 'samar', '--kernels', 'python', *map(str, arguments)], cwd=ROOT, check=False, text=True,
                              env={**os.environ, **environment}, **more)
        found.add((done.returncode, done.stderr or ''))
    os.close(write)
    assert len(found) == 1
    return found.pop()


@pytest.mark.skipif(os.name == 'nt', reason='file descriptors of POSIX')
@pytest.mark.parametrize('how', ['stdout', 'both', 'none'])
def test_a_reader_that_leaves_stops_no_work_and_changes_no_status(three, tmp_path, how):
    out, report = tmp_path / 'out', tmp_path / 'report.json'
    for jobs in (1, 2):
        shutil.rmtree(out, ignore_errors=True)
        report.unlink(missing_ok=True)
        status, told = unheard(how, 'deidentify', *three, '--out', out, '--jobs', jobs, '--report', report, '--project-key', 'amber tidal forge nine plum')
        assert status == 1 and 'unwritable' not in told and 'Traceback' not in told
        assert json.loads(report.read_text())['counts']['cleaned'] == 2
        assert {one['output']['name'] for one in json.loads(report.read_text())['files'] if one['output']} <= {path.name for path in out.iterdir()}
    assert unheard(how, 'verify', out, report)[0] == 0
    next(out.iterdir()).write_bytes(b'x')
    assert unheard(how, 'verify', out, report)[0] == 1
    assert unheard(how, '--version') == (0, '')
    assert unheard(how, 'deidentify', three[1], '--out', out, '--preset', 'none')[0] == 2
    if how == 'stdout':
        assert unheard(how, 'inspect', three[1]) == (0, '')


@pytest.mark.parametrize('encoding', ['ascii', 'cp1252', 'utf-8'])
def test_a_terminal_without_a_sign_shows_its_number(tmp_path, encoding):
    path = tmp_path / 'in.dcm'
    body = [files.element(0x00080005, 'CS', 'ISO_IR 192'), *files.body(name='Đỗ^山'.encode().decode('latin-1'))]
    path.write_bytes(files.build(body))
    for more in ([], ['--json']):
        done = subprocess.run([sys.executable, '-m', 'samar', 'inspect', path, *more], cwd=ROOT, capture_output=True, env={**os.environ, 'PYTHONIOENCODING': encoding})
        assert done.returncode == 0 and done.stderr == b''
        assert ('Đỗ^山' if encoding == 'utf-8' else '^\\u5c71').encode() in done.stdout


def test_an_empty_project_key_is_refused(sample, tmp_path):
    blank = tmp_path / 'key'
    blank.write_text(' \n')
    for given in (['--project-key', ''], ['--project-key', '  '], ['--project-key-file', blank], ['--project-key', '', '--dry-run'],
                  ['--project-key', 'amber tidal forge nine plum', '--project-key-file', blank]):
        done = run('deidentify', sample, '--out', tmp_path / 'o', *given)
        assert done.returncode == 2 and 'project-key' in done.stderr and not (tmp_path / 'o').exists(), given


@pytest.mark.parametrize('given', [('--jobs', '-1'), ('--jobs', 'x'), ('--unit', '0'), ('--unit', '-3')])
def test_numbers_that_cannot_be_meant_are_refused(sample, tmp_path, given):
    done = run('deidentify', sample, '--out', tmp_path / 'o', *given)
    assert done.returncode == 2 and given[0] in done.stderr and not (tmp_path / 'o').exists()
