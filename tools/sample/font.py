"""A font of 5 x 7 dots, to write burned-in text the way scanners do. One sign is seven rows of five bits, as hexadecimal."""

import numpy

WIDTH, HEIGHT, ADVANCE = 5, 7, 6
SIGNS = {}
_ROWS = """
A0E11111F111111 B1E11111E11111E C0E11101010110E D1E11111111111E E1F10101E10101F F1F10101E101010
G0E11101711110F H1111111F111111 I0E04040404040E J0101010111110E K11121418141211 L1010101010101F
M111B1515111111 N11191513111111 O0E11111111110E P1E11111E101010 Q0E11111115120D R1E11111E141211
S0F10100E01011E T1F040404040404 U1111111111110E V11111111110A04 W11111115151B11 X11110A040A1111
Y11110A04040404 Z1F01020408101F 00E11131519110E 1040C040404040E 20E11010608101F 30E11010601110E
402060A121F0202 51F101E0101110E 60608101E11110E 71F010204080808 80E11110E11110E 90E11110F01020C
.00000000000C0C ,000000000C0408 :000C0C000C0C00 -0000001F000000 /01010204081010 +0004041F040400
(02040808080402 )08040202020408 =00001F001F0000 %18190204081303 ^040A1100000000
"""
for _line in _ROWS.split():
    SIGNS[_line[0]] = [int(_line[i:i + 2], 16) for i in range(1, 15, 2)]


def write(image, text, x, y, value, scale=1):
    """Write `text` (capitals) into `image` (rows, columns[, 3]) with its upper left corner at x, y; `value` is a sample or a colour.

    A sign that the font does not have is a space; what falls outside of the image raises ValueError.
    """
    rows, columns = image.shape[:2]
    if x < 0 or y < 0 or y + HEIGHT * scale > rows or x + width(text, scale) > columns:
        raise ValueError('text does not fit')
    for place, sign in enumerate(text):
        dots = SIGNS.get(sign)
        if dots is None:
            continue
        pattern = numpy.array([[row >> (4 - i) & 1 for i in range(WIDTH)] for row in dots], dtype=bool)
        pattern = pattern.repeat(scale, axis=0).repeat(scale, axis=1)
        left = x + place * ADVANCE * scale
        image[y:y + HEIGHT * scale, left:left + WIDTH * scale][pattern] = value


def width(text, scale=1):
    """Columns that `text` takes."""
    return (len(text) * ADVANCE - 1) * scale
