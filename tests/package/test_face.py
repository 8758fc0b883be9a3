"""The face of the package: the examples in its docstrings run, sources of each kind, what is written and what is not."""

import doctest
import io
import json

import pydicom
import pytest
import samar
from samar import face
from samar.core.plan import sweep

from tests import files

KEY = 'a key of some twenty signs'


def sample():
    return files.build(files.body())


def test_examples_run():
    extra = {'SAMPLE': files.build([files.element(0x00080014, 'UI', '1.2.9'), *files.body()])}
    done = doctest.testmod(samar, extraglobs=extra)
    assert done.attempted >= 4 and done.failed == 0
    # and what the face offers has examples of its own
    for name in ('Outcome', 'Policy', 'deidentify', 'inspect'):
        found = [one for one in doctest.DocTestFinder().find(getattr(samar, name), name, module=face, extraglobs=extra) if one.examples]
        assert found, name
        for one in found:
            assert doctest.DocTestRunner().run(one).failed == 0, name


def test_each_kind_of_source_gives_the_same(tmp_path):
    path = tmp_path / 'in.dcm'
    path.write_bytes(sample())
    policy = samar.Policy.preset('research')
    made = [samar.deidentify(source, policy, project_key=KEY) for source in (path, str(path), sample(), io.BytesIO(sample()))]
    assert {outcome.word for outcome in made} == {'cleaned'}
    assert len({outcome.content() for outcome in made}) == 1
    assert b'DOE' not in made[0].content()


def test_save_writes_one_whole_file_and_never_over_another(tmp_path):
    outcome = samar.deidentify(sample(), samar.Policy.preset('basic', elements={'PatientName': 'empty'}, masks=['0,0,1,1']))
    written = outcome.save(tmp_path / 'out')
    assert pydicom.dcmread(written).PatientName == ''
    with pytest.raises(FileExistsError):
        outcome.save(tmp_path / 'out')
    assert [path.name for path in (tmp_path / 'out').iterdir()] == [outcome.name]


def test_decisions_are_printable_and_hold_no_value():
    outcome = samar.deidentify(sample(), samar.Policy.preset('research'))
    told = {decision.keyword: decision for decision in outcome.decisions}
    assert told['PatientName'].action in ('empty', 'pseudonym', 'zero', 'dummy', 'clean') and told['PatientName'].rule == 'PatientName'
    assert not any('DOE' in str(decision) or 'ID-12345' in str(decision) for decision in outcome.decisions)


def test_a_broken_file_is_an_outcome_and_not_an_exception():
    outcome = samar.deidentify(sample()[:-5], samar.Policy.preset('basic'))
    assert (outcome.word, outcome.error.code) == ('refused', 'truncated')
    with pytest.raises(ValueError):
        outcome.content()


def test_a_fault_of_our_own_is_an_outcome_without_a_value(monkeypatch):
    def breaks(*_given):
        raise KeyError('DOE^JANE')
    monkeypatch.setattr(sweep, 'sweep', breaks)
    outcome = samar.deidentify(sample(), samar.Policy.preset('basic'))
    assert (outcome.word, outcome.error.code, outcome.error.detail, outcome.decisions) == ('failed', 'unexpected', 'KeyError', [])
    assert 'DOE' not in json.dumps(outcome.report())


@pytest.mark.parametrize('ask', [
    lambda: samar.Policy.preset('no-such-preset'),
    lambda: samar.Policy.preset('basic', options=['no-such-option']),
    lambda: samar.Policy.preset('basic', elements={'PatientName': 'explode'}),
    lambda: samar.deidentify('/no/such/file.dcm', samar.Policy.preset('basic')),
    lambda: samar.deidentify(sample(), samar.Policy.preset('basic'), project_key=' '),
    lambda: samar.deidentify(sample(), samar.Policy.preset('basic'), secret=b'short'),
    lambda: samar.deidentify(sample(), samar.Policy.preset('basic'), accept=['no-such-point']),
], ids=['preset', 'option', 'action', 'file', 'key', 'secret', 'point'])
def test_what_cannot_be_meant_is_said(ask):
    with pytest.raises(samar.BadChoice):
        ask()


def test_inspect_lists_elements_at_every_depth():
    told = samar.inspect(sample())
    by_path = {element['path']: element for element in told['elements']}
    assert by_path['(0010,0010)']['value'] == 'DOE^JANE'
    assert any('[0].' in path for path in by_path) and told['error'] is None
