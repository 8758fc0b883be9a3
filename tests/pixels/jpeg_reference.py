"""A slow and plain reader and writer of sequential Huffman JPEG, for tests: no lookup, no tricks, no code of the core.

The reader is the oracle for coefficients. The writer makes streams that encoders do not: any sampling, any table.
"""


class Picture:
    """`columns`, `rows`, `sampling` [(h, v)], `mcus` [[(component, [64 coefficients in zigzag order])]]."""

    def __init__(self, columns, rows, sampling, mcus):
        self.columns = columns
        self.rows = rows
        self.sampling = sampling
        self.mcus = mcus

    @property
    def mcu_size(self):
        """Pixels of an MCU, across and down."""
        if len(self.sampling) == 1:
            return 8, 8
        return 8 * max(h for h, _ in self.sampling), 8 * max(v for _, v in self.sampling)

    @property
    def mcu_grid(self):
        """MCUs across and down."""
        width, height = self.mcu_size
        return -(-self.columns // width), -(-self.rows // height)

    def touched(self, rects):
        """Indices of MCUs that share a pixel with a rectangle, pixel by pixel."""
        width, height = self.mcu_size
        across = self.mcu_grid[0]
        found = set()
        for x, y, w, h in rects:
            for py in range(max(y, 0), min(y + h, self.rows)):
                for px in range(max(x, 0), min(x + w, self.columns)):
                    found.add(py // height * across + px // width)
        return found


def blocks_of(sampling):
    """Component of each block of an MCU."""
    if len(sampling) == 1:
        return [0]
    return [c for c, (h, v) in enumerate(sampling) for _ in range(h * v)]


def codes_of(counts, symbols):
    """{symbol: text of zeros and ones}."""
    found, code, at = {}, 0, 0
    for bits in range(1, 17):
        for _ in range(counts[bits - 1]):
            found[symbols[at]] = format(code, f'0{bits}b')
            code += 1
            at += 1
        code *= 2
    return found


def flat_table(symbols):
    """(counts, symbols) with codes of one length for all, the code of all ones free."""
    bits = len(symbols).bit_length()
    counts = [0] * 16
    counts[bits - 1] = len(symbols)
    return counts, list(symbols)


def number_bits(value):
    """(category, text of magnitude bits)."""
    size = abs(value).bit_length()
    return size, format(value if value > 0 else value + (1 << size) - 1, f'0{size}b') if size else ''


def run_symbols(block):
    """[(symbol, magnitude bits)] of the AC coefficients of a block."""
    found, run = [], 0
    last = max([k for k in range(1, 64) if block[k]], default=0)
    for k in range(1, last + 1):
        if block[k] == 0:
            run += 1
            continue
        while run > 15:
            found.append((0xF0, ''))
            run -= 16
        size, bits = number_bits(block[k])
        found.append((run * 16 + size, bits))
        run = 0
    if last < 63:
        found.append((0, ''))
    return found


def segment(marker, payload):
    """Bytes of one marker segment."""
    return bytes([255, marker]) + (len(payload) + 2).to_bytes(2, 'big') + bytes(payload)


def write(picture, dc_table, ac_table, interval=0, step=8, sof=0xC0, before=b'', idents=(1, 2, 3), fill=b''):
    """A stream under one DC and one AC table; `before` stands behind SOI, `fill` before each restart marker."""
    dc_codes, ac_codes = codes_of(*dc_table), codes_of(*ac_table)
    components = len(picture.sampling)
    out = bytearray(b'\xff\xd8' + before)
    out += segment(0xDB, [0] + [step] * 64)
    out += segment(sof, [8, *picture.rows.to_bytes(2, 'big'), *picture.columns.to_bytes(2, 'big'), components]
                   + [n for c, (h, v) in enumerate(picture.sampling) for n in (idents[c], h * 16 + v, 0)])
    out += segment(0xC4, [0x00, *dc_table[0], *dc_table[1], 0x10, *ac_table[0], *ac_table[1]])
    if interval:
        out += segment(0xDD, interval.to_bytes(2, 'big'))
    out += segment(0xDA, [components] + [n for c in range(components) for n in (idents[c], 0)] + [0, 63, 0])
    text, previous = '', {}
    for index, mcu in enumerate(picture.mcus):
        if interval and index and index % interval == 0:
            out += stuffed(text) + fill + bytes([255, 0xD0 + (index // interval - 1) % 8])
            text, previous = '', {}
        for component, block in mcu:
            size, bits = number_bits(block[0] - previous.get(component, 0))
            previous[component] = block[0]
            text += dc_codes[size] + bits
            for symbol, bits in run_symbols(block):
                text += ac_codes[symbol] + bits
    return bytes(out) + stuffed(text) + b'\xff\xd9'


def stuffed(text):
    """Entropy-coded bytes of a text of bits."""
    text += '1' * (-len(text) % 8)
    return int('1' + text, 2).to_bytes(len(text) // 8 + 1, 'big')[1:].replace(b'\xff', b'\xff\x00') if text else b''


def read(stream):
    """The Picture of a stream; ValueError or KeyError where it is not one sequential scan."""
    at, tables, interval, sampling, order = 2, {}, 0, [], []
    while True:
        while stream[at + 1] == 255:
            at += 1
        marker, length = stream[at + 1], int.from_bytes(stream[at + 2:at + 4], 'big')
        body = stream[at + 4:at + 2 + length]
        at += 2 + length
        if marker in (0xC0, 0xC1):
            rows, columns = int.from_bytes(body[1:3], 'big'), int.from_bytes(body[3:5], 'big')
            frame = {body[i]: (body[i + 1] >> 4, body[i + 1] & 15) for i in range(6, len(body), 3)}
        elif marker == 0xC4:
            place = 0
            while place < len(body):
                counts = list(body[place + 1:place + 17])
                symbols = list(body[place + 17:place + 17 + sum(counts)])
                tables[body[place]] = {code: symbol for symbol, code in codes_of(counts, symbols).items()}
                place += 17 + len(symbols)
        elif marker == 0xDD:
            interval = int.from_bytes(body, 'big')
        elif marker == 0xDA:
            for i in range(body[0]):
                ident, which = body[1 + 2 * i], body[2 + 2 * i]
                sampling.append(frame[ident])
                order.append((tables[which >> 4], tables[0x10 + (which & 15)]))
            break
    parts, begin, scan = [], at, at
    while True:
        if stream[scan] == 255 and stream[scan + 1] != 0:
            parts.append(stream[begin:scan].replace(b'\xff\x00', b'\xff'))
            while stream[scan + 1] == 255:
                scan += 1
            if not 0xD0 <= stream[scan + 1] <= 0xD7:
                break
            begin = scan + 2
        scan += 1
    picture = Picture(columns, rows, sampling, [])
    across, down = picture.mcu_grid
    for number, part in enumerate(parts):
        text, place, previous = ''.join(format(byte, '08b') for byte in part), 0, {}
        count = min(interval or across * down, across * down - number * interval)
        for _ in range(count):
            mcu = []
            for component in blocks_of(sampling):
                block, place = _block(text, place, order[component])
                block[0] += previous.get(component, 0)
                previous[component] = block[0]
                mcu.append((component, block))
            picture.mcus.append(mcu)
        if len(text) - place > 7 and set(text[place:]) - {'1'}:
            raise ValueError('bits behind the last block')
    return picture


def _block(text, place, tables):
    def symbol(table):
        nonlocal place
        for bits in range(1, 17):
            if text[place:place + bits] in table and len(text) >= place + bits:
                place += bits
                return table[text[place - bits:place]]
        raise ValueError('no code')

    def number(size):
        nonlocal place
        bits, place = text[place:place + size], place + size
        if not size:
            return 0
        return int(bits, 2) if bits[0] == '1' else int(bits, 2) - (1 << size) + 1

    block = [0] * 64
    block[0] = number(symbol(tables[0]))
    k = 1
    while k < 64:
        code = symbol(tables[1])
        if code == 0:
            break
        if code == 0xF0:
            k += 16
            continue
        k += code >> 4
        block[k] = number(code & 15)
        k += 1
    return block, place


def black(frame, photometric):
    """Sample values that are displayed as black, one a component; `photometric` as (0028,0004) has it.

    The stream's own word on its colour counts before the attribute's, as decoders do it.
    """
    if len(frame.components) == 1:
        return (255,) if photometric == 'MONOCHROME1' else (0,)
    if frame.colour == 'rgb' or (frame.colour is None and photometric == 'RGB'):
        return (0, 0, 0)
    return (0, 128, 128)
