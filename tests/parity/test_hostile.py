"""Files made to harm, through the built worker in both browsers: the same word as on CPython, in time, and the next file is right."""

import pytest

from tests.cases_shared.test_bytes import CASES, HOSTILE
from tests.fuzz import browsers

pytestmark = pytest.mark.browser


@pytest.fixture(scope='module', params=['chromium', 'firefox'])
def driver(request, dist):
    """A browser of its own with the test page."""
    browsers.whole.host_cpython.install()
    browser = browsers.opened(request.param)
    yield browser.driver
    browser.quit()


def test_a_hostile_file_is_bounded_and_the_next_one_is_right(driver):
    if not HOSTILE:
        pytest.skip(f'no cases at {CASES}: set DICOM_CASES')
    wrong = []
    for name in HOSTILE:
        for path in (CASES / name, CASES / 'numeric-vrs-in-table.dcm'):
            fault, _ = browsers.fault_of(driver, path, browsers.PLAIN)
            if fault:
                wrong.append(f'{name}, {path.name}: {fault}')
    assert wrong == []
