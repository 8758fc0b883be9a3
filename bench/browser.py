"""One Chromium with the bench build: measurements by name, the heap of the measuring worker, a drop on the real panel."""

import contextlib
import json
import statistics
import time

from selenium.webdriver.common.by import By

from tools.drive.chromium import Chromium
from tools.drive.panel import Panel

DROP = """
window.bench = {drop: 0, shown: 0};
document.addEventListener('drop', () => { bench.drop = performance.now(); }, true);
"""

PICTURE = """
const original = CanvasRenderingContext2D.prototype.putImageData;
CanvasRenderingContext2D.prototype.putImageData = function (...given) {
  original.apply(this, given);
  if (!bench.shown) requestAnimationFrame(() => { bench.shown = performance.now(); });
};
"""

FIRST_ROW = """
new MutationObserver((_changes, watch) => {
  if (!document.querySelector('[data-testid="tag-row"]')) return;
  requestAnimationFrame(() => { bench.shown = performance.now(); });
  watch.disconnect();
}).observe(document, {subtree: true, childList: true});
"""

JUMPS = """
const done = arguments[0], tags = document.querySelector('samar-tags'), table = tags.querySelector('[data-testid="tag-table"]');
const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
(async () => {
  const times = [], most = table.scrollHeight - table.clientHeight;
  for (let at = 1; at <= 20; at += 1) {
    const began = performance.now();
    table.scrollTop = most * at / 20;
    do await frame();
    while (table.querySelector('.blank') || !table.querySelector('[data-testid="tag-row"]') || Math.abs(tags.top - table.scrollTop) > 1);
    times.push(performance.now() - began);
    await new Promise((over) => setTimeout(over, 100));
  }
  done(times.sort((a, b) => a - b)[10]);
})();
"""

BEATS = """
window.bench = {beats: []};
let last = performance.now();
const beat = (now) => {
  bench.beats.push(now - last);
  last = now;
  requestAnimationFrame(beat);
};
requestAnimationFrame(beat);
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

    @contextlib.contextmanager
    def _panel(self, first=''):
        """A new panel in a tab of its own, which is closed afterwards; `first` is a script that runs before the page's own."""
        self.driver.switch_to.new_window('tab')
        try:
            if first:
                self.driver.execute_cdp_cmd('Page.addScriptToEvaluateOnNewDocument', {'source': first})
            self.driver.get(f'{self.browser.origin}/panel.html?view=tab')
            yield Panel(self.browser).ready()
        finally:
            self.driver.close()
            self.driver.switch_to.window(self.home)

    def panel_ready(self):
        """Milliseconds from the start of the navigation to the panel until its worker has answered."""
        with self._panel(READY):
            return self.driver.execute_script('return window.readyAt')

    def dropped(self, path, watch):
        """Milliseconds from the drop on a panel that opened a second ago to the frame that `watch` waits for (PICTURE, FIRST_ROW)."""
        with self._panel() as panel:
            self.driver.execute_script(DROP + watch)
            time.sleep(1)        # nobody drops a file in the moment in which the panel opens
            self.browser.drop('[data-testid="drop-zone"]', [path])
            end = time.monotonic() + 30
            while time.monotonic() < end:
                drop, shown = self.driver.execute_script('return [bench.drop, bench.shown]')
                if shown:
                    return shown - drop
                time.sleep(.02)
            raise TimeoutError(f'nothing to see: {panel.text()[-300:]}')

    def cine(self, path):
        """Milliseconds a picture of a clip that is played in the panel, over four seconds from the second one on."""
        with self._panel() as panel:
            panel.find_text(False)
            panel.load(path)
            self.driver.execute_script(COUNT)
            panel.press('cine')
            time.sleep(1)
            return self.driver.execute_async_script("""const done = arguments[0]; const [at, from] = [performance.now(), bench.painted];
                setTimeout(() => done((performance.now() - at) / Math.max(1, bench.painted - from)), 4000);""")

    def rows(self, path):
        """Milliseconds from a jump in the table to the frame that has all its rows: the median of 20 jumps to where nobody was."""
        with self._panel() as panel:
            panel.find_text(False)
            panel.load(path)
            panel.one('tag-row')
            return self.driver.execute_async_script(JUMPS)

    def mask_drag(self, path):
        """Milliseconds between two frames while a mask is pulled over the picture, a move a frame: the median and the longest."""
        with self._panel() as panel:
            panel.find_text(False)
            panel.load(path)
            left, top, scale = self.driver.execute_script("""const stage = document.querySelector('samar-stage');
                stage.scrollIntoView({block: 'center', behavior: 'instant'});
                const at = stage.canvas.getBoundingClientRect(), {x, y, scale} = stage.view;
                return [at.x + x, at.y + y, scale]""")

            def mouse(kind, x, y):
                self.driver.execute_cdp_cmd('Input.dispatchMouseEvent', {
                    'type': kind, 'x': left + x * scale, 'y': top + y * scale, 'button': 'left', 'buttons': int(kind != 'mouseReleased'),
                    'clickCount': 1})

            def place():
                return self.driver.execute_script("return document.querySelector('samar-image').masks.map(({x}) => x)[0]")

            for kind, at in (('mousePressed', 200), ('mouseMoved', 600), ('mouseReleased', 600)):
                mouse(kind, at, at)
            drawn = place()
            self.driver.execute_script(BEATS)
            mouse('mousePressed', 400, 400)
            for step in range(120):
                mouse('mouseMoved', 400 + 10 * (step % 60), 400 + 5 * (step % 60))
            beats = self.driver.execute_script('return bench.beats')
            mouse('mouseReleased', 700, 500)
            if drawn is None or place() == drawn or len(beats) < 20:
                raise RuntimeError(f'the mask was not pulled: {drawn}, {place()}, {len(beats)} frames')
            return statistics.median(beats), max(beats)

    def quit(self):
        """End the browser."""
        self.browser.quit()
