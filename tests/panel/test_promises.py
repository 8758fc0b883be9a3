"""What the panel promises about itself, read from its own source: nothing stored, nothing sent, no value as markup."""

import pathlib
import re

import pytest

EXTENSION = pathlib.Path(__file__).resolve().parents[2] / 'extension'
SCRIPTS = sorted(path for path in EXTENSION.rglob('*.js'))

# File to the number of blobs that it makes: results, archives of results, reports, the link table, presets.
BLOBS = {'page/viewer/animated.js': 1, 'door/browser.js': 1, 'page/sinks/zip.js': 1, 'page/state/bulk.js': 1, 'page/state/own_presets.js': 1, 'page/state/reports.js': 3,
         'page/viewer/acts.js': 1, 'page/viewer/take_along.js': 1, 'worker/host/bytes.js': 1}


def code(path):
    """A script without its comments, which may speak of what the code does not do."""
    text = re.sub(r'/\*.*?\*/', '', path.read_text('utf-8'), flags=re.S)
    return re.sub(r'(^|\s)//[^\n]*', r'\1', text)


@pytest.mark.parametrize('path', SCRIPTS, ids=lambda path: str(path.relative_to(EXTENSION)))
class TestScript:
    def test_names_the_browser_in_one_place_only(self, path):
        if path.name != 'browser.js':
            assert not re.search(r'\b(chrome|browser)\.(?!js)[a-z]+', code(path))

    def test_stores_nothing(self, path):
        assert not re.search(r'localStorage|sessionStorage|indexedDB|\bcaches\b|document\.cookie|\.storage\b|getDirectory\b', code(path))

    def test_makes_blobs_of_what_is_made_only(self, path):
        """A browser may write a large blob to disk. What was read or unpacked is none; results and reports are, in these places."""
        assert code(path).count('new Blob') == BLOBS.get(path.relative_to(EXTENSION).as_posix(), 0)
        made = [line for line in code(path).splitlines() if re.search(r'new (?:File|Response)\(|\.blob\(\)', line)]
        assert [line for line in made if not re.search(r'new File\(\[\]|sample', line)] == []      # an empty one, or the package's sample

    def test_sends_nothing(self, path):
        # door/closed.js names what it takes away
        named = code(path).replace("for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'XSLTProcessor']) delete globalThis[name];", '')
        assert not re.search(r'XMLHttpRequest|WebSocket|sendBeacon|EventSource|RTCPeerConnection|WebTransport', named)
        for place in re.findall(r'\bfetch\(([^)]*)', code(path)):
            assert 'http' not in place

    def test_makes_no_markup_of_text(self, path):
        assert not re.search(r'innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|document\.write', code(path))
        assert not re.search(r'\beval\(|new Function', code(path))

    def test_sets_no_style_attribute(self, path):
        assert not re.search(r"""\sstyle=["'$]|setAttribute\(['"]style""", code(path))


def test_untrusted_text_passes_through_visible():
    """Values of elements and names of files are only put on the page after their hidden characters are made visible."""
    for path in SCRIPTS:
        for found in re.findall(r'\$\{(?:row|entry|file|one|current)\.(?:value|name|path|before|after|keyword)\}', code(path)):
            around = code(path)
            for line in (line for line in around.splitlines() if found in line):
                assert f'<bdi>{found}' not in line and f'>{found}<' not in line, (path.name, line.strip())


def test_page_loads_only_its_own_files():
    page = (EXTENSION / 'page' / 'panel.html').read_text('utf-8')
    for place in re.findall(r'(?:src|href)="([^"]+)"', page):
        assert not re.match(r'[a-z]+:|//', place)
    assert '<script>' not in page and ' style="' not in page and ' on' not in re.sub(r'<!--.*?-->', '', page).lower().split('<body')[1]
