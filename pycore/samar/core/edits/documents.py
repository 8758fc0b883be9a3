"""What stands in place of an encapsulated document: an empty one of the same kind, so that a reader opens it (PS3.15 E.1.1, D)."""

from samar.core import host
from samar.core.edits import encode
from samar.core.elements import documents
from samar.kinds import Record, Row, Work

DOCUMENT, MIME_TYPE, LENGTH = 0x00420011, 0x00420012, 0x00420015
VR_UL = 0x554C


def replace(record: Record, work: Work, row: Row) -> None:
    """Give the document's row a placeholder, and its length element the new length."""
    mime = (record.get(MIME_TYPE) or [''])[0].lower()
    content = host.raw(documents.placeholder(mime))
    size = len(content)
    if size % 2:
        content = encode.joined([content, host.bytes(1)])
    work.replace(row, content)
    length = record.table.find(LENGTH)
    if length >= 0 and record.table.vr[length] == VR_UL and record.table.length[length] == 4:
        number = host.bytes(4)
        for place in range(4):
            number[3 - place if record.big else place] = size // 256 ** place % 256
        work.replace(length, number)
