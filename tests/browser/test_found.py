"""Text in the picture is found in the built extension, proposed, and masked when a person says so: in real browsers, with the real networks."""

import csv
import os
import time

import pydicom
import pytest
from samar.core.elements import record as records
from samar.core.errors import SamarError
from samar.core.pixels.detect import proposals
from samar.hosts import cpython, network

from tools.drive.panel import Panel

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not (network.FOLDER / 'reader.bin').exists(), reason='no networks: make models')]

LONG = os.environ.get('SAMAR_LONG')
AT_ONCE = 24       # files in the panel at a time
PATIENCE = 600     # seconds for as many
APART = 1          # pixels


@pytest.fixture(params=['chromium', 'firefox'])
def finding(request):
    """The panel in one browser after the other, without files; it looks for text."""
    panel = request.getfixturevalue(f'{request.param}_panel')
    yield Panel(panel.browser).ready().clear().find_text(True)
    panel.find_text(False)


def proposed(panel):
    """Proposals as the list shows them: place, match, ticked."""
    return panel.driver.execute_script('''return [...document.querySelectorAll('[data-testid=proposal-row]')].map(({dataset: d}) =>
        [+d.x, +d.y, +d.w, +d.h, d.match, d.ticked === 'true'])''')


def test_from_drop_to_save_in_four_acts(finding, samples):
    """Dropped, looked at, accepted, saved: identity is gone, measurements are there, and nothing was masked before."""
    panel = finding
    panel.drop(samples['us.dcm'])                                                                   # 1
    panel.searched()
    found = proposed(panel)
    matches = [match for *_, match, _ in found]
    assert matches.count('identity') >= 3 and 'place' in matches and 'harmless' in matches
    assert all(ticked == (match in ('identity', 'place', 'date')) for *_, match, ticked in found)
    assert panel.all('mask-row') == [] and panel.attribute('open-point', 'data-state') == 'open'
    panel.driver.execute_script("document.querySelector('canvas').scrollIntoView({block: 'center'})")      # 2
    ticked = [one for one in found if one[5]]
    panel.press('proposals-accept')                                                                 # 3
    panel.until(lambda: len(panel.all('mask-row')) == len(ticked), 'the masks')
    panel.driver.execute_script("document.querySelector('canvas').scrollIntoView({block: 'center'})")
    panel.until(lambda: panel.attribute('open-point', 'data-state') == 'settled', 'the point to be settled')
    saved = pydicom.dcmread(panel.download())                                                       # 4
    assert panel.attribute('outcome', 'data-outcome') == 'cleaned'
    before, after = pydicom.dcmread(samples['us.dcm']).pixel_array, saved.pixel_array
    under = before.copy()
    for x, y, w, h, *_ in ticked:
        assert not after[y:y + h, x:x + w].any()
        under[y:y + h, x:x + w] = 0
    assert (after == under).all()
    for x, y, w, h, match, _ in found:
        if match == 'harmless' and not any(x < a + c and a < x + w and y < b + d and b < y + h for a, b, c, d, *_ in ticked):
            assert (after[y:y + h, x:x + w] == before[y:y + h, x:x + w]).all()


def test_identity_in_a_picture_of_a_kind_that_seldom_has_text_holds_it(finding, samples):
    panel = finding
    panel.load(samples['ct.dcm'])
    panel.searched()
    assert any(match == 'identity' for *_, match, _ in proposed(panel))
    assert panel.attribute('open-point', 'data-code') == 'text-risk'
    assert panel.preview() == 'held'
    panel.decide(mask=True).look()
    assert panel.preview() == 'cleaned'


# ── the same in Chromium, Firefox and CPython ────────────────────────────────

@pytest.fixture(scope='module')
def pictures(samples, request):
    """Path to what CPython proposes `[(x, y, w, h, first, last, match, reason, ticked)]`, and the code of its error: of the samples, with
    SAMAR_LONG of every picture of the corpus."""
    cpython.install()
    for name, work in zip(('text_map', 'text_line', 'text_symbols'), here(), strict=True):
        cpython.host.install(name, work)
    paths = list(samples.values())
    if LONG:
        corpus = request.getfixturevalue('corpus')
        with open(corpus / 'manifest.csv', encoding='utf-8', newline='') as stream:
            paths += [corpus / row['path'] for row in csv.DictReader(stream) if not row['dup_of'] and row['rows'] not in ('', '0')]
    found = {}
    for path in paths:
        try:
            made, error = proposals.find(records.open_record(cpython.open_file(path)))
        except SamarError:
            continue
        found[path] = ([(one.x, one.y, one.w, one.h, one.first, one.last, one.match, one.reason, one.ticked) for one in made], error and error.code)
    return found


def here():
    """The networks on numpy: what the package of CPython has without an extra."""
    made = network.Finder(runtime=None)
    return made.text_map, made.text_line, made.text_symbols


def in_panel(panel, paths):
    """What the panel's finder has for each file that has a picture to look at, in the order of the list."""
    panel.load(*paths)
    end = time.monotonic() + PATIENCE
    while not panel.driver.execute_script("""const {session} = document.querySelector('samar-footer');
            return session.files.length && session.files.every((one) => one.state === 'open' && session.finder.isOver(one))"""):
        assert time.monotonic() < end, 'waited for all files to be searched in vain'
        time.sleep(.1)
    return panel.driver.execute_script("""const {session} = document.querySelector('samar-footer');
        return session.files.filter(({search}) => search).map(({name, file, search}) => [name, file.size, search.error?.code ?? null, search.proposals.map(
            (o) => [o.x, o.y, o.w, o.h, o.first, o.last, o.match ?? '', o.reason, o.ticked])])""")


def differ(ours, theirs):
    """Proposals of either list without one in the other that lies within a pixel and says the same."""
    same = [(a, b) for a in ours for b in theirs if a[4:] == tuple(b[4:]) and all(abs(p - q) <= APART for p, q in zip(a[:4], b[:4], strict=True))]
    return [a for a in ours if a not in [one for one, _ in same]], [b for b in theirs if b not in [one for _, one in same]]


def test_proposals_are_those_of_cpython(finding, pictures):
    known = {(path.name, path.stat().st_size): path for path in pictures}
    looked, apart = 0, []
    paths = list(pictures)
    for start in range(0, len(paths), AT_ONCE):
        for name, size, error, found in in_panel(finding.clear(), paths[start:start + AT_ONCE]):
            ours, why = pictures[known[name, size]]
            looked += 1
            here_only, there_only = differ(ours, found)
            if here_only or there_only or error != why:
                apart.append((name, error, why, here_only, there_only))
                print('apart:', *apart[-1])
    print(f'{looked} pictures, {len(apart)} with another proposal')
    assert looked >= (100 if LONG else 3) and apart == []
