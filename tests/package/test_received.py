"""`samar verify DIR REPORT`: what is the same, and every way in which a folder can be another than the report says."""

import contextlib
import json
import os
import shutil
import socket

import pytest
from samar import cli, package, received
from samar.core.errors import BadChoice

from tests import files


@pytest.fixture
def received_set(tmp_path):
    """A folder of three new files and the report of the run that made them."""
    given = []
    for number in range(3):
        path = tmp_path / f'in{number}.dcm'
        path.write_bytes(files.build(files.body(name=f'DOE^JANE{number}'), instance=f'1.2.3.{number}').replace(b'1.2.3.4', b'1.2.3.%d' % (number + 5)))
        given.append(str(path))
    out, report = tmp_path / 'out', tmp_path / 'report.json'
    assert cli.main(['deidentify', *given, '--out', str(out), '--project-key', 'five words drawn by chance', '--report', str(report)]) == 0
    return out, report


def states(out, report):
    return {state: count for state, count in received.compare(out, report)['counts'].items() if count}


def test_untouched(received_set, capsys):
    out, report = received_set
    assert states(out, report) == {'same': 3}
    assert cli.main(['verify', str(out), str(report)]) == 0
    told = capsys.readouterr().out
    assert 'All files are those of the report.' in told and received.PROVES in told


def test_report_inside_the_folder_is_no_file_of_the_set(received_set):
    out, report = received_set
    report.rename(out / 'report.json')
    assert states(out, out / 'report.json') == {'same': 3}


def test_each_way_to_differ(received_set, capsys):
    out, report = received_set
    first, second, third = sorted(out.iterdir())
    content = bytearray(first.read_bytes())
    content[-1] ^= 1
    first.write_bytes(content)
    second.rename(out / 'other.dcm')
    third.unlink()
    (out / 'more\x1b[2J.dcm').write_bytes(b'x')
    assert states(out, report) == {'changed': 1, 'renamed': 1, 'missing': 1, 'not-in-report': 1}
    assert cli.main(['verify', str(out), str(report)]) == 1
    told = capsys.readouterr().out
    assert 'NOT' in told and '\x1b' not in told
    assert cli.main(['verify', str(out), str(report), '--json']) == 1
    assert json.loads(capsys.readouterr().out)['same'] is False


def put_pipe(path, _):
    os.mkfifo(path)


def put_socket(path, _):
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as made:
        made.bind(str(path))


def put_unreadable_folder(path, _):
    path.mkdir()
    (path / 'x.dcm').write_bytes(b'x')
    path.chmod(0)


ODD = {
    'pipe': put_pipe,
    'socket': put_socket,
    'link to what never ends': lambda path, _: path.symlink_to('/dev/zero'),
    'link to nowhere': lambda path, _: path.symlink_to('nowhere'),
    'link to itself': lambda path, _: path.symlink_to(path.name),
    'link to a folder': lambda path, aside: path.symlink_to(aside),
    'link to a file of the set': lambda path, _: path.symlink_to(min(path.parent.glob('*.dcm'))),
    'folder that cannot be read': put_unreadable_folder,
}


@pytest.mark.skipif(os.name == 'nt', reason='no such things there')
@pytest.mark.parametrize('kind', ODD)
def test_what_is_no_file_is_named_and_never_opened(received_set, tmp_path, kind):
    out, report = received_set
    (tmp_path / 'aside').mkdir()
    (tmp_path / 'aside' / 'patient.dcm').write_bytes(b'x')
    ODD[kind](out / 'odd', tmp_path / 'aside')
    reads = kind == 'folder that cannot be read' and os.access(out / 'odd', os.R_OK)      # whoever may read everything finds the file in it
    try:
        assert states(out, report) == {'same': 3, 'not-in-report' if reads else 'no-file': 1}
        assert received.compare(out, report)['same'] is False
    finally:
        if not (out / 'odd').is_symlink():
            (out / 'odd').chmod(0o700)


def test_a_file_of_the_set_that_is_a_link_is_missing(received_set, tmp_path):
    out, report = received_set
    first = min(out.iterdir())
    first.rename(tmp_path / 'elsewhere.dcm')
    first.symlink_to(tmp_path / 'elsewhere.dcm')
    assert states(out, report) == {'same': 2, 'missing': 1, 'no-file': 1}


def test_swapped_names_are_seen(received_set):
    out, report = received_set
    first, second, _third = sorted(out.iterdir())
    content = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(content)
    assert states(out, report) == {'same': 1, 'renamed': 2}


def test_files_in_folders(received_set):
    out, report = received_set
    inner = out / 'P-1' / 'S-1'
    inner.mkdir(parents=True)
    for path in [path for path in out.iterdir() if path.is_file()]:
        path.rename(inner / path.name)
    assert states(out, report) == {'same': 3}


@pytest.mark.parametrize('text', ['', '{', '[]', 'null', '{"program": "Samar"}', '{"program": "Other", "files": []}',
                                  '{"program": "Samar", "files": [{"output": {}}]}', '{"program": "Samar", "files": [{"output": []}]}',
                                  '{"program": "Samar", "files": [{"output": {"name": [1], "bytes": 1, "sha256": "x"}}]}',
                                  '{"program": "Samar", "files": [{"output": {"name": "a", "bytes": 1, "sha256": {}}}]}',
                                  '{"program": "Samar", "files": [{"output": {"name": "a", "bytes": 1}}]}', '{"program": "Samar", "files": [1]}', '[' * 100000])
def test_no_report(tmp_path, text):
    (tmp_path / 'r.json').write_text(text)
    with pytest.raises(BadChoice) as caught:
        received.compare(tmp_path, tmp_path / 'r.json')
    assert caught.value.code == 'report-unreadable'
    assert cli.main(['verify', str(tmp_path), str(tmp_path / 'r.json')]) == 2


def test_a_report_of_nothing_proves_nothing(tmp_path):
    (tmp_path / 'r.json').write_text('{"program": "Samar", "files": []}')
    (tmp_path / 'set').mkdir()
    assert received.compare(tmp_path / 'set', tmp_path / 'r.json')['same'] is False


def test_no_folder(tmp_path):
    (tmp_path / 'r.json').write_text('{"program": "Samar", "files": []}')
    with pytest.raises(BadChoice):
        received.compare(tmp_path / 'none', tmp_path / 'r.json')


def test_the_report_of_a_set_as_json_lines(received_set):
    out, report = received_set
    told = json.loads(report.read_text())
    files_of = told.pop('files')
    report.write_text('\n'.join(json.dumps(line) for line in [told, *files_of]) + '\n')
    assert states(out, report) == {'same': 3}


def test_report_says_which_package_made_it(received_set, tmp_path, capsys):
    out, report = received_set
    assert json.loads(report.read_text('utf-8'))['package_sha256'] == package.digest()
    cli.main(['verify', str(out), str(report)])
    assert package.digest() in capsys.readouterr().out
    copy = tmp_path / 'copy'
    shutil.copytree(package.HOME, copy, ignore=shutil.ignore_patterns('__pycache__', 'models', 'data'))
    before = package.digest(copy)
    (copy / '__pycache__').mkdir()
    (copy / '__pycache__' / 'x.pyc').write_bytes(b'x')
    package.digest.cache_clear()
    assert package.digest(copy) == before
    (copy / 'cli.py').write_bytes((copy / 'cli.py').read_bytes() + b'\n')
    package.digest.cache_clear()
    assert package.digest(copy) != before
