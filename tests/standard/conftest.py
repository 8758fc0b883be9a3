"""The readers get the tables and their arrays from the host."""

from samar.core import host
from samar.hosts import cpython as host_cpython

for _name, _function in host_cpython.FUNCTIONS.items():
    host.install(_name, _function)
