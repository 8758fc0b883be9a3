"""`python -m tools.conformance`: writes `docs/conformance.md`, what PS3.15 E.1.3 and PS3.2 table N.11-6 ask to be stated.

Everything that a table, a preset or the core itself knows is taken from there, so that the statement cannot differ.
"""

import json
import pathlib
import sys

from pycore import host, host_cpython
from pycore.edits import meta
from pycore.elements import values
from pycore.plan import identity, presets
from pycore.standard import dictionary, methods, options, profile, table, types, uids

ROOT = pathlib.Path(__file__).resolve().parents[1]
STATEMENT = ROOT / 'docs' / 'conformance.md'
SHORT = {
    options.RETAIN_SAFE_PRIVATE: 'SafePriv', options.RETAIN_UIDS: 'UIDs', options.RETAIN_DEVICE_IDENTITY: 'Device',
    options.RETAIN_INSTITUTION_IDENTITY: 'Inst', options.RETAIN_PATIENT_CHARACTERISTICS: 'Patient',
    options.RETAIN_FULL_DATES: 'FullDates', options.MODIFY_DATES: 'ModDates', options.CLEAN_DESCRIPTORS: 'Desc',
    options.CLEAN_STRUCTURED_CONTENT: 'Struct', options.CLEAN_GRAPHICS: 'Graph',
}
# What each option does here, where the standard leaves room.
OPTION_NOTES = {
    options.RETAIN_SAFE_PRIVATE: 'Private elements of table E.3.10-1 ({private} rows, {private_edition}) stay with their '
                                 'creator, block by block; all others go.',
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
    options.CLEAN_GRAPHICS: 'Text of graphic annotations is cleaned; overlays and curves as masks and choices say.',
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
             'items': len(host.table('structured')['basic']), 'span': identity.OFFSET_SPAN}
    rows = [(f'`{option}`', f'{options.code_of(option)} {methods.meaning_of(options.code_of(option))}',
             OPTION_NOTES[option].format(**notes), ', '.join(f'`{other}`' for other in options.excludes(option)) or '-')
            for option in options.IDS]
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
    for name in ('profile', 'structured', 'safe_private', 'dictionary', 'uids', 'cid7050', 'iod'):
        found = host.table(name)
        rows.append((f'`{name}`', found['edition'],
                     ', '.join(f'{source} {version}' for source, version, _ in found['sources'])))
    return ruled(('table', 'edition', 'read from'), rows)


def statement():
    """The whole text."""
    host_cpython.install()
    structural = ', '.join(f'`{dictionary.keyword_of(tag)}`' for tag in uids.structural_tags())
    creators = len(table.lines('safe_private', 'creator'))
    return '\n'.join([
        '# Conformance statement',
        '',
        'Generated by `python -m tools.conformance` from the tables and presets; do not edit.',
        '',
        f'Samar is a de-identifier in the sense of PS3.15 Annex E ({profile.edition()}). It applies the Basic Application '
        'Level Confidentiality Profile with the options below to any SOP Class except the Media Storage Directory, which '
        'is refused.',
        '',
        '## Options',
        '',
        *option_section(),
        'Not offered: Clean Recognizable Visual Features (113102).',
        '',
        '## Presets',
        '',
        *preset_section(),
        'A person may change the action for a category or for one element. Whoever keeps more than the profile and its '
        'options allow gets an output without codes of CID 7050.',
        '',
        '## How actions are chosen',
        '',
        'The table applies at every depth: in sequences that stay, in sequences outside the table, and in sequences '
        'written as UN. Where the table leaves a choice (Z/D, X/Z, X/D, X/Z/D, X/Z/U*), the attribute\'s Type in the IOD '
        f'of the file\'s SOP Class decides ({len(table.lines("iod", "names"))} IODs, '
        f'{len(table.lines("iod", "sop_class"))} SOP Classes); where the Type is not known, the first action of the '
        'code is taken, which is the strictest. Where the table says X and the Type is 1, a dummy is written; Type 2, an '
        'empty value. Where two options differ, the stricter counts: a date that Retain Device Identity keeps and '
        'Modified Dates cleans is moved.',
        '',
        'Elements outside the table are treated by VR: UIDs as below; person names are replaced; dates and times follow '
        'the date options. Elements of even groups that no dictionary lists are removed.',
        '',
        '## Replacement values',
        '',
        *dummy_section(),
        'Pseudonyms, UIDs and date offsets are HMAC-SHA256 of kind and old value under one secret of 32 bytes. The secret '
        'is random and lives as long as the panel is open, or is derived from a project key that a person types. Without '
        'it nothing leads back; nothing is stored.',
        '',
        '## UIDs and referential integrity',
        '',
        'A new UID is `2.25.` and a decimal of at most 128 bits. The same old UID gives the same new one at every depth, '
        'in every attribute and in the file meta information, for all files opened under the same secret: within a '
        'session, and with a project key also in other sessions and on other machines.',
        '',
        'A UID stays where the registry of PS3.6 lists exactly it '
        f'({len(table.lines("uids", "uid"))} UIDs), and in the attributes that name a kind of thing: {structural}. '
        'All other attributes with VR UI are replaced, in the table or not.',
        '',
        '## What the output declares',
        '',
        '`PatientIdentityRemoved` YES; `DeidentificationMethod` and `DeidentificationMethodCodeSequence`, behind what a '
        'previous de-identifier wrote; `LongitudinalTemporalInformationModified` REMOVED, UNMODIFIED or MODIFIED; '
        '`BurnedInAnnotation` NO only under Clean Pixel Data with masks. The preamble is zero; the file meta information '
        f'is new, with implementation class UID `{meta.IMPLEMENTATION_CLASS_UID}` and version name '
        f'`{meta.IMPLEMENTATION_VERSION_NAME}`.',
        '',
        '## Encrypted attributes',
        '',
        'No Encrypted Attributes Data Set (0400,0500) is made, and none is decrypted; there is no re-identifier.',
        '',
        '## Restrictions',
        '',
        f'- Safe private attributes are those of {creators} creators in the edition named below, not of later ones.',
        '- Text burned into images, faces in volumes and voices in audio are not recognised.',
        f'- Types are known for the attributes of table E.1-1 only ({", ".join(kind for kind in types.NAMES if kind)}).',
        '',
        '## Tables',
        '',
        *source_section(),
        '## Attributes',
        '',
        'X remove; Z empty or dummy; D dummy; U new UID; K keep; C clean (PS3.15 table E.1-1a). In the column of options: '
        + ', '.join(f'{short} = `{option}`' for option, short in SHORT.items()) + '.',
        '',
        *attribute_section(),
    ])


if __name__ == '__main__':
    text = statement()
    if sys.argv[1:] == ['--check']:
        sys.exit(0 if STATEMENT.exists() and STATEMENT.read_text('utf-8') == text else 1)
    STATEMENT.write_text(text, 'utf-8')
