"""What a run writes beside its files: names for a CD with a DICOMDIR, and the report of the set, as the panel makes them; how far it is."""

import csv
import gzip
import json
import re
import sys
import textwrap
from pathlib import Path

import pydicom
import pytest
from samar import cli, words
from samar.core import worker
from samar.core.report import of_set
from samar.hosts import cpython
from samar.run import progress, reports

from tests.run.test_run import slice_of

KEY = 'a key that is long enough'
COUNT = 24


@pytest.fixture(scope='module')
def given(tmp_path_factory):
    folder = tmp_path_factory.mktemp('given') / 'in'
    folder.mkdir()
    for number in range(COUNT):
        (folder / f'{number:02d}.dcm').write_bytes(slice_of(number))
    (folder / 'notes.txt').write_text('seen by DOE JANE')
    return folder


def clean(given, out, *more):
    return cli.main(['--kernels', 'python', 'deidentify', str(given), '--out', str(out), '--preset', 'basic', '--unit', '5', '--project-key', KEY,
                     *map(str, more)])


def panel(given):
    """What the core's operations give that the panel asks for: [answer of `clean`] of the files in their order."""
    worker.OPERATIONS['hello']({'projectKey': KEY})
    found = []
    chosen = {'preset': 'basic', 'options': None, 'categories': {}, 'elements': {}, 'masks': [], 'settled': {}}
    for number, path in enumerate(sorted(given.glob('*.dcm'))):
        worker.OPERATIONS['open']({'key': number, 'file': cpython.open_file(path)})
        found.append(worker.OPERATIONS['clean']({'key': number, 'choices': chosen, 'set': True}))
    return found


def test_a_medium_is_the_panels_to_the_byte(given, tmp_path):
    from samar.core.media import medium
    names, files = medium.Names(), []
    for answer in panel(given):
        files.append({**answer['medium'], 'path': names.path(answer['medium'])})
    directory = bytes(worker.OPERATIONS['medium']({'files': files})['buffer'])
    for jobs in (1, 2):
        assert clean(given, tmp_path / f'cd{jobs}', '--dicomdir', '--jobs', jobs) == 0
        out = tmp_path / f'cd{jobs}'
        assert (out / 'DICOMDIR').read_bytes() == directory
        made = sorted(path.relative_to(out).as_posix() for path in out.rglob('*') if path.is_file())
        assert made == sorted(['DICOMDIR', *[one['path'] for one in files]])
    assert clean(given, tmp_path / 'cd1', '--dicomdir', '--resume') == 0 and (tmp_path / 'cd1' / 'DICOMDIR').read_bytes() == directory
    assert clean(given, tmp_path / 'cd.zip', '--dicomdir') == 0
    assert clean(tmp_path / 'cd1' / 'DICOMDIR', tmp_path / 'again') == 0, 'a DICOMDIR is an input, too'
    assert len(list((tmp_path / 'again').rglob('*.dcm'))) == COUNT
    assert clean(given, tmp_path / 'no', '--dicomdir', '--scheme', 'flat') == 2


def test_the_link_table_is_the_panels_and_apart_from_the_set(given, tmp_path, capsys):
    """Old beside new, each once, and nowhere else; where it would be in the set, over another or not whole, nothing is done."""
    rows = []
    panel(given)
    chosen = {'preset': 'basic', 'options': None, 'categories': {}, 'elements': {}, 'masks': [], 'settled': {}}
    for number in range(COUNT):
        rows += worker.OPERATIONS['link']({'key': number, 'choices': chosen})['rows']
    expected = worker.OPERATIONS['links']({'rows': rows})['text']
    for place, more in (('one', ['--jobs', '1']), ('two', ['--jobs', '2', '--report', tmp_path / 'r.json', '--set-report', tmp_path / 's.json']), ('dry', ['--dry-run'])):
        table = tmp_path / f'{place}.csv'
        assert clean(given, tmp_path / place, '--link-table', table, *more) == 0
        assert table.read_bytes().decode() == expected and table.stat().st_mode & 0o077 == 0
    told = list(csv.DictReader(expected.splitlines()))
    old = {row['old'] for row in told}
    assert len(told) == len({(row['level'], row['old']) for row in told}) > COUNT
    made = [pydicom.dcmread(path) for path in (tmp_path / 'one').rglob('*.dcm')]
    for level, keyword in (('study', 'StudyInstanceUID'), ('series', 'SeriesInstanceUID'), ('instance', 'SOPInstanceUID')):
        assert {row['new'] for row in told if row['level'] == level} == {str(one[keyword].value) for one in made}
        given_values = {str(pydicom.dcmread(path)[keyword].value) for path in given.glob('*.dcm')}
        assert {row['old'] for row in told if row['level'] == level} == given_values
    beside = [gzip.decompress(path.read_bytes()).decode() for path in tmp_path.rglob('*.json.gz')]
    assert beside and not any(f'"{one}"' in text for one in old for text in [*beside, (tmp_path / 'r.json').read_text(), (tmp_path / 's.json').read_text()])
    capsys.readouterr()
    for place, more in ((tmp_path / 'no' / 'l.csv', []), (tmp_path / 'one.csv', []), (tmp_path / 'new.csv', ['--resume']),
                        (tmp_path / 'new.csv', ['--report', tmp_path / 'new.csv']), (tmp_path / 'new.csv', ['--set-report', tmp_path / 'no' / '..' / 'new.csv'])):
        place.parent.mkdir(exist_ok=True)
        assert clean(given, tmp_path / 'no', '--link-table', place, *more) == 2
        assert 'link-table-needs' in capsys.readouterr().err and not list((tmp_path / 'no').rglob('*.*'))
    assert (tmp_path / 'one.csv').read_bytes().decode() == expected


def test_the_report_of_the_set_is_the_panels(given, tmp_path):
    asked = [answer['row'] for answer in panel(given)]
    for ending in ('json', 'jsonl', 'csv', 'html'):
        assert clean(given, tmp_path / 'out', '--set-report', tmp_path / f'r.{ending}', *['--resume'][:ending != 'json']) == 0
    told = json.loads((tmp_path / 'r.json').read_text('utf-8'))
    rows = told.pop('files')
    assert told['counts'] == {'cleaned': COUNT, 'held': 0, 'unchanged': 0, 'refused': 0, 'failed': 0, 'skipped': 1}
    assert told['graph'] == {'same': True, 'lost': []} and told['skipped'] == [{'code': 'not-dicom', 'count': 1}] and told['project_key'] is True
    for row, panels in zip(rows, asked, strict=True):
        panels.pop('choices')
        panels['output']['sha256'] = row['output']['sha256']      # there the platform puts it in
        assert row == json.loads(json.dumps(panels)) and (tmp_path / 'out' / row['output']['name']).exists()
    assert (tmp_path / 'r.csv').read_bytes().decode() == of_set.table(rows)
    assert [json.loads(line) for line in (tmp_path / 'r.jsonl').read_text('utf-8').splitlines()] == [told, *rows]
    page = (tmp_path / 'r.html').read_text('utf-8')
    assert page == of_set.page(told, rows, reports.labels()) and 'set_column' not in page and 'DOE' not in page


def test_parquet_without_its_package_is_refused_before_anything_is_done(given, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(reports.importlib.util, 'find_spec', lambda name: None)
    assert clean(given, tmp_path / 'out', '--set-report', tmp_path / 'r.parquet') == 2 and 'parquet-missing' in capsys.readouterr().err
    assert not (tmp_path / 'out').exists()


@pytest.mark.parametrize('argument, name, known', [
    ('--report', 'r.txt', reports.OF_FILES), ('--report', 'r', reports.OF_FILES), ('--report', 'r.json.bak', reports.OF_FILES),
    ('--report', 'r.parquet', reports.OF_FILES), ('--set-report', 'r.xlsx', reports.OF_SET), ('--set-report', 'json', reports.OF_SET)])
def test_a_name_that_says_no_format_is_refused_before_anything_is_done(given, tmp_path, capsys, argument, name, known):
    assert clean(given, tmp_path / 'out', argument, tmp_path / name) == 2
    told = capsys.readouterr().err
    assert 'report-format' in told and ' '.join(known) in told
    assert not (tmp_path / 'out').exists() and not (tmp_path / name).exists()


def test_help_names_the_formats_of_the_reports(capsys):
    assert cli.main(['deidentify', '--help']) == 0
    told = capsys.readouterr().out
    for argument, known in (('--report', reports.OF_FILES), ('--set-report', reports.OF_SET)):
        shown = re.search(rf'{argument} FILE(\S+)', told)[1].rstrip(']').split('|')
        assert {known[ending] for ending in shown} == set(known.values()), argument


def test_queries_of_the_runbook(given, tmp_path, capsys):
    pytest.importorskip('pyarrow', reason='no pyarrow: install the extra `parquet`')
    assert clean(given, tmp_path / 'clean', '--set-report', tmp_path / 'clean.parquet') == 0
    capsys.readouterr()
    text = (Path(__file__).resolve().parents[2] / 'docs' / 'cluster.md').read_text('utf-8')
    found = [block for block in text.split('\n\n') if block.startswith('    import ')]
    assert len(found) == 2
    for block in found:
        exec(textwrap.dedent(block).replace('/clean', str(tmp_path / 'clean')), {})
    told = capsys.readouterr().out
    assert f"('cleaned', None): {COUNT}" in told and f"'file_count': {COUNT}" in told and 'input_bytes_sum' in told


def test_parquet(given, tmp_path):
    pytest.importorskip('pyarrow', reason='no pyarrow: install the extra `parquet`')
    import pyarrow.parquet
    assert clean(given, tmp_path / 'out', '--set-report', tmp_path / 'r.parquet') == 0
    table = pyarrow.parquet.read_table(tmp_path / 'r.parquet')
    assert table.column_names == list(of_set.HEADINGS) and table['outcome'].to_pylist() == ['cleaned'] * COUNT
    assert table['input_bytes'].to_pylist() == [(given / f'{number:02d}.dcm').stat().st_size for number in range(COUNT)]
    assert json.loads(table.schema.metadata[b'samar'])['counts']['cleaned'] == COUNT


def test_progress(monkeypatch, capsys):
    """Plain lines where nobody looks; a bar with tqdm, a counter without, on a terminal; never an output line that is lost."""
    now = [0.0]
    monkeypatch.setattr(progress.time, 'monotonic', lambda: now[0])
    plain = progress.of(100)
    for _turn in range(100):
        now[0] += 1
        plain.step()
    plain.line('1/100 cleaned')
    told = capsys.readouterr()
    assert told.out == '1/100 cleaned\n' and told.err.splitlines() == [f'samar: {done} of 100 files' for done in (30, 60, 90)]
    monkeypatch.setattr(progress.sys.stderr, 'isatty', lambda: True, raising=False)
    monkeypatch.setitem(sys.modules, 'tqdm', None)
    counter = progress.of(100)
    assert type(counter) is progress.Counter
    now[0] += 1
    counter.step()
    counter.line('1/100 cleaned')
    counter.close()
    told = capsys.readouterr()
    assert told.out == '1/100 cleaned\n' and '\r1 of 100 files' in told.err and told.err.endswith('\x1b[K')

    class Tqdm:
        def __init__(self, total, **more):
            self.total, self.done = total, 0

        def update(self):
            self.done += 1

        def close(self):
            print('closed', self.done, 'of', self.total)

        @staticmethod
        def write(text, file):
            print('bar', text, file=file)

    bar = progress.Bar(3, Tqdm)
    bar.step()
    bar.line('1/3 cleaned')
    bar.close()
    assert capsys.readouterr().out == 'bar 1/3 cleaned\nclosed 1 of 3\n'


def test_words_of_what_only_the_command_line_meets():
    for code in ('worker-stopped', 'workers-missing', 'scheduler-unreachable', 'parquet-missing', 'report-format', 'dicomdir-scheme'):
        assert words.word('error', code) != code
