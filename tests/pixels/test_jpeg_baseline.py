"""Redaction of JPEG baseline: libjpeg-turbo decodes both streams, a plain reader compares all coefficients."""

import random

import imagecodecs
import numpy as np
import pytest
from samar.core import host
from samar.core.errors import Malformed, Residue, Unsupported
from samar.core.pixels import jpeg_baseline, jpeg_frame, jpeg_proof
from samar.hosts import cpython as host_cpython

from tests.pixels import jpeg_reference as reference

YCC = (0, 128, 128)


@pytest.fixture(autouse=True, scope='module')
def platform():
    for name, function in host_cpython.FUNCTIONS.items():
        host.install(name, function)


def picture(samples, columns, rows, seed=1):
    """A noisy picture, with colour where it has three samples, so that most coefficients differ from zero."""
    y, x = np.mgrid[0:rows, 0:columns]
    waves = np.stack([x * 5 + y, x + y * 3, x * y // 9], -1)[..., :samples] % 256 * 0.8
    noise = np.random.default_rng(seed).integers(0, 51, (rows, columns, 1))
    return np.squeeze((waves + noise).astype(np.uint8), -1 if samples == 1 else ())


def encoded(image, quality=75, subsampling='420', **options):
    return imagecodecs.jpeg8_encode(image, level=quality, subsampling=subsampling, **options)


def restarted(stream, interval):
    """The same coefficients with a restart marker after each `interval` MCUs, under complete tables."""
    return reference.write(reference.read(stream), DC_ALL, AC_ALL, interval=interval)


def check(before, rects, black, fringe=1):
    """Redact, then compare with what the plain reader and Pillow see; the Redacted."""
    done = jpeg_baseline.redact(before, rects, black)
    one, two = reference.read(before), reference.read(bytes(done.data))
    touched = one.touched(rects)
    assert done.changed == len(touched)
    assert done.mcus == len(one.mcus)
    assert done.hash_before == done.hash_after
    assert (one.sampling, one.columns, one.rows) == (two.sampling, two.columns, two.rows)
    dc = jpeg_frame.dc_of(jpeg_frame.read(before), black)
    for index, (old, new) in enumerate(zip(one.mcus, two.mcus, strict=True)):
        if index in touched:
            assert new == [(component, [dc[component]] + [0] * 63) for component, _ in old]
        else:
            assert new == old
    mask = np.isin(np.arange(len(one.mcus)), list(touched)).reshape(one.mcu_grid[::-1])
    compare_pixels(before, done.data, mask, one.mcu_size, black, fringe)
    return done


def compare_pixels(before, after, mask, mcu_size, black, fringe):
    """Black inside, equal outside; where chroma is subsampled a decoder may blend `fringe` pixels over the border.

    `mask` (bool) has an entry for each MCU of `mcu_size` pixels across and down.
    """
    old, new = imagecodecs.jpeg8_decode(before), imagecodecs.jpeg8_decode(bytes(after))
    assert old.shape == new.shape
    full = np.kron(mask, np.ones(mcu_size[::-1], bool))[:old.shape[0], :old.shape[1]]
    blend = fringe if max(mcu_size) > 8 else 0
    near, deep = grown(full, blend), ~grown(~full, blend)
    assert (old[~near] == new[~near]).all()
    assert (new[deep] == (255 if black == (255,) else 0)).all()


def grown(mask, count):
    """The mask with `count` more pixels in every direction."""
    padded = np.pad(mask, count, mode='edge')
    rows, columns = mask.shape
    found = np.zeros_like(mask)
    for y in range(2 * count + 1):
        for x in range(2 * count + 1):
            found |= padded[y:y + rows, x:x + columns]
    return found


FRINGE = {'444': 0, '422': 1, '420': 1, '440': 1, '411': 2}  # libjpeg-turbo blends half a chroma sample
RECTS = [
    [(0, 0, 1, 1)], [(20, 17, 30, 11)], [(0, 0, 200, 200)], [(76, 52, 1, 1)], [(16, 16, 16, 16)],
    [(0, 30, 77, 4)], [(5, 0, 3, 53)], [(3, 3, 9, 9), (40, 40, 2, 2), (60, 10, 17, 2)], [(-10, -10, 15, 15)], [],
]


@pytest.mark.parametrize('rects', RECTS, ids=str)
@pytest.mark.parametrize('subsampling', FRINGE)
def test_colour(subsampling, rects):
    check(encoded(picture(3, 77, 53), 85, subsampling), rects, YCC, fringe=FRINGE[subsampling])


@pytest.mark.parametrize('rects', RECTS, ids=str)
@pytest.mark.parametrize('black', [(0,), (255,)])
def test_grey(black, rects):
    check(encoded(picture(1, 77, 53), 85), rects, black)


@pytest.mark.parametrize('quality', [1, 5, 30, 75, 95, 100])
@pytest.mark.parametrize('samples', [1, 3])
def test_quality(samples, quality):
    check(encoded(picture(samples, 50, 41), quality), [(9, 9, 20, 12)], YCC if samples == 3 else (0,))


@pytest.mark.parametrize('interval', [0, 1, 3, 5, 10, 1000])
@pytest.mark.parametrize('subsampling', FRINGE)
@pytest.mark.parametrize('rects', [RECTS[1], RECTS[7]], ids=str)
def test_restart_and_optimised_tables(rects, subsampling, interval):
    before = encoded(picture(3, 77, 53), 75, subsampling, optimize=True)
    check(restarted(before, interval) if interval else before, rects, YCC, fringe=FRINGE[subsampling])


def test_every_mask_position():
    before = encoded(picture(3, 35, 33), optimize=True)
    for y in range(0, 33, 4):
        for x in range(0, 35, 4):
            check(before, [(x, y, 2, 2)], YCC)


def test_size_of_one_pixel():
    check(encoded(picture(3, 1, 1)), [(0, 0, 1, 1)], YCC)


def test_rgb_coded():
    before = encoded(picture(3, 77, 53), 75, '444', colorspace='RGB', outcolorspace='RGB')
    frame = jpeg_frame.read(before)
    assert frame.colour == 'rgb'
    check(before, [(20, 17, 30, 11)], (0, 0, 0))


def test_flat_picture_with_optimised_tables_gets_the_codes_that_black_needs():
    before = encoded(np.full((64, 64, 3), (200, 150, 90), np.uint8), 100, optimize=True)
    done = check(before, [(20, 20, 10, 10)], YCC)
    old, new = reference_tables(before), reference_tables(done.data)
    assert old[0] < new[0] and old.keys() == new.keys()


DC_ALL = reference.flat_table(range(12))
AC_ALL = reference.flat_table([0, 0xF0] + [run * 16 + size for run in range(16) for size in range(1, 11)])


def coefficients(sampling, columns=50, rows=37, seed=3, density=0.15, dc=200):
    """A Picture of random coefficients."""
    dice = random.Random(seed)
    found = reference.Picture(columns, rows, sampling, [])
    across, down = found.mcu_grid
    for _ in range(across * down):
        mcu = []
        for component in reference.blocks_of(sampling):
            block = [dice.randint(-9, 9) * (dice.random() < density) for _ in range(64)]
            block[0] = dice.randint(-dc, dc)
            mcu.append((component, block))
        found.mcus.append(mcu)
    return found


def synthetic(sampling, interval=0, **options):
    return reference.write(coefficients(sampling), DC_ALL, AC_ALL, interval=interval, step=4, **options)


SAMPLINGS = [
    [(1, 1)], [(2, 2)], [(1, 1)] * 3, [(2, 1), (1, 1), (1, 1)], [(1, 2), (1, 1), (1, 1)], [(2, 2), (1, 1), (1, 1)],
    [(4, 1), (1, 1), (1, 1)], [(4, 2), (1, 1), (1, 1)], [(2, 2), (2, 1), (2, 1)], [(2, 2), (1, 2), (1, 2)], [(1, 1), (2, 2), (1, 1)],
    [(3, 1), (1, 1), (1, 1)],
]


@pytest.mark.parametrize('interval', [0, 1, 4])
@pytest.mark.parametrize('sampling', SAMPLINGS, ids=str)
def test_sampling(sampling, interval):
    before = synthetic(sampling, interval)
    assert reference.read(before).mcus == coefficients(sampling).mcus
    check(before, [(9, 9, 20, 12)], (0,) if len(sampling) == 1 else YCC, fringe=4)


def test_more_than_eight_restart_markers():
    check(synthetic([(1, 1)] * 3, 1, fill=b'\xff\xff'), [(9, 9, 20, 12)], YCC)


def test_extended_huffman_of_eight_bits():
    check(synthetic([(2, 1), (1, 1), (1, 1)], sof=0xC1), [(9, 9, 20, 12)], YCC)


def staircase(symbols):
    """(counts, symbols): one code of each length; 16 symbols leave only the code of all ones."""
    counts = [1] * len(symbols) + [0] * (16 - len(symbols))
    return counts, list(symbols)


def test_tables_without_room_are_made_anew():
    """No EOB in the AC table, and all its 16 codes taken: every code of the scan changes."""
    dice = random.Random(5)
    grey = reference.Picture(40, 40, [(1, 1)], [])
    sizes = range(1, 9)
    for _ in range(25):
        block = [dice.choice((-1, 1)) * dice.randint(1 << (size - 1), (1 << size) - 1)
                 for size in [8] + [dice.choice(sizes) for _ in range(62)] + [1]]
        grey.mcus.append([(0, block)])
    table = staircase([*sizes, *(16 + size for size in sizes)])
    before = reference.write(grey, DC_ALL, table, step=1)
    done = check(before, [(9, 9, 3, 12)], (0,))
    assert 0 in reference_tables(done.data)[0x10]


def test_missing_dc_categories_without_room():
    grey = coefficients([(1, 1)], dc=0)
    table = [0] * 16, [0]
    table[0][0] = 1                             # one symbol, one bit; nothing is left at no length but below all ones
    before = reference.write(grey, table, AC_ALL, step=4)
    check(before, [(9, 9, 3, 12)], (0,))
    crowded = [1] * 14 + [0, 2], [0, 12, 13, 14, 15, *range(16, 27)]
    before = reference.write(grey, crowded, AC_ALL, step=4)
    done = jpeg_baseline.redact(before, [(9, 9, 3, 12)], (0,))
    assert reference.read(bytes(done.data)).mcus[0] == grey.mcus[0]
    assert len(reference_tables(done.data)[0]) == 17


def reference_tables(stream):
    """{class and identifier: {symbol}} of the DHT segments."""
    stream, at, found = bytes(stream), 2, {}
    while stream[at + 1] != 0xDA:
        length = int.from_bytes(stream[at + 2:at + 4], 'big')
        if stream[at + 1] == 0xC4:
            place = at + 4
            while place < at + 2 + length:
                total = sum(stream[place + 1:place + 17])
                found[stream[place]] = set(stream[place + 17:place + 17 + total])
                place += 17 + total
        at += 2 + length
    return found


def test_metadata_is_dropped_and_colour_kept():
    exif = reference.segment(0xE1, b'Exif\0\0made up')
    comment = reference.segment(0xFE, b'made up comment')
    jfif = reference.segment(0xE0, b'JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01zoo')
    adobe = reference.segment(0xEE, b'Adobe\0\x64\0\0\0\0\x01rest')
    before = synthetic([(1, 1)] * 3, before=jfif + exif + comment + adobe) + b'behind the end'
    done = check(before, [(9, 9, 20, 12)], YCC)
    assert done.dropped == [('APP0 JFIF rest', 3), ('APP1 Exif', 13), ('COM', 15), ('APP14 Adobe rest', 4), ('trailing', 14)]
    for text in (b'Exif', b'made up', b'zoo', b'rest', b'behind'):
        assert text not in bytes(done.data)
    assert bytes(done.data).count(b'Adobe') == 1
    assert bytes(done.data).endswith(b'\xff\xd9')


def test_metadata_of_a_grey_picture_goes_wholly():
    before = synthetic([(1, 1)], before=reference.segment(0xE0, b'JFIF\0\x01\x01\0\0\x01\0\x01\0\0'))
    done = check(before, [], (0,))
    assert done.dropped == [('APP0 JFIF', 14)]
    assert done.changed == 0


def test_padding_fill_bytes_and_missing_eoi():
    plain = synthetic([(1, 1)] * 3)
    wanted = bytes(jpeg_baseline.redact(plain, [(9, 9, 20, 12)], YCC).data)
    filled = plain.replace(b'\xff\xc4', b'\xff\xff\xff\xc4', 1)
    for variant in (plain + b'\0', plain + b'\0\0', plain[:-2], plain[:-1], plain[:-2] + b'\xff\xff\xff\xd9', filled,
                    plain[:-2] + b'\0\xff\xd9'):
        assert bytes(jpeg_baseline.redact(variant, [(9, 9, 20, 12)], YCC).data) == wanted


@pytest.mark.parametrize(('code', 'stream'), [
    ('jpeg-progressive', lambda: synthetic([(1, 1)], sof=0xC2)),
    ('jpeg-components', lambda: synthetic([(1, 1)] * 4, idents=(1, 2, 3, 4))),
    ('jpeg-several-scans', lambda: several_scans()),
    ('jpeg-arithmetic', lambda: synthetic([(1, 1)], sof=0xC9)),
    ('jpeg-lossless', lambda: synthetic([(1, 1)], sof=0xC3)),
    ('jpeg-hierarchical', lambda: synthetic([(1, 1)], sof=0xC5)),
    ('jpeg-ls', lambda: synthetic([(1, 1)], sof=0xF7)),
    ('jpeg-twelve-bit', lambda: patched(synthetic([(1, 1)], sof=0xC1), b'\xff\xc1', 4, 12)),
    ('jpeg-lines-later', lambda: patched(synthetic([(1, 1)]), b'\xff\xc0', 6, 0)),
])
def test_refusals(code, stream):
    with pytest.raises(Unsupported) as error:
        jpeg_baseline.redact(stream(), [(0, 0, 4, 4)], (0,))
    assert error.value.code == code


def patched(stream, marker, distance, value):
    place = stream.index(marker) + distance
    return stream[:place] + bytes([value]) + stream[place + 1:]


def several_scans():
    """One component a scan."""
    first = synthetic([(1, 1)] * 3)
    place = first.index(b'\xff\xda')
    return first[:place] + reference.segment(0xDA, [1, 1, 0, 0, 63, 0]) + b'\x55' * 200 + b'\xff\xd9'


@pytest.mark.parametrize(('code', 'stream'), [
    ('jpeg-header', lambda: b''),
    ('jpeg-header', lambda: b'\0' * 40),
    ('jpeg-truncated', lambda: b'\xff\xd8'),
    ('jpeg-tables', lambda: synthetic([(1, 1)]).replace(b'\xff\xc4', b'\xff\xfe')),
    ('jpeg-tables', lambda: synthetic([(1, 1)]).replace(b'\xff\xdb', b'\xff\xfe')),
    ('jpeg-truncated', lambda: patched(synthetic([(1, 1)]), b'\xff\xc0', 5, 255)),
    ('jpeg-scan', lambda: patched(synthetic([(1, 1)], 1), b'\xff\xd1', 1, 0xD2)),
    ('jpeg-scan', lambda: patched(synthetic([(1, 1)], 1), b'\xff\xdd', 5, 30)),
    ('jpeg-truncated', lambda: patched(synthetic([(1, 1)], 5), b'\xff\xdd', 5, 4)),
    ('jpeg-scan', lambda: synthetic([(1, 1)])[:-2] + b'\x12\x34\xff\xd9'),
])
def test_malformed(code, stream):
    with pytest.raises(Malformed) as error:
        jpeg_baseline.redact(stream(), [(0, 0, 4, 4)], (0,))
    assert error.value.code == code
    assert isinstance(error.value.offset, int)


def test_verify_sees_what_is_wrong():
    before = encoded(picture(3, 64, 48))
    rects = [(20, 20, 5, 5)]
    good = bytes(jpeg_baseline.redact(before, rects, YCC).data)
    assert jpeg_proof.prove(before, jpeg_frame.read(before), good, rects, YCC).changed == 1
    other = bytes(jpeg_baseline.redact(before, [(40, 20, 5, 5)], YCC).data)
    for after, detail in ((before, 'black'), (other, 'black'), (good[:-2] + b'\0\0\0\xff\xd9', 'bytes behind the scan'),
                          (bytes(jpeg_baseline.redact(good, [(40, 20, 5, 5)], YCC).data), 'coefficients'),
                          (encoded(picture(3, 64, 48), 75, '422'), 'header')):
        with pytest.raises(Residue) as error:
            jpeg_proof.prove(before, jpeg_frame.read(before), after, rects, YCC)
        assert error.value.detail == detail


def test_nothing_of_the_hidden_part_stays():
    """Two pictures that differ only under the mask become the same stream."""
    one, two = picture(3, 64, 48), picture(3, 64, 48)
    two[16:32, 16:32] = (255, 0, 0)
    streams = [bytes(jpeg_baseline.redact(encoded(image), [(16, 16, 16, 16)], YCC).data) for image in (one, two)]
    assert encoded(one) != encoded(two)
    assert streams[0] == streams[1]


def test_grey_values_between_are_the_nearest():
    before = encoded(picture(1, 40, 40), 90)
    done = jpeg_baseline.redact(before, [(8, 8, 8, 8)], (100,))
    assert abs(int(imagecodecs.jpeg8_decode(bytes(done.data))[10, 10]) - 100) <= 1
