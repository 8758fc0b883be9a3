"""Copies of a package with a caller planted in page, worker and background: one as it is shipped, and one whose defences are taken out."""

import json
import pathlib
import re
import shutil
import time

from selenium.common.exceptions import WebDriverException

from tests.browser.silence.listener import Listener, own_address
from tools.drive.chromium import Chromium
from tools.drive.firefox import Firefox
from tools.drive.panel import Panel

CALLER = pathlib.Path(__file__).with_name('channels.js')
PLACES = ('page', 'worker', 'background')
SCRIPTS = {'page': 'panel.js', 'worker': 'worker.js', 'background': 'background.js'}
# All that a manifest of version 3 may allow of an unpacked extension: scripts of this machine, and no other from elsewhere.
LAX = "script-src 'self' 'wasm-unsafe-eval' http://127.0.0.1:*"
# What a browser of a person does, and the driver's quiet profile does not.
LOUD = {'network.dns.disablePrefetch': False, 'network.dns.disablePrefetchFromHTTPS': False, 'network.prefetch-next': True,
        'network.http.speculative-parallel-limit': 20, 'dom.disable_open_during_load': False, 'network.dns.notifyResolution': True,
        'media.peerconnection.ice.loopback': True, 'browser.send_pings': True}
TURNS = 3       # tries to open the caller's page
AT_ONCE = 12
ONCE = {('background', 'uninstall address')}      # the browser has one; that of the page would be forgotten
AFTER = 3      # seconds in which what was begun arrives


def package(shipped, folder, lax=False):
    """A copy of a package in which every script ends with the caller; `lax` has no policy and none of the door's defences."""
    shutil.copytree(shipped, folder)
    caller = CALLER.read_text('utf-8')
    for script in SCRIPTS.values():
        text = (folder / script).read_text('utf-8')
        (folder / script).write_text((without_defences(text) if lax else text) + caller, 'utf-8')
    if lax:
        about = json.loads((folder / 'manifest.json').read_text('utf-8'))
        about['content_security_policy']['extension_pages'] = LAX
        (folder / 'manifest.json').write_text(json.dumps(about), 'utf-8')
    return folder


def without_defences(text):
    """A bundle without what `door/closed.js` does, and with the interfaces that `door/browser.js` takes away."""
    text = re.sub(r'(?ms)^  // extension/door/closed\.js$.*?(?=^  // )', '', text)
    return re.sub(r'(?m)^  for \(const name\d* of \["browser", "chrome"\]\).*$', '', text)


class Caller:
    """The planted caller of one browser: `take()` tries every way of every place, `heard` has those that came out."""

    def __init__(self, browser):
        self.browser, self.driver = browser, browser.driver
        self.listener, self.said, self.host = Listener(), {}, own_address()
        self.driver.set_script_timeout(10)
        if browser.name == 'firefox':
            browser.in_browser("""
                for (const [name, value] of Object.entries(arguments[0])) {
                  if (typeof value === 'boolean') Services.prefs.setBoolPref(name, value); else Services.prefs.setIntPref(name, value);
                }
                window.samarNames = [];
                window.samarNamesListener = {observe(_subject, _topic, name) { window.samarNames.push(name); }};
                Services.obs.addObserver(window.samarNamesListener, 'dns-resolution-request');""", LOUD)

    def take(self, expected=None):
        """Every way of every place. What `expected(place, way, said)` says should be heard and was not is taken once more by itself: on a
        busy machine a page may be closed before it asked."""
        for place in ('background', 'worker', 'page'):
            self._open(place)
            names = self._names(place)
            together = [name for name, alone in names.items() if not alone and (place, name) not in ONCE]
            single = [name for name, alone in names.items() if alone]
            for group in [together[at:at + AT_ONCE] for at in range(0, len(together), AT_ONCE)] + [[name] for name in single]:
                self._open(place)
                self._run(place, group)
        if expected:
            time.sleep(AFTER)
            asked = self.names_in_firefox() if self.browser.name == 'firefox' else set()
            for place, way in sorted(self.tried - self.heard(asked)):
                if expected(place, way, self.said[(place, way)]):
                    print('once more:', place, way)
                    self._open(place)
                    self._run(place, [way])
                    time.sleep(1)
        self._tidy()
        self._uninstall()
        time.sleep(AFTER)

    def _open(self, place):
        """The caller's page, opened anew; where a way has left the tab or the background stuck, in another tab and with a new background."""
        for turn in range(TURNS):
            self._tidy()
            self.browser.open_tab(page='panel.html?view=tab')
            try:
                # the planted caller stands behind all scripts of the page: what the package closes is closed by then
                Panel(self.browser).until(lambda: self.driver.execute_script(
                    'return document.readyState === "complete" && typeof samarPlant !== "undefined"'), 'the planted caller')
                break
            except (TimeoutError, WebDriverException):
                if turn == TURNS - 1:
                    raise
                print(place, 'left a tab that does not open')
                self.driver.switch_to.new_window('tab')
                self.browser.tab = self.driver.current_window_handle
                self._new_background()
        if place == 'background':      # whatever became of the background page, this is a new one
            self._new_background()

    def _new_background(self):
        if self.browser.name == 'firefox':
            self.browser.in_browser("""
                const {extension} = WebExtensionPolicy.getByID(arguments[0]);
                return extension.terminateBackground({ignoreDevToolsAttached: true, disableResetIdleForTest: true})
                  .then(() => extension.wakeupBackground()).then(() => true)""", self.browser.id)

    def heard(self, names):
        """`(place, way)` of all that came out; `names` are the hosts that the browser looked up."""
        asked = {way for way, port in self.listener.ports.items() if f'way-{port}.elsewhere.invalid' in names}
        return set(self.listener.heard) | asked

    @property
    def tried(self):
        """`(place, way)` of all that were tried."""
        return set(self.listener.ports)

    def _tidy(self):
        """Close what was opened beside the tab."""
        for handle in set(self.driver.window_handles) - {self.browser.tab}:
            try:
                self.driver.switch_to.window(handle)
                self.driver.close()
            except Exception as error:      # gone meanwhile
                print('a window:', type(error).__name__)
        self.driver.switch_to.window(self.browser.tab)

    def _names(self, place):
        return self._ask(place, {'plantNames': True})

    def _run(self, place, names):
        jobs = [{'name': name, 'port': self.listener.port((place, name)), 'host': self.host} for name in names]
        said = self._ask(place, {'plant': jobs})
        for name in names:
            self.said[(place, name)] = (said or {}).get(name, 'the page ended')

    def _ask(self, place, message):
        what = f'samarPlant.run({json.dumps(message["plant"])})' if 'plant' in message else 'samarPlant.names'
        if place == 'background' and self.browser.name == 'chromium':
            return self.browser.in_background(what)
        try:
            if place == 'background':
                return self._answer('const line = new BroadcastChannel("planted")', message)
            if place == 'worker':
                return self._answer('const line = new Worker("worker.js")', message)
            return self.driver.execute_async_script(
                'const [what, done] = arguments; Promise.resolve(what ? samarPlant.run(what) : samarPlant.names).then(done)', message.get('plant'))
        except Exception as error:
            if len(message.get('plant', [])) != 1:
                raise
            print(place, message['plant'][0]['name'], 'ended the page:', type(error).__name__)
            return None

    def _answer(self, line, message):
        return self.driver.execute_async_script(
            f'const [message, done] = arguments; {line};'
            'line.addEventListener("message", ({data}) => { if (data.planted) done(data.planted); }); line.postMessage(message);', message)

    def _uninstall(self):
        self.driver.get('about:blank')      # pages of the extension are closed with it, and with the last one the browser
        if self.browser.name == 'firefox':
            self.browser.wire.demand('Addon:Uninstall', {'id': self.browser.id})
        else:
            self.driver.webextension.uninstall(self.browser.id)

    def names_in_firefox(self):
        """Hosts that Firefox looked up."""
        return set(self.browser.in_browser('return window.samarNames'))


def measure(kind, shipped, folder, lax, expected=None):
    """All ways tried in a copy of a package: `(tried, heard, said)`, each by `(place, way)`; `expected` as in `Caller.take`."""
    folder.mkdir()
    log = folder / 'net.json'
    more = {'arguments': (f'--log-net-log={log}', '--net-log-capture-mode=IncludeSensitive')} if kind is Chromium else {}
    browser = kind(package(shipped, folder / 'package', lax), **more)
    caller = Caller(browser)
    try:
        caller.take(expected)
        names = caller.names_in_firefox() if kind is Firefox else set()
    finally:
        browser.quit()
        caller.listener.close()
    if kind is Chromium:
        names = set(re.findall(r'way-\d+\.elsewhere\.invalid', log.read_text('utf-8', 'replace')))
    return caller.tried, caller.heard(names), caller.said
