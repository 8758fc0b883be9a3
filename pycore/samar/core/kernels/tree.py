"""Patterns as a tree of their bytes, so that a search takes one step for each byte of what is searched (Aho and Corasick, 1975).

Used by kernels/search.py for the plan; `verify` has its own (kernels/automaton.py). A node stands for two bytes at least that patterns
begin with: `head` leads to it from those two. Node n has the numbers `tree[n * PLACES + ...]`; node 0 is none, and its CHILD is the
first of all nodes that `head` leads to. `state` as in kernels/search.py. A kernel: see docs/contracts.md for its subset of Python.
"""

from samar.kinds import Array, Buffer, Ints, Offsets

CHILD = 0       # its first child
NEXT = 1        # the next child of the same node
LETTER = 2      # the byte that leads to it
END = 3         # the pattern that ends here, or 0
BACK = 4        # the longest other node whose bytes these end with
SHORTER = 5     # the longest other node of this kind in which a pattern ends
PLACES = 6

NODES = 9       # place in `state`


def plant(pool: Buffer, at: int, size: int, head: Array, tree: Array, state: Offsets) -> int:
    """The node of the pattern pool[at, at + size), two bytes at least, made where it is missing. There must be place for it."""
    start = pool[at] * 256 + pool[at + 1]
    node = head[start]
    if node == 0:
        node = state[NODES] + 1
        state[NODES] = node
        head[start] = node
        tree[node * PLACES + LETTER] = pool[at + 1]
        tree[node * PLACES + NEXT] = tree[CHILD]
        tree[CHILD] = node
    i = 2
    while i < size:
        letter = pool[at + i]
        k = tree[node * PLACES + CHILD]
        while k > 0 and tree[k * PLACES + LETTER] != letter:
            k = tree[k * PLACES + NEXT]
        if k == 0:
            k = state[NODES] + 1
            state[NODES] = k
            tree[k * PLACES + LETTER] = letter
            tree[k * PLACES + NEXT] = tree[node * PLACES + CHILD]
            tree[node * PLACES + CHILD] = k
        node = k
        i = i + 1
    return node


def link(head: Ints, tree: Array, queue: Array) -> int:
    """Fill BACK and SHORTER of all nodes, those of few bytes first; `queue` has a place for each. Returns how many there are."""
    behind = 0
    node = tree[CHILD]
    while node > 0:
        queue[behind] = node
        behind = behind + 1
        node = tree[node * PLACES + NEXT]
    front = 0
    while front < behind:
        node = queue[front]
        front = front + 1
        last = tree[node * PLACES + LETTER]
        k = tree[node * PLACES + CHILD]
        while k > 0:
            letter = tree[k * PLACES + LETTER]
            found = 0
            back = tree[node * PLACES + BACK]
            while back > 0 and found == 0:
                found = tree[back * PLACES + CHILD]
                while found > 0 and tree[found * PLACES + LETTER] != letter:
                    found = tree[found * PLACES + NEXT]
                back = tree[back * PLACES + BACK]
            if found == 0:
                found = head[last * 256 + letter]
            tree[k * PLACES + BACK] = found
            if tree[found * PLACES + END] > 0:
                tree[k * PLACES + SHORTER] = found
            else:
                tree[k * PLACES + SHORTER] = tree[found * PLACES + SHORTER]
            queue[behind] = k
            behind = behind + 1
            k = tree[k * PLACES + NEXT]
    return behind
