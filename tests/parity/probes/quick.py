"""What `tools/quicken.mjs` and `extension/worker/host/quick.js` must not change: operations at the edges of what they take directly."""

from samar.core import host
from samar.core.errors import BadChoice, SamarError


class Pair:
    """Two slots, a method with a default, a container of its own."""

    __slots__ = ('left', 'right')

    def __init__(self, left, right=7):
        self.left = left
        self.right = right

    def both(self, times=2, plus=0):
        return self.left * times + self.right + plus

    def __contains__(self, item):
        return item == self.left


class Named(Pair):
    """A subclass that brings a slot of its own and calls its parent."""

    __slots__ = ('name',)

    def __init__(self, name, left):
        super().__init__(left)
        self.name = name

    def both(self, times=2, plus=0):
        return self.name + str(super().both(times, plus=plus))


def arithmetic(x, y):
    """Every operator on two numbers or texts; the name of the error where there is none."""
    found = []
    for work in (_add, _sub, _mul, _floor, _mod, _and, _or, _left, _right, _power, _true, _less, _equal, _least):
        try:
            found.append(work(x, y))
        except (TypeError, ValueError, ZeroDivisionError, OverflowError):
            found.append('error')
    return [str(one) for one in found]


def _add(x, y):
    return x + y


def _sub(x, y):
    return x - y


def _mul(x, y):
    return x * y


def _floor(x, y):
    return x // y


def _mod(x, y):
    return x % y


def _and(x, y):
    return x & y


def _or(x, y):
    return x | y


def _left(x, y):
    return x << y if isinstance(y, int) and 0 <= y < 80 else 'none'


def _right(x, y):
    return x >> y if isinstance(y, int) and y >= 0 else 'none'


def _power(x, y):
    return x ** y if isinstance(y, int) and 0 <= y < 8 else 'none'


def _true(x, y):
    return (x / y) * 4 == 4 * x / y


def _less(x, y):
    return [x < y, x <= y, x > y, x >= y]


def _equal(x, y):
    return [x == y, x != y, bool(x), bool(y), x is None]


def _least(x, y):
    return [min(x, y), max(x, y)]


def boxed():
    """Floats beside whole numbers."""
    half, whole = 0.5, 3
    total = half
    total += whole
    total -= 1
    return [str(x) for x in (half + whole, whole - half, half * 2, whole * half, total, 7 // 2.0, -7 % 2.5, half < whole, half == 0.5,
                             int(half * 6), round(2.5), abs(-half), min(half, whole), sum([half, half]), float('1e3'), divmod(-7, 2))]


def sequences():
    """Places from the end, slices, copies and aliases."""
    items, pair, text = [1, 2, 3, 4], (5, 6), 'abcdef'
    alias = items
    alias += [9]
    copy = items[:]
    copy.append(10)
    items[0], items[1] = items[1], items[0]
    found = [items, copy, items[-1], pair[-1], text[-2], items[1:-1], items[-2:], items[:99], items[3:1], text[2:], text[:-3], text[-3:-1],
             text[::2], pair[1:], list(text[1:4]), items * 2, [0] * 3, pair + (7,), 'ab' * 3, '' * 3, len(items), len(text), items.index(9)]
    for index in (5, -6, 100):
        try:
            found.append(items[index])
        except IndexError:
            found.append('outside')
    first, (second, third) = 1, (2, 3)
    head, *rest = items
    found += [first, second, third, head, rest]
    for one, other in ((1, 2), [3, 4], 'xy'):
        found.append([one, other])
    try:
        one, other = (1, 2, 3)
    except ValueError:
        found.append('too many')
    return found


def mappings():
    """Dicts with numbers, with text, with both."""
    numbers = {-1: 'minus', 0: 'none', 5: 'five', 4294967295: 'large'}
    mixed = {'a': 1, 2: 'b'}
    mixed['c'] = 3
    mixed[-7] = 4
    words = {'alpha': 1}
    words['beta'] = 2
    words['alpha'] = 3
    found = [numbers.get(-1), numbers.get(0), numbers.get(7), numbers.get(7, 'x'), numbers[4294967295], -1 in numbers, 3 in numbers,
             'a' in mixed, 2 in mixed, 'z' in mixed, mixed.get('c'), mixed.get(2), mixed[-7], mixed.get(None), True in {1: 2}, len(mixed),
             words.get('gamma'), words.get('alpha', 0), len(words), list(words), sorted(words.values()), 1 in words, words == {'beta': 2, 'alpha': 3}]
    for key in ('missing', 9, -1):
        try:
            found.append(words[key])
        except KeyError:
            found.append('no key')
    del words['alpha']
    return [*found, list(words), {'x': None}.get('x', 5)]


def membership():
    """`in`, over containers of every kind."""
    text = 'chest'
    return ['es' in text, '' in text, 'x' not in text, text in ('chest', 'head'), text in ['head'], 3 in (1, 2, 3), 3 in (1, 'a'), '3' in (1, 2, 3),
            None in (1, None), True in (1, 2), 1 in (True,), 1.0 in (1, 2), (1, 2) in ((1, 2), 3), [1] in [[1]], 5 in range(3, 9), 9 in range(3, 9),
            3 in Pair(3), 4 in Pair(3), 'a' in {'a', 'b'}, 2 in {1, 3}]


def calls():
    """Defaults, keywords, methods of classes and their bases, functions kept in a list."""
    pair, named = Pair(2), Named('n', 4)
    keep = [pair.both, named.both]
    found = [pair.both(), pair.both(3), pair.both(times=4), pair.both(1, 1), pair.both(plus=5), Pair(1, right=0).both(), named.both(),
             named.both(1, plus=2), keep[0](5), keep[1](times=1), named.left, named.right, isinstance(named, Pair), isinstance(pair, Named)]
    named.left = 'w'
    found.append(named.left * 2)
    for wrong in (lambda: pair.middle, lambda: pair.both(1, 2, 3), lambda: Pair(), lambda: pair.both(never=1)):
        try:
            found.append(wrong())
        except (AttributeError, TypeError):
            found.append('refused')
    try:
        pair.other = 1
    except AttributeError:
        found.append('no slot')
    return found


def texts(text):
    """Methods that are done directly."""
    return [text.strip(), text.strip(' ab'), text.lstrip('a'), text.rstrip('b '), text.split('a'), text.split('|', 1), text.replace('a', ''),
            text.replace('a', '$&'), text.find('b'), text.startswith('a'), text.startswith(('x', 'a')), text.endswith('b'), text.upper(),
            text.lower(), text.isascii(), text.isdecimal(), text.isprintable() if text.isascii() else None, '-'.join([text, 'x', text]),
            ''.join([x for x in text if x != 'a']), [ord(x) for x in text], text[1:], text == 'ab', str(text), '%04x|%08X|%d' % (255, 4095, 3),
            '%04x' % 254, '%08X' % 4294967295, f'{text}:{len(text):03d}', text > 'a', text + '!', text * 0]


def loops(count):
    """Loops whose variable is set anew inside, that end early, that have an `else`; comprehensions do not leak."""
    found = []
    for i in range(count):
        i = i * 10
        if i == 20:
            continue
        found.append(i)
    else:
        found.append('all')
    for i in range(2, count):
        if i == 4:
            break
    else:
        found.append('no break')
    found.append(i)
    while count > 0:
        count -= 3
        if count == 1:
            break
    else:
        found.append('ran out')
    x = 'kept'
    squares = [x * x for x in range(4) if x % 2]
    pairs = [[a, b] for a in range(2) for b in 'xy']
    return [*found, count, x, squares, pairs, {k: v for k, v in (('a', 1), ('b', 2))}, sorted([3, 1, 2], reverse=True), [*range(5, 0, -2)]]


def failures(how):
    """Errors that pass through functions without frames, and are caught where one has a frame."""
    found = []
    try:
        _deep(how, 3)
    except BadChoice as error:
        found.append([error.code, error.detail])
    except (KeyError, IndexError, ValueError, TypeError, AttributeError, UnboundLocalError, ZeroDivisionError) as error:
        found.append(type(error).__name__)
    finally:
        found.append('finally')
    try:
        try:
            raise BadChoice('inner')
        except SamarError:
            _deep('key', 1)
    except KeyError:
        found.append('second')
    return found


def _deep(how, depth):
    if depth:
        return _deep(how, depth - 1)
    if how == 'own':
        raise BadChoice('probe', detail='d')
    if how == 'key':
        return {}['none']
    if how == 'index':
        return [][1]
    if how == 'type':
        return 'a' + 1
    if how == 'attribute':
        return how.nothing
    if how == 'value':
        return int('x')
    if how == 'zero':
        return 1 // (len(how) - 4)
    if how == 'unbound':
        if depth > 5:
            late = 1
        return late
    return None


def arrays():
    """Typed arrays: places, sums, what they wrap."""
    bytes_, words, signed, offsets = host.uint8(4), host.uint16(2), host.int32(2), host.offsets(2)
    bytes_[0], bytes_[3], words[1], signed[0], offsets[1] = 255, 7, 65535, -5, 9007199254740991
    bytes_[1] += 3
    return [list(bytes_), words[1] + 1, signed[0] * 2, offsets[1] - 1, len(bytes_), len(offsets), bytes_[0] >> 3, sum([x for x in bytes_])]
