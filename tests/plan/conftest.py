"""The parts of the platform that plain functions of text need: hashes, tables, one byte a character."""

from samar.core import host
from samar.hosts import cpython as host_cpython

for _name, _function in host_cpython.FUNCTIONS.items():
    host.install(_name, _function)
