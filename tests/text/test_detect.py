"""Text in pictures: regions to boxes, what is read to whose it is, proposals to masks and points. A made-up finder stands in for the
network; `test_network.py` has the real one."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from samar.core import host, pipeline
from samar.core.elements import record as records
from samar.core.errors import Unsupported
from samar.core.kernels import regions
from samar.core.pixels.detect import boxes, days, proposals, spelling, whose
from samar.core.pixels.masks import Mask
from samar.core.plan import identity as naming
from samar.core.report import content
from samar.core.review import opened as opening
from samar.hosts import cpython

from tests import files

ROOT = Path(__file__).resolve().parents[2]
IDENTITY = naming.Identity(memoryview(bytes(32)))
SYMBOLS = ['', *'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:/-. ']
ROWS, COLUMNS = 60, 120


@pytest.fixture(autouse=True, scope='module')
def platform():
    cpython.install()


@pytest.fixture
def finder(monkeypatch):
    """A network that sees `text` at (20, 10), 60 wide and 12 high, in every look at a picture."""
    def install(text, sure=250):
        def text_map(_pixels, _height, _width, _channels, left, top, scale, rows, columns):
            made = bytearray(rows * columns)
            for y in range(int((10 - top) * scale), int((22 - top) * scale)):
                for x in range(int((20 - left) * scale), int((80 - left) * scale)):
                    if 0 <= y < rows and 0 <= x < columns and text:
                        made[y * columns + x] = 220
            return made
        steps = [part for sign in text for part in (SYMBOLS.index(sign), sure, 0, 255)]
        monkeypatch.setattr(host, 'text_map', text_map, raising=False)
        monkeypatch.setattr(host, 'text_line', lambda *_: steps, raising=False)
        monkeypatch.setattr(host, 'text_symbols', lambda: SYMBOLS, raising=False)
    return install


def sample(modality='CT'):
    """A picture of one value everywhere, of DOE^JANE."""
    changed = {0x00280010: files.element(0x00280010, 'US', ROWS.to_bytes(2, 'little')), 0x00280011: files.element(0x00280011, 'US', COLUMNS.to_bytes(2, 'little')),
               0x00080060: files.element(0x00080060, 'CS', modality),
               0x7FE00010: files.element(0x7FE00010, 'OW', b'\x64\x00' * (ROWS * COLUMNS))}
    body = []
    for one in files.body():
        tag = int.from_bytes(one[:2], 'little') * 65536 + int.from_bytes(one[2:4], 'little')
        body.append(changed.pop(tag, one))
    body = sorted([*body, *changed.values()], key=lambda one: (one[1], one[0], one[3], one[2]))
    return files.build(body)


def run(data, find, masks=(), settled=()):
    return pipeline.deidentify(cpython.of_bytes(data), opening.policy_of({'preset': 'research'}), IDENTITY, masks, settled, find)


def states(outcome):
    return [(point['code'], point['settled']) for point in outcome.points]


def test_regions_are_counted_and_measured():
    rows, columns = 4, 6
    cells = bytearray([0, 9, 9, 0, 0, 0,
                       0, 0, 0, 9, 0, 0,
                       0, 0, 0, 0, 0, 0,
                       9, 0, 0, 0, 0, 7])
    found = host.int32(12)
    assert regions.regions(cells, rows, columns, 5, host.int32(24), found, 2) == 3
    assert list(found) == [1, 0, 3, 1, 27, 3, 0, 3, 0, 3, 9, 1]
    assert not any(cells)


def test_pieces_are_turned_both_ways():
    words = host.int32(6)
    for place in range(6):
        words[place] = place                # 0 1 2 / 3 4 5
    for turn, expected in ((0, [1, 2, 4, 5]), (1, [4, 1, 5, 2]), (2, [2, 5, 1, 4])):
        out = host.int32(4)
        assert regions.piece(words, 3, 1, 0, 2, 2, turn, out) == 4 and list(out) == expected


def test_brightest_takes_each_colour_by_itself():
    word = lambda r, g, b: r + g * 256 + b * 65536 - 16777216
    most, other = host.int32(1), host.int32(1)
    most[0], other[0] = word(200, 3, 0), word(10, 90, 255)
    assert regions.brightest(other, 1, most) == 1 and most[0] == word(200, 90, 255)


@pytest.mark.parametrize('size', [(1, 1), (512, 512), (1024, 768), (2048, 2500), (20000, 20000)])
def test_looks_cover_a_picture_of_any_size(size):
    columns, rows = size
    found = boxes.looks(columns, rows)
    assert (0, 0, columns, rows) in [look[:4] for look in found]
    assert all(boxes.cells(look[2] * look[4]) <= boxes.LONGEST and boxes.cells(look[3] * look[4]) <= boxes.LONGEST for look in found)
    tiles = [look for look in found if look[4] == 1]
    for x, y in ((0, 0), (columns - 1, rows - 1), (columns // 2, rows // 2)):
        assert any(left <= x < left + w and top <= y < top + h for left, top, w, h, _ in tiles)


def test_what_two_looks_saw_is_one_box_and_neighbours_stay_apart():
    found = boxes.merged([boxes.Box(10, 10, 50, 12, .5), boxes.Box(12, 9, 50, 12, .9), boxes.Box(10, 40, 50, 12, .7)])
    assert [(box.x, box.y, box.w, box.h, box.score) for box in found] == [(10, 9, 52, 13, .9), (10, 40, 50, 12, .7)]


@pytest.mark.parametrize(('text', 'day'), [
    ('03-May-18', '20180503'), ('2018-05-03', '20180503'), ('03.05.2018', '20180503'), ('05/03/2018', '20180503'), ('20180503', '20180503'),
    ('May 3, 2018', '20180503'), ('3 Mei 2018', '20180503'), ('DOB: 03-05-1961', '19610503'), ('12 Okt 1999', '19991012')])
def test_days_in_many_forms(text, day):
    assert day in days.days(text)


@pytest.mark.parametrize('text', ['12.5 cm', '1/2', 'IM 0.8', '99-99-99', '3x4', '', '2018', 'May'])
def test_what_is_no_day(text):
    assert days.days(text) == []


def test_times():
    assert days.is_time('05:05:53') and days.is_time('at 9:41 AM') and not days.is_time('1:250') and not days.is_time('30:10')


@pytest.mark.parametrize(('a', 'b'), [('MUELLER', 'MUELLEB'), ('O\u2019Brien', 'OBRIEN'), ('1234567', 'I23A567'), ('S\u00d8REN', 'SOREN'), ('BODO', '8ODO')])
def test_misread_is_the_same(a, b):
    assert spelling.same(spelling.solid(a), spelling.solid(b))


@pytest.mark.parametrize(('a', 'b'), [('DOE', 'DOT'), ('SMITH', 'SMYTHE'), ('JANE', 'JOHN'), ('4711', '4822')])
def test_another_word_is_not_the_same(a, b):
    assert not spelling.same(spelling.solid(a), spelling.solid(b))


@pytest.mark.parametrize(('text', 'match'), [
    ('DOE, JANE', 'identity'), ('Jane D0E', 'identity'), ('ID: ID-12345', 'identity'), ('ID12345', 'identity'), ('03-May-18', 'date'),
    ('05:05:53', 'date'), ('KV 120', 'harmless'), ('12.5 cm', 'harmless'), ('R', 'harmless'), ('LAT', 'harmless'), ('2D 75%', 'harmless'),
    ('PHILIPS', 'harmless'), ('Smith, Bob', 'unknown'), ('4711-0815', 'unknown'), ('ZSO', 'unknown'), ('---', '')])
def test_whose_a_text_is(text, match):
    values = whose.Values(records.open_record(cpython.of_bytes(files.build(files.body()))))
    assert whose.whose(text, values) == match


@pytest.mark.parametrize(('text', 'match', 'ticked'), [('DOE JANE', 'identity', True), ('01/02/2020', 'date', True), ('KV 120', 'harmless', False),
                                                       ('XYZZY', 'unknown', True)])
def test_one_proposal_with_its_reason(finder, text, match, ticked):
    finder(text)
    found, error = proposals.find(records.open_record(cpython.of_bytes(sample())))
    assert error is None and [(one.match, one.ticked, one.reason) for one in found] == [(match, ticked, 'text')]
    one = found[0]
    assert one.x <= 20 and one.y <= 10 and one.x + one.w >= 80 and one.y + one.h >= 22 and one.w <= 100 and one.h <= 40


def test_a_search_goes_on_in_steps_and_finds_what_one_look_finds(finder):
    finder('DOE JANE')
    search = proposals.Search(records.open_record(cpython.of_bytes(sample())))
    steps = 1
    while search.step():
        steps += 1
    whole, _ = proposals.find(records.open_record(cpython.of_bytes(sample())))
    assert steps > 2 and search.done and search.error is None and not search.step()
    assert [one.fields() for one in search.proposals] == [one.fields() for one in whole] != []


def test_a_search_that_cannot_go_on_is_done_and_says_why(monkeypatch):
    def none(*_):
        raise Unsupported('text-finder-memory')
    monkeypatch.setattr(host, 'text_map', none, raising=False)
    search = proposals.Search(records.open_record(cpython.of_bytes(sample())))
    assert not search.step() and search.done and search.error.code == 'text-finder-memory' and search.proposals == []


def test_propose_holds_the_file_and_tells_no_word_of_what_it_read(finder):
    finder('DOE JANE')
    outcome = run(sample(), pipeline.PROPOSE)
    assert outcome.word == 'held' and outcome.output is None and states(outcome) == [('text-risk', None)]
    told = content.as_dict(outcome)
    assert [set(one) for one in told['proposals']] == [{'first', 'last', 'x', 'y', 'w', 'h', 'reason', 'match', 'ticked'}]
    assert told['proposals'][0]['match'] == 'identity' and told['masks'] == [] and 'DOE' not in json.dumps(told)


def test_apply_masks_what_is_ticked_and_nothing_else(finder):
    finder('DOE JANE')
    outcome = run(sample(), pipeline.APPLY)
    assert outcome.word == 'cleaned' and states(outcome) == [('text-risk', 'applied')] and len(outcome.masks) == 1
    written = bytes(outcome.output.read(0, outcome.output.size))[-2 * ROWS * COLUMNS:]
    mask = outcome.masks[0]
    for y in range(ROWS):
        for x in range(COLUMNS):
            hidden = mask.x <= x < mask.x + mask.w and mask.y <= y < mask.y + mask.h
            assert (written[2 * (y * COLUMNS + x)] != 0x64) == hidden


def test_what_was_masked_without_a_person_is_no_word_that_the_picture_is_free_of_text(finder):
    finder('DOE JANE')
    applied = run(sample('US'), pipeline.APPLY)
    assert applied.word == 'cleaned' and states(applied) == [('text-risk', 'applied')]
    source = applied.check.output
    assert (source.get(0x00280301) or ['']) != ['NO']


def test_labels_stay_and_hold_nothing(finder):
    finder('KV 120')
    for find in (pipeline.PROPOSE, pipeline.APPLY):
        outcome = run(sample(), find)
        assert outcome.word == 'cleaned' and outcome.points == [] and len(outcome.proposals) == 1 and not outcome.masks


def test_what_cannot_be_read_waits_for_a_person(finder):
    finder('XX', sure=20)
    outcome = run(sample(), pipeline.APPLY)
    assert outcome.word == 'held' and states(outcome) == [('text-risk', None)] and not outcome.masks
    assert run(sample(), pipeline.APPLY, settled=['text-risk']).word == 'held'
    assert run(sample(), pipeline.APPLY, settled=['text-risk=said']).word == 'cleaned'


def test_a_mask_of_ones_own_decides_what_lies_under_it(finder):
    finder('DOE JANE')
    outcome = run(sample(), pipeline.PROPOSE, [Mask(0, 0, COLUMNS, 40)])
    assert outcome.word == 'cleaned' and states(outcome) == [('text-risk', 'applied')]
    partly = run(sample(), pipeline.PROPOSE, [Mask(0, 0, 30, 40)])
    assert partly.word == 'held'


def test_nothing_found_never_clears_a_picture(finder):
    finder('')
    assert run(sample('US'), pipeline.APPLY).word == 'held'
    assert run(sample('CT'), pipeline.APPLY).word == 'cleaned'


def test_a_picture_that_cannot_be_looked_at_holds_the_file(finder):
    finder('DOE')
    data = bytearray(sample())
    at = data.index(b'\x28\x00\x00\x01US\x02\x00') + 8
    data[at:at + 2] = b'\x0b\x00'           # Bits Allocated 11
    outcome = run(bytes(data), pipeline.PROPOSE)
    assert outcome.word == 'held' and [code for code, settled in states(outcome) if settled is None]


def test_without_numpy_the_command_line_says_so(tmp_path):
    (tmp_path / 'in.dcm').write_bytes(sample())
    code = "import sys; sys.modules['numpy'] = None; from samar import cli; sys.exit(cli.main(sys.argv[1:]))"
    done = subprocess.run([sys.executable, '-c', code, 'deidentify', str(tmp_path / 'in.dcm'), '--out', str(tmp_path / 'out'), '--find-text', 'propose'],
                          cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and 'text-finder-missing' in done.stderr and 'samar[text]' in done.stderr
    assert not list(tmp_path.glob('out/*'))
