"""`python -m tools.conformance`: writes `docs/conformance.md`, what PS3.15 E.1.3 and PS3.2 table N.11-6 ask for.

Everything that a table, a preset or the core itself knows is taken from there, so that the statement cannot differ.
"""

import json
import pathlib
import sys

from samar.core import host
from samar.core.edits import meta
from samar.core.elements import values
from samar.core.plan import identity, presets
from samar.core.standard import dictionary, methods, options, profile, table, uids
from samar.hosts import cpython as host_cpython

ROOT = pathlib.Path(__file__).resolve().parents[1]
STATEMENT = ROOT / 'docs' / 'conformance.md'
TEMPLATE = ROOT / 'tools' / 'conformance.md'
SHORT = {
    options.RETAIN_SAFE_PRIVATE: 'SafePriv', options.RETAIN_UIDS: 'UIDs', options.RETAIN_DEVICE_IDENTITY: 'Device',
    options.RETAIN_INSTITUTION_IDENTITY: 'Inst', options.RETAIN_PATIENT_CHARACTERISTICS: 'Patient',
    options.RETAIN_FULL_DATES: 'FullDates', options.MODIFY_DATES: 'ModDates', options.CLEAN_DESCRIPTORS: 'Desc',
    options.CLEAN_STRUCTURED_CONTENT: 'Struct', options.CLEAN_GRAPHICS: 'Graph',
}
# What each option does here, where the standard leaves room.
OPTION_NOTES = {
    options.RETAIN_PRIVATE_BY_EVIDENCE: 'Private elements that curators of a public archive kept ({evidence} rows, '
                                        'docs/private.md) stay with their creator, judged by VR: numbers stay, text is '
                                        'cleaned, days move, UIDs are mapped.',
    options.RETAIN_SAFE_PRIVATE: 'Private elements of table E.3.10-1 ({private} rows, {private_edition}) stay with '
                                 'their creator, block by block; all others go.',
    options.RETAIN_UIDS: 'UIDs of the column stay.',
    options.RETAIN_DEVICE_IDENTITY: 'Network names (AE titles), which the column says to clean, are replaced.',
    options.RETAIN_INSTITUTION_IDENTITY: 'Attributes of the column stay.',
    options.RETAIN_PATIENT_CHARACTERISTICS: 'Ages over 89 become 90; text of the column is cleaned as descriptors are.',
    options.RETAIN_FULL_DATES: 'Dates and times of the column stay.',
    options.MODIFY_DATES: 'All dates of a patient move by the same number of whole days, 1 to {span}, into the past; '
                          'times of day stay. A date that cannot be read is removed and reported.',
    options.CLEAN_DESCRIPTORS: 'Words of a medical vocabulary stay, all else is cut: names, numbers of four and more '
                               'digits, dates, addresses, and whatever identifies the patient elsewhere in the file.',
    options.CLEAN_STRUCTURED_CONTENT: 'Content items are treated by table E.3.4-1 ({items} rows); text is cleaned.',
    options.CLEAN_GRAPHICS: 'Text of graphic annotations is cleaned; overlay planes and curves are removed.',
    options.CLEAN_PIXEL_DATA: 'A person draws rectangles, which become black in all frames chosen; nothing is found by '
                              'itself. Only then is (0028,0301) Burned In Annotation set to NO.',
}


def columns(*cells):
    """One row of a Markdown table."""
    return '| ' + ' | '.join(str(cell).replace('|', '\\|') for cell in cells) + ' |'


def ruled(heads, rows):
    """A Markdown table."""
    return [columns(*heads), '|' + '---|' * len(heads), *(columns(*row) for row in rows), '']


def tag_text(row):
    """Tag of a row of table E.1-1 as the standard writes it."""
    found = profile.columns()
    tag, mask = found['tag'][row], found['mask'][row]
    if mask == 0x00010000:
        return '(gggg,eeee), gggg odd'
    text = f'{tag:08X}'
    if mask != 0xFFFFFFFF:
        text = text[:2] + 'xx' + ('xxxx' if mask == 0xFF010000 else text[4:])
    return f'({text[:4]},{text[4:]})'


def option_section():
    """What each option does."""
    notes = {'private': len(host.table('safe_private')['element']),
             'private_edition': host.table('safe_private')['edition'],
             'evidence': len(host.table('private_evidence')['element']),
             'items': len(host.table('structured')['basic']), 'span': identity.OFFSET_SPAN}
    rows = [(f'`{option}`', f'{options.code_of(option)} {methods.meaning_of(options.code_of(option))}',
             OPTION_NOTES[option].format(**notes), ', '.join(f'`{other}`' for other in options.excludes(option)) or '-')
            for option in options.IDS]
    rows += [(f'`{option}`', '- (the project\'s own)', OPTION_NOTES[option].format(**notes), '-') for option in options.OWN]
    return ruled(('option', 'code (CID 7050)', 'what it does', 'not with'), rows)


def preset_section():
    """What each preset chooses."""
    found = [presets.load(json.loads(path.read_text('utf-8'))) for path in sorted((ROOT / 'presets').glob('*.json'))
             if not path.name.endswith('.schema.json')]
    lines = []
    for preset in sorted(found, key=lambda one: (one.order, one.id)):
        lines += [f'### `{preset.id}`', '', preset.description['en'], '']
        lines.append('Basic Profile' + (', with ' + ', '.join(f'`{one}`' for one in preset.options) if preset.options
                                        else ', without options') + '.')
        changed = [(f'category {key}', action) for key, action in preset.categories.items()]
        changed += [(f'`{key}`', action) for key, action in preset.elements.items()]
        lines.append('')
        if changed:
            lines += ['Apart from the profile:', '', *ruled(('what', 'action'), changed)]
    return lines


def dummy_section():
    """Replacement values by VR."""
    rows = [(vr, f'`{values.dummy(vr)}`') for vr in values.SEVERAL + values.ONE if values.dummy(vr) is not None]
    rows += [('UI', 'a new UID, see below'), ('SQ', 'the items stay, with replaced values inside'),
             ('FL, FD, SL, SS, SV, UL, US, UV', 'as many zeros as there were numbers'),
             ('OB, OD, OF, OL, OV, OW, UN', 'zero bytes')]
    return ruled(('VR', 'value'), rows)


def attribute_section():
    """Table E.1-1 as applied: one line a row."""
    rows = []
    for row in range(len(profile.columns()['tag'])):
        cells = ', '.join(f'{SHORT[option]} {profile.option(row, option)}' for option in options.IDS
                          if profile.option(row, option))
        rows.append((tag_text(row), profile.keyword(row), profile.basic(row), cells or '-', profile.category(row)))
    return ruled(('tag', 'attribute', 'Basic Profile', 'options', 'category in the panel'), rows)


def source_section():
    """Where the tables come from."""
    rows = []
    for name in ('profile', 'structured', 'safe_private', 'private_evidence', 'dictionary', 'uids', 'cid7050', 'iod'):
        found = host.table(name)
        rows.append((f'`{name}`', found['edition'],
                     ', '.join(f'{source} {version}' for source, version, _ in found['sources'])))
    return ruled(('table', 'edition', 'read from'), rows)


def statement():
    """The whole text: `tools/conformance.md` filled in."""
    host_cpython.install()
    sections = {'options': option_section(), 'presets': preset_section(), 'dummies': dummy_section(),
                'sources': source_section(), 'attributes': attribute_section()}
    return TEMPLATE.read_text('utf-8').format(
        edition=profile.edition(), iods=len(table.lines('iod', 'names')),
        sop_classes=len(table.lines('iod', 'sop_class')), uids=len(table.lines('uids', 'uid')),
        structural=', '.join(f'`{dictionary.keyword_of(tag)}`' for tag in uids.structural_tags()),
        class_uid=meta.IMPLEMENTATION_CLASS_UID, version_name=meta.IMPLEMENTATION_VERSION_NAME,
        creators=len(table.lines('safe_private', 'creator')),
        shorts=', '.join(f'{short} = `{option}`' for option, short in SHORT.items()),
        **{name: '\n'.join(lines) for name, lines in sections.items()}).rstrip('\n') + '\n'


if __name__ == '__main__':
    text = statement()
    if sys.argv[1:] == ['--check']:
        sys.exit(0 if STATEMENT.exists() and STATEMENT.read_text('utf-8') == text else 1)
    STATEMENT.write_text(text, 'utf-8')
