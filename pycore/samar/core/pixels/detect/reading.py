"""What a box of text says: the reader's symbols, and how sure it is."""

from samar.core import host
from samar.core.kernels import regions
from samar.kinds import Array, Box, Ints

HEIGHT = 48              # rows of a line as the reader wants it
NARROWEST, WIDEST = 48, 1600
UPRIGHT = 1.5            # a box so much higher than wide is read turned, both ways


def read(words: Ints, columns: int, box: Box) -> tuple[str, float]:
    """`(text, how sure from 0 to 1)` of a Box in a picture of RGBA words; turned text is read the way that gives more."""
    turns = (1, 2) if box.h > UPRIGHT * box.w else (0,)
    best = ('', 0.0)
    for turn in turns:
        line = host.int32(box.w * box.h)
        regions.piece(words, columns, box.x, box.y, box.w, box.h, turn, line)
        found = decoded(line, box.h, box.w) if turn == 0 else decoded(line, box.w, box.h)
        if found[1] >= best[1]:
            best = found
    return best


def decoded(line: Array, rows: int, columns: int) -> tuple[str, float]:
    """Text of one line: a symbol counts once until another one, or none, stands between (the network's own way of writing)."""
    wide = min(WIDEST, max(NARROWEST, int(HEIGHT * columns / rows / 8 + .5) * 8))
    steps = host.text_line(line, rows, columns, 4, wide)
    symbols = host.text_symbols()
    text, last, total, count = '', 0, 0, 0
    for place in range(0, len(steps), 2):
        symbol = steps[place]
        if symbol != last and symbol != 0 and symbols[symbol] != '':
            text += symbols[symbol]
            total += steps[place + 1]
            count += 1
        last = symbol
    return (text.strip(' '), total / count / 255 if count else 0.0)
