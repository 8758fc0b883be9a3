"""Rows of a rectangle, narrow and wide, become the bytes of its pattern, and nothing beside them changes."""

import pytest
from samar.core import host
from samar.core.pixels import black


@pytest.mark.parametrize('base', [0, 7])
@pytest.mark.parametrize('size', [1, 2, 3])
@pytest.mark.parametrize('pixels', [1, black.WIDE // 6, black.WIDE, black.WIDE + 1])
@pytest.mark.parametrize('rows', [1, 2, 5])
def test_paint(rows, pixels, size, base):
    width, stride, first = pixels * size, pixels * size + 5, base + 3
    buffer = host.bytes(first - base + stride * rows)
    for place in range(len(buffer)):
        buffer[place] = 200 + place % 50
    expected = bytearray(buffer)
    for row in range(rows):
        at = first - base + row * stride
        expected[at:at + width] = bytes(range(1, size + 1)) * pixels
    black.paint(buffer, [black.Area(first, stride, rows, width, black.pattern(range(1, size + 1)))], False, False, base)
    assert bytes(buffer) == expected
