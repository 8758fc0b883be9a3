"""The pictures in which text is looked for: what the file's window shows and, because some labels lie outside it, the whole range."""

from samar.core.kernels import regions
from samar.core.pixels import cells as native
from samar.core.pixels import decode, display

FRAMES = 8       # of many frames so many are looked at one over the other, evenly spread


class View:
    """`words` (RGBA), `columns`, `rows`, and the `reason` that a box found here has."""

    __slots__ = ('columns', 'reason', 'rows', 'words')

    def __init__(self, made, reason):
        self.words, self.columns, self.rows, self.reason = made['pixels'], made['width'], made['height'], reason


def views(record, info):
    """Views of an image, one after the other. Raises Unsupported or Malformed where a frame cannot be shown."""
    chosen = spread(info.frames)
    yield View(display.render(record, info, chosen[0]), 'text')
    ranged = whole_range(record, info, chosen[0])
    if ranged is not None:
        yield View(display.render(record, info, chosen[0], ranged), 'text-outside-window')
    if len(chosen) > 1:
        over = View(display.render(record, info, chosen[0]), 'text-over-frames')
        for frame in chosen[1:]:
            made = display.render(record, info, frame)
            if len(made['pixels']) == len(over.words):
                regions.brightest(made['pixels'], len(over.words), over.words)
        yield over
        yield View(display.render(record, info, chosen[-1]), 'text')
        if len(chosen) > 2:
            yield View(display.render(record, info, chosen[len(chosen) // 2]), 'text')


def spread(frames):
    """Numbers of the frames that are looked at."""
    if frames <= FRAMES:
        return list(range(frames))
    return [place * (frames - 1) // (FRAMES - 1) for place in range(FRAMES)]


def whole_range(record, info, number):
    """The window {center, width} that shows every value of a grey frame, or None where the file's own does."""
    frame = decode.load(record, info, number)
    if frame.samples != 1 or frame.photometric == 'PALETTE COLOR':
        return None
    grey, values, _ = display.grey_values(record, info, frame, number)
    if not grey.windows and grey.voi is None:
        return None
    found = display.range_of(info, frame, native.unpacked(frame), values, grey, frame.bits_allocated > 16)
    return display.shown(found)
