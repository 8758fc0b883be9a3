"""Entropy-coded bytes of JPEG as bits with addresses, and bits as bytes again (ITU-T T.81 Annex B.1.1.5 and F.1.2.3).

A kernel: see docs/contracts.md for the subset of Python it keeps to.

`state` (int32): 0 bytes written, 1 bits waiting, 2 their number, 3 bit address of an error, 4 where unstuff stopped.
"""

from samar.kinds import Array, Buffer, Ints, Offsets

PADDING = 512       # zero bytes that must follow the data: one block reads at most 2,000 bits

FULL = -5           # no place in the output
BAD_RESTART = -8    # a restart marker out of turn


def unstuff(src: Buffer, at: int, stop: int, data: Array, bounds: Array, places: int, state: Offsets) -> int:
    """Copy entropy-coded bytes without stuffing and restart markers; gives the number of restart intervals.

    `bounds` gets where each interval ends in `data` and where that is in `src`; data[n] .. data[n + PADDING] stay zero.
    Stops at any other marker or at `stop`: state[4].
    """
    w = 0
    count = 0
    while at < stop:
        byte = src[at]
        if byte != 255:
            data[w] = byte
            w += 1
            at += 1
        elif at + 1 >= stop:
            break
        else:
            following = src[at + 1]
            if following == 0:
                data[w] = 255
                w += 1
                at += 2
            elif following == 255:
                at += 1
            elif following >= 0xD0 and following <= 0xD7:
                state[3] = w * 8
                if following - 0xD0 != (count & 7):
                    return BAD_RESTART
                if count + 1 >= places:
                    return FULL
                bounds[count] = w
                count += 1
                at += 2
            else:
                break
    bounds[count] = w
    state[4] = at
    return count + 1


def source_offset(src: Ints, at: int, stop: int, target: int) -> int:
    """Offset in the stream of byte `target` of the unstuffed data: only for the place of an error."""
    w = 0
    while at + 1 < stop:
        if src[at] != 255:
            if w == target:
                return at
            w += 1
            at += 1
        elif src[at + 1] == 0:
            if w == target:
                return at
            w += 1
            at += 2
        elif src[at + 1] == 255:
            at += 1
        else:
            at += 2
    return at


def put(out: Array, state: Offsets, value: int, bits: int) -> int:
    """Append up to sixteen bits; a byte FF is followed by a stuffed 0."""
    acc = (state[1] << bits) | value
    have = state[2] + bits
    w = state[0]
    while have > 7:
        have -= 8
        byte = (acc >> have) & 255
        out[w] = byte
        w += 1
        if byte == 255:
            out[w] = 0
            w += 1
    state[0] = w
    state[1] = acc & ((1 << have) - 1)
    state[2] = have
    return w


def copy_bits(data: Buffer, start: int, stop: int, out: Array, state: Offsets) -> int:
    """Append the bits [start, stop) of `data` as they are."""
    waiting = state[2]
    if waiting > 0:                             # until the output stands at a whole byte
        bits = 8 - waiting
        if bits > stop - start:
            bits = stop - start
        if bits > 0:
            p = start >> 3
            put(out, state, (((data[p] << 8) | data[p + 1]) >> (16 - bits - (start & 7))) & ((1 << bits) - 1), bits)
            start += bits
    w = state[0]
    p = start >> 3
    last = p + ((stop - start) >> 3)
    shift = 8 - (start & 7)
    window = data[p]
    while p < last:
        p += 1
        window = ((window & 255) << 8) | data[p]
        byte = (window >> shift) & 255
        out[w] = byte
        w += 1
        if byte == 255:
            out[w] = 0
            w += 1
    state[0] = w
    bits = (stop - start) & 7
    if bits > 0:
        put(out, state, (((data[p] << 8) | data[p + 1]) >> (16 - bits - (start & 7))) & ((1 << bits) - 1), bits)
    return state[0]


def left_over(data: Buffer, pos: int, stop: int) -> int:
    """Whether whole bytes stand between the last MCU of an interval and its end that are not mere padding."""
    p = (pos + 7) >> 3
    while p < stop:
        if data[p] != 0 and data[p] != 255:
            return 1
        p += 1
    return 0


def end_interval(out: Array, state: Offsets, number: int, last: int) -> int:
    """Fill the last byte with ones (F.1.2.3) and write the restart marker, except behind the last interval."""
    if state[2] > 0:
        bits = 8 - state[2]
        put(out, state, (1 << bits) - 1, bits)
    if last == 0:
        out[state[0]] = 255
        out[state[0] + 1] = 0xD0 + (number & 7)
        state[0] += 2
    return state[0]
