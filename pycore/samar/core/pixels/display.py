"""A frame as a picture: RGBA words of 8 bits, window and levels applied, masks and overlays drawn on request (PS3.3 section C.11)."""

from samar.core import host
from samar.core.kernels import cells as kernel
from samar.core.kernels import colour
from samar.core.kernels import window as levels
from samar.core.pixels import cells as native
from samar.core.pixels import decode, overlays, photometry
from samar.kinds import Array, CodecFrame, Fields, Floats, Grey, ImageInfo, Ints, LookupTable, Mask, Record, Sequence, Window

BLACK = -16777216
OVERLAY = -16711681    # yellow: what is drawn over a picture differs from anything grey


def render(record: Record, info: ImageInfo, frame: int, window: Fields | None = None, masks: Sequence[Mask] = (),
           overlays_shown: bool = False) -> Fields:
    """A picture of a frame: `width`, `height`, `pixels` (int32 words, RGBA in memory), `window` ({center, width} or None),
    `windows` (those of the file) and `aspect` (height of a pixel / its width). `window` is a dict {center, width} or None for the
    file's own. Raises Unsupported or Malformed with the reason why it cannot be shown."""
    found = decode.load(record, info, frame)
    words = host.int32(found.rows * found.columns)
    used: Window | None = None
    known: list[Window] = []
    if found.samples == 3:
        draw_colour(found, words)
    elif found.photometric == 'PALETTE COLOR' and draw_palette(record, found, words):
        pass
    else:
        used, known = draw_grey(record, info, found, frame, window, words)
    if overlays_shown:
        overlays.draw(record, info, found, frame, words, OVERLAY)
    for mask in masks:
        for x, y, w, h in mask.boxes(frame, found.columns, found.rows):
            colour.boxed(words, found.columns, x, y, w, h, BLACK)
    return {'width': found.columns, 'height': found.rows, 'pixels': words, 'aspect': info.aspect, 'window': shown(used),
            'windows': [shown(x) for x in known]}


def shown(window: Window | None) -> Fields | None:
    """A window as a plain dict."""
    return None if window is None else {'center': window.center, 'width': window.width}


def draw_colour(frame: CodecFrame, words: Array) -> None:
    """Three samples a pixel."""
    pixels, cells, shift = frame.rows * frame.columns, native.unpacked(frame), 0
    if frame.bits_allocated == 32:
        # the highest byte of each sample is all that a screen can show
        cells = host.uint8(pixels * 3)
        kernel.every(frame.buffer, 0 if frame.big else 3, pixels * 3, 4, cells)
    elif frame.bits_stored > 8:
        shift = frame.bits_stored - 8
    step, second, third = (1, pixels, 2 * pixels) if frame.planar == 1 else (3, 1, 2)
    partial = 1 if frame.photometric.startswith('YBR_PARTIAL') else 0
    if frame.photometric == 'YBR_FULL_422':
        colour.ybr_422(cells, pixels, partial, words)
    elif frame.photometric == 'YBR_FULL' or partial:
        colour.ybr(cells, pixels, step, second, third, partial, words)
    else:
        colour.rgb(cells, pixels, step, second, third, shift, words)


def draw_palette(record: Record, frame: CodecFrame, words: Array) -> bool:
    """One sample that is an index into three tables; False where the file has no whole palette."""
    found = photometry.palette(record)
    if found is None or frame.bits_allocated > 16:
        return False
    tables, first, count = found
    size = 1 << max(frame.bits_allocated, 1)
    stored = native.stored(frame, size)
    mixed = []
    for table in tables:
        one = host.uint8(size)
        levels.looked_up(stored, size, table, count, first, one)
        mixed.append(one)
    lookup = host.int32(size)
    colour.mixed(mixed[0], mixed[1], mixed[2], size, lookup)
    colour.painted(native.unpacked(frame), frame.rows * frame.columns, lookup, words)
    return True


def grey_values(record: Record, info: ImageInfo, frame: CodecFrame, number: int) -> tuple[Grey, Ints, Floats]:
    """`(Grey, stored values of all cells, the same after the modality transformation)`: all that no window changes, made once."""
    if frame.greys is None:
        grey = photometry.grey(record, info, number)
        wide = frame.bits_allocated > 16
        size = frame.rows * frame.columns if wide else 1 << frame.bits_allocated
        values = native.unpacked(frame) if wide else native.stored(frame, size)
        real = host.float64(size)
        if grey.modality is not None and not wide:
            levels.looked_up(values, size, grey.modality.entries, grey.modality.count, grey.modality.first, real)
        else:
            levels.rescaled(values, size, grey.slope, grey.intercept, real)
        frame.greys = (grey, values, real)
    return frame.greys


def draw_grey(record: Record, info: ImageInfo, frame: CodecFrame, number: int, window: Fields | None,
              words: Array) -> tuple[Window | None, list[Window]]:
    """One sample: `(window used or None, windows of the file)`."""
    grey, values, real = grey_values(record, info, frame, number)
    pixels, cells = frame.rows * frame.columns, native.unpacked(frame)
    wide = frame.bits_allocated > 16
    size = len(real)
    out = host.uint8(size)
    used: Window | None = None
    if window is not None:
        shape = grey.windows[0].shape if grey.windows else (levels.EXACT if wide else levels.LINEAR)
        used = photometry.Window(window['center'], max(window['width'], 1 if shape == levels.LINEAR else 1e-9), shape)
    elif grey.windows:
        used = grey.windows[0]
    elif grey.voi is None:
        used = range_of(info, frame, cells, values, grey, wide)
    if used is not None:
        levels.windowed(real, size, used.shape, used.center, used.width, out)
    elif grey.voi is not None:
        chosen = host.float64(size)
        levels.looked_up(real, size, grey.voi.entries, grey.voi.count, grey.voi.first, chosen)
        low, high = lut_range(grey.voi)
        levels.graded(chosen, size, low, high, out)
    if (frame.photometric == 'MONOCHROME1') != info.inverse:
        levels.inverted(out, size)
    if info.padding[0] <= info.padding[1]:
        levels.blackened(values, size, info.padding[0], info.padding[1], out)
    lookup = host.int32(size)
    colour.greys(out, size, lookup)
    if wide:
        host.copy(words, 0, lookup, 0, size)
    else:
        colour.painted(cells, pixels, lookup, words)
    return used, grey.windows


def lut_range(voi: LookupTable) -> tuple[float, float]:
    """What a VOI LUT's entries are spread over: its bits, or its highest entry where that is beyond them."""
    high: float = (1 << voi.bits) - 1 if 0 < voi.bits <= 16 else 65535
    pair = host.float64(2)
    kernel.spread(voi.entries, voi.count, 1, 0, pair)
    if pair[1] > high:
        high = pair[1]
    return 0, high


def range_of(info: ImageInfo, frame: CodecFrame, cells: Ints, values: Ints, grey: Grey, wide: bool) -> Window:
    """The window of a file that states none: all values of up to 8 bits, else those of this frame, padding left out."""
    pixels = frame.rows * frame.columns
    low: float
    high: float
    if frame.bits_stored <= 8 and grey.modality is None:
        low = -(1 << (frame.bits_stored - 1)) if frame.signed else 0
        high = low + (1 << frame.bits_stored) - 1
    else:
        pair = host.float64(2)
        low_pad, high_pad = info.padding
        if wide:
            kernel.spread(cells, pixels, low_pad, high_pad, pair)
        else:
            kernel.extent(cells, pixels, values, low_pad, high_pad, pair)
        low, high = pair[0], pair[1]
    if grey.modality is not None and not wide:
        entries, first, last = grey.modality.entries, grey.modality.first, grey.modality.count - 1
        low, high = (entries[int(min(max(x - first, 0), last))] for x in (low, high))
    else:
        low, high = low * grey.slope + grey.intercept, high * grey.slope + grey.intercept
    if low > high:
        low, high = high, low
    return photometry.range_window(low, high, wide)
