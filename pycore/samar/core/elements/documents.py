"""Empty documents: what may stand in place of an encapsulated document of each kind (PS3.3 section C.24.2)."""

PDF = ('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n'
       '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n')
XML = '<?xml version="1.0" encoding="UTF-8"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3"/>\n'
OBJ = '# anonymized\n'


def placeholder(mime: str) -> str:
    """The empty document of a MIME type, as text of one byte a character; two zero bytes for kinds without one."""
    if mime == 'application/pdf':
        return PDF + _xref()
    if 'xml' in mime:
        return XML
    if mime in ('model/obj', 'model/mtl'):
        return OBJ
    if mime == 'model/stl':
        return '\0' * 84        # a header of 80 bytes and no triangles
    return '\0\0'


def _xref() -> str:
    """Cross-reference table and trailer of the PDF above."""
    lines = ['xref\n0 4\n0000000000 65535 f \n']
    for name in ('1 0 obj', '2 0 obj', '3 0 obj'):
        lines.append(('0000000000' + str(PDF.index(name)))[-10:] + ' 00000 n \n')
    return ''.join(lines) + 'trailer<</Size 4/Root 1 0 R>>\nstartxref\n' + str(len(PDF)) + '\n%%EOF\n'
