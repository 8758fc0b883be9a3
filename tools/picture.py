"""`python -m tools.picture`: the pictures of the panel in README and docs, taken from the built extension with the made-up sample."""

import base64
import pathlib

from tools.drive.chromium import Chromium
from tools.drive.panel import Panel
from tools.modules import ROOT
from tools.sample import __main__ as sample

FOLDER = ROOT / 'docs' / 'pictures'
# Rectangles over the burned-in name and over hospital and date of the ultrasound sample.
MASKS = ((0, 0, 150, 46), (236, 0, 116, 46))


def _take(browser, name):
    answer = browser.driver.execute_cdp_cmd('Page.captureScreenshot', {'format': 'png'})
    (FOLDER / name).write_bytes(base64.b64decode(answer['data']))


def main():
    """Take both pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = next(path for path in sample.write(pathlib.Path(sample.FOLDER)) if path.name == 'us.dcm')
    browser = Chromium(ROOT / 'dist' / 'chromium')
    try:
        browser.open_tab(1440, 900)
        panel = Panel(browser).load(file)
        for mask in MASKS:
            panel.press('add-mask').ready()
            for name, value in zip('xywh', mask, strict=True):
                field = panel.all(f'mask-{name}')[-1]
                panel.driver.execute_script(
                    'arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event("change"))', field, value)
                panel.ready()
        panel.preview()
        panel.driver.execute_script('document.querySelector("#place-image").scrollIntoView(); document.activeElement.blur()')
        panel.ready()
        _take(browser, 'tab.png')
        browser.open_tab(360, 900, 'panel.html')
        Panel(browser).load(file)
        _take(browser, 'side-panel.png')
    finally:
        browser.quit()


if __name__ == '__main__':
    main()
