"""Redact one sequential Huffman scan (ITU-T T.81 Annex F.2) without decoding what stays.

`mark` says which minimum coded units (MCUs) a rectangle touches, `redact` writes the new scan. Its `data` comes from
`jpeg_bits`, its `tables` from `jpeg_huffman`. A kernel: see docs/contracts.md for the subset of Python it
keeps to.

`layout` (int32): 0 MCUs, 1 MCUs in a restart interval (all where there is none), 2 blocks in an MCU,
  4+c black DC of component c, 8+4b.. of block b: component, offset of its DC table, offset of its AC table,
  1 for the first block of its component.

`state` (int32) as in `jpeg_bits`, and: 5 DC difference just read, 8+c and 12+c the DC prediction read and written.
"""

from samar.core.kernels.jpeg_bits import FULL, copy_bits, end_interval, left_over, put
from samar.core.kernels.jpeg_huffman import STEP_BAD, STEP_END, long_code
from samar.kinds import Array, Buffer, Ints, Offsets

BAD_CODE = -1       # bits that are no code, or a symbol that a sequential scan cannot have
TRUNCATED = -2      # an interval ends before its last MCU
OVERRUN = -3        # a run reaches beyond the 64th coefficient
LEFT_OVER = -4      # an interval goes on behind its last MCU
MISSING = -6        # a table lacks a symbol that black needs; `needed` says which
DC_RANGE = -7       # a DC value beyond what eight-bit samples can have


def mark(touched: Array, columns: int, left: int, top: int, right: int, bottom: int) -> int:
    """Set `touched` (one byte an MCU, `columns` a row) for MCUs left..right-1, top..bottom-1; gives how many are new."""
    fresh = 0
    for y in range(top, bottom):
        for i in range(y * columns + left, y * columns + right):
            if touched[i] == 0:
                touched[i] = 1
                fresh += 1
    return fresh


def skip_ac(data: Buffer, pos: int, tables: Ints, base: int) -> int:
    """Bit address behind the 63 AC coefficients that begin at `pos`, or what is wrong."""
    k = 1
    while k < 64:
        p = pos >> 3
        entry = tables[base + ((((data[p] << 8) | data[p + 1]) >> (7 - (pos & 7))) & 511)]
        if entry == 0:
            entry = long_code(data, pos, tables, base, 0)
            if entry == 0:
                return BAD_CODE
        pos += entry & 31
        k += entry >> 5
    if k > 64:
        if k < STEP_END:
            return OVERRUN
        if k >= STEP_BAD:
            return BAD_CODE
    return pos


def read_dc(data: Buffer, pos: int, tables: Ints, base: int, state: Offsets) -> int:
    """Bit address behind a DC difference, which goes to state[5] (F.2.2.1), or what is wrong."""
    p = pos >> 3
    entry = tables[base + ((((data[p] << 8) | data[p + 1]) >> (7 - (pos & 7))) & 511)]
    if entry == 0:
        entry = long_code(data, pos, tables, base, 1)
        if entry == 0:
            return BAD_CODE
    size = (entry >> 5) - 1
    pos += entry & 31
    if size == 0:
        state[5] = 0
        return pos
    if size > 11:
        return DC_RANGE
    p = pos >> 3
    value = (((data[p] << 16) | (data[p + 1] << 8) | data[p + 2]) >> (24 - size - (pos & 7))) & ((1 << size) - 1)
    if value < 1 << (size - 1):
        value -= (1 << size) - 1
    state[5] = value
    return pos + size


def put_dc(out: Array, state: Offsets, tables: Ints, base: int, difference: int, needed: Array) -> int:
    """Append a DC difference (F.1.2.1), or note in `needed` the category that the table lacks."""
    size = 0
    rest = difference
    if rest < 0:
        rest = 0 - rest
    while rest > 0:
        rest = rest >> 1
        size += 1
    if size > 11:
        return DC_RANGE
    bits = tables[base + 1072 + size]
    if bits == 0:
        needed[(base >> 3) + size] = 1
        return MISSING
    put(out, state, tables[base + 816 + size], bits)
    if size > 0:
        if difference < 0:
            difference += (1 << size) - 1
        put(out, state, difference, size)
    return 0


def redact(data: Buffer, bounds: Ints, layout: Ints, tables: Ints, touched: Buffer, out: Array, room: int, state: Offsets,  # noqa: C901
           needed: Array) -> int:
    """Write the scan with every touched MCU black and all others bit for bit; gives its length or what is wrong.

    `needed` (uint8, 256 places a table) gets the symbols that a table lacks: then the answer is MISSING.
    """
    mcus = layout[0]
    interval = layout[1]
    blocks = layout[2]
    mcu = 0
    number = 0
    pos = 0
    lacking = 0
    state[0] = 0
    state[1] = 0
    state[2] = 0
    while mcu < mcus:
        stop = bounds[number] * 8
        last = mcu + interval
        if last > mcus:
            last = mcus
        for c in range(4):
            state[8 + c] = 0
            state[12 + c] = 0
        pending = pos
        broken = 0                              # 1 = black stands before this MCU: its DC differences are written anew
        while mcu < last:
            black = touched[mcu]
            if black != 0:
                if state[0] + ((pos - pending) >> 2) + blocks * 16 + 16 > room:
                    return FULL
                copy_bits(data, pending, pos, out, state)
            for b in range(blocks):
                at = 8 + b * 4
                c = layout[at]
                start = pos
                pos = read_dc(data, pos, tables, layout[at + 1], state)
                if pos >= 0:
                    dc = state[8 + c] + state[5]
                    state[8 + c] = dc
                    if black != 0 or (broken == 1 and layout[at + 3] == 1):
                        difference = dc - state[12 + c]
                        if black != 0:
                            difference = layout[4 + c] - state[12 + c]
                        else:
                            if state[0] + ((start - pending) >> 2) + 32 > room:
                                return FULL
                            copy_bits(data, pending, start, out, state)
                            pending = pos
                        fault = put_dc(out, state, tables, layout[at + 1], difference, needed)
                        if fault == MISSING:
                            lacking = 1
                        elif fault < 0:
                            state[3] = start
                            return fault
                        if black != 0:
                            base = layout[at + 2]
                            if tables[base + 1072] == 0:
                                needed[base >> 3] = 1
                                lacking = 1
                            else:
                                put(out, state, tables[base + 816], tables[base + 1072])
                    state[12 + c] = dc
                    if black != 0:
                        state[12 + c] = layout[4 + c]
                    pos = skip_ac(data, pos, tables, layout[at + 2])
                if pos < 0:
                    state[3] = start
                    if start + 16 > stop:
                        return TRUNCATED
                    return pos
                if pos > stop:
                    state[3] = stop
                    return TRUNCATED
                if dc > 32767 or dc < -32767:
                    state[3] = start
                    return DC_RANGE
            if black != 0:
                pending = pos
                broken = 1
            else:
                broken = 0
            mcu += 1
        if left_over(data, pos, bounds[number]) == 1:
            state[3] = pos
            return LEFT_OVER
        if state[0] + ((pos - pending) >> 2) + 16 > room:
            return FULL
        copy_bits(data, pending, pos, out, state)
        done = 0
        if mcu == mcus:
            done = 1
        end_interval(out, state, number, done)
        pos = stop
        number += 1
    if lacking == 1:
        return MISSING
    return state[0]
