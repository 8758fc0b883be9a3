"""Look for many values at once in the bytes of a file.

Values are gathered into a pool of patterns, folded to lower case; `search` finds each of them that stands alone, not as a
part of a longer word or number. A kernel: see docs/contracts.md for its subset of Python.
"""

from samar.core.kernels.letters import fold, has_text, is_digit, is_word
from samar.core.kernels.tree import BACK, CHILD, END, LETTER, NEXT, PLACES, SHORTER, plant
from samar.kinds import Array, Buffer, Bytes, Ints, Offsets, UInt16s, UInt32s

COUNT = 0         # places in `state`: patterns so far
USED = 1          # bytes used in the pool
PATTERN_ROOM = 2  # places for patterns
POOL_ROOM = 3     # bytes of the pool and nodes of the tree
HITS = 4          # hits of `search_rows`
FULL = 5          # becomes 1 when a pattern found no place
MODE = 6          # how characters take bytes: SINGLE, PAIRS or UTF8
ESCAPED = 7       # becomes 1 when a value has escape sequences
SEARCHED = 8      # rows searched; behind it tree.NODES

PLAIN = 0      # kinds of patterns
NAME = 1       # a part of a person name
IDENTIFIER = 2  # a UID
MOMENT = 3     # a date as people write it
YEAR = 5       # a year, around which a day may be written
RUN = 4        # a part of a person name in a script without spaces: it counts inside longer runs, too

SINGLE = 0     # one byte a character, or escape sequences
PAIRS = 1      # GBK and GB18030: a byte from 0x81 on has one or more behind it that may look like ASCII
UTF8 = 3

UI = 21833
DA = 17473
DT = 17492
PN = 20558


def add(buf: Buffer, start: int, stop: int, owner: int, kind: int, head: Array, tree: Array, pool: Array, p_at: Array, p_length: Array,
        p_row: Array, p_kind: Array, state: Offsets) -> int:
    """Fold a value into the pool and the tree unless it is there (then 2 is returned); 0 when there is no place, else 1."""
    size = stop - start
    n = state[COUNT]
    at = state[USED]
    if n + 1 >= state[PATTERN_ROOM] or at + size > state[POOL_ROOM]:
        state[FULL] = 1
        return 0
    i = 0
    while i < size:
        pool[at + i] = fold(buf[start + i])
        i = i + 1
    last = plant(pool, at, size, head, tree, state)
    k = tree[last * PLACES + END]
    if k > 0:
        if kind == RUN or (kind == NAME and p_kind[k] != RUN):
            # the same word as a name weighs more
            p_kind[k] = kind
            p_row[k] = owner
        return 2
    n = n + 1
    tree[last * PLACES + END] = n
    p_at[n] = at
    p_length[n] = size
    p_row[n] = owner
    p_kind[n] = kind
    state[COUNT] = n
    state[USED] = at + size
    return 1


def add_lines(buf: Buffer, stop: int, owner: int, kind: int, head: Array, tree: Array, pool: Array, p_at: Array, p_length: Array,
              p_row: Array, p_kind: Array, state: Offsets) -> int:
    """Every line of buf[0:stop], each ending in a line feed, of two bytes and more; 0 when there is no place."""
    begin = 0
    i = 0
    while i < stop:
        if buf[i] == 10:
            if i - begin > 1:
                if add(buf, begin, i, owner, kind, head, tree, pool, p_at, p_length, p_row, p_kind, state) == 0:
                    return 0
            begin = i + 1
        i = i + 1
    return 1


def name_kind(buf: Buffer, low: int, high: int, mode: int) -> int:
    """RUN for a part of a name of two characters or more in a script without spaces, else NAME."""
    if mode == UTF8 and high - low >= 6:
        if buf[low] >= 0xE3 and buf[low] <= 0xED:
            return RUN
    if mode == PAIRS and high - low >= 4:
        if buf[low] >= 0x81:
            return RUN
    return NAME


def word_bytes(buf: Buffer, low: int, high: int) -> int:
    """How many letters and digits there are; a byte beyond ASCII counts three times, as a character of a script without case does."""
    n = 0
    i = low
    while i < high:
        n = n + is_word(buf[i])
        if buf[i] >= 128:
            n = n + 2
        i = i + 1
    return n


def add_parts(buf: Buffer, low: int, high: int, owner: int, head: Array, tree: Array, pool: Array, p_at: Array, p_length: Array,
              p_row: Array, p_kind: Array, state: Offsets) -> int:
    """The halves of a name with a hyphen, four letters and more; returns 0 when there is no place."""
    begin = low
    i = low
    while i <= high:
        cut = 0
        if i == high:
            if begin > low:
                cut = 1
        elif buf[i] == 45:
            cut = 1
        if cut == 1:
            if i - begin >= 4:
                if add(buf, begin, i, owner, NAME, head, tree, pool, p_at, p_length, p_row, p_kind, state) == 0:
                    return 0
            begin = i + 1
        i = i + 1
    return 1


def gather(buf: Buffer, base: int, have: int, first: int, count: int, vr: UInt16s, value: Offsets, length: UInt32s, wanted: Bytes,  # noqa: C901
           head: Array, tree: Array, pool: Array, p_at: Array, p_length: Array, p_row: Array, p_kind: Array, state: Offsets,
           foreign: Array) -> int:
    """Patterns from the values of the wanted rows that lie in the window; returns the first row behind the window, or count.

    `wanted` is 0, or the least length that counts. Person names are split into their parts, other values at backslashes and lines,
    but not where such a byte is the half of a character. `foreign` marks rows with text beyond ASCII."""
    mode = state[MODE]
    r = first
    while r < count:
        shortest = wanted[r]
        if shortest != 0 and length[r] != 4294967295 and length[r] >= shortest and length[r] <= 10240:
            sort = has_text(vr[r])
            if value[r] + length[r] > base + have:
                return r
            if sort > 0 and value[r] >= base:
                at = value[r] - base
                stop = at + length[r]
                begin = at
                double = 0
                escaped = 0
                i = at
                while i <= stop:
                    cut = 0
                    if i == stop:
                        cut = 1
                    else:
                        b = buf[i]
                        if b == 10 or b == 13:
                            cut = 1
                            double = 0
                        elif b == 27:
                            foreign[r] = 1
                            escaped = 1
                            state[ESCAPED] = 1
                            if i + 2 < stop:
                                if buf[i + 1] == 36 and buf[i + 2] != 41:
                                    double = 1      # two-byte set in G0: its bytes look like ASCII
                                elif buf[i + 1] == 40:
                                    double = 0
                        elif b >= 128:
                            foreign[r] = 1
                            if mode == PAIRS and i + 1 < stop:
                                i = i + 1
                        elif double == 1:
                            cut = 0
                        elif b == 92 or b == 0:
                            cut = 1
                        elif sort == 2 and (b == 94 or b == 61 or b == 32 or b == 44 or b == 59):
                            cut = 1
                    if cut == 1:
                        low = begin
                        high = i
                        while low < high and buf[low] <= 32:
                            low = low + 1
                        while high > low and buf[high - 1] <= 32:
                            high = high - 1
                        if sort == 2 and escaped == 0:
                            # quotation marks and brackets around a name are no part of it
                            while low < high and is_word(buf[low]) == 0:
                                low = low + 1
                            while high > low and is_word(buf[high - 1]) == 0:
                                high = high - 1
                            if word_bytes(buf, low, high) < shortest:
                                high = low
                        if high - low >= shortest and high - low >= 2:
                            kind = PLAIN
                            if sort == 2:
                                kind = name_kind(buf, low, high, mode)
                            if sort == 3:
                                kind = IDENTIFIER
                            if add(buf, low, high, r, kind, head, tree, pool, p_at, p_length, p_row, p_kind, state) == 0:
                                return r
                            if sort == 2:
                                if add_parts(buf, low, high, r, head, tree, pool, p_at, p_length, p_row, p_kind, state) == 0:
                                    return r
                        begin = i + 1
                    i = i + 1
        r = r + 1
    return count


def stands_alone(buf: Buffer, low: int, high: int, at: int, stop: int, kind: int) -> int:  # noqa: C901
    """1 where a pattern at [at, stop) of the range [low, high) is no part of a longer word, number or UID. A name of four letters and
    more ends where digits begin: `Miller2`."""
    if kind == RUN:
        return 1
    if kind == YEAR:
        if at > low:
            if is_digit(buf[at - 1]):
                return 0
        if stop < high:
            if is_digit(buf[stop]):
                return 0
        return 1
    if kind == MOMENT or kind == IDENTIFIER:
        if at > low:
            if is_digit(buf[at - 1]) or buf[at - 1] == 46:
                return 0
        if stop < high:
            if is_digit(buf[stop]):
                return 0
        if kind == MOMENT and stop + 1 < high:
            if buf[stop] == 46 and is_digit(buf[stop + 1]):
                return 0
        return 1
    long = 0
    if kind == NAME and stop - at >= 4:
        long = 1
    if at > low:
        if is_word(buf[at - 1]) and is_word(buf[at]):
            if long == 0 or is_digit(buf[at - 1]) == is_digit(buf[at]):
                return 0
    if stop < high:
        if is_word(buf[stop]) and is_word(buf[stop - 1]):
            if long == 0 or is_digit(buf[stop]) == is_digit(buf[stop - 1]):
                return 0
    return 1


def search(buf: Buffer, low: int, high: int, head: Ints, tree: Ints, p_length: Ints, p_kind: Buffer, seen: Array, mark: int,
           hit_at: Array, hit_pattern: Array, hits: int, most: int) -> int:
    """Patterns that stand alone in buf[low, high), each once for a `mark` (`seen` by pattern); `hits` are known already. Returns how
    many there are then; when it is more than `most`, the rest found no place. One step for each byte, however many patterns there are."""
    n = hits
    node = 0
    before = 0
    i = low
    while i < high:
        letter = buf[i]
        if letter >= 65 and letter <= 90:
            letter = letter + 32
        k = 0
        while node > 0 and k == 0:
            k = tree[node * PLACES + CHILD]
            while k > 0 and tree[k * PLACES + LETTER] != letter:
                k = tree[k * PLACES + NEXT]
            if k == 0:
                node = tree[node * PLACES + BACK]
        if k == 0 and i > low:
            k = head[before * 256 + letter]
        node = k
        before = letter
        i = i + 1
        if k > 0 and tree[k * PLACES + END] == 0:
            k = tree[k * PLACES + SHORTER]
        while k > 0:
            pattern = tree[k * PLACES + END]
            if seen[pattern] != mark and stands_alone(buf, low, high, i - p_length[pattern], i, p_kind[pattern]) == 1:
                seen[pattern] = mark
                if n < most:
                    hit_at[n] = i - p_length[pattern]
                    hit_pattern[n] = pattern
                n = n + 1
            k = tree[k * PLACES + SHORTER]
    return n


def search_rows(buf: Buffer, base: int, have: int, first: int, count: int, value: Offsets, length: UInt32s, wanted: Bytes, head: Ints,
                tree: Ints, p_length: Ints, p_kind: Buffer, seen: Array, hit_row: Array, hit_pattern: Array, state: Offsets,
                most: int) -> int:
    """The same in the values of the wanted rows that lie in the window, with a mark for each row; hits so far in state[HITS]. Returns the
    row behind the window, or the first whose hits found no place beside those before; alone it says in state[HITS] how many it has."""
    r = first
    while r < count:
        if wanted[r] != 0 and length[r] != 4294967295 and length[r] > 1 and length[r] <= 1048576:
            if value[r] + length[r] > base + have:
                return r
            if value[r] >= base:
                before = state[HITS]
                low = value[r] - base
                state[SEARCHED] = state[SEARCHED] + 1
                hits = search(buf, low, low + length[r], head, tree, p_length, p_kind, seen, state[SEARCHED], hit_row, hit_pattern, before, most)
                if hits > most:
                    if before == 0:
                        state[HITS] = hits
                    return r
                i = before
                while i < hits:
                    hit_row[i] = r
                    i = i + 1
                state[HITS] = hits
        r = r + 1
    return count
