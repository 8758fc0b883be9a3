"""Ranges, lists and unpacking."""


def ranges(n):
    found = []
    for i in range(n):
        found.append(i)
    for i in range(1, n):
        if i == 2:
            continue
        found.append(-i)
    for i in range(n, 0, -1):
        found.append(i * 10)
        if i == 2:
            break
    else:
        found.append('whole')
    return found


def pairs(table):
    total = 0
    for key, (low, high) in table:
        first, second = high, low
        total += len(key) * (first - second)
    while total > 5:
        total -= 2
    return total


def run():
    return [ranges(0), ranges(1), ranges(4), pairs([('ab', (1, 4)), ('c', (2, 2))]), pairs([])]
