"""PS3.3: the Type that each attribute of the profile has in the IOD of a SOP Class, at the top and in sequences."""

from collections import Counter

from tools.tables.dictionary import entries
from tools.tables.profile import rows
from tools.tables.sources import document, stamp
from tools.tables.write import lines

EDITION = 'PS3.3 2026'
FOLDER = 'highdicom/_standard/'

# A Type is written as its place here; `DEMANDS` is the order from "not in this IOD" to the most demanding.
TYPES = ('', '1', '2', '3', '1C', '2C')
DEMANDS = ('', '3', '2C', '2', '1C', '1')

# Retired SOP Classes whose files are still met, and the SOP Class that took over.
RETIRED = {
    '1.2.840.10008.5.1.4.1.1.3': '1.2.840.10008.5.1.4.1.1.3.1',       # Ultrasound Multi-frame
    '1.2.840.10008.5.1.4.1.1.5': '1.2.840.10008.5.1.4.1.1.20',        # Nuclear Medicine
    '1.2.840.10008.5.1.4.1.1.6': '1.2.840.10008.5.1.4.1.1.6.1',       # Ultrasound
    '1.2.840.10008.5.1.4.1.1.12.3': '1.2.840.10008.5.1.4.1.1.12.1',   # X-Ray Angiographic Bi-Plane
}


def iods():
    """{IOD: {(path of keywords, keyword): place in DEMANDS}} for the profile's attributes; where several modules of an
    IOD have an attribute, the most demanding Type counts."""
    wanted = {row[2] for row in rows()}
    modules = document('highdicom', FOLDER + 'module_attribute_map.json')
    parts = document('highdicom', FOLDER + 'iod_module_map.json')
    found = {}
    for iod in sorted(set(sop_classes().values())):
        types = found.setdefault(iod, {})
        for part in parts[iod]:
            for attribute in modules.get(part['key'], ()):  # a few modules have no list in the source
                if attribute['keyword'] in wanted and attribute['type'] in DEMANDS:
                    key = (tuple(attribute['path']), attribute['keyword'])
                    types[key] = max(types.get(key, 0), DEMANDS.index(attribute['type']))
    return found


def sop_classes():
    """{SOP Class UID: IOD}."""
    found = document('highdicom', FOLDER + 'sop_class_iod_map.json')
    return found | {old: found[new] for old, new in RETIRED.items()}


def nested(found):
    """({(sequence, keyword): Type}, {(IOD, sequence, keyword): Type}): what holds in a sequence wherever it stands,
    and what differs from it in single IODs. The sequence next above an attribute decides; deeper paths agree."""
    general = {}
    by_iod = {}
    for iod, types in found.items():
        for (path, keyword), place in types.items():
            if path:
                key = (path[-1], keyword)
                by_iod.setdefault(iod, {})[key] = max(by_iod.get(iod, {}).get(key, 0), place)
    counts = {}
    for types in by_iod.values():
        for key, place in types.items():
            counts.setdefault(key, Counter())[place] += 1
    for key, seen in counts.items():
        general[key] = max(seen, key=lambda place: (seen[place], place))
    differing = {(iod, *key): place for iod, types in by_iod.items() for key, place in types.items()
                 if place != general[key]}
    return general, differing


def number(place):
    """Place in TYPES of a place in DEMANDS."""
    return TYPES.index(DEMANDS[place])


def table():
    """Columns:

    `sop_class` ascending, and for each `iod` (index into `names`) and `set`.
    `types`: for each different set, one after the other, one number for each row of the profile: a place in the
    `order` of Types, 0 where the IOD does not have the attribute at its top level.
    `sequence` ascending tags; sequence n has the places `start[n]` to `start[n + 1]` of `row` (rows of the profile,
    ascending) and `nested` (their Types).
    `but_iod`, `but_sequence`, `but_row`, `but_type`: the nested ones that differ in one IOD.
    """
    profile = rows()
    row_of = {row[2]: place for place, row in enumerate(profile)}
    tag_of = {entry[2]: tag for tag, entry in entries().items()}
    found = iods()
    names = sorted(found)
    tops = {iod: tuple(found[iod].get(((), row[2]), 0) for row in profile) for iod in names}
    sets = sorted(set(tops.values()))
    classes = sop_classes()
    uids = sorted(classes)
    general, differing = nested(found)
    sequences = sorted({tag_of[sequence] for sequence, _ in general})
    places = sorted((tag_of[sequence], row_of[keyword], place) for (sequence, keyword), place in general.items())
    but = sorted((names.index(iod), tag_of[sequence], row_of[keyword], place)
                 for (iod, sequence, keyword), place in differing.items())
    return {
        'edition': EDITION,
        'sources': stamp('highdicom'),
        'order': lines(TYPES),
        'sop_class': lines(uids),
        'iod': [names.index(classes[uid]) for uid in uids],
        'set': [sets.index(tops[classes[uid]]) for uid in uids],
        'names': lines(names),
        'types': [number(place) for found in sets for place in found],
        'sequence': sequences,
        'start': [sum(place[0] < tag for place in places) for tag in sequences] + [len(places)],
        'row': [place[1] for place in places],
        'nested': [number(place[2]) for place in places],
        'but_iod': [place[0] for place in but],
        'but_sequence': [place[1] for place in but],
        'but_row': [place[2] for place in but],
        'but_type': [number(place[3]) for place in but],
    }
