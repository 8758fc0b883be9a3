"""Person names; pydicom is the oracle for groups and components."""

import random

import pytest
from pydicom.valuerep import PersonName
from samar.core.elements import names

from tests.cases import text_cases


@pytest.mark.parametrize(('text', 'parts'), text_cases.NAMES)
def test_parts(text, parts):
    assert names.parts(text) == parts


def test_groups_and_components_as_pydicom():
    chance = random.Random(3)
    for _ in range(300):
        text = '='.join('^'.join(chance.choice(['', 'A', 'Ab c', '山']) for _ in range(chance.randrange(6))) for _ in range(3))
        theirs = PersonName(text)
        groups = names.groups(text)
        assert groups[0] == theirs.alphabetic
        first = names.components(groups[0])
        assert first[:2] == [theirs.family_name.strip(), theirs.given_name.strip()]
        assert first[3:] == [theirs.name_prefix.strip(), theirs.name_suffix.strip()]
        assert names.groups(names.compose([names.components(group) for group in groups]) + '==')[0] == groups[0].rstrip('^')


@pytest.mark.parametrize(('text', 'shown'), [
    ('Yamada^Tarou=山田^太郎=やまだ^たろう', 'Yamada, Tarou (山田 太郎; やまだ たろう)'),
    ('Doe^Jane^Q^Dr.^MD', 'Doe, Dr. Jane Q, MD'), ('Doe', 'Doe'), ('', ''), ('=山田^太郎', '山田 太郎'), ('^Jane', 'Jane')])
def test_readable(text, shown):
    assert names.readable(text) == shown


@pytest.mark.parametrize(('text', 'found'), [
    ('', []), ('a b,a', ['a', 'b']), ("O'Neil-Smith, J.", ['O', 'Neil', 'Smith', 'J']), ('山田　太郎・ジョン', ['山田', '太郎', 'ジョン'])])
def test_words(text, found):
    assert names.words(text) == found
