"""Say in one line when this Python is too old for the project, before a package manager says it in fifty."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (this file says so to older ones)
    sys.exit(f'Samar needs Python 3.11 or newer; this is {sys.version.split()[0]}. Set PYTHON=/path/to/python3.11.')
try:
    import ensurepip  # noqa: F401  (Debian ships it apart, as python3-venv)
except ImportError:
    sys.exit('This Python cannot make virtual environments: install its venv package (Debian: apt-get install python3-venv).')
