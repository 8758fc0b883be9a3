"""Content items by concept: rows of table E.3.4-1 read from the standard by a person, and what no row names."""

import pytest
from samar.core.plan import actions, structured

from tests.cases import plan_cases


@pytest.mark.parametrize(('scheme', 'code', 'value_type', 'chosen', 'expected', 'option'), plan_cases.CONTENT)
def test_action_for(scheme, code, value_type, chosen, expected, option):
    action, row, decided = structured.action_for(scheme, code, value_type, chosen)
    assert (actions.NAMES[action], decided) == (expected, option)
    listed = code.strip() not in ('not-listed', '121071')
    assert (row >= 0) is listed


def test_padding_and_older_snomed_codes_find_the_same_row():
    assert structured.action_for('DCM ', '121022 ', 'TEXT ', ()) == structured.action_for('DCM', '121022', 'TEXT', ())
    assert structured.action_for('DCM', '121022', 'TEXT', ())[1] >= 0
