"""Which browsers this machine has: `python -m tools.browsers`, with `--install` to add what is missing.

On Debian and Ubuntu as root they come from apt; elsewhere Selenium's own manager fetches Chromium when it is first started, and
Firefox has to be there.
"""

import argparse
import os
import shutil
import subprocess
import sys

CHROMIUM = ('chromium', 'chromium-browser', 'google-chrome')
FIREFOX = ('firefox-esr', 'firefox')
PACKAGES = {'chromium': 'chromium', 'chromedriver': 'chromium-driver', 'firefox': 'firefox-esr'}
# Programs that read outputs in some tests; those tests say so and are skipped where the programs are missing.
READERS = {'dcmdump': 'dcmtk', 'gdcmdump': 'libgdcm-tools', 'dciodvfy': 'dicom3tools'}


def _first(names):
    return next((path for path in map(shutil.which, names) if path), None)


def found():
    """Program to its path, or None."""
    return {'chromium': _first(CHROMIUM), 'chromedriver': shutil.which('chromedriver'), 'firefox': _first(FIREFOX),
            **{name: shutil.which(name) for name in READERS}}


def can_install():
    """Whether apt may be used."""
    return bool(shutil.which('apt-get')) and hasattr(os, 'geteuid') and os.geteuid() == 0


def install(names):
    """Install the Debian packages of these programs, as far as the distribution has them."""
    quiet = {**os.environ, 'DEBIAN_FRONTEND': 'noninteractive'}
    packages = [({**PACKAGES, **READERS})[name] for name in names]
    print('Installing', ', '.join(packages), 'with apt …', flush=True)
    subprocess.run(['apt-get', 'update', '-qq'], env=quiet, stdout=subprocess.DEVNULL)
    for package in packages:     # one by one: Ubuntu has some only as snaps, and one missing must not stop the others
        subprocess.run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', package], env=quiet, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)


def main():
    """Print what there is; 0 also when something is missing, because the tests say what they need."""
    parser = argparse.ArgumentParser(prog='browsers')
    parser.add_argument('--install', action='store_true')
    parser.add_argument('--only', choices=sorted(PACKAGES), nargs='*')
    wanted = parser.parse_args()
    names = wanted.only or [*PACKAGES, *READERS]
    missing = [name for name in names if not found()[name]]
    if missing and wanted.install and can_install():
        install(missing)
        missing = [name for name in names if not found()[name]]
    for name in names:
        print(f'{name:13} {found()[name] or "missing"}')
    if missing and not can_install():
        print('Missing programs are installed by apt as root on Debian and Ubuntu; elsewhere install them yourself.')
    return 0


if __name__ == '__main__':
    sys.exit(main())
