"""Presets: the shipped ones hold, and whatever is wrong is refused by the core and by the schema alike."""

import copy
import json
import pathlib

import jsonschema
import pytest

from pycore.errors import BadChoice
from pycore.plan import actions, presets
from pycore.standard import options, profile

ROOT = pathlib.Path(__file__).parents[2]
FILES = sorted(path for path in (ROOT / 'presets').glob('*.json') if path.name != 'preset.schema.json')
SCHEMA = json.loads((ROOT / 'presets' / 'preset.schema.json').read_text(encoding='utf-8'))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
SHIPPED = {path.stem: json.loads(path.read_text(encoding='utf-8')) for path in FILES}

GOOD = {
    'version': 1, 'id': 'mine-2', 'order': 0, 'profile': 'basic',
    'name': {'en': 'Mine', 'id': 'Punyaku'},
    'description': {'en': 'A test.', 'id': 'Uji.'},
    'points': {'en': ['a', 'b', 'c'], 'id': ['a', 'b', 'c']},
    'options': ['clean-pixel-data', 'retain-uids'],
    'categories': {'identity': 'remove', 'uids': 'keep'},
    'elements': {'(0010,0010)': 'pseudonym', 'RequestAttributesSequence[0].ScheduledProcedureStepID': 'empty',
                 'ReferencedSeriesSequence[*].(0020,000E)': 'uid', '(0009,"ACME PRIV 01",01)': 'keep',
                 '(0009,"A.B) [1]. C",FF)[*].(000b,"X ""Y""",0a)': 'remove',
                 '**.PatientID': 'pseudonym'},
    'masks': [{'x': 0, 'y': 0, 'w': 1, 'h': 65535}, {'x': 1, 'y': 2, 'w': 3, 'h': 4, 'first': 2, 'last': 2, 'enabled': False}],
}

# Where, what to put there, code of the refusal, path of the key in it.
BAD = [
    ('name', None, 'preset-missing-key', 'name'),
    ('more', 1, 'preset-unknown-key', 'more'),
    ('script', 'alert(1)', 'preset-unknown-key', 'script'),
    ('version', 2, 'preset-version', 'version'),
    ('version', True, 'preset-version', 'version'),
    ('id', 'Mine', 'preset-value', 'id'),
    ('id', 'a--b', 'preset-value', 'id'),
    ('id', '../x', 'preset-value', 'id'),
    ('id', '', 'preset-value', 'id'),
    ('id', 'a' * 41, 'preset-value', 'id'),
    ('id', 7, 'preset-value', 'id'),
    ('order', -1, 'preset-value', 'order'),
    ('order', '1', 'preset-value', 'order'),
    ('profile', 'none', 'preset-value', 'profile'),
    ('name', 'Mine', 'preset-type', 'name'),
    ('name.id', None, 'preset-missing-key', 'name.id'),
    ('name.de', 'Meins', 'preset-unknown-key', 'name.de'),
    ('name.en', '', 'preset-value', 'name.en'),
    ('name.en', ' padded', 'preset-value', 'name.en'),
    ('name.en', 'x' * 81, 'preset-value', 'name.en'),
    ('description.id', 4, 'preset-value', 'description.id'),
    ('points.en', ['a', 'b'], 'preset-value', 'points.en'),
    ('points.en', 'abc', 'preset-value', 'points.en'),
    ('points.id', ['a', 'b', ''], 'preset-value', 'points.id[2]'),
    ('options', 'retain-uids', 'preset-type', 'options'),
    ('options', ['clean-pixel-data', 'retain-everything'], 'preset-option-unknown', 'options[1]'),
    ('options', ['clean-pixel-data', 3], 'preset-option-unknown', 'options[1]'),
    ('options', ['clean-pixel-data', 'retain-uids', 'retain-uids'], 'preset-option-twice', 'options[2]'),
    ('options', ['clean-pixel-data', 'retain-full-dates', 'modify-dates'], 'preset-option-conflict', 'options[2]'),
    ('options', ['retain-uids'], 'preset-masks-without-option', 'masks'),
    ('categories', [], 'preset-type', 'categories'),
    ('categories.names', 'remove', 'preset-unknown-key', 'categories.names'),
    ('categories.identity', 'shift', 'preset-action', 'categories.identity'),
    ('categories.identity', 'burn', 'preset-action', 'categories.identity'),
    ('categories.identity', ['remove'], 'preset-action', 'categories.identity'),
    ('categories.uids', 'uid', 'preset-action-conflict', 'categories.uids'),
    ('elements', [], 'preset-type', 'elements'),
    ('elements', {'(0010,0010)': 'burn'}, 'preset-action', 'elements.(0010,0010)'),
    ('elements', {'(0010,0010)': 3}, 'preset-action', 'elements.(0010,0010)'),
    ('elements', {'': 'keep'}, 'preset-selector', 'elements.'),
    ('elements', {'patientName': 'keep'}, 'preset-selector', 'elements.patientName'),
    ('elements', {'(0010,001)': 'keep'}, 'preset-selector', 'elements.(0010,001)'),
    ('elements', {'(0010,0010': 'keep'}, 'preset-selector', 'elements.(0010,0010'),
    ('elements', {'0010,0010': 'keep'}, 'preset-selector', 'elements.0010,0010'),
    ('elements', {'A.B': 'keep'}, 'preset-selector', 'elements.A.B'),
    ('elements', {'A[0]': 'keep'}, 'preset-selector', 'elements.A[0]'),
    ('elements', {'A[-1].B': 'keep'}, 'preset-selector', 'elements.A[-1].B'),
    ('elements', {'A[0].': 'keep'}, 'preset-selector', 'elements.A[0].'),
    ('elements', {'(0008,"X",01)': 'keep'}, 'preset-selector', 'elements.(0008,"X",01)'),
    ('elements', {'(0009,"",01)': 'keep'}, 'preset-selector', 'elements.(0009,"",01)'),
    ('elements', {'(0009,"X",0101)': 'keep'}, 'preset-selector', 'elements.(0009,"X",0101)'),
    ('masks', {}, 'preset-type', 'masks'),
    ('masks', [4], 'preset-type', 'masks[0]'),
    ('masks', [{'x': 0, 'y': 0, 'w': 1}], 'preset-missing-key', 'masks[0].h'),
    ('masks', [{'x': 0, 'y': 0, 'w': 1, 'h': 1, 'colour': 0}], 'preset-unknown-key', 'masks[0].colour'),
    ('masks', [{'x': -1, 'y': 0, 'w': 1, 'h': 1}], 'preset-value', 'masks[0].x'),
    ('masks', [{'x': 0, 'y': 0, 'w': 0, 'h': 1}], 'preset-value', 'masks[0].w'),
    ('masks', [{'x': 0, 'y': 0, 'w': True, 'h': 1}], 'preset-value', 'masks[0].w'),
    ('masks', [{'x': 0, 'y': 0, 'w': 1.5, 'h': 1}], 'preset-value', 'masks[0].w'),
    ('masks', [{'x': 0, 'y': 0, 'w': 1, 'h': 65536}], 'preset-value', 'masks[0].h'),
    ('masks', [{'x': 0, 'y': 0, 'w': 1, 'h': 1, 'first': -1}], 'preset-value', 'masks[0].first'),
    ('masks', [{'x': 0, 'y': 0, 'w': 1, 'h': 1, 'last': -2}], 'preset-value', 'masks[0].last'),
    ('masks', [{'x': 0, 'y': 0, 'w': 1, 'h': 1, 'enabled': 1}], 'preset-value', 'masks[0].enabled'),
]


def changed(place, value):
    data = copy.deepcopy(GOOD)
    *way, last = place.split('.')
    inner = data
    for key in way:
        inner = inner[key]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return data


def test_the_good_example_is_good():
    VALIDATOR.validate(GOOD)
    preset = presets.load(GOOD)
    assert preset.id == 'mine-2'
    assert preset.options == ('clean-pixel-data', 'retain-uids')
    assert preset.masks[0] == {'x': 0, 'y': 0, 'w': 1, 'h': 65535, 'first': 0, 'last': -1, 'enabled': True}
    assert preset.masks[1]['last'] == 2
    assert not preset.masks[1]['enabled']
    assert preset.elements['(0010,0010)'] == 'pseudonym'


@pytest.mark.parametrize(('place', 'value', 'code', 'path'), BAD)
def test_refused_by_both(place, value, code, path):
    data = changed(place, value)
    with pytest.raises(BadChoice) as refusal:
        presets.load(data)
    assert (refusal.value.code, refusal.value.selector) == (code, path)
    assert not VALIDATOR.is_valid(data)


@pytest.mark.parametrize('data', [None, [], 'basic', 3])
def test_not_an_object(data):
    with pytest.raises(BadChoice, match='preset-type'):
        presets.load(data)
    assert not VALIDATOR.is_valid(data)


def test_a_range_that_ends_before_it_begins_is_beyond_a_schema():
    with pytest.raises(BadChoice) as refusal:
        presets.load(changed('masks', [{'x': 0, 'y': 0, 'w': 1, 'h': 1, 'first': 5, 'last': 4}]))
    assert refusal.value.selector == 'masks[0].last'


@pytest.mark.parametrize('option', [row[0] for row in presets.PROMISES])
def test_a_category_cannot_break_what_an_option_promises(option):
    _, category, agreeing = next(row for row in presets.PROMISES if row[0] == option)
    for action in presets.CATEGORY_ACTIONS[category]:
        data = changed('categories', {category: action})
        data['options'] = ['clean-pixel-data', option]
        assert VALIDATOR.is_valid(data) is (action in agreeing)
        if action in agreeing:
            presets.load(data)
        else:
            with pytest.raises(BadChoice, match='preset-action-conflict'):
                presets.load(data)


@pytest.mark.parametrize('name', sorted(SHIPPED))
def test_shipped(name):
    data = SHIPPED[name]
    VALIDATOR.validate(data)
    preset = presets.load(data)
    assert preset.id == name
    for selector in preset.elements:
        assert selector in _keywords(), selector


def test_shipped_set():
    assert set(SHIPPED) == {'research', 'outside-hospital', 'basic', 'longitudinal', 'tcia', 'limited-data-set'}
    orders = sorted(data['order'] for data in SHIPPED.values())
    assert orders == list(range(1, 7))
    assert SHIPPED['basic']['options'] == SHIPPED['basic']['masks'] == []
    assert SHIPPED['basic']['categories'] == SHIPPED['basic']['elements'] == {}
    assert set(SHIPPED['tcia']['options']) == {
        'clean-pixel-data', 'clean-descriptors', 'modify-dates', 'retain-patient-characteristics', 'retain-device-identity',
        'retain-safe-private'}
    for data in SHIPPED.values():
        assert data['name']['en'] != data['name']['id']


@pytest.mark.parametrize('name', ['research', 'outside-hospital', 'longitudinal', 'tcia'])
def test_no_shipped_preset_keeps_who_the_patient_is(name):
    for keyword, action in SHIPPED[name]['elements'].items():
        row = _keywords().index(keyword)
        if profile.category(row) in ('identity', 'contact'):
            assert action == 'pseudonym', keyword
    assert not {'identity', 'contact'} & set(SHIPPED[name]['categories'])


def test_schema_and_core_state_the_same_lists():
    properties = SCHEMA['properties']
    assert SCHEMA['required'] == list(presets.REQUIRED)
    assert set(properties) == {*presets.REQUIRED, '$schema'}
    assert set(properties['options']['items']['enum']) == set(options.IDS)
    assert {key: tuple(rule['enum']) for key, rule in properties['categories']['properties'].items()} == presets.CATEGORY_ACTIONS
    assert tuple(presets.CATEGORY_ACTIONS) == profile.CATEGORIES
    assert set(properties['elements']['additionalProperties']['enum']) == set(actions.NAMES)
    assert all(set(allowed) <= set(actions.NAMES) for allowed in presets.CATEGORY_ACTIONS.values())
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def _keywords():
    return profile.columns()['keyword'].split('\n')
