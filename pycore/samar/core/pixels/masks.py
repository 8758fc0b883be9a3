"""Masks: rectangles in image pixels, for one frame, a range or all frames. They are given, never found here."""

from samar.core.errors import BadChoice, Unsupported
from samar.kinds import Any, Fields, ImageInfo, Rect, Sequence


class Mask:
    """`x`, `y` of the upper left pixel from 0, `w`, `h` in pixels, frames `first` to `last` from 0 (`last` -1: to the end)."""

    __slots__ = ('first', 'h', 'last', 'w', 'x', 'y')

    def __init__(self, x: int, y: int, w: int, h: int, first: int = 0, last: int = -1) -> None:
        self.x, self.y, self.w, self.h, self.first, self.last = x, y, w, h, first, last

    def holds(self, frame: int) -> bool:
        """True where the mask is on a frame."""
        return self.first <= frame and (self.last < 0 or frame <= self.last)

    def boxes(self, frame: int, columns: int, rows: int) -> list[Rect]:
        """The part of the mask inside an image of this size, as a list of none or one (x, y, w, h)."""
        if not self.holds(frame):
            return []
        left, top = max(self.x, 0), max(self.y, 0)
        right, bottom = min(self.x + self.w, columns), min(self.y + self.h, rows)
        return [(left, top, right - left, bottom - top)] if left < right and top < bottom else []


def number(value: Any, path: str) -> int:
    """An integer of a choice; raises BadChoice with its path."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != int(value):
        raise BadChoice('mask-not-a-number', detail=path)
    return int(value)


def parse(choices: Sequence[Fields] | None) -> list[Mask]:
    """Masks of a list of dicts {x, y, w, h, first, last, enabled}; those that are off are left out. Raises BadChoice."""
    found = []
    for index, choice in enumerate(choices or ()):
        if not choice.get('enabled', True):
            continue
        path = 'masks[' + str(index) + '].'
        values = [number(choice.get(name), path + name) for name in ('x', 'y', 'w', 'h')]
        values += [number(choice.get('first', 0), path + 'first'), number(choice.get('last', -1), path + 'last')]
        mask = Mask(*values)
        if mask.w < 1 or mask.h < 1 or mask.first < 0 or mask.last < -1:
            raise BadChoice('mask-empty', detail=path + 'w')
        if mask.last >= 0 and mask.last < mask.first:
            raise BadChoice('mask-frames', detail=path + 'last')
        found.append(mask)
    return found


def parse_text(text: str) -> Mask:
    """Mask of `X,Y,W,H[@FRAMES]`; FRAMES is a frame number from 0, a range `A-B`, or `A-` to the end. Raises BadChoice."""
    place, _, frames = text.partition('@')
    parts = place.split(',')
    if len(parts) != 4:
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
    names = dict(zip('xywh', values))
    names['first'], names['last'] = first, last
    return parse([names])[0]


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
