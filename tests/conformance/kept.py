"""What a policy keeps, told by table E.1-1 and the preset's options alone, compared before and after with pydicom.

Out: differences `(path, VR, why)`; `why` is 'changed', 'gone' or 'identity', the last where a name, a number or another word of the file
that the policy takes away stood in the value.
"""

import functools
import io
import json
import warnings

import pydicom
from pydicom.datadict import dictionary_has_tag

from tests.conformance import annex_e, run

# Values that change by their VR: UIDs, dates and times, names of persons.
BY_VR = ('UI', 'DA', 'DT', 'TM', 'PN')
# Makers, methods, geometry and doses: where a change is an error whatever stood there.
TECHNICAL_GROUPS = (0x0018, 0x0020, 0x0028, 0x0054, 0x3002, 0x3004, 0x3006, 0x300A, 0x300C)
TECHNICAL = (0x00080070, 0x00081090, 0x0040A30A)
DECLARED = (0x00280301, 0x00280303)
NUMERIC = ('DS', 'IS', 'US', 'SS', 'UL', 'SL', 'FL', 'FD', 'OW', 'OF', 'OD', 'OL', 'AT')
SCHEMES = ('DCM', 'SRT', 'SCT', 'UCUM', 'LN', 'RADLEX', 'FMA', 'UMLS', 'NCIt')
CODE = (0x00080100, 0x00080102, 0x00080104)
TEXTS = ('LO', 'SH', 'ST', 'LT', 'UT', 'UC', 'PN', 'CS', 'AE', 'UR', 'DA', 'DT')
OUTSIDE = (0x0000, 0x0002, 0x0004, 0x0012, 0x7FE0)      # go as groups, say what was done, or are compared elsewhere
REPEATING = (0x50, 0x60)                                # curves and overlays


@functools.cache
def rules(preset):
    """{tag: whether table E.1-1 keeps it under a preset's options}."""
    told = json.loads((run.PRESETS / f'{preset}.json').read_text('utf-8'))
    chosen = set(told['options'])
    own = {keyword: action == 'keep' for keyword, action in told['elements'].items()}
    return {row.tag: own.get(row.keyword, annex_e.outcomes(row, chosen, '') == {'kept'}) for row in annex_e.rows()}


def read(content, **more):
    """The data set of a file, whatever pydicom thinks of it."""
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        return pydicom.dcmread(io.BytesIO(content), force=True, stop_before_pixels=True, **more)


def standard(data):
    """Whether a data set is an item with a code of a standard scheme."""
    return data.get('CodingSchemeDesignator') in SCHEMES and 'CodeValue' in data


def values(data, kept, at=()):
    """({path: (VR, value, is part of a standard code)} of what is kept; paths of all items). Private elements and pixels are left out."""
    found, items, code = {}, {at}, standard(data)
    for element in data:
        tag = int(element.tag)
        if (element.tag.is_private or tag in DECLARED or tag >> 16 in OUTSIDE or tag >> 24 in REPEATING or element.tag.element == 0
                or not dictionary_has_tag(tag)):
            continue
        if element.VR == 'SQ':
            if kept.get(tag, True):
                for place, item in enumerate(element.value):
                    more, inner = values(item, kept, (*at, tag, place))
                    found.update(more)
                    items |= inner
        elif element.VR not in BY_VR and (kept.get(tag, True) or (code and tag in CODE)):
            found[(*at, tag)] = (element.VR, element.value, code and tag in CODE)
    return found, items


def words(data, kept):
    """Words of what goes: parts of names, numbers, places and days."""
    found = set()
    for element in data.iterall():
        if element.VR in TEXTS and (element.VR in BY_VR or not kept.get(int(element.tag), True) or element.tag.is_private):
            text = str(element.value).lower()
            for sign in '=^\\[]\',.;:/_-()':
                text = text.replace(sign, ' ')
            found.update(part for part in text.split() if len(part) > 2 or not part.isascii())
    return found


def is_technical(path, vr, code):
    """Whether a change is an error whatever stood there."""
    return code or path[-1] in TECHNICAL or (path[-1] >> 16 in TECHNICAL_GROUPS and vr in NUMERIC)


def differences(before, after, preset):
    """(how many values were compared, [(path, VR, part of a code, why)]) of two files as bytes."""
    kept = rules(preset)
    first = read(before)
    old, _ = values(first, kept)
    new, items = values(read(after), kept)
    found, known = [], None
    for path, (vr, value, code) in old.items():
        if path[:-1] not in items:
            continue        # what encloses it went by its own rule
        if path in new and (new[path][1] == value or plain(new[path][1]) == plain(value)):
            continue
        if known is None:
            known = words(first, kept)
        text = str(value).lower()
        why = 'identity' if any(word in text for word in known) else 'changed' if path in new else 'gone'
        found.append((path, vr, code, why))
    return len(old), found


def plain(value):
    """A value without its padding."""
    return str(value).rstrip(' \0')
