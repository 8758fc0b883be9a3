"""Masks that are proposed for a file: where, why, whose it is, and whether they are ticked. They tell nothing of what was read."""

from samar.core.errors import SamarError
from samar.core.pixels import image
from samar.core.pixels.detect import boxes, reading, views, whose
from samar.core.pixels.masks import Mask
from samar.kinds import Box, Fields, ImageInfo, Iterator, Record, Sequence, Values, View

SIDES = ('L', 'R')      # one letter that means something; any other may be a stroke of the picture
MARGIN = 2              # pixels around a text: its edges are soft
LETTERS, FAINT = 4, .55  # and certainty of a text in a picture whose noise was drawn apart with it
LOWEST = 7              # pixels: what is lower is not read, only guessed
AT_ONCE = 8             # texts that are read in one step of a search


class Proposal:
    """`x`, `y`, `w`, `h` in image pixels, frames `first` to `last` (-1: to the end), `reason`, `match` ('' where nothing could be read),
    `score` from 0 to 1, and `ticked`: whether it is carried out unless a person says otherwise."""

    __slots__ = ('first', 'h', 'last', 'match', 'reason', 'score', 'ticked', 'w', 'x', 'y')

    def __init__(self, box: Box, reason: str, match: str, ticked: bool, info: ImageInfo) -> None:
        self.x, self.y = max(0, box.x - MARGIN), max(0, box.y - MARGIN)
        self.w = min(info.columns, box.x + box.w + MARGIN) - self.x
        self.h = min(info.rows, box.y + box.h + MARGIN) - self.y
        self.first, self.last = 0, -1
        self.reason, self.match, self.ticked, self.score = reason, match, ticked, box.score

    def mask(self) -> Mask:
        """The Mask."""
        return Mask(self.x, self.y, self.w, self.h, self.first, self.last)

    def fields(self) -> Fields:
        """The same as a plain dict, for messages and reports."""
        return {'first': self.first, 'last': self.last, 'x': self.x, 'y': self.y, 'w': self.w, 'h': self.h, 'reason': self.reason,
                'match': self.match or None, 'ticked': self.ticked}

    def is_under(self, masks: Sequence[Mask]) -> bool:
        """Whether one of the masks hides it in all frames."""
        return bool([mask for mask in masks if mask.first == 0 and mask.last < 0 and mask.hides(self.x, self.y, self.w, self.h)])

    def is_open(self) -> bool:
        """Whether somebody has to look: all but what is certainly a label of the picture."""
        return self.match != whose.HARMLESS


class Search:
    """A look for text in a file's picture, in steps of well under a second, so that whoever waits for it can stop it: `proposals` so far,
    `error` (SamarError that kept a picture from being looked at, or None), `done`. A file without pixels has none. Until the first view
    is read its boxes are proposed unread. Each proposal is for all frames: a text that moves is covered wherever it was seen."""

    __slots__ = ('_seen', '_steps', 'done', 'error', 'proposals')

    def __init__(self, record: Record) -> None:
        self.proposals: list[Proposal] = []
        self.error: SamarError | None = None
        self.done = False
        self._seen: list[Box] = []
        self._steps = self._looks(record)

    def step(self) -> bool:
        """Go one step on; whether there is another."""
        if not self.done:
            try:
                next(self._steps)
            except StopIteration:
                self.done = True
            except SamarError as error:
                self.error, self.done = error, True
            if self.done:
                self._seen, self._steps = [], iter(())
        return not self.done

    def _looks(self, record: Record) -> Iterator[None]:
        """Every step: one look at one view, or the reading of some of what was found there."""
        info = image.describe(record)
        if info is None:
            return
        values = whose.Values(record)
        for view in views.views(record, info):
            found: list[Box] = []
            for look in boxes.looks(view.columns, view.rows, view.twice):
                found.extend(boxes.of_look(view.words, view.columns, view.rows, look))
                if not self._seen:
                    # What the first looks see is told before it is read.
                    self.proposals = [Proposal(box, view.reason, '', False, info) for box in boxes.merged(copied(found))]
                yield
            if not self._seen:
                self.proposals = []
            lines = boxes.merged(found)
            for place, box in enumerate(boxes.joined(lines) if view.read else lines):
                self._read(view, box, info, values)
                if place % AT_ONCE == AT_ONCE - 1:
                    yield
        info.last = None

    def _read(self, view: View, box: Box, info: ImageInfo, values: Values) -> None:
        """Take one box for a proposal, unless an earlier one hides it."""
        if [known for known in self._seen if covers(known, box) or (view.read and boxes.shared(known, box) * 2 >= box.w * box.h)]:
            return
        text, sure = ('', 0) if box.h < LOWEST else reading.read(view.words, view.columns, box)
        if view.read and (sure < FAINT or len(text) < LETTERS or box.h > box.w):
            return
        self._seen.append(box)
        match = whose.whose(text, values) if sure >= whose.SURE and (len(text) > 1 or text in SIDES) else ''
        self.proposals.append(Proposal(box, view.reason, match, match not in ('', whose.HARMLESS), info))


def find(record: Record) -> tuple[list[Proposal], SamarError | None]:
    """`(proposals, SamarError or None)`: what was found in a file, and what kept a picture from being looked at."""
    search = Search(record)
    while search.step():
        pass
    return search.proposals, search.error


def copied(found: Sequence[Box]) -> list[Box]:
    """The same boxes, to be merged without a change to these."""
    return [boxes.Box(box.x, box.y, box.w, box.h, box.score) for box in found]


def covers(known: Box, box: Box) -> bool:
    """Whether a box adds at most its margin to one that is known."""
    return (known.x <= box.x + MARGIN and known.y <= box.y + MARGIN and known.x + known.w >= box.x + box.w - MARGIN
            and known.y + known.h >= box.y + box.h - MARGIN)
