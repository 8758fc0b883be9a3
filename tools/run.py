"""`make run [FILE=path.dcm]`: the real panel in Chromium, with a file in it.

With a display the window stays until it is closed. Without one the file is de-identified through the panel all the same, and the
result and a picture are left in `build/run/`.
"""

import contextlib
import os
import pathlib
import shutil
import sys
import time

from selenium.common.exceptions import WebDriverException

from tools import browsers
from tools.drive.chromium import Chromium
from tools.drive.panel import Panel
from tools.modules import ROOT
from tools.sample import __main__ as sample

OUT = ROOT / 'build' / 'run'


def has_display():
    """Whether a window can be seen."""
    return sys.platform in ('darwin', 'win32') or bool(os.environ.get('DISPLAY') or os.environ.get('WAYLAND_DISPLAY'))


def chosen(arguments):
    """The file to load."""
    if arguments and arguments[0]:
        path = pathlib.Path(arguments[0]).resolve()
        if not path.is_file():
            raise SystemExit(f'{path} is not a file')
        return path
    return next(path for path in sample.write(sample.FOLDER) if path.name == 'ct.dcm')


def stay(browser):
    """Until the person closes the window."""
    print('The panel is open. Close the window to end.', flush=True)
    try:
        while browser.driver.window_handles:
            time.sleep(.5)
    except (WebDriverException, KeyboardInterrupt, OSError):
        pass


def save(browser, panel):
    """De-identify through the panel and leave what came of it in build/run/."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    panel.preset('research')
    if panel.all('stage'):
        panel.look()
    word = panel.preview()
    print(f'outcome: {word}')
    if word in ('cleaned', 'unchanged'):
        print('saved:  ', shutil.copy(panel.download(), OUT))
    panel.driver.save_screenshot(str(OUT / 'panel.png'))
    print('picture:', OUT / 'panel.png')
    return 0 if word in ('cleaned', 'unchanged') else 1


def main(arguments):
    """Open the panel with a file; 0 when all went well."""
    path = chosen(arguments)
    there = browsers.found()
    missing = [name for name in ('chromium', 'chromedriver') if not there[name]]
    if missing and browsers.can_install():
        browsers.install(missing)
    browser = Chromium(ROOT / 'dist' / 'chromium', headless=not has_display())
    try:
        browser.open_panel()
        panel = Panel(browser).load(path)
        print('loaded: ', path)
        if has_display():
            stay(browser)
            return 0
        return save(browser, panel)
    finally:
        with contextlib.suppress(WebDriverException, OSError):
            browser.quit()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
