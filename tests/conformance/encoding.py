"""A DICOM writer of these tests' own, in explicit VR little endian: it also writes what other writers refuse."""

import struct

LONG = {'OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'}
UNDEFINED = 0xFFFFFFFF
CT = '1.2.840.10008.5.1.4.1.1.2'


def element(tag, vr, value, implicit=False):
    """One element; `value` is bytes of any length and is padded."""
    if len(value) % 2:
        value += b'\0' if vr in ('UI', 'OB', 'UN') else b' '
    head = struct.pack('<HH', tag >> 16, tag & 0xFFFF)
    if implicit:
        return head + struct.pack('<I', len(value)) + value
    if vr in LONG:
        return head + vr.encode() + b'\0\0' + struct.pack('<I', len(value)) + value
    return head + vr.encode() + struct.pack('<H', len(value)) + value


def item(content):
    """One item of defined length."""
    return struct.pack('<HHI', 0xFFFE, 0xE000, len(content)) + content


def as_unknown(tag, content):
    """A sequence of one item that is written as UN of undefined length: its content is implicit VR (PS3.5 6.2.2)."""
    return (struct.pack('<HH', tag >> 16, tag & 0xFFFF) + b'UN\0\0' + struct.pack('<I', UNDEFINED) + item(content)
            + struct.pack('<HHI', 0xFFFE, 0xE0DD, 0))


def part10(body, sop_class=CT, instance='1.2.826.0.1.3680043.2.9999.1', preamble=b'\0' * 128, extra=b''):
    """A whole file around a data set; `extra` goes into group 0002, ascending behind (0002,0013)."""
    meta = (element(0x00020001, 'OB', b'\0\1') + element(0x00020002, 'UI', sop_class.encode())
            + element(0x00020003, 'UI', instance.encode()) + element(0x00020010, 'UI', b'1.2.840.10008.1.2.1')
            + element(0x00020012, 'UI', b'1.2.826.0.1.3680043.2.9999.7') + extra)
    return preamble + b'DICM' + element(0x00020000, 'UL', struct.pack('<I', len(meta))) + meta + body


def value(vr, number, word, before=''):
    """Bytes of a value for a VR that say `word` (eight characters) or `number`, so that it can be found again; `before`
    stands in front of the word where the VR is free text."""
    texts = {
        'AE': word, 'AS': '045Y', 'CS': word.upper(), 'DA': '19690713', 'DS': f'{number}.375', 'DT': '19690713131415',
        'IS': str(100000 + number), 'PN': word + '^' + word, 'TM': '131415.25',
        'UI': f'1.2.826.0.1.3680043.2.9999.{number}', 'UR': 'http://' + word + '.example/', 'OB': word, 'UN': word, 'OW': word,
    }
    if vr in ('LO', 'LT', 'SH', 'ST', 'UC', 'UT'):
        return (before + word).encode('ascii')
    if vr in texts:
        return texts[vr].encode('ascii')
    return struct.pack({'US': '<H', 'SS': '<h', 'UL': '<I', 'SL': '<i', 'FL': '<f', 'FD': '<d'}[vr], number + 1000)
