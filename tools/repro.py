"""The same bytes from two clones: `python -m tools.repro` builds the last commit twice, as differently as this machine allows.

The clones lie in folders of different depth, with other umask, time zone, locale, hash order, home folder and times of files. Where a
second version of Python is found (`--python PATH`, else python3.13, python3.12, python3.11 of the path or of pyenv) it builds one of
them, with the packages of `requirements.txt` that a build needs, hashes checked. Prints the SHA-256 of each zip; status 1 where they
differ.
"""

import argparse
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from tools.modules import ROOT

VERSIONS = ('3.13', '3.12', '3.11')
NEEDED = ('brython', 'transcrypt', 'pydicom', 'numpy', 'imagecodecs')
# umask, environment and moment of the files, one set for each clone
WAYS = (
    (0o022, {'TZ': 'UTC', 'LC_ALL': 'C', 'PYTHONHASHSEED': '0'}, 1_000_000_000),
    (0o077, {'TZ': 'Asia/Jakarta', 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'ja', 'PYTHONHASHSEED': '4711'}, 1_900_000_000),
)


def version_of(python):
    """'3.13' of an interpreter, None where it does not run."""
    try:
        done = subprocess.run([python, '-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], capture_output=True, text=True)
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def other_python():
    """Path of an interpreter of another version than this one's, or None."""
    here = f'{sys.version_info[0]}.{sys.version_info[1]}'
    kept = pathlib.Path(os.environ.get('PYENV_ROOT', pathlib.Path.home() / '.pyenv')) / 'versions'
    for version in VERSIONS:
        if version == here:
            continue
        found = [shutil.which(f'python{version}'), *map(str, sorted(kept.glob(f'{version}.*/bin/python')))]
        for python in found:
            if python and version_of(python) == version:
                return python
    return None


def pinned(names):
    """The lines of requirements.txt that pin these packages, with their hashes."""
    blocks = re.split(r'\n(?=\S)', (ROOT / 'requirements.txt').read_text('utf-8'))
    return '\n'.join(block for block in blocks if re.match(r'[\w.-]+', block) and re.match(r'[\w.-]+', block).group().lower() in names)


def environment(python, folder):
    """Interpreter of a new environment with what a build needs."""
    subprocess.run([python, '-m', 'venv', str(folder)], check=True)
    wanted = folder / 'wanted.txt'
    wanted.write_text(pinned(NEEDED) + '\n', 'utf-8')
    made = folder / 'bin' / 'python'
    subprocess.run([str(made), '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes',
                    '-r', str(wanted)], check=True)
    return made


def build(folder, python, umask, changed, moment):
    """Clone the last commit into `folder`, build, and give {name of a zip: SHA-256}."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    home = folder.parent / 'home'
    home.mkdir()
    before = os.umask(umask)
    try:
        subprocess.run(['git', 'clone', '--quiet', '--no-hardlinks', str(ROOT), str(folder)], check=True)
        for path in folder.rglob('*'):
            if '.git' not in path.parts and not path.is_symlink():
                os.utime(path, (moment, moment))
        (folder / 'node_modules').symlink_to(ROOT / 'node_modules')
        plain = {name: text for name, text in os.environ.items() if not name.startswith(('LC_', 'LANG', 'PYTHON'))}
        subprocess.run([str(python), '-m', 'tools.build'], cwd=folder, check=True, stdout=subprocess.DEVNULL,
                       env={**plain, **changed, 'HOME': str(home)})
    finally:
        os.umask(before)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted((folder / 'dist').glob('*.zip'))}


def main():
    """Build twice and compare."""
    parser = argparse.ArgumentParser(prog='repro')
    parser.add_argument('--python', help='interpreter of the second build')
    parser.add_argument('--json', action='store_true')
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as short, tempfile.TemporaryDirectory(prefix='a rather longer name, ') as long:
        here = pathlib.Path(sys.executable)
        found = given.python or other_python()
        other = environment(found, pathlib.Path(long) / 'environment') if found else here
        places = ((pathlib.Path(short) / 'a', here), (pathlib.Path(long) / 'deeper' / 'still' / 'samar', other))
        made = [build(place, python, *way) for (place, python), way in zip(places, WAYS, strict=True)]
    versions = [version_of(here), version_of(found) if found else version_of(here)]
    same = made[0] == made[1] and bool(made[0])
    if given.json:
        print(json.dumps({'same': same, 'python': versions, 'zips': made[0]}))
    else:
        for name in sorted({*made[0], *made[1]}):
            print(made[0].get(name), name)
        print('same bytes' if same else f'different: {made[1]}', 'with Python', ' and '.join(versions),
              '' if found else '(no second version of Python was found)')
    return 0 if same else 1


if __name__ == '__main__':
    sys.exit(main())
