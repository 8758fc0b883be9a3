"""The pictures in which text is looked for: what the file's window shows; the whole range, because some labels lie outside of it; what lies
close to the commonest grey, drawn apart, because some captions are grey on grey; of many frames the brightest and the darkest laid over
each other, and some alone."""

from samar.core import host
from samar.core.kernels import regions, tones
from samar.core.pixels import cells as native
from samar.core.pixels import decode, display
from samar.kinds import Fields, ImageInfo, Ints, Iterator, Record

FRAMES = 24      # of many frames so many are laid over each other, evenly spread
ALONE = 6        # and so many are looked at alone
HALF = 40        # of 255: greys on both sides of a common one that are drawn apart
APART = 64       # two common greys are at least so far from each other
COMMON = .02     # share of a picture that has a common grey, its two neighbours included
COMMONEST = 2    # greys that are looked at


class View:
    """`words` (RGBA), `columns`, `rows`, the `reason` that a box found here has, whether it is looked at `twice` (also enlarged), and
    whether a box has to be `read` to count."""

    __slots__ = ('columns', 'read', 'reason', 'rows', 'twice', 'words')

    def __init__(self, made: Fields, reason: str, twice: bool = True, read: bool = False) -> None:
        self.words, self.columns, self.rows = made['pixels'], made['width'], made['height']
        self.reason, self.twice, self.read = reason, twice, read


def views(record: Record, info: ImageInfo) -> Iterator[View]:
    """Views of an image, one after the other. Raises Unsupported or Malformed where a frame cannot be shown."""
    first = View(display.render(record, info, 0), 'text')
    yield first
    ranged = whole_range(record, info, 0)
    if ranged is not None:
        yield View(display.render(record, info, 0, ranged), 'text-outside-window')
    yield from faint(first)
    if info.frames > 1:
        yield from over_frames(record, info, first)
        for frame in spread(info.frames, ALONE)[1:]:
            yield View(display.render(record, info, frame), 'text', twice=False)


def over_frames(record: Record, info: ImageInfo, first: View) -> Iterator[View]:
    """The brightest and the darkest of many frames. `first` is the view of the first one."""
    over = View(display.render(record, info, 0), 'text-over-frames')
    under = View(display.render(record, info, 0), 'text-over-frames', twice=False)
    for frame in spread(info.frames, FRAMES)[1:]:
        made = display.render(record, info, frame)['pixels']
        if len(made) == len(first.words):
            regions.brightest(made, len(made), over.words)
            regions.darkest(made, len(made), under.words)
    yield over
    yield under


def faint(view: View) -> Iterator[View]:
    """Views in which what lies close to a common grey is drawn apart."""
    count = len(view.words)
    for grey in common(view.words, count):
        low, high = max(0, grey - HALF), min(255, grey + HALF)
        table = host.int32(256)
        for level in range(256):
            table[level] = (min(max(level, low), high) - low) * 255 // (high - low)
        made = host.int32(count)
        tones.toned(view.words, count, table, made)
        yield View({'pixels': made, 'width': view.columns, 'height': view.rows}, 'text-faint', twice=False, read=True)


def common(words: Ints, count: int) -> list[int]:
    """The commonest greys of a picture, of 255, at most COMMONEST."""
    counts = host.int32(258)
    tones.tally(words, count, counts)
    shares = [(counts[level] + 2 * counts[level + 1] + counts[level + 2], -level) for level in range(256)]
    found: list[int] = []
    for share, level in sorted(shares, reverse=True):
        if share < 2 * COMMON * count or len(found) == COMMONEST:
            break
        if not [other for other in found if abs(other + level) < APART]:
            found.append(-level)
    return found


def spread(frames: int, most: int) -> list[int]:
    """Numbers of at most `most` frames, from the first to the last."""
    if frames <= most:
        return list(range(frames))
    return [place * (frames - 1) // (most - 1) for place in range(most)]


def whole_range(record: Record, info: ImageInfo, number: int) -> Fields | None:
    """The window {center, width} that shows every value of a grey frame, or None where the file's own does."""
    frame = decode.load(record, info, number)
    if frame.samples != 1 or frame.photometric == 'PALETTE COLOR':
        return None
    grey, values, _ = display.grey_values(record, info, frame, number)
    if not grey.windows and grey.voi is None:
        return None
    found = display.range_of(info, frame, native.unpacked(frame), values, grey, frame.bits_allocated > 16)
    return display.shown(found)
