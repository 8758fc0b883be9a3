"""A person's own presets: taken whole or not at all, and what the choices do written as one does the same again."""

import io
import json

import pydicom
import pytest
from samar.core import pipeline, worker
from samar.core.errors import BadChoice
from samar.core.plan import identity, presets, shelf
from samar.core.report import content
from samar.core.review import opened
from samar.hosts import cpython

from tests import files
from tests.cases.plan_cases import GOOD_PRESET

POINTS = ['one', 'two', 'three']
CHOICES = {'preset': 'outside-hospital', 'options': ['retain-uids', 'clean-descriptors'], 'categories': {'identity': 'remove'},
           'elements': {'StationName': 'keep', '(0019,"ACME PRIV 01",01)': 'keep'}, 'masks': []}


@pytest.fixture(autouse=True)
def empty_shelf():
    yield
    shelf.take([])


def said(choices):
    """The elements of what becomes of a small file, but that one which names the preset (0012,0063)."""
    found = pipeline.deidentify(cpython.of_bytes(files.build(files.body())), opened.policy_of(choices), identity.Identity(memoryview(bytes(32))))
    dataset = pydicom.dcmread(io.BytesIO(bytes(found.output.read(0, found.output.size))))
    del dataset[0x00120063]
    return dataset


def test_what_the_choices_do_is_what_the_preset_does():
    made = shelf.written(CHOICES, 'Ward 7: slides', POINTS)
    assert made['id'] == 'own-ward-7-slides'
    assert made['elements'] == {selector: action for selector, action in made['elements'].items() if selector not in ('PatientName', 'PatientID')}
    shelf.take([made])
    again = {'preset': made['id'], 'options': None, 'categories': {}, 'elements': {}, 'masks': []}
    assert said(again) == said(CHOICES)
    assert said(again) != said({**again, 'preset': 'outside-hospital'})


def test_an_own_preset_stands_behind_those_of_the_package_and_goes_with_the_next_list():
    made = shelf.written({'preset': 'basic'}, 'Mine', POINTS)
    answer = worker.handle('hello', {'secret': bytes(32), 'presets': [made]})
    assert [one['id'] for one in answer['presets'] if one['own']] == ['own-mine'] == [answer['presets'][-1]['id']]
    assert content.preset_digest('own-mine')
    answer = worker.handle('hello', {'secret': bytes(32)})
    assert not any(one['own'] for one in answer['presets']) and content.preset_digest('own-mine') is None
    with pytest.raises(BadChoice, match='preset-value'):
        shelf.preset('own-mine')


def test_another_content_under_the_same_id_has_another_digest():
    made = shelf.written({'preset': 'basic'}, 'Mine', POINTS)
    shelf.take([made])
    first = content.preset_digest('own-mine')
    shelf.take([{**made, 'options': ['retain-uids']}])
    assert content.preset_digest('own-mine') != first
    assert shelf.preset('own-mine').options == ('retain-uids',)


@pytest.mark.parametrize(('data', 'code'), [
    ([{**GOOD_PRESET, 'id': 'basic'}], 'preset-id-taken'), ([GOOD_PRESET, GOOD_PRESET], 'preset-id-taken'), ([None], 'preset-type'),
    ([{**GOOD_PRESET, '__proto__': {}}], 'preset-unknown-key'), ([{**GOOD_PRESET, 'options': ['no-such']}], 'preset-option-unknown')])
def test_a_list_with_a_fault_changes_nothing(data, code):
    shelf.take([{**GOOD_PRESET, 'id': 'there'}])
    with pytest.raises(BadChoice, match=code):
        shelf.take(data)
    assert [one.id for one in shelf.every()][-1] == 'there' and shelf.preset('basic').id == 'basic'


@pytest.mark.parametrize(('change', 'code'), [
    ({'options': ['retain-uids'], 'categories': {'uids': 'remove'}}, 'preset-action-conflict'),
    ({'elements': {'NoSuchKeyword!': 'keep'}}, 'selector'), ({'preset': 'none'}, 'preset-value')])
def test_choices_that_no_preset_can_have_are_refused(change, code):
    with pytest.raises(BadChoice, match=code):
        shelf.written({'preset': 'basic', 'options': None, 'categories': {}, 'elements': {}, **change}, 'Mine', POINTS)


@pytest.mark.parametrize('name', ['', ' ', 'x' * 81])
def test_a_name_that_cannot_be(name):
    with pytest.raises(BadChoice, match='preset-value'):
        shelf.written({'preset': 'basic'}, name, POINTS)


@pytest.mark.parametrize('name', ['研究', '!!', 'Ä b C', 'a' * 80])
def test_every_name_has_an_id(name):
    made = shelf.written({'preset': 'basic'}, name, POINTS)
    assert made['id'].startswith('own-') and len(made['id']) <= 40


def test_the_operation_gives_a_file_that_reads_as_it_was():
    answer = worker.handle('preset', {'choices': CHOICES, 'name': 'Mine', 'points': POINTS})
    assert json.loads(answer['text']) == answer['preset'] and answer['name'] == 'samar-preset-own-mine.json'
    assert presets.load(json.loads(answer['text'])).points['en'] == POINTS
