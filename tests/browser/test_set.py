"""A set goes in as one archive and comes out as one, in the built extension: equal byte for byte to what CPython makes of each file."""

import csv
import hashlib
import zipfile

import pytest
from samar.core import host, pipeline
from samar.core.media import graph, names
from samar.core.plan import identity as naming
from samar.core.review import opened
from samar.hosts import cpython
from selenium.webdriver.support.select import Select

pytestmark = pytest.mark.browser

KEY = 'five words drawn by chance'
MOST, LARGEST = 60, 700_000
CHOICES = {'preset': 'research', 'options': None, 'categories': {}, 'elements': {}, 'masks': []}


@pytest.fixture(scope='module')
def files(corpus):
    """Content of files of the corpus, each once."""
    with open(corpus / 'manifest.csv', encoding='utf-8', newline='') as stream:
        rows = [row for row in csv.DictReader(stream) if int(row['size']) < LARGEST and not row['dup_of']]
    step = max(1, len(rows) // MOST)
    return [(corpus / row['path']).read_bytes() for row in rows[::step]]


def on_cpython(files):
    """Paths and hashes of what is written without a person's word, and the answer about the graph."""
    cpython.install()
    identity = naming.from_project_key(KEY)
    written, nodes, taken = [], [], set()
    for content in files:
        outcome = pipeline.deidentify(host.blob([(None, content, 0)]), opened.policy_of(CHOICES), identity)
        nodes.append(graph.nodes_of(outcome))
        if outcome.output is not None:
            path = names.apart(names.path(names.place(outcome.record, identity), outcome.name), taken)
            made = outcome.output.read(0, outcome.output.size)
            written.append((path, hashlib.sha256(made).hexdigest()))
    return written, graph.compare([given for given, _ in nodes], [made for _, made in nodes])


def project_key(panel, text):
    """Type a project key."""
    panel.driver.execute_script('''const input = document.querySelector('[data-testid=project-key]');
        input.value = arguments[0]; input.dispatchEvent(new Event('change', {bubbles: true}));''', text)
    panel.ready()


def test_an_archive_of_many_kinds_of_files(panel, files, tmp_path):
    path = tmp_path / 'cohort.zip'
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        for at, content in enumerate(files):
            archive.writestr(f'{at:03d}', content, compress_type=zipfile.ZIP_STORED if at % 2 else zipfile.ZIP_DEFLATED)
    expected, told = on_cpython(files)
    assert len(expected) > 10
    panel.load(path).preset('research')
    panel.until(lambda: len(panel.all('file-row')) > len(files) // 2 and not panel.driver.execute_script(
        'return "busy" in document.body.dataset'), 'the headers')
    project_key(panel, KEY)
    before = set(panel.browser.downloads.iterdir())
    Select(panel.one('sink-select')).select_by_value('zip')
    panel.press('save-set')
    panel.until(lambda: panel.all('set-saved'), 'the archive')
    panel.ready()
    (saved,) = set(panel.browser.downloads.iterdir()) - before
    with zipfile.ZipFile(saved) as archive:
        assert archive.testzip() is None
        found = [(one, hashlib.sha256(archive.read(one)).hexdigest()) for one in archive.namelist()]
    saved.unlink()
    project_key(panel, '')      # the panel stays open for other tests
    assert set(expected) <= set(found)
    # The picture on the screen counts as looked at: no more than that one may come on top.
    assert len(found) - len(expected) <= 1
    if len(found) == len(expected):
        assert panel.attribute('graph', 'data-same') == ('true' if told['same'] else 'false')
    skipped = int(panel.attribute('skipped', 'data-count') or 0)
    assert len(panel.all('file-row')) + skipped == len(files)
