"""`python -m tools.store` fills `build/store/` with a folder for each store: the package, the texts, the form, the notes, the pictures.

Texts lie in `store/listing/<language>.md`, forms in `store/<store>/form.md`, notes come from CHANGELOG.md, pictures from docs/pictures in
the size that the stores take.
"""

import re
import shutil

import imagecodecs
import numpy

from tools import manifest, package
from tools.modules import ROOT
from tools.picture import indexed

STORES = {'chrome': 'chromium', 'edge': 'chromium', 'firefox': 'firefox'}
LANGUAGES = ('en', 'id', 'ja')
# Width and height that all three take, and the grey around a picture of another form.
SIZE, GROUND = (1280, 800), 238
PICTURES = {'tab.png': 'tab-1280x800.png', 'side-panel.png': 'panel-1280x800.png'}
HEADINGS = ('Summary', 'Description')


def listing(language):
    """{'Summary': text, 'Description': text} of a language."""
    text = (ROOT / 'store' / 'listing' / f'{language}.md').read_text('utf-8')
    parts = re.split(r'^## (.+)$', text, flags=re.MULTILINE)[1:]
    return {name: content.strip() for name, content in zip(parts[::2], parts[1::2], strict=True)}


def notes(version):
    """What CHANGELOG.md says of a version, or of what is not yet released."""
    text = (ROOT / 'CHANGELOG.md').read_text('utf-8')
    sections = dict(re.findall(r'^## (.+?)\n(.*?)(?=^## |\Z)', text, flags=re.MULTILINE | re.DOTALL))
    return next((body for head, body in sections.items() if head.startswith(version)), sections['Unreleased']).strip()


def fitted(picture):
    """An array (height, width, 3) of SIZE: the picture made smaller by means of cells where it is too large, on grey."""
    width, height = SIZE
    picture = picture[..., :3]
    scale = min(1, width / picture.shape[1], height / picture.shape[0])
    high, wide = int(picture.shape[0] * scale), int(picture.shape[1] * scale)
    if scale < 1:
        picture = _smaller(_smaller(picture, high).transpose(1, 0, 2), wide).transpose(1, 0, 2)
    ground = numpy.full((height, width, 3), GROUND, numpy.uint8)
    top, left = (height - high) // 2, (width - wide) // 2
    ground[top:top + high, left:left + wide] = picture.round().astype(numpy.uint8)
    return ground


def _smaller(lines, count):
    """`count` lines, each the mean over its share of the given ones."""
    sums = numpy.concatenate([numpy.zeros_like(lines[:1], dtype=float), numpy.cumsum(lines, axis=0, dtype=float)])
    edges = numpy.linspace(0, len(lines), count + 1)
    low = edges.astype(int).clip(0, len(lines) - 1)
    at = sums[low] + (edges - low)[:, None, None] * lines[low]
    return (at[1:] - at[:-1]) / (len(lines) / count)


def main():
    """Fill the folders; needs `make dist`."""
    version = manifest.read()['version']
    for store, browser in STORES.items():
        folder = ROOT / 'build' / 'store' / store
        shutil.rmtree(folder, ignore_errors=True)
        (folder / 'pictures').mkdir(parents=True)
        shutil.copy(package.zip_path(browser), folder)
        shutil.copytree(ROOT / 'store' / 'listing', folder / 'listing')
        (folder / 'form.md').write_text((ROOT / 'store' / store / 'form.md').read_text('utf-8').replace('VERSION', version), 'utf-8')
        shutil.copy(ROOT / 'PRIVACY.md', folder)
        (folder / 'notes.md').write_text(notes(version) + '\n', 'utf-8')
        for name, target in PICTURES.items():
            picture = imagecodecs.png_decode((ROOT / 'docs' / 'pictures' / name).read_bytes())
            (folder / 'pictures' / target).write_bytes(indexed(fitted(picture)))
    print('build/store:', ', '.join(STORES))


if __name__ == '__main__':
    main()
