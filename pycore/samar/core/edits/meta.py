"""A new preamble and file meta information (PS3.10 section 7.1): nothing of the old one comes along."""

from samar.core import host
from samar.core.edits import encode
from samar.kinds import Buffer, Uid

IMPLEMENTATION_CLASS_UID = '2.25.208361640512373962106337216417712350437'   # Samar's own
IMPLEMENTATION_VERSION_NAME = 'SAMAR_1'


def build(sop_class: Uid, instance: str, syntax: Uid) -> Buffer:
    """Buffer of 128 zero bytes, DICM and group 0002 in explicit VR little endian."""
    elements = [encode.element(0x00020001, 'OB', host.raw('\x00\x01'), False, False)]
    for tag, vr, text in ((0x00020002, 'UI', sop_class), (0x00020003, 'UI', instance), (0x00020010, 'UI', syntax),
                          (0x00020012, 'UI', IMPLEMENTATION_CLASS_UID), (0x00020013, 'SH', IMPLEMENTATION_VERSION_NAME)):
        if text:
            elements.append(encode.element(tag, vr, encode.padded(text, vr), False, False))
    group = encode.joined(elements)
    size = host.bytes(4)
    for place in range(4):
        size[place] = len(group) // (256 ** place) % 256
    return encode.joined([host.bytes(128), host.raw('DICM'), encode.element(0x00020000, 'UL', size, False, False), group])
