"""The command line: what it prints, what it writes, how it ends."""

import json
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
    assert told[0]['outcome'] == 'cleaned' and len(told[0]['output']['sha256']) == 64
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


def test_inspect_of_a_broken_file_shows_what_was_read(tmp_path):
    broken = tmp_path / 'broken.dcm'
    broken.write_bytes(files.build(files.body())[:-5])
    done = run('inspect', broken, '--json')
    assert done.returncode == 1 and json.loads(done.stdout)['error']['code'] == 'truncated'
    assert 'PatientName' in done.stdout or '(0010,0010)' in done.stdout
