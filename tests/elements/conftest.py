"""The parts of the platform that values and text need."""

from samar.core import host
from samar.hosts import cpython as host_cpython
from samar.hosts import text as host_text

for _name, _function in host_cpython.FUNCTIONS.items():
    host.install(_name, _function)
host_text.install()
