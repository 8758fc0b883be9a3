"""Bits of uncompressed cells that hold no value (PS3.5 section 8.1.1): they say nothing afterwards, and every stored value is the same."""

import struct

import numpy
import pytest
from samar.core.elements import record as records
from samar.core.pixels import image
from samar.hosts import cpython

from tests import files
from tests.conformance import deidentified, run
from tests.verify import made as made_files

ROWS, COLUMNS = 16, 24
SECONDARY = '1.2.840.10008.5.1.4.1.1.7'
WORD = b'Zanderblik'


def made(cells, *more, stored=12, high=None, signed=0, syntax=files.EXPLICIT, overlay=None, frames=1):
    """A secondary capture with these cells, as bytes."""
    order = '>' if syntax == files.BIG else '<'
    numbers = {0x00280002: 1, 0x00280010: ROWS, 0x00280011: COLUMNS, 0x00280100: 8 * cells.dtype.itemsize, 0x00280101: stored,
               0x00280102: stored - 1 if high is None else high, 0x00280103: signed, **dict(more)}
    texts = {0x00080016: ('UI', SECONDARY), 0x00080018: ('UI', '1.2.3.4'), 0x00100010: ('PN', 'Zanderblik^Q'),
             0x00280004: ('CS', 'MONOCHROME2'), 0x00280008: ('IS', str(frames))}
    if overlay is not None:
        numbers.update({0x60000010: ROWS, 0x60000011: COLUMNS, 0x60000100: 16, 0x60000102: overlay})
        texts.update({0x60000040: ('CS', 'G'), 0x60000050: ('SS', struct.pack(order + '2h', 1, 1))})
    texts.update({tag: ('US', struct.pack(order + 'H', number)) for tag, number in numbers.items()})
    texts[0x7FE00010] = ('OW', cells.astype(cells.dtype.newbyteorder(order)).tobytes())
    return files.build([files.element(tag, *texts[tag], syntax) for tag in sorted(texts)], syntax, sop_class=SECONDARY)


def after(content, preset='basic', boxes=()):
    """(cells of the output, codes of the notes, its bytes)."""
    found = run.outcome(content, name=preset, boxes=boxes)
    assert found.output is not None, found.error and found.error.describe()
    output = bytes(found.output.read(0, found.output.size))
    record = records.open_record(cpython.of_bytes(output))
    info = image.describe(record)
    at = record.table.value[info.row]
    size = info.frame_bits() // 8 * info.frames
    return numpy.frombuffer(output[at:at + size], f'{">" if info.big else "<"}u{info.bits_allocated // 8}'), [note[0] for note in found.work.notes], output


def picture(stored, width=2, frames=1):
    return (numpy.arange(ROWS * COLUMNS * frames, dtype=f'<u{width}') * 37) % (1 << stored)


def hidden(cells, bit):
    """A word in the bits from `bit` on, one bit a cell."""
    bits = numpy.unpackbits(numpy.frombuffer(WORD, 'u1'))
    changed = cells.copy()
    changed[:bits.size] |= bits.astype(cells.dtype) << bit
    return changed


@pytest.mark.parametrize('boxes', [(), ((0, 0, 3, 3),)])
@pytest.mark.parametrize(('stored', 'width', 'bit'), [(12, 2, 12), (12, 2, 15), (10, 2, 11), (8, 2, 8), (15, 2, 15), (7, 1, 7), (6, 1, 6)])
def test_unsigned_cells_lose_them(stored, width, bit, boxes):
    plain = picture(stored, width)
    cells, notes, _ = after(made(hidden(plain, bit), stored=stored), boxes=boxes)
    shown = numpy.ones(plain.size, bool)
    for x, y, w, h in boxes:
        shown.reshape(ROWS, COLUMNS)[y:y + h, x:x + w] = False
    assert (cells >> stored == 0).all() and 'spare-bits-cleared' in notes
    assert (cells[shown] == plain[shown]).all()


@pytest.mark.parametrize('signed', [0, 1])
def test_big_endian_cells_lose_them(signed):
    plain = picture(11)
    cells, notes, _ = after(made(hidden(plain, 12), signed=signed, syntax=files.BIG))
    assert (cells == plain).all() and 'spare-bits-cleared' in notes


def test_bits_below_the_value_go_as_well():
    plain = picture(12) << 4
    cells, _, _ = after(made(hidden(plain, 0), stored=12, high=15))
    assert (cells == plain).all()


@pytest.mark.parametrize('boxes', [(), ((0, 0, 3, 3),)])
def test_extended_signs_stay_and_what_differs_is_extended(boxes):
    values = (numpy.arange(ROWS * COLUMNS) * 37 % 4096 - 2048).astype('<i2')
    extended = values.view('<u2')
    untouched, notes, _ = after(made(extended, signed=1), boxes=boxes)
    assert 'spare-bits-cleared' not in notes
    wrong = extended.copy()
    wrong[200:300] ^= 0x5000
    cells, notes, _ = after(made(wrong, signed=1), boxes=boxes)
    assert 'spare-bits-cleared' in notes and (cells == untouched).all()


def test_signed_cells_with_nothing_above_stay_so():
    bare = (numpy.arange(ROWS * COLUMNS) * 37 % 4096).astype('<u2')
    cells, notes, _ = after(made(bare, signed=1))
    assert (cells == bare).all() and 'spare-bits-cleared' not in notes
    wrong = bare.copy()
    wrong[5] ^= 0x9000
    cells, notes, _ = after(made(wrong, signed=1))
    assert (cells == bare).all() and 'spare-bits-cleared' in notes


def test_padding_stays_as_a_whole_cell_and_nothing_beside_it():
    plain = picture(12)
    padded = plain.copy()
    padded[::7] = 0xF830
    content = made(hidden(padded, 13), (0x00280120, 0xF830))
    cells, _, _ = after(content)
    kept = hidden(padded, 13) == 0xF830
    assert (cells[kept] == 0xF830).all() and (cells[~kept] < 4096).all() and kept.sum() > 20


@pytest.mark.parametrize('preset', deidentified.PRESETS)
def test_overlays_in_cells_stay_where_overlays_do_and_go_where_they_go(preset):
    plain = picture(12)
    drawn = plain | ((numpy.arange(plain.size) % 3 == 0).astype('<u2') << 13)
    cells, _, _ = after(made(hidden(drawn, 15), overlay=13), preset)
    assert (cells == plain).all()


def test_overlays_in_cells_that_a_person_keeps():
    plain = picture(12)
    drawn = plain | ((numpy.arange(plain.size) % 3 == 0).astype('<u2') << 13)
    taken = made_files.Steps(made(hidden(drawn, 15), overlay=13), 'research', categories={'graphics': 'keep'})
    assert taken.problem() is None
    assert drawn.tobytes() in taken.output


def test_many_frames_and_blocks():
    frames = 3000
    plain = picture(12, frames=frames)
    wrong = plain.copy()
    wrong[ROWS * COLUMNS * (frames - 1) + 5] |= 0x8000
    cells, notes, output = after(made(wrong, frames=frames))
    assert (cells == plain).all() and 'spare-bits-cleared' in notes and len(output) > plain.nbytes


def test_a_second_pass_finds_nothing():
    _, _, first = after(made(hidden(picture(12), 12)))
    cells, notes, _ = after(first)
    assert 'spare-bits-cleared' not in notes and (cells == picture(12)).all()


def test_a_stored_value_that_changed_is_found(monkeypatch):
    from samar.core.kernels import fill
    whole = fill.spared

    def wrong(buffer, *rest):
        buffer[0] ^= 1
        return whole(buffer, *rest) + 1
    monkeypatch.setattr(fill, 'spared', wrong)
    found = run.outcome(made(hidden(picture(12), 12)))
    assert found.output is None and found.error.code == 'mask-proof'


@pytest.mark.parametrize('size', [0, 1, 2, 3, 4, 7, 64, 1001])
@pytest.mark.parametrize('signed', [False, True])
def test_loose_bits_of_a_buffer(size, signed):
    dice = numpy.random.default_rng(size)
    for mask in (0xF000, 0x8000, 0x0F00, 0xF0F0):
        for spread in (0, 0x0FFF, 0xFFFF):
            buffer = (dice.integers(0, 65536, size // 2 + 1).astype('<u2') & spread).tobytes()[:size]
            cells = numpy.frombuffer(buffer + b'\0' * (size % 2), '<u2').astype('u4')
            expected = bool((((cells ^ cells << 1) if signed else cells) & mask).any()) if size % 2 == 0 else None
            found = cpython.FUNCTIONS['loose'](memoryview(buffer), mask, signed)
            assert expected is None or found == expected
