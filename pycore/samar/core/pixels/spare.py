"""Bits of native cells that hold no value: beside Bits Stored, where older files have overlays (PS3.5 sections 8.1.1 and 8.1.2).

No viewer shows them, and a message would have room in them. They become zero, in signed cells of which more are extended than not
what the sign bit says. The stored value of every cell stays, which is proven. What is Pixel Padding Value as a whole cell stays, too.
"""

from samar.core import host
from samar.core.errors import Residue
from samar.core.kernels import fill
from samar.core.pixels import image, overlays, redact_native
from samar.kinds import Array, Buffer, ImageInfo, Record, Redaction

BLOCK = 4194304         # bytes that are read at once: in a browser a read of one costs as much as that of two
PADDING, LIMIT = 0x00280120, 0x00280121


class Spare:
    """`used`: bits that stay; `sign`: the sign bit where `above` follows it, else 0; `keep`, `limit`: whole cells that stay, or -1."""

    __slots__ = ('above', 'big', 'decided', 'full', 'keep', 'limit', 'sign', 'used', 'width')

    def __init__(self, record: Record, info: ImageInfo, cleared: bool) -> None:
        self.width, self.big, self.full = info.bits_allocated // 8, info.big and info.bits_allocated == 16, (1 << info.bits_allocated) - 1
        shown = ((1 << info.bits_stored) - 1) << overlays.low_bit(info)
        for plane in overlays.planes(record, info):
            if plane.bit >= 0 and not cleared:
                shown |= 1 << plane.bit
        self.used = shown
        self.above = (self.full - (2 << info.high_bit) + 1) & (self.full - shown)
        self.sign = 1 << info.high_bit if info.signed and self.above else 0
        self.decided = self.sign == 0
        self.keep, self.limit = _cell(record, PADDING, self.full), _cell(record, LIMIT, self.full)

    def masks(self) -> tuple[int, int]:
        """The bits that stay, as masks of the two bytes of a cell."""
        return (self.used & 255, (self.used if self.width == 1 else self.used >> 8) & 255)

    def is_loose(self, buffer: Buffer) -> bool:
        """Whether a bit of the buffer's cells may say something."""
        rest = self.full - self.used
        mask = rest * 257 if self.width == 1 else (rest % 256) * 256 + rest // 256 if self.big else rest
        if not host.loose(buffer, mask, False):
            return False
        return self.sign == 0 or self.big or rest != self.above or bool(host.loose(buffer, mask, True))

    def tidy(self, buffer: Array, size: int) -> int:
        """Make them say nothing; how many cells changed."""
        count, big = size // self.width, 1 if self.big else 0
        if not self.decided:
            if fill.leaning(buffer, 0, count, self.width, big, self.sign, self.above) < 0:
                self.sign = 0
            self.decided = True
        return fill.spared(buffer, 0, count, self.width, big, self.used, self.sign, self.above, self.keep, self.limit)


def of(record: Record, info: ImageInfo, cleared: bool) -> Spare | None:
    """The Spare of an uncompressed image, None where every bit of a cell is of its value. `cleared`: overlays in cells go."""
    if (info.encapsulated or info.problem is not None or info.kind != 'cells' or info.bits_allocated not in (8, 16)
            or info.bits_stored >= info.bits_allocated):
        return None
    return Spare(record, info, cleared)


def clear(record: Record, info: ImageInfo, done: Redaction) -> None:
    """Add to a Redaction the splices of all cells that it does not replace yet, where they say something."""
    spare = done.spare
    if spare is None:
        return
    first = here = record.table.value[info.row]
    end = here + min(info.frame_bits() // 8 * info.frames, record.table.length[info.row])
    changed = done.spared
    for start, stop in [*sorted([(splice[0], splice[1]) for splice in done.splices]), (end, end)]:
        while here < min(start, end):
            host.progress(here - first, end - first, 'bytes')
            last = min(here + BLOCK, start, end)
            changed += _block(record, info, spare, done, here, last)
            here = last
        here = max(here, stop)
    if changed:
        done.notes.append(('spare-bits-cleared', str(changed)))


def _block(record: Record, info: ImageInfo, spare: Spare, done: Redaction, start: int, stop: int) -> int:
    source = record.source.read(start, stop)
    if len(source) < stop - start or not spare.is_loose(source):
        return 0
    buffer = host.bytes(stop - start)
    host.copy(buffer, 0, source, 0, stop - start)
    changed = spare.tidy(buffer, stop - start)
    if changed:
        _prove(info, spare, source, buffer, stop - start)
        done.splices.append((start, stop, [(None, buffer, 0)]))
        done.waiting += stop - start
        if done.waiting > redact_native.KEPT:
            redact_native.park(done)
    return changed


def _prove(info: ImageInfo, spare: Spare, before: Buffer, after: Buffer, size: int) -> None:
    """Raises Residue where a stored value or an overlay is another one."""
    found = []
    for content in (before, after):
        buffer = host.bytes(size)
        host.copy(buffer, 0, content, 0, size)
        redact_native.wipe(buffer, size, info, spare.masks())
        found.append(redact_native.hexadecimal(host.sha256(buffer)))
    if found[0] != found[1]:
        raise Residue('mask-proof')


def _cell(record: Record, tag: int, full: int) -> int:
    """The number of an element as the bits of a cell, or -1."""
    number = image.whole_number(record, tag, None)
    return -1 if number is None else number & full
