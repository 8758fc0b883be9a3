"""Presets: the shipped ones hold, and whatever is wrong is refused by the core and by the schema alike."""

import json
import pathlib

import jsonschema
import pytest
from samar.core.errors import BadChoice
from samar.core.plan import actions, presets
from samar.core.standard import options, profile

from tests.cases.plan_cases import BAD_PRESETS, GOOD_PRESET, changed_preset

ROOT = pathlib.Path(__file__).parents[2]
FILES = sorted(path for path in (ROOT / 'presets').glob('*.json') if path.name != 'preset.schema.json')
SCHEMA = json.loads((ROOT / 'presets' / 'preset.schema.json').read_text(encoding='utf-8'))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
SHIPPED = {path.stem: json.loads(path.read_text(encoding='utf-8')) for path in FILES}

def test_the_good_example_is_good():
    VALIDATOR.validate(GOOD_PRESET)
    preset = presets.load(GOOD_PRESET)
    assert preset.id == 'mine-2'
    assert preset.options == ('clean-pixel-data', 'retain-uids')
    assert preset.masks[0] == {'x': 0, 'y': 0, 'w': 1, 'h': 65535, 'first': 0, 'last': -1, 'enabled': True}
    assert preset.masks[1]['last'] == 2
    assert not preset.masks[1]['enabled']
    assert preset.elements['(0010,0010)'] == 'pseudonym'


@pytest.mark.parametrize(('place', 'value', 'code', 'path'), BAD_PRESETS)
def test_refused_by_both(place, value, code, path):
    data = changed_preset(place, value)
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
        presets.load(changed_preset('masks', [{'x': 0, 'y': 0, 'w': 1, 'h': 1, 'first': 5, 'last': 4}]))
    assert refusal.value.selector == 'masks[0].last'


@pytest.mark.parametrize('option', [row[0] for row in presets.PROMISES])
def test_a_category_cannot_break_what_an_option_promises(option):
    _, category, agreeing = next(row for row in presets.PROMISES if row[0] == option)
    for action in presets.CATEGORY_ACTIONS[category]:
        data = changed_preset('categories', {category: action})
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
        'retain-safe-private', 'retain-private-by-evidence'}
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
    assert set(properties['options']['items']['enum']) == {*options.IDS, *options.OWN}
    assert {key: tuple(rule['enum']) for key, rule in properties['categories']['properties'].items()} == presets.CATEGORY_ACTIONS
    assert tuple(presets.CATEGORY_ACTIONS) == profile.CATEGORIES
    assert set(properties['elements']['additionalProperties']['enum']) == set(actions.NAMES)
    assert all(set(allowed) <= set(actions.NAMES) for allowed in presets.CATEGORY_ACTIONS.values())
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def _keywords():
    return profile.columns()['keyword'].split('\n')
