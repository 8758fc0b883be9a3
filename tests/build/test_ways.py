"""No script of a package names a way out that the policy leaves open, libraries included; and every test that docs/security.md names is there.

What `docs/security.md` calls "the build check" is this file.
"""

import ast
import re

import pytest

from tools import manifest
from tools.modules import ROOT

# What could leave although the policy holds, and how often a script may name it: {file: times}, with why.
OPEN = {
    r'RTCPeerConnection|RTCDataChannel|RTCIceCandidate': {'panel.js': 2, 'worker.js': 2, 'background.js': 2},      # door/closed.js takes it away by name
    r'<iframe|<frame[ >](?!object)|<object[ >](?!TagSum)|<embed\b|createElement(?:NS)?\([^)]*[\'"](?:iframe|frame|object|embed|portal)'
    r'|contentWindow|contentDocument|srcdoc': {'vendor/brython.js': 2},      # words for two representations, and a list of properties
    r'preconnect|dns-prefetch(?!-control)|prerender|speculationrules|(?<!dns-)prefetch': {},
    r'http-equiv=.?refresh': {},
    r'window\.open|\.openWindow\(': {},
    r'\blocation\s*=(?![=>])|\blocation\.(?:assign|replace)\b|\.navigate\(': {},
    r'\bwindows\.create|\btabs\.update|setUninstallURL|\bidentity\.(?:get|launch)|nativeMessaging|connectNative|sendNativeMessage': {},
    r'\btabs\.create': {'panel.js': 1},                                                        # door/browser.js: the panel's own page
    r'\bdownloads\.download\b|downloads\?\.download': {'panel.js': 1},         # door/browser.js: guarded there
    r'WebTransport|sendBeacon|EventSource|WebSocket': {},
    r'\bserviceWorker\b|\bcaches\.|\bcookieStore\b|\bcookie\s*=': {},
    r'speechSynthesis|SpeechRecognition': {'panel.js': 3, 'worker.js': 3, 'background.js': 3},                   # door/closed.js takes it away by name
    r'fetchLater|InterestGroup|runAdAuction|PresentationRequest|\bpushManager\b|\bpresentation\.': {},
    r'\bping=': {},
    r'mailto:|tel:|sms:': {},
}


def scripts(folder):
    """Every script and page of a package, by its path in it."""
    return {path.relative_to(folder).as_posix(): path.read_text('utf-8') for path in sorted(folder.rglob('*'))
            if path.suffix in ('.js', '.html', '.svg', '.css')}


def named(texts, pattern):
    """{path: times} of a pattern outside of comments' lines."""
    found = {}
    for path, text in texts.items():
        lines = [line for line in text.splitlines() if not re.match(r'\s*(//|\*|/\*)', line)]
        count = len(re.findall(pattern, '\n'.join(lines)))
        if count:
            found[path] = count
    return found


@pytest.mark.parametrize('browser', manifest.BROWSERS)
@pytest.mark.parametrize('pattern', OPEN)
def test_no_script_names_it(dist, browser, pattern):
    found = named(scripts(dist / browser), pattern)
    assert {path: count for path, count in found.items() if count > OPEN[pattern].get(path, 0)} == {}


@pytest.mark.parametrize('line', [
    "const c = new RTCPeerConnection({iceServers: []});", "document.createElement('iframe')", "link.rel = 'preconnect';",
    "window.open('https://elsewhere.invalid/')", "location = 'https://elsewhere.invalid/';", "location.replace(x)",
    "api.windows.create({url})", "api.runtime.setUninstallURL(x)", "navigator.sendBeacon(x)", "api.identity.getAuthToken()",
    "navigator.serviceWorker.register(x)", "speechSynthesis.speak(x)", "fetchLater(x)", "navigator.runAdAuction(x)", "new PresentationRequest(x)", "a.href = 'mailto:somebody'", '<meta http-equiv="refresh" content="0">'])
def test_the_check_sees_a_way_out(line):
    """Control: each line is found in a script that was silent."""
    assert [pattern for pattern in OPEN if named({'new.js': line}, pattern)]


def test_only_the_door_names_the_browser(dist):
    for browser in manifest.BROWSERS:
        for path, text in scripts(dist / browser).items():
            if path not in ('panel.js', 'background.js') and path.endswith('.js') and not path.startswith('vendor/'):
                assert not re.search(r'\b(?:chrome|browser)\.(?:runtime|tabs|downloads|windows|sidePanel|storage)\b', text), path


def test_every_test_that_the_page_names_is_there():
    page = (ROOT / 'docs' / 'security.md').read_text('utf-8')
    names = re.findall(r'`(tests/[^`]+)`', page)
    assert len(names) > 15
    assert [name for name in names if not can_be_run(name)] == []


def can_be_run(name):
    """Whether pytest finds a test under the name as it is written: `path::test`, or `path::Class::test`."""
    path, *inside = name.split('::')
    if not (ROOT / path).exists():
        return False
    body = ast.parse((ROOT / path).read_text('utf-8')).body if inside else []
    for place, word in enumerate(inside):
        kind = ast.FunctionDef if place == len(inside) - 1 else ast.ClassDef
        found = next((node for node in body if isinstance(node, kind) and node.name == word), None)
        if found is None:
            return False
        body = found.body
    return True


def test_a_name_that_cannot_be_run_is_seen():
    assert can_be_run('tests/build/test_ways.py::test_a_name_that_cannot_be_run_is_seen')
    assert can_be_run('tests/panel/test_promises.py::TestScript::test_stores_nothing') and can_be_run('tests/browser/silence/channels.js')
    for name in ('tests/panel/test_promises.py::test_stores_nothing', 'tests/build/test_ways.py::can_be_seen', 'tests/build/test_way.py'):
        assert not can_be_run(name), name


def claims(page):
    """Rows of tables and paragraphs of docs/security.md that say what is done, each with the head of its table."""
    head, found = '', []
    for line in page.splitlines():
        if line.startswith('|') and not line.startswith('|-'):
            if not head:
                head = line
            else:
                found.append((head, line))
        elif not line.startswith('|'):
            head = ''
            if line and not line.startswith(('#', 'What is left', 'What stays', 'To check', 'The promise')):
                found.append(('', line))
    return found


# Not a claim of ours, or one that a person sees: the page says so.
UNTESTED = ('by hand, because it needs the network', 'The browser itself', 'Samar trusts it')


def test_every_claim_of_the_page_names_a_test():
    """A row names its test, or its table's paragraph does for all rows; a paragraph that says what is done names one."""
    page = (ROOT / 'docs' / 'security.md').read_text('utf-8')
    found = claims(page)
    assert len(found) > 35
    for head, line in found:
        if any(words in line for words in UNTESTED):
            continue
        before = page[:page.index(head)].rstrip().rpartition('\n\n')[2] if head else line
        assert 'tests/' in line or 'tests/' in before, line[:120]


def test_the_check_of_claims_sees_one_without_a_test():
    assert [line for _, line in claims('Nothing ever happens.\n\n| a | b |\n|---|---|\n| x | is stopped |\n') if 'tests/' not in line] == [
        'Nothing ever happens.', '| x | is stopped |']


def test_readme_and_privacy_say_no_more_than_the_page():
    for name in ('README.md', 'PRIVACY.md', 'docs/privacy.md'):
        text = (ROOT / name).read_text('utf-8')
        assert not re.search(r'blocks every (?:connection|request|way)(?! that)|whatever the code says|cannot leave|impossible', text), name
        assert 'security.md' in text, name
