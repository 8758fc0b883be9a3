"""Pictures against pydicom's pipeline of PS3.3 section C.11, over generated images of every kind."""

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.pixels import apply_color_lut, apply_modality_lut, apply_voi_lut, apply_windowing, convert_color_space
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRBigEndian, ImplicitVRLittleEndian
from samar.core.errors import Malformed, Unsupported
from samar.core.kernels import window
from samar.core.pixels import cells, decode, display, masks, redact_native

from tests.pixels import images

RANDOM = np.random.default_rng(7)


def shown(found, frame=0, **more):
    record, info = images.opened(found)
    return images.rgb(display.render(record, info, frame, **more)), record, info


def near(grey, wanted):
    """A picture against levels before rounding; what lies on an edge between two levels may fall either way."""
    assert (grey[..., 0] == grey[..., 1]).all() and (grey[..., 1] == grey[..., 2]).all()
    assert np.abs(grey[..., 0].astype(float) - wanted).max() <= 0.5 + 1e-6


def windowed(found, array):
    """pydicom's values of interest as levels 0 to 255."""
    values = apply_modality_lut(array, found).astype(float)
    out = apply_windowing(values, found)
    stored = found.BitsStored
    if found.get('RescaleSlope') is not None:
        low = -(2 ** (stored - 1)) if found.PixelRepresentation else 0
        ends = [x * float(found.RescaleSlope) + float(found.RescaleIntercept) for x in (low, low + 2 ** stored - 1)]
    else:
        ends = (-(2 ** (stored - 1)), 2 ** (stored - 1) - 1) if found.PixelRepresentation else (0, 2 ** stored - 1)
    return (out - ends[0]) / (ends[1] - ends[0]) * 255


GREY = {
    '8 bits': (np.uint8, 8), '12 bits': (np.uint16, 12), '16 bits': (np.uint16, 16),
    '12 bits signed': (np.int16, 12), '16 bits signed': (np.int16, 16),
}


@pytest.mark.parametrize('syntax', [None, ImplicitVRLittleEndian])
@pytest.mark.parametrize('shape', ['LINEAR', 'LINEAR_EXACT', 'SIGMOID'])
@pytest.mark.parametrize('name', GREY)
def test_windows(name, shape, syntax):
    kind, stored = GREY[name]
    low = -(1 << (stored - 1)) if kind is np.int16 else 0
    array = RANDOM.integers(low, low + (1 << stored), (24, 31)).astype(kind)
    more = {'syntax': syntax} if syntax else {}
    found = images.dataset(array, bits_stored=stored, WindowCenter='70.5', WindowWidth='101', VOILUTFunction=shape,
                           RescaleSlope='0.5', RescaleIntercept='-12.25', **more)
    grey, _, _ = shown(found)
    near(grey, windowed(found, array))


def test_monochrome1_is_turned_round():
    array = RANDOM.integers(0, 4096, (9, 9)).astype(np.uint16)
    grey, _, _ = shown(images.dataset(array, 'MONOCHROME2', 12, WindowCenter=1000, WindowWidth=900))
    turned, _, _ = shown(images.dataset(array, 'MONOCHROME1', 12, WindowCenter=1000, WindowWidth=900))
    assert (grey == 255 - turned).all()


def test_presentation_shape_inverse():
    array = RANDOM.integers(0, 256, (9, 9)).astype(np.uint8)
    grey, _, _ = shown(images.dataset(array))
    turned, _, _ = shown(images.dataset(array, PresentationLUTShape='INVERSE'))
    assert (grey == 255 - turned).all()


def test_without_a_window_the_range_of_values_is_shown():
    array = np.array([[100, 300], [200, 250]], np.uint16)
    grey, _, _ = shown(images.dataset(array))
    assert grey[..., 0].tolist() == [[0, 255], [128, 191]]


def test_eight_bits_are_shown_as_they_are():
    array = np.arange(256, dtype=np.uint8).reshape(16, 16)
    grey, _, _ = shown(images.dataset(array))
    assert (grey[..., 0] == array).all()


def test_a_window_that_is_asked_for():
    array = np.arange(0, 4096, 16, dtype=np.uint16).reshape(16, 16)
    found = images.dataset(array, bits_stored=12, WindowCenter=100, WindowWidth=50)
    grey, _, _ = shown(found, window={'center': 2000, 'width': 1000})
    found.WindowCenter, found.WindowWidth = 2000, 1000
    near(grey, windowed(found, array))


def test_all_windows_are_told():
    found = images.dataset(np.zeros((4, 4), np.uint16), WindowCenter=['40', '-600'], WindowWidth=['400', '1500'])
    record, info = images.opened(found)
    picture = display.render(record, info, 0)
    assert picture['windows'] == [{'center': 40, 'width': 400}, {'center': -600, 'width': 1500}]
    assert picture['window'] == picture['windows'][0]


def test_padding_is_black():
    array = np.array([[5, 100], [200, 63536]], np.uint16)
    grey, _, _ = shown(images.dataset(array, 'MONOCHROME1', PixelPaddingValue=63536))
    assert grey[1, 1, 0] == 0 and grey[0, 0, 0] == 255 and grey[1, 0, 0] == 0


def lut(entries, first=0, bits=16, vr='US'):
    item = Dataset()
    item.add_new(0x00283002, vr, [len(entries) % 65536, first, bits])
    item.add_new(0x00283006, 'OW', np.array(entries, '<u2').tobytes())
    return item


def test_modality_lut():
    array = RANDOM.integers(0, 256, (9, 9)).astype(np.uint8)
    found = images.dataset(array, WindowCenter=30000, WindowWidth=60000)
    found.ModalityLUTSequence = Sequence([lut([x * x for x in range(256)])])
    found.ModalityLUTSequence[0].ModalityLUTType = 'US'
    grey, _, _ = shown(found)
    values = array.astype(float) ** 2
    near(grey, np.clip((values - 29999.5) / 59999 + 0.5, 0, 1) * 255)


@pytest.mark.parametrize('first', [0, 100])
def test_voi_lut(first):
    array = RANDOM.integers(0, 600, (9, 9)).astype(np.uint16)
    found = images.dataset(array, bits_stored=12)
    found.VOILUTSequence = Sequence([lut([(x * 37) % 1024 for x in range(400)], first, 10)])
    grey, _, _ = shown(found)
    near(grey, apply_voi_lut(array, found).astype(float) / 1023 * 255)


@pytest.mark.parametrize('bits', [8, 16])
def test_palette(bits):
    array = RANDOM.integers(0, 256, (12, 12)).astype(np.uint8)
    found = images.dataset(array, 'PALETTE COLOR')
    for place, name in enumerate(('Red', 'Green', 'Blue')):
        table = RANDOM.integers(0, 1 << bits, 256)
        table[0] = (1 << bits) - 1
        setattr(found, f'{name}PaletteColorLookupTableDescriptor', [256, 0, bits])
        setattr(found, f'{name}PaletteColorLookupTableData', table.astype('<u2' if bits == 16 else 'u1').tobytes())
        assert place < 3
    colours, _, _ = shown(found)
    wanted = apply_color_lut(array, found)
    assert (colours == (wanted >> 8 if bits == 16 else wanted)).all()


def test_segmented_palette():
    array = np.arange(256, dtype=np.uint8).reshape(16, 16)
    found = images.dataset(array, 'PALETTE COLOR')
    segments = np.array([0, 2, 0, 100, 1, 100, 60000, 0, 1, 500, 1, 153, 65535], '<u2')
    for name in ('Red', 'Green', 'Blue'):
        setattr(found, f'{name}PaletteColorLookupTableDescriptor', [256, 0, 16])
        setattr(found, f'Segmented{name}PaletteColorLookupTableData', segments.tobytes())
    colours, _, _ = shown(found)
    wanted = apply_color_lut(array, found)
    assert np.abs(colours.astype(int) - (wanted >> 8)).max() <= 1


@pytest.mark.parametrize('planar', [0, 1])
@pytest.mark.parametrize('photometric', ['RGB', 'YBR_FULL'])
def test_colours(photometric, planar):
    array = RANDOM.integers(0, 256, (10, 14, 3)).astype(np.uint8)
    found = images.dataset(array, photometric)
    if planar:
        found.PlanarConfiguration = 1
        found.PixelData = array.transpose(2, 0, 1).tobytes()
    colours, _, _ = shown(found)
    wanted = array if photometric == 'RGB' else convert_color_space(array, 'YBR_FULL', 'RGB')
    assert np.abs(colours.astype(int) - wanted).max() <= (0 if photometric == 'RGB' else 1)


def test_colour_of_sixteen_bits():
    array = RANDOM.integers(0, 4096, (10, 14, 3)).astype(np.uint16)
    colours, _, _ = shown(images.dataset(array, 'RGB', 12))
    assert (colours == array >> 4).all()


def test_ybr_full_422():
    pairs = RANDOM.integers(0, 256, (6, 5, 4)).astype(np.uint8)    # Y Y CB CR
    found = images.dataset(np.zeros((6, 10, 3), np.uint8), 'YBR_FULL_422')
    found.PixelData = pairs.tobytes()
    colours, _, _ = shown(found)
    whole = np.stack([pairs[..., :2].reshape(6, 10), np.repeat(pairs[..., 2], 2, 1), np.repeat(pairs[..., 3], 2, 1)], -1)
    assert np.abs(colours.astype(int) - convert_color_space(whole, 'YBR_FULL', 'RGB')).max() <= 1


@pytest.mark.parametrize('big', [False, True])
@pytest.mark.parametrize('kind', [np.uint32, np.int32])
def test_thirty_two_bits(kind, big):
    array = RANDOM.integers(-5000 if kind is np.int32 else 0, 90000, (7, 8)).astype(kind)
    found = images.dataset(array, **({'syntax': ExplicitVRBigEndian} if big else {}))
    if big:
        found['PixelData'].VR = 'OW'
        found.PixelData = array.astype('>i4').tobytes()
    grey, _, _ = shown(found)
    low, high = float(array.min()), float(array.max())
    near(grey, (array.astype(float) - low) / (high - low) * 255)


@pytest.mark.parametrize('kind, name', [('<f4', 'FloatPixelData'), ('<f8', 'DoubleFloatPixelData')])
def test_floating_point(kind, name):
    array = (RANDOM.normal(0, 1e-3, (7, 8)) * 3).astype(kind)
    array[0, :4] = [0, 1e-39, -2.5, 7]
    found = images.dataset(np.zeros((7, 8), np.uint8))
    for gone in ('PixelData', 'BitsStored', 'HighBit', 'PixelRepresentation'):
        delattr(found, gone)
    found.BitsAllocated = 8 * array.dtype.itemsize
    setattr(found, name, array.tobytes())
    grey, record, info = shown(found)
    values = np.asarray(cells.unpacked(decode.load(record, info, 0))).reshape(7, 8)
    assert (values == array.astype(float)).all(), 'every value to the last bit'
    low, high = float(array.min()), float(array.max())
    near(grey, (array.astype(float) - low) / (high - low) * 255)


@pytest.mark.parametrize('frame', [0, 1, 2])
def test_single_bits_without_padding_between_frames(frame):
    array = RANDOM.integers(0, 2, (3, 5, 7)).astype(np.uint8)
    found = images.dataset(array, frames=3)
    found.BitsAllocated = found.BitsStored = 1
    found.HighBit = 0
    packed = np.packbits(array.reshape(-1), bitorder='little').tobytes()
    found.PixelData = packed + b'\0' * (len(packed) % 2)
    grey, _, _ = shown(found, frame)
    assert (grey[..., 0] == array[frame] * 255).all()


def test_only_the_frame_in_view_is_read():
    found = images.dataset(RANDOM.integers(0, 256, (40, 300, 300)).astype(np.uint8), frames=40)
    record, info = images.opened(found)
    ranges = []
    read = record.source.read

    class Watched:
        size = record.source.size

        def read(self, start, stop):
            ranges.append(stop - start)
            return read(start, stop)
    record.source = Watched()
    display.render(record, info, 21)
    assert max(ranges) == 300 * 300
    ranges.clear()
    display.render(record, info, 21, {'center': 50, 'width': 20})
    assert not ranges, 'a new window does not read again'


def test_aspect():
    found = images.dataset(np.zeros((4, 4), np.uint8), PixelAspectRatio=[3, 2])
    record, info = images.opened(found)
    assert display.render(record, info, 0)['aspect'] == 1.5


def test_masks_are_drawn_on_request():
    found = images.dataset(np.full((20, 30), 200, np.uint8))
    grey, _, _ = shown(found, masks=[masks.Mask(3, 4, 5, 6)])
    assert (grey[4:10, 3:8] == 0).all() and (grey == 0).sum() == 5 * 6 * 3


def overlay(found, plane, top=1, left=1):
    found.add_new(0x60000010, 'US', plane.shape[0])
    found.add_new(0x60000011, 'US', plane.shape[1])
    found.add_new(0x60000040, 'CS', 'G')
    found.add_new(0x60000050, 'SS', [top, left])
    found.add_new(0x60000100, 'US', 1)
    found.add_new(0x60000102, 'US', 0)
    packed = np.packbits(plane.reshape(-1), bitorder='little').tobytes()
    found.add_new(0x60003000, 'OW', packed + b'\0' * (len(packed) % 2))
    return found


@pytest.mark.parametrize('top, left', [(1, 1), (3, -2), (-1, 25)])
def test_overlay_is_drawn_on_request(top, left):
    plane = RANDOM.integers(0, 2, (11, 13)).astype(np.uint8)
    found = overlay(images.dataset(np.zeros((20, 30), np.uint8)), plane, top, left)
    plain, _, _ = shown(found)
    drawn, _, _ = shown(found, overlays_shown=True)
    wanted = np.zeros((20, 30), bool)
    for row, column in np.argwhere(plane):
        if 0 <= row + top - 1 < 20 and 0 <= column + left - 1 < 30:
            wanted[row + top - 1, column + left - 1] = True
    assert ((plain != drawn).any(-1) == wanted).all()


def test_overlay_inside_the_cells():
    array = RANDOM.integers(0, 4096, (8, 9)).astype(np.uint16)
    flags = RANDOM.integers(0, 2, (8, 9)).astype(np.uint16)
    found = images.dataset(array | flags << 14, bits_stored=12, WindowCenter=2048, WindowWidth=4096)
    for element, value in ((0x10, 8), (0x11, 9), (0x100, 16), (0x102, 14)):
        found.add_new(0x60000000 + element, 'US', value)
    found.add_new(0x60000050, 'SS', [1, 1])
    plain, _, _ = shown(found)
    clean, _, _ = shown(images.dataset(array, bits_stored=12, WindowCenter=2048, WindowWidth=4096))
    assert (plain == clean).all(), 'bits of an overlay are no part of the value'
    drawn, _, _ = shown(found, overlays_shown=True)
    assert ((plain != drawn).any(-1) == flags.astype(bool)).all()


def test_a_frame_that_is_not_there():
    record, info = images.opened(images.dataset(np.zeros((4, 4), np.uint8)))
    for frame in (-1, 1):
        with pytest.raises(Malformed):
            display.render(record, info, frame)


@pytest.mark.parametrize('changes, code', [
    ({'Rows': 0}, 'pixels-no-size'), ({'BitsAllocated': 12}, 'pixels-bits-allocated'), ({'BitsStored': 20}, 'pixels-bits-stored'),
    ({'SamplesPerPixel': 4}, 'pixels-samples'), ({'PhotometricInterpretation': 'CMYK'}, 'pixels-photometric'),
    ({'Rows': 60000}, 'pixels-short'),
    ({'Rows': 65535, 'Columns': 65535}, 'pixels-too-large'), ({'NumberOfFrames': 2}, 'pixels-short'), ({'HighBit': 3}, 'pixels-high-bit'),
])
def test_what_cannot_be_shown_says_why(changes, code):
    found = images.dataset(np.zeros((4, 4), np.uint8))
    for name, value in changes.items():
        setattr(found, name, value)
    record, info = images.opened(found)
    assert info.problem == code
    with pytest.raises(Unsupported) as error:
        display.render(record, info, 0)
    assert error.value.code == code


@pytest.mark.parametrize('depth', [np.uint8, np.uint16])
def test_a_high_bit_counted_from_one_is_read_as_meant(depth):
    """A cell that is full has one place for its highest bit."""
    array = np.arange(16, dtype=depth).reshape(4, 4)
    right, _, _ = shown(images.dataset(array))
    found = images.dataset(array)
    found.HighBit = array.itemsize * 8
    assert images.opened(found)[1].problem is None
    assert (shown(found)[0] == right).all()


def test_overlays_of_an_image_that_cannot_be_shown():
    found = overlay(images.dataset(np.zeros((4, 4), np.uint8)), np.ones((4, 4), np.uint8))
    del found[0x60003000]
    del found.BitsStored, found.HighBit
    found.BitsAllocated = 12
    record, info = images.opened(found)
    assert info.problem and redact_native.overlay_masks(record, info) is None


def test_exponential():
    for x in (-80, -30.5, -1, -1e-9, 0, 0.3, 1, 17.25, 59):
        assert window.exponential(x) == pytest.approx(np.exp(max(x, -60)), rel=1e-12)
