"""Masks: rectangles, ellipses and polygons in image pixels, for one frame, a range or all frames. They are given, never found here."""

from samar.core import codes
from samar.core.errors import BadChoice, Unsupported
from samar.core.pixels import shapes
from samar.kinds import Any, Fields, ImageInfo, Rect, Sequence


class Mask:
    """`x`, `y` of the upper left pixel from 0, `w`, `h` in pixels, frames `first` to `last` from 0 (`last` -1: to the end). `shape` is
    one of codes.SHAPES; `points` are the corners of a polygon (x, y, x, y ... on the lines between pixels), whose rectangle is theirs."""

    __slots__ = ('_found', 'first', 'h', 'last', 'points', 'shape', 'w', 'x', 'y')

    def __init__(self, x: int, y: int, w: int, h: int, first: int = 0, last: int = -1, shape: str = shapes.RECTANGLE,
                 points: Sequence[int] = ()) -> None:
        self.x, self.y, self.w, self.h = shapes.box_of(points) if points else (x, y, w, h)
        self.first, self.last, self.shape, self.points = first, last, shape, points
        self._found: tuple[int, int, list[Rect]] = (-1, -1, [])

    def holds(self, frame: int) -> bool:
        """True where the mask is on a frame."""
        return self.first <= frame and (self.last < 0 or frame <= self.last)

    def boxes(self, frame: int, columns: int, rows: int) -> list[Rect]:
        """The part of the mask inside an image of this size, as rectangles (x, y, w, h)."""
        if not self.holds(frame):
            return []
        if self._found[0] != columns or self._found[1] != rows:
            self._found = (columns, rows, self._boxes(columns, rows))
        return self._found[2]

    def _boxes(self, columns: int, rows: int) -> list[Rect]:
        if self.shape != shapes.RECTANGLE:
            return shapes.rectangles(self.shape, (self.x, self.y, self.w, self.h), self.points, columns, rows)
        left, top = max(self.x, 0), max(self.y, 0)
        right, bottom = min(self.x + self.w, columns), min(self.y + self.h, rows)
        return [(left, top, right - left, bottom - top)] if left < right and top < bottom else []

    def hides(self, x: int, y: int, w: int, h: int) -> bool:
        """Whether the mask covers a whole rectangle."""
        if self.x > x or self.y > y or self.x + self.w < x + w or self.y + self.h < y + h:
            return False
        common = 0
        for left, top, width, height in self._boxes(x + w, y + h):
            common += max(0, min(left + width, x + w) - max(left, x)) * max(0, min(top + height, y + h) - max(top, y))
        return common == w * h

    def fields(self) -> Fields:
        """The same as a plain dict, for reports."""
        found: Fields
        found = {'x': self.x, 'y': self.y, 'w': self.w, 'h': self.h, 'first': self.first, 'last': self.last}
        if self.shape != shapes.RECTANGLE:
            found['shape'] = self.shape
        if self.points:
            found['points'] = list(self.points)
        return found


def number(value: Any, path: str) -> int:
    """An integer of a choice; raises BadChoice with its path."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != int(value):
        raise BadChoice('mask-not-a-number', detail=path)
    return int(value)


def parse(choices: Sequence[Fields] | None) -> list[Mask]:
    """Masks of a list of dicts {x, y, w, h, first, last, enabled, shape, points}; those that are off are left out. Raises BadChoice."""
    found = []
    for index, choice in enumerate(choices or ()):
        if not choice.get('enabled', True):
            continue
        path = 'masks[' + str(index) + '].'
        x, y, w, h = [number(choice.get(name), path + name) for name in ('x', 'y', 'w', 'h')]
        first, last = number(choice.get('first', 0), path + 'first'), number(choice.get('last', -1), path + 'last')
        shape = choice.get('shape', shapes.RECTANGLE)
        mask = Mask(x, y, w, h, first, last, shape, corners(shape, choice.get('points'), path))
        if mask.w < 1 or mask.h < 1 or mask.first < 0 or mask.last < -1:
            raise BadChoice('mask-empty', detail=path + 'w')
        if mask.last >= 0 and mask.last < mask.first:
            raise BadChoice('mask-frames', detail=path + 'last')
        found.append(mask)
    return found


def corners(shape: Any, points: Any, path: str) -> Sequence[int]:
    """The corners of a choice of this shape, none but for a polygon; raises BadChoice with its path."""
    if not isinstance(shape, str) or shape not in codes.SHAPES:
        raise BadChoice('mask-shape', detail=path + 'shape')
    if shape != shapes.POLYGON:
        if points:
            raise BadChoice('mask-shape', detail=path + 'points')
        return ()
    least, most = shapes.CORNERS
    if not isinstance(points, (list, tuple)) or len(points) % 2 or not 2 * least <= len(points) <= 2 * most:
        raise BadChoice('mask-points', detail=path + 'points')
    return tuple([number(value, path + 'points') for value in points])


def parse_text(text: str) -> Mask:
    """Mask of `X,Y,W,H[@FRAMES]`, `ellipse:X,Y,W,H[@FRAMES]` or `polygon:X,Y,X,Y,X,Y...[@FRAMES]`; FRAMES is a frame number from 0, a
    range `A-B`, or `A-` to the end. Raises BadChoice."""
    place, _, frames = text.partition('@')
    shape, colon, rest = place.partition(':')
    shape, rest = (shape.strip().lower(), rest) if colon else (shapes.RECTANGLE, place)
    parts = rest.split(',')
    if shape != shapes.POLYGON and len(parts) != 4:
        raise BadChoice('mask-syntax', detail='X,Y,W,H[@FRAMES]')
    first, last = 0, -1
    try:
        values = [int(part) for part in parts]
        if frames != '':
            low, dash, high = frames.partition('-')
            first = int(low)
            last = (int(high) if high else -1) if dash else first
    except ValueError as error:
        raise BadChoice('mask-syntax', detail='X,Y,W,H[@FRAMES]') from error
    choice: Fields = {'first': first, 'last': last, 'shape': shape, 'x': 0, 'y': 0, 'w': 0, 'h': 0}
    if shape == shapes.POLYGON:
        choice['points'] = values
    else:
        choice.update(zip('xywh', values))
    return parse([choice])[0]


def check(masks: Sequence[Mask], info: ImageInfo) -> None:
    """Raises Unsupported for a mask that is nowhere in the image: a rectangle that hides nothing was meant to hide something."""
    for index, mask in enumerate(masks):
        if mask.first >= info.frames or not mask.boxes(mask.first, info.columns, info.rows):
            raise Unsupported('mask-outside', detail='masks[' + str(index) + ']')


def by_frame(masks: Sequence[Mask], info: ImageInfo) -> dict[int, list[Rect]]:
    """{frame: rectangles} of all frames that a mask is on; frames that follow each other with the same masks share one list."""
    found, changes = {}, {0, info.frames}
    for mask in masks:
        changes.add(min(mask.first, info.frames))
        changes.add(min(mask.last + 1, info.frames) if mask.last >= 0 else info.frames)
    edges = sorted(changes)
    for low, high in zip(edges, edges[1:]):
        rectangles = of_frame(masks, low, info)
        if rectangles:
            for frame in range(low, high):
                found[frame] = rectangles
    return found


def of_frame(masks: Sequence[Mask], frame: int, info: ImageInfo) -> list[Rect]:
    """Rectangles (x, y, w, h) of a frame, cut to the image."""
    found = []
    for mask in masks:
        found.extend(mask.boxes(frame, info.columns, info.rows))
    return found


def cover(masks: Sequence[Mask], info: ImageInfo) -> bool:
    """Whether masks lie on every pixel of every frame."""
    edges = {0}
    for mask in masks:
        edges.update([edge for edge in (mask.first, mask.last + 1) if 0 < edge < info.frames])
    return bool(masks) and all([fill(of_frame(masks, frame, info), info.columns, info.rows) for frame in sorted(edges)])


def fill(rectangles: Sequence[Rect], columns: int, rows: int) -> bool:
    """Whether rectangles, cut to an image, leave no pixel of it."""
    if sum([w * h for _, _, w, h in rectangles]) < columns * rows:
        return False
    edges = sorted({0, *[y for _, y, _, _ in rectangles], *[y + h for _, y, _, h in rectangles]})
    for top in edges:
        if top < rows and shapes.joined([(x, x + w) for x, y, w, h in rectangles if y <= top < y + h], 0, columns) != [(0, columns)]:
            return False
    return True
