"""Every image of the corpus in the built extension: the same pictures as on CPython, and the same masks.

The files that come out are equal byte for byte where the core itself writes the pixels; where a library encodes them they may
differ, and the core has decoded and compared them before it says `cleaned`.
"""

import concurrent.futures
import functools
import json
import multiprocessing
import os

import pytest
from samar.core.pixels import grades

from tests.parity import bundle
from tests.parity.test_files import choices, differences, in_browser, on_cpython
from tests.pixels import images

MASKS = [{'x': 0, 'y': 0, 'w': 7, 'h': 5, 'first': 0, 'last': -1, 'enabled': True},
         {'x': 3, 'y': 4, 'w': 5, 'h': 3, 'first': 0, 'last': -1, 'enabled': True}]
STEPS = [
    ['open', {}],
    ['render', {'choices': choices('research'), 'frame': 0, 'window': None, 'result': False}],
    ['render', {'choices': choices('research', MASKS), 'frame': 0, 'window': {'center': 200.5, 'width': 333}, 'result': True}],
    ['clean', {'choices': choices('research', MASKS, ['text-risk=said'])}],
]
FRAMES = 30
OWN = (*grades.NATIVE, grades.RLE, grades.JPEG_BASELINE, grades.DEFLATED_FRAME)


def paths():
    """Files with an image of few frames, in groups that one request takes."""
    found = [images.CORPUS / row['path'] for row in images.manifest()
             if row['photometric'] and not (row['frames'].isdigit() and int(row['frames']) > FRAMES)]
    found = [path for path in found if os.path.getsize(path)]
    return [tuple(found[at:at + 30]) for at in range(0, len(found), 30)]


def answered(group):
    """What CPython answers of a group of files."""
    return json.dumps(on_cpython(group, STEPS))


@functools.cache
def references():
    """{group: future of what CPython answers}: asked once for both browsers, beside them, in processes of their own."""
    pool = concurrent.futures.ProcessPoolExecutor(2, multiprocessing.get_context('spawn'))
    return {group: pool.submit(answered, group) for group in paths()}


def told(answers):
    """What both have to agree on: not the bytes of streams that a library wrote."""
    clean = answers[3]
    if clean['ok'] and clean['result']['outcome'] == 'cleaned':
        names = {entry[1]: entry[0] for entry in grades.TABLE}
        syntax = names.get(answers[0]['result']['image']['syntax'])
        if syntax not in OWN:
            clean['result'] = {name: clean['result'][name] for name in ('outcome', 'error', 'name')}
    return answers


def wrong(driver, group):
    """Lines that say where a browser and CPython disagree, and how many were cleaned."""
    lines, cleaned = [], 0
    for (name, here), (_, there) in zip(json.loads(references()[group].result()), in_browser(driver, group, STEPS), strict=True):
        lines += [f'{name} {line}' for line in differences(told(there), told(here))][:4]
        cleaned += there[3]['ok'] and there[3]['result']['outcome'] == 'cleaned'
    return lines, cleaned


@pytest.fixture(scope='module')
def firefox_page(dist):
    from tools.drive.firefox import Firefox
    browser = Firefox(bundle.build('firefox'))
    browser.driver.set_script_timeout(600)
    browser.open_tab(page='page.html')
    yield browser.driver
    browser.quit()


@pytest.mark.browser
def test_in_chromium(parity_page, corpus):
    check(parity_page)


@pytest.mark.browser
def test_in_firefox(firefox_page, corpus):
    check(firefox_page)


def check(driver):
    found = [wrong(driver, group) for group in paths()]
    lines = [line for some, _ in found for line in some]
    assert not lines, '\n'.join(lines[:60])
    assert sum(cleaned for _, cleaned in found) >= 150
