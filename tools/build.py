"""Build the extension: `python -m tools.build`, or only the compiled core with `--core`."""

import argparse
import sys
import time

from tools import compile_core


def main():
    """Build what the arguments ask for; 1 when the sources break a rule."""
    parser = argparse.ArgumentParser(prog='build')
    parser.add_argument('--core', action='store_true', help='only the compiled core, in build/core')
    parser.parse_args()
    began = time.monotonic()
    try:
        compile_core.compile_core()
    except compile_core.Broken as error:
        print(error, file=sys.stderr)
        return 1
    print(f'build/core made in {time.monotonic() - began:.1f} s')
    return 0


if __name__ == '__main__':
    sys.exit(main())
