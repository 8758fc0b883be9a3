"""A set goes in as one archive and comes out as one, in the built extension: equal byte for byte to what the command line makes."""

import csv
import hashlib
import json
import os
import subprocess
import zipfile
from pathlib import Path

import pytest
from pydicom.fileset import FileSet
from samar import cli
from selenium.webdriver.support.select import Select

from tests.media import study

pytestmark = pytest.mark.browser

KEY = 'five words drawn by chance'
LONG = bool(os.environ.get('SAMAR_LONG'))
MOST, LARGEST = (200, 4_000_000) if LONG else (40, 700_000)


@pytest.fixture(scope='module')
def files(corpus):
    """Content of files of the corpus, each once."""
    with open(corpus / 'manifest.csv', encoding='utf-8', newline='') as stream:
        rows = [row for row in csv.DictReader(stream) if int(row['size']) < LARGEST and not row['dup_of']
                and 'dicomdir' not in row['path'].lower()]         # what it names in vain is counted, too
    step = max(1, len(rows) // MOST)
    return [(corpus / row['path']).read_bytes() for row in rows[::step]]


@pytest.fixture(scope='module')
def cases(corpus):
    """Content of files of the handed cases: in the short form each tenth."""
    found = sorted(path for path in (corpus.parent / 'cases').rglob('*.dcm') if path.stat().st_size < LARGEST)
    return [path.read_bytes() for path in (found if LONG else found[::10])]


def project_key(panel, text):
    """Type a project key."""
    panel.driver.execute_script('''const input = document.querySelector('[data-testid=project-key]');
        input.value = arguments[0]; input.dispatchEvent(new Event('change', {bubbles: true}));''', text)
    panel.ready()


def settled(panel):
    """Wait until the headers of all files are read."""
    panel.until(lambda: panel.driver.execute_script(
        "return document.querySelectorAll('[data-testid=file-row]').length && !('busy' in document.body.dataset)"), 'the headers')
    panel.ready()


def saved(panel, scheme='tree'):
    """Save all as one archive; `{path: sha256}` of what it holds, and the archive's path."""
    before = set(panel.browser.downloads.iterdir())
    Select(panel.one('sink-select')).select_by_value('zip')
    Select(panel.one('scheme-select')).select_by_value(scheme)
    panel.press('save-set')
    panel.until(lambda: panel.all('set-saved'), 'the archive')
    panel.ready()
    project_key(panel, '')      # the panel stays open for other tests
    (made,) = set(panel.browser.downloads.iterdir()) - before
    with zipfile.ZipFile(made) as archive:
        assert archive.testzip() is None
        return {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}, made


def by_command_line(source, out, *more):
    """`{path: sha256}` of the archive that the command line makes of a folder, an archive or a DICOMDIR, and the head of its report."""
    report = out.with_suffix('.jsonl')
    asked = ['--kernels', 'python', 'deidentify', str(source), '--out', str(out), '--project-key', KEY, '--report', str(report), *more]
    assert cli.main(asked) in (0, 1)
    with zipfile.ZipFile(out) as archive:
        return ({name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()},
                json.loads(report.read_text('utf-8').splitlines()[0]))


@pytest.mark.parametrize('way', ['folder', 'cd'])
def test_an_examination_comes_out_as_it_went_in(panel, tmp_path, way):
    """PET, CT, structures, plan and dose, as a folder or a CD with its DICOMDIR: bytes and names are those of the command line, what was
    computed from the set is computed again, and others read the new DICOMDIR."""
    given = tmp_path / 'given'
    study.write(given)
    more = ['--preset', 'longitudinal']
    if way == 'cd':
        assert cli.main(['--kernels', 'python', 'deidentify', str(given), '--out', str(tmp_path / 'cd'), '--dicomdir',
                         '--project-key', 'a CD from another hospital', *more]) == 0
        given, more = tmp_path / 'cd', [*more, '--dicomdir']
    expected, told = by_command_line(given, tmp_path / 'c.zip', *more)
    panel.folder(given).preset('longitudinal')
    settled(panel)
    project_key(panel, KEY)
    found, archive = saved(panel, 'cd' if way == 'cd' else 'tree')
    assert panel.attribute('graph', 'data-same') == 'true' and told['graph'] == {'same': True, 'lost': []}
    assert found == expected and len(found) == 13 + (way == 'cd')
    with zipfile.ZipFile(archive) as opened_archive:
        opened_archive.extractall(tmp_path / 'out')
    archive.unlink()
    made = [path for path in (tmp_path / 'out').rglob('*') if path.is_file() and path.name != 'DICOMDIR']
    assert study.work(made) == study.work([path for path in given.rglob('*') if path.is_file() and path.name != 'DICOMDIR'])
    if way == 'cd':
        others = FileSet(tmp_path / 'out' / 'DICOMDIR')
        assert len(others) == 13 and {Path(one.path) for one in others} == set(made)
        subprocess.run(['dcmdump', str(tmp_path / 'out' / 'DICOMDIR')], check=True, capture_output=True)


def test_a_folder_of_many_kinds_of_files(panel, files, cases, tmp_path):
    """What is no DICOM is skipped by the same count, what waits for a look waits: bytes and names are those of the command line."""
    given = tmp_path / 'given'
    for at, content in enumerate([*files, *cases]):
        path = given / str(at % 7) / f'{at:03d}'
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (given / '0' / 'notes.txt').write_text('nothing')
    expected, told = by_command_line(given, tmp_path / 'c.zip', '--preset', 'research')
    panel.folder(given).preset('research')
    settled(panel)
    project_key(panel, KEY)
    found, archive = saved(panel)
    archive.unlink()
    assert set(expected.items()) <= set(found.items()) and len(expected) > len(files) // 4
    # The picture on the screen counts as looked at: no more than that one may come on top.
    assert len(found) - len(expected) <= 1
    if len(found) == len(expected):
        assert panel.attribute('graph', 'data-same') == ('true' if told['graph']['same'] else 'false')


def test_an_archive_of_many_kinds_of_files(panel, files, tmp_path):
    path = tmp_path / 'cohort.zip'
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        for at, content in enumerate(files):
            archive.writestr(f'{at:03d}', content, compress_type=zipfile.ZIP_STORED if at % 2 else zipfile.ZIP_DEFLATED)
    expected, told = by_command_line(path, tmp_path / 'c.zip', '--preset', 'research')
    assert len(expected) > 10
    panel.load(path).preset('research')
    panel.until(lambda: len(panel.all('file-row')) > len(files) // 2 and not panel.driver.execute_script(
        'return "busy" in document.body.dataset'), 'the headers')
    project_key(panel, KEY)
    found, archive = saved(panel)
    archive.unlink()
    assert set(expected.items()) <= set(found.items())
    # The picture on the screen counts as looked at: no more than that one may come on top.
    assert len(found) - len(expected) <= 1
    if len(found) == len(expected):
        assert panel.attribute('graph', 'data-same') == ('true' if told['graph']['same'] else 'false')
    skipped = int(panel.attribute('skipped', 'data-count') or 0)
    assert len(panel.all('file-row')) + skipped == len(files)
