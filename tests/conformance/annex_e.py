"""What table E.1-1 says, read from the generated table as plain JSON, and what follows from it: written apart from the core.

An outcome is one of
  absent   the element is not there
  empty    it is there with length zero
  dummy    it has a value that is not the old one and says nothing of it
  uid      it has another UID, the same wherever the old one stood
  kept     the old value; a sequence keeps its items, and what is in them is treated by itself
  shifted  a date moved by the patient's days; a time of day stays
  cleaned  words that say nothing stay, what identifies is gone
"""

import json
import pathlib

DATA = pathlib.Path(__file__).resolve().parents[2] / 'pycore' / 'samar' / 'core' / 'standard' / 'data'
OPTIONS = ('retain-safe-private', 'retain-uids', 'retain-device-identity', 'retain-institution-identity',
           'retain-patient-characteristics', 'retain-full-dates', 'modify-dates', 'clean-descriptors',
           'clean-structured-content', 'clean-graphics')
REMOVED_GROUPS = (0x0000, 0x0002, 0x0004)


class Row:
    """A row of table E.1-1: `tag`, `vr`, `basic`, `keyword`, `cells` {option: 'K' or 'C'}, `number` of the row."""

    def __init__(self, number, tag, vr, basic, keyword, cells):
        self.number, self.tag, self.vr, self.basic, self.keyword, self.cells = number, tag, vr, basic, keyword, cells

    def __repr__(self):
        return f'({self.tag >> 16:04X},{self.tag & 0xFFFF:04X}) {self.keyword} {self.vr} {self.basic} {self.cells}'


def rows():
    """All 657, with one tag for each that stands for many."""
    table = json.loads((DATA / 'profile.json').read_text('utf-8'))
    keywords, actions = table['keyword'].split('\n'), table['actions'].split('\n')
    found = []
    for number, tag in enumerate(table['tag']):
        vr = table['vr'][number]
        cells = {}
        for place, option in enumerate(OPTIONS):
            if table['keep'][number] >> place & 1:
                cells[option] = 'K'
            if table['clean'][number] >> place & 1:
                cells[option] = 'C'
        vr = chr(vr >> 8) + chr(vr & 255) if vr else ''
        if keywords[number] == 'CurveData':
            tag, vr = 0x50003000, 'OW'
        if keywords[number] == 'PrivateAttributes':
            tag, vr = 0x00091001, 'LO'
        found.append(Row(number, tag, vr, actions[table['basic'][number]], keywords[number], cells))
    return found


def categories():
    """{tag: id of the category that an attribute of the table is sorted under}."""
    table = json.loads((DATA / 'profile.json').read_text('utf-8'))
    names = table['categories'].split('\n')
    return {tag: names[category] for tag, category in zip(table['tag'], table['category'], strict=True)}


def types_of_ct():
    """{row number: Type} at the top level of CT Image Storage."""
    table = json.loads((DATA / 'iod.json').read_text('utf-8'))
    place = table['sop_class'].split('\n').index('1.2.840.10008.5.1.4.1.1.2')
    order = table['order'].split('\n')
    first = table['set'][place] * 657
    return {number: order[table['types'][first + number]] for number in range(657)}


def basic_outcomes(code, kind):
    """Outcomes that the Basic Profile allows for an attribute of a Type ('' unknown), by PS3.15 table E.1-1a."""
    first = kind in ('1', '1C')
    second = kind in ('2', '2C')
    if code == 'X':
        # E.1.1: what the IOD demands may not be missing.
        return {'1': {'dummy'}, '2': {'empty', 'absent'}, '2C': {'empty', 'absent'}}.get(kind, {'absent'})
    if code == 'Z':
        return {'dummy'} if first else {'empty', 'dummy'}
    if code == 'D':
        return {'dummy'}
    if code == 'U':
        return {'uid'}
    if code == 'Z/D':
        return {'dummy'} if first else {'empty', 'dummy'}
    if code == 'X/Z':
        return {'dummy'} if first else {'empty'} if second else {'absent'}
    if code == 'X/D':
        return {'dummy'} if first or second else {'absent'}
    if code == 'X/Z/D':
        return {'dummy'} if first else {'empty'} if second else {'absent'}
    if code == 'X/Z/U*':
        return {'kept'} if first else {'empty'} if second else {'absent'}
    raise ValueError(code)


def outcomes(row, options, kind):
    """Outcomes that are right for a row under a set of options and with a Type."""
    if row.tag >> 16 in REMOVED_GROUPS:
        return {'absent'}
    if row.keyword == 'PrivateAttributes':
        return {'absent'}      # the creator of these tests is in no list of safe ones
    cleans = [option for option in options if row.cells.get(option) == 'C']
    keeps = [option for option in options if row.cells.get(option) == 'K']
    if 'modify-dates' in cleans:
        # The stricter of two options; a timestamp in bytes cannot be moved.
        return {'absent', 'dummy'} if row.vr == 'OB' else {'shifted'}
    if cleans:
        return {'cleaned'}
    if keeps:
        return {'kept'}
    return basic_outcomes(row.basic, kind)
