"""People in a description: what stands behind a title or a label, initials, and whole names with a short part."""

from samar.core.plan import tokens
from samar.kinds import Identifying, Token

# A person's name follows; the second row are titles only with a full stop behind them (MR, MS and AN are words as well).
TITLES = {'dr', 'drs', 'drg', 'prof', 'profdr', 'mrs', 'miss', 'mme', 'mlle', 'monsieur', 'madame', 'herr', 'frau', 'dhr', 'mevr',
          'señor', 'señora', 'senor', 'senora', 'sra', 'sir', 'lady', 'ny', 'nyonya', 'tn', 'tuan', 'bpk', 'bapak', 'ibu', 'sdr',
          'sdri', 'nona', 'suster', 'zr', 'by', 'oleh', 'von', 'durch', 'door', 'por'}
DOTTED_TITLES = {'mr', 'ms', 'nn', 'an', 'sr', 'm', 'pak', 'bu', 'hr', 'fr', 'mw', 'ns', 'dra', 'bp'}
# Whatever stands behind one of these and a colon is about a person or an order.
LABELS = {'name', 'nama', 'nom', 'nombre', 'naam', 'patient', 'pasien', 'pasiente', 'paciente', 'pt', 'id', 'mrn', 'nik', 'no', 'nr',
          'dob', 'born', 'lahir', 'geb', 'geboren', 'age', 'umur', 'alter', 'phone', 'tel', 'telp', 'hp', 'fax', 'mail', 'email', 'ref',
          'referring', 'referrer', 'referred', 'requested', 'requester', 'performed', 'reported', 'dokter', 'physician', 'doctor',
          'arzt', 'operator', 'tech', 'technologist', 'radiographer', 'radiologist', 'attending', 'address', 'alamat', 'accession', 'acc',
          'room', 'kamar', 'bed', 'ward', 'bangsal', 'zimmer', 'date', 'tanggal', 'datum', 'tgl'}
# A number behind one of these is one, colon or not.
NUMBERED = {'id', 'mrn', 'nik', 'no', 'nr', 'acc', 'accession', 'room', 'kamar', 'bed', 'ward', 'zimmer', 'phone', 'tel', 'telp', 'hp',
            'fax', 'age', 'umur', 'alter', 'jalan', 'jl', 'ext', 'bangsal', 'ruang', 'chambre', 'habitación', 'habitacion', 'kamer',
            'stanza', 'pokój'}
ROOMS = {'room', 'kamar', 'bed', 'ward', 'zimmer', 'bangsal', 'ruang', 'chambre', 'habitación', 'habitacion', 'kamer', 'stanza', 'sala',
         'pokój'}
CLOSERS = ',;|\n\r\\'
WHOLE = '+'             # before two words in one: asked whether they are a name; no word begins so


def is_sign(low: str) -> bool:
    """Whether a word says that a person is spoken of: a title or a label."""
    return low in TITLES or low in DOTTED_TITLES or low in LABELS


def cut(found: list[Token]) -> None:
    """A title takes the word behind it with it, and an initial before that; a label all up to the end of its clause."""
    count = len(found)
    clause = letters = names = 0        # how far clauses, single letters and names behind titles were gone through
    for place in range(count):
        token = found[place]
        if place + 1 == count or token.kind != tokens.WORD:
            continue
        after = found[place + 1]
        if token.low in TITLES or (token.low in DOTTED_TITLES and '.' in after.gap):
            token.goes(tokens.TITLED)
            last = max(place + 1, letters)
            while last + 1 < count and len(found[last].text) == 1:
                last += 1
            if after.kind == tokens.WORD:
                for name in found[max(place + 1, names):last + 1]:
                    name.goes(tokens.TITLED)
                names = last + 1
            letters = last
        if token.low in NUMBERED and (after.kind == tokens.NUMBER or (after.kind == tokens.MIXED and (
                len(after.text) > 3 or token.low in ROOMS))):
            token.goes(tokens.LABELLED)
            after.goes(tokens.LABELLED)
        elif token.low in LABELS and (':' in after.gap or '=' in after.gap or '#' in after.gap):
            token.goes(tokens.LABELLED)
            after.goes(tokens.LABELLED)
            last = max(place + 2, clause)
            while last < count and not _closes(found[last].gap):
                found[last].goes(tokens.LABELLED)
                last += 1
            clause = last


def cut_initials(found: list[Token]) -> None:
    """A single letter beside a word that goes, or with a full stop behind it, is an initial: `J. Smith`, `SMITH^J`."""
    count = len(found)
    for place in range(count):
        token = found[place]
        if len(token.text) == 1 and token.keep and token.kind == tokens.WORD:
            before = place and not found[place - 1].keep and found[place - 1].kind == tokens.WORD
            after = place + 1 < count and not found[place + 1].keep and found[place + 1].kind == tokens.WORD
            dotted = (place + 1 < count and found[place + 1].gap[0:1] == '.' and len(found[place + 1].text) == 1) or (
                place and token.gap[0:1] == '.' and len(found[place - 1].text) == 1)
            if before or after or dotted:
                token.goes(tokens.INITIAL)


def _closes(gap: str) -> bool:
    return bool([sign for sign in gap if sign in CLOSERS])


def cut_short(found: list[Token], lows: list[str], identifiers: Identifying) -> None:
    """A whole name with a part too short to identify alone goes where its parts stand side by side: `Li Wu`, `CT, Mister`."""
    for place in range(1, len(found)):
        first, last = found[place - 1], found[place]
        if first.kind == last.kind == tokens.WORD and min(len(first.low), len(last.low)) < tokens.LEAST_NAME:
            name = first.low + last.low
            if len(name) > tokens.LEAST_NAME:
                lows.append(WHOLE + name)
                if _is_whole(name, identifiers):
                    first.goes(tokens.IDENTITY)
                    last.goes(tokens.IDENTITY)


def _is_whole(name: str, identifiers: Identifying) -> bool:
    """Whether two words in one are a name; those of a value that was found in the same text are none."""
    asked = getattr(identifiers, 'is_name', None)
    return name in identifiers if asked is None else bool(asked(name))


def tells(low: str, identifiers: Identifying) -> bool:
    """Whether a word, or two words in one that WHOLE begins, identify."""
    return _is_whole(low[1:], identifiers) if low[0:1] == WHOLE else low in identifiers
