"""The core's host on CPython, for every test of pixels."""

import pytest
from samar.hosts import cpython as host_cpython


@pytest.fixture(autouse=True, scope='session')
def platform():
    host_cpython.install()
