"""The core's host on CPython, and random numbers of its own, for every test of pixels."""

import zlib

import numpy as np
import pytest
from samar.hosts import cpython as host_cpython


@pytest.fixture(autouse=True, scope='session')
def platform():
    host_cpython.install()


@pytest.fixture(autouse=True)
def numbers(request, monkeypatch):
    """A test's data are its own: they stay the same whichever tests run before it, or whether any do."""
    if hasattr(request.module, 'RANDOM'):
        monkeypatch.setattr(request.module, 'RANDOM', np.random.default_rng(zlib.crc32(request.node.nodeid.split('/')[-1].encode())))
