"""Nothing leaves the machine: what the package may do by its manifest, what the policy stops, and what the browser's log shows.

Each silence has its control: the same question about something that is not silent, so that a deaf test is found out.
"""

import json
import re
import shutil

import pytest

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
        assert content.count('RTCPeerConnection') == (2 if path.name in ('panel.js', 'worker.js') else 0), path.name
        if 'vendor' not in path.parts:
            assert not re.search(WAYS_OUT, content), path.name
            assert not re.search(r'\beval\s*\((?!\s*\))|new Function\b', content), path.name


TRIES = """
const [address] = arguments, done = arguments[arguments.length - 1], found = {}, reports = [];
addEventListener('securitypolicyviolation', (event) => reports.push(event.effectiveDirective));
const asked = [
  fetch(address).then(() => { found.fetch = 'went out'; }, () => { found.fetch = 'stopped'; }),
  new Promise((resolve) => { const image = new Image(); image.onload = () => { found.image = 'went out'; resolve(); };
    image.onerror = () => { found.image = 'stopped'; resolve(); }; image.src = address; }),
];
try {
  new WebSocket(address.replace('https', 'wss')).onerror = () => {};
} catch (error) { found.socket = 'stopped'; }
found.beacon = navigator.sendBeacon(address, 'x');
// Not in this call: what the driver evaluates may make code, what the page does later may not.
asked.push(new Promise((resolve) => setTimeout(() => {
  try { found.code = Function('return 1')(); } catch (error) { found.code = 'stopped'; }
  resolve();
})));
Promise.all(asked).then(() => setTimeout(() => done([found, reports]), 200));
"""

# What a policy alone does not stop. Each is tried from the page's own script context; the page is still there afterwards.
OTHERS = """
const [address] = arguments, done = arguments[arguments.length - 1], found = {}, here = location.href;
const api = globalThis.browser?.runtime ? globalThis.browser : globalThis.chrome;
found.webrtc = typeof RTCPeerConnection === 'undefined' && typeof webkitRTCPeerConnection === 'undefined' ? 'stopped' : 'open';
const frame = document.createElement('iframe');
document.body.append(frame);
found['webrtc of a frame'] = frame.contentWindow?.RTCPeerConnection ? 'open' : 'stopped';
frame.remove();
const opened = (() => { try { return window.open(address); } catch (error) { return null; } })();
found.window = opened ? 'open' : 'stopped';
const link = (set) => { const a = document.createElement('a'); a.href = address; set(a); document.body.append(a); a.click(); a.remove(); };
link((a) => { a.target = '_blank'; });
link((a) => { a.download = 'x'; });
link(() => {});
try { location.assign(address); } catch (error) {}
const worker = (() => { try { return new Worker(address); } catch (error) { return null; } })();
found.worker = worker ? 'open' : 'stopped';
Promise.resolve().then(() => api.downloads.download({url: address})).then(() => { found.download = 'open'; },
  () => { found.download = 'stopped'; }).then(() => setTimeout(() => {
    found.navigation = location.href === here ? 'stopped' : 'open';
    done(found);
  }, 800));
"""


def _others(browser):
    browser.open_tab(page='panel.html?view=tab')
    Panel(browser).ready()
    browser.driver.set_script_timeout(20)
    windows = len(browser.driver.window_handles)
    found = browser.driver.execute_async_script(OTHERS, ELSEWHERE)
    found['tabs'] = 'stopped' if len(browser.driver.window_handles) == windows else 'open'
    return {way for way, state in found.items() if state != 'stopped'}


@pytest.mark.browser
def test_ways_beside_the_policy_are_shut_in_chromium(dist):
    browser = Chromium(dist / 'chromium')
    try:
        assert _others(browser) <= {'webrtc of a frame'}      # an own frame of the page still has it: docs/security.md
    finally:
        browser.quit()


@pytest.mark.browser
def test_ways_beside_the_policy_are_shut_in_firefox(dist):
    browser = Firefox(dist / 'firefox')
    try:
        print(_others(browser))
        assert _others(browser) <= {'webrtc of a frame', 'download'}      # docs/security.md
    finally:
        browser.quit()


@pytest.mark.browser
def test_policy_stops_every_way_out(dist):
    browser = Chromium(dist / 'chromium')     # its own, because its log is full of breaches afterwards
    try:
        browser.open_tab(page='panel.html?view=tab')
        Panel(browser).ready()
        browser.driver.set_script_timeout(20)
        found, reports = browser.driver.execute_async_script(TRIES, ELSEWHERE)
        assert found['fetch'] == 'stopped' and found['image'] == 'stopped' and found['code'] == 'stopped'
        assert 'connect-src' in reports and 'img-src' in reports
        assert any('Content Security Policy' in line for line in browser.complaints()), 'the log would not show a breach of the policy'
    finally:
        browser.quit()


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
        panel = Panel(browser).load(samples['ct.dcm']).preset('research').decide().mask(0, 0, 9, 9)
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
        panel = Panel(browser).load(samples['ct.dcm']).preset('research').decide().mask(0, 0, 9, 9)
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
