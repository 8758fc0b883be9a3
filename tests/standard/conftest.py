"""The readers get the tables and their arrays from the host."""

from pycore import host, host_cpython

for _name, _function in host_cpython.FUNCTIONS.items():
    host.install(_name, _function)
