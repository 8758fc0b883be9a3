"""Operators, comparisons, truth and membership."""

NOTHING = None


def mixed(x, y):
    found = [x + y, x - y, x * y, x // y, x % y]
    if x < y and not x == y or x >= 10:
        found.append(x & 3 | y << 2)
    x += y
    found[0] -= 1
    return found if found else NOTHING


def seen(word, words):
    return word in ('one', 'two') or word in words or word is None or word is not NOTHING


def run():
    return [mixed(7, 3), mixed(-7, 3), [str(one) for one in mixed(10 ** 18, 7)], seen('one', []), seen('x', {'x': 1}), seen(None, ['abc'])]
