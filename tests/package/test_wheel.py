"""The package as it is installed: built, put into an empty environment, and run from another folder without numpy and codecs."""

import os
import pathlib
import subprocess
import sys
import zipfile

import pytest

from tests import files

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope='module')
def wheel(tmp_path_factory):
    """Path of the wheel, built from the sources as they stand."""
    folder = tmp_path_factory.mktemp('wheel')
    done = subprocess.run([sys.executable, '-m', 'pip', 'wheel', '--quiet', '--no-deps', '--no-build-isolation', '--wheel-dir', folder, ROOT],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return next(folder.glob('*.whl'))


@pytest.fixture(scope='module')
def installed(wheel, tmp_path_factory):
    """Python of a new environment in which nothing but the wheel is installed."""
    folder = tmp_path_factory.mktemp('environment') / 'env'
    subprocess.run([sys.executable, '-m', 'venv', folder], check=True)
    python = folder / ('Scripts' if os.name == 'nt' else 'bin') / 'python'
    subprocess.run([python, '-m', 'pip', 'install', '--quiet', '--no-index', '--no-deps', wheel], check=True)
    return python


def run(python, folder, *arguments):
    plain = {name: text for name, text in os.environ.items() if not name.startswith('PYTHON')}
    return subprocess.run([python, *map(str, arguments)], cwd=folder, env=plain, capture_output=True, text=True)


def test_wheel_carries_presets_tables_and_types(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    presets = {f'samar/presets/{path.name}' for path in (ROOT / 'presets').glob('*.json')}
    tables = {f'samar/core/standard/data/{path.name}' for path in (ROOT / 'pycore/samar/core/standard/data').glob('*.json')}
    assert presets <= names and tables <= names and 'samar/py.typed' in names
    assert not any(name.startswith(('tests/', 'tools/', 'pycore/')) for name in names)


def test_installed_package_deidentifies_from_another_folder(installed, tmp_path):
    (tmp_path / 'in.dcm').write_bytes(files.build(files.body()))
    assert 'ModuleNotFoundError' in run(installed, tmp_path, '-c', 'import numpy').stderr
    for number, command in enumerate((['-m', 'samar'], [installed.parent / 'samar'])):
        done = run(installed, tmp_path, *command, 'deidentify', 'in.dcm', '--out', f'out{number}', '--preset', 'research')
        assert done.returncode == 0, done.stderr
        written = list((tmp_path / f'out{number}').iterdir())
        assert len(written) == 1 and b'DOE' not in written[0].read_bytes()


def test_installed_face_is_one_import(installed, tmp_path):
    (tmp_path / 'in.dcm').write_bytes(files.build(files.body()))
    code = "import samar; print(samar.deidentify('in.dcm', samar.Policy.preset('basic')).word, samar.__file__)"
    word, place = run(installed, tmp_path, '-c', code).stdout.split(maxsplit=1)
    assert word == 'cleaned' and not place.startswith(str(ROOT))


def test_a_list_cut_off_by_its_reader_ends_quietly(installed, tmp_path):
    many = [files.element(0x00090010, 'LO', 'ACME 1.1'), *[files.element(0x00091000 + place, 'LO', 'x' * 60) for place in range(255)]]
    head = files.body()
    (tmp_path / 'in.dcm').write_bytes(files.build([*head[:4], *many * 8, *head[4:]]))
    done = subprocess.run(f'"{installed}" -m samar inspect in.dcm | head -1', shell=True, cwd=tmp_path, capture_output=True, text=True)
    assert done.stderr == ''
