"""One synthetic file with a different string in each place where identity can hide; none of them is a person's."""

import struct

from tests.conformance import probe_more
from tests.conformance.encoding import CT, as_unknown, element, item, part10

FAMILY, GIVEN, NUMBER = 'Zanderblik', 'Quorvia', 'ZX-8841207'
REGION = 0x00082218     # Anatomic Region Sequence stays; what is in it is looked at
ROOT = '1.2.826.0.1.3680043.2.9998.'


class Probe:
    """`places` {string that must not survive: where it stood}; `content` the bytes of the file."""

    def __init__(self):
        self.places = {}
        self.elements = {}
        self.count = 0
        self.known = (FAMILY, GIVEN, NUMBER)

    def word(self, place):
        """A string that stands nowhere else, as ASCII."""
        self.count += 1
        found = f'Wq{self.count:03d}xv'
        self.places[found] = place
        return found.encode()

    def uid(self, place):
        """A UID that stands nowhere else."""
        self.count += 1
        found = f'{ROOT}{self.count}.77'
        self.places[found] = place
        return found.encode()

    def date(self, place):
        """A date that stands nowhere else."""
        self.count += 1
        found = f'17{self.count % 100:02d}0{self.count // 100 + 1}13'
        self.places[found] = place
        return found.encode()

    def number(self, place):
        """Digits that stand nowhere else."""
        self.count += 1
        found = f'739{self.count:03d}'
        self.places[found] = place
        return found.encode()

    def put(self, tag, vr, value):
        self.elements[tag] = element(int(tag), vr, value)

    def sequence(self, tag, *elements):
        self.elements[tag] = element(tag, 'SQ', item(b''.join(elements)))


TEXTS = [
    (0x00080050, 'SH'), (0x00080080, 'LO'), (0x00080081, 'ST'), (0x00080090, 'PN'), (0x00080092, 'ST'), (0x00080094, 'SH'),
    (0x00081010, 'SH'), (0x00081030, 'LO'), (0x0008103E, 'LO'), (0x00081040, 'LO'), (0x00081048, 'PN'), (0x00081050, 'PN'),
    (0x00081070, 'PN'), (0x00081080, 'LO'), (0x00082111, 'ST'), (0x00084000, 'LT'), (0x00100021, 'LO'), (0x00101000, 'LO'),
    (0x00101001, 'PN'), (0x00101005, 'PN'), (0x00101040, 'LO'), (0x00101050, 'LO'), (0x00101060, 'PN'), (0x00101090, 'LO'),
    (0x00102000, 'LO'), (0x00102150, 'LO'), (0x00102154, 'SH'), (0x00102180, 'SH'), (0x001021B0, 'LT'), (0x00102297, 'PN'),
    (0x00104000, 'LT'), (0x00120010, 'LO'), (0x00120040, 'LO'), (0x00181000, 'LO'), (0x00181030, 'LO'), (0x00184000, 'LT'),
    (0x00200010, 'SH'), (0x00204000, 'LT'), (0x00324000, 'LT'), (0x00380010, 'LO'), (0x00380300, 'LO'), (0x00400253, 'SH'),
    (0x00402016, 'LO'), (0x00700084, 'PN'), (0x40080300, 'ST'), (0x20300020, 'LO'),
]


def build(sop_class=CT):
    """The Probe."""
    probe = Probe()
    probe.put(0x00080005, 'CS', b'ISO_IR 192')
    probe.put(0x00080016, 'UI', sop_class.encode())
    probe.put(0x00080018, 'UI', probe.uid('SOP Instance UID'))
    probe.put(0x0020000D, 'UI', probe.uid('Study Instance UID'))
    probe.put(0x00200052, 'UI', probe.uid('Frame of Reference UID'))
    name = (f'{FAMILY}^{GIVEN}^'.encode() + probe.word('middle name') + b'^' + probe.word('prefix') + b'^' + probe.word('suffix')
            + '=\u6d41\u6d41^\u5149\u5149='.encode() + probe.word('phonetic name'))
    probe.places.update({FAMILY: 'family name', GIVEN: 'given name', '\u6d41\u6d41': 'ideographic name', NUMBER: 'patient ID'})
    probe.put(0x00100010, 'PN', name)
    probe.put(0x00100020, 'LO', NUMBER.encode())
    for tag, vr in TEXTS:
        probe.put(tag, vr, probe.word(f'({tag >> 16:04X},{tag & 0xFFFF:04X})'))
    nested(probe)
    hidden(probe)
    private(probe)
    graphics(probe)
    again(probe)
    probe_more.add(probe)
    probe.body = b''.join(probe.elements[tag] for tag in sorted(probe.elements))
    preamble = (b'II*\0' + probe.word('preamble')).ljust(128, b'\0')
    extra = (element(0x00020013, 'SH', probe.word('implementation version'))
             + element(0x00020016, 'AE', probe.word('source AE title')) + element(0x00020017, 'AE', probe.word('sending AE title'))
             + element(0x00020018, 'AE', probe.word('receiving AE title'))
             + element(0x00020026, 'UR', b'http://' + probe.word('source address') + b'.example/')
             + element(0x00020100, 'UI', b'1.2.3.4') + element(0x00020102, 'OB', probe.word('private information')))
    probe.content = part10(probe.body, sop_class, instance=ROOT + '1.77', preamble=preamble, extra=extra)
    return probe


def nested(probe):
    """In sequences that go, in one that stays, deep down, and in UN."""
    word = probe.word
    probe.sequence(0x00101002, element(0x00100020, 'LO', word('other patient ID')), element(0x00100021, 'LO', word('its issuer')))
    probe.sequence(0x00400275, element(0x00400007, 'LO', word('scheduled step')), element(0x00401001, 'SH', word('its procedure')))
    probe.sequence(0x00081140, element(0x00081150, 'UI', CT.encode()), element(0x00081155, 'UI', probe.uid('referenced image')))
    probe.sequence(0x00081072, element(0x00401101, 'SQ', item(element(0x00080104, 'LO', word('operator code')))))
    probe.sequence(0x00089215, element(0x00082112, 'SQ', item(element(0x00081155, 'UI', probe.uid('source image')))))
    deep = element(0x00100010, 'PN', word('name at depth seven'))
    for _ in range(6):
        deep = element(REGION, 'SQ', item(deep))
    probe.sequence(REGION, deep)
    probe.elements[0x00400260] = as_unknown(0x00400260, element(0x00080080, 'LO', word('institution in UN'), implicit=True))
    probe.elements[0x00081032] = as_unknown(0x00081032, b''.join([
        element(0x00100010, 'PN', word('name in UN'), implicit=True),
        element(0x00082218, 'SQ', item(element(0x00101040, 'LO', word('address in UN in UN'), implicit=True)), implicit=True)]))


def hidden(probe):
    """Attributes that are easily forgotten."""
    word = probe.word
    probe.put(0x00041141, 'CS', word('file name of a directory').upper())
    probe.put(0x04000561, 'SQ', item(element(0x04000550, 'SQ', item(element(0x00100010, 'PN', word('original name'))))
                                     + element(0x04000563, 'LO', word('modifying system'))))
    probe.put(0xFFFAFFFA, 'SQ', item(element(0x04000115, 'OB', word('certificate')) + element(0x04000120, 'OB', word('signature'))))
    probe.put(0xFFFCFFFC, 'OB', word('trailing padding'))
    probe.put(0x00420011, 'OB', b'%PDF-1.4 ' + word('encapsulated document'))
    probe.put(0x00340002, 'OB', word('flow identifier'))
    probe.put(0x0040E012, 'UR', b'http://' + word('display address') + b'.example/')
    probe.put(0x0008010D, 'UI', probe.uid('creator of a context group'))
    probe.put(0x00083012, 'UI', probe.uid('administration event') + b'\\' + probe.uid('second administration event'))
    probe.put(0x00081195, 'UI', probe.uid('transaction'))
    probe.put(0x0040A067, 'PN', word('person outside the table'))
    probe.put(0x00100032, 'UN', word('birth time written as UN'))


def private(probe):
    """Private elements: with a creator, without one, a sequence, and what is public inside it."""
    word = probe.word
    probe.put(0x00090010, 'LO', word('private creator'))
    probe.put(0x00091001, 'LO', word('private text'))
    probe.put(0x00091002, 'OB', b'\1\2' + word('private bytes'))
    probe.put(0x00091003, 'UN', word('private UN'))
    probe.put(0x00091004, 'SQ', item(element(0x00100010, 'PN', word('name in a private sequence'))))
    probe.put(0x00110003, 'LO', word('private without a block'))
    probe.put(0x00131001, 'LO', word('private without a creator'))
    probe.put(0x60011001, 'LO', word('private in an odd overlay group'))


def graphics(probe):
    """Icons, overlays, curves and drawings."""
    word = probe.word
    probe.put(0x00880200, 'SQ', item(element(0x00280010, 'US', struct.pack('<H', 2)) + element(0x7FE00010, 'OB', word('icon'))))
    probe.put(0x60003000, 'OW', word('overlay'))
    probe.put(0x60024000, 'LT', word('overlay comments'))
    probe.put(0x50003000, 'OW', word('curve'))
    probe.put(0x50000022, 'LO', word('curve description'))
    probe.put(0x00700001, 'SQ', item(element(0x00700008, 'SQ', item(element(0x00700006, 'ST', word('drawn text'))))))


def again(probe):
    """The patient's name and number where nobody expects them: in attributes that stay."""
    probe.put(0x00181020, 'LO', f'V1 {FAMILY}'.encode())
    probe.put(0x00400554, 'LO', f'{GIVEN} {FAMILY}'.encode())
    probe.put(0x00081090, 'LO', f'Model {NUMBER}'.encode())
    probe.put(0x00082228, 'SQ', item(element(0x00080104, 'LO', f'Chest of {FAMILY}'.encode())))
    probe.put(0x60000022, 'LO', f'Overlay {FAMILY}'.encode())
    probe.put(0x60001500, 'LO', f'{NUMBER} arrow'.encode())
    probe.put(0x00420010, 'ST', f'Letter to {GIVEN}'.encode())
