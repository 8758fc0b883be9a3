"""Write one sequential Huffman scan again under other tables (ITU-T T.81 Annex F.1.2 and F.2.2).

A kernel: see docs/contracts.md for the subset of Python it keeps to.
Arguments are those of `jpeg_scan`.
"""

from samar.core.kernels.jpeg_bits import FULL, copy_bits, end_interval, left_over, put
from samar.core.kernels.jpeg_huffman import STEP_BAD, STEP_END, ac_step
from samar.core.kernels.jpeg_scan import BAD_CODE, DC_RANGE, LEFT_OVER, OVERRUN, TRUNCATED
from samar.kinds import Array, Buffer, Ints, Offsets


def recode(data: Buffer, bounds: Ints, layout: Ints, tables: Ints, fresh: Ints, out: Array, room: int, state: Offsets) -> int:
    """Write the scan again, every symbol under the tables in `fresh`; gives its length or what is wrong.

    For tables without room for another code: their new ones change the codes of symbols that were there.
    """
    mcus = layout[0]
    blocks = layout[2]
    mcu = 0
    number = 0
    pos = 0
    state[0] = 0
    state[1] = 0
    state[2] = 0
    while mcu < mcus:
        stop = bounds[number] * 8
        last = mcu + layout[1]
        if last > mcus:
            last = mcus
        while mcu < last:
            for b in range(blocks):
                if state[0] + 1024 > room:
                    return FULL
                start = pos
                pos = recode_block(data, pos, layout, 8 + b * 4, tables, fresh, out, state)
                if pos < 0:
                    state[3] = start
                    if start + 16 > stop:
                        return TRUNCATED
                    return pos
                if pos > stop:
                    state[3] = stop
                    return TRUNCATED
            mcu += 1
        if left_over(data, pos, bounds[number]) == 1:
            state[3] = pos
            return LEFT_OVER
        done = 0
        if mcu == mcus:
            done = 1
        end_interval(out, state, number, done)
        pos = stop
        number += 1
    return state[0]


def recode_block(data: Buffer, pos: int, layout: Ints, at: int, tables: Ints, fresh: Ints, out: Array, state: Offsets) -> int:
    """One block of `recode`: bit address behind it, or what is wrong."""
    base = layout[at + 1]
    k = 0
    while k < 64:
        p = pos >> 3
        v = ((data[p] * 65536 + data[p + 1] * 256 + data[p + 2]) >> (8 - (pos & 7))) & 65535
        n = 1
        while v >= tables[base + 512 + n]:
            n += 1
        if n > 16:
            return BAD_CODE
        symbol = tables[base + 552 + (v >> (16 - n)) + tables[base + 532 + n]]
        put(out, state, fresh[base + 816 + symbol], fresh[base + 1072 + symbol])
        pos += n
        size = symbol & 15
        if k == 0:
            if symbol > 11:
                return DC_RANGE
            base = layout[at + 2]
            k = 1
        else:
            k += ac_step(symbol)
        if size > 0:
            copy_bits(data, pos, pos + size, out, state)
            pos += size
    if k > 64:
        if k < STEP_END:
            return OVERRUN
        if k >= STEP_BAD:
            return BAD_CODE
    return pos
