"""The search of the table: its grammar, and which rows of a made-up file it finds."""

import pytest
from samar.core import worker
from samar.core.review import query
from samar.hosts import cpython

from tools.sample import __main__ as sample

CHOICES = {'preset': 'research', 'options': None, 'categories': {}, 'elements': {}, 'masks': []}


@pytest.fixture(scope='module')
def rows(tmp_path_factory):
    """Query to the rows that it shows."""
    cpython.install()
    path = next(path for path in sample.write(tmp_path_factory.mktemp('samples')) if path.name == 'ct.dcm')
    worker.handle('hello', {'secret': bytes(32), 'projectKey': None})
    worker.handle('open', {'key': 'query', 'file': cpython.open_file(path)})

    def ask(text):
        page = worker.handle('rows', {'key': 'query', 'choices': CHOICES, 'first': 0, 'count': 4000, 'filter': {'text': text, 'folded': []}})
        return [row for row in page['rows'] if row['kind'] != 'category']
    yield ask
    worker.handle('close', {'key': 'query'})


@pytest.mark.parametrize(('text', 'terms'), [
    ('birth', [(None, 'birth', False)]),
    ('"patient name" vr:PN', [(None, 'patient name', False), ('vr', 'PN', False)]),
    ('-vr:SQ  action:remove', [('vr', 'SQ', True), ('action', 'remove', False)]),
    ('private: value:"Kota Contoh"', [('private', '', False), ('value', 'Kota Contoh', False)]),
    ('(0010,0010)', [('selector', '(0010,0010)', False)]),
    ('(0009,"ACME PRIV 01",01)', [('selector', '(0009,"ACME PRIV 01",01)', False)]),
    ('(0010', [(None, '(0010', False)]),
    ('2019.05.07', [(None, '2019.05.07', False)]),
    ('"open', [(None, 'open', False)]),
    ('-', [(None, '-', False)]),
    ('   ', []),
    ('vr:', []),
])
def test_grammar(text, terms):
    assert query.terms(text) == terms


def test_every_row_without_a_query(rows):
    assert len(rows('')) > 200 and len(rows('  ')) == len(rows(''))


def test_fields(rows):
    assert {row['vr'] for row in rows('vr:pn')} == {'PN'}
    assert {row['tag'][:4] for row in rows('group:0010')} == {'0010'}
    assert {row['action'] for row in rows('action:remove') if row['kind'] != 'item'} == {'remove'}
    assert all(int(row['tag'][:4], 16) % 2 for row in rows('private:')) and rows('private:')
    assert rows('vr:XX') == [] and rows('action:burn') == [] and rows('group:zz') == [] and rows('group:00100') == []


def test_a_minus_takes_the_rest(rows):
    every = [row['row'] for row in rows('')]
    names = [row['row'] for row in rows('vr:PN')]
    assert sorted(row['row'] for row in rows('-vr:PN')) == sorted(set(every) - set(names))


def test_terms_have_to_fit_together(rows):
    both = {row['row'] for row in rows('group:0010 vr:PN')}
    assert both == {row['row'] for row in rows('group:0010')} & {row['row'] for row in rows('vr:PN')} and both


def test_values_and_creators(rows):
    name = next(row for row in rows('(0010,0010)'))['value']
    part = name.split('^')[0]
    assert '00100010' in {row['tag'] for row in rows('value:' + part.lower())}
    creators = [row['value'] for row in rows('private:') if row['tag'][4:6] == '00']
    assert creators
    one = rows('private:"' + creators[0] + '"')
    assert one and len(one) <= len(rows('private:'))
    assert rows('private:"no such creator"') == []


def test_selectors_are_those_of_the_command_line(rows):
    assert {row['tag'] for row in rows('**.PatientID')} == {'00100020'}
    nested = next(row for row in rows('') if row['depth'] > 0 and row['kind'] == 'element')
    assert [row['path'] for row in rows(nested['path'])] == [nested['path']]
