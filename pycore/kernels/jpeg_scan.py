"""Redact one sequential Huffman scan (ITU-T T.81 Annex F.2) without decoding what stays.

`define` reads Huffman tables, `unstuff` lays the entropy-coded bytes out so that a bit has an address,
`mark` says which minimum coded units (MCUs) a rectangle touches, `redact` writes the new scan, `recode` writes
the scan again under other tables. A kernel: see docs/contracts.md for the subset of Python it keeps to.

`tables` (int32): eight Huffman tables of TABLE places, DC 0..3 then AC 0..3. In each:
  0..511      by the next nine bits: (step << 5) + bits; bits are those of the code and, for AC, of the value
              behind it; step is the category + 1 for DC, the distance to the next coefficient for AC; 0 = longer code
  512+n       left-aligned 16-bit code behind the last code of n bits
  532+n       index of a symbol of n bits, less its code
  552..807    symbols by index
  816..1071   code of a symbol
  1072..1327  bits of a symbol's code, 0 = the table has none

`layout` (int32): 0 MCUs, 1 MCUs in a restart interval (all where there is none), 2 blocks in an MCU,
  4+c black DC of component c, 8+4b.. of block b: component, offset of its DC table, offset of its AC table,
  1 for the first block of its component.

`state` (int32): 0 bytes written, 1 bits waiting, 2 their number, 3 bit address of an error,
  4 where unstuff stopped, 5 DC difference just read, 8+c and 12+c the DC prediction read and written.
"""

TABLE = 2048
PADDING = 512       # zero bytes that must follow the data: one block reads at most 2,000 bits

BAD_CODE = -1       # bits that are no code, or a symbol that a sequential scan cannot have
TRUNCATED = -2      # an interval ends before its last MCU
OVERRUN = -3        # a run reaches beyond the 64th coefficient
LEFT_OVER = -4      # an interval goes on behind its last MCU
FULL = -5           # no place in the output
MISSING = -6        # a table lacks a symbol that black needs; `needed` says which
DC_RANGE = -7       # a DC value beyond what eight-bit samples can have
BAD_RESTART = -8    # a restart marker out of turn
BAD_TABLE = -9      # a Huffman table that cannot be

STEP_END = 128      # end of block
STEP_BAD = 200      # a symbol that only other processes have


def define(src, at, stop, tables):
    """Read the tables of a DHT segment's payload (B.2.4.2); gives a bit set of those defined, or BAD_TABLE."""
    defined = 0
    while at < stop:
        if stop - at < 17:
            return BAD_TABLE
        kind = src[at] >> 4
        ident = src[at] & 15
        if kind > 1 or ident > 3:
            return BAD_TABLE
        base = (kind * 4 + ident) * 2048
        for i in range(1344):
            tables[base + i] = 0
        code = 0
        index = 0
        for bits in range(1, 17):
            count = src[at + bits]
            if index + count > 256 or at + 17 + index + count > stop or code + count > 1 << bits:
                return BAD_TABLE
            tables[base + 532 + bits] = index - code
            for _ in range(count):
                symbol = src[at + 17 + index]
                tables[base + 552 + index] = symbol
                if tables[base + 1072 + symbol] == 0:
                    tables[base + 816 + symbol] = code
                    tables[base + 1072 + symbol] = bits
                if bits < 10:
                    if kind == 0:
                        entry = (symbol + 1) * 32 + bits
                    else:
                        entry = ac_step(symbol) * 32 + bits + (symbol & 15)
                    first = base + (code << (9 - bits))
                    for i in range(1 << (9 - bits)):
                        tables[first + i] = entry
                code += 1
                index += 1
            tables[base + 512 + bits] = code << (16 - bits)
            code = code << 1
        tables[base + 529] = 65536
        defined = defined | (1 << (kind * 4 + ident))
        at += 17 + index
    return defined


def ac_step(symbol):
    """How far a run and size symbol leads from one coefficient to the next (F.1.2.2)."""
    if (symbol & 15) != 0:
        return (symbol >> 4) + 1
    if symbol == 0:
        return STEP_END
    if symbol == 240:
        return 16
    return STEP_BAD


def unstuff(src, at, stop, data, bounds, places, state):
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


def source_offset(src, at, stop, target):
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


def mark(touched, columns, left, top, right, bottom):
    """Set `touched` (one byte an MCU, `columns` a row) for MCUs left..right-1, top..bottom-1; gives how many are new."""
    fresh = 0
    for y in range(top, bottom):
        for i in range(y * columns + left, y * columns + right):
            if touched[i] == 0:
                touched[i] = 1
                fresh += 1
    return fresh


def long_code(data, pos, tables, base, dc):
    """A code of ten to sixteen bits: (step << 5) + bits as in the short lookup, or 0."""
    p = pos >> 3
    v = ((data[p] * 65536 + data[p + 1] * 256 + data[p + 2]) >> (8 - (pos & 7))) & 65535
    n = 10
    while v >= tables[base + 512 + n]:
        n += 1
    if n > 16:
        return 0
    symbol = tables[base + 552 + (v >> (16 - n)) + tables[base + 532 + n]]
    if dc == 1:
        return (symbol + 1) * 32 + n
    return ac_step(symbol) * 32 + n + (symbol & 15)


def skip_ac(data, pos, tables, base):
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


def read_dc(data, pos, tables, base, state):
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


def put(out, state, value, bits):
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


def copy_bits(data, start, stop, out, state):
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


def put_dc(out, state, tables, base, difference, needed):
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


def left_over(data, pos, stop):
    """Whether whole bytes stand between the last MCU of an interval and its end that are not mere padding."""
    p = (pos + 7) >> 3
    while p < stop:
        if data[p] != 0 and data[p] != 255:
            return 1
        p += 1
    return 0


def end_interval(out, state, number, last):
    """Fill the last byte with ones (F.1.2.3) and write the restart marker, except behind the last interval."""
    if state[2] > 0:
        bits = 8 - state[2]
        put(out, state, (1 << bits) - 1, bits)
    if last == 0:
        out[state[0]] = 255
        out[state[0] + 1] = 0xD0 + (number & 7)
        state[0] += 2
    return state[0]


def redact(data, bounds, layout, tables, touched, out, room, state, needed):
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


def recode(data, bounds, layout, tables, fresh, out, room, state):
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


def recode_block(data, pos, layout, at, tables, fresh, out, state):
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
