"""Sets of files for both runtimes: whole files as bytes, nodes of graphs, names and what directories name."""

from tests.files import BIG, CT, EXPLICIT, IMPLICIT, body, build, element, item, sequence

DIRECTORY = '1.2.840.10008.1.3.10'


def image(syntax=EXPLICIT, refers=()):
    """A small image that refers to others."""
    items = [item(element(0x00081150, 'UI', CT, syntax) + element(0x00081155, 'UI', uid, syntax), syntax) for uid in refers]
    parts = body(syntax)
    return build([*parts[:5], sequence(0x00081140, items, syntax), *parts[5:]], syntax)


def directory(*ids, syntax=EXPLICIT, in_use=b'\xff\xff'):
    """A DICOMDIR with a record for each File ID."""
    items = [item(element(0x00041410, 'US', in_use, syntax) + element(0x00041430, 'CS', 'IMAGE', syntax)
                  + element(0x00041500, 'CS', one, syntax), syntax) for one in ids]
    return build([sequence(0x00041220, items, syntax)], syntax, sop_class=DIRECTORY)


FILES = [image(), image(IMPLICIT, ['1.2.5', '1.2.6', '1.2.5']), image(BIG, ['1.2.3.4', '__proto__', 'constructor', '1.2.840.10008.1.2']),
         directory('DICOM\\IM1', '..\\X', 'A/B', 'Z'), directory('A', in_use=b'\0\0'), directory(syntax=IMPLICIT)]
A, B, C = [['i1', 's1', 't1', 'f1'], []], [['i2', 's1', 't1', ''], ['i1', '9', '__proto__']], [['__proto__', 's2', 't1', 'f1'], ['i2', 'valueOf']]
SETS = [([A, B, C], [A, B, C]), ([A, B, C], [A, None, C]), ([A, B, C], [A, [B[0], []], [['x', 's1', 't1', 'f1'], ['i2']]]), ([None, A], [None, A]), ([], [])]
FOLLOWED = [([{'type': 'IMAGE', 'parts': parts} for parts in (['DICOM', 'IM1'], ['DICOM', 'IM2'], ['__proto__'], None, ['DICOM', 'IM1'])], 'CD/DICOMDIR',
             ['CD/DICOMDIR', 'CD/dicom/im1', 'CD/DICOM/IM2.;1', 'CD/DICOM/IM2.dcm', 'CD/__proto__', 'x/constructor', 'CD/é'])]
NAMES = ['P/a.dcm', 'p/A.dcm', 'P/a.dcm', 'x.y/z', 'x.y/z', '__proto__', '__proto__']
