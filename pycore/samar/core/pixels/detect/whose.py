"""Whose a text is that was read from a picture: the patient's, a date's, a place's, nobody's, or unknown.

What is read is compared with the values of the file itself. Values are only compared here; none leaves this module.
"""

from samar.core.elements import names
from samar.core.pixels.detect import days, spelling
from samar.kinds import Record, Sequence

IDENTITY, DATE, PLACE, HARMLESS, UNKNOWN = 'identity', 'date', 'place', 'harmless', 'unknown'
PN = 0x504E
NUMBERS = (0x00100020, 0x00101000, 0x00080050, 0x00200010, 0x00380010, 0x00102154, 0x00401001, 0x00402016, 0x00402017, 0x00181000,
           0x00181002)
DAYS = (0x00080012, 0x00080020, 0x00080021, 0x00080022, 0x00080023, 0x0008002A, 0x00380020, 0x00400244)
BIRTH = 0x00100030
PLACES = (0x00080080, 0x00080081, 0x00081010, 0x00081040, 0x00101040, 0x00321033)
MAKERS = (0x00080070, 0x00081090, 0x00180015, 0x00080060, 0x0018103F)
LEAST = 3                # letters of a name, signs of a number: less is found everywhere
SURE = .5                # below it what was read counts for nothing
DIGITS = 3               # a number of so many digits, or fewer, is of the picture (scale, frame)
UNITS = ('MM', 'CM', 'M', 'HZ', 'KHZ', 'MHZ', 'DB', 'KV', 'KVP', 'MA', 'MAS', 'S', 'MS', 'SEC', 'MIN', 'FPS', 'FR', 'DEG', 'ML', 'CC',
         'CM2', 'MM2', 'MMHG', 'BPM', 'W', 'MW', 'X', 'HU', 'T', 'G', 'KG', 'PX', 'CMS', 'MGY', 'MSV', 'UV', 'MV', 'FPM')
LABELS = ('R', 'L', 'A', 'P', 'H', 'F', 'S', 'I', 'LA', 'RA', 'LP', 'RP', 'AP', 'PA', 'LAT', 'LATERAL', 'LEFT', 'RIGHT', 'CC',
          'MLO', 'RCC', 'LCC', 'RMLO', 'LMLO', 'SUPINE', 'PRONE', 'ERECT', 'UPRIGHT', 'PORTABLE', 'ANT', 'POST', 'SAG', 'COR',
          'TRA', 'AX', 'AXIAL', 'TRANS', 'SAGITTAL', 'CORONAL', 'LONG', 'DIST', 'AREA', 'CIRC', 'VOL', 'DEPTH', 'GAIN', 'FREQ',
          'FRAME', 'RATE', 'ZOOM', 'MI', 'TI', 'TIS', 'TIB', 'TIC', 'IM', 'ITM', 'SE', 'IMA', 'THK', 'FOV', 'WL', 'WW', 'WC', 'W',
          'KVP', 'KV', 'MA', 'MAS', 'TE', 'TR', 'FA', 'NEX', 'PRF', 'WF', 'SV', 'DR', 'PERSIST', 'MAP', 'CHROMA', 'COLOR',
          'COLOUR', '2D', '3D', '4D', 'BPD', 'HC', 'AC', 'FL', 'EFW', 'CRL', 'GA', 'MED', 'LOW', 'HIGH', 'GEN', 'PEN', 'RES',
          'HGEN', 'HRES', 'HPEN', 'OFF', 'ON', 'CM', 'MM', 'SCALE', 'SLICE', 'SCAN', 'SERIES', 'IMAGE', 'PHILIPS', 'SIEMENS',
          'TOSHIBA', 'CANON', 'HITACHI', 'SAMSUNG', 'MINDRAY', 'ESAOTE', 'FUJIFILM', 'ALOKA', 'AGFA', 'KODAK', 'ACUSON',
          'HOLOGIC', 'MEDISON', 'VOLUSON', 'LOGIQ', 'VIVID', 'GE')


class Values:
    """What identifies in a file, ready to be compared: `people` and `places` (words), `numbers`, `days`, `birth`, `makers`."""

    __slots__ = ('birth', 'days', 'makers', 'numbers', 'people', 'places')

    def __init__(self, record: Record) -> None:
        self.people: list[str] = []
        self.places: list[str] = []
        self.numbers: list[str] = []
        self.makers: list[str] = []
        table = record.table
        for row in range(table.count):
            if table.vr[row] == PN:
                for text in record.texts(row):
                    for word in names.words(text):
                        self.add(self.people, spelling.words(word))
        for tag in NUMBERS:
            self.add(self.numbers, [spelling.solid(text) for text in record.get(tag) or []])
        for tag in PLACES:
            for text in record.get(tag) or []:
                self.add(self.places, spelling.words(text))
        for tag in MAKERS:
            for text in record.get(tag) or []:
                self.add(self.makers, spelling.words(text), 1)
        self.days = [text.strip()[:8] for tag in DAYS for text in record.get(tag) or [] if text.strip()]
        self.birth = [text.strip()[:8] for text in record.get(BIRTH) or [] if text.strip()]

    @staticmethod
    def add(found: list[str], words: Sequence[str], least: int = LEAST) -> None:
        """Add words that are long enough, each once."""
        for word in words:
            if len(word) >= least and word not in found:
                found.append(word)


def whose(text: str, values: Values) -> str:
    """One of the five words for a text that was read with some certainty, '' for one of which nothing could be read."""
    words = spelling.words(text)
    if not words:
        return ''
    solid = spelling.solid(text)
    meant = days.days(text)
    if is_one(words, values.people) or [True for number in values.numbers if spelling.inside(number, solid)]:
        return IDENTITY
    if [day for day in meant if day in values.birth]:
        return IDENTITY
    if meant or days.is_time(text):
        return DATE
    if not are_labels(text, values.makers):
        return PLACE if is_one(words, values.places) else UNKNOWN
    return HARMLESS


def is_one(words: Sequence[str], known: Sequence[str]) -> bool:
    """Whether a word is one of those known."""
    return bool([True for word in words for other in known if spelling.same(word, other)])


def are_labels(text: str, makers: Sequence[str]) -> bool:
    """Whether all words are labels, units, maker's words, or short numbers with or without a unit. A letter counts as a digit only beside
    one: `ZSO` is no number."""
    for written in spelling.plain(text).split(' '):
        word = spelling.alike(written)
        if written == '' or written in LABELS or written in UNITS or word in makers or is_measure(written, word):
            continue
        if len(word) >= LEAST and not word.isdecimal() and word in KNOWN:
            continue
        return False
    return True


def is_measure(written: str, word: str) -> bool:
    """Whether a word is a number of few digits, alone or with a unit behind it. `word` is how `alike` writes it."""
    if not [True for sign in written if '0' <= sign <= '9']:
        return False
    if word.isdecimal() and len(word) <= DIGITS:
        return True
    for unit in ALIKE_UNITS:
        number = word[:-len(unit)]
        if word.endswith(unit) and number.isdecimal() and len(number) <= DIGITS:
            return True
    return False


ALIKE_UNITS = tuple([spelling.alike(unit) for unit in UNITS])
KNOWN = tuple([spelling.alike(word) for word in LABELS]) + ALIKE_UNITS
