"""More places than elements: spellings of names in attributes that stay, bits and bytes of pixel data, segments of streams.

With those of `probe.py` there are 250 and more; no preset leaves the string of one.
"""

import io
import struct

import numpy
import pydicom
import pytest
from pydicom.data import get_testdata_file
from pydicom.encaps import encapsulate, generate_frames

from tests.conformance import probe, run
from tests.conformance.encoding import CT, element, part10

PRESETS = ('basic', 'research', 'longitudinal', 'tcia', 'limited-data-set', 'outside-hospital')
# Name as in Patient's Name, and how others write it.
SPELLINGS = {
    'Zanderblik^Quorvia': ('Zanderblik', 'ZANDERBLIK', 'zanderblik', 'Quorvia Zanderblik', 'Zanderblik, Quorvia', 'Zanderblik Quorvia',
                           'Q. Zanderblik', 'Q Zanderblik', 'Zanderblik Q', 'Zanderblik, Q.', 'Zanderblik_Quorvia', 'Zanderblik-Quorvia',
                           'zanderblik.quorvia', 'ZanderblikQuorvia', 'QUORVIA ZANDERBLIK', 'zanderblik^quorvia', '(Zanderblik)',
                           'Zanderblik;Quorvia', 'Zanderblik/Quorvia', 'Zanderblik=Quorvia', 'quorvia_zanderblik', 'Dr Zanderblik',
                           'Zanderblik 2', 'x Zanderblik', 'Zanderblik:1', '"Zanderblik"'),
    'Müllerwitz^Zoëlla': ('Müllerwitz', 'MÜLLERWITZ', 'müllerwitz', 'Mullerwitz', 'MULLERWITZ', 'Muellerwitz', 'MUELLERWITZ',
                          'Zoëlla', 'ZOËLLA', 'Zoella', 'ZOELLA', 'Mu\u0308llerwitz', 'Zoe\u0308lla', 'Z. Müllerwitz', 'Mullerwitz, Zoella'),
    "O'Brannigan^Mary-Annika": ("O'Brannigan", "O'BRANNIGAN", 'OBrannigan', 'OBRANNIGAN', 'O Brannigan', 'O-Brannigan', 'O\u2019Brannigan',
                                'Mary-Annika', 'MaryAnnika', 'Mary Annika', 'MARY-ANNIKA', 'MARYANNIKA', 'Mary_Annika'),
    'Garciano Marquesko^Joséfino': ('Garciano Marquesko', 'Garciano-Marquesko', 'GarcianoMarquesko', 'MARQUESKO', 'Garciano', 'Josefino',
                                    'JOSÉFINO', 'Joséfino Marquesko', 'J. Marquesko', 'J Garciano'),
    'Wójcikowska^Świętosława': ('Wojcikowska', 'WÓJCIKOWSKA', 'wójcikowska', 'Świętosława', 'Swietoslawa', 'ŚWIĘTOSŁAWA'),
    'Øverlandsen^Bjørnar': ('Øverlandsen', 'ØVERLANDSEN', 'Overlandsen', 'OVERLANDSEN', 'Bjørnar', 'Bjornar', 'BJØRNAR'),
    'Li^Wu': ('Li Wu', 'LI^WU', 'Wu Li', 'wu, li', 'LiWu', 'wu_li', 'LI-WU', 'Li, Wu'),
    'Kim^Jonathano': ('Kim Jonathano', 'KIM', 'jonathano'),
    'Wang^Wei=王^伟': ('王伟', '王 伟', '患者王伟', '伟王', 'Wang Wei'),
    'Millerov^Annaka': ('Millerov2', '2Millerov', 'MILLEROV_20190507', 'annaka1', 'T1Annaka', 'Millerov12 Annaka'),
    'Sonderlich^Quirinus': ('Sonder\u00adlich', 'Sonderlich\u200b', '\uff33\uff2f\uff2e\uff24\uff25\uff32\uff2c\uff29\uff23\uff28',
                            'Quiri\u200dnus', '\ufeffQuirinus'),
    'Ковальченко^Оксана': ('Ковальченко', 'КОВАЛЬЧЕНКО', 'ковальченко', 'Оксана', 'О. Ковальченко'),
}
# Sequence Name, Imaged Nucleus, Image Comments of an acquisition and the like: table E.1-1 lists none of them.
STAYS = (0x00180024, 0x00180015, 0x00181250, 0x00181160, 0x00181210, 0x00189005, 0x00201040, 0x00540400)
WORD = b'Zanderblik'
COUNT = len(probe.build().places) + sum(len(set(spelt)) for spelt in SPELLINGS.values())


def with_texts(name, texts, more=()):
    """A CT object that says a text in each of some attributes that stay."""
    parts = {0x00080005: ('CS', b'ISO_IR 192'), 0x00080016: ('UI', CT.encode()), 0x00080018: ('UI', b'1.2.3.4'), 0x00080060: ('CS', b'CT'),
             0x00100010: ('PN', name.encode()), 0x00100020: ('LO', b'ZX-8841207'), 0x0020000D: ('UI', b'1.2.3'), 0x0020000E: ('UI', b'1.2.3.1')}
    parts.update({tag: ('LO', text.encode()) for tag, text in zip(STAYS, texts, strict=False)})
    parts.update(dict(more))
    return part10(b''.join(element(tag, *parts[tag]) for tag in sorted(parts)), CT)


def test_there_are_enough_places():
    assert COUNT + len(STREAMS) + len(PICTURES) >= 250, COUNT


@pytest.mark.parametrize('preset', PRESETS)
@pytest.mark.parametrize('name', SPELLINGS)
def test_no_spelling_of_a_name_is_left_in_what_stays(name, preset):
    left = []
    for at in range(0, len(SPELLINGS[name]), len(STAYS)):
        some = SPELLINGS[name][at:at + len(STAYS)]
        output = run.output(with_texts(name, some), name=preset)
        left += [text for text in some if text.encode() in output]
    assert left == []


def image(pixels, vr='OW', stored=12, frames=b'1', rows=8):
    shape = {0x00280002: 1, 0x00280010: rows, 0x00280011: 8, 0x00280100: 16, 0x00280101: stored, 0x00280102: stored - 1, 0x00280103: 0}
    more = {tag: ('US', struct.pack('<H', value)) for tag, value in shape.items()}
    more.update({0x00280004: ('CS', b'MONOCHROME2'), 0x00280008: ('IS', frames), 0x7FE00010: (vr, pixels)})
    return with_texts('Zanderblik^Quorvia', (), more)


def in_high_bits():
    """The word in the four bits above Bits Stored, two cells a letter."""
    cells = numpy.arange(64, dtype='<u2')
    for place, letter in enumerate(WORD):
        cells[2 * place] |= letter >> 4 << 12
        cells[2 * place + 1] |= (letter & 15) << 12
    return image(cells.tobytes())


def from_high_bits(output):
    """What the four highest bits of 64 cells say."""
    cells = numpy.frombuffer(output[-128:], '<u2') >> 12
    return bytes(int(cells[place] << 4 | cells[place + 1]) & 255 for place in range(0, 64, 2))


PLAIN = numpy.arange(64, dtype='<u2').tobytes()
PICTURES = {'behind the last frame': image(PLAIN + WORD), 'far behind it': image(PLAIN + bytes(4096) + WORD),
            'in a picture shorter than it says': image(WORD + PLAIN, rows=21571), 'in one larger than any': image(WORD + PLAIN, rows=65535, frames=b'99999'),
            'in a second frame that is not declared': image(PLAIN + WORD.ljust(128, b'\0')), 'bits above Bits Stored': in_high_bits()}


@pytest.mark.parametrize('boxes', [(), ((0, 0, 2, 2),)])
@pytest.mark.parametrize('place', PICTURES)
def test_nothing_is_left_in_pixel_data_that_no_viewer_shows(place, boxes):
    for preset in PRESETS:
        found = run.outcome(PICTURES[place], name=preset, boxes=boxes)
        assert found.output is not None or found.word == 'refused', (preset, found.word)
        if found.output is not None:
            output = bytes(found.output.read(0, found.output.size))
            assert WORD not in output or found.word == 'held' or 'cannot-be-shown' in [point['code'] for point in found.points], preset
            assert WORD not in from_high_bits(output) or found.word == 'held', (preset, [point['code'] for point in found.points])


def segment(marker, content):
    return bytes((0xFF, marker)) + struct.pack('>H', len(content) + 2) + content


STREAMS = {f'marker FF{marker:02X} {len(head)}': (marker, head) for marker, head in [(0xFE, b'')] + [(0xE0 + place, b'') for place in range(1, 16)]
           + [(0xE1, b'Exif\0\0'), (0xE1, b'http://ns.adobe.com/xap/1.0/\0'), (0xED, b'Photoshop 3.0\0')]}


@pytest.mark.parametrize('place', STREAMS)
def test_nothing_is_left_in_a_segment_of_a_stream(place):
    marker, head = STREAMS[place]
    data = pydicom.dcmread(get_testdata_file('SC_rgb_small_odd_jpeg.dcm', download=False))
    stream = next(generate_frames(data.PixelData))
    data.PixelData = encapsulate([stream[:2] + segment(marker, head + WORD) + stream[2:]])
    made = io.BytesIO()
    data.save_as(made)
    assert WORD in made.getvalue()
    found = run.outcome(made.getvalue(), name='research')
    assert found.output is not None, found.error and found.error.describe()
    assert WORD not in bytes(found.output.read(0, found.output.size))
