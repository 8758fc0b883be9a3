"""From a map of likelihood to rectangles of text.

A Box has `x`, `y`, `w`, `h` in image pixels and `score` from 0 to 1. The numbers below were measured together with the network:
another network needs others.
"""

from samar.core import host
from samar.core.kernels import regions
from samar.kinds import Buffer, Look, Sequence

LOW, SURE, GROW = 51, 102, 1.6      # of 255: a cell that may be text; mean of a region that is; how far its edges are set outwards
LEAST = 3                           # cells: what is narrower holds no letter
MOST = 4096                         # regions of one map
TALL, SHARE = 64, .09               # no line of text is higher than this (pixels, share of the picture) and as wide
SHORT, SMALL = 40, .2               # the same in a picture of fewer rows
TILE, OVERLAP = 1024, 128
BESIDE = 2.5                        # heights: pieces of a line are not further apart
LONGEST = 1600                      # cells of a side that are looked at in one piece


class Box:
    """A rectangle in image pixels that looks like text."""

    __slots__ = ('h', 'score', 'w', 'x', 'y')

    def __init__(self, x: int, y: int, w: int, h: int, score: float) -> None:
        self.x, self.y, self.w, self.h, self.score = x, y, w, h, score


def looks(columns: int, rows: int, twice: bool = True) -> list[Look]:
    """[(left, top, width, height, scale)]: which parts of a picture are looked at, and how large. Whole at once and, with `twice`, twice
    its size as far as memory allows; a large picture in tiles of its own size, too."""
    longest = max(columns, rows)
    found: list[Look] = []
    for size in (1, 2) if twice else (1,):
        scale = min(size, LONGEST / longest)
        if (0, 0, columns, rows, scale) not in found:
            found.append((0, 0, columns, rows, scale))
    if longest > LONGEST and twice:
        for top in starts(rows):
            for left in starts(columns):
                found.append((left, top, min(TILE, columns - left), min(TILE, rows - top), 1))
    return found


def starts(size: int) -> list[int]:
    """Where tiles begin along one side."""
    found = [0]
    while found[-1] + TILE < size:
        found.append(min(found[-1] + TILE - OVERLAP, size - TILE))
    return found


def of_look(words: Buffer, columns: int, rows: int, look: Look) -> list[Box]:
    """Boxes of one look at a part of a picture."""
    left, top, width, height, scale = look
    across, down = cells(width * scale), cells(height * scale)
    likely = host.text_map(words, rows, columns, 4, left, top, scale, down, across)
    regions_found = host.int32(MOST * 6)
    count = min(regions.regions(likely, down, across, LOW, host.int32(down * across), regions_found, MOST), MOST)
    found = []
    for place in range(count):
        x0, y0, x1, y1, value, number = (regions_found[place * 6 + k] for k in range(6))
        w, h = x1 - x0 + 1, y1 - y0 + 1
        if min(w, h) < LEAST or value < SURE * number:
            continue
        grow = w * h * GROW / (2 * (w + h))
        box = placed((x0 - grow) / scale + left, (y0 - grow) / scale + top, (x1 + 1 + grow) / scale + left, (y1 + 1 + grow) / scale + top,
                     columns, rows, value / number / 255)
        limit = max(min(TALL, max(SHORT, SMALL * rows)), SHARE * rows)
        if box is not None and not (box.h > limit and box.w > limit):
            found.append(box)
    return found


def cells(length: float) -> int:
    """Cells of a side: the network halves five times."""
    return max(32, int((length + 31) // 32) * 32)


def placed(left: float, top: float, right: float, bottom: float, columns: int, rows: int, score: float) -> Box | None:
    """A Box inside the picture, or None where nothing of it is."""
    x, y = max(0, int(left + .5)), max(0, int(top + .5))
    w, h = min(columns, int(right + .5)) - x, min(rows, int(bottom + .5)) - y
    return Box(x, y, w, h, score) if w > 0 and h > 0 else None


def merged(boxes: Sequence[Box]) -> list[Box]:
    """Boxes of which none lies in another by half or more: what several looks saw of one text is one Box. In reading order."""
    found: list[Box] = []
    for box in sorted(boxes, key=lambda box: -box.w * box.h):
        for known in found:
            if shared(box, known) * 2 >= box.w * box.h and not grows(box, known):
                x, y = min(box.x, known.x), min(box.y, known.y)
                known.w = max(box.x + box.w, known.x + known.w) - x
                known.h = max(box.y + box.h, known.y + known.h) - y
                known.x, known.y, known.score = x, y, max(box.score, known.score)
                break
        else:
            found.append(box)
    return sorted(found, key=lambda box: (box.y, box.x))


def joined(boxes: Sequence[Box]) -> list[Box]:
    """Boxes of which those that stand in one line, hardly further apart than they are high, are one: pieces of a faint text."""
    found: list[Box] = []
    for box in sorted(boxes, key=lambda box: box.x):
        for known in found:
            inside = min(box.y + box.h, known.y + known.h) - max(box.y, known.y)
            if box.x - known.x - known.w <= BESIDE * min(box.h, known.h) and inside * 2 >= max(box.h, known.h):
                top = min(box.y, known.y)
                known.h = max(box.y + box.h, known.y + known.h) - top
                known.w = max(box.x + box.w, known.x + known.w) - known.x
                known.y, known.score = top, max(box.score, known.score)
                break
        else:
            found.append(box)
    return sorted(found, key=lambda box: (box.y, box.x))


def grows(box: Box, known: Box) -> bool:
    """Whether one rectangle around two boxes would cover much that neither does."""
    w = max(box.x + box.w, known.x + known.w) - min(box.x, known.x)
    h = max(box.y + box.h, known.y + known.h) - min(box.y, known.y)
    return w * h > 1.5 * (box.w * box.h + known.w * known.h - shared(box, known))


def shared(a: Box, b: Box) -> int:
    """Pixels that two rectangles have in common."""
    w = min(a.x + a.w, b.x + b.w) - max(a.x, b.x)
    h = min(a.y + a.h, b.y + b.h) - max(a.y, b.y)
    return w * h if w > 0 and h > 0 else 0
