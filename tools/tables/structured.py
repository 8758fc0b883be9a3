"""PS3.15 table E.3.4-1: what to do with a content item, by its coded concept name and value type."""

from tools.tables.profile import BASIC, OPTIONS, RENAMED, bits
from tools.tables.sources import literals, stamp, subscripted
from tools.tables.write import lines

EDITION = 'PS3.15 2026d'


def rows():
    """[(key, basic action, {option: action})]; a key is scheme, code and value type between tabs."""
    found = []
    data = literals('openmed', 'openmed/multimodal/dicom.py')['_STRUCTURED_CONTENT_DATA']
    for row in data.strip().splitlines():
        scheme, code, value_type, basic, *pairs = row.split('|')
        cells = {}
        for pair in pairs:
            source, action = pair.split(':')
            for option in RENAMED[source]:
                cells[option] = action
        if cells.get('modify-dates') == 'C':
            cells['retain-full-dates'] = 'K'
        found.append((f'{scheme}\t{code}\t{value_type}', basic, cells))
    return sorted(found)


def aliases(keys):
    """{'SRT code': SCT code} for the SNOMED concepts of the table, under the codes that files used before 2017."""
    older = subscripted('pydicom', 'pydicom/sr/_snomed_dict.py', 'mapping')['SCT']
    codes = {key.split('\t')[1] for key in keys if key.startswith('SCT\t')}
    return {older[code]: code for code in codes if code in older}


def table():
    """Columns, one place a row: `key` ascending; `basic` as index into `actions`; `keep`, `clean` as bits as in the
    profile. `alias`, ascending, are SNOMED RT codes, and `alias_of` the SNOMED CT codes that they mean."""
    found = rows()
    other = aliases(key for key, _, _ in found)
    return {
        'edition': EDITION,
        'sources': stamp('openmed', 'pydicom'),
        'key': lines(key for key, _, _ in found),
        'basic': [BASIC.index(basic) for _, basic, _ in found],
        'keep': [bits(cells, 'K') for _, _, cells in found],
        'clean': [bits(cells, 'C') for _, _, cells in found],
        'actions': lines(BASIC),
        'options': lines(OPTIONS),
        'alias': lines(sorted(other)),
        'alias_of': lines(other[code] for code in sorted(other)),
    }
