"""The reference cases that the browser bundle answers too."""

import importlib

import pytest

from tests.cases import standard_cases


@pytest.mark.parametrize('dotted, arguments, expected', standard_cases.CALLS)
def test_case(dotted, arguments, expected):
    module, function = dotted.rsplit('.', 1)
    assert getattr(importlib.import_module(module), function)(*arguments) == expected
