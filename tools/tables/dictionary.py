"""PS3.6: every data element with its VR, VM, keyword and name."""

from tools.tables.sources import literals, stamp
from tools.tables.write import lines

EDITION = '2024c and the 26 attributes of PS3.15 2026d that are newer'

# Attributes of PS3.15 table E.1-1 (2026d) that the dictionary's edition does not have yet.
NEWER = [
    (0x00081301, 'SQ', '1', 'PrincipalDiagnosisCodeSequence', 'Principal Diagnosis Code Sequence'),
    (0x00081302, 'SQ', '1', 'PrimaryDiagnosisCodeSequence', 'Primary Diagnosis Code Sequence'),
    (0x00081303, 'SQ', '1', 'SecondaryDiagnosesCodeSequence', 'Secondary Diagnoses Code Sequence'),
    (0x00081304, 'SQ', '1', 'HistologicalDiagnosesCodeSequence', 'Histological Diagnoses Code Sequence'),
    (0x00100011, 'SQ', '1', 'PersonNamesToUseSequence', 'Person Names to Use Sequence'),
    (0x00100012, 'LT', '1', 'NameToUse', 'Name to Use'),
    (0x00100013, 'UT', '1', 'NameToUseComment', 'Name to Use Comment'),
    (0x00100014, 'SQ', '1', 'ThirdPersonPronounsSequence', 'Third Person Pronouns Sequence'),
    (0x00100015, 'SQ', '1', 'PronounCodeSequence', 'Pronoun Code Sequence'),
    (0x00100016, 'UT', '1', 'PronounComment', 'Pronoun Comment'),
    (0x00100041, 'SQ', '1', 'GenderIdentitySequence', 'Gender Identity Sequence'),
    (0x00100042, 'UT', '1', 'SexParametersForClinicalUseCategoryComment',
     'Sex Parameters for Clinical Use Category Comment'),
    (0x00100043, 'SQ', '1', 'SexParametersForClinicalUseCategorySequence',
     'Sex Parameters for Clinical Use Category Sequence'),
    (0x00100044, 'SQ', '1', 'GenderIdentityCodeSequence', 'Gender Identity Code Sequence'),
    (0x00100045, 'UT', '1', 'GenderIdentityComment', 'Gender Identity Comment'),
    (0x00100046, 'SQ', '1', 'SexParametersForClinicalUseCategoryCodeSequence',
     'Sex Parameters for Clinical Use Category Code Sequence'),
    (0x00100047, 'UR', '1-n', 'SexParametersForClinicalUseCategoryReference',
     'Sex Parameters for Clinical Use Category Reference'),
    (0x00102162, 'UC', '1-n', 'EthnicGroups', 'Ethnic Groups'),
    (0x0040A034, 'DT', '1', 'EffectiveStartDateTime', 'Effective Start DateTime'),
    (0x0040A035, 'DT', '1', 'EffectiveStopDateTime', 'Effective Stop DateTime'),
    (0x0040B034, 'DT', '1', 'AnnotationDateTime', 'Annotation DateTime'),
    (0x0040B036, 'DT', '1', 'SegmentDefinitionDateTime', 'Segment Definition DateTime'),
    (0x0040B03B, 'LT', '1', 'MontageName', 'Montage Name'),
    (0x0040B03F, 'LO', '1', 'MontageChannelLabel', 'Montage Channel Label'),
    (0x0040E012, 'UR', '1', 'DisplayURI', 'Display URI'),
    (0x3004007F, 'LO', '1', 'DoseCalculationModelName', 'Dose Calculation Model Name'),
]

# Retired blanks and the item structure have no VR to offer.
NO_VR = 'NONE'


def vr_code(vr):
    """Two ASCII codes of a VR as one number; an ambiguous VR gives the one that is safe to read (PS3.5 A.1)."""
    if vr == NO_VR:
        return 0
    chosen = 'OW' if vr == 'OB or OW' else vr[:2]
    return ord(chosen[0]) * 256 + ord(chosen[1])


def base_tag(pattern):
    """The one tag that stands for a repeating group: each x is 0, but 1 where 0 means another attribute (0028,04xN)."""
    return int(pattern.replace('x', '1' if pattern.startswith('002804') else '0'), 16)


def entries():
    """{tag: (vr, vm, keyword, name)} of the whole dictionary, repeating groups at their base tags."""
    source = literals('pydicom', 'pydicom/_dicom_dict.py')
    found = {tag: (vr, vm, keyword, name) for tag, (vr, vm, name, _, keyword) in source['DicomDictionary'].items()}
    for pattern, (vr, vm, name, _, keyword) in source['RepeatersDictionary'].items():
        tag = base_tag(pattern)
        if tag in found:
            raise ValueError(f'repeating group {pattern} falls on {tag:08X}')
        found[tag] = (vr, vm, keyword, name)
    for tag, vr, vm, keyword, name in NEWER:
        if tag in found:
            raise ValueError(f'{tag:08X} is in the dictionary already')
        found[tag] = (vr, vm, keyword, name)
    return found


def table():
    """Columns: `tag` ascending; `vr` as two ASCII codes; `vm` as index into `vms`; `keyword`, `name`;
    `by_keyword` row numbers in the order of keywords; `ambiguous` tags and their `choices` ('US or SS')."""
    found = entries()
    tags = sorted(found)
    vms = sorted({found[tag][1] for tag in tags})
    ambiguous = [tag for tag in tags if ' or ' in found[tag][0]]
    return {
        'edition': EDITION,
        'sources': stamp('pydicom'),
        'tag': tags,
        'vr': [vr_code(found[tag][0]) for tag in tags],
        'vm': [vms.index(found[tag][1]) for tag in tags],
        'vms': lines(vms),
        'keyword': lines(found[tag][2] for tag in tags),
        'name': lines(found[tag][3] for tag in tags),
        'by_keyword': sorted(range(len(tags)), key=lambda row: (found[tags[row]][2], row)),
        'ambiguous': ambiguous,
        'choices': lines(found[tag][0] for tag in ambiguous),
    }
