"""Private attributes of which curators of The Cancer Imaging Archive decided, over the years, that they may stay or how they change.

`private_evidence.csv` has the facts: creator, group, low byte of the element, VR, and `keep`, `uid` or `shift`; from the archive's
private-tag knowledge base as of February 2024, as a published entry to the MIDI-B challenge reproduces it. Where curators decided
differently at different places the most cautious decision stands; what they deleted is not in the file.
"""

import csv
from pathlib import Path

from tools.tables.dictionary import vr_code
from tools.tables.sources import literals, stamp
from tools.tables.write import lines

EDITION = 'TCIA knowledge base of private elements, February 2024'
SOURCE = Path(__file__).with_name('private_evidence.csv')
DISPOSITIONS = ('keep', 'uid', 'shift')


def spelled(creator):
    """A creator in capitals, with single spaces: it is written either way."""
    return ' '.join(creator.upper().split())


def rows():
    """[(creator, group * 256 + low byte, vr, index into DISPOSITIONS, name)], ascending; of spellings that differ in what they say the
    most cautious stands."""
    known = {}
    for creator, entries in literals('pydicom', 'pydicom/_private_dict.py')['private_dictionaries'].items():
        for tag, entry in entries.items():
            known.setdefault((spelled(creator), tag.lower()[:4], tag.lower()[-2:]), entry[2])
    found = {}
    with SOURCE.open(encoding='utf-8') as file:
        for row in csv.DictReader(file):
            creator = spelled(row['creator'])
            key = creator, int(row['group'], 16) * 256 + int(row['element'], 16)
            said = DISPOSITIONS.index(row['disposition'])
            name = known.get((creator, row['group'].lower(), row['element'].lower()), '')
            if key not in found or found[key][1] < said:
                found[key] = (row['vr'] or 'UN', said, '' if name == 'Unknown' or '?' in name else name)
    return [(*key, *found[key]) for key in sorted(found)]


def table():
    """Columns: `creator` ascending, in capitals; creator n has the places `start[n]` to `start[n + 1]` of `element` (group * 256 + low
    byte, ascending), `vr` (two ASCII codes), `said` (0 keep, 1 uid, 2 shift), `name`."""
    found = rows()
    creators = sorted({row[0] for row in found})
    return {
        'edition': EDITION,
        'sources': stamp('pydicom'),
        'creator': lines(creators),
        'start': [sum(row[0] < creator for row in found) for creator in creators] + [len(found)],
        'element': [row[1] for row in found],
        'vr': [vr_code(row[2]) for row in found],
        'said': [row[3] for row in found],
        'name': lines(row[4] for row in found),
    }
