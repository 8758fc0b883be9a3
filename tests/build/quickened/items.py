"""Items and slices, of lists, text and dicts."""


def cut(given):
    return [given[0], given[-1], given[1:], given[:2], given[1:-1], given[::2], given[1:3]]


def filled(size):
    found = [0] * size
    for i in range(size):
        found[i] = i
    found[-1] = 9
    table = {'a': 1, 'b': [2]}
    table['c'] = table['b'][0]
    more = {**table, 'd': 4}
    del table['a']
    return [found, sorted(table), more['d'], (1, 2)[1]]


def run():
    found = [cut([1, 2, 3, 4]), cut('text'), filled(3)]
    try:
        found.append([1][4])
    except IndexError:
        found.append('index')
    return found
