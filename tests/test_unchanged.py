"""`unchanged` is said only of a file that is already, byte for byte, as Samar would write it."""

import io
import json

import pydicom
import pytest
from samar import cli
from samar.core import host, outcome, pipeline
from samar.core.edits import carry_out
from samar.core.plan import identity as naming
from samar.core.plan import shelf
from samar.core.plan.choices import policy_of
from samar.core.report import content as report
from samar.core.review import changes
from samar.hosts import cpython as host_cpython

from tools.sample import __main__ as sample

# Something is kept that the profile would take, so that no method code is appended at each pass.
KEPT = {'Manufacturer': 'keep'}
OPTIONS = ('retain-uids',)
SETTLED = {'text-risk': 'looked'}     # the sample has text in its picture, and says so


def run(content):
    host_cpython.install()
    policy = policy_of(shelf.preset('basic'), OPTIONS, None, KEPT)
    return pipeline.deidentify(host.blob([(None, content, 0)]), policy, naming.Identity(bytes(32)), settled=SETTLED)


def written(handle):
    stream = io.BytesIO()
    handle.write_to(stream)
    return stream.getvalue()


@pytest.fixture(scope='module')
def settled(tmp_path_factory):
    """Bytes of a file in which nothing is left to do."""
    path = next(x for x in sample.write(tmp_path_factory.mktemp('sample')) if x.name == 'ct.dcm')
    first = run(path.read_bytes())
    dataset = pydicom.dcmread(io.BytesIO(written(first.output)))
    again = run(written(first.output))
    for place in range(again.decisions.count):
        row = again.decisions.hits[place]
        if again.record.table.depth[row] == 0:
            del dataset[again.record.table.tag[row]]
    stream = io.BytesIO()
    dataset.save_as(stream, enforce_file_format=True)
    return written(run(stream.getvalue()).output)


def test_unchanged_is_the_same_file(settled):
    found = run(settled)
    assert found.word == outcome.UNCHANGED
    assert written(found.output) == settled
    told = report.as_dict(found)
    assert told['output'] == {'name': found.name, **told['input']} and told['elements'] == []
    assert told['check']['residue'] == 0 and changes.changes(found) == []


def test_a_file_that_is_wrongly_taken_for_one_with_nothing_to_do_is_refused(monkeypatch, tmp_path):
    content = next(x for x in sample.write(tmp_path) if x.name == 'ct.dcm').read_bytes()
    monkeypatch.setattr(carry_out, 'is_nothing', lambda *_: True)
    found = run(content)
    assert found.word == outcome.REFUSED and found.output is None


@pytest.mark.parametrize('harm', ['preamble', 'meta', 'padding'])
def test_what_could_hide_something_is_written_anew(settled, harm):
    dataset = pydicom.dcmread(io.BytesIO(settled))
    if harm == 'meta':
        dataset.file_meta.SourceApplicationEntityTitle = 'WIJAYAKUSUMA'
    if harm == 'preamble':
        dataset.preamble = b'WIJAYAKUSUMA'.ljust(128, b'\0')
    stream = io.BytesIO()
    dataset.save_as(stream, enforce_file_format=True)
    content = stream.getvalue() + (b'\0' * 64 if harm == 'padding' else b'')
    found = run(content)
    assert found.word == outcome.CLEANED
    assert written(found.output) == settled


def test_the_command_line_saves_it(settled, tmp_path):
    (tmp_path / 'in.dcm').write_bytes(settled)
    status = cli.main(['deidentify', str(tmp_path / 'in.dcm'), '--out', str(tmp_path / 'out'), '--preset', 'basic', '--option', *OPTIONS,
                       '--set', 'Manufacturer=keep', '--report', str(tmp_path / 'report.json')])
    assert status == 0
    (told,) = json.loads((tmp_path / 'report.json').read_text('utf-8'))['files']
    assert told['outcome'] == 'unchanged'
    assert next((tmp_path / 'out').glob('*.dcm')).read_bytes() == settled
