"""The readers get the tables from the host; these tests need nothing else of it."""

import pytest
from pycore import host, host_cpython


@pytest.fixture(autouse=True, scope='session')
def tables():
    host.install('table', host_cpython.FUNCTIONS['table'])
    return host.table
