"""PS3.6 Annex A: registered UIDs; and the attributes whose UIDs say what a thing is, not which one it is."""

from tools.tables.dictionary import entries
from tools.tables.sources import document, literals, stamp
from tools.tables.write import lines

EDITION = 'PS3.6 2024c, SOP Classes and transfer syntaxes 2026'

# UI attributes that name a class, a syntax or a scheme. They are not in table E.1-1 and are never replaced, known
# value or not, because another value would make the file mean something else. Every other UI attribute names one
# instance, device, place or organisation.
STRUCTURAL = (
    'AffectedSOPClassUID', 'RequestedSOPClassUID',
    'MediaStorageSOPClassUID', 'TransferSyntaxUID', 'RTVCommunicationSOPClassUID',
    'ReferencedSOPClassUIDInFile', 'ReferencedTransferSyntaxUIDInFile', 'ReferencedRelatedGeneralSOPClassUIDInFile',
    'SOPClassUID', 'RelatedGeneralSOPClassUID', 'OriginalSpecializedSOPClassUID', 'SOPClassesInStudy',
    'CodingSchemeUID', 'ContextUID', 'MappingResourceUID', 'StoredInstanceTransferSyntaxUID',
    'ReferencedSOPClassUID', 'SOPClassesSupported', 'AvailableTransferSyntaxUID', 'FlowTransferSyntaxUID',
    'MACCalculationTransferSyntaxUID', 'EncryptedContentTransferSyntaxUID',
    'PertinentSOPClassesInStudy', 'PertinentSOPClassesInSeries',
)

# Transfer syntaxes that are newer than the source.
NEWER = {
    '1.2.840.10008.1.2.4.110': 'JPEG XL Lossless',
    '1.2.840.10008.1.2.4.111': 'JPEG XL JPEG Recompression',
    '1.2.840.10008.1.2.4.112': 'JPEG XL',
    '1.2.840.10008.1.2.8.1': 'Deflated Image Frame Compression',
}


def registered():
    """{uid: (name, type)} of the registry, with the SOP Classes and transfer syntaxes that are newer than it."""
    found = {uid: (row[0], row[1])
             for uid, row in literals('pydicom', 'pydicom/_uid_dict.py')['UID_dictionary'].items()}
    for uid, name in NEWER.items():
        if uid in found:
            raise ValueError(f'{uid} is in the registry already')
        found[uid] = (name, 'Transfer Syntax')
    for uid, iod in document('highdicom', 'highdicom/_standard/sop_class_iod_map.json').items():
        found.setdefault(uid, (iod.replace('-', ' ').title() + ' Storage', 'SOP Class'))
    return found


def table():
    """Columns: `uid` ascending as text; `name`; `type` as index into `types`; `structural` tags ascending."""
    found = registered()
    uids = sorted(found)
    types = sorted({kind for _, kind in found.values()})
    tags = {entry[2]: tag for tag, entry in entries().items()}
    return {
        'edition': EDITION,
        'sources': stamp('pydicom', 'highdicom'),
        'uid': lines(uids),
        'name': lines(found[uid][0] for uid in uids),
        'type': [types.index(found[uid][1]) for uid in uids],
        'types': lines(types),
        'structural': sorted(tags[keyword] for keyword in STRUCTURAL),
    }
