"""Every way out of an extension that we know, tried from inside by a caller planted in page, worker and background, with a listener.

What is planted stands behind all scripts of the package, with the manifest as it is. The control is the same with a policy as lax as a
browser takes one and without `extension/door/closed.js`: there the listener hears every way that the browser itself lets out, so that
silence means something. `build/ways-<browser>.md` has the table afterwards.
"""

import re

import pytest

from tests.browser.silence import planted
from tools.drive.chromium import Chromium
from tools.drive.firefox import Firefox
from tools.modules import ROOT

# Stays open: docs/security.md says so, and `tests/build/test_ways.py` holds the package to using none of it.
OPEN = {'chromium': {('page', 'preconnect of the own icon')}, 'firefox': {('page', 'preconnect of the own icon')}}

# The browser lets no extension do it, has it in another place only, or asks a person first: a control cannot be heard.
EVERYWHERE = {'SVG use', 'filter', 'fenced frame', 'image attribution', 'import map', 'prerender', 'payment', 'speculation rules', 'page of data',
              'name look-up', 'worker', 'module worker', 'shared worker', 'worker from data', 'worker with another default',
              'service worker', 'auction', 'presentation', 'push', 'speech', 'dictation', 'notification', 'notifications.create', 'permissions.request', 'action.setPopup', 'sidePanel.setOptions',
              'WebRTC of a frame by its own maker'}
DEAF = {
    'chromium': EVERYWHERE | {
        'embed', 'object', 'media session', 'transformation', 'link that is shown', 'background fetch', ('background', 'import'),
        ('background', 'importScripts'), ('worker', 'code from text')},
    'firefox': EVERYWHERE | {
        'prefetch', 'icon', 'manifest', 'worker from a blob', 'code from text', 'action.setIcon', 'sidebarAction.setPanel',
        # nobody sees the background's page: it has no clicks and no windows
        *(('background', way) for way in ('area', 'link', 'link in SVG', 'link that saves', 'link to a new tab', 'form to a new tab', 'window.open',
                                          'window.open of an empty frame', 'window.open without an opener', 'inserted markup'))},
}
# Now heard, now not: the frame may be gone before it asks.
UNSURE = {'frame of a blob', 'frame of data', 'frame of text'}
# What a browser says of an interface that it has not in this place.
MISSING = re.compile(r'is not defined|is undefined|is not a function|is not a constructor|Illegal constructor|is null|of null|of undefined|not supported')


def expected_of(browser):
    """Whether the control of a browser should hear a way, by what the way itself said."""
    deaf = DEAF[browser]
    return lambda place, way, said: way not in deaf | UNSURE and (place, way) not in deaf and not MISSING.search(str(said))


@pytest.fixture(scope='module', params=[Chromium, Firefox], ids=['chromium', 'firefox'])
def measured(request, dist, tmp_path_factory):
    """`(browser, shipped, control)`, each of both `(tried, heard, said)`."""
    kind = request.param
    folder = tmp_path_factory.mktemp('ways')
    shipped = planted.measure(kind, dist / kind.name, folder / 'shipped', lax=False)
    control = planted.measure(kind, dist / kind.name, folder / 'control', lax=True, expected=expected_of(kind.name))
    (ROOT / 'build').mkdir(exist_ok=True)
    (ROOT / 'build' / f'ways-{kind.name}.md').write_text(table(kind.name, shipped, control), 'utf-8')
    return kind.name, shipped, control


def table(browser, shipped, control):
    """All ways as a table: heard or not, and what was said to who tried."""
    lines = [f'# Ways out of the extension in {browser}', '', '| place | way | control | shipped | what stopped it |', '|---|---|---|---|---|']
    for place, way in sorted(shipped[0] | control[0]):
        words = ['heard' if (place, way) in heard else 'silent' for _, heard, _ in (control, shipped)]
        said = str(shipped[2].get((place, way), '')).replace('|', '/').replace('\n', ' ')
        lines.append(f'| {place} | {way} | {words[0]} | {words[1]} | {re.sub("[0-9]{4,5}", "…", said)[:120]} |')
    return '\n'.join(lines) + '\n'


@pytest.mark.browser
def test_nobody_hears_the_package(measured):
    browser, (tried, heard, _), _ = measured
    assert len(tried) > 150 and {place for place, _ in tried} == set(planted.PLACES)
    page = (ROOT / 'docs' / 'security.md').read_text('utf-8')
    assert re.search({'chromium': r'(\d+) tries in Chromium', 'firefox': r'and (\d+) in Firefox'}[browser], page).group(1) == str(len(tried))
    assert heard == OPEN[browser]


@pytest.mark.browser
def test_what_no_listener_hears_is_not_there(measured):
    """Where the words would go to the browser's maker, only the missing interface says that the way is shut."""
    _, (_, _, said), _ = measured
    told = [str(said[('page', way)]) for way in ('speech', 'dictation')]
    assert [one for one in told if not MISSING.search(one)] == []


@pytest.mark.browser
def test_everybody_hears_the_control(measured):
    browser, _, (tried, heard, said) = measured
    deaf = DEAF[browser]
    expected = expected_of(browser)
    silent = {(place, way) for place, way in tried - heard if expected(place, way, said[(place, way)])}
    assert silent == set()
    assert len(heard) > 100
    # no name in the list of what stays silent is heard: the list is no place to hide something
    assert {one for one in heard if one in deaf or one[1] in deaf} == set()
