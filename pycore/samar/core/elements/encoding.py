"""Text as the bytes of a character set (PS3.5 section 6.1); what reads them is in `charset`."""

from samar.core import host
from samar.core.elements.charset import BOUNDARIES, CONTROLS, ESC, PAIRED, CharacterSet
from samar.kinds import Buffer, Sequence

VENDOR = ('jis-x-0208', 'ks-x-1001', 'gb-2312')


def encode(text: str, charset: CharacterSet) -> Buffer | None:
    """Buffer of a text without padding, or None when a character of it has no place in the character set.

    Default repertoire: ASCII only. With code extensions, escape sequences as PS3.5 6.1.2.5 wants them, in any VR.
    """
    if ESC in text:
        return None
    if text.isascii():
        return host.raw(text)
    if charset.alone:
        return host.encode(text, charset.label)
    if charset.label != 'latin-1' or charset.sets[0][1] != '(B':
        found = host.encode(text, charset.label)
        if found is not None:
            return found
    if len(charset.sets) < 2:
        return None
    pieces = []
    start = 0
    sure = True
    for place in range(len(text) + 1):
        if place == len(text) or text[place] in BOUNDARIES:
            piece = _escaped(text[start:place], charset, sure)
            if piece is None:
                return None
            pieces.append(piece)
            if place < len(text):
                pieces.append(text[place])
                # A caret, an equals sign or a backslash resets in some VRs only; what G1 holds behind it is then not sure.
                sure = text[place] in CONTROLS or (sure and ESC not in piece)
            start = place + 1
    return host.raw(''.join(pieces))


def loosely(text: str, charset: CharacterSet) -> Buffer | None:
    """What else a text may be in a file of this character set: Shift-JIS, where JIS X 0201 is declared; None for others."""
    if charset.label != 'jis-x-0201' or ESC in text:
        return None
    found = []
    for place in range(len(text)):
        written = host.encode(text[place], charset.label)
        if written is None:
            written = host.encode(text[place], 'jis-x-0208')
            if written is None:
                return None
            row, cell = written[0] - 0x21, written[1]
            found.append(chr((0x81 if row < 62 else 0xC1) + row // 2))
            found.append(chr(cell + (0x7E if row % 2 else 0x1F if cell < 0x60 else 0x20)))
        else:
            found.append(host.latin1(written, 0, len(written)))
    return host.raw(''.join(found))


def _escaped(text: str, charset: CharacterSet, sure: bool) -> str | None:
    """A piece of text without delimiters, one character a byte; it ends with G0 as the first term has it.

    `sure` says that G1 holds the set of the first term. Each switch is written out, so that a reader which takes an escape
    sequence for a switch of everything understands the same.
    """
    if text.isascii():
        return text
    first_label, first_escape = charset.sets[0]
    roman = ESC + ('(J' if first_label == 'jis-x-0201' else '(B')
    g0 = ''
    g1 = first_label if sure and first_escape != '(B' else ''
    found = []
    at = 0
    while at < len(text):
        if text[at] <= '\x7f':
            label = ''
            stop = at + 1
            while stop < len(text) and text[stop] <= '\x7f':
                stop += 1
            written = text[at:stop]
        else:
            stop, written, label, escape = _longest(text, at, charset.sets)
            if stop == at:
                return None
        if label in PAIRED:
            if g0 != label:
                found.append(ESC + escape)
                g0 = label
        else:
            if g0:
                found.append(roman)
                g0 = ''
                g1 = g1 if g1 == 'jis-x-0201' and first_label == g1 else ''
            if label and g1 != label:
                found.append(ESC + escape)
                g1 = label
        found.append(written)
        at = stop
    if g0:
        found.append(roman)
    return ''.join(found)


def _longest(text: str, at: int, sets: Sequence[tuple[str, str]]) -> tuple[int, str, str, str]:
    """(stop, bytes as text, label, escape) for the longest run from `at` that one set can hold; stop = at if none can.

    What vendors added to a set is tried last. A run ends after 64 characters: the next one goes on in the same set.
    """
    run = at
    while run < len(text) and run < at + 64 and text[run] > '\x7f':
        run += 1
    found = (at, '', '', '')
    for suffix in ('', '-vendor'):
        for label, escape in sets:
            if escape == '(B' or (suffix and label not in VENDOR) or found[0] == run:
                continue
            stop, written = _prefix(text, at, run, label + suffix)
            if written is not None and stop > found[0]:
                found = (stop, host.latin1(written, 0, len(written)), label, escape)
        if found[0] > at:
            break
    return found


def _prefix(text: str, at: int, run: int, label: str) -> tuple[int, Buffer | None]:
    """(stop, buffer) of the longest text[at:stop], stop <= run, that the set can hold; (at, None) for none at all."""
    written = host.encode(text[at:run], label)
    if written is not None:
        return run, written
    low = at
    high = run
    best = None
    while high - low > 1:
        middle = (low + high) // 2
        written = host.encode(text[at:middle], label)
        if written is None:
            high = middle
        else:
            low = middle
            best = written
    return low, best
