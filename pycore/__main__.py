"""`python -m pycore`: see pycore/cli.py."""

import sys

from pycore.cli import main

sys.exit(main())
