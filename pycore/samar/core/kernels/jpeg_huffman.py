"""Huffman tables of JPEG (ITU-T T.81 Annex B.2.4.2 and C), read and looked up.

A kernel: see docs/contracts.md for the subset of Python it keeps to.

`tables` (int32): eight Huffman tables of TABLE places, DC 0..3 then AC 0..3. In each:
  0..511      by the next nine bits: (step << 5) + bits; bits are those of the code and, for AC, of the value
              behind it; step is the category + 1 for DC, the distance to the next coefficient for AC; 0 = longer code
  512+n       left-aligned 16-bit code behind the last code of n bits
  532+n       index of a symbol of n bits, less its code
  552..807    symbols by index
  816..1071   code of a symbol
  1072..1327  bits of a symbol's code, 0 = the table has none
"""

from samar.kinds import Array, Buffer, Ints

TABLE = 2048

BAD_TABLE = -9      # a Huffman table that cannot be

STEP_END = 128      # end of block
STEP_BAD = 200      # a symbol that only other processes have


def define(src: Buffer, at: int, stop: int, tables: Array) -> int:
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


def ac_step(symbol: int) -> int:
    """How far a run and size symbol leads from one coefficient to the next (F.1.2.2)."""
    if (symbol & 15) != 0:
        return (symbol >> 4) + 1
    if symbol == 0:
        return STEP_END
    if symbol == 240:
        return 16
    return STEP_BAD


def long_code(data: Ints, pos: int, tables: Ints, base: int, dc: int) -> int:
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
