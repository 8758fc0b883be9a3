"""Pictures that are none, or too much of one: the finder names what it did not look at, ends, and holds the file where it could not look."""

import array

import pytest
from samar.core import host
from samar.core.elements import record as records
from samar.core.errors import Unsupported
from samar.core.kernels import regions, tones
from samar.core.pixels import image
from samar.core.pixels.detect import boxes, proposals, views
from samar.hosts import cpython

from tests import files

US = {'rows': 0x00280010, 'columns': 0x00280011}


@pytest.fixture(autouse=True)
def network(monkeypatch):
    """A network that sees text everywhere (`all`) or nowhere; what it reads is nothing. Calls are counted."""
    cpython.install()
    seen = {'calls': 0, 'largest': 0, 'level': 0}

    def text_map(*given):
        seen['calls'] += 1
        seen['largest'] = max(seen['largest'], given[-2] * given[-1])
        return bytearray([seen['level']]) * (given[-2] * given[-1])
    monkeypatch.setattr(host, 'text_map', text_map, raising=False)
    monkeypatch.setattr(host, 'text_line', lambda *_: [0, 255], raising=False)
    monkeypatch.setattr(host, 'text_symbols', lambda: ['', 'A'], raising=False)
    return seen


def picture(rows, columns, content=None, frames=None, **more):
    """A file with a picture of 16 bits; `more` are further elements `x00280100=('US', b'..')`; without `rows` it has none."""
    changed = {tag: files.element(tag, 'US', size.to_bytes(2, 'little')) for tag, size in ((US['rows'], rows), (US['columns'], columns))}
    changed[0x7FE00010] = files.element(0x7FE00010, 'OW', content if content is not None else b'\x64\x00' * (rows * columns * (frames or 1)))
    if frames:
        changed[0x00280008] = files.element(0x00280008, 'IS', str(frames))
    for name, (vr, value) in more.items():
        changed[int(name[1:], 16)] = files.element(int(name[1:], 16), vr, value)
    body = {int.from_bytes(one[:2], 'little') * 65536 + int.from_bytes(one[2:4], 'little'): one for one in files.body()}
    body.update(changed)
    if not rows:
        body = {tag: one for tag, one in body.items() if tag >> 16 not in (0x0028, 0x7FE0)}
    return records.open_record(cpython.of_bytes(files.build([body[tag] for tag in sorted(body)])))


def test_a_file_without_a_picture_has_no_proposals_and_no_error(network):
    assert proposals.find(picture(0, 0)) == ([], None) and network['calls'] == 0


@pytest.mark.parametrize(('rows', 'columns'), [(1, 1), (1, 300), (300, 1), (2, 3)])
def test_a_picture_of_hardly_a_pixel(network, rows, columns):
    network['level'] = 255
    found, error = proposals.find(picture(rows, columns))
    assert error is None and network['calls'] > 0
    assert all(one.x >= 0 and one.x + one.w <= columns and one.y >= 0 and one.y + one.h <= rows for one in found)


def test_all_text_and_all_noise_end(network):
    network['level'] = 255
    found, error = proposals.find(picture(200, 300))
    assert error is None and found == []      # one region as large as the picture is no line of text
    dots = bytearray(200 if x % 4 < 1 and y % 4 < 1 else 0 for y in range(512) for x in range(512))
    assert regions.regions(dots, 512, 512, 51, host.int32(512 * 512), host.int32(boxes.MOST * 6), boxes.MOST) == 128 * 128      # more than are kept


@pytest.mark.parametrize(('columns', 'rows'), [(20000, 20000), (65535, 64), (1, 65535)])
def test_a_huge_picture_is_looked_at_in_parts_of_bounded_size(columns, rows):
    looks = boxes.looks(columns, rows)
    assert len(looks) <= 600 and (0, 0, columns, rows) == looks[0][:4]
    for _, _, width, height, scale in looks:
        assert boxes.cells(width * scale) * boxes.cells(height * scale) <= (boxes.LONGEST + 32) ** 2
    covered = {(left, top) for left, top, *_, scale in looks if scale == 1}
    if max(columns, rows) > boxes.LONGEST:
        assert len(covered) == len(boxes.starts(rows)) * len(boxes.starts(columns))
        assert max(left for left, _ in covered) + boxes.TILE >= columns and max(top for _, top in covered) + boxes.TILE >= rows


def test_ten_thousand_frames_are_looked_at_in_a_bounded_number():
    for most in (views.FRAMES, views.ALONE):
        chosen = views.spread(10_000, most)
        assert len(chosen) == most == len(set(chosen)) and chosen[0] == 0 and chosen[-1] == 9999
    assert views.spread(3, views.FRAMES) == [0, 1, 2]


def test_many_frames_make_few_looks(network):
    found, error = proposals.find(picture(40, 40, frames=400))
    assert (found, error) == ([], None) and network['calls'] < 40


def test_a_picture_that_is_cut_off_is_named_and_not_taken_for_searched():
    _, error = proposals.find(picture(64, 64, content=b'\x00' * 100))
    assert error is not None and error.code


def test_memory_that_is_short_is_told_with_what_was_found_before(monkeypatch):
    calls = []

    def text_map(*given):
        calls.append(given)
        if len(calls) > 1:
            raise Unsupported('text-finder-memory')
        return bytearray(given[-2] * given[-1])
    monkeypatch.setattr(host, 'text_map', text_map, raising=False)
    found, error = proposals.find(picture(64, 64))
    assert found == [] and error.code == 'text-finder-memory'


def test_a_search_can_be_left_after_any_step(network):
    record = picture(64, 64)
    search = proposals.Search(record)
    assert search.step() and not search.done and network['calls'] == 1
    del search
    assert proposals.find(record)[1] is None


def test_common_greys_are_far_apart_and_drawn_over_the_whole_range():
    grey = lambda level: level * 0x010101 - 16777216
    words = array.array('i', [grey(190)] * 60 + [grey(160)] * 20 + [grey(5)] * 20)
    assert views.common(words, len(words)) == [190, 5]
    table, made = host.int32(256), host.int32(3)
    for level in range(256):
        table[level] = 255 - level
    tones.toned(array.array('i', [grey(0), grey(255), 0x0000FF - 16777216]), 3, table, made)
    assert list(made) == [grey(255), grey(0), 0xFFFF00 - 16777216]


def test_the_darkest_of_two_pictures():
    words = array.array('i', [0x102030 - 16777216, 0x405060 - 16777216])
    least = array.array('i', [0x201040 - 16777216, 0x405060 - 16777216])
    assert regions.darkest(words, 2, least) == 1 and list(least) == [0x101030 - 16777216, 0x405060 - 16777216]


def test_pieces_of_a_line_are_one_text_and_other_lines_are_not():
    made = [boxes.Box(10, 10, 8, 10, .5), boxes.Box(30, 11, 8, 9, .6), boxes.Box(90, 10, 8, 10, .5), boxes.Box(12, 40, 8, 10, .5)]
    assert [(box.x, box.y, box.w, box.h) for box in boxes.joined(made)] == [(10, 10, 28, 10), (90, 10, 8, 10), (12, 40, 8, 10)]


def test_an_image_of_another_kind_is_described_or_refused_by_code():
    # float pixel data (PS3.3 C.7.6.24) and one bit (C.8.6.1): looked at, or named
    for more in ({'x00280100': ('US', b'\x01\x00'), 'x00280101': ('US', b'\x01\x00'), 'x00280102': ('US', b'\x00\x00')},
                 {'x00280100': ('US', b'\x20\x00'), 'x00280101': ('US', b'\x20\x00'), 'x00280102': ('US', b'\x1f\x00')}):
        size = 64 * 64 // 8 if more['x00280100'][1][0] == 1 else 64 * 64 * 4
        record = picture(64, 64, content=bytes(size), **more)
        found, error = proposals.find(record)
        assert image.describe(record) is not None and found == [] and (error is None or error.code)
