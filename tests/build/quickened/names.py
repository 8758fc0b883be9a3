"""Names of functions, of modules, and those that are not bound."""

COUNT = 3


def plain(given):
    """Its names become variables."""
    total = COUNT
    for one in given:
        total = total + one
    return total


def unbound(given):
    if given:
        found = given
    try:
        return found
    except UnboundLocalError:
        return 'unbound'


def dropped(given):
    found = given
    del found
    return given


def inner(step):
    """A function in a function, and names of a comprehension."""
    def add(x):
        return x + step
    return [add(x) for x in (1, 2) if x]


def run():
    return [plain([1, 2]), unbound(0), unbound(5), dropped('a'), inner(4)]
