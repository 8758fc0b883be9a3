"""Where a set goes: units in Node, and archives read by another program."""

import os
import pathlib
import shutil
import subprocess
import zipfile

import pytest

HERE = pathlib.Path(__file__).parent


@pytest.fixture(scope='module')
def archives(tmp_path_factory):
    """The folder of the archives that the units made."""
    folder = tmp_path_factory.mktemp('archives')
    done = subprocess.run(['node', '--test', HERE / 'sinks.mjs'], capture_output=True, text=True, timeout=60,
                          env={**os.environ, 'ARCHIVES': str(folder)})
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'pass 5' in done.stdout
    return folder


@pytest.mark.parametrize('name', ['plain', 'large', 'many', 'empty-of-limits'])
def test_an_archive_is_read_by_another_program(archives, name):
    with zipfile.ZipFile(archives / f'{name}.zip') as archive:
        assert archive.testzip() is None
        assert [(one.filename, one.file_size, one.date_time[:3]) for one in archive.infolist()] == [
            ('P-1/S-1/a.dcm', 3000, (1980, 1, 1)), ('P-1/S-1/é.dcm' if name == 'plain' else 'P-1/S-1/e.dcm', 0, (1980, 1, 1)), ('b.dcm', 7, (1980, 1, 1))]
        assert archive.read('b.dcm') == b'made up'


@pytest.mark.skipif(shutil.which('unzip') is None, reason='unzip is not installed')
@pytest.mark.parametrize('name', ['plain', 'large', 'many', 'empty-of-limits'])
def test_an_archive_is_read_by_unzip(archives, name):
    done = subprocess.run(['unzip', '-tq', archives / f'{name}.zip'], capture_output=True)
    assert done.returncode == 0, done.stdout
