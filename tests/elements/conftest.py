"""The parts of the platform that values and text need."""

from pycore import host, host_cpython, host_text

for _name, _function in host_cpython.FUNCTIONS.items():
    host.install(_name, _function)
host_text.install()
