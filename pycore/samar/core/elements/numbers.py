"""Binary numbers of a value, read from bytes with arithmetic alone: Brython has no `struct` (PS3.5 6.2, 7.3).

Integers come exact at any width. Floats come as the float that their IEEE 754 bits mean, and as the shortest decimal that
means them, which is what Python's `repr` shows; for FL the shortest that no other single-precision number is nearer to.
"""

from samar.kinds import Any, Buffer, Vr

# Width in bytes; s: signed integer, u: unsigned, f: float.
FORMS = {'SS': (2, 's'), 'US': (2, 'u'), 'SL': (4, 's'), 'UL': (4, 'u'), 'SV': (8, 's'), 'UV': (8, 'u'),
         'FL': (4, 'f'), 'FD': (8, 'f'), 'AT': (4, 'a')}


def unsigned(buffer: Buffer, at: int, width: int, big_endian: bool) -> int:
    """The 2, 4 or 8 bytes at `at` as a number without sign."""
    if width == 8:
        low, high = (at + 4, at) if big_endian else (at, at + 4)
        return unsigned(buffer, high, 4, big_endian) * 4294967296 + unsigned(buffer, low, 4, big_endian)
    if width == 4:
        if big_endian:
            return buffer[at] * 16777216 + buffer[at + 1] * 65536 + buffer[at + 2] * 256 + buffer[at + 3]
        return buffer[at] + buffer[at + 1] * 256 + buffer[at + 2] * 65536 + buffer[at + 3] * 16777216
    return buffer[at] * 256 + buffer[at + 1] if big_endian else buffer[at] + buffer[at + 1] * 256


def numbers(buffer: Buffer, vr: Vr, big_endian: bool, most: int = 0) -> list[float]:
    """The values of a binary VR as int (AT: tag) or float, at most `most` of them (0: all); a torn one at the end is left out."""
    width, kind = FORMS[vr]
    count = len(buffer) // width
    if most and most < count:
        count = most
    if kind == 'u':
        return [unsigned(buffer, at, width, big_endian) for at in range(0, count * width, width)]
    return [_number(buffer, at, width, kind, big_endian) for at in range(0, count * width, width)]


def texts(buffer: Buffer, vr: Vr, big_endian: bool, most: int = 0) -> list[str]:
    """The same as text."""
    if vr == 'FL':
        return [single_text(unsigned(buffer, place * 4, 4, big_endian)) for place in _places(buffer, 4, most)]
    if vr == 'AT':
        return [_tag(buffer, place * 4, big_endian) for place in _places(buffer, 4, most)]
    return [str(value) for value in numbers(buffer, vr, big_endian, most)]


def _places(buffer: Buffer, width: int, most: int) -> Any:
    count = len(buffer) // width
    return range(most if most and most < count else count)


def _number(buffer: Buffer, at: int, width: int, kind: str, big_endian: bool) -> float:
    if kind == 'a':
        return unsigned(buffer, at, 2, big_endian) * 65536 + unsigned(buffer, at + 2, 2, big_endian)
    value = unsigned(buffer, at, width, big_endian)
    if kind == 'u':
        return value
    if kind == 's':
        limit = 128 * 256 ** (width - 1)
        return value - 2 * limit if value >= limit else value
    return of_single(value) if width == 4 else of_double(value)


def _tag(buffer: Buffer, at: int, big_endian: bool) -> str:
    digits = '%04X%04X' % (unsigned(buffer, at, 2, big_endian), unsigned(buffer, at + 2, 2, big_endian))
    return '(' + digits[:4] + ',' + digits[4:] + ')'


def of_double(bits: int) -> float:
    """The float of 64 bits."""
    high = bits // 4294967296
    exponent = high // 1048576 % 2048
    fraction = high % 1048576 * 4294967296 + bits % 4294967296
    return _float(high >= 2147483648, exponent, fraction, 2047, 4503599627370496, 1075)


def of_single(bits: int) -> float:
    """The float of 32 bits."""
    return _float(bits >= 2147483648, bits // 8388608 % 256, bits % 8388608, 255, 8388608, 150)


def _float(negative: bool, exponent: int, fraction: int, special: int, hidden: int, bias: int) -> float:
    if exponent == special:
        value = float('nan') if fraction else float('inf')
    else:
        if exponent:
            fraction += hidden
            exponent -= 1
        # In two steps, so that neither factor leaves the range of a double: exact down to the smallest denormal.
        shift = exponent + 1 - bias
        half = shift // 2
        value = float(fraction) * 2.0 ** half * 2.0 ** (shift - half)
    return -value if negative else value


def single_text(bits: int) -> str:
    """Shortest decimal for a single-precision number of 32 bits, in the form of `repr`."""
    exponent = bits // 8388608 % 256
    fraction = bits % 8388608
    if exponent == 255 or bits % 2147483648 == 0:
        return str(of_single(bits))
    shift = (exponent or 1) - 150
    if exponent:
        fraction += 8388608
    # The number is `fraction * 2 ** shift`; in quarter units its neighbours' halfway points are integers too.
    top = 4 * fraction + 2
    low = 4 * fraction - (1 if fraction == 8388608 and exponent > 1 else 2)
    digits, power = _shortest(4 * fraction, low, top, shift - 2, fraction % 2 == 0)
    return ('-' if bits >= 2147483648 else '') + _written(digits, power)


def _shortest(value: int, low: int, top: int, shift: int, closed: bool) -> tuple[str, int]:
    """(digits, power): the fewest digits whose decimal `digits * 10 ** power` lies between the halfway points.

    All three numbers are times 2 ** shift; `closed` says that the halfway points themselves round to the number.
    """
    for count in range(1, 10):
        # First guess of the power of ten of the last digit, then corrected by one where it is too small.
        power = _decimal_exponent(value, shift) - count + 1
        scaled, unit = _scaled(value, shift, power)
        digits = (2 * scaled + unit) // (2 * unit)
        if 2 * scaled % unit == 0 and (2 * scaled // unit) % 2 and digits % 2:
            digits -= 1
        floor = _scaled(low, shift, power)[0]
        ceiling = _scaled(top, shift, power)[0]
        if digits * unit < floor:
            # Below a power of two the next number is nearer than above it: the nearest decimal may miss, the next one hit.
            digits += 1
        if floor < digits * unit < ceiling or (closed and floor <= digits * unit <= ceiling):
            break
    while digits % 10 == 0:
        digits //= 10
        power += 1
    return str(digits), power


def _scaled(value: int, shift: int, power: int) -> tuple[int, int]:
    """`value * 2 ** shift / 10 ** power` as a fraction (numerator, denominator) of integers."""
    upper = value * (2 ** shift if shift > 0 else 1) * (10 ** -power if power < 0 else 1)
    return upper, (2 ** -shift if shift < 0 else 1) * (10 ** power if power > 0 else 1)


def _decimal_exponent(value: int, shift: int) -> int:
    """Power of ten of the leading digit of value * 2 ** shift."""
    upper, unit = _scaled(value, shift, 0)
    exponent = len(str(upper)) - len(str(unit))
    if exponent >= 0:
        return exponent if upper >= unit * 10 ** exponent else exponent - 1
    return exponent if upper * 10 ** -exponent >= unit else exponent - 1


def _written(digits: str, power: int) -> str:
    """Digits times a power of ten as `repr` writes a float."""
    point = len(digits) + power
    if point > 16 or point < -3:
        mantissa = digits[0] + ('.' + digits[1:] if len(digits) > 1 else '')
        exponent = point - 1
        return mantissa + 'e' + ('-' if exponent < 0 else '+') + ('0' if abs(exponent) < 10 else '') + str(abs(exponent))
    if point <= 0:
        return '0.' + '0' * -point + digits
    if power >= 0:
        return digits + '0' * power + '.0'
    return digits[:point] + '.' + digits[point:]
