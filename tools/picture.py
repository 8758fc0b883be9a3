"""`python -m tools.picture`: the pictures of the panel in README and docs, taken from the built extension with the made-up sample."""

import base64
import pathlib
import struct
import zlib

import imagecodecs
import numpy

from tools.drive.chromium import Chromium
from tools.drive.panel import Panel
from tools.modules import ROOT
from tools.sample import __main__ as sample

FOLDER = ROOT / 'docs' / 'pictures'
# Rectangles over the burned-in name and over hospital and date of the ultrasound sample.
MASKS = ((0, 0, 150, 46), (236, 0, 116, 46))


COLOURS = 256


def _take(browser, name):
    answer = browser.driver.execute_cdp_cmd('Page.captureScreenshot', {'format': 'png'})
    (FOLDER / name).write_bytes(indexed(imagecodecs.png_decode(base64.b64decode(answer['data']))))


def indexed(picture):
    """PNG of an array (height, width, 3 or 4) of bytes in its most frequent colours, all others as the nearest of these: a third of the
    size, and no difference to be seen in a panel."""
    flat = picture[..., :3].reshape(-1, 3).astype(numpy.int64) @ (65536, 256, 1)
    colours, place, counts = numpy.unique(flat, return_inverse=True, return_counts=True)
    seen = numpy.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1)
    palette = seen[numpy.argsort(-counts, kind='stable')[:COLOURS]]
    nearest = ((seen[:, None] - palette[None]) ** 2).sum(axis=2).argmin(axis=1).astype(numpy.uint8)
    height, width = picture.shape[:2]
    lines = numpy.zeros((height, width + 1), numpy.uint8)     # each line begins with its filter: none
    lines[:, 1:] = nearest[place].reshape(height, width)
    return b'\x89PNG\r\n\x1a\n' + b''.join(_chunk(kind, content) for kind, content in (
        (b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 3, 0, 0, 0)), (b'PLTE', palette.astype(numpy.uint8).tobytes()),
        (b'IDAT', zlib.compress(lines.tobytes(), 9)), (b'IEND', b'')))


def _chunk(kind, content):
    return struct.pack('>I', len(content)) + kind + content + struct.pack('>I', zlib.crc32(kind + content))


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
