"""Look for many values at once in the bytes of a file.

Values are gathered into a pool of patterns, folded to lower case; `search` finds each of them that stands alone, not as a
part of a longer word or number. A kernel: see docs/contracts.md for its subset of Python.

`state` (int32): 0 patterns so far, 1 bytes used in the pool, 2 places for patterns, 3 bytes of the pool and nodes of the tree,
4 hits of `search_rows`, 5 becomes 1 when a pattern found no place, 6 how characters take bytes (SINGLE, PAIRS, UTF8), 7 becomes 1
when a value has escape sequences, 8 rows searched, 9 nodes of the tree.
"""

from samar.core.kernels.tree import BACK, CHILD, END, LETTER, NEXT, PLACES, SHORTER, plant
from samar.kinds import Array, Buffer, Bytes, Int32s, Ints, Offsets, UInt16s, UInt32s

PLAIN = 0      # kinds of patterns
NAME = 1       # a part of a person name
IDENTIFIER = 2  # a UID
MOMENT = 3     # a date as people write it
RUN = 4        # a part of a person name in a script without spaces: it counts inside longer runs, too

SINGLE = 0     # one byte a character, or escape sequences
PAIRS = 1      # GBK and GB18030: a byte from 0x81 on has one or more behind it that may look like ASCII
UTF8 = 3

UI = 21833
CS = 17235
OB = 20290
OW = 20311
DA = 17473
DT = 17492
PN = 20558

CLEAN = 8      # code of the action (plan/actions.py)

CODE_VALUE = 524544         # (0008,0100) to (0008,0122): the attributes of a coded concept (PS3.3 section 8)
CONTEXT_NAME = 524578
CHARACTER_SET = 524293      # (0008,0005)
PHOTOMETRIC = 2621444       # (0028,0004)
LENS_MAKE = 0x0016004F      # maker and model of a device: they name a thing that many have
LENS_MODEL = 0x00160050
DEVICE_DESCRIPTION = 0x00500020
LONG_DEVICE_DESCRIPTION = 0x00500021
SOURCE_MANUFACTURER = 0x300A0216
IDENTITY = 0                # categories of table E.1-1 (standard/profile.py)
CONTACT = 1
INSTITUTION = 5


def fold(byte: int) -> int:
    """Lower case of an ASCII letter."""
    if byte >= 65 and byte <= 90:
        return byte + 32
    return byte


def is_word(byte: int) -> int:
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


def is_digit(byte: int) -> int:
    """1 for 0 to 9."""
    if byte >= 48 and byte <= 57:
        return 1
    return 0


def has_text(code: int) -> int:
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


def add(buf: Buffer, start: int, stop: int, owner: int, kind: int, head: Array, tree: Array, pool: Array, p_at: Array, p_length: Array,
        p_row: Array, p_kind: Array, state: Offsets) -> int:
    """Fold a value into the pool and the tree unless it is there (then 2 is returned); 0 when there is no place, else 1."""
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
    state[0] = n
    state[1] = at + size
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
    mode = state[6]
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
                            state[7] = 1
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


def put_number(out: Array, at: int, number: int, width: int) -> int:
    """Decimal digits of a number below 10,000; `width` 0 is as many as it takes. Returns the place behind."""
    digits = width
    if width == 0:
        digits = 1
        if number > 9:
            digits = 2
    i = at + digits - 1
    while i >= at:
        rest = number // 10
        out[i] = 48 + number - rest * 10
        number = rest
        i = i - 1
    return at + digits


def put_three(out: Array, at: int, one: int, one_width: int, two: int, two_width: int, three: int, three_width: int, sign: int) -> int:
    """Three numbers with a sign between them; returns the place behind."""
    at = put_number(out, at, one, one_width)
    out[at] = sign
    at = put_number(out, at + 1, two, two_width)
    out[at] = sign
    return put_number(out, at + 1, three, three_width)


def put_name(out: Array, at: int, names: Buffer, start: int) -> int:
    """The name that begins at `start`, up to a line feed; returns the place behind."""
    i = start
    while names[i] != 10:
        out[at] = names[i]
        at = at + 1
        i = i + 1
    return at


def put_form(out: Array, form: int, year: int, month: int, day: int, width: int) -> int:
    """One of eight forms of a date in numbers; returns its length, 0 where it does not exist. `width` 2 pads day and month."""
    if form < 3:
        return put_three(out, 0, year, 4, month, width, day, width, 45 + form)      # - . /
    if form < 6:
        return put_three(out, 0, day, width, month, width, year, 4, 42 + form)
    if form == 6:
        return put_three(out, 0, month, width, day, width, year, 4, 47)
    return put_three(out, 0, month, width, day, width, year, 4, 45)


def put_spoken(out: Array, form: int, names: Buffer, start: int, year: int, day: int) -> int:
    """One of six forms of a date with the name of its month; returns its length."""
    if form < 4:
        width = 0
        if form == 1 or form == 3:
            width = 2
        sign = 32
        if form > 1:
            sign = 45
        at = put_number(out, 0, day, width)
        out[at] = sign
        at = put_name(out, at + 1, names, start)
        out[at] = sign
        return put_number(out, at + 1, year, 4)
    at = put_name(out, 0, names, start)
    out[at] = 32
    at = put_number(out, at + 1, day, 0)
    if form == 4:
        out[at] = 44
        at = at + 1
    out[at] = 32
    return put_number(out, at + 1, year, 4)


def place_of(at: int, digit: int, step: int) -> int:
    """Where a digit of a date stands: year, month and day have `step` signs between them."""
    if digit > 5:
        return at + digit + 2 * step
    if digit > 3:
        return at + digit + step
    return at + digit


def moments(vr: UInt16s, names: Buffer, names_size: int, scratch: Array, head: Array, tree: Array, pool: Array, p_at: Array,
            p_length: Array, p_row: Array, p_kind: Array, state: Offsets) -> int:
    """For each pattern that is the date of a DA or DT more patterns: the same day as people write it. `names`: lines, a letter for
    the month before each (A to L); `scratch` has 40 places. Returns how many days there were."""
    last = state[0]
    days = 0
    k = 1
    while k <= last and state[5] == 0:
        code = vr[p_row[k]]
        if p_kind[k] == PLAIN and p_length[k] >= 8 and (code == DA or code == DT):
            at = p_at[k]
            step = 0
            if p_length[k] >= 10 and is_word(pool[at + 4]) == 0 and pool[at + 4] == pool[at + 7]:
                step = 1        # 1996.04.27
            i = 0
            while i < 8 and is_digit(pool[place_of(at, i, step)]) == 1:
                i = i + 1
            if i == 8:
                year = (pool[at] - 48) * 1000 + (pool[at + 1] - 48) * 100 + (pool[at + 2] - 48) * 10 + pool[at + 3] - 48
                month = (pool[at + 4 + step] - 48) * 10 + pool[at + 5 + step] - 48
                day = (pool[at + 6 + 2 * step] - 48) * 10 + pool[at + 7 + 2 * step] - 48
                if month > 0 and month < 13 and day > 0 and day < 32 and year > 999:
                    days = days + 1
                    size = put_form(scratch, 0, year, month, day, 2)
                    fresh = add(scratch, 0, size, p_row[k], MOMENT, head, tree, pool, p_at, p_length, p_row, p_kind, state)
                    if fresh == 1 or step == 1:
                        put_number(scratch, 0, year, 4)
                        put_number(scratch, 4, month, 2)
                        put_number(scratch, 6, day, 2)
                        add(scratch, 0, 8, p_row[k], MOMENT, head, tree, pool, p_at, p_length, p_row, p_kind, state)
                        form = 0
                        while form < 8:
                            size = put_form(scratch, form, year, month, day, 2)
                            add(scratch, 0, size, p_row[k], MOMENT, head, tree, pool, p_at, p_length, p_row, p_kind, state)
                            size = put_form(scratch, form, year, month, day, 0)
                            add(scratch, 0, size, p_row[k], MOMENT, head, tree, pool, p_at, p_length, p_row, p_kind, state)
                            form = form + 1
                        i = 0
                        while i < names_size:
                            form = 0
                            while names[i] == 64 + month and form < 6:
                                size = put_spoken(scratch, form, names, i + 1, year, day)
                                add(scratch, 0, size, p_row[k], MOMENT, head, tree, pool, p_at, p_length, p_row, p_kind, state)
                                form = form + 1
                            while names[i] != 10:
                                i = i + 1
                            i = i + 1
        k = k + 1
    return days


def stands_alone(buf: Buffer, low: int, high: int, at: int, stop: int, kind: int) -> int:
    """1 where a pattern at [at, stop) of the range [low, high) is no part of a longer word, number or UID. A name of four letters and
    more ends where digits begin: `Miller2`."""
    if kind == RUN:
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
    """The same in the values of the wanted rows that lie in the window, with a mark for each row; hits so far in state[4]. Returns the
    row behind the window, or the first whose hits found no place beside those before; alone it says in state[4] how many it has."""
    r = first
    while r < count:
        if wanted[r] != 0 and length[r] != 4294967295 and length[r] > 1 and length[r] <= 1048576:
            if value[r] + length[r] > base + have:
                return r
            if value[r] >= base:
                before = state[4]
                low = value[r] - base
                state[8] = state[8] + 1
                hits = search(buf, low, low + length[r], head, tree, p_length, p_kind, seen, state[8], hit_row, hit_pattern, before, most)
                if hits > most:
                    if before == 0:
                        state[4] = hits
                    return r
                i = before
                while i < hits:
                    hit_row[i] = r
                    i = i + 1
                state[4] = hits
        r = r + 1
    return count


def is_measured(tag: int, code: int) -> int:
    """1 for what is measured, counted, a term or the make of a device: by such a value nobody is found, and many have the same."""
    if code == 16723 or code == 18771 or code == 17491:
        return 1        # AS IS DS
    if code == CS and (tag // 65536 & 1) == 0:
        return 1
    if tag == LENS_MAKE or tag == LENS_MODEL or tag == SOURCE_MANUFACTURER:
        return 1
    if tag == DEVICE_DESCRIPTION or tag == LONG_DEVICE_DESCRIPTION:
        return 1
    return 0


def is_of_list(t: int) -> int:
    """1 for what says from which list a code comes, in which version: scheme, context group, mapping resource (PS3.3 section 8)."""
    if t > CODE_VALUE and t <= CONTEXT_NAME and t != 0x00080104 and t != 0x00080119 and t != 0x00080120:
        return 1
    return 0


def select(count: int, action: Bytes, covered: int, vr: UInt16s, rule: Ints, category: Ints, least: Buffer, tag: UInt32s,
           wanted: Bytes) -> int:
    """Rows whose values must not come back: those with an action (not 0) and a VR of text, numbers and terms aside. `least` holds the shortest value that
    counts for each category of table E.1-1, then for rows inside something that goes (`covered` is their action), then for PN and
    UI that the table does not list. Returns how many."""
    n = 0
    i = 0
    while i < count:
        wanted[i] = 0
        act = action[i]
        if act != 0:
            if tag[i] // 65536 != 0xFFFE and has_text(vr[i]) > 0 and is_measured(tag[i], vr[i]) == 0:
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
                        if (group != IDENTITY and group != CONTACT and group != INSTITUTION) or is_of_list(tag[i]) == 1:
                            wanted[i] = 0
                elif rule[i] >= 0:
                    wanted[i] = least[category[rule[i]]]
                else:
                    wanted[i] = least[11]
        if wanted[i] != 0:
            n = n + 1
        i = i + 1
    return n


def could_hold(count: int, action: Bytes, tag: UInt32s, vr: UInt16s, depth: Int32s, wanted: Bytes) -> int:
    """Rows that would stay and could hold a value that is to go: text, and what nobody can read."""
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
            elif code == CS and tag[i] != CHARACTER_SET and tag[i] != PHOTOMETRIC:
                wanted[i] = 1
            elif (code == UI or code == OB or code == OW) and tag[i] // 65536 & 1:
                wanted[i] = 1       # a private element may hold anything
            if code == 21838 and i + 1 < count:
                if depth[i + 1] > depth[i]:
                    wanted[i] = 0   # UN that is read as a sequence: its elements are looked at one by one
        n = n + wanted[i]
        i = i + 1
    return n


def row_of(wanted: int, tags: Ints, count: int) -> int:
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


def word_use(row: int, kind: int, action: Bytes, covered: int, tag: UInt32s, rule: Ints, category: Ints, tags: Ints, plain: int,
             wordy: Buffer) -> int:
    """Whether the words of a pattern identify: 0 no, 1 all, 2 those with a digit (`wordy` by category of table E.1-1).

    A text that is cleaned does not make its own words suspect, and inside a sequence that goes (`covered`) an element counts
    by its own row of the profile (`tags`, the first `plain` of them): the description of a scheduled step is no identifier
    because its sequence goes."""
    if kind == NAME or kind == RUN:
        return 1
    if kind != PLAIN or action[row] == CLEAN:
        return 0
    own = rule[row]
    if action[row] == covered:
        own = row_of(tag[row], tags, plain)
    if own >= 0:
        return wordy[category[own]]
    return 0


def word_rows(count: int, p_row: Ints, p_kind: Buffer, action: Bytes, covered: int, tag: UInt32s, rule: Ints, category: Ints, tags: Ints,
              plain: int, wordy: Buffer, use: Array) -> int:
    """The same for whole rows."""
    k = 1
    while k <= count:
        row = p_row[k]
        found = word_use(row, p_kind[k], action, covered, tag, rule, category, tags, plain, wordy)
        if use[row] == 0 or found == 1:
            use[row] = found
        k = k + 1
    return count


def words(count: int, p_at: Ints, p_length: Ints, p_kind: Buffer, p_row: Ints, pool: Buffer, action: Bytes, covered: int, tag: UInt32s,
          rule: Ints, category: Ints, tags: Ints, plain: int, wordy: Buffer, out: Array) -> int:
    """The words of patterns that identify (see `word_use`), a line feed before and behind each. A single sign is no word: the house
    number 3 does not take `3 mm`. Returns the bytes written. Signs between words become line feeds; two in a row are one."""
    out[0] = 10
    n = 1
    k = 1
    while k <= count:
        use = word_use(p_row[k], p_kind[k], action, covered, tag, rule, category, tags, plain, wordy)
        if use > 0:
            begin = n
            digits = 0
            i = p_at[k]
            stop = i + p_length[k]
            while i < stop:
                byte = pool[i]
                if is_word(byte) == 1:
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


def first_behind_escape(buf: Buffer, size: int) -> int:
    """Place behind the escape sequences at the beginning (ISO 2022: intermediate bytes up to 0x2F, then a final one)."""
    i = 0
    while i < size and buf[i] == 27:
        i = i + 1
        while i < size and buf[i] < 0x30:
            i = i + 1
        i = i + 1
    if i > size:
        return size
    return i


def last_before_escape(buf: Buffer, size: int) -> int:
    """Place of the escape sequence at the end, or the size."""
    if size > 3:
        if buf[size - 3] == 27:
            return size - 3
    return size
