"""Whole files through the worker's protocol: the shipped worker in Chromium and `samar.core.worker` on CPython answer alike.

Answers are compared as they are; blobs and pictures by size and SHA-256, so the output files are equal byte for byte.
"""

import csv
import hashlib
import json
import os

import pytest
from samar.core import worker
from samar.core.errors import SamarError
from samar.hosts import cpython as host_cpython
from selenium.webdriver.common.by import By

from tests import files
from tests.parity.wire import as_number
from tests.pixels import test_beside_all, test_spare
from tools.sample import __main__ as sample

SECRET = bytes(range(32))


def choices(preset, masks=(), settled=()):
    """Choices as the page sends them."""
    found = {'preset': preset, 'options': None, 'categories': {}, 'elements': {}, 'masks': list(masks)}
    return {**found, 'settled': list(settled)} if settled else found


MASK = {'x': 3, 'y': 5, 'w': 40, 'h': 17, 'first': 0, 'last': -1, 'enabled': True}
SHAPES = [{**MASK, 'x': 20, 'y': 1, 'w': 33, 'h': 31, 'shape': 'ellipse'},
          {**MASK, 'shape': 'polygon', 'points': [1, 2, 37, 5, 22, 29, 60, 61, 3, 44]}]
EVERYTHING = {'text': '', 'chip': None, 'category': None, 'folded': []}

STEPS = [
    ['open', {}],
    ['plan', {'choices': choices('research')}],
    ['rows', {'choices': choices('research'), 'first': 0, 'count': 400, 'filter': EVERYTHING}],
    ['clean', {'choices': choices('research')}],
    ['clean', {'choices': choices('basic')}],
    ['clean', {'choices': choices('longitudinal')}],
    ['report', {'choices': choices('research'), 'format': 'csv', 'values': False}],
]
PICTURES = [
    ['open', {}],
    ['render', {'choices': choices('research', [MASK]), 'frame': 0, 'window': None, 'result': False}],
    ['render', {'choices': choices('research', [MASK]), 'frame': 0, 'window': None, 'result': True}],
    ['value', {'choices': choices('research', [MASK]), 'frame': 0, 'column': 1, 'row': 0, 'result': False}],
    ['clean', {'choices': choices('research', [MASK])}],
    ['render', {'choices': choices('research', SHAPES), 'frame': 0, 'window': None, 'result': True}],
    ['clean', {'choices': choices('research', SHAPES)}],
    ['report', {'choices': choices('research', SHAPES), 'format': 'csv', 'values': False}],
]
QUICK = [STEPS[0], STEPS[3]]


def plain(value):
    """An answer as JSON has it, with bytes by their hash."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if hasattr(value, 'size') and hasattr(value, 'read'):
        return {'size': value.size, 'sha256': hashlib.sha256(value.read(0, value.size)).hexdigest()}
    if isinstance(value, bytes | bytearray | memoryview) or hasattr(value, 'typecode'):
        return {'size': len(value), 'sha256': hashlib.sha256(value).hexdigest()}
    return as_number(value)


def on_cpython(paths, steps):
    """`[name, answers]` for each file."""
    host_cpython.install()
    worker.handle('hello', {'secret': SECRET, 'projectKey': None})
    found = []
    for path in paths:
        handle = host_cpython.open_file(path)
        answers = []
        for op, given in steps:
            try:
                result = worker.handle(op, {'key': 'k', **({'file': handle} if op == 'open' else {}), **given})
                answers.append({'ok': True, 'result': plain(result)})
            except SamarError as error:
                answers.append({'ok': False, 'error': error.fields()})
            except Exception as error:
                answers.append({'ok': False, 'error': f'unexpected {type(error).__name__}'})
        worker.handle('close', {'key': 'k'})
        found.append([path.name, answers])
    return found


def in_browser(driver, paths, steps):
    """The same from the page."""
    box = driver.find_element(By.ID, 'files')
    driver.execute_script('arguments[0].value = ""', box)
    box.send_keys('\n'.join(str(path) for path in paths))
    answers = json.loads(driver.execute_async_script(
        'const done = arguments[arguments.length - 1]; const [secret, steps] = arguments;'
        'greet(secret).then(() => runFiles(steps))'
        '.then((found) => done(JSON.stringify(found)), (error) => done(JSON.stringify(String(error))))',
        list(SECRET), steps))
    assert isinstance(answers, list), answers
    for _name, found in answers:
        for answer in found:
            if not answer['ok'] and answer['error']['code'] == 'unexpected':
                answer['error'] = 'unexpected ' + answer['error']['detail'].split(' ')[0]
            if answer['ok'] and 'key' in answer['result']:
                answer['result']['key'] = 'k'
    return answers


def differences(left, right, place=''):
    """Where two answers differ, as lines; the first few."""
    if type(left) is not type(right):
        return [f'{place}: {str(left)[:120]} != {str(right)[:120]}']
    if isinstance(left, dict):
        return [line for key in sorted(set(left) | set(right)) for line in differences(left.get(key), right.get(key), f'{place}.{key}')]
    if isinstance(left, list):
        longer = [] if len(left) == len(right) else [f'{place}: {len(left)} != {len(right)} entries']
        pairs = enumerate(zip(left, right, strict=False))
        return longer + [line for at, (one, other) in pairs for line in differences(one, other, f'{place}[{at}]')]
    return [] if left == right else [f'{place}: {str(left)[:120]} != {str(right)[:120]}']


def compared(driver, paths, steps):
    """Lines that say where the two runtimes disagree."""
    wrong = []
    for (name, here), (there_name, there) in zip(on_cpython(paths, steps), in_browser(driver, paths, steps), strict=True):
        assert name == there_name
        wrong += [f'{name} {line}' for line in differences(there, here)][:5]
    return wrong


def check(driver, paths, steps):
    """Both runtimes agree on all paths."""
    wrong = compared(driver, paths, steps)
    assert not wrong, '\n'.join(wrong[:60])


@pytest.fixture(scope='module')
def samples(tmp_path_factory):
    """The project's own samples."""
    return sample.write(tmp_path_factory.mktemp('sample'))


@pytest.mark.browser
def test_samples(parity_page, samples):
    check(parity_page, samples, STEPS)


@pytest.mark.browser
def test_pictures_and_masks(parity_page, samples):
    check(parity_page, samples, PICTURES)


@pytest.mark.browser
def test_bits_beside_the_stored_value(parity_page, tmp_path):
    """Loose bits are found by two pieces of code, one for each runtime; what becomes of them is the same to the byte."""
    plain = test_spare.picture(12)
    made = {'unsigned': test_spare.made(test_spare.hidden(plain, 12)), 'none': test_spare.made(plain),
            'signed': test_spare.made(test_spare.hidden(plain, 13), signed=1), 'narrow': test_spare.made(test_spare.picture(6, 1) | 64, stored=6),
            'big': test_spare.made(test_spare.hidden(plain, 12), syntax=files.BIG), 'overlay': test_spare.made(test_spare.hidden(plain, 15), overlay=13)}
    paths = []
    for name, content in made.items():
        paths.append(tmp_path / f'{name}.dcm')
        paths[-1].write_bytes(content)
    check(parity_page, paths, STEPS)
    check(parity_page, paths, PICTURES)


@pytest.mark.browser
def test_what_stands_beside_frames(parity_page, tmp_path):
    """Streams that end before their fragment do, and one that cannot be followed: each platform inflates in its own way."""
    made = {}
    for name, (stream, syntax) in test_beside_all.streams().items():
        made[name] = test_beside_all.file_of(stream, syntax)
    made['table'], made['text'] = test_beside_all.tables(test_beside_all.FIRST), test_beside_all.tables(test_beside_all.TEXT)
    made['icon'] = test_beside_all.inside('AnatomicRegionSequence', test_beside_all.JPEG[:2] + test_beside_all.segment(0xFE, b'Zanderblik')
                                          + test_beside_all.JPEG[2:])
    paths = []
    for name, content in made.items():
        paths.append(tmp_path / f'{name}.dcm')
        paths[-1].write_bytes(content)
    check(parity_page, paths, QUICK)


@pytest.mark.browser
def test_bad_files(parity_page, samples, tmp_path):
    whole = samples[0].read_bytes()
    paths = []
    for name, content in {'empty': b'', 'text': b'no dicom at all\n' * 40, 'zip': b'PK\x03\x04' + bytes(200),
                          'gzip': b'\x1f\x8b\x08\0' + bytes(99), 'picture': b'\x89PNG' + bytes(99), 'volume': b'\x5c\x01\0\0' + bytes(344),
                          'half': whole[:len(whole) // 2], 'header': whole[:2000], 'tiny': whole[:140]}.items():
        paths.append(tmp_path / f'{name}.dcm')
        paths[-1].write_bytes(content)
    check(parity_page, paths, QUICK)


@pytest.mark.browser
def test_corpus(parity_page, corpus):
    with open(corpus / 'manifest.csv', encoding='utf-8', newline='') as stream:
        paths = [corpus / row['path'] for row in csv.DictReader(stream)]
    wrong = [line for at in range(0, len(paths), 40) for line in compared(parity_page, paths[at:at + 40], QUICK)]
    assert not wrong, '\n'.join(wrong[:60])


@pytest.mark.browser
@pytest.mark.long
@pytest.mark.skipif(not os.environ.get('SAMAR_LONG'), reason='takes minutes: make test-long')
@pytest.mark.parametrize('preset', ['basic', 'limited-data-set', 'longitudinal', 'outside-hospital', 'research', 'tcia'])
def test_corpus_and_cases_under_every_preset(parity_page, corpus, preset):
    with open(corpus / 'manifest.csv', encoding='utf-8', newline='') as stream:
        paths = [corpus / row['path'] for row in csv.DictReader(stream)]
    paths += sorted(path for path in (corpus.parent / 'cases').rglob('*') if path.is_file() and path.suffix not in ('.csv', '.md'))
    assert len(paths) > 400
    steps = [STEPS[0], ['clean', {'choices': choices(preset)}]]
    wrong = [line for at in range(0, len(paths), 40) for line in compared(parity_page, paths[at:at + 40], steps)]
    print(f'{preset}: {len(paths)} files, {len(wrong)} differences')
    assert not wrong, '\n'.join(wrong[:60])
