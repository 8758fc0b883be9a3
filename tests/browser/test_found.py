"""Text in the picture is found in the built extension, proposed, and masked when a person says so: in real browsers, with the real networks."""

import pydicom
import pytest

from tools.drive.panel import Panel

pytestmark = pytest.mark.browser


@pytest.fixture(params=['chromium', 'firefox'])
def finding(request):
    """The panel in one browser after the other, without files; it looks for text."""
    panel = request.getfixturevalue(f'{request.param}_panel')
    yield Panel(panel.browser).ready().clear().find_text(True)
    panel.find_text(False)


def proposed(panel):
    """Proposals as the list shows them: place, match, ticked."""
    return panel.driver.execute_script('''return [...document.querySelectorAll('[data-testid=proposal-row]')].map(({dataset: d}) =>
        [+d.x, +d.y, +d.w, +d.h, d.match, d.ticked === 'true'])''')


def test_from_drop_to_save_in_four_acts(finding, samples):
    """Dropped, looked at, accepted, saved: identity is gone, measurements are there, and nothing was masked before."""
    panel = finding
    panel.drop(samples['us.dcm'])                                                                   # 1
    panel.searched()
    found = proposed(panel)
    matches = [match for *_, match, _ in found]
    assert matches.count('identity') >= 3 and 'place' in matches and 'harmless' in matches
    assert all(ticked == (match in ('identity', 'place', 'date')) for *_, match, ticked in found)
    assert panel.all('mask-row') == [] and panel.attribute('open-point', 'data-state') == 'open'
    panel.driver.execute_script("document.querySelector('canvas').scrollIntoView({block: 'center'})")      # 2
    ticked = [one for one in found if one[5]]
    panel.press('proposals-accept')                                                                 # 3
    panel.until(lambda: len(panel.all('mask-row')) == len(ticked), 'the masks')
    panel.driver.execute_script("document.querySelector('canvas').scrollIntoView({block: 'center'})")
    panel.until(lambda: panel.attribute('open-point', 'data-state') == 'settled', 'the point to be settled')
    saved = pydicom.dcmread(panel.download())                                                       # 4
    assert panel.attribute('outcome', 'data-outcome') == 'cleaned'
    before, after = pydicom.dcmread(samples['us.dcm']).pixel_array, saved.pixel_array
    under = before.copy()
    for x, y, w, h, *_ in ticked:
        assert not after[y:y + h, x:x + w].any()
        under[y:y + h, x:x + w] = 0
    assert (after == under).all()
    for x, y, w, h, match, _ in found:
        if match == 'harmless' and not any(x < a + c and a < x + w and y < b + d and b < y + h for a, b, c, d, *_ in ticked):
            assert (after[y:y + h, x:x + w] == before[y:y + h, x:x + w]).all()


def test_identity_in_a_picture_of_a_kind_that_seldom_has_text_holds_it(finding, samples):
    panel = finding
    panel.load(samples['ct.dcm'])
    panel.searched()
    assert any(match == 'identity' for *_, match, _ in proposed(panel))
    assert panel.attribute('open-point', 'data-code') == 'text-risk'
    assert panel.preview() == 'held'
    panel.decide(mask=True).look()
    assert panel.preview() == 'cleaned'
