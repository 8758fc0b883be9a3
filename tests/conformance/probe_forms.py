"""The probe in every form that PS3.5 has: its elements are read once more here and written implicit, big endian and deflated.

What is inside UN stays as it is: implicit little endian in each form (PS3.5 section 6.2.2).
"""

import struct
import zlib

from tests.conformance.encoding import LONG, UNDEFINED, element

FORMS = {'explicit': '1.2.840.10008.1.2.1', 'implicit': '1.2.840.10008.1.2', 'big': '1.2.840.10008.1.2.2', 'deflated': '1.2.840.10008.1.2.1.99'}
SIZES = {'US': 2, 'SS': 2, 'OW': 2, 'UL': 4, 'SL': 4, 'FL': 4, 'FD': 8}
MISWRITTEN = 0x00101021     # a sequence written as OB: in implicit VR there is no VR to be wrong
ITEM, ITEM_END, SEQUENCE_END = 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD


def whole(probe, form):
    """Bytes of the file in a form; preamble and file meta are the probe's, with another transfer syntax."""
    at = probe.content.index(b'DICM') + 4
    length = struct.unpack_from('<I', probe.content, at + 8)[0]
    meta = probe.content[at + 12:at + 12 + length]
    old = element(0x00020010, 'UI', FORMS['explicit'].encode())
    meta = meta.replace(old, element(0x00020010, 'UI', FORMS[form].encode()))
    body = probe.body
    if form == 'deflated':
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        body = packer.compress(body) + packer.flush()
    elif form != 'explicit':
        body = written(body, form)
    return probe.content[:at] + element(0x00020000, 'UL', struct.pack('<I', len(meta))) + meta + body


def read(content, at):
    """(tag, VR or '', declared length, offset of the value) of the element, item or delimiter at an offset."""
    group, number = struct.unpack_from('<HH', content, at)
    tag = group << 16 | number
    if group == 0xFFFE:
        return tag, '', struct.unpack_from('<I', content, at + 4)[0], at + 8
    vr = content[at + 4:at + 6].decode()
    if vr in LONG:
        return tag, vr, struct.unpack_from('<I', content, at + 8)[0], at + 12
    return tag, vr, struct.unpack_from('<H', content, at + 6)[0], at + 8


def written(content, form):
    """Elements, items and delimiters of explicit little endian in another form, as long as before."""
    parts, at = [], 0
    while at < len(content):
        tag, vr, length, start = read(content, at)
        if length == UNDEFINED and vr == 'UN':
            end = content.index(struct.pack('<HHI', 0xFFFE, 0xE0DD, 0), start)
            while content[end + 8:end + 12] == struct.pack('<HH', 0xFFFE, 0xE00D) or nested(content, start, end):
                end = content.index(struct.pack('<HHI', 0xFFFE, 0xE0DD, 0), end + 8)
            parts.append(head(tag, vr, UNDEFINED, form) + content[start:end + 8])
            at = end + 8
            continue
        if length == UNDEFINED or tag in (ITEM_END, SEQUENCE_END):
            parts.append(head(tag, vr, length, form))
            at = start
            continue
        value = content[start:start + length]
        at = start + length
        if form == 'implicit' and tag == MISWRITTEN:
            continue
        if vr == 'SQ' or tag == ITEM:
            value = written(value, form)
        elif form == 'big' and vr in SIZES and length % SIZES[vr] == 0:
            value = turned(value, SIZES[vr])
        parts.append(head(tag, vr, len(value), form) + value)
    return b''.join(parts)


def turned(value, size):
    """Numbers of `size` bytes in the other byte order."""
    return b''.join(value[place:place + size][::-1] for place in range(0, len(value), size))


def spellings(word):
    """A string as it stands in a file, in capitals: as it is, and as numbers of 2 and 4 bytes in the other order."""
    plain = word.upper().encode()
    padded = plain + b' ' * (-len(plain) % 4)
    return plain, turned(padded, 2), turned(padded, 4)


def nested(content, start, end):
    """Whether a delimiter closes a sequence inside the UN and not the UN itself."""
    undefined = struct.pack('<I', UNDEFINED)
    opened = content[start:end].count(undefined)
    closed = content[start:end].count(struct.pack('<HHI', 0xFFFE, 0xE0DD, 0))
    return opened > closed


def head(tag, vr, length, form):
    """Tag, VR and length of an element, item or delimiter."""
    sign = '>' if form == 'big' else '<'
    first = struct.pack(sign + 'HH', tag >> 16, tag & 0xFFFF)
    if form == 'implicit' or vr == '':
        return first + struct.pack(sign + 'I', length)
    if vr in LONG:
        return first + vr.encode() + b'\0\0' + struct.pack(sign + 'I', length)
    return first + vr.encode() + struct.pack(sign + 'H', length)
