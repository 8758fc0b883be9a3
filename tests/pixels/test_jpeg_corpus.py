"""JPEG baseline frames of the corpus: a corner and an odd rectangle go black, libjpeg-turbo sees nothing else change."""

import csv
import os
import pathlib

import numpy as np
import pydicom
import pytest
from pydicom.encaps import generate_frames
from samar.core import host
from samar.core.errors import Malformed
from samar.core.pixels import jpeg_baseline, jpeg_frame, jpeg_segments
from samar.hosts import cpython as host_cpython

from tests.pixels import jpeg_reference as reference
from tests.pixels.test_jpeg_baseline import compare_pixels

ROOT = pathlib.Path(os.environ.get('DICOM_CORPUS', pathlib.Path(__file__).parents[2].parent / 'shared' / 'corpus'))
BROKEN = {  # frames that are no JPEG stream: what must be said of them
    'synth_dev/bad_jpeg_garbage.dcm': 'jpeg-header',
    'synth_dev/bad_ts_says_jpeg_but_raw.dcm': None,
}


def files():
    """Paths of all JPEG baseline files, and of 8-bit extended ones."""
    if not (ROOT / 'manifest.csv').exists():
        print(f'skipped: no corpus at {ROOT}')
        return []
    with open(ROOT / 'manifest.csv', encoding='utf-8') as stream:
        return [row['path'] for row in csv.DictReader(stream)
                if row['ts'].endswith('.4.50') or (row['ts'].endswith('.4.51') and row['bits_stored'] == '8')]


@pytest.fixture(autouse=True, scope='module')
def platform():
    for name, function in host_cpython.FUNCTIONS.items():
        host.install(name, function)


def frames(path):
    """(photometric interpretation, [first and last frame])."""
    dataset = pydicom.dcmread(ROOT / path, force=True)
    count = int(dataset.get('NumberOfFrames') or 1)
    found = list(generate_frames(dataset.PixelData, number_of_frames=count))
    return dataset.PhotometricInterpretation, found[:1] + found[1:][-1:]


@pytest.mark.parametrize('path', files() or [pytest.param('', marks=pytest.mark.skip(reason='no corpus'))])
def test_redact(path):
    if path in BROKEN:
        if BROKEN[path]:
            with pytest.raises(Malformed) as error:
                jpeg_baseline.redact(frames(path)[1][0], [(0, 0, 9, 9)], (0, 128, 128))
            assert error.value.code == BROKEN[path]
        return
    photometric, streams = frames(path)
    for stream in streams:
        frame = jpeg_frame.read(stream)
        black = reference.black(frame, photometric)
        rects = [(0, 0, frame.columns // 4, frame.rows // 5), (frame.columns // 2 + 1, frame.rows // 3 + 2, 37, 23)]
        done = jpeg_baseline.redact(stream, rects, black)
        assert jpeg_segments.metadata(done.data) == []
        mask = np.zeros((frame.mcu_rows, frame.mcu_columns), bool)
        for x, y, w, h in jpeg_frame.inside(rects, frame.columns, frame.rows):
            mask[y // frame.mcu_height:(h - 1) // frame.mcu_height + 1, x // frame.mcu_width:(w - 1) // frame.mcu_width + 1] = True
        assert mask.sum() == done.changed
        compare_pixels(stream, done.data, mask, (frame.mcu_width, frame.mcu_height), black, 2)
