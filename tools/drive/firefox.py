"""Firefox with the extension, through Marionette: the sidebar's page in a tab of the sidebar's width, trusted drops, downloads."""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.options import ArgOptions
from selenium.webdriver.remote.webdriver import WebDriver

from tools.drive.marionette import Connection, Marionette, Refused

PROMPT = 60      # seconds that starting may take on a slow machine

PREFERENCES = {
    'marionette.port': 0,
    'remote.active-protocols': 1,
    'browser.shell.checkDefaultBrowser': False,
    'browser.startup.page': 0,
    'browser.startup.homepage': 'about:blank',
    'browser.startup.homepage_override.mstone': 'ignore',
    'browser.newtabpage.enabled': False,
    'browser.aboutwelcome.enabled': False,
    'browser.topsites.contile.enabled': False,
    'browser.region.network.url': '',
    'browser.translations.enable': False,
    'browser.safebrowsing.downloads.enabled': False,
    'browser.safebrowsing.malware.enabled': False,
    'browser.safebrowsing.phishing.enabled': False,
    'app.normandy.enabled': False,
    'app.update.disabledForTesting': True,
    'datareporting.policy.dataSubmissionEnabled': False,
    'datareporting.healthreport.uploadEnabled': False,
    'toolkit.telemetry.server': '',
    'extensions.update.enabled': False,
    'extensions.getAddons.cache.enabled': False,
    'extensions.systemAddon.update.enabled': False,
    'services.settings.server': 'data:,',
    'network.captive-portal-service.enabled': False,
    'network.connectivity-service.enabled': False,
    'network.dns.disablePrefetch': True,
    'network.prefetch-next': False,
    'network.http.speculative-parallel-limit': 0,
    'media.gmp-manager.updateEnabled': False,
    'dom.push.connection.enabled': False,
    'browser.download.folderList': 2,
    'browser.download.useDownloadDir': True,
    'browser.download.alwaysOpenPanel': False,
    'browser.download.always_ask_before_handling_new_types': False,
    'browser.helperApps.neverAsk.saveToDisk': 'application/octet-stream',
    'toolkit.cosmeticAnimations.enabled': False,
    'ui.prefersReducedMotion': 1,
}

class Firefox:
    """One browser with one extension. `downloads` is the folder where saved files appear."""

    name = 'firefox'

    def __init__(self, extension, headless=True, size=(1200, 900), language='en-US'):
        self.profile = pathlib.Path(tempfile.mkdtemp(prefix='samar-firefox-'))
        self.downloads = self.profile / 'downloads'
        self.downloads.mkdir()
        preferences = {**PREFERENCES, 'browser.download.dir': str(self.downloads), 'intl.locale.requested': language}
        lines = [f'user_pref({json.dumps(key)}, {json.dumps(value)});\n' for key, value in preferences.items()]
        (self.profile / 'user.js').write_text(''.join(lines), 'utf-8')
        binary = shutil.which('firefox-esr') or shutil.which('firefox')
        command = [binary, '--marionette', '--remote-allow-system-access', '--no-remote', '--profile', str(self.profile),
                   '--width', str(size[0]), '--height', str(size[1]), *(['--headless'] if headless else [])]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        start_new_session=True, env={**os.environ, 'MOZ_CRASHREPORTER_DISABLE': '1',
                                                                     'MOZ_DISABLE_AUTO_SAFE_MODE': '1'})
        self.wire = Marionette(self._port())
        options = ArgOptions()
        options.set_capability('browserName', 'firefox')
        self.driver = WebDriver(command_executor=Connection(self.wire), options=options)
        self.driver._is_remote = False      # a path given to a file input is a path on this machine
        self.tab = self.driver.current_window_handle
        self.id = self.wire.demand('Addon:Install', {'path': str(pathlib.Path(extension).resolve()), 'temporary': True})['value']
        self.origin = 'moz-extension://' + self.in_browser('return WebExtensionPolicy.getByID(arguments[0]).mozExtensionHostname', self.id)

    def _port(self):
        announced = self.profile / 'MarionetteActivePort'
        end = time.monotonic() + PROMPT
        while not (announced.exists() and announced.read_text().strip()):
            if self.process.poll() is not None or time.monotonic() > end:
                self._end()
                raise RuntimeError('Firefox did not start')
            time.sleep(.02)
        return int(announced.read_text())

    # ── below Selenium ───────────────────────────────────────────────────────

    def in_browser(self, script, *arguments):
        """Result of a script in the browser's own process, with its rights."""
        self.wire.demand('Marionette:SetContext', {'value': 'chrome'})
        try:
            return self.wire.demand('WebDriver:ExecuteScript', {'script': script, 'args': list(arguments), 'sandbox': 'system'})['value']
        finally:
            self.wire.demand('Marionette:SetContext', {'value': 'content'})

    def beside_page(self, script, *arguments):
        """Result of a script in the page's process, with the browser's rights."""
        return self.wire.demand('WebDriver:ExecuteScript', {'script': script, 'args': list(arguments), 'sandbox': 'system'})['value']

    def listen(self):
        """From now on note every request that the extension begins."""
        self.in_browser("""
            const [ident] = arguments;
            window.samarHeard = [];
            window.samarListener = {observe(subject) {
              const channel = subject.QueryInterface(Ci.nsIHttpChannel), {triggeringPrincipal, loadingPrincipal} = channel.loadInfo;
              const own = [triggeringPrincipal, loadingPrincipal].some((one) => one && one.addonId === ident);
              if (own) window.samarHeard.push(channel.URI.spec);
            }};
            Services.obs.addObserver(window.samarListener, 'http-on-opening-request');""", self.id)

    def heard(self):
        """Addresses of the requests noted since `listen`."""
        return self.in_browser('return window.samarHeard')

    # ── pages ────────────────────────────────────────────────────────────────

    def open_panel(self, width=252, height=800):
        """Open the sidebar's page in the tab, at the sidebar's width."""
        return self.open_tab(width, height, 'panel.html')

    def open_tab(self, width=None, height=900, page='panel.html?view=tab'):
        """Open the page in the tab, at a width in CSS pixels where one is given (a window is never narrower than 500)."""
        self.driver.switch_to.window(self.tab)
        self.driver.get(f'{self.origin}/{page}')
        self.fit(width, height)

    def fit(self, width, height):
        """Give what the tab shows a size in CSS pixels, or the whole window where the width is none."""
        self.in_browser("""
            const {style} = gBrowser.selectedBrowser, [width, height] = arguments;
            for (const [side, length] of [['width', width], ['height', height]]) {
              for (const bound of ['min-', 'max-', '']) {
                if (width) style.setProperty(bound + side, length + 'px', 'important');
                else style.removeProperty(bound + side);
              }
            }
            if (width) { style.setProperty('flex', 'none', 'important'); style.setProperty('align-self', 'start', 'important'); }
            else { style.removeProperty('flex'); style.removeProperty('align-self'); }""", width, height)
        end = time.monotonic() + 5
        while width and self.driver.execute_script('return innerWidth') != width and time.monotonic() < end:
            time.sleep(.03)

    def drop(self, selector, files):
        """Drop real files on the middle of an element as a trusted event: an input of the page supplies the File objects."""
        self.driver.execute_script(
            'const input = document.createElement("input"); input.type = "file"; input.multiple = true; input.id = "dropped";'
            'document.body.append(input)')
        self.driver.find_element(By.ID, 'dropped').send_keys('\n'.join(map(str, files)))
        self.driver.execute_script(
            'const input = document.getElementById("dropped"); window.dropped = new DataTransfer();'
            'for (const file of input.files) window.dropped.items.add(file); input.remove()')
        self.beside_page("""
            const target = window.document.querySelector(arguments[0]), box = target.getBoundingClientRect();
            for (const kind of ['dragenter', 'dragover', 'drop']) {
              const event = window.document.createEvent('DragEvent');
              event.initDragEvent(kind, true, true, window, 0, 0, 0, box.x + box.width / 2, box.y + box.height / 2,
                false, false, false, false, 0, null, window.wrappedJSObject.dropped);
              window.windowUtils.dispatchDOMEventViaPresShellForTesting(target, event);
            }""", selector)

    def choose_folder(self, selector, folder):
        """Click the label of a folder's input, choose a real folder in the dialog, and say yes to the browser's question."""
        self.in_browser("""
            Services.prefs.setStringPref('samar.folder', arguments[0]);
            const {FileUtils} = ChromeUtils.importESModule('resource://gre/modules/FileUtils.sys.mjs');
            class Picker {
              QueryInterface = ChromeUtils.generateQI(['nsIFilePicker']);
              get file() { return new FileUtils.File(Services.prefs.getStringPref('samar.folder')); }
              init() {}
              appendFilters() {}
              appendFilter() {}
              appendRawFilter() {}
              open(callback) { Services.tm.dispatchToMainThread(() => callback.done(Ci.nsIFilePicker.returnOK)); }
            }
            const known = Components.manager.QueryInterface(Ci.nsIComponentRegistrar);
            const own = Components.ID('{7f1e7d9c-6f0e-4b5a-9a40-3d9a4fbf0a01}');
            if (!known.isCIDRegistered(own)) known.registerFactory(own, '', '@mozilla.org/filepicker;1',
              {createInstance: (iid) => new Picker().QueryInterface(iid), QueryInterface: ChromeUtils.generateQI(['nsIFactory'])});
            """, str(folder))
        self.beside_page("ChromeUtils.importESModule('resource:///modules/PromptCollection.sys.mjs').PromptCollection.prototype"
                         ".confirmFolderUpload = () => Promise.resolve(true);")
        label = self.driver.execute_script('''const label = document.querySelector(arguments[0]).parentElement;
            label.scrollIntoView({block: 'center', behavior: 'instant'}); return label''', selector)
        ActionChains(self.driver).click(label).perform()

    def complaints(self):
        """Errors that name the extension in the browser's console since the last call."""
        return self.in_browser("""
            const found = Services.console.getMessageArray().filter((entry) => entry instanceof Ci.nsIScriptError)
              .filter((entry) => `${entry.sourceName} ${entry.errorMessage}`.includes(arguments[0]))
              .filter((entry) => !(entry.flags & Ci.nsIScriptError.warningFlag) || entry.errorMessage.includes('Content-Security-Policy'))
              .map((entry) => `${entry.sourceName}:${entry.lineNumber} ${entry.errorMessage}`);
            Services.console.reset();
            return found;""", self.origin.rpartition('/')[2])

    def crash(self):
        """Kill the browser in the middle of whatever it does; the profile stays as it is until `quit`."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(5)

    def quit(self):
        """End the browser and remove its profile."""
        with contextlib.suppress(OSError, Refused, ValueError):
            self.wire.ask('Marionette:Quit', {'flags': ['eForceQuit']})
        self.wire.close()
        self._end()

    def _end(self):
        try:
            self.process.wait(8)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(5)
        shutil.rmtree(self.profile, ignore_errors=True)
