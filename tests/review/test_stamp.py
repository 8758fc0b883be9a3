"""What stands for choices: any other choice is another stamp, and a plan is made anew for what its rules hang on only."""

import pytest
from samar.core import worker
from samar.core.review import opened

CHOICES = {'preset': 'research', 'options': None, 'categories': {}, 'elements': {'(0010,0010)': 'keep'}, 'masks': [], 'settled': {}}


@pytest.mark.parametrize(('key', 'other'), [
    ('preset', 'basic'), ('options', []), ('categories', {'dates': 'keep'}), ('elements', {}), ('elements', {'(0010,0010)': 'remove'}),
    ('masks', [{'x': 1, 'y': 2, 'w': 3, 'h': 4}]), ('settled', {'text-risk': 'said'}), ('more', 1)])
def test_any_other_choice_is_another_stamp(key, other):
    changed = {**CHOICES, key: other}
    assert opened.stamp_of(changed) != opened.stamp_of(CHOICES)
    assert (opened.stamp_of(changed, worker.NO_RULES) == opened.stamp_of(CHOICES, worker.NO_RULES)) == (key in ('masks', 'settled'))


def test_the_same_choices_have_the_same_stamp():
    assert opened.stamp_of({**CHOICES}) == opened.stamp_of(CHOICES)
