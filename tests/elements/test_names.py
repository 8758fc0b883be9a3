"""Person names; pydicom is the oracle for groups and components."""

import random

import pytest
from pydicom.valuerep import PersonName
from samar.core.elements import names


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


@pytest.mark.parametrize(('text', 'found'), [
    ('', []), ('a b,a', ['a', 'b']), ("O'Neil-Smith, J.", ['O', 'Neil', 'Smith', 'J']), ('山田　太郎・ジョン', ['山田', '太郎', 'ジョン'])])
def test_words(text, found):
    assert names.words(text) == found
