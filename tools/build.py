"""Build the extension: `python -m tools.build`; `--core` only compiles the core, `--lint` only lints what is in dist/."""

import argparse
import contextlib
import sys
import time

from tools import compile_core, package
from tools.modules import ROOT
from tools.text import __main__ as networks
from tools.text import wasm

try:
    import fcntl
except ImportError:      # not on Windows
    fcntl = None


@contextlib.contextmanager
def alone():
    """One build at a time in this folder: a second one waits."""
    (ROOT / 'build').mkdir(exist_ok=True)
    with open(ROOT / 'build' / '.lock', 'w', encoding='utf-8') as lock:
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main():
    """Build what the arguments ask for; 1 when the sources break a rule."""
    parser = argparse.ArgumentParser(prog='build')
    parser.add_argument('--core', action='store_true', help='only the compiled core, in build/core')
    parser.add_argument('--lint', action='store_true', help='web-ext lint of dist/')
    wanted = parser.parse_args()
    if wanted.lint:
        return 1 if package.lint() else 0
    began = time.monotonic()
    try:
        with alone():
            compile_core.compile_core()
            wasm.kernels()
            if not wanted.core:
                networks.ensure()
                package.build()
    except compile_core.Broken as error:
        print(error, file=sys.stderr)
        return 1
    print(f'{"build/core" if wanted.core else "dist"} made in {time.monotonic() - began:.1f} s')
    return 0


if __name__ == '__main__':
    sys.exit(main())
