"""`python -m samar`: see pycore/samar/cli.py."""

import sys

from samar.cli import main

sys.exit(main())
