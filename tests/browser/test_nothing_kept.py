"""What the browser has on disk after a session: strings that were planted in a file are looked for in the whole profile."""

import shutil

import pytest

from tests import files
from tools.drive.chromium import Chromium
from tools.drive.firefox import Firefox
from tools.drive.panel import Panel

NAME, NOTE = 'PLANTED^QUOKKA^ZEBEDEE', 'planted-note-of-the-numbat-7781'
PLANTED = (b'QUOKKA', b'ZEBEDEE', b'quokka', b'planted-note-of-the-numbat')


def planted(folder):
    """A small CT object with a name and a note that stand nowhere else."""
    path = folder / 'planted.dcm'
    body = files.body(name=NAME)
    path.write_bytes(files.build([*body[:7], files.element(0x00104000, 'LT', NOTE), *body[7:]]))
    return path


def forms(word):
    """A word as it may lie on disk: in 8 bits and in 16."""
    return word, word.decode().encode('utf-16-le')


def kept(profile, saved):
    """Files of the profile, but for what was saved, that hold a planted word."""
    found = []
    for path in sorted(profile.rglob('*')):
        if path.is_file() and not path.is_symlink() and path not in saved:
            try:
                content = path.read_bytes()
            except OSError:
                continue
            found += [(path.relative_to(profile).as_posix(), word) for word in PLANTED if any(form in content for form in forms(word))]
    return found


def work(browser, path):
    """Load, look, make, save, clear: what a person does."""
    browser.open_tab(page='panel.html?view=tab')
    panel = Panel(browser).ready().load(path).preset('research')
    assert 'QUOKKA' in panel.text() or 'Quokka' in panel.text()
    assert panel.preview() == 'cleaned'
    panel.download()
    panel.clear()


@pytest.mark.browser
@pytest.mark.parametrize('kind', [Chromium, Firefox])
def test_no_planted_word_is_on_disk(dist, tmp_path, kind, monkeypatch):
    path = planted(tmp_path)
    browser = kind(dist / kind.name)
    profile, remove, open_ = browser.profile, shutil.rmtree, True
    try:
        work(browser, path)
        after_clear = kept(profile, set())
        control = profile / 'control'
        control.write_text(NAME, 'utf-16-le')
        assert kept(profile, set()) != after_clear, 'the search would not find a planted word'
        control.unlink()
        monkeypatch.setattr(shutil, 'rmtree', lambda *_args, **_more: None)     # the profile is looked at once more
        browser.quit()
        open_ = False
        after_close = kept(profile, set())
    finally:
        monkeypatch.undo()
        if open_:
            browser.quit()
        remove(profile, ignore_errors=True)
    assert after_clear == [] and after_close == []
