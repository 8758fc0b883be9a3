"""Masks that are proposed for a file: where, why, whose it is, and whether they are ticked. They tell nothing of what was read."""

from samar.core.errors import SamarError
from samar.core.pixels import image
from samar.core.pixels.detect import boxes, reading, views, whose
from samar.core.pixels.masks import Mask

SIDES = ('L', 'R')      # one letter that means something; any other may be a stroke of the picture
MARGIN = 2              # pixels around a text: its edges are soft


class Proposal:
    """`x`, `y`, `w`, `h` in image pixels, frames `first` to `last` (-1: to the end), `reason`, `match` ('' where nothing could be read),
    `score` from 0 to 1, and `ticked`: whether it is carried out unless a person says otherwise."""

    __slots__ = ('first', 'h', 'last', 'match', 'reason', 'score', 'ticked', 'w', 'x', 'y')

    def __init__(self, box, reason, match, ticked, info):
        self.x, self.y = max(0, box.x - MARGIN), max(0, box.y - MARGIN)
        self.w = min(info.columns, box.x + box.w + MARGIN) - self.x
        self.h = min(info.rows, box.y + box.h + MARGIN) - self.y
        self.first, self.last = 0, -1
        self.reason, self.match, self.ticked, self.score = reason, match, ticked, box.score

    def mask(self):
        """The Mask."""
        return Mask(self.x, self.y, self.w, self.h, self.first, self.last)

    def fields(self):
        """The same as a plain dict, for messages and reports."""
        return {'first': self.first, 'last': self.last, 'x': self.x, 'y': self.y, 'w': self.w, 'h': self.h, 'reason': self.reason,
                'match': self.match or None, 'ticked': self.ticked}

    def is_under(self, masks):
        """Whether one of the masks hides it in all frames."""
        return bool([mask for mask in masks if mask.first == 0 and mask.last < 0 and mask.x <= self.x and mask.y <= self.y
                     and mask.x + mask.w >= self.x + self.w and mask.y + mask.h >= self.y + self.h])

    def is_open(self):
        """Whether somebody has to look: all but what is certainly a label of the picture."""
        return self.match != whose.HARMLESS


def find(record):
    """`(proposals, SamarError or None)`: what was found in a file, and what kept a picture from being looked at. A file without
    pixels has none. Each proposal is for all frames: a text that moves or comes later is not followed."""
    try:
        info = image.describe(record)
    except SamarError as error:
        return [], error
    if info is None:
        return [], None
    found, seen = [], []
    try:
        values = whose.Values(record)
        for view in views.views(record, info):
            for box in boxes.find(view.words, view.columns, view.rows):
                if [known for known in seen if covers(known, box)]:
                    continue
                seen.append(box)
                text, sure = reading.read(view.words, view.columns, box)
                match = whose.whose(text, values) if sure >= whose.SURE and (len(text) > 1 or text in SIDES) else ''
                found.append(Proposal(box, view.reason, match, match not in ('', whose.HARMLESS), info))
    except SamarError as error:
        return found, error
    info.last = None
    return found, None


def covers(known, box):
    """Whether a box adds at most its margin to one that is known."""
    return (known.x <= box.x + MARGIN and known.y <= box.y + MARGIN and known.x + known.w >= box.x + box.w - MARGIN
            and known.y + known.h >= box.y + box.h - MARGIN)
