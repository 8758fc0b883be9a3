"""All values that were to go as one automaton (Aho and Corasick, 1975); kernels/walk.py goes over the output's bytes by it.

A state stands for what the bytes read so far could be the beginning of, two bytes at least; `pair` leads to it from any two bytes.
Letters of ASCII are folded to lower case; what else a value may look like is a pattern of its own. Only `verify` uses this module:
it shares nothing with the search that the plan is made by. A kernel: see docs/contracts.md for its subset of Python.

`state` (int32): 0 patterns, 1 states, 2 bytes in the pool, 3 places for patterns, 4 places for states and bytes, 5 becomes 1 when
one of them ran out, 6 days, 7 longest pattern.
"""

from samar.kinds import Array, Buffer, Ints, Offsets

PLAIN = 0       # kinds of patterns
PART = 1        # of a person's name
UID = 2
DAY = 3         # a day that people write in many ways; it is found by its year
RUN = 4         # a part of a name in a script without spaces: it counts inside longer runs, too
YEAR = 5

YEARS = 10000    # places in `days` before its days


def lower(byte: int) -> int:
    """Lower case of an ASCII letter."""
    if byte > 64 and byte < 91:
        return byte + 32
    return byte


def digit(byte: int) -> int:
    """1 for 0 to 9."""
    if byte > 47 and byte < 58:
        return 1
    return 0


def sign(byte: int) -> int:
    """1 for what may stand between two words: neither letter nor digit, nor a byte beyond ASCII."""
    if byte > 127:
        return 0
    if digit(byte) == 1:
        return 0
    byte = lower(byte)
    if byte > 96 and byte < 123:
        return 0
    return 1


def step(at: int, letter: int, child: Ints, sibling: Ints, letters: Buffer) -> int:
    """The state that a letter leads to from another state, or 0."""
    k = child[at]
    while k > 0:
        if letters[k] == letter:
            return k
        k = sibling[k]
    return 0


def put(buf: Buffer, start: int, stop: int, owner: int, kind: int, weight: int, pair: Array, child: Array, sibling: Array, letters: Array,
        ends: Array, pool: Array, p_at: Array, p_size: Array, p_row: Array, p_kind: Array, p_weight: Array, state: Offsets) -> int:
    """One more pattern of two bytes or more; of equal ones the one that weighs more counts. Returns its number, 0 without place."""
    size = stop - start
    n = state[0] + 1
    to = state[2]
    if n >= state[3] or to + size > state[4] or state[1] + size >= state[4]:
        state[5] = 1
        return 0
    for i in range(size):
        pool[to + i] = lower(buf[start + i])
    key = pool[to] * 256 + pool[to + 1]
    at = pair[key]
    if at == 0:
        at = state[1] + 1
        state[1] = at
        pair[key] = at
        letters[at] = pool[to + 1]
        sibling[at] = child[0]      # all of them in one chain, for `link`
        child[0] = at
    i = 2
    while i < size:
        letter = pool[to + i]
        k = step(at, letter, child, sibling, letters)
        if k == 0:
            k = state[1] + 1
            state[1] = k
            letters[k] = letter
            sibling[k] = child[at]
            child[at] = k
        at = k
        i = i + 1
    known = ends[at]
    if known > 0:
        if weight > p_weight[known] or (kind == RUN and p_kind[known] != RUN) or p_kind[known] == YEAR:
            p_weight[known] = weight
            p_row[known] = owner
            if p_kind[known] != RUN:
                p_kind[known] = kind
        return known
    ends[at] = n
    p_at[n] = to
    p_size[n] = size
    p_row[n] = owner
    p_kind[n] = kind
    p_weight[n] = weight
    state[0] = n
    state[2] = to + size
    if size > state[7]:
        state[7] = size
    return n


def link(pair: Ints, child: Ints, sibling: Ints, letters: Buffer, ends: Ints, fail: Array, shorter: Array, queue: Array,
         state: Ints) -> int:
    """For each state the longest other one that it ends with (`fail`), and the next shorter pattern that ends there (`shorter`: a
    state, or 0). Returns how many states there are."""
    head = 0
    tail = 0
    k = child[0]
    while k > 0:
        queue[tail] = k
        tail = tail + 1
        k = sibling[k]
    while head < tail:
        at = queue[head]
        head = head + 1
        k = child[at]
        while k > 0:
            letter = letters[k]
            back = fail[at]
            found = 0
            while back > 0 and found == 0:
                found = step(back, letter, child, sibling, letters)
                back = fail[back]
            if found == 0:
                found = pair[letters[at] * 256 + letter]
                if found == k:
                    found = 0
            fail[k] = found
            shorter[k] = shorter[found]
            if ends[found] > 0:
                shorter[k] = found
            queue[tail] = k
            tail = tail + 1
            k = sibling[k]
    return tail


def day_of(year: int, month: int, day: int, days: Ints) -> int:
    """The pattern of a day, or 0. `days`: for each year to 9999 where the first of its days stands, then for each day month * 100 +
    day, its pattern, and where the next day of that year stands; 0 where there is none."""
    at = days[year]
    while at > 0:
        if days[at] == month * 100 + day:
            return days[at + 1]
        at = days[at + 2]
    return 0
