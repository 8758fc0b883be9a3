"""Masks as they are given: choices of the panel, text of the command line, and what cannot be meant."""

import numpy as np
import pytest
from samar.core.errors import BadChoice, Unsupported
from samar.core.pixels import black, masks

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
