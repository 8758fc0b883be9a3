"""The tests of the Python package against a copy of it that is installed: `python -m tools.installed [PATH …]`.

The wheel is built and put into a new environment. Tests and what they need come from this folder and its environment, `samar` from the
wheel alone; tests/conftest.py ends the run where it does not.
"""

import os
import pathlib
import subprocess
import sys
import sysconfig
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
# What is about the sources, the build or the extension, not about the package.
OTHERS = ('browser', 'build', 'panel', 'parity', 'test_docs.py', 'test_layering.py', 'test_types.py', 'package/test_wheel.py',
          'verify/test_mutants.py')


def install(folder):
    """Python of a new environment in `folder` that holds the wheel of the sources as they stand."""
    made, place = folder / 'wheel', folder / 'env'
    pip = [sys.executable, '-m', 'pip', '--quiet', '--disable-pip-version-check']
    subprocess.run([*pip, 'wheel', '--no-deps', '--no-build-isolation', '--wheel-dir', made, ROOT], check=True)
    subprocess.run([sys.executable, '-m', 'venv', '--without-pip', place], check=True)
    python = place / ('Scripts' if os.name == 'nt' else 'bin') / 'python'
    subprocess.run([*pip, '--python', python, 'install', '--no-index', '--no-deps', next(made.glob('*.whl'))], check=True)
    # what tests import beside samar; the path file of the sources there is not read from here
    asked = 'import sysconfig; print(sysconfig.get_path("purelib"))'
    told = subprocess.run([python, '-c', asked], check=True, capture_output=True, text=True).stdout.strip()
    (pathlib.Path(told) / 'tests.pth').write_text(sysconfig.get_path('purelib') + '\n', 'utf-8')
    return python


def main(asked):
    """Run the tests asked for, or all; pytest's status."""
    with tempfile.TemporaryDirectory(prefix='samar-installed-') as folder:
        python = install(pathlib.Path(folder))
        kept = {name: text for name, text in os.environ.items() if name != 'PYTHONPATH'}
        ignored = [f'--ignore={ROOT / "tests" / name}' for name in OTHERS]
        return subprocess.run([python, '-m', 'pytest', '-p', 'no:cacheprovider', '-o', 'pythonpath=.', '-m', 'not browser', *ignored,
                               *(asked or ['-n', 'logical', '--dist', 'loadfile'])], cwd=ROOT,
                              env={**kept, 'SAMAR_INSTALLED': folder}, check=False).returncode


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
