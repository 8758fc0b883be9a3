"""Which rows of a file hold values that must not come back, which could hold one, and whose words identify.

Patterns as in kernels/search.py. A kernel: see docs/contracts.md for its subset of Python.
"""

from samar.core.kernels.letters import has_text, is_digit, is_word
from samar.core.kernels.match import index_of
from samar.core.kernels.search import NAME, PLAIN, RUN
from samar.kinds import Array, Buffer, Bytes, Int32s, Ints, UInt16s, UInt32s

UI = 21833
PN = 20558


CS = 17235
OB = 20290
OW = 20311
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
        own = index_of(tag[row], tags, plain)
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
    number 3 does not take `3 mm`; nor are two signs of a name, which identify beside its other part alone: `CT` of `Mister CT`. Returns
    the bytes written. Signs between words become line feeds; two in a row are one."""
    out[0] = 10
    n = 1
    k = 1
    while k <= count:
        use = word_use(p_row[k], p_kind[k], action, covered, tag, rule, category, tags, plain, wordy)
        if use > 0:
            least = 2
            if p_kind[k] == NAME:
                least = 3
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
                    if (use == 2 and digits == 0) or n - begin < least:
                        n = begin
                    else:
                        out[n] = 10
                        n = n + 1
                    begin = n
                    digits = 0
                i = i + 1
            if out[n - 1] != 10:
                if (use == 2 and digits == 0) or n - begin < least:
                    n = begin
                else:
                    out[n] = 10
                    n = n + 1
        k = k + 1
    return n
