"""What the browser has on disk during and after a session: strings that were planted in files are looked for in the whole profile.

The long form has files that unpack to more than a browser keeps of blobs in memory (2 GB in Chromium).
"""

import io
import os
import random
import shutil
import zipfile
import zlib

import pytest

from tests import files
from tools.drive.chromium import Chromium
from tools.drive.firefox import Firefox
from tools.drive.panel import Panel

NAME, NOTE = 'PLANTED^QUOKKA^ZEBEDEE', 'planted-note-of-the-numbat-7781'
PLANTED = (b'QUOKKA', b'ZEBEDEE', b'quokka', b'planted-note-of-the-numbat')
LONG = bool(os.environ.get('SAMAR_LONG'))
MEGABYTE = 1 << 20


def elements(fill=b''):
    """A small CT object with a name and a note that stand nowhere else, and with something that takes room."""
    body = files.body(name=NAME)
    more = [files.element(0x00104000, 'LT', NOTE)]
    return [*body[:7], *more, *body[7:-1], *([files.element(0x00420011, 'OB', fill)] if fill else []), body[-1]]


def deflated(fill=b''):
    """The same in the deflated transfer syntax."""
    machine = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = machine.compress(b''.join(elements(fill))) + machine.flush()
    return files.meta(files.DEFLATED) + packed + b'\0' * (len(packed) % 2)


def archive(contents):
    """A ZIP whose files are deflated."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, 'w', zipfile.ZIP_DEFLATED) as made:
        for name, content in contents.items():
            made.writestr(name, content)
    return stream.getvalue()


def planted(folder):
    """Three ways for a file to come: as it is, deflated, in an archive."""
    made = {'plain.dcm': files.build(elements()), 'deflated.dcm': deflated(), 'archive.zip': archive({'in.dcm': files.build(elements())})}
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in made]


def forms(word):
    """A word as it may lie on disk: in 8 bits and in 16."""
    return word, word.decode().encode('utf-16-le')


def kept(profile):
    """Files of the profile that hold a planted word."""
    found = []
    for path in sorted(profile.rglob('*')):
        if path.is_file() and not path.is_symlink():
            try:
                content = path.read_bytes()
            except OSError:
                continue
            found += [(path.relative_to(profile).as_posix(), word) for word in PLANTED if any(form in content for form in forms(word))]
    return found


def opened(browser, paths):
    """The panel with the files, the last of them made and checked."""
    browser.open_tab(page='panel.html?view=tab')
    panel = Panel(browser).ready().load(*paths)
    panel.until(lambda: len(panel.all('file-row')) == len(paths), 'all files in the list')
    panel.preset('research')
    assert 'QUOKKA' in panel.text() or 'Quokka' in panel.text()
    for row in range(len(paths)):
        panel.driver.execute_script("document.querySelectorAll('[data-testid=file-row] .file-open')[arguments[0]].click()", row)
        assert panel.decide().preview() == 'cleaned'
    return panel


@pytest.mark.browser
@pytest.mark.parametrize('kind', [Chromium, Firefox])
def test_no_planted_word_is_on_disk(dist, tmp_path, kind, monkeypatch):
    """Opened, made, saved, cleared; then closed."""
    paths = planted(tmp_path)
    browser = kind(dist / kind.name)
    profile, remove, open_ = browser.profile, shutil.rmtree, True
    try:
        panel = opened(browser, paths)
        panel.download()
        panel.clear()
        after_clear = kept(profile)
        control = profile / 'control'
        control.write_text(NAME, 'utf-16-le')
        assert kept(profile) != after_clear, 'the search would not find a planted word'
        control.unlink()
        monkeypatch.setattr(shutil, 'rmtree', lambda *_args, **_more: None)     # the profile is looked at once more
        browser.quit()
        open_ = False
        after_close = kept(profile)
    finally:
        monkeypatch.undo()
        if open_:
            browser.quit()
        remove(profile, ignore_errors=True)
    assert after_clear == [] and after_close == []


@pytest.mark.browser
@pytest.mark.parametrize('kind', [Chromium, Firefox])
def test_no_planted_word_is_on_disk_after_a_crash(dist, tmp_path, kind):
    """Killed while the files are open and made, so that nobody cleared anything away."""
    browser = kind(dist / kind.name)
    profile = browser.profile
    try:
        opened(browser, planted(tmp_path))
        before = kept(profile)
        browser.crash()
        found = kept(profile)
    finally:
        try:
            browser.quit()
        except Exception as error:      # there is nobody left to be asked
            print('after the crash:', type(error).__name__)
        shutil.rmtree(profile, ignore_errors=True)
    assert before == [] and found == []


def bulky(seed, size):
    """Bytes that shrink some 100 times, with planted words all over."""
    chance = random.Random(seed)
    block = chance.randbytes(20000) + NOTE.encode() * 4
    part = b''.join([block] * (MEGABYTE // len(block)))
    return b''.join(part + chance.randbytes(8000) for _ in range(size // len(part)))


@pytest.mark.browser
@pytest.mark.skipif(not LONG, reason='unpacks 3 GB: make test-long')
def test_what_unpacks_to_more_than_a_browser_keeps_in_memory_is_not_on_disk(dist, tmp_path):
    path = tmp_path / 'large.zip'
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED, compresslevel=6) as made:
        for number in range(4):
            made.writestr(f'{number}.dcm', files.build(elements(bulky(number, 750 * MEGABYTE)), instance=f'1.2.3.{number}'))
    browser = Chromium(dist / 'chromium')
    try:
        browser.open_tab(page='panel.html?view=tab')
        panel = Panel(browser).ready().load(path)
        panel.until(lambda: len(panel.all('file-row')) == 4, 'all files in the list')
        panel.ready()
        while_open = kept(browser.profile)
        panel.clear()
        after_clear = kept(browser.profile)
        browser.crash()
        after_crash = kept(browser.profile)
    finally:
        try:
            browser.quit()
        except Exception as error:
            print('after the crash:', type(error).__name__)
        shutil.rmtree(browser.profile, ignore_errors=True)
    assert (while_open, after_clear, after_crash) == ([], [], [])
