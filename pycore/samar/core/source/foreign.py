"""What a file is that is not DICOM, by its first bytes: the person reads what it is and what to do instead of only that it is refused.

In: the first bytes of a file. Out: the error to raise. The bytes are those that each format begins with by its own specification.
"""

from samar.core import host
from samar.core.errors import NotDicom
from samar.kinds import Buffer

NIFTI_HEADER = ('\x5c\x01\0\0', '\0\0\x01\x5c', '\x1c\x02\0\0', '\0\0\x02\x1c')       # sizeof_hdr 348 or 540, in either byte order
PICTURES = ('\x89PNG', 'GIF8', 'II*\0', 'MM\0*', '\0\0\0\x0cjP  ', 'RIFF', '\0\0\0\x0cJXL ')
PACKED = ('\x1f\x8b', '7z\xbc\xaf', 'Rar!', 'BZh', '\xfd7zXZ')
STREAMS = ('\xff\x4f\xff\x51', '\xff\x0a', '\0\0\x01\xba', '\0\0\x01\xb3', '\0\0\0\x01')       # JPEG 2000, JPEG XL, MPEG, H.264


def named(head: Buffer) -> NotDicom:
    """The error for a file of which no first element can be believed: one code a kind, as each asks for another act."""
    first = host.latin1(head, 0, min(len(head), 16))
    if first.startswith('PK'):
        return NotDicom('not-dicom-zip', offset=0)
    if first.startswith('%PDF'):
        return NotDicom('not-dicom-pdf', offset=0)
    if first.startswith('\xff\xd8\xff'):
        return NotDicom('not-dicom-jpeg', offset=0)
    if first.startswith(PACKED):
        return NotDicom('not-dicom-packed', offset=0)
    if first.startswith(NIFTI_HEADER) or first.startswith('NRRD'):
        return NotDicom('not-dicom-volume', offset=0)
    if first.startswith(STREAMS):
        return NotDicom('not-dicom-stream', offset=0)
    if first.startswith(PICTURES) or first[4:8] == 'ftyp' or (first.startswith('BM') and first[6:10] == '\0\0\0\0'):
        return NotDicom('not-dicom-picture', offset=0)
    return NotDicom('not-dicom', offset=0)
