"""Nothing leaves the machine: what the package may do by its manifest, what its scripts name, and what the browser's log shows.

Each silence has its control: the same question about something that is not silent, so that a deaf test is found out.
"""

import json
import re
import shutil

import pytest

from tests.browser.silence import planted
from tools import manifest
from tools.drive.chromium import Chromium
from tools.drive.firefox import Firefox
from tools.drive.panel import Panel
from tools.modules import ROOT

# An address that no one has: RFC 6761 keeps .invalid free.
ELSEWHERE = 'https://elsewhere.invalid/'

WAYS_OUT = r'\b(WebSocket|EventSource|XMLHttpRequest|sendBeacon|WebTransport|indexedDB|localStorage)\b'


@pytest.mark.parametrize('browser', manifest.BROWSERS)
def test_permissions(dist, browser):
    made = json.loads((dist / browser / 'manifest.json').read_text('utf-8'))
    assert made['permissions'] == (['downloads', 'sidePanel'] if browser == 'chromium' else ['downloads'])
    for key in ('host_permissions', 'optional_permissions', 'optional_host_permissions', 'content_scripts', 'externally_connectable',
                'web_accessible_resources', 'update_url'):
        assert key not in made
    policy = dict(part.strip().partition(' ')[::2] for part in made['content_security_policy']['extension_pages'].split(';'))
    assert policy['default-src'] == "'none'"
    assert policy['connect-src'] == "'self'"
    assert policy['script-src'] == "'self' 'wasm-unsafe-eval'"


@pytest.mark.parametrize('browser', manifest.BROWSERS)
def test_package_names_no_way_out(dist, browser):
    for path in (dist / browser).rglob('*.js'):
        content = path.read_text('utf-8')
        # the one place that takes it away names it twice
        assert content.count('RTCPeerConnection') == (2 if path.name in planted.SCRIPTS.values() else 0), path.name
        if 'vendor' not in path.parts:
            assert not re.search(WAYS_OUT, content), path.name
            assert not re.search(r'\beval\s*\((?!\s*\))|new Function\b', content), path.name


def _asked_for(log):
    """Addresses of the requests that an extension page or worker began, from a net log."""
    text = log.read_text('utf-8', 'replace').rstrip().rstrip(',')
    for end in ('', ']}', '}]}'):
        try:
            events = json.loads(text + end)['events']
            break
        except ValueError:
            continue
    own = {event['source']['id'] for event in events if str(event.get('params', {}).get('initiator', '')).startswith('chrome-extension://')}
    return {event['params']['url'] for event in events if event['source']['id'] in own and 'url' in event.get('params', {})}


def _net_log(tmp_path, extension, act):
    log = tmp_path / 'net.json'
    browser = Chromium(extension, arguments=(f'--log-net-log={log}', '--net-log-capture-mode=IncludeSensitive'))
    try:
        act(browser)
    finally:
        browser.quit()
    return {address for address in _asked_for(log) if not address.startswith('chrome-extension://')}


@pytest.mark.browser
def test_net_log_is_silent(dist, samples, tmp_path):
    def work(browser):
        browser.open_panel()
        panel = Panel(browser).load(samples['ct.dcm']).preset('research').look().mask(0, 0, 9, 9)
        assert panel.preview() == 'cleaned'
        panel.download()

    addresses = _net_log(tmp_path, dist / 'chromium', work)
    assert {address for address in addresses if not address.startswith(('blob:', 'data:'))} == set()


def lax_copy(extension, folder):
    """The same extension with a policy that lets everything out."""
    shutil.copytree(extension, folder)
    about = json.loads((folder / 'manifest.json').read_text('utf-8'))
    about['content_security_policy']['extension_pages'] = "script-src 'self'; connect-src *"
    (folder / 'manifest.json').write_text(json.dumps(about), 'utf-8')
    return folder


def leak(browser):
    """One deliberate request from a page of the extension."""
    browser.open_tab(page='panel.html?view=tab')
    browser.driver.set_script_timeout(20)
    browser.driver.execute_async_script(
        'const [address, done] = arguments; fetch(address).then(() => done(1), () => done(0))', ELSEWHERE)


@pytest.mark.browser
def test_net_log_hears_a_lax_copy(dist, tmp_path):
    assert ELSEWHERE in _net_log(tmp_path, lax_copy(dist / 'chromium', tmp_path / 'lax'), leak)


@pytest.mark.browser
def test_firefox_is_silent(dist, samples):
    browser = Firefox(dist / 'firefox')
    try:
        browser.listen()
        browser.open_panel()
        panel = Panel(browser).load(samples['ct.dcm']).preset('research').look().mask(0, 0, 9, 9)
        assert panel.preview() == 'cleaned'
        panel.download()
        leak(browser)      # stopped by the policy before it is a request
        assert browser.heard() == []
    finally:
        browser.quit()


@pytest.mark.browser
def test_firefox_hears_a_lax_copy(dist, tmp_path):
    browser = Firefox(lax_copy(dist / 'firefox', tmp_path / 'lax'))
    try:
        browser.listen()
        leak(browser)
        assert ELSEWHERE in browser.heard()
    finally:
        browser.quit()


def test_manifest_at_the_root_is_the_only_source():
    root = json.loads((ROOT / 'manifest.json').read_text('utf-8'))
    for browser in manifest.BROWSERS:
        assert manifest.derived(browser)['content_security_policy'] == root['content_security_policy']
