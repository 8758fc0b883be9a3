"""What a policy keeps, told by table E.1-1 and the preset's options alone, compared before and after with pydicom.

Out: differences `(path, VR, part of a code, why)`; `why` is the kind of what stood in the value and goes elsewhere in the file (SOURCES),
where every word that was lost is accounted for; else 'changed' or 'gone'.
"""

import functools
import io
import json
import unicodedata
import warnings

import pydicom
import pydicom.multival
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
# Kinds of what goes, those that tell most of a person first; by category of table E.1-1.
SOURCES = ('name', 'number', 'place', 'day', 'uid', 'text', 'private')
CATEGORIES = {'identity': 'number', 'contact': 'place', 'places': 'place', 'devices': 'number', 'institution': 'place', 'examination': 'number'}
NOBODY = ('test', 'unknown', 'phantom', 'anonymous', 'demo')      # names of no person: nothing goes because of them
BESIDE = ('by', 'for', 'of', 'the', 'and', 'http', 'https', 'from', 'on', 'in', 'dr', 'mr', 'mrs', 'to', 'at')
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


def plain_words(text):
    """The words of a text in small letters, without diacritics: runs of letters and digits."""
    folded = unicodedata.normalize('NFKD', str(text).replace('\0', ' ').casefold())
    bare = ''.join(sign for sign in folded if not unicodedata.combining(sign))
    return ''.join(sign if sign.isalnum() else ' ' for sign in bare).split()


def source_of(element, kept, inside, categories):
    """The kind of what an element holds, one of SOURCES, or None for what stays; `inside`: in something that goes as a whole."""
    tag = int(element.tag)
    if element.VR == 'PN':
        return 'name'
    if element.VR in ('DA', 'DT', 'TM'):
        return 'day'
    if element.VR == 'UI':
        return 'uid'
    if element.tag.is_private:
        return 'private'
    if element.VR not in TEXTS or (kept.get(tag, True) and not inside):
        return None
    return CATEGORIES.get(categories.get(tag), 'text')


def gone(data, kept, categories, inside=False):
    """(kind, value) of every value that goes."""
    for element in data:
        if element.VR == 'SQ':
            for item in element.value:
                yield from gone(item, kept, categories, inside or not kept.get(int(element.tag), True) or element.tag.is_private)
        kind = source_of(element, kept, inside, categories)
        if kind and element.VR != 'SQ':
            for value in element.value if isinstance(element.value, (list, pydicom.multival.MultiValue)) else [element.value]:
                yield kind, value


def sources(data, kept):
    """{word: kind} of all that goes; of kinds with the same word the one that tells most of a person. What is written together counts, too."""
    found = {}
    for kind, value in sorted(gone(data, kept, annex_e.categories()), key=lambda one: -SOURCES.index(one[0])):
        parts = [part for part in plain_words(value) if kind != 'name' or part not in NOBODY]
        for part in parts:
            if len(part) > 1 or not part.isascii():
                found[part] = kind
        for one in range(len(parts)):
            for other in range(one + 2, min(len(parts), one + 4) + 1):
                found[''.join(parts[one:other])] = kind
        if kind == 'name' and len(parts) > 1:
            found[''.join(reversed(parts))] = kind
    return found


def reason(before, after, known):
    """Why a value lost words: the kind of the first that accounts for one; None where a word was lost for which nothing does."""
    left = plain_words(after)
    lost = [word for word in plain_words(before) if word not in left]
    told = {word: kind_of(word, known) for word in lost}
    digits = ''.join(word for word in lost if word.isdecimal())     # a day as people write it
    named = [kind for kind in SOURCES if kind in (*told.values(), known.get(digits))]
    if named and is_address(str(before)):
        return named[0]     # goes as a whole, or there would be half an address
    # letters, links and numbers beside a word that goes say nothing by themselves
    other = [word for word in lost if told[word] is None and len(word) > 1 and word not in BESIDE and not word.isdecimal()]
    return named[0] if named and not other else None


def is_address(text):
    """Whether a text is one address of the web, or an object identifier."""
    return ' ' not in text and ('://' in text or (text.count('.') > 2 and text[0].isdecimal()))


def kind_of(word, known):
    """The kind of what a word repeats: a value's word, a longer name in it, or the digits of a day or a number."""
    if word in known:
        return known[word]
    for other, kind in known.items():
        if len(other) > 3 and (other in word or (len(word) > (5 if word.isdecimal() else 3) and word in other)) and kind in ('name', 'number', 'place', 'day'):
            return kind
    return None


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
            known = sources(first, kept)
        after = new[path][1] if path in new else ''
        found.append((path, vr, code, reason(value, after, known) or ('changed' if path in new else 'gone')))
    return len(old), found


def plain(value):
    """A value without its padding."""
    return str(value).rstrip(' \0')
