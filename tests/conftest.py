"""Fixtures that reach across folders: the built extension, and one browser of each kind for a whole run."""

import os
import pathlib
import tempfile

import pytest
import samar
from samar.hosts import cpython as host_cpython

# tools/installed.py: the copy that is tested is the one that was installed
if os.environ.get('SAMAR_INSTALLED') and not samar.__file__.startswith(os.environ['SAMAR_INSTALLED']):
    pytest.exit(f'samar comes from {samar.__file__}', 3)
host_cpython.install()
# Kernels that an earlier run of the command line compiled for this user are not taken up: each test says which kernels it wants.
COMPILED = tempfile.TemporaryDirectory(prefix='samar-tests-')
os.environ['SAMAR_CACHE'] = COMPILED.name
ROOT = pathlib.Path(__file__).resolve().parent.parent


# Files whose tests take minutes begin first: the last one to begin is waited for by all others.
LONGEST = ('tests/native/', 'tests/cases_shared/', 'tests/conformance/', 'tests/usefulness/', 'tests/build/', 'tests/run/')


def pytest_collection_modifyitems(items):
    """Long files first, each file together and in its order."""
    items.sort(key=lambda item: next((place for place, folder in enumerate(LONGEST) if item.nodeid.startswith(folder)), len(LONGEST)))


@pytest.fixture(scope='session')
def dist():
    """The folder that `make dist` fills."""
    folder = ROOT / 'dist'
    assert (folder / 'chromium' / 'manifest.json').exists(), 'run `make dist` first'
    return folder


@pytest.fixture(scope='session')
def corpus():
    """The folder of public and generated test files; tests that need it are skipped where it is missing."""
    folder = pathlib.Path(os.environ.get('DICOM_CORPUS', ROOT.parent / 'shared' / 'corpus'))
    if not (folder / 'manifest.csv').exists():
        pytest.skip(f'no corpus at {folder}: set DICOM_CORPUS')
    return folder


@pytest.fixture(scope='session')
def chromium(dist):
    """Chromium with the built extension."""
    from tools.drive.chromium import Chromium
    browser = Chromium(dist / 'chromium')
    browser.driver.set_script_timeout(300)
    yield browser
    browser.quit()


@pytest.fixture(scope='session')
def firefox(dist):
    """Firefox with the built extension."""
    from tools.drive.firefox import Firefox
    browser = Firefox(dist / 'firefox')
    browser.driver.set_script_timeout(300)
    yield browser
    browser.quit()


@pytest.fixture(scope='session')
def parity_page(dist):
    """A WebDriver on the test page of the extension's parity build in Chromium."""
    from tests.parity import bundle
    from tools.drive.chromium import Chromium
    browser = Chromium(bundle.build('chromium'))
    browser.driver.set_script_timeout(600)
    browser.open_tab(page='page.html')
    yield browser.driver
    browser.quit()
