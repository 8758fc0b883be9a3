"""Cells of a frame as numbers: one place of an array for each."""

from samar.core import host
from samar.core.kernels import cells as kernel
from samar.core.kernels import window
from samar.kinds import Any, CodecFrame, Int32s


def unpacked(frame: CodecFrame) -> Any:
    """Cells of a frame as an array with one number a cell: Buffer or Array up to 16 bits, Floats for 32 and more. Made once a frame."""
    if frame.unpacked is None:
        frame.unpacked = unpack(frame)
    return frame.unpacked


def unpack(frame: CodecFrame) -> Any:
    """The array of `unpacked`."""
    out: Any
    count, buffer, big = frame.cells(), frame.buffer, 1 if frame.big else 0
    if frame.bits_allocated == 1:
        out = host.uint8(count)
        kernel.bits(buffer, 0, frame.bit, count, 1 if frame.swapped else 0, out)
    elif frame.bits_allocated == 8:
        if not frame.swapped:
            return buffer
        out = host.uint8(count)
        kernel.swapped(buffer, frame.bit // 8, count, out)
    elif frame.bits_allocated == 16:
        out = host.uint16(count)
        kernel.words(buffer, 0, count, big, out)
    else:
        out = host.float64(count)
        if frame.kind == 'float':
            scale = host.float64(256)
            kernel.powers(256, -150, scale)
            kernel.floats(buffer, 0, count, big, scale, out)
        elif frame.kind == 'double':
            scale = host.float64(2048)
            kernel.powers(2048, -1075, scale)
            kernel.doubles(buffer, 0, count, big, scale, out)
        else:
            kernel.longs(buffer, 0, count, big, 1 if frame.signed else 0, out)
    return out


def stored(frame: CodecFrame, size: int) -> Int32s:
    """Stored value of each of the `size` possible cells of up to 16 bits (int32)."""
    values = host.int32(size)
    window.stored(size, frame.high_bit + 1 - frame.bits_stored, frame.bits_stored, 1 if frame.signed else 0, values)
    return values
