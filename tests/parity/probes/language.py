"""What the core relies on in the language itself: the same answers from both Pythons."""


class Pair:
    """A class with slots, a custom hash and order."""

    __slots__ = ('left', 'right')

    def __init__(self, left, right=0):
        self.left = left
        self.right = right

    def __eq__(self, other):
        return self.left == other.left and self.right == other.right

    def __hash__(self):
        return hash((self.left, self.right))

    def __lt__(self, other):
        return (self.left, self.right) < (other.left, other.right)


def large_numbers():
    """Integers beyond 64 bits, as UIDs are."""
    value = (1 << 127) + 12345678901234567890
    return [str(value), str(value // 97), str(value % 97), str(-value // 97), hex(value), value > 2 ** 100]


def mixed_keys():
    """A dict whose keys are numbers, texts and tuples finds each of them."""
    found = {1: 'a', '1': 'b', (1, 2): 'c', 'x': 'd', 2 ** 40: 'e'}
    return [found[1], found['1'], found[(1, 2)], found['x'], found[2 ** 40], len(found), 3 in found, '3' in found]


def text_keys(keys):
    """Order of a dict's keys, sorted, and whether each is found."""
    found = {}
    for key in keys:
        found[key] = len(found)
    return [sorted(found), [found[key] for key in keys]]


def objects():
    """Equality, hashing and sorting of own classes."""
    pairs = [Pair(2, 1), Pair(1, 5), Pair(1, 2)]
    pairs.sort()
    table = {Pair(1, 2): 'yes'}
    return [[[pair.left, pair.right] for pair in pairs], table.get(Pair(1, 2)), table.get(Pair(1, 3))]


def texts(text):
    """Methods of str on any text."""
    return [text.upper(), text.lower(), text.strip(), text.split('^'), text.replace('a', 'bb'), text[1:3], len(text),
            text.find('^'), text.isdigit(), text.startswith('D'), [ord(character) for character in text],
            text.rjust(12, '.'), f'{text}|{"a":>5}|{"b":<5}|{42:05d}|{255:x}', f'{len(text):>4}|{255:08X}|{0.5:.3f}']


def generators(count):
    """Generators, comprehensions, unpacking, star arguments."""
    def squares(limit):
        for number in range(limit):
            if number % 2:
                continue
            yield number * number

    first, *rest = squares(count)
    cubes = {number: number ** 3 for number in range(3) if number}
    return [first, rest, cubes == {1: 1, 2: 8}, max(*rest), sum(rest), list(zip(rest, 'abc', strict=False))]


def failures():
    """Exceptions: order of handlers, finally, context."""
    seen = []
    for wrong in ([], {}, 'x', None):
        try:
            try:
                seen.append(wrong[3])
            except (IndexError, KeyError) as error:
                seen.append(type(error).__name__)
                raise ValueError('again') from error
            finally:
                seen.append('finally')
        except ValueError as error:
            seen.append(str(error))
        except TypeError:
            seen.append('no subscript')
    return seen


def numbers():
    """Floor division, remainder, rounding and conversion of signed numbers."""
    found = []
    for left in (-7, 7, 0, 123456789012):
        for right in (-3, 2, 10):
            found.append([left // right, left % right, divmod(left, right)[1], left & 255, left | 1, left ^ 5, left << 3, left >> 1])
    return [found, round(2.5), round(3.5), int('0042'), int('ff', 16), int(-3.7), abs(-4), 7 / 2, float('1.25'),
            str(0.1 + 0.2), str(1e22), str(-0.0)]


def kinds(first, last):
    """What each character of a range is taken for: one text of flags a question."""
    characters = [chr(code) for code in range(first, last)]
    return [''.join(['1' if flag else '0' for flag in flags]) for flags in (
        [character.isalpha() for character in characters], [character.isalnum() for character in characters],
        [character.isdecimal() for character in characters], [character.isspace() for character in characters],
        [character.isupper() for character in characters])]
