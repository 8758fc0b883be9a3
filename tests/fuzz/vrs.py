"""Every element of the dictionary with a value that breaks its VR: one file of all of them for each way to break one.

A marker that stands nowhere else, so that nothing but the VR can tell that it has no place there. Where a text of a legal length may
stand (LO that table E.1-1 does not list, docs/limits.md) nothing is broken.
"""

from samar.core.standard import dictionary

from tests import files

MARK = 'Quokkazebedee'
STRUCTURE = (0x00080005, 0x00080016, 0x00080018, 0x00280002, 0x00280004, 0x00280010, 0x00280011, 0x00280100, 0x00280101, 0x00280102, 0x00280103)
TEXTS = ('LO', 'SH', 'ST', 'LT', 'UT', 'UC', 'PN', 'AE')
# What a marker may stand in afterwards: nobody can say that it breaks there what it is.
FREE = ('ST', 'LT', 'UT', 'UC', 'UR', 'UN', 'OB', 'OW', 'OD', 'OF', 'OL', 'OV')

WAYS = {
    'a word': MARK.encode(),
    'a name': f'{MARK}^Numbat=={MARK}'.encode(),
    'words beside a number': f'12.5 {MARK} mm'.encode(),
    'several, one of them a word': f'1.5\\{MARK}\\2'.encode(),
    'a bad date': f'1962-13-45 {MARK}'.encode(),
    'a bad date and nothing else': b'99999999',
    'too long': f'{MARK} of the numbat '.encode() * 40,
    'too long, without a space': MARK.encode() * 40,
    'bytes of no charset': b'\xff\x81' + MARK.encode() + b'\xfe',
    'an escape to nowhere': b'\x1b$)Z' + MARK.encode(),
    'lines': f'{MARK}\r\n{MARK}\x00\x07'.encode(),
    'behind a NUL': f'1\0{MARK}'.encode(),
    'a header': bytes.fromhex('10001000504e0d00') + MARK.encode(),
    'one byte': b'Q',
    'numbers beyond all': b'9' * 400,
    'no number': b'-+.eE--',
}


def tags():
    """`[(tag, VR)]` of the dictionary, in order, those aside that say how the rest is read."""
    known = []
    for tag in dictionary.scan_columns()[0]:
        tag, vr = int(tag), dictionary.vr_of(int(tag))
        if 0x00080000 < tag < 0x7FE00000 and tag & 0xFFFF and vr not in ('SQ', '') and tag not in STRUCTURE:
            known.append((tag, vr))
    return sorted(set(known))


def letters(tag):
    """The number of an element in letters: the same word twice would be found by verification, whatever its VR."""
    return bytes(ord('a') + (tag >> shift & 15) for shift in range(28, -4, -4))


def content(value, part, parts, only=None, syntax=files.EXPLICIT):
    """A file of every n-th element of the dictionary with this value, on top of a small object."""
    chosen = {tag: files.element(tag, vr, value.replace(MARK.encode(), MARK.encode() + letters(tag)), syntax) for tag, vr in tags()[part::parts] if only is None or vr in only}
    elements = {int.from_bytes(raw[0:2], 'little') * 65536 + int.from_bytes(raw[2:4], 'little'): raw for raw in files.body(syntax)}
    return files.build([raw for _, raw in sorted({**elements, **chosen}.items())], syntax)
