"""The panel alone in Chromium: bundled with stand-ins for worker and browser, given out by a local server under a policy line."""

import functools
import http.server
import pathlib
import shutil
import subprocess
import tempfile
import threading
import time

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[2]
PATIENCE = 15
ARGUMENTS = ('--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
             '--disable-component-update', '--disable-sync', '--window-size=1400,1000', '--lang=en-US')


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Files of one folder, without a line for each in the output."""

    def log_message(self, *_):
        """Say nothing."""


class Page:
    """One browser, one server. `open` begins anew, `test` finds by test id."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='samar-page-'))
        subprocess.run(['node', HERE / 'build.mjs', self.folder], check=True, cwd=ROOT)
        shutil.copytree(ROOT / 'extension' / 'icons', self.folder / 'icons')
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), functools.partial(Quiet, directory=str(self.folder)))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.driver = self.start()

    def start(self):
        """Start the browser; gives its driver."""
        options = Options()
        options.set_capability('goog:loggingPrefs', {'browser': 'ALL'})
        if shutil.which('chromium'):
            options.binary_location = shutil.which('chromium')
        for argument in ARGUMENTS:
            options.add_argument(argument)
        driver = shutil.which('chromedriver')
        return webdriver.Chrome(options=options, service=Service(driver) if driver else Service())

    def stop(self):
        """End the browser."""
        self.driver.quit()

    def close(self):
        """End browser and server."""
        self.stop()
        self.server.shutdown()
        shutil.rmtree(self.folder)

    def open(self, width=360, height=900, **asked):
        """The panel at a size in CSS pixels; `asked` goes into the query (rows, frames, slow, lang). Text in
        pictures is looked for with `find=1` only."""
        self.size(width, height)
        query = '&'.join(f'{key}={value}' for key, value in asked.items())
        self.driver.get(f'http://127.0.0.1:{self.server.server_port}/panel.html?{query}')
        self.wait("document.body.dataset.ready === 'true'")
        if 'find' not in asked:
            self.js("document.querySelector('samar-footer').session.finder.on = false")
        return self

    def size(self, width, height):
        """Give the page a size in CSS pixels."""
        self.driver.execute_cdp_cmd('Emulation.setDeviceMetricsOverride',
                                    {'width': width, 'height': height, 'deviceScaleFactor': 1, 'mobile': False})

    def theme(self, name):
        """`light` or `dark`, as the system would ask for it."""
        self.driver.execute_cdp_cmd('Emulation.setEmulatedMedia', {'features': [{'name': 'prefers-color-scheme', 'value': name}]})

    def letters(self, share):
        """Size of letters that the browser's settings ask for, as a share of the usual 16 pixels."""
        self.driver.execute_cdp_cmd('Page.setFontSizes', {'fontSizes': {'standard': round(16 * share), 'fixed': round(13 * share)}})

    def js(self, script, *arguments):
        """Value of a script's `return`."""
        return self.driver.execute_script(script, *arguments)

    def wait(self, expression, *arguments):
        """Wait until a JavaScript expression is true, and give its value."""
        end = time.monotonic() + PATIENCE
        while True:
            found = self.js(f'return {expression}', *arguments)
            if found:
                return found
            if time.monotonic() > end:
                raise AssertionError(f'never came true: {expression}')
            time.sleep(.03)

    def settle(self):
        """Wait until nothing is under way."""
        self.wait("!('busy' in document.body.dataset)")
        self.js('return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')

    def test(self, name):
        """The elements with a test id."""
        return self.driver.find_elements('css selector', f'[data-testid="{name}"]')

    def one(self, name):
        """The one element with a test id, scrolled into view."""
        found = self.test(name)
        assert len(found) == 1, f'{name}: {len(found)}'
        self.js("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", found[0])
        return found[0]

    def files(self, *names):
        """Choose made-up files by the file input."""
        self.js('''const held = new DataTransfer();
            for (const name of arguments[0]) held.items.add(new File(['made up'], name));
            const input = document.querySelector('[data-testid="file-input"]');
            input.files = held.files;
            input.dispatchEvent(new Event('change', {bubbles: true}));''', list(names))
        self.wait("""document.querySelectorAll('[data-testid=file-row]').length
            + Number(document.querySelector('[data-testid=skipped]')?.dataset.count ?? 0) >= arguments[0]""", len(names))
        self.settle()

    def shown(self):
        """The element rows that are drawn: a list of data attributes."""
        return self.js("return [...document.querySelectorAll('[data-testid=tag-row]')].map((row) => ({...row.dataset}))")

    def asked(self, operation):
        """Arguments of the last request of a kind that the worker got."""
        return self.js('return globalThis.asked.filter(({op}) => op === arguments[0]).at(-1)?.args', operation)

    def drag(self, start, stop, button='left'):
        """A drag over the stage between two points in image pixels."""
        box = self.js('''const stage = document.querySelector('samar-stage'), at = stage.canvas.getBoundingClientRect(), view = stage.view;
            return {x: at.x + view.x, y: at.y + view.y, scale: view.scale}''')
        points = [(box['x'] + x * box['scale'], box['y'] + y * box['scale']) for x, y in (start, stop)]
        middle = ((points[0][0] + points[1][0]) / 2, (points[0][1] + points[1][1]) / 2)
        held = {'left': 1, 'right': 2}[button]
        for kind, (x, y) in (('mousePressed', points[0]), ('mouseMoved', middle), ('mouseMoved', points[1]), ('mouseReleased', points[1])):
            self.driver.execute_cdp_cmd('Input.dispatchMouseEvent', {
                'type': kind, 'x': x, 'y': y, 'button': button, 'buttons': 0 if kind == 'mouseReleased' else held, 'clickCount': 1})
        self.settle()

    def complaints(self):
        """Errors and policy reports in the console since the last call."""
        return [entry['message'] for entry in self.driver.get_log('browser')
                if entry['level'] == 'SEVERE' or 'Content Security Policy' in entry['message']]
