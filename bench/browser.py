"""One Chromium with the bench build: measurements by name, the heap of the measuring worker, a drop on the real panel."""

import json
import time

from selenium.webdriver.common.by import By

from tools.drive.chromium import Chromium
from tools.drive.panel import Panel

WATCH = """
window.bench = {drop: 0, shown: 0};
document.addEventListener('drop', () => { bench.drop = performance.now(); }, true);
const original = CanvasRenderingContext2D.prototype.putImageData;
CanvasRenderingContext2D.prototype.putImageData = function (...given) {
  original.apply(this, given);
  if (!bench.shown) requestAnimationFrame(() => { bench.shown = performance.now(); });
};
"""

COUNT = """
window.bench = {painted: 0};
const original = CanvasRenderingContext2D.prototype.putImageData;
CanvasRenderingContext2D.prototype.putImageData = function (...given) {
  original.apply(this, given);
  bench.painted += 1;
};
"""

READY = """
new MutationObserver((_changes, watch) => {
  if (document.body?.dataset.ready !== 'true') return;
  window.readyAt = performance.now();
  watch.disconnect();
}).observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ['data-ready']});
"""


class Bench:
    """The browser on the measuring page."""

    def __init__(self, folder, files):
        self.browser = Chromium(folder)
        self.driver = self.browser.driver
        self.driver.set_script_timeout(100)
        self.home = self.driver.current_window_handle
        self.browser.open_tab(page='bench.html')
        self.driver.find_element(By.ID, 'files').send_keys('\n'.join(str(path) for path in files))
        self.ask('measure', 'ready')

    def ask(self, function, *given):
        """What a function of the page answers."""
        answer = self.driver.execute_async_script(
            'const done = arguments[arguments.length - 1]; const [name, given] = arguments;'
            'window[name](...given).then((found) => done(JSON.stringify([found ?? null])), (error) => done(String(error.message)))',
            function, list(given))
        if not answer.startswith('['):
            raise RuntimeError(answer)
        return json.loads(answer)[0]

    def measure(self, name, **given):
        """A measurement of the worker."""
        return self.ask('measure', name, given)

    def heap(self, collect):
        """MB that the measuring worker holds, buffers included; `collect` the garbage before."""
        target = next(one for one in self.browser.devtools('Target.getTargets', {'filter': [{}]})['targetInfos']
                      if one['type'] == 'worker' and 'bench-worker' in one['url'])
        session = self.browser.devtools('Target.attachToTarget', {'targetId': target['targetId'], 'flatten': True})['sessionId']
        try:
            if collect:
                self.browser.devtools('HeapProfiler.collectGarbage', session=session)
            found = self.browser.devtools('Runtime.getHeapUsage', session=session)
        finally:
            self.browser.devtools('Target.detachFromTarget', {'sessionId': session})
        return (found['usedSize'] + found.get('backingStorageSize', 0) + found.get('embedderHeapUsedSize', 0)) / 1e6

    def panel_ready(self):
        """Milliseconds from the start of the navigation to the panel until its worker has answered."""
        self.driver.switch_to.new_window('tab')
        try:
            self.driver.execute_cdp_cmd('Page.addScriptToEvaluateOnNewDocument', {'source': READY})
            self.driver.get(f'{self.browser.origin}/panel.html?view=tab')
            Panel(self.browser).ready()
            return self.driver.execute_script('return window.readyAt')
        finally:
            self.driver.close()
            self.driver.switch_to.window(self.home)

    def first_picture(self, path):
        """Milliseconds from the drop on a panel that opened a second ago to the frame in which the picture is painted."""
        self.driver.switch_to.new_window('tab')
        try:
            self.driver.get(f'{self.browser.origin}/panel.html?view=tab')
            panel = Panel(self.browser).ready()
            self.driver.execute_script(WATCH)
            time.sleep(1)        # nobody drops a file in the moment in which the panel opens
            self.browser.drop('[data-testid="drop-zone"]', [path])
            end = time.monotonic() + 30
            while time.monotonic() < end:
                drop, shown = self.driver.execute_script('return [bench.drop, bench.shown]')
                if shown:
                    return shown - drop
                time.sleep(.02)
            raise TimeoutError(f'no picture: {panel.text()[-300:]}')
        finally:
            self.driver.close()
            self.driver.switch_to.window(self.home)

    def cine(self, path):
        """Milliseconds a picture of a clip that is played in the panel, over four seconds from the second one on."""
        self.driver.switch_to.new_window('tab')
        try:
            self.driver.get(f'{self.browser.origin}/panel.html?view=tab')
            panel = Panel(self.browser).ready()
            panel.find_text(False)
            panel.load(path)
            self.driver.execute_script(COUNT)
            panel.press('cine')
            time.sleep(1)
            return self.driver.execute_async_script("""const done = arguments[0]; const [at, from] = [performance.now(), bench.painted];
                setTimeout(() => done((performance.now() - at) / Math.max(1, bench.painted - from)), 4000);""")
        finally:
            self.driver.close()
            self.driver.switch_to.window(self.home)

    def quit(self):
        """End the browser."""
        self.browser.quit()
