"""Ellipses and polygons as rectangles: every pixel that a shape touches, in runs of rows that cover the same columns.

What masks pixels takes rectangles alone, so a shape works with every codec that takes more than one of them. All arithmetic is that of
IEEE 754 without library functions: CPython and browsers cover the same pixels.
"""

from samar.core import codes
from samar.kinds import Rect, Sequence

RECTANGLE, ELLIPSE, POLYGON = codes.SHAPES
CORNERS = (3, 256)      # of a polygon: at least, at most


def rectangles(shape: str, box: Rect, points: Sequence[int], columns: int, rows: int) -> list[Rect]:
    """The part of an ellipse or a polygon inside an image of this size as rectangles (x, y, w, h) that do not overlap, from above to
    below. `box` is the shape's own rectangle in pixels, `points` of a polygon its corners x, y, x, y ... on the lines between pixels."""
    x, y, w, h = box
    found: list[Rect] = []
    open_at = 0
    open_spans: list[tuple[int, int]] = []
    top, bottom = max(y, 0), min(y + h, rows)
    for row in range(top, bottom + 1):
        spans = []
        if row < bottom:
            pairs = [across(box, row)] if shape == ELLIPSE else crossed(points, row)
            spans = joined(pairs, max(x, 0), min(x + w, columns))
        if spans != open_spans:
            found.extend([(left, open_at, right - left, row - open_at) for left, right in open_spans])
            open_at, open_spans = row, spans
    return found


def box_of(points: Sequence[int]) -> Rect:
    """The rectangle around corners."""
    across_all, down = points[0::2], points[1::2]
    left, top = min(across_all), min(down)
    return (left, top, max(across_all) - left, max(down) - top)


def across(box: Rect, row: int) -> tuple[int, int]:
    """First and last column but one that an ellipse touches between the lines `row` and `row` + 1."""
    x, y, w, h = box
    # twice the distance of the nearer line from the middle, 0 where the middle lies between both
    off = max(0, 2 * row - 2 * y - h, 2 * y + h - 2 * row - 2)
    half = w * root(h * h - off * off) / (2 * h)
    return floor(x + w / 2 - half), -floor(-(x + w / 2 + half))


def crossed(points: Sequence[int], row: int) -> list[tuple[int, int]]:
    """Columns that a polygon (even-odd) touches between the lines `row` and `row` + 1: what its sides go through, and what is inside
    halfway."""
    found: list[tuple[int, int]] = []
    middle: list[float] = []
    count = len(points) // 2
    for place in range(count):
        x1, y1 = points[2 * place], points[2 * place + 1]
        x2, y2 = points[(2 * place + 2) % (2 * count)], points[(2 * place + 3) % (2 * count)]
        if y1 > y2:
            x1, y1, x2, y2 = x2, y2, x1, y1
        low, high = max(y1, row), min(y2, row + 1)
        if low < high:      # a level side has no area of its own
            ends = [x1 + (line - y1) * (x2 - x1) / (y2 - y1) for line in (low, high)]
            middle.append(x1 + (row + 0.5 - y1) * (x2 - x1) / (y2 - y1))
            found.append((floor(min(ends)), -floor(-max(ends))))
    middle.sort()
    for place in range(0, len(middle) - 1, 2):
        found.append((floor(middle[place]), -floor(-middle[place + 1])))
    return found


def joined(pairs: Sequence[tuple[int, int]], least: int, most: int) -> list[tuple[int, int]]:
    """Spans in order, cut to an image, those that touch as one."""
    found: list[tuple[int, int]] = []
    for left, right in sorted(pairs):
        left, right = max(left, least), min(right, most)
        if left >= right:
            continue
        if found and left <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def floor(value: float) -> int:
    """The whole number at or below a value."""
    return int(value // 1)


def root(value: int) -> float:
    """The square root of a whole number from 0, by Newton's steps from above."""
    if value <= 0:
        return 0.0
    found, last = float(value), value + 1.0
    while found < last:
        last = found
        found = (found + value / found) / 2
    return last
