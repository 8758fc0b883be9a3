"""What the faults are tried with: files with known identity, each under presets, those that hide the most first."""

import re
import struct

from tests import files
from tests.conformance import generate, generate_people, probe
from tests.verify import made

SMALL = ('WIBISONO', 'LARAS', 'MRN-556677', 'MRN556677', '19500312', 'ACC-77123', 'HARTONO', 'SUTANTO', 'REVIEWER',
         'MELATI', '1.2.826.0.9.')
PRESETS = ('research', 'basic', 'tcia', 'longitudinal', 'outside-hospital', 'limited-data-set')
KINDS = ('CT', 'MR', 'US', 'SR', 'RTSTRUCT', 'PR', 'KO', 'SEG', 'DOC')
LONG = 0x00100042
# Descriptions in which names, days, numbers and places stand in the ways that plan/descriptors.py and its neighbours tell apart.
WORDED = ('CT thorax 5mm B50f for Quillfeather, J. 27.06.2006', 'AlignedT1toPET Thistlewick_4xFFE Room 417',
          'COLON OGRAPHY Dr. Umberdale 94y',
          'diff b 50 400 800 tel (555) 861-4437', 'TR 2500 1000 ms Jun 27, 2006 de la Vossgaard', 'Hodgkin lymphoma Vossgaard^Q^^',
          'MRN: 8846213 3x3x5mm 12-34-56-78 1/2 0.5/0.5 [1,0,0] 10:45', 'ABDOMENPELVIS permeabilit colonosopy IMC Quillfeathr',
          'w/o KM, geb. 3.4.61, +62 812 8861 4437 quillfeather@mail.example')
TOLD = ('Quillfeather', 'Quillfeathr', 'Thistlewick', 'Umberdale', 'Vossgaard', '861-4437', '8846213', '27.06.2006',
        '12-34-56-78', '8861', '3.4.61')
DESCRIPTIONS = (0x00081030, 0x0008103E, 0x00081070, 0x00181030, 0x00181400, 0x00184000, 0x00204000, 0x00321060, 0x00324000)
LEAST = 4       # shorter strings stand in a file by chance
DIGITS = 6      # shorter numbers stand in new UIDs and shifted dates by chance: they count where no digit and no full stop is beside them


class Input:
    """`content` under `preset` with `boxes` (x, y, w, h, …) masked, and the strings of it that identify (bytes, capital letters)."""

    __slots__ = ('boxes', 'content', 'known', 'name', 'preset')

    def __init__(self, name: str, content: bytes, preset: str, known: tuple[str, ...], boxes: tuple = ()) -> None:
        self.name, self.content, self.preset, self.boxes = f'{name} {preset}', content, preset, boxes
        self.known = sorted({form for text in known if len(text.encode()) >= LEAST
                             for form in (text.upper().encode(), text.encode().upper())})

    def standing(self, content: bytes) -> set[bytes]:
        """Those of its strings that stand in the bytes of a file."""
        content = content.upper()
        return {one for one in self.known if one in content and (
            len(one) >= DIGITS or not one.isdigit() or re.search(rb'(?<![0-9.])' + one + rb'(?![0-9.])', content))}


def inputs() -> list[Input]:
    """All of them."""
    hidden = probe.build()
    places = tuple(hidden.places)
    found = [Input('probe', shorter(hidden), preset, places) for preset in ('research', 'longitudinal')]
    found.append(Input('probe', hidden.content, 'basic', places))
    small = files.build(made.elements('coil of Laras MRN-556677'))
    found += [Input('small', small, preset, SMALL) for preset in PRESETS]
    wide = files.build(made.elements('Spule von M\u00fcller, 94 Jahre'.encode(), 'ISO_IR 192', 'M\u00dcLLER^ZO\u00cb'.encode()))
    found += [Input('wide', wide, preset, (*SMALL, 'M\u00fcller', 'Zo\u00eb')) for preset in ('research', 'longitudinal')]
    found += [Input('worded', worded(), preset, TOLD) for preset in ('tcia', 'longitudinal')]
    return found + generated()


def worded() -> bytes:
    """A file with little else than WORDED."""
    elements = [files.element(0x00080016, 'UI', files.CT), files.element(0x00080018, 'UI', '1.2.826.0.9.1'),
                files.element(0x00080060, 'CS', 'CT')]
    elements += [files.element(tag, 'LT', text) for tag, text in sorted(zip(DESCRIPTIONS, WORDED, strict=True))]
    return files.build(elements)


def shorter(hidden: probe.Probe) -> bytes:
    """The probe without its one text of 100,000 signs, which takes two thirds of its time and names nobody."""
    tag = struct.pack('<HH', LONG >> 16, LONG & 0xFFFF) + b'UT\0\0'
    at = hidden.content.index(tag)
    length = struct.unpack_from('<I', hidden.content, at + 8)[0]
    return hidden.content[:at + 8] + struct.pack('<I', 10) + b'long long ' + hidden.content[at + 12 + length:]


def generated() -> list[Input]:
    """Of the generated set the first file of each kind, each of another person, under two presets in turn."""
    every = generate.build().files
    found = []
    for place, kind in enumerate(KINDS):
        file = next(file for file in every if file.name.startswith(f'{place % len(generate_people.PEOPLE)}-{kind}-'))
        person = generate_people.PEOPLE[file.patient]
        words = [person[key] for key in ('family', 'given', 'id', 'born', 'hospital', 'phone', 'street')] + person['doctor'].split('^')
        for what, _path, expected in file.checks:
            if what == 'text removed':
                words += expected
        found.append(Input(kind, file.content, ('longitudinal', 'research')[place % 2], (*words, generate.ROOT), tuple(file.masks)))
    return found
