"""The networks as the browser runs them (WASM, in Node) against numpy: the same likelihoods and symbols within a stated difference."""

import base64
import json
import pathlib
import subprocess

import pytest
from samar.hosts import network

from tools.text import wasm

pytestmark = pytest.mark.skipif(not (network.FOLDER / 'reader.bin').exists(), reason='no networks: make models')
numpy = network.numpy
LEVELS = 2      # of 255: sums in another order, and a rounded share of a boundary


def picture(rows, columns):
    """RGBA of soft noise with lines like writing."""
    made = numpy.random.default_rng(3).integers(0, 70, (rows, columns, 4), numpy.uint8)
    made[..., 3] = 255
    for row in range(12, rows - 12, 31):
        for column in range(10, columns - 12, 9):
            made[row:row + 9, column:column + 2, :3] = 230
            made[row + 4:row + 6, column:column + (7 if column % 2 else 4), :3] = 230
    return made


@pytest.fixture(scope='module')
def browser():
    """Function of jobs `(work, picture, arguments)`: what the browser's finder answers."""
    paths = {'wasm': str(wasm.kernels()), **{name: str(network.FOLDER / f'{name}.bin') for name in ('detector', 'reader')}}

    def answers(jobs):
        told = [{'work': work, 'pixels': base64.b64encode(pixels.tobytes()).decode(), 'given': list(given)} for work, pixels, given in jobs]
        done = subprocess.run(['node', str(pathlib.Path(__file__).parent / 'finder.mjs')], input=json.dumps({**paths, 'jobs': told}),
                              capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)
    return answers


# (left, top, scale, rows, columns) of a look at a picture of 150 x 230: whole, larger, smaller, a part, and one that no layer divides evenly
LOOKS = [(0, 0, 1, 160, 256), (0, 0, 1.7, 256, 416), (0, 0, .6, 96, 160), (60, 40, 1, 96, 128), (0, 0, .9, 32, 32)]


def test_likelihoods_are_those_of_numpy(browser):
    seen = picture(150, 230)
    here = network.Finder(runtime=None)
    told = browser([('text_map', seen, (150, 230, 4, *look)) for look in LOOKS])
    for look, cells in zip(LOOKS, told, strict=True):
        expected = numpy.frombuffer(here.text_map(seen.tobytes(), 150, 230, 4, *look), numpy.uint8).astype(int)
        apart = numpy.abs(numpy.array(cells) - expected)
        assert apart.max() <= LEVELS and apart.mean() < .02, (look, apart.max(), apart.mean())
    assert max(told[0]) > 150 and min(told[0]) == 0


def test_symbols_are_those_of_numpy(browser):
    line = picture(150, 230)[8:26, 4:200].copy()
    here = network.Finder(runtime=None)
    wide = [48, 200, 520]
    for columns, steps in zip(wide, browser([('text_line', line, (18, 196, 4, columns)) for columns in wide]), strict=True):
        expected = here.text_line(line.tobytes(), 18, 196, 4, columns)
        assert len(steps) == columns // 8 * 2 and steps[::2] == expected[::2]
        assert max(abs(a - b) for a, b in zip(steps[1::2], expected[1::2], strict=True)) <= LEVELS


def test_a_picture_after_another_is_seen_as_if_it_were_the_first(browser):
    seen = picture(150, 230)
    job = ('text_map', seen, (150, 230, 4, *LOOKS[0]))
    first, _larger, again = browser([job, ('text_map', seen, (150, 230, 4, *LOOKS[1])), job])
    assert first == again
