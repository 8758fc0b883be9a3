"""What of a JPEG 2000 stream no decoder needs (ITU-T T.800 annexes A and I): comments, markers that nobody knows, what follows EOC, and of
a JP2 file the boxes that do not describe the picture."""

from samar.core import host
from samar.core.pixels import beside_icc, metadata, streams
from samar.kinds import Buffer, Part

SIZ, CAP, COD, COC, TLM, PRF, PLM, PLT, CPF, QCD, QCC = 0x51, 0x50, 0x52, 0x53, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5C, 0x5D
RGN, POC, PPM, PPT, CRG, EOC, SOD = 0x5E, 0x5F, 0x60, 0x61, 0x63, 0xD9, 0x93
# Bytes of a payload at most; what has none is as long as it says. Sizes of precincts and steps of sub-bands end at 32 levels (A.6).
NEEDED = {CAP: 68, COD: 43, COC: 42, PRF: 64, CPF: 64, QCD: 195, QCC: 197, RGN: 4, POC: None, PPM: None, PPT: None, PLM: None, PLT: None}
EXTENSIONS = (0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79)     # of T.801, where SIZ says that it is used
# boxes that decode or describe the picture
HEADS = ('ihdr', 'bpcc', 'colr', 'pclr', 'cmap', 'cdef')
BRANDS = ('jp2 ', 'jpx ', 'jpxb', 'jpm ', 'jph ', 'jpch', 'J2P0', 'J2P1')


def code_stream(buffer: Buffer, at: int, size: int) -> tuple[list[Part], bool]:
    """`([(kind, start, stop)], whether it could be followed)` of a code stream in [at, size)."""
    found: list[Part] = []
    at += 2
    extended = at + 6 <= size and streams.short(buffer, at + 4) >= 0x8000
    samples = streams.short(buffer, at + 38) if at + 40 <= size else 0
    parts = 0
    while at + 4 <= size and buffer[at] == 0xFF:
        marker, stop = buffer[at + 1], at + 2 + streams.short(buffer, at + 2)
        if marker == EOC:
            break
        if stop > size or stop < at + 4 or 0x30 <= marker <= 0x3F:
            return found, False
        if marker == streams.SOT:
            parts += 1
            length = streams.long(buffer, at + 6)
            inside, last = stop, at + length if length else size
            while inside + 4 <= min(last, size) and buffer[inside] == 0xFF and buffer[inside + 1] != SOD:
                behind = inside + 2 + streams.short(buffer, inside + 2)
                if behind > min(last, size) or behind < inside + 4:
                    return found, False
                segment(buffer, inside, behind, samples, extended, found)
                inside = behind
            if length == 0 or last > size or last < inside:
                # the last part goes to the end of the stream, or says more than there is; no code above FF8F is in its data
                end = host.latin1(buffer, inside, size).find('\xff\xd9') if inside < size else -1
                stop = inside + end if end >= 0 else size
            else:
                stop = last
        else:
            segment(buffer, at, stop, samples, extended, found)
        at = stop
    if not parts:
        return found, False
    if at + 2 <= size and buffer[at] == 0xFF and buffer[at + 1] == EOC:
        at += 2
    if at < size:
        found.append(('trailing', at, size))
    return found, True


def segment(buffer: Buffer, at: int, stop: int, samples: int, extended: bool, found: list[Part]) -> None:
    """Add what goes of a marker segment of a head."""
    marker, first = buffer[at + 1], at + 4
    if marker == streams.COM:
        if not metadata.names_encoder(buffer, 'COM', at, stop - first):
            found.append(('COM', min(at + 6, stop), stop))
        return
    if marker == SIZ:
        first += 36 + 3 * samples
    elif marker in NEEDED:
        first = stop if NEEDED[marker] is None else first + (NEEDED[marker] or 0)
    elif (marker == TLM and is_list_of_lengths(buffer, first, stop)) or (marker == CRG and stop - first == 4 * samples):
        return
    elif marker in EXTENSIONS and extended:
        return
    if first < stop:
        found.append(('marker ' + hex(marker)[2:].upper(), first, stop))


def is_list_of_lengths(buffer: Buffer, at: int, stop: int) -> bool:
    """Whether a TLM segment is as long as its entries are (A.7.1)."""
    if stop - at < 2 or buffer[at + 1] & 0x8F or buffer[at + 1] & 0x30 == 0x30:
        return False
    return (stop - at - 2) % ((buffer[at + 1] >> 4) % 4 + (4 if buffer[at + 1] & 0x40 else 2)) == 0


def boxes(buffer: Buffer, at: int, size: int) -> tuple[list[Part], bool]:
    """The same of a JP2 file."""
    found: list[Part] = []
    whole, pictures = True, 0
    while at + 8 <= size:
        head, stop = box(buffer, at, size)
        kind = host.latin1(buffer, at + 4, at + 8)
        if stop < 0:
            if kind != 'jp2c':
                break       # no box: mere bytes
            stop = size
        if kind == 'jp2c':
            pictures += 1
            parts, followed = code_stream(buffer, at + head, stop)
            found.extend(parts)
            whole = whole and followed
        elif kind == 'jp2h':
            header(buffer, at + head, stop, found)
        elif kind == 'ftyp':
            types(buffer, at + head, stop, found)
        else:
            found.append(('JP2 boxes', at + (head + 4 if kind == 'jP  ' else head), stop))      # the first has four bytes of its own
        at = stop
    if at < size:
        found.append(('trailing', at, size))
    return found, whole and pictures > 0


def box(buffer: Buffer, at: int, size: int) -> tuple[int, int]:
    """(bytes before its content, where it ends or -1) of a box."""
    length, head = streams.long(buffer, at), 8
    if length == 1 and at + 16 <= size:
        length, head = streams.long(buffer, at + 8) * 4294967296 + streams.long(buffer, at + 12), 16
    if length == 0:
        return head, size
    return head, at + length if head <= length <= size - at else -1


def header(buffer: Buffer, at: int, size: int, found: list[Part]) -> None:
    """Add what goes of the boxes that describe the picture (I.5.3): sizes, colours and palettes stay, profiles lose their texts."""
    while at + 8 <= size:
        head, stop = box(buffer, at, size)
        if stop < 0:
            break
        kind, first = host.latin1(buffer, at + 4, at + 8), at + head
        if kind == 'colr' and first + 3 <= stop and buffer[first] == 2:
            beside_icc.profile(buffer, first + 3, stop, 'JP2 boxes', found)
        elif kind == 'colr':
            found.append(('JP2 boxes', min(stop, first + (7 if first < stop and buffer[first] == 1 else 3)), stop))
        elif kind == 'ihdr':
            found.append(('JP2 boxes', min(stop, first + 14), stop))
        elif kind not in HEADS:
            found.append(('JP2 boxes', first, stop))
        at = stop
    found.append(('JP2 boxes', at, size))


def types(buffer: Buffer, at: int, stop: int, found: list[Part]) -> None:
    """Add what goes of a file type box: all but the brands that are known (I.5.2)."""
    place = at
    while place + 4 <= stop:
        if place == at + 4 or host.latin1(buffer, place, place + 4) not in BRANDS:
            found.append(('JP2 boxes', place, place + 4))       # the second field is a version, which is 0
        place += 4
    found.append(('JP2 boxes', place, stop))
