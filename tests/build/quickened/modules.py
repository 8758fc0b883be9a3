"""Attributes of another module are read where they lie."""

from tests.build.quickened import names
from tests.build.quickened.operations import seen


def run():
    return [names.COUNT, names.plain([names.COUNT]), seen('two', ())]
