"""Slots of the core's own classes, methods and their defaults."""


class Pair:
    __slots__ = ('left', 'right')

    def __init__(self, left, right=2):
        self.left = left
        self.right = right

    def sum(self, times=1):
        return (self.left + self.right) * times


class Loose:
    """Without slots."""

    def __init__(self):
        self.left = 'loose'


def run():
    one, other = Pair(1), Loose()
    one.right += 4
    other.more = one.left
    found = [one.left, one.right, one.sum(), one.sum(3), one.sum(times=2), other.left, other.more]
    try:
        found.append(one.missing)
    except AttributeError:
        found.append('missing')
    return found
