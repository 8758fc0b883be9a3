"""PS3.16 CID 7050: the codes that say how a file was de-identified."""

from tools.tables.sources import stamp, subscripted
from tools.tables.write import lines

EDITION = 'PS3.16 2024c'
CID = 7050


def table():
    """Columns: `code` ascending, `meaning`; all of scheme DCM."""
    terms = subscripted('pydicom', 'pydicom/sr/_cid_dict.py', 'cid_concepts')[CID]['DCM']
    concepts = subscripted('pydicom', 'pydicom/sr/_concepts_dict.py', 'concepts')
    found = sorted((code, meaning) for term in terms for code, (meaning, groups) in concepts['DCM'][term].items()
                   if CID in groups)
    return {
        'edition': EDITION,
        'sources': stamp('pydicom'),
        'code': lines(code for code, _ in found),
        'meaning': lines(meaning for _, meaning in found),
    }
