"""The panel as a person uses it, in either browser: everything by the `data-testid` that stays stable."""

import time

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

PATIENCE = 60      # seconds for anything that the worker does


class Panel:
    """The open panel of `browser` (Chromium or Firefox of this folder)."""

    def __init__(self, browser):
        self.browser = browser
        self.driver = browser.driver

    # ── looking ──────────────────────────────────────────────────────────────

    def all(self, name, extra=''):
        """Elements with this test id."""
        return self.driver.find_elements(By.CSS_SELECTOR, f'[data-testid="{name}"]{extra}')

    def one(self, name, extra=''):
        """The first element with this test id, which is waited for."""
        return self.until(lambda: next(iter(self.all(name, extra)), None), f'{name}{extra}')

    def until(self, question, what):
        """Wait until `question()` gives something, and give that."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                found = question()
            except StaleElementReferenceException:
                found = None
            if found:
                return found
            if time.monotonic() > end:
                raise TimeoutError(f'waited for {what} in vain; the panel says: {self.text()[-600:]}')
            time.sleep(.03)

    def text(self):
        """All words on the page."""
        return self.driver.execute_script('return document.body.innerText')

    def attribute(self, name, key):
        """An attribute of the first element with this test id, or None."""
        found = self.all(name)
        return found[0].get_attribute(key) if found else None

    def ready(self):
        """Wait until the worker answers and nothing is under way."""
        self.until(lambda: self.driver.execute_script(
            'return document.body?.dataset.ready === "true" && !("busy" in document.body.dataset)'), 'the panel to be ready')
        return self

    # ── doing ────────────────────────────────────────────────────────────────

    def load(self, *paths):
        """Choose files in the dialog."""
        self.ready().one('file-input').send_keys('\n'.join(str(path) for path in paths))
        return self._taken()

    def folder(self, path):
        """Choose a folder in the dialog."""
        self.ready()
        self.browser.choose_folder('[data-testid="folder-input"]', path)
        return self._taken()

    def drop(self, *paths):
        """Drop files on the panel."""
        self.ready()
        self.browser.drop('[data-testid="drop-zone"]', paths)
        return self._taken()

    def _taken(self):
        self.one('file-row')
        return self.ready()

    def press(self, name, extra=''):
        """Press a button."""
        found = self.one(name, extra)
        self.driver.execute_script('arguments[0].scrollIntoView({block: "center"})', found)
        self.until(found.is_enabled, f'{name} to be enabled')
        found.click()
        return self

    def preset(self, ident):
        """Choose a preset by its id."""
        Select(self.ready().one('preset-select')).select_by_value(ident)
        return self.ready()

    def clear(self):
        """Take all files out of the panel."""
        if self.all('file-row'):
            self.press('clear')
            # Masks and choices that no saved file has yet are asked for.
            if self.driver.execute_script("return document.querySelector('[data-testid=\"ask-clear\"]').open"):
                self.press('clear-confirm')
            self.until(lambda: not self.all('file-row'), 'the list to be empty')
        return self.ready()

    def number(self, name, value):
        """Type a whole number into a field."""
        self.driver.execute_script(
            'const [field, value] = arguments; field.value = value; field.dispatchEvent(new Event("change", {bubbles: true}))',
            self.one(name), str(value))
        return self.ready()

    def mask(self, x, y, width, height):
        """Add a rectangle by its numbers."""
        self.press('add-mask').ready()
        for name, value in (('mask-x', x), ('mask-y', y), ('mask-w', width), ('mask-h', height)):
            self.number(name, value)
        return self

    def find_text(self, on):
        """Whether text is looked for in pictures from now on."""
        self.driver.execute_script("document.querySelector('samar-footer').session.finder.on = arguments[0]", on)
        return self.ready()

    def searched(self):
        """Wait until the picture was searched for text."""
        self.until(lambda: self.attribute('proposals', 'data-state') in (None, 'done', 'failed', 'none'), 'the search for text')
        return self.ready()

    def decide(self, mask=False):
        """Mask the text that was found and is ticked, or leave it all as it is."""
        self.searched()
        if self.all('proposal-row'):
            self.press('proposals-accept' if mask or not self.all('proposals-drop') else 'proposals-drop')
            self.until(lambda: not self.all('proposal-row'), 'all proposals to be decided')
        return self.ready()

    def look(self):
        """Look at every frame of the picture, as a person would: in view, one after another; text that is found there is left."""
        self.decide()
        stage = self.one('stage')
        self.driver.execute_script('arguments[0].scrollIntoView({block: "center"})', stage)
        for frame in range(int(stage.get_attribute('data-frames'))):
            if frame:
                self.driver.execute_script(
                    'const [field, value] = arguments; field.value = value; field.dispatchEvent(new Event("input", {bubbles: true}))',
                    self.one('frame-slider'), str(frame + 1))
            self.ready()
            self.until(lambda: self.driver.execute_script('const image = document.querySelector("samar-image");'
                                                          'return image.entry.seen.has(image.frame)'), 'a frame to be seen')
        return self.ready()

    def preview(self):
        """Update the preview; gives the outcome's word."""
        self.press('update-preview')
        self.ready().one('outcome', '[data-fresh="true"]')
        return self.attribute('outcome', 'data-outcome')

    def download(self, button='download'):
        """Press a button that saves; gives the path of the file that appeared."""
        before = set(self.browser.downloads.iterdir())
        self.press(button)
        found = self.until(lambda: [path for path in set(self.browser.downloads.iterdir()) - before
                                    if path.suffix not in ('.crdownload', '.part', '.tmp') and path.stat().st_size], 'the saved file')
        self.ready()
        return found[0]
