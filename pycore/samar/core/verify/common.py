"""Where a value may stand by coincidence: numbers, terms that a file is read by, and what tells of makers, methods and geometry."""

from samar.core import host
from samar.core.elements import charset, paths
from samar.core.standard import dictionary, private
from samar.kinds import Record, Row, Tag

DECIMAL = '0123456789.+-eE\\ \0'
DECIMALS = ('DS', 'IS')
BINARY = ('US', 'SS', 'UL', 'SL', 'UV', 'SV', 'FL', 'FD', 'AT', 'OF', 'OD', 'OL', 'OV', 'OW')
# Manufacturer, model, derivation; the meaning of a code and what its scheme and context are called (PS3.3 section 8);
# algorithms.
MADE = (0x00080070, 0x00081090, 0x00082111, 0x00080104, 0x00080105, 0x0008010B, 0x0008010F, 0x00080115, 0x00080117, 0x00080118,
        0x00080122, 0x00620009, 0x00660031, 0x00660036)
MAKERS = MADE[:2]
MADE_GROUPS = (0x0018, 0x0020, 0x0054, 0x3002, 0x3004, 0x300A)      # acquisition, relationship, nuclear medicine, radiotherapy

# No names of anybody.
NOBODY = ('test', 'testing', 'phantom', 'demo', 'dummy', 'unknown', 'noname', 'anonymous', 'anonym', 'anonymized')

CHARACTER_SET, PHOTOMETRIC = 0x00080005, 0x00280004
UNKNOWN = 'charset-unknown'
# PS3.3 C.7.6.3.1.2, with the retired ones of earlier editions
COLOURS = ('MONOCHROME1', 'MONOCHROME2', 'PALETTE COLOR', 'RGB', 'HSV', 'ARGB', 'CMYK', 'YBR_FULL', 'YBR_FULL_422', 'YBR_PARTIAL_422',
           'YBR_PARTIAL_420', 'YBR_ICT', 'YBR_RCT', 'XYB')


def is_of_reading(record: Record, row: Row) -> bool:
    """Whether a row says in terms of the standard how text or pixels are to be read."""
    tag = record.table.tag[row]
    if tag == CHARACTER_SET:
        return UNKNOWN not in charset.resolve(record.texts(row)).warnings
    return tag == PHOTOMETRIC and not [text for text in record.texts(row) if text not in COLOURS]


def tells_of_making(tag: Tag) -> bool:
    """Whether an element names makers, methods and geometry: a private one often repeats its words."""
    return tag in MADE or tag // 65536 in MADE_GROUPS


def is_number_as_unknown(record: Record, row: Row) -> bool:
    """Whether a value written as UN is one of a VR of numbers (PS3.6, PS3.15 table E.3.10-1) and reads as one."""
    table = record.table
    tag, vr = table.tag[row], ''
    if tag // 65536 % 2:
        creator = paths.creator(record, row)
        vr = private.vr_of(creator, tag // 65536, tag % 256) if creator else ''
    else:
        vr = dictionary.vr_of(tag)
    raw = table.raw(row)
    text = host.latin1(raw, 0, len(raw))
    if vr in DECIMALS:
        return not [sign for sign in text if sign not in DECIMAL]
    return vr in BINARY and bool([sign for sign in text.strip('\0') if not (' ' <= sign < '\x7f' or sign in '\t\n\r')])


def has_number(text: str) -> bool:
    """Whether a text has a run of three digits."""
    for at in range(len(text) - 2):
        if not [sign for sign in text[at:at + 3] if not '0' <= sign <= '9']:
            return True
    return False
