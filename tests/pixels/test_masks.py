"""Masks as they are given: choices of the panel, text of the command line, and what cannot be meant."""

import pathlib

import numpy as np
import pytest
from samar.core import codes
from samar.core.errors import BadChoice, Unsupported
from samar.core.pixels import black, masks, shapes
from samar.core.plan import presets

from tests.pixels import images


def spelled(mask):
    return (mask.x, mask.y, mask.w, mask.h, mask.first, mask.last)


@pytest.mark.parametrize('text, wanted', [
    ('1,2,3,4', (1, 2, 3, 4, 0, -1)), ('1,2,3,4@0', (1, 2, 3, 4, 0, 0)), ('0,0,9,9@2-5', (0, 0, 9, 9, 2, 5)),
    ('0,0,9,9@7-', (0, 0, 9, 9, 7, -1)), (' 1, 2, 3, 4', (1, 2, 3, 4, 0, -1)), ('-5,0,9,9', (-5, 0, 9, 9, 0, -1)),
])
def test_text(text, wanted):
    assert spelled(masks.parse_text(text)) == wanted


@pytest.mark.parametrize('text', ['', '1,2,3', '1,2,3,4,5', 'a,2,3,4', '1,2,0,4', '1,2,3,-4', '1,2,3,4@x', '1,2,3,4@5-2', '1.5,2,3,4'])
def test_text_that_is_none(text):
    with pytest.raises(BadChoice):
        masks.parse_text(text)


def test_choices():
    found = masks.parse([{'x': 1, 'y': 2, 'w': 3, 'h': 4}, {'x': 0, 'y': 0, 'w': 1, 'h': 1, 'enabled': False},
                         {'x': 5, 'y': 6, 'w': 7, 'h': 8, 'first': 2, 'last': 3, 'enabled': True}])
    assert [spelled(mask) for mask in found] == [(1, 2, 3, 4, 0, -1), (5, 6, 7, 8, 2, 3)]
    assert masks.parse(None) == []


@pytest.mark.parametrize('choice', [{'x': 1, 'y': 2, 'w': 3}, {'x': '1', 'y': 2, 'w': 3, 'h': 4}, {'x': True, 'y': 2, 'w': 3, 'h': 4},
                                    {'x': 1, 'y': 2, 'w': 3, 'h': 4, 'first': -1}, {'x': 1.5, 'y': 2, 'w': 3, 'h': 4}])
def test_choices_that_cannot_be_meant(choice):
    with pytest.raises(BadChoice):
        masks.parse([choice])


def test_only_its_frames():
    mask = masks.Mask(0, 0, 4, 4, 2, 3)
    assert [mask.holds(frame) for frame in range(5)] == [False, False, True, True, False]
    assert mask.boxes(1, 10, 10) == []


@pytest.mark.parametrize('mask, wanted', [
    (masks.Mask(-3, -2, 5, 5), [(0, 0, 2, 3)]), (masks.Mask(8, 9, 50, 50), [(8, 9, 2, 1)]), (masks.Mask(10, 0, 5, 5), []),
    (masks.Mask(0, 10, 5, 5), []), (masks.Mask(-5, 0, 5, 5), []),
])
def test_cut_to_the_image(mask, wanted):
    assert mask.boxes(0, 10, 10) == wanted


@pytest.mark.parametrize('mask', [masks.Mask(30, 0, 5, 5), masks.Mask(0, 0, 5, 5, 1, 1)])
def test_nowhere_in_the_image_is_refused(mask):
    _, info = images.opened(images.dataset(np.zeros((20, 20), np.uint8)))
    with pytest.raises(Unsupported) as error:
        masks.check([mask], info)
    assert error.value.code == 'mask-outside'


@pytest.mark.parametrize('boxes', [[(0, 0, 4, 4)], [(0, 0, 4, 4), (2, 2, 4, 4)], [(0, 0, 4, 4), (0, 0, 4, 4)],
                                   [(0, 0, 9, 1), (3, 0, 1, 9), (5, 5, 2, 2)]])
def test_pixels_are_counted_once(boxes):
    seen = np.zeros((12, 12), bool)
    for x, y, w, h in boxes:
        seen[y:y + h, x:x + w] = True
    assert black.covered(boxes) == seen.sum()


# ── shapes ───────────────────────────────────────────────────────────────────

def laid(mask, columns, rows):
    found = np.zeros((rows, columns), int)
    for x, y, w, h in mask.boxes(0, columns, rows):
        found[y:y + h, x:x + w] += 1
    return found


def inside(mask, columns, rows, fine=8):
    """Pixels of which a fine net of points lies inside, by another way than Samar's: the formula of an ellipse, angles for polygons."""
    step = (np.arange(columns * fine) + 0.5) / fine, (np.arange(rows * fine) + 0.5) / fine
    x, y = np.meshgrid(*step)
    if mask.shape == 'ellipse':
        hit = ((x - mask.x - mask.w / 2) / (mask.w / 2)) ** 2 + ((y - mask.y - mask.h / 2) / (mask.h / 2)) ** 2 < 1
    else:
        corners = np.array(mask.points, float).reshape(-1, 2)
        turns = np.zeros_like(x)
        for (ax, ay), (bx, by) in zip(corners, np.roll(corners, -1, 0), strict=True):
            one, other = np.arctan2(ay - y, ax - x), np.arctan2(by - y, bx - x)
            turns += (other - one + np.pi) % (2 * np.pi) - np.pi
        hit = np.round(turns / (2 * np.pi)).astype(int) % 2 == 1
    return hit.reshape(rows, fine, columns, fine).any((1, 3))


@pytest.mark.parametrize('seed', range(40))
def test_a_shape_covers_what_it_touches_and_little_more(seed):
    dice = np.random.default_rng(seed)
    columns, rows = (int(value) for value in dice.integers(5, 40, 2))
    x, y = (int(value) for value in dice.integers(-6, 20, 2))
    if seed % 2:
        mask = masks.Mask(x, y, *(int(value) for value in dice.integers(1, 40, 2)), 0, -1, 'ellipse')
    else:
        count = int(dice.integers(3, 9))
        mask = masks.Mask(0, 0, 0, 0, 0, -1, 'polygon', tuple(int(value) for value in dice.integers(-5, 45, 2 * count)))
    found, wanted = laid(mask, columns, rows), inside(mask, columns, rows)
    assert found.max(initial=0) <= 1, 'rectangles that overlap'
    assert not (wanted & (found == 0)).any(), 'a pixel under the shape is left'
    # around it at most the pixels that its line goes through
    near = np.zeros((rows + 2, columns + 2), bool)
    for down in range(3):
        for across in range(3):
            near[down:down + rows, across:across + columns] |= wanted
    beyond = (found == 1) & ~near[1:-1, 1:-1]
    assert mask.shape == 'polygon' or not beyond.any()
    assert beyond.sum() <= 2 * (rows + columns), 'slivers of a polygon are thinner than the net'


def test_a_polygon_with_a_bay_leaves_the_bay():
    bay = masks.Mask(0, 0, 0, 0, 0, -1, 'polygon', (0, 0, 10, 0, 10, 10, 7, 10, 7, 3, 3, 3, 3, 10, 0, 10))
    assert (bay.x, bay.y, bay.w, bay.h) == (0, 0, 10, 10)
    wanted = np.ones((10, 10), int)
    wanted[3:, 3:7] = 0
    assert (laid(bay, 10, 10) == wanted).all()
    assert bay.hides(0, 0, 3, 10) and bay.hides(0, 0, 10, 3) and not bay.hides(0, 0, 10, 10) and not bay.hides(3, 4, 2, 2)


def test_an_ellipse_does_not_hide_the_corners_of_its_rectangle():
    mask = masks.Mask(0, 0, 100, 60, 0, -1, 'ellipse')
    assert mask.hides(40, 20, 20, 20) and not mask.hides(0, 0, 100, 60) and not mask.hides(0, 0, 10, 10) and not mask.hides(90, 20, 20, 10)
    assert laid(mask, 100, 60)[0, 0] == 0 and laid(mask, 100, 60)[30, 0] == 1


@pytest.mark.parametrize('text, wanted', [
    ('ellipse:1,2,3,4', {'x': 1, 'y': 2, 'w': 3, 'h': 4, 'first': 0, 'last': -1, 'shape': 'ellipse'}),
    ('Ellipse: 1,2,3,4@2-5', {'x': 1, 'y': 2, 'w': 3, 'h': 4, 'first': 2, 'last': 5, 'shape': 'ellipse'}),
    ('rectangle:1,2,3,4', {'x': 1, 'y': 2, 'w': 3, 'h': 4, 'first': 0, 'last': -1}),
    ('polygon:1,2,5,2,5,9@3', {'x': 1, 'y': 2, 'w': 4, 'h': 7, 'first': 3, 'last': 3, 'shape': 'polygon', 'points': [1, 2, 5, 2, 5, 9]}),
])
def test_text_with_a_shape(text, wanted):
    assert masks.parse_text(text).fields() == wanted


@pytest.mark.parametrize('text, code', [
    ('star:1,2,3,4', 'mask-shape'), ('polygon:1,2,3,4', 'mask-points'), ('polygon:1,2,3,4,5', 'mask-points'), ('polygon:1,2,3,2,5,2', 'mask-empty'),
    ('polygon:' + ','.join(['1'] * 514), 'mask-points'), ('ellipse:1,2,3,4,5,6', 'mask-syntax'), (':1,2,3,4', 'mask-shape'), ('ellipse:1,2,0,4', 'mask-empty'),
])
def test_text_with_a_shape_that_is_none(text, code):
    with pytest.raises(BadChoice) as error:
        masks.parse_text(text)
    assert error.value.code == code


@pytest.mark.parametrize('choice', [{'shape': 'star'}, {'shape': ['ellipse']}, {'shape': 'ellipse', 'points': [1, 2, 3, 4, 5, 6]}, {'points': [1, 2, 3, 4, 5, 6]},
                                    {'shape': 'polygon'}, {'shape': 'polygon', 'points': '1,2,3,4,5,6'}, {'shape': 'polygon', 'points': [1, 2, 3, 4, 5, '6']}])
def test_shapes_that_cannot_be_meant(choice):
    with pytest.raises(BadChoice):
        masks.parse([{'x': 0, 'y': 0, 'w': 5, 'h': 5, **choice}])


def test_shapes_and_their_bounds_are_the_same_where_they_stand():
    """Plan, pixels and page do not see one another."""
    page = (pathlib.Path(__file__).parents[2] / 'extension' / 'page' / 'state' / 'shapes.js').read_text('utf-8')
    assert f'SHAPES = {list(codes.SHAPES)};' in page and f'[LEAST, MOST] = {list(shapes.CORNERS)};' in page
    assert presets.CORNERS == shapes.CORNERS
