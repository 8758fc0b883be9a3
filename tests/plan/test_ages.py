"""Ages, and the cap at 89."""

import pytest
from samar.core.plan import ages

from tests.cases import plan_cases


@pytest.mark.parametrize(('text', 'expected'), plan_cases.CAP)
def test_cap(text, expected):
    assert ages.cap(text) == expected


@pytest.mark.parametrize(('text', 'unit', 'expected'), plan_cases.CAP_NUMBER)
def test_cap_number(text, unit, expected):
    assert ages.cap_number(text, unit) == expected


@pytest.mark.parametrize(('born', 'then', 'expected'), plan_cases.CAP_BIRTH_DATE)
def test_cap_birth_date(born, then, expected):
    assert ages.cap_birth_date(born, then) == expected
