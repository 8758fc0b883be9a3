"""Look for many values at once in the bytes of a file.

Values are gathered into a pool of patterns, folded to lower case; `search` finds each of them that stands alone, not as a
part of a longer word or number. A kernel: see docs/contracts.md for its subset of Python.

`state` (int32): 0 patterns so far, 1 bytes used in the pool, 2 places for patterns, 3 bytes of the pool,
4 hits of `search_rows`, 5 becomes 1 when a pattern found no place.
"""

PLAIN = 0      # kinds of patterns
NAME = 1       # a part of a person name
IDENTIFIER = 2  # a UID

UI = 21833
CS = 17235
PN = 20558

CLEAN = 8      # code of the action (plan/actions.py)

CODE_VALUE = 524544         # (0008,0100) to (0008,0122): the attributes of a coded concept (PS3.3 section 8)
CONTEXT_NAME = 524578
IDENTITY = 0                # categories of table E.1-1 (standard/profile.py)
CONTACT = 1
INSTITUTION = 5


def fold(byte):
    """Lower case of an ASCII letter."""
    if byte >= 65 and byte <= 90:
        return byte + 32
    return byte


def is_word(byte):
    """1 for letters, digits and all bytes beyond ASCII."""
    if byte >= 48 and byte <= 57:
        return 1
    if byte >= 65 and byte <= 90:
        return 1
    if byte >= 97 and byte <= 122:
        return 1
    if byte >= 128:
        return 1
    return 0


def is_digit(byte):
    """1 for 0 to 9."""
    if byte >= 48 and byte <= 57:
        return 1
    return 0


def has_text(code):
    """1 for the VRs whose value is text (PS3.5 section 6.2); PN is 2, UI is 3, 0 for binary ones."""
    if code == PN:
        return 2
    if code == UI:
        return 3
    if code == 19535 or code == 21320 or code == 21332 or code == 19540 or code == 21844 or code == 21827:
        return 1        # LO SH ST LT UT UC
    if code == 16709 or code == 17235 or code == 21842:
        return 1        # AE CS UR
    if code == 17473 or code == 21581 or code == 17492 or code == 16723:
        return 4        # DA TM DT AS
    if code == 18771 or code == 17491:
        return 5        # IS DS
    return 0


def add(buf, start, stop, owner, kind, head, following, pool, p_at, p_length, p_row, p_kind, state):
    """Fold a value into the pool unless it is there; returns 0 when there is no place."""
    size = stop - start
    n = state[0]
    at = state[1]
    if n + 1 >= state[2] or at + size > state[3]:
        state[5] = 1
        return 0
    i = 0
    while i < size:
        pool[at + i] = fold(buf[start + i])
        i = i + 1
    key = pool[at] * 256 + pool[at + 1]
    k = head[key]
    while k > 0:
        same = 0
        if p_length[k] == size:
            same = 1
            i = 0
            while i < size and same == 1:
                if pool[p_at[k] + i] != pool[at + i]:
                    same = 0
                i = i + 1
        if same == 1:
            if kind == NAME:
                # the same word as a name weighs more
                p_kind[k] = NAME
                p_row[k] = owner
            return 1
        k = following[k]
    n = n + 1
    p_at[n] = at
    p_length[n] = size
    p_row[n] = owner
    p_kind[n] = kind
    following[n] = head[key]
    head[key] = n
    state[0] = n
    state[1] = at + size
    return 1


def gather(buf, base, have, first, count, vr, value, length, wanted,
           head, following, pool, p_at, p_length, p_row, p_kind, state):
    """Patterns from the values of the wanted rows that lie in the window; returns the first row behind the window, or count.

    `wanted` is 0, or the least length that counts. Person names are split into their parts, other values at backslashes and lines."""
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
                i = at
                while i <= stop:
                    cut = 0
                    if i == stop:
                        cut = 1
                    else:
                        b = buf[i]
                        if b == 92 or b == 0:
                            cut = 1
                        elif sort == 2 and (b == 94 or b == 61):
                            cut = 1
                        elif b == 10 or b == 13:
                            cut = 1
                        elif sort == 2 and (b == 32 or b == 44 or b == 59):
                            cut = 1
                    if cut == 1:
                        low = begin
                        high = i
                        while low < high and buf[low] <= 32:
                            low = low + 1
                        while high > low and buf[high - 1] <= 32:
                            high = high - 1
                        if high - low >= shortest and high - low >= 2:
                            kind = PLAIN
                            if sort == 2:
                                kind = NAME
                            if sort == 3:
                                kind = IDENTIFIER
                            if add(buf, low, high, r, kind, head, following, pool, p_at, p_length, p_row, p_kind, state) == 0:
                                return r
                        begin = i + 1
                    i = i + 1
        r = r + 1
    return count


def search(buf, low, high, head, following, pool, p_at, p_length, p_kind, hit_at, hit_pattern, hits, most):
    """Occurrences in buf[low, high) that stand alone; `hits` are known already; returns how many there are then."""
    n = hits
    i = low
    while i + 1 < high:
        k = head[fold(buf[i]) * 256 + fold(buf[i + 1])]
        while k > 0:
            size = p_length[k]
            if i + size <= high:
                j = 2
                at = p_at[k]
                while j < size and fold(buf[i + j]) == pool[at + j]:
                    j = j + 1
                if j >= size:
                    alone = 1
                    if p_kind[k] == IDENTIFIER:
                        if i > low:
                            if is_digit(buf[i - 1]) or buf[i - 1] == 46:
                                alone = 0
                        if i + size < high:
                            if is_digit(buf[i + size]):
                                alone = 0
                    else:
                        if i > low:
                            if is_word(buf[i - 1]) and is_word(buf[i]):
                                alone = 0
                        if i + size < high:
                            if is_word(buf[i + size]) and is_word(buf[i + size - 1]):
                                alone = 0
                    if alone == 1 and n < most:
                        hit_at[n] = i
                        hit_pattern[n] = k
                        n = n + 1
            k = following[k]
        i = i + 1
    return n


def search_rows(buf, base, have, first, count, value, length, wanted, head, following, pool, p_at, p_length, p_kind,
                hit_row, hit_pattern, state, most):
    """The same in the values of the wanted rows that lie in the window; hits so far in state[4]; returns the row behind the window."""
    r = first
    while r < count:
        if wanted[r] != 0 and length[r] != 4294967295 and length[r] > 1 and length[r] <= 1048576:
            if value[r] + length[r] > base + have:
                return r
            if value[r] >= base:
                before = state[4]
                low = value[r] - base
                state[4] = search(buf, low, low + length[r], head, following, pool, p_at, p_length, p_kind, hit_row, hit_pattern, before, most)
                i = before
                while i < state[4]:
                    hit_row[i] = r
                    i = i + 1
        r = r + 1
    return count


def select(count, action, covered, vr, rule, category, least, tag, wanted):
    """Rows whose values must not come back: those with an action (not 0) and a VR of text. `least` holds the shortest value that
    counts for each category of table E.1-1, then for rows inside something that goes (`covered` is their action), then for PN and
    UI that the table does not list. Returns how many."""
    n = 0
    i = 0
    while i < count:
        wanted[i] = 0
        act = action[i]
        if act != 0:
            if tag[i] // 65536 != 0xFFFE and has_text(vr[i]) > 0:
                if vr[i] == PN:
                    wanted[i] = least[0]
                elif vr[i] == UI:
                    wanted[i] = least[8]
                elif act == covered:
                    wanted[i] = least[11]
                    if (tag[i] >= CODE_VALUE and tag[i] <= CONTEXT_NAME) or vr[i] == CS:
                        # A code says what, not who, unless the sequence names a person or an organisation.
                        group = -1
                        if rule[i] >= 0:
                            group = category[rule[i]]
                        if group != IDENTITY and group != CONTACT and group != INSTITUTION:
                            wanted[i] = 0
                elif rule[i] >= 0:
                    wanted[i] = least[category[rule[i]]]
                else:
                    wanted[i] = least[11]
        if wanted[i] != 0:
            n = n + 1
        i = i + 1
    return n


def could_hold(count, action, tag, vr, depth, wanted):
    """Rows that would stay and could hold a value that is to go: text that is not of defined terms, and what nobody can read."""
    n = 0
    i = 0
    while i < count:
        wanted[i] = 0
        if action[i] == 0 and tag[i] // 65536 != 0xFFFE and tag[i] // 65536 != 0x7FE0:
            code = vr[i]
            if code == 19535 or code == 21320 or code == 21332 or code == 19540 or code == 21844 or code == 21827:
                wanted[i] = 1       # LO SH ST LT UT UC
            elif code == PN or code == 16709 or code == 21842 or code == 21838:
                wanted[i] = 1       # AE UR UN
            if code == 21838 and i + 1 < count:
                if depth[i + 1] > depth[i]:
                    wanted[i] = 0   # UN that is read as a sequence: its elements are looked at one by one
        n = n + wanted[i]
        i = i + 1
    return n


def row_of(wanted, tags, count):
    """Place of a tag in ascending tags, or -1."""
    low = 0
    top = count
    while low < top:
        middle = (low + top) >> 1
        if tags[middle] < wanted:
            low = middle + 1
        else:
            top = middle
    if low < count:
        if tags[low] == wanted:
            return low
    return -1


def words(count, p_at, p_length, p_kind, p_row, pool, action, covered, tag, rule, category, tags, plain, wordy, out):
    """The words of identifying patterns, a line feed before and behind each: names, and values of the categories marked in `wordy`
    (2: only words with a digit).

    A text that is cleaned does not make its own words suspect, and inside a sequence that goes (`covered`) an element counts
    by its own row of the profile (`tags`, the first `plain` of them): the description of a scheduled step is no identifier
    because its sequence goes. A single sign is no word: the house number 3 does not take `3 mm`. Returns the bytes written. Signs
    between words become line feeds; two in a row are one."""
    out[0] = 10
    n = 1
    k = 1
    while k <= count:
        use = 0
        row = p_row[k]
        if p_kind[k] == NAME:
            use = 1
        elif action[row] != CLEAN:
            own = rule[row]
            if action[row] == covered:
                own = row_of(tag[row], tags, plain)
            if own >= 0:
                use = wordy[category[own]]
        if use > 0:
            begin = n
            digits = 0
            i = p_at[k]
            stop = i + p_length[k]
            while i < stop:
                byte = pool[i]
                if is_word(byte) == 1 or byte == 27 or byte == 36 or byte == 40 or byte == 41:
                    out[n] = byte
                    n = n + 1
                    digits = digits + is_digit(byte)
                elif out[n - 1] != 10:
                    if (use == 2 and digits == 0) or n - begin < 2:
                        n = begin
                    else:
                        out[n] = 10
                        n = n + 1
                    begin = n
                    digits = 0
                i = i + 1
            if out[n - 1] != 10:
                if (use == 2 and digits == 0) or n - begin < 2:
                    n = begin
                else:
                    out[n] = 10
                    n = n + 1
        k = k + 1
    return n
