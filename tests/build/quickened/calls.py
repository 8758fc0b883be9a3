"""Builtins, methods of text, lists and dicts, and arguments of every kind."""


def text(given):
    parts = given.strip().lower().split(',')
    return '|'.join(parts) + str(len(parts)) + given.replace('a', 'b') + chr(ord('A') + 1) if given.startswith('a') else given


def table(keys):
    found = {}
    for key in keys:
        found[key] = found.get(key, 0) + 1
    found['sum'] = max(len(keys), 2)
    return [found.get('a'), 'b' in found, sorted(found), isinstance(found, dict), list(keys)]


def many(a, b=2, *more, c=3, **named):
    return [a, b, len(more), c, sorted(named)]


def run():
    given = [1, 2, 3]
    return [text('a, B'), text('x'), table('abca'), many(1), many(*given), many(1, c=4, d=5), many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)]
