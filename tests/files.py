"""Small DICOM files written byte by byte, for tests that must know each byte. `build` gives a whole file."""

import struct

LONG = ('OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV')
EXPLICIT, IMPLICIT, BIG, DEFLATED = ('1.2.840.10008.1.2.1', '1.2.840.10008.1.2', '1.2.840.10008.1.2.2', '1.2.840.10008.1.2.1.99')
CT = '1.2.840.10008.5.1.4.1.1.2'
UNDEFINED = 0xFFFFFFFF
PIXELS = bytes(at & 15 for at in range(32))     # of 12 bits, in either order of bytes


def padded(value, vr):
    """Bytes of even length."""
    raw = value.encode('latin-1') if isinstance(value, str) else bytes(value)
    return raw if len(raw) % 2 == 0 else raw + (b'\0' if vr in ('UI', 'OB', 'UN') else b' ')


def element(tag, vr, value, syntax=EXPLICIT, length=None):
    """One element; `length` overrides what the header says."""
    order = '>' if syntax == BIG else '<'
    raw = padded(value, vr)
    size = len(raw) if length is None else length
    head = struct.pack(order + 'HH', tag >> 16, tag & 0xFFFF)
    if syntax == IMPLICIT:
        return head + struct.pack('<I', size) + raw
    if vr in LONG:
        return head + vr.encode() + b'\0\0' + struct.pack(order + 'I', size) + raw
    return head + vr.encode() + struct.pack(order + 'H', size & 0xFFFF) + raw


def item(content, syntax=EXPLICIT, undefined=False):
    """One item of a sequence."""
    order = '>' if syntax == BIG else '<'
    head = struct.pack(order + 'HHI', 0xFFFE, 0xE000, UNDEFINED if undefined else len(content))
    return head + content + (struct.pack(order + 'HHI', 0xFFFE, 0xE00D, 0) if undefined else b'')


def sequence(tag, items, syntax=EXPLICIT, undefined=False, vr='SQ'):
    """A sequence of items (bytes each)."""
    order = '>' if syntax == BIG else '<'
    content = b''.join(items)
    if not undefined:
        return element(tag, vr, content, syntax)
    return element(tag, vr, content + struct.pack(order + 'HHI', 0xFFFE, 0xE0DD, 0), syntax, UNDEFINED)


def meta(syntax=EXPLICIT, sop_class=CT, instance='1.2.3.4'):
    """Preamble, DICM and group 0002."""
    group = b''.join([element(0x00020001, 'OB', b'\0\1'), element(0x00020002, 'UI', sop_class), element(0x00020003, 'UI', instance),
                      element(0x00020010, 'UI', syntax), element(0x00020012, 'UI', '1.2.3')])
    return bytes(128) + b'DICM' + element(0x00020000, 'UL', struct.pack('<I', len(group))) + group


def build(elements, syntax=EXPLICIT, **more):
    """A whole file; `elements` are bytes in the order of the file."""
    return meta(syntax, **more) + b''.join(elements)


def body(syntax=EXPLICIT, name='DOE^JANE'):
    """The elements of a small CT object with a nested sequence and pixels."""
    def one(tag, vr, value):
        return element(tag, vr, value, syntax)
    inner = one(0x00080100, 'SH', 'CODE') + one(0x00100010, 'PN', name)

    def short(number):
        return struct.pack('>H' if syntax == BIG else '<H', number)
    return [one(0x00080016, 'UI', CT), one(0x00080018, 'UI', '1.2.3.4'), one(0x00080020, 'DA', '20200131'),
            one(0x00080060, 'CS', 'CT'), sequence(0x00081032, [item(inner, syntax)], syntax), one(0x00100010, 'PN', name),
            one(0x00100020, 'LO', 'ID-12345'), one(0x0020000D, 'UI', '1.2.3'), one(0x0020000E, 'UI', '1.2.3.1'),
            one(0x00280002, 'US', short(1)), one(0x00280004, 'CS', 'MONOCHROME2'), one(0x00280010, 'US', short(4)),
            one(0x00280011, 'US', short(4)), one(0x00280100, 'US', short(16)), one(0x00280101, 'US', short(12)),
            one(0x00280102, 'US', short(11)), one(0x00280103, 'US', short(0)), one(0x7FE00010, 'OW', PIXELS)]
