"""More places of the probe: where a rule for an attribute alone does not reach."""

import struct

from tests.conformance.encoding import UNDEFINED, as_unknown, element, item

CONTENT, WAVEFORM, CONTEXT = 0x0040A730, 0x0040B020, 0x00400555
CONTRIBUTING = 0x0018A001       # Contributing Equipment Sequence
EVIDENCE = 0x00081115           # Referenced Series Sequence stays; its UIDs do not


def add(probe):
    """All of them."""
    reports(probe)
    characters(probe)
    numbers_and_moments(probe)
    lengths(probe)
    illegal(probe)
    private(probe)
    known(probe)


def undefined(tag, vr, *items):
    """A sequence of undefined length with items of undefined length."""
    head = struct.pack('<HH', tag >> 16, tag & 0xFFFF) + vr.encode() + b'\0\0' + struct.pack('<I', UNDEFINED)
    inner = b''.join(struct.pack('<HHI', 0xFFFE, 0xE000, UNDEFINED) + content + struct.pack('<HHI', 0xFFFE, 0xE00D, 0) for content in items)
    return head + inner + struct.pack('<HHI', 0xFFFE, 0xE0DD, 0)


def content_item(kind, *elements):
    return item(element(0x0040A040, 'CS', kind) + b''.join(elements))


def reports(probe):
    """A report's tree, an annotation in a waveform, the context of an acquisition."""
    word = probe.word
    inner = b''.join([
        content_item(b'PNAME', element(0x0040A123, 'PN', word('person in a report'))),
        content_item(b'UIDREF', element(0x0040A124, 'UI', probe.uid('UID in a report'))),
        content_item(b'DATE', element(0x0040A121, 'DA', probe.date('date in a report'))),
        content_item(b'DATETIME', element(0x0040A120, 'DT', probe.date('moment in a report') + b'101112')),
        content_item(b'TEXT', element(0x0040A160, 'UT', word('text deep in a report'))),
        content_item(b'IMAGE', element(0x00081199, 'SQ', item(element(0x00081155, 'UI', probe.uid('image in a report'))))),
    ])
    probe.put(CONTENT, 'SQ', content_item(b'CONTAINER', element(CONTENT, 'SQ', inner))
              + content_item(b'TEXT', element(0x0040A123, 'PN', word('person of a report')), element(0x0040A160, 'UT', word('text of a report'))))
    probe.put(WAVEFORM, 'SQ', item(element(0x00700006, 'ST', word('waveform annotation'))))
    probe.put(CONTEXT, 'SQ', content_item(b'TEXT', element(0x0040A160, 'UT', word('acquisition context'))))
    probe.put(0x52009230, 'SQ', item(element(0x00209111, 'SQ', item(
        element(0x00189074, 'DT', probe.date('frame moment') + b'111213.5') + element(0x00209158, 'LT', word('frame comments'))))))
    probe.put(EVIDENCE, 'SQ', item(element(0x0008114A, 'SQ', item(element(0x00081155, 'UI', probe.uid('listed instance'))))
                                   + element(0x0020000E, 'UI', probe.uid('listed series'))))


def characters(probe):
    """Items with a character set of their own, and what is long."""
    probe.places['$B;3ED'] = 'name in ISO 2022 IR 87'
    kanji = '\u5c71\u7530'.encode('iso2022_jp')
    probe.elements[CONTRIBUTING] = undefined(CONTRIBUTING, 'SQ', b''.join([
        element(0x00080005, 'CS', b'\\ISO 2022 IR 87'), element(0x00080080, 'LO', kanji + b' ' + probe.word('contributing institution')),
        element(0x00081070, 'PN', b'X=' + kanji)]), b''.join([
            element(0x00080005, 'CS', b'ISO_IR 100'), element(0x00080080, 'LO', probe.word('institution in Latin 1') + b'\xe9\xfc'),
            element(0x00081010, 'SH', probe.word('station in Latin 1'))]))
    probe.put(0x00100042, 'UT', b'long ' * 20000 + probe.word('end of a long text'))
    probe.put(0x00102162, 'UC', probe.word('unlimited characters') + b'\\' + probe.word('more unlimited characters'))
    probe.put(0x00100047, 'UR', b'https://example.org/p?id=' + probe.word('URI'))
    probe.put(0x00081190, 'UR', b'https://example.org/wado?study=' + probe.word('retrieve URL'))
    probe.put(0x00080054, 'AE', probe.word('retrieve AE title'))


def numbers_and_moments(probe):
    """Numbers, dates and times as long as an identifier, listed or not."""
    probe.put(0x00101030, 'DS', probe.number('weight'))
    probe.put(0x00080012, 'DA', probe.date('creation date'))
    probe.put(0x00140103, 'TM', b'101112.' + probe.number('time outside of the table')[:6])
    probe.put(0x00140102, 'DA', probe.date('date outside of the table'))
    probe.put(0x0008041F, 'DT', probe.date('moment outside of the table'))
    probe.put(0x00080021, 'DA', probe.date('first of two dates') + b'\\' + probe.date('second of two dates'))
    probe.put(0x04000310, 'OB', probe.date('certified timestamp'))
    probe.put(0x00080201, 'SH', probe.word('zone that is none'))


def lengths(probe):
    """VRs that are not the dictionary's, and sequences in UN of defined and undefined length."""
    probe.put(0x00100010 + 0.5, 'PN', probe.word('second patient name'))
    probe.put(0x00080096, 'UN', item(element(0x00100010, 'PN', probe.word('name in UN of defined length'), implicit=True)))
    probe.put(0x00101021, 'OB', b'\1' + probe.word('size code as bytes'))
    probe.put(0x00102160, 'UN', probe.word('ethnic group as UN'))
    inner = as_unknown(0x00400260, element(0x00080081, 'ST', probe.word('address in UN in UN'), implicit=True))
    probe.elements[0x00082229] = as_unknown(0x00082229, inner[:4] + inner[8:])


def illegal(probe):
    """Groups and elements that have no place in a data set."""
    for tag, vr in ((0x00010010, 'LO'), (0x00030010, 'LO'), (0x00050010, 'LO'), (0x00060010, 'LO'), (0x00071010, 'LO'),
                    (0x00041130, 'CS'), (0xFFFF0010, 'LO'), (0xFFFF1010, 'LO')):
        probe.put(tag, vr, probe.word(f'group {tag >> 16:04X}').upper())
    probe.put(0x00100000, 'UL', probe.word('group length'))
    probe.put(0x00080001, 'UL', probe.word('length to end'))
    probe.put(0x0008FFF0, 'LO', probe.word('unknown element of a known group'))
    probe.put(0x02220010, 'LO', probe.word('unknown group'))
    for tag in (0x0020F0F0, 0x0028F0F0, 0x00203102, 0x002804F2, 0x10000011, 0x10100007):
        probe.put(tag, 'LO', probe.word(f'({tag >> 16:04X},{tag & 0xFFFF:04X})'))


def private(probe):
    """Private blocks of odd kinds."""
    word = probe.word
    probe.put(0x000900FF, 'LO', word('creator of the last block'))
    probe.put(0x0009FF01, 'LO', word('element of the last block'))
    probe.elements[0x00150010] = element(0x00150010, 'LO', b'GEMS_PARM_01')
    probe.put(0x001510F0, 'LO', word('unsafe element of a safe creator'))
    probe.elements[0x00151001] = as_unknown(0x00151001, element(0x00100010, 'PN', word('name in a private UN'), implicit=True))
    probe.elements[0x00151002] = undefined(0x00151002, 'SQ', element(0x00100020, 'LO', word('ID in a private sequence')))
    probe.put(0x00080300, 'SQ', item(
        element(0x00080301, 'US', struct.pack('<H', 9)) + element(0x00080302, 'LO', word('creator that is called safe'))
        + element(0x00080303, 'CS', b'SAFE')))


def known(probe):
    """What identifies, in other spellings and in attributes that stay."""
    family, given, number = probe.known
    probe.put(0x00120063, 'LO', f'CLEANED {family}'.encode())
    probe.put(0x00120064, 'SQ', item(element(0x00080104, 'LO', f'of {given}'.encode()) + element(0x00080100, 'SH', b'113100')
                                     + element(0x00080102, 'SH', b'DCM')))
    probe.put(0x00181250, 'SH', family.upper().encode())
    probe.put(0x00181251, 'SH', f'{given[0]}.{family}'.encode())
    probe.put(0x00180024, 'SH', family.lower().encode())
    probe.put(0x00080070, 'LO', f'{family}, {given}'.encode())
    probe.put(0x0018100A, 'SQ', item(element(0x00080104, 'LO', f'ID={number}'.encode())))
    probe.put(0x00102202, 'SQ', item(element(0x00080104, 'LO', f'dog of {given} {family}'.encode())))
    probe.put(0x00420010, 'ST', f'Letter to {given}, {family}'.encode())
