"""Chromium with the unpacked extension: the real side panel, trusted drops, real downloads.

The panel is a window handle of Selenium's. Never `get()` on it: that hangs; reload it with `execute_script`.
"""

import contextlib
import os
import pathlib
import shutil
import signal
import tempfile
import time

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.bidi.common import command_builder

PROMPT = 20      # seconds that starting, opening or saving may take on a slow machine

QUIET = ('--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic',
         '--disable-default-apps', '--no-default-browser-check', '--disable-gpu')


def _first(*names):
    return next((path for path in map(shutil.which, names) if path), None)


class Chromium:
    """One browser with one extension. `downloads` is the folder where saved files appear."""

    name = 'chromium'

    def __init__(self, extension, headless=True, size=(1200, 900), language='en-US', arguments=()):
        self.profile = pathlib.Path(tempfile.mkdtemp(prefix='samar-chromium-'))
        self.downloads = self.profile / 'downloads'
        self.downloads.mkdir()
        options = Options()
        options.enable_bidi = True
        options.enable_webextensions = True
        options.add_experimental_option('enableExtensionTargets', True)
        # By preferences, because Browser.setDownloadBehavior loses the name that the extension gives.
        options.add_experimental_option('prefs', {'download.default_directory': str(self.downloads), 'download.prompt_for_download': False,
                                                  'extensions.ui.developer_mode': True})
        options.set_capability('goog:loggingPrefs', {'browser': 'ALL'})
        binary = _first('chromium', 'chromium-browser', 'google-chrome')
        if binary:
            options.binary_location = binary
        for argument in (*QUIET, f'--user-data-dir={self.profile}', f'--window-size={size[0]},{size[1]}', f'--lang={language}', *arguments):
            options.add_argument(argument)
        if headless:
            options.add_argument('--headless=new')
        if os.geteuid() == 0:
            options.add_argument('--no-sandbox')
        driver = _first('chromedriver')
        environment = {**os.environ, 'LANGUAGE': language.partition('-')[0]}
        self.driver = webdriver.Chrome(options=options, service=Service(driver, env=environment) if driver else Service(env=environment))
        self.tab = self.driver.current_window_handle
        self.id = self.driver.webextension.install(path=str(pathlib.Path(extension).resolve()))['extension']
        self.origin = f'chrome-extension://{self.id}'

    # ── the protocol below Selenium ──────────────────────────────────────────

    def devtools(self, method, parameters=None, session=None):
        """One command of the browser-wide DevTools protocol."""
        wrapped = {'method': method, 'params': parameters or {}}
        if session:
            wrapped['session'] = session
        answer = self.driver._websocket_connection.execute(command_builder('goog:cdp.sendCommand', wrapped))
        return answer['result']

    def in_background(self, expression):
        """Value of an expression in the extension's service worker, which is waited for."""
        end = time.monotonic() + PROMPT
        while True:
            targets = [target for target in self.devtools('Target.getTargets')['targetInfos']
                       if target['type'] == 'service_worker' and self.id in target['url']]
            if targets:
                break
            if time.monotonic() > end:
                raise TimeoutError('the service worker does not run')
            time.sleep(.05)
        session = self.devtools('Target.attachToTarget', {'targetId': targets[0]['targetId'], 'flatten': True})['sessionId']
        try:
            answer = self.devtools('Runtime.evaluate', {'expression': expression, 'returnByValue': True, 'awaitPromise': True}, session)
            return answer['result'].get('value')
        finally:
            self.devtools('Target.detachFromTarget', {'sessionId': session})

    # ── pages ────────────────────────────────────────────────────────────────

    def open_panel(self):
        """Open the side panel as a click on the button does, and go there; gives its window handle."""
        self.driver.switch_to.window(self.tab)
        self.driver.get('about:blank')
        end = time.monotonic() + PROMPT
        # What the background did first is to take the interface away; what it asked the browser for then takes a moment more.
        while self.in_background('typeof chrome') != 'undefined':
            if time.monotonic() > end:
                raise TimeoutError('the background did not run')
            time.sleep(.05)
        targets = self.devtools('Target.getTargets', {'filter': [{}]})['targetInfos']
        tab = next(target['targetId'] for target in targets if target['type'] == 'tab' and target['title'] != 'BiDi-CDP Mapper')
        before = set(self.driver.window_handles)
        while time.monotonic() < end:
            self.devtools('Extensions.triggerAction', {'id': self.id, 'targetId': tab})
            again = time.monotonic() + PROMPT / 4
            while time.monotonic() < again:
                for handle in set(self.driver.window_handles) - before:
                    self.driver.switch_to.window(handle)
                    if 'panel.html' in self.driver.current_url:
                        return handle
                time.sleep(.05)
        raise TimeoutError('the side panel did not open')

    def open_tab(self, width=None, height=900, page='panel.html?view=tab'):
        """Open the same page in the tab, at a width in CSS pixels where one is given."""
        self.driver.switch_to.window(self.tab)
        self.driver.get(f'{self.origin}/{page}')
        if width:
            self.driver.execute_cdp_cmd('Emulation.setDeviceMetricsOverride',
                                        {'width': width, 'height': height, 'deviceScaleFactor': 1, 'mobile': False})
        else:
            self.driver.execute_cdp_cmd('Emulation.clearDeviceMetricsOverride', {})

    def drop(self, selector, files):
        """Drop real files on the middle of an element, as a person does: the events are trusted."""
        x, y = self.driver.execute_script(
            'const box = document.querySelector(arguments[0]).getBoundingClientRect();'
            'return [box.x + box.width / 2, box.y + box.height / 2]',
            selector)
        data = {'items': [], 'files': [str(file) for file in files], 'dragOperationsMask': 1}
        for kind in ('dragEnter', 'dragOver', 'drop'):
            self.driver.execute_cdp_cmd('Input.dispatchDragEvent', {'type': kind, 'x': x, 'y': y, 'data': data})

    def choose_folder(self, selector, folder):
        """Choose a real folder in the dialog of a folder's input."""
        self.driver.find_element('css selector', selector).send_keys(str(folder))

    def complaints(self):
        """Errors and policy reports of the console since the last call."""
        return [entry['message'] for entry in self.driver.get_log('browser')
                if entry['level'] == 'SEVERE' or 'Content Security Policy' in entry['message']]

    def crash(self):
        """Kill the browser in the middle of whatever it does; the profile stays as it is until `quit`."""
        mark = f'--user-data-dir={self.profile}'.encode()
        for folder in pathlib.Path('/proc').glob('[0-9]*'):
            with contextlib.suppress(OSError):
                command = (folder / 'cmdline').read_bytes().split(b'\0')
                if mark in command and b'chromedriver' not in command[0]:
                    os.kill(int(folder.name), signal.SIGKILL)
        time.sleep(1)

    def quit(self):
        """End the browser and remove its profile."""
        self.driver.quit()
        shutil.rmtree(self.profile, ignore_errors=True)
