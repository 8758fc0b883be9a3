"""The panel, open and empty, in each browser."""

import pytest

from tools.drive.panel import Panel
from tools.sample import __main__ as sample


@pytest.fixture(scope='session')
def samples(tmp_path_factory):
    """Name of a sample to its path."""
    return {path.name: path for path in sample.write(tmp_path_factory.mktemp('samples'))}


@pytest.fixture(scope='session')
def chromium_panel(chromium):
    """The real side panel of Chromium."""
    chromium.open_panel()
    return Panel(chromium)


@pytest.fixture(scope='session')
def firefox_panel(firefox):
    """The sidebar's page in Firefox, at its width."""
    firefox.open_panel()
    return Panel(firefox)


@pytest.fixture(params=['chromium', 'firefox'])
def panel(request):
    """The panel in one browser after the other, without files; it does not look for text (test_found.py does)."""
    found = request.getfixturevalue(f'{request.param}_panel')
    return found.ready().clear().find_text(False)
