"""Masks in every layout and syntax: black inside, nothing else changed, and a refusal where that cannot be."""

import contextlib
import io

import imagecodecs
import numpy as np
import pydicom
import pytest
from pydicom.encaps import encapsulate, encapsulate_extended, generate_frames
from pydicom.filereader import read_dataset
from pydicom.sequence import Sequence
from pydicom.uid import UID, ExplicitVRBigEndian
from samar.core import host, pipeline
from samar.core.errors import Malformed, Residue, SamarError, Unsupported
from samar.core.pixels import decode, grades, image, masks, redact, redact_native, redact_stream, spare, streams
from samar.core.plan import identity, shelf
from samar.core.plan.choices import policy_of
from samar.core.report import content as report

from tests.pixels import images
from tests.pixels.test_display import lut, overlay

RANDOM = np.random.default_rng(11)
CORNER, ODD = masks.Mask(0, 0, 6, 4), masks.Mask(11, 7, 5, 3)
BOTH = [CORNER, ODD]


def masked(found, chosen, **more):
    """`(dataset after, Redaction)`."""
    record, info = images.opened(found)
    done = redact.redact(record, info, chosen, **more)
    proof = redact.prove(record, info, done)
    if done.frames:
        assert proof['before'] == proof['after']
    after = read_dataset(io.BytesIO(images.pieces(done, record)[record.body:]), record.implicit, not record.big)
    after.file_meta = pydicom.dataset.FileMetaDataset()
    after.file_meta.TransferSyntaxUID = UID(done.syntax)
    for tag, text in done.elements.items():
        after.add_new(tag, 'US' if tag == 0x00280006 else 'CS', int(text) if tag == 0x00280006 else text)
    for tag in [*done.removed, *(record.table.tag[row] for row in done.rows)]:
        del after[tag]
    return after, done


def under(shape, chosen=BOTH):
    found = np.zeros(shape, bool)
    for mask in chosen:
        found[mask.y:mask.y + mask.h, mask.x:mask.x + mask.w] = True
    return found


def arrays(dataset):
    return images.decoded(dataset, 0, raw=True)


LAYOUTS = {
    '8 bits': (np.uint8, 8, 'MONOCHROME2', 0, 0), '12 of 16 bits': (np.uint16, 12, 'MONOCHROME2', 0, 0),
    'inverted': (np.uint16, 12, 'MONOCHROME1', 0, 4095), 'inverted 8 bits': (np.uint8, 8, 'MONOCHROME1', 0, 255),
    '32 bits': (np.uint32, 32, 'MONOCHROME2', 0, 0), 'signed': (np.int16, 16, 'MONOCHROME2', 0, None),
    'signed 12 bits': (np.int16, 12, 'MONOCHROME2', 0, None), 'signed 32 bits': (np.int32, 32, 'MONOCHROME2', 0, None),
    'RGB': (np.uint8, 8, 'RGB', 0, (0, 0, 0)), 'RGB by planes': (np.uint8, 8, 'RGB', 1, (0, 0, 0)),
    'RGB of 16 bits': (np.uint16, 16, 'RGB', 0, (0, 0, 0)), 'RGB of 16 bits by planes': (np.uint16, 16, 'RGB', 1, (0, 0, 0)),
    'YBR_FULL': (np.uint8, 8, 'YBR_FULL', 0, (0, 128, 128)), 'YBR_FULL by planes': (np.uint8, 8, 'YBR_FULL', 1, (0, 128, 128)),
}


@pytest.mark.parametrize('big', [False, True], ids=['little', 'big'])
@pytest.mark.parametrize('name', LAYOUTS)
def test_uncompressed(name, big):
    kind, stored, photometric, planar, black = LAYOUTS[name]
    low = -(1 << (stored - 1)) // 3 if np.dtype(kind).kind == 'i' else 0
    shape = (17, 23, 3) if isinstance(black, tuple) else (17, 23)
    array = RANDOM.integers(low, low + (1 << stored), shape).astype(kind)
    if low:
        array = RANDOM.integers(low, -low, shape).astype(kind)
    found = images.dataset(array, photometric, stored)
    laid = array.transpose(2, 0, 1) if planar else array
    if planar:
        found.PlanarConfiguration = 1
    if big:
        found.file_meta.TransferSyntaxUID = ExplicitVRBigEndian
        laid = np.ascontiguousarray(laid).astype(laid.dtype.newbyteorder('>'))
        found['PixelData'].VR = 'OB' if np.dtype(kind).itemsize == 1 else 'OW'
    content = np.ascontiguousarray(laid).tobytes()
    found.PixelData = content + b'\0' * (len(content) % 2)
    after, done = masked(found, BOTH)
    new, where = arrays(after), under((17, 23))
    wanted = array.copy()
    wanted[where] = black if black is not None else array.min()
    assert (new == wanted).all()
    assert done.proof['pixels'] == where.sum() and done.proof['frames'] == 1 and done.proof['method'] == 'in-place'
    assert done.syntax == found.file_meta.TransferSyntaxUID


def test_bytes_in_big_endian_words():
    array = RANDOM.integers(1, 256, (3, 5, 7)).astype(np.uint8)
    found = images.dataset(array, frames=3, syntax=ExplicitVRBigEndian)
    content = array.tobytes() + b'\0'
    found.PixelData = np.frombuffer(content, np.uint8).reshape(-1, 2)[:, ::-1].tobytes()
    found['PixelData'].VR = 'OW'
    record, info = images.opened(found)
    done = redact.redact(record, info, [masks.Mask(1, 1, 3, 2)])
    redact.prove(record, info, done)
    whole = images.pieces(done, record)
    start = record.table.value[info.row]
    straight = np.frombuffer(whole[start:start + len(content)], np.uint8).reshape(-1, 2)[:, ::-1].reshape(-1)[:105].reshape(3, 5, 7)
    wanted = array.copy()
    wanted[:, 1:3, 1:4] = 0
    assert (straight == wanted).all()


def test_pairs_of_pixels_go_together_in_422():
    pairs = RANDOM.integers(1, 256, (8, 5, 4)).astype(np.uint8)
    found = images.dataset(np.zeros((8, 10, 3), np.uint8), 'YBR_FULL_422')
    found.PixelData = pairs.tobytes()
    after, _ = masked(found, [masks.Mask(3, 2, 2, 3)])
    new = np.frombuffer(after.PixelData, np.uint8).reshape(8, 5, 4)
    wanted = pairs.copy()
    wanted[2:5, 1:3] = (0, 0, 128, 128)
    assert (new == wanted).all()


@pytest.mark.parametrize('photometric, black', [('MONOCHROME2', 0), ('MONOCHROME1', 1)])
def test_single_bits(photometric, black):
    array = RANDOM.integers(0, 2, (5, 5, 7)).astype(np.uint8)
    found = images.dataset(array, photometric, frames=5)
    found.BitsAllocated = found.BitsStored = 1
    found.HighBit = 0
    found.PixelData = np.packbits(array.reshape(-1), bitorder='little').tobytes()
    after, _ = masked(found, [masks.Mask(0, 0, 7, 2, 1, 1), masks.Mask(2, 3, 9, 9, 2, 4)])
    wanted = array.copy()
    wanted[1, :2] = black
    wanted[2:, 3:, 2:] = black
    new = np.unpackbits(np.frombuffer(after.PixelData, np.uint8), bitorder='little')[:wanted.size].reshape(wanted.shape)
    assert (new == wanted).all()


def test_palette_goes_to_its_darkest_entry():
    array = RANDOM.integers(0, 256, (17, 23)).astype(np.uint8)
    found = images.dataset(array, 'PALETTE COLOR')
    table = RANDOM.integers(50, 256, (3, 256)).astype(np.uint8)
    table[:, 77] = (3, 2, 9)
    for place, name in enumerate(('Red', 'Green', 'Blue')):
        setattr(found, f'{name}PaletteColorLookupTableDescriptor', [256, 0, 8])
        setattr(found, f'{name}PaletteColorLookupTableData', table[place].tobytes())
    after, _ = masked(found, BOTH)
    assert set(arrays(after)[under((17, 23))]) == {77}


@pytest.mark.parametrize('kind, name', [('<f4', 'FloatPixelData'), ('<f8', 'DoubleFloatPixelData')])
@pytest.mark.parametrize('shift', [0, 9])
def test_floating_point(kind, name, shift):
    array = (RANDOM.normal(shift, 1, (17, 23))).astype(kind)
    found = images.dataset(np.zeros((17, 23), np.uint8))
    for gone in ('PixelData', 'BitsStored', 'HighBit', 'PixelRepresentation'):
        delattr(found, gone)
    found.BitsAllocated = 8 * array.dtype.itemsize
    setattr(found, name, array.tobytes())
    after, _ = masked(found, BOTH)
    wanted = array.copy()
    wanted[under((17, 23))] = min(array.min(), 0)
    assert (arrays(after) == wanted).all()


def test_only_the_frames_of_the_mask_and_only_their_rows():
    array = RANDOM.integers(1, 256, (6, 40, 50)).astype(np.uint8)
    found = images.dataset(array, frames=6)
    record, info = images.opened(found)
    done = redact.redact(record, info, [masks.Mask(3, 10, 5, 4, 2, 3)])
    assert done.frames == [2, 3] and done.proof['pixels'] == 40
    changed = sum(stop - start for start, stop, _ in done.splices)
    assert changed <= 2 * 4 * 50
    after, _ = masked(found, [masks.Mask(3, 10, 5, 4, 2, 3)])
    wanted = array.copy()
    wanted[2:4, 10:14, 3:8] = 0
    for frame in range(6):
        assert (images.decoded(after, frame) == wanted[frame]).all()


@pytest.mark.parametrize('name', ['uncompressed', 'spare bits', 'jpeg', 'jpeg-ls', 'rle'])
def test_what_takes_long_tells_how_far_it_is(name, monkeypatch):
    """A browser's page takes a worker that says nothing for one that hangs."""
    array = RANDOM.integers(1, 250, (5, 32, 40)).astype(np.uint8)
    if name == 'spare bits':
        found = images.dataset(RANDOM.integers(0, 65536, (5, 32, 40)).astype(np.uint16), frames=5, BitsStored=12, HighBit=11)
        monkeypatch.setattr(spare, 'BLOCK', 1000)
    elif name == 'uncompressed':
        found = images.dataset(array, frames=5)
    elif name == 'jpeg':
        found = images.dataset(array, frames=5)
        found.PixelData = encapsulate([imagecodecs.jpeg8_encode(frame, level=90) for frame in array])
        found['PixelData'].VR, found['PixelData'].is_undefined_length = 'OB', True
        found.file_meta.TransferSyntaxUID = grades.JPEG_BASELINE
    else:
        found = encoded(name, array)
    told = []
    monkeypatch.setattr(host, 'progress', lambda *given: told.append(given))
    record, info = images.opened(found)
    done = redact.tidy(record, info) if name == 'spare bits' else redact.redact(record, info, [CORNER])
    assert done.splices
    steps = [*range(0, 12800, 1000)] if name == 'spare bits' else [0, 1, 2, 3, 4]
    rounds = len(told) // len(steps)        # compressed frames are looked through for what stands beside the picture, too
    assert rounds in (1, 2) and [step for step, _, _ in told] == steps * rounds
    assert {(total, what) for _, total, what in told} == {(12800, 'bytes') if name == 'spare bits' else (5, 'frames')}
    if name == 'uncompressed':
        redact.prove(record, info, done)
        assert len(told) == 10


def test_many_rows_are_handed_to_the_platform(monkeypatch):
    monkeypatch.setattr(redact_native, 'KEPT', 500)
    array = RANDOM.integers(1, 256, (9, 40, 50)).astype(np.uint8)
    found = images.dataset(array, frames=9)
    record, info = images.opened(found)
    done = redact.redact(record, info, [CORNER])
    assert sum(piece[0] is not None for splice in done.splices for piece in splice[2]) >= 6
    after, _ = masked(found, [CORNER])
    wanted = array.copy()
    wanted[:, :4, :6] = 0
    for frame in range(9):
        assert (images.decoded(after, frame) == wanted[frame]).all()


def test_signed_black_is_below_the_window():
    array = RANDOM.integers(-1024, 3000, (17, 23)).astype(np.int16)
    found = images.dataset(array, WindowCenter='-600', WindowWidth='3000', RescaleSlope='1', RescaleIntercept='0')
    after, _ = masked(found, BOTH)
    assert set(arrays(after)[under((17, 23))]) == {-2101}


def test_overlay_planes_and_icon_follow():
    plane = np.ones((17, 23), np.uint8)
    found = overlay(images.dataset(RANDOM.integers(1, 256, (17, 23)).astype(np.uint8)), plane)
    found.IconImageSequence = Sequence([images.dataset(np.full((4, 4), 9, np.uint8))])
    after, done = masked(found, BOTH)
    bits = np.unpackbits(np.frombuffer(after[0x60003000].value, np.uint8), bitorder='little')[:17 * 23].reshape(17, 23)
    assert (bits == ~under((17, 23))).all()
    assert 'IconImageSequence' not in after and ('icon-removed', None) in done.notes and ('overlay-masked', '1') in done.notes


def test_pictures_in_any_sequence_go():
    small = images.dataset(np.full((4, 4), 9, np.uint8))
    found = images.dataset(RANDOM.integers(1, 256, (17, 23)).astype(np.uint8))
    inner = pydicom.Dataset()
    inner.IconImageSequence = Sequence([small])
    found.ReferencedImageSequence = Sequence([inner])
    found.private_block(0x0029, 'MADE UP', create=True).add_new(1, 'SQ', [small])
    policy, secret = policy_of(shelf.preset('outside-hospital'), None, None, {'(0088,0200)': 'keep'}), identity.Identity(memoryview(bytes(32)))
    outcome = pipeline.deidentify(images.opened(found)[0], policy, secret, [CORNER], ['text-risk=said'])
    assert outcome.word == 'cleaned'
    whole = bytes(outcome.output.read(0, outcome.output.size))
    assert bytes([9]) * 16 not in whole
    plain = pipeline.deidentify(images.opened(found)[0], policy, secret, [], ['text-risk=said'])
    assert bytes([9]) * 16 in bytes(plain.output.read(0, plain.output.size)), 'without a mask the icon stays as it was chosen'


def with_overlay_bits():
    array = RANDOM.integers(1, 4096, (2, 17, 23)).astype(np.uint16)
    found = images.dataset(array | np.uint16(1 << 13), bits_stored=12, frames=2)
    for element, value in ((0x10, 17), (0x11, 23), (0x100, 16), (0x102, 13)):
        found.add_new(0x60000000 + element, 'US', value)
    found.add_new(0x60000050, 'SS', [1, 1])
    return found, array


def test_overlay_bits_under_a_mask_go_and_others_on_request():
    found, array = with_overlay_bits()
    after, _ = masked(found, [masks.Mask(0, 0, 6, 4, 0, 0)])
    new = np.frombuffer(after.PixelData, np.uint16).reshape(2, 17, 23)
    assert (new[0, :4, :6] == 0).all() and (new[1] == array[1] | 1 << 13).all()
    after, _ = masked(found, [masks.Mask(0, 0, 6, 4, 0, 0)], clear_overlay_bits=True)
    new = np.frombuffer(after.PixelData, np.uint16).reshape(2, 17, 23)
    assert (new[1] == array[1]).all() and (new[0, :4, :6] == 0).all() and (new[0, 4:] == array[0, 4:]).all()


def encoded(name, array):
    """Dataset with one stream a frame."""
    syntax, encode = ENCODERS[name]
    found = images.dataset(array, 'RGB' if array.ndim == 4 else 'MONOCHROME2', frames=len(array))
    if array.dtype == np.uint16 or array.dtype == np.int16:
        found.BitsStored, found.HighBit = 12, 11
    found.PixelData = encapsulate([encode(frame) for frame in array])
    found['PixelData'].VR = 'OB'
    found['PixelData'].is_undefined_length = True
    found.file_meta.TransferSyntaxUID = syntax
    if name == 'jpeg 2000' and array.ndim == 4:
        found.PhotometricInterpretation = 'YBR_RCT'
    return found


def rle_of(frame):
    from samar.core.pixels.codecs import rle

    from tests.pixels.test_rle import frame_of
    return bytes(rle.encode(grades.RLE, frame.tobytes(), frame_of(frame)))


ENCODERS = {
    'rle': (grades.RLE, rle_of), 'jpeg-ls': (grades.JPEG_LS, imagecodecs.jpegls_encode),
    'jpeg 2000': (grades.JPEG_2000_LOSSLESS, lambda x: imagecodecs.jpeg2k_encode(x, level=0, reversible=True, codecformat='j2k')),
    'htj2k': (grades.HTJ2K_LOSSLESS, lambda x: imagecodecs.htj2k_encode(x, reversible=True)),
    'htj2k rpcl': (grades.HTJ2K_RPCL, lambda x: imagecodecs.htj2k_encode(x, reversible=True)),
    'jpeg-ls near': (grades.JPEG_LS_NEAR, lambda x: imagecodecs.jpegls_encode(x, level=2)),
    'jpeg lossless': (grades.JPEG + '70', lambda x: imagecodecs.ljpeg_encode(x)),
    'jpeg 2000 lossy': (grades.JPEG_2000, lambda x: imagecodecs.jpeg2k_encode(x, level=40, codecformat='j2k')),
}
KINDS = {'8 bits': (np.uint8, (3, 32, 40)), '12 bits': (np.uint16, (3, 32, 40)), 'colour': (np.uint8, (3, 32, 40, 3))}


@pytest.mark.parametrize('kind', KINDS)
@pytest.mark.parametrize('name', ENCODERS)
def test_streams(name, kind):
    dtype, shape = KINDS[kind]
    if name == 'jpeg lossless' and kind == 'colour':
        pytest.skip('the encoder of the test makes no colours')
    array = RANDOM.integers(1, 250 if dtype == np.uint8 else 4000, shape).astype(dtype)
    found = encoded(name, array)
    before = [images.decoded(found, frame) for frame in range(3)]
    old = list(generate_frames(found.PixelData, number_of_frames=3))
    chosen = [masks.Mask(0, 0, 6, 4, 1, 1), masks.Mask(11, 7, 5, 3, 1, 1)]
    after, done = masked(found, chosen)
    kept = grades.grade(found.file_meta.TransferSyntaxUID) == grades.SAME
    assert done.syntax == (found.file_meta.TransferSyntaxUID if kept else grades.JPEG_LS)
    new = list(generate_frames(after.PixelData, number_of_frames=3))
    if kept:
        assert new[0] == old[0] and new[2] == old[2], 'frames without a mask keep their bytes'
    for frame in range(3):
        wanted = before[frame].copy()
        if frame == 1:
            wanted[under((32, 40))] = 0
        assert (images.decoded(after, frame) == wanted).all()
    assert done.frames == [1] and done.proof['frames-coded'] == (1 if kept else 3)


def test_mixed_colours_are_made_one():
    """A JPEG 2000 file whose colours are not transformed, masked by an encoder that transforms them."""
    array = RANDOM.integers(1, 250, (2, 32, 40, 3)).astype(np.uint8)
    found = encoded('jpeg 2000', array)
    plain = [imagecodecs.jpeg2k_encode(x, level=0, reversible=True, codecformat='j2k', mct=False) for x in array]
    found.PixelData = encapsulate(plain)
    found.PhotometricInterpretation = 'RGB'
    after, _ = masked(found, [masks.Mask(0, 0, 6, 4, 1, 1)])
    told = [streams.header(x, 'RGB').transformed for x in generate_frames(after.PixelData, number_of_frames=2)]
    assert len(set(told)) == 1
    assert after.PhotometricInterpretation == ('YBR_RCT' if told[0] else 'RGB')
    assert (images.decoded(after, 0) == array[0]).all()


@pytest.mark.parametrize('table', ['basic', 'empty', 'extended', 'wrong', 'fragments'])
def test_offset_tables(table):
    array = RANDOM.integers(1, 250, (3, 32, 40)).astype(np.uint8)
    found = encoded('jpeg-ls', array)
    parts = list(generate_frames(found.PixelData, number_of_frames=3))
    if table == 'empty':
        found.PixelData = encapsulate(parts, has_bot=False)
    elif table == 'extended':
        found.PixelData, found.ExtendedOffsetTable, found.ExtendedOffsetTableLengths = encapsulate_extended(parts)
    elif table == 'wrong':
        broken = bytearray(encapsulate(parts))
        broken[12:16] = b'\x63\0\0\0'
        found.PixelData = bytes(broken)
    elif table == 'fragments':
        found.PixelData = encapsulate(parts, fragments_per_frame=2)
    found['PixelData'].is_undefined_length = True
    after, _ = masked(found, [masks.Mask(0, 0, 6, 4, 1, 1)])
    wanted = array.copy()
    wanted[1, :4, :6] = 0
    extended = None
    if table == 'extended':
        extended = (after.ExtendedOffsetTable, after.ExtendedOffsetTableLengths)
        lengths = np.frombuffer(extended[1], '<u8')
        assert lengths[0] == len(parts[0].rstrip(b'\0')) or abs(int(lengths[0]) - len(parts[0])) <= 1
    frames = list(generate_frames(after.PixelData, number_of_frames=3, extended_offsets=extended))
    for frame in range(3):
        assert (imagecodecs.jpegls_decode(frames[frame]) == wanted[frame]).all()
        assert (images.decoded(after, frame) == wanted[frame]).all()


def test_lossy_source_says_that_it_was_lossy():
    found = encoded('jpeg-ls near', RANDOM.integers(1, 250, (1, 32, 40)).astype(np.uint8))
    record, info = images.opened(found)
    done = redact.redact(record, info, [CORNER])
    assert done.elements[0x00282110] == '01' and ('syntax-changed', grades.JPEG_LS) in done.notes
    found.LossyImageCompression = '01'
    record, info = images.opened(found)
    assert 0x00282110 not in redact.redact(record, info, [CORNER]).elements


def test_comments_in_streams_go_and_are_reported():
    array = RANDOM.integers(1, 250, (1, 32, 40)).astype(np.uint8)
    found = encoded('jpeg-ls', array)
    stream = imagecodecs.jpegls_encode(array[0])
    named = stream[:2] + b'\xff\xfe\x00\x0aDOE JOHN' + stream[2:]
    found.PixelData = encapsulate([named])
    found['PixelData'].is_undefined_length = True
    record, info = images.opened(found)
    done = redact.redact(record, info, [CORNER])
    assert b'DOE' not in images.pieces(done, record)
    assert ('stream-metadata-dropped', 'COM 8') in done.notes


@pytest.mark.parametrize('change, code', [
    ({'syntax': grades.JPEG + '102'}, 'mask-not-possible'), ({'syntax': grades.JPEG + '110'}, 'mask-not-possible'),
    ({'syntax': '1.2.3.4'}, 'mask-not-possible'), ({'frames': 4}, 'frames-unassigned'),
])
def test_what_cannot_be_masked_is_refused(change, code):
    found = encoded('jpeg-ls', RANDOM.integers(1, 250, (3, 32, 40)).astype(np.uint8))
    if 'frames' in change:
        found.NumberOfFrames = change['frames']
    record, info = images.opened(found)
    if 'syntax' in change:
        record.syntax = change['syntax']
        info = image.describe(record)
    with pytest.raises(SamarError) as error:
        redact.redact(record, info, [CORNER])
    assert error.value.code == code


def test_no_image_and_two_of_them():
    with pytest.raises(Unsupported) as error:
        redact.redact(None, None, [CORNER])
    assert error.value.code == 'mask-no-image'


def test_an_encoder_that_errs_is_caught(monkeypatch):
    found = encoded('jpeg-ls', RANDOM.integers(1, 250, (1, 32, 40)).astype(np.uint8))
    record, info = images.opened(found)
    real = host.encode_frame

    def wrong(syntax, buffer, told):
        cells = bytearray(buffer)
        cells[700] ^= 1
        return real(syntax, cells, told)
    monkeypatch.setattr(host, 'encode_frame', wrong)
    with pytest.raises(Residue) as error:
        redact.redact(record, info, [CORNER])
    assert error.value.code == 'mask-proof'


@pytest.mark.parametrize('name', ['rle', 'jpeg-ls', 'jpeg 2000', 'htj2k', 'jpeg lossless'])
def test_broken_streams_give_errors(name):
    array = RANDOM.integers(1, 250, (1, 32, 40)).astype(np.uint8)
    whole = ENCODERS[name][1](array[0])
    found = encoded(name, array)
    for cut in (0, 1, 3, 20, 64, len(whole) // 2, len(whole) - 3):
        found.PixelData = encapsulate([whole[:cut] + b'\0' * (cut < 2)])
        found['PixelData'].is_undefined_length = True
        shown_or_refused(found)
    for place in RANDOM.integers(0, len(whole), 60):
        broken = bytearray(whole)
        broken[place] ^= int(RANDOM.integers(1, 256))
        found.PixelData = encapsulate([bytes(broken)])
        found['PixelData'].is_undefined_length = True
        shown_or_refused(found)


@pytest.mark.parametrize('name', ['jpeg lossless', 'jpeg-ls', 'jpeg 2000'])
@pytest.mark.parametrize('part', [0.3, 0.9])
def test_a_stream_that_is_cut_off_is_never_masked(name, part):
    array = RANDOM.integers(1, 250, (1, 32, 40)).astype(np.uint8)
    found = encoded(name, array)
    whole = ENCODERS[name][1](array[0])
    found.PixelData = encapsulate([whole[:int(len(whole) * part)]])
    found['PixelData'].is_undefined_length = True
    record, info = images.opened(found)
    with pytest.raises(Malformed):
        redact.redact(record, info, [CORNER])


def shown_or_refused(found):
    record, info = images.opened(found)
    with contextlib.suppress(Malformed, Unsupported):
        decode.load(record, info, 0)


def test_needs():
    _, info = images.opened(encoded('jpeg 2000 lossy', RANDOM.integers(1, 250, (1, 32, 40)).astype(np.uint8)))
    assert decode.needs(info) == [grades.JPEG_2000]
    assert decode.needs_masked(info) == [grades.JPEG_2000, grades.JPEG_LS]
    info.syntax, info.bits_allocated = grades.JPEG_EXTENDED, 16
    assert decode.needs(info) == [grades.JPEG_EXTENDED]
    _, info = images.opened(images.dataset(np.zeros((4, 4), np.uint8)))
    assert decode.needs(info) == []


def test_black_of_jpeg():
    found = encoded('jpeg-ls', RANDOM.integers(1, 250, (1, 32, 40)).astype(np.uint8))
    record, info = images.opened(found)
    told = streams.Header()
    told.samples, told.transformed = 3, True
    assert redact_stream.jpeg_black(record, info, told) == (0, 128, 128)
    told.transformed = False
    assert redact_stream.jpeg_black(record, info, told) == (0, 0, 0)
    told.samples, info.photometric = 1, 'MONOCHROME1'
    assert redact_stream.jpeg_black(record, info, told) == (255,)


def test_a_lut_in_a_file_does_not_hinder_a_mask():
    found = images.dataset(RANDOM.integers(1, 250, (17, 23)).astype(np.uint8))
    found.VOILUTSequence = Sequence([lut(range(256), 0, 8)])
    after, _ = masked(found, BOTH)
    assert (arrays(after)[under((17, 23))] == 0).all()


@pytest.mark.parametrize('name', ['uncompressed', 'jpeg-ls'])
def test_the_report_proves_what_is_unchanged(name):
    array = RANDOM.integers(1, 250, (2, 32, 40)).astype(np.uint8)
    found = images.dataset(array, frames=2) if name == 'uncompressed' else encoded(name, array)
    record, _ = images.opened(found)
    outcome = pipeline.deidentify(record, policy_of(shelf.preset('research'), None, None, {}), identity.Identity(memoryview(bytes(32))), [CORNER],
                                  ['text-risk=said'])
    assert outcome.word == 'cleaned'
    proof = report.as_dict(outcome)['pixels']
    assert proof['before'] == proof['after'] and len(proof['before']) == 64
    assert proof['frames'] == 2 and proof['pixels'] == 2 * 24


@pytest.mark.parametrize('kind, refused', [('LABEL', True), ('OVERVIEW', True), ('VOLUME', False)])
def test_slide_labels_are_refused_without_a_mask(kind, refused):
    found = images.dataset(RANDOM.integers(1, 250, (32, 40)).astype(np.uint8), ImageType=['ORIGINAL', 'PRIMARY', kind, 'NONE'])
    found.SOPClassUID = '1.2.840.10008.5.1.4.1.1.77.1.6'
    policy, secret = policy_of(shelf.preset('research'), None, None, {}), identity.Identity(memoryview(bytes(32)))
    outcome = pipeline.deidentify(images.opened(found)[0], policy, secret, [])
    assert outcome.word == ('refused' if refused else 'held')
    if refused:
        assert outcome.error.code == 'slide-label'
    for given, settled, word in (([CORNER], [], 'held'), ([CORNER], ['text-risk=looked'], 'cleaned'), ([masks.Mask(0, 0, 40, 32)], [], 'cleaned')):
        assert pipeline.deidentify(images.opened(found)[0], policy, secret, given, settled).word == word
    found.BurnedInAnnotation = 'NO'
    assert pipeline.deidentify(images.opened(found)[0], policy, secret, [CORNER]).word == ('held' if refused else 'cleaned'), 'a label that denies it'
