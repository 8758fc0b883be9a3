"""Images made in every layout and syntax, in the built extension and on CPython: the same pictures and the same masked files."""

import imagecodecs
import numpy as np
import pytest
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian, ImplicitVRLittleEndian
from samar.core.pixels import grades

from tests.parity.test_files import choices, differences, in_browser, on_cpython
from tests.pixels import images
from tests.pixels.test_browser_corpus import told
from tests.pixels.test_display import lut, overlay
from tests.pixels.test_redact import ENCODERS, KINDS, encoded, rle_of

RANDOM = np.random.default_rng(23)
MASKS = [{'x': 0, 'y': 0, 'w': 7, 'h': 5, 'first': 0, 'last': -1, 'enabled': True},
         {'x': 9, 'y': 6, 'w': 5, 'h': 3, 'first': 0, 'last': 0, 'enabled': True}]
STEPS = [
    ['open', {}],
    ['render', {'choices': choices('research'), 'frame': 0, 'window': None, 'result': False}],
    ['render', {'choices': choices('research', MASKS), 'frame': 0, 'window': {'center': 77.7, 'width': 123.4}, 'result': True}],
    ['clean', {'choices': choices('research', MASKS, ['text-risk=said'])}],
    ['report', {'choices': choices('research', MASKS, ['text-risk=said']), 'format': 'json', 'values': False}],
]


def cells(kind, low, high, shape=(24, 30)):
    return RANDOM.integers(low, high, shape).astype(kind)


def made():
    """`(name, dataset)` of each."""
    window = {'WindowCenter': '100.5', 'WindowWidth': '250.25', 'RescaleSlope': '0.37', 'RescaleIntercept': '-11.5'}
    for shape in ('LINEAR', 'LINEAR_EXACT', 'SIGMOID'):
        yield shape, images.dataset(cells(np.uint16, 0, 4096), bits_stored=12, VOILUTFunction=shape, **window)
    for kind, low, high in ((np.uint8, 0, 256), (np.uint16, 0, 65536), (np.int16, -3000, 3000), (np.uint32, 0, 2 ** 32), (np.int32, -9 ** 9, 9 ** 9)):
        yield f'grey {np.dtype(kind).name}', images.dataset(cells(kind, low, high))
        yield f'inverted {np.dtype(kind).name}', images.dataset(cells(kind, low, high), 'MONOCHROME1', syntax=ImplicitVRLittleEndian)
    yield 'big endian', images.dataset(cells('>u2', 0, 4096).astype('>u2'), syntax=ExplicitVRBigEndian, bits_stored=12)
    yield 'deflated', images.dataset(cells(np.uint16, 0, 4096), syntax=DeflatedExplicitVRLittleEndian)
    yield 'padding', images.dataset(cells(np.uint16, 0, 4), PixelPaddingValue=0)
    for photometric in ('RGB', 'YBR_FULL'):
        for planar in (0, 1):
            yield f'{photometric} {planar}', images.dataset(cells(np.uint8, 0, 256, (24, 30, 3)), photometric, PlanarConfiguration=planar)
    pairs = images.dataset(cells(np.uint8, 0, 256, (24, 30, 3)), 'YBR_FULL_422')
    pairs.PixelData = pairs.PixelData[:24 * 30 * 2]
    yield 'pairs', pairs
    yield 'frames', images.dataset(cells(np.uint8, 0, 256, (5, 24, 30)), frames=5)
    single = images.dataset(cells(np.uint8, 0, 2, (3, 23, 29)), frames=3)
    single.PixelData = np.packbits(np.frombuffer(single.PixelData, np.uint8)[:3 * 23 * 29], bitorder='little').tobytes() + b'\0'
    single.BitsAllocated, single.BitsStored, single.HighBit = 1, 1, 0
    yield 'single bits', single
    palette = images.dataset(cells(np.uint8, 0, 256), 'PALETTE COLOR')
    for name in ('Red', 'Green', 'Blue'):
        setattr(palette, f'{name}PaletteColorLookupTableDescriptor', [256, 0, 16])
        setattr(palette, f'{name}PaletteColorLookupTableData', cells('<u2', 0, 65536, 256).tobytes())
    yield 'palette', palette
    tables = images.dataset(cells(np.uint8, 0, 256))
    tables.ModalityLUTSequence = Sequence([lut([x * x for x in range(256)])])
    tables.VOILUTSequence = Sequence([lut(range(0, 65536, 256), 100, 16)])
    yield 'tables', tables
    for kind, name in (('<f4', 'FloatPixelData'), ('<f8', 'DoubleFloatPixelData')):
        real = images.dataset(np.zeros((24, 30), np.uint8))
        for gone in ('PixelData', 'BitsStored', 'HighBit', 'PixelRepresentation'):
            delattr(real, gone)
        real.BitsAllocated = 8 * np.dtype(kind).itemsize
        setattr(real, name, RANDOM.normal(3, 50, (24, 30)).astype(kind).tobytes())
        yield name, real
    yield 'overlay', overlay(images.dataset(cells(np.uint8, 0, 256)), cells(np.uint8, 0, 2), 2, 3)
    yield from streams()


def streams():
    """The same of compressed ones."""
    for name in ENCODERS:
        for kind, (dtype, shape) in KINDS.items():
            if name != 'jpeg lossless' or kind != 'colour':
                yield f'{name} {kind}', encoded(name, cells(dtype, 1, 250 if dtype == np.uint8 else 4000, shape))
    smooth = (np.add.outer(np.arange(48), np.arange(64)) * 30 % 4096).astype(np.uint16)
    colours = np.stack([smooth // 16, smooth // 20, 255 - smooth // 16], -1).astype(np.uint8)
    for name, array, syntax, stream in (
            ('jpeg 12 bits', smooth, grades.JPEG_EXTENDED, imagecodecs.jpeg8_encode(smooth, level=90, bitspersample=12)),
            ('jpeg colour', colours, grades.JPEG_BASELINE, imagecodecs.jpeg8_encode(colours, level=90)),
            ('jpeg 4:2:0', colours, grades.JPEG_BASELINE, imagecodecs.jpeg8_encode(colours, level=80, subsampling='420')),
            ('rle words', smooth, grades.RLE, rle_of(smooth))):
        found = images.dataset(array, 'YBR_FULL_422' if array.ndim == 3 else 'MONOCHROME2', 12 if array.ndim == 2 else 8)
        found.PixelData = encapsulate([stream])
        found['PixelData'].VR, found['PixelData'].is_undefined_length = 'OB', True
        found.file_meta.TransferSyntaxUID = syntax
        yield name, found


@pytest.mark.browser
def test_in_chromium(parity_page, tmp_path):
    paths = []
    for name, found in made():
        paths.append(tmp_path / f'{name.replace(":", "")}.dcm')
        paths[-1].write_bytes(images.written(found))
    lines, outcomes = [], set()
    for (name, here), (_, there) in zip(on_cpython(paths, STEPS), in_browser(parity_page, paths, STEPS), strict=True):
        lines += [f'{name} {line}' for line in differences(told(there[:4]), told(here[:4]))][:4]
        outcomes.add((there[3]['ok'] and there[3]['result']['outcome'], there[4]['ok']))
    assert not lines, '\n'.join(lines[:60])
    assert outcomes == {('cleaned', True)}


def broken(whole, rounds):
    """Streams cut off, and with single bytes changed."""
    for cut in (0, 3, 30, len(whole) // 2, len(whole) - 4):
        yield whole[:cut] or b'\0\0'
    for place in RANDOM.integers(0, len(whole), rounds):
        other = bytearray(whole)
        other[place] ^= int(RANDOM.integers(1, 256))
        yield bytes(other)


@pytest.mark.browser
@pytest.mark.parametrize('name', [*ENCODERS, 'jpeg baseline', 'jpeg 12 bits'])
def test_broken_streams_in_chromium(parity_page, tmp_path, name):
    """None hangs or brings the worker down, none of what is refused has an unforeseen error, and a sound file still works behind them."""
    array = np.add.outer(np.arange(48), np.arange(64)).astype(np.uint8)
    syntax, encode = ENCODERS.get(name, (grades.JPEG_BASELINE, lambda x: imagecodecs.jpeg8_encode(x, level=80)))
    if name == 'jpeg 12 bits':
        syntax, array = grades.JPEG_EXTENDED, array.astype(np.uint16) * 16
        encode = lambda x: imagecodecs.jpeg8_encode(x, level=80, bitspersample=12)
    found = images.dataset(array, bits_stored=12 if array.dtype == np.uint16 else None)
    found.file_meta.TransferSyntaxUID = syntax
    whole, paths = encode(array), []
    for place, stream in enumerate([*broken(whole, 25), whole]):
        found.PixelData = encapsulate([stream])
        found['PixelData'].VR, found['PixelData'].is_undefined_length = 'OB', True
        paths.append(tmp_path / f'{place}.dcm')
        paths[-1].write_bytes(images.written(found))
    answers = in_browser(parity_page, paths, [STEPS[0], STEPS[1], STEPS[3]])
    for _, (_, shown, clean) in answers:
        assert shown['ok'] or not str(shown['error']).startswith('unexpected')
        assert clean['ok'] and clean['result']['outcome'] in ('cleaned', 'refused')
    assert sum(not shown['ok'] for _, (_, shown, _) in answers) >= 4
    last = answers[-1][1]
    assert last[1]['ok'] and last[2]['result']['outcome'] == 'cleaned'
