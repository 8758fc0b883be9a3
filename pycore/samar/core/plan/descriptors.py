"""Clean Descriptors (PS3.15 E.3.5): a description keeps what the vocabulary knows and loses the rest.

In: a text, the vocabulary, and the tokens of everything that identifies this patient. Out: the text that is left, and what
was cut. Nothing has to be recognised as a name to go: a word stays only if it is a known word, a number only if it reads as
an acquisition's. Identifiers win over the vocabulary. Signs between kept tokens stay; around a cut they become one space.
"""

from samar.core.plan import acquisition, old_age, tokens
from samar.core.plan.memory import Memory

# A person's name follows; the second row are titles only with a full stop behind them (MR, MS and AN are words as well).
TITLES = {'dr', 'drs', 'drg', 'prof', 'profdr', 'mrs', 'miss', 'mme', 'mlle', 'monsieur', 'madame', 'herr', 'frau', 'dhr', 'mevr',
          'señor', 'señora', 'senor', 'senora', 'sra', 'sir', 'lady', 'ny', 'nyonya', 'tn', 'tuan', 'bpk', 'bapak', 'ibu', 'sdr',
          'sdri', 'nona', 'suster', 'zr', 'by', 'oleh', 'von', 'durch', 'door', 'por'}
DOTTED_TITLES = {'mr', 'ms', 'nn', 'an', 'sr', 'm', 'pak', 'bu', 'hr', 'fr', 'mw', 'ns', 'dra', 'bp'}
# Whatever stands behind one of these and a colon is about a person or an order.
LABELS = {'name', 'nama', 'nom', 'nombre', 'naam', 'patient', 'pasien', 'pasiente', 'paciente', 'pt', 'id', 'mrn', 'nik', 'no', 'nr',
          'dob', 'born', 'lahir', 'geb', 'geboren', 'age', 'umur', 'alter', 'phone', 'tel', 'telp', 'hp', 'fax', 'mail', 'email', 'ref',
          'referring', 'referrer', 'referred', 'requested', 'requester', 'performed', 'reported', 'dokter', 'physician', 'doctor',
          'arzt', 'operator', 'tech', 'technologist', 'radiographer', 'attending', 'address', 'alamat', 'accession', 'acc', 'room',
          'kamar', 'bed', 'ward', 'bangsal', 'zimmer', 'date', 'tanggal', 'datum', 'tgl'}
# A number behind one of these is one, colon or not.
NUMBERED = {'id', 'mrn', 'nik', 'no', 'nr', 'acc', 'accession', 'room', 'kamar', 'bed', 'ward', 'zimmer', 'phone', 'tel', 'telp', 'hp',
            'fax', 'age', 'umur', 'alter', 'jalan', 'jl', 'ext', 'bangsal', 'ruang', 'chambre', 'habitación', 'habitacion', 'kamer',
            'stanza', 'pokój'}
ROOMS = {'room', 'kamar', 'bed', 'ward', 'zimmer', 'bangsal', 'ruang', 'chambre', 'habitación', 'habitacion', 'kamer', 'stanza', 'sala',
         'pokój'}
MONTHS = {'jan', 'january', 'januari', 'januar', 'janvier', 'enero', 'ene', 'feb', 'february', 'februari', 'februar', 'fevrier',
          'février', 'febrero', 'mar', 'march', 'maret', 'märz', 'maerz', 'mars', 'marzo', 'maart', 'apr', 'april', 'avril', 'abril',
          'abr', 'may', 'mei', 'mai', 'mayo', 'jun', 'june', 'juni', 'juin', 'junio', 'jul', 'july', 'juli', 'juillet', 'julio', 'aug',
          'august', 'agustus', 'agt', 'augustus', 'août', 'aout', 'agosto', 'ago', 'sep', 'sept', 'september', 'septembre',
          'septiembre', 'oct', 'october', 'oktober', 'okt', 'octobre', 'octubre', 'nov', 'november', 'novembre', 'noviembre', 'nopember',
          'dec', 'december', 'desember', 'des', 'dezember', 'dez', 'décembre', 'decembre', 'diciembre', 'dic'}
# They say nothing without the word beside them.
LINKS = {'de', 'la', 'el', 'los', 'las', 'del', 'du', 'des', 'der', 'die', 'das', 'den', 'im', 'zur', 'van', 'het', 'een', 'en', 'et', 'y',
         'and', 'und', 'dan', 'of', 'the', 'an'}
MEMORY = 2000      # values whose tokens are remembered
_identifying = Memory(MEMORY)
# Alone they are no description.
SMALL = {'at', 'before', 'after', 'for', 'to', 'in', 'on', 'from', 'is', 'was', 'are', 'be', 'this', 'or', 'no', 'not', 'per', 'a', 'with',
         'since', 'dengan', 'di', 'untuk', 'mit', 'bei', 'avec', 'con', 'met'}
# Beside one of these a word that is a family name as well is the term: `black blood`, `white matter`, `page 1`.
COMPANIONS = {'blood', 'matter', 'axis', 'phase', 'field', 'view', 'pass', 'shoulder', 'report', 'image', 'images', 'scan', 'scans',
              'system', 'state', 'position', 'time', 'length', 'angle', 'vein', 'artery', 'cord', 'size', 'cell', 'cells', 'the', 'of',
              'is', 'weeks', 'days', 'this', 'fascia', 'body', 'duct', 'disease', 'lymphoma', 'cyst', 'fat', 'tumor', 'kidney', 'kidneys',
              'papilla', 'trochanter', 'salivary', 'joint', 'anatomy', 'resolution', 'dose'}
CLOSERS = ',;|\n\r\\'
DATE_SIGNS = './-:,'


def clean(text, vocabulary, identifiers):
    """(kept text, list of cut tokens); a text of which nothing is cut comes back as it was.

    `identifiers` is a set of tokens in small letters, see `identifiers_of`.
    """
    memory = vocabulary.cleaned
    lows = memory.get(text)
    if lows is not None:
        known = memory.get(_key(text, lows, identifiers))
        if known is not None:
            return (known[0], list(known[1]))
    found, tail = tokens.split(text)
    for place in range(len(found)):
        found[place].keep = _is_known(found[place], vocabulary, identifiers) or _is_term(found, place, identifiers)
    _cut_doubtful(found, vocabulary)
    _cut_people(found)
    _cut_initials(found)
    _cut_dates_and_numbers(found)
    old_age.cut(found)
    _cut_links(found)
    _cut_remnants(found)
    cuts = [token.text for token in found if not token.keep]
    kept = _join(found, tail) if cuts else text
    lows = memory.put(text, [token.low for token in found])
    memory.put(_key(text, lows, identifiers), (kept, tuple(cuts)))
    return (kept, cuts)


def _key(text, lows, identifiers):
    """What a result hangs on: the text, and which of its tokens identify."""
    return text + '\0\0' + ' '.join([low for low in lows if low in identifiers])


def identifiers_of(names, values):
    """The tokens that must not survive: of person names (PN: prefix and suffix do not count) and of other values.

    Single letters are left out: they are no words of a description.
    """
    found = set()
    for name in names:
        for value in name.split('\\'):
            for group in value.split('='):
                _add_tokens(found, ' '.join(group.split('^')[0:3]))
    for value in values:
        _add_tokens(found, value)
    return found


def _add_tokens(found, text):
    lows = _identifying.get(text)
    if lows is None:
        lows = [token.low for token in tokens.split(text)[0]]
        lows.append(''.join(lows))
        lows = [low for low in lows if len(low) > 1]
        _identifying.put(text, lows)
    found.update(lows)


def _is_known(token, vocabulary, identifiers):
    if token.low in identifiers or token.kind == tokens.CHUNK:
        return False
    if token.kind == tokens.NUMBER:
        return acquisition.is_number(token.low)
    if len(token.low) == 1 and 'a' <= token.low <= 'z':
        return True
    if token.kind == tokens.WORD and vocabulary.knows(token.low):
        return True
    return token.kind == tokens.MIXED and acquisition.is_mixed(tokens.runs(token), vocabulary)


def _is_term(found, place, identifiers):
    """Whether a word is a unit behind its number, or a parameter before it: `5 mm`, `TR 2500`."""
    word = found[place].low
    if word in identifiers or found[place].kind != tokens.WORD:
        return False
    if word in acquisition.UNITS and place and _is_number(found[place - 1]):
        return True
    return word in acquisition.PREFIXES and place + 1 < len(found) and found[place + 1].kind == tokens.NUMBER


def _cut_doubtful(found, vocabulary):
    """A word that is a family name as well goes, unless a neighbour speaks for the term or a number counts it: `3 weeks`."""
    count = len(found)
    for place in range(count):
        token = found[place]
        if count > 1 and token.kind == tokens.WORD and token.keep and vocabulary.is_doubtful(token.low):
            near = [found[at] for at in (place - 1, place + 1) if 0 <= at < count]
            if not [x for x in near if x.keep and x.low in COMPANIONS]:
                token.keep = False


def _cut_people(found):
    """A title takes the word behind it with it, and an initial before that; a label all up to the end of its clause."""
    count = len(found)
    clause = letters = names = 0        # how far clauses, single letters and names behind titles were gone through
    for place in range(count):
        token = found[place]
        if place + 1 == count or token.kind != tokens.WORD:
            continue
        after = found[place + 1]
        if token.low in TITLES or (token.low in DOTTED_TITLES and '.' in after.gap):
            token.keep = False
            last = max(place + 1, letters)
            while last + 1 < count and len(found[last].text) == 1:
                last += 1
            if after.kind == tokens.WORD:
                for name in found[max(place + 1, names):last + 1]:
                    name.keep = False
                names = last + 1
            letters = last
        if token.low in NUMBERED and (after.kind == tokens.NUMBER or (after.kind == tokens.MIXED and (
                len(after.text) > 3 or token.low in ROOMS))):
            token.keep = after.keep = False
        elif token.low in LABELS and (':' in after.gap or '=' in after.gap or '#' in after.gap):
            token.keep = False
            after.keep = False
            last = max(place + 2, clause)
            while last < count and not _closes(found[last].gap):
                found[last].keep = False
                last += 1
            clause = last


def _cut_initials(found):
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
                token.keep = False


def _closes(gap):
    return bool([sign for sign in gap if sign in CLOSERS])


def _cut_dates_and_numbers(found):
    """Numbers side by side are dates, times, phones and ids, unless they are few and short; months go with their numbers."""
    count = len(found)
    place = 0
    while place < count:
        last = place
        while last + 1 < count and _is_number(found[last]) and _is_number(found[last + 1]) and len(found[last + 1].gap) < 4:
            last += 1
        if last > place:
            _judge_numbers(found, place, last)
        place = last + 1
    for place in range(count):
        if found[place].kind == tokens.NUMBER and not found[place].keep:
            _keep_measured(found, place)
    for place in range(count):
        token = found[place]
        if token.low in MONTHS:
            near = [found[at] for at in (place - 1, place + 1) if 0 <= at < count and _is_number(found[at])]
            if near:
                token.keep = False
                for number in near:
                    number.keep = False
                after = place + 2
                if after < count and not found[place + 1].keep and found[after].kind == tokens.NUMBER and len(found[after].text) in (2, 4):
                    found[after].keep = False       # the year of `Jun 27, 2006`


def _judge_numbers(found, first, last):
    group = found[first:last + 1]
    if not _is_private(group):
        # a decimal before or behind hides no phone number and no date
        whole = [token for token in group if token.kind == tokens.NUMBER and token.text.isdecimal()]
        for run in _runs(whole, ' -()') + _runs(whole, '/') + _runs(whole, '.') + _runs(whole, '-'):
            if _is_phone(run) or (len(run) > 2 and run[1].gap in DATE_SIGNS and _is_date([x.text for x in run], run[1].gap)):
                for token in run:
                    token.keep = False
        return
    for token in group:
        token.keep = False


def _runs(group, signs):
    """Stretches of two tokens and more with nothing but these signs between them."""
    found = []
    for place in range(len(group)):
        if place and group[place].gap and not [sign for sign in group[place].gap if sign not in signs]:
            found[-1].append(group[place])
        else:
            found.append([group[place]])
    return [run for run in found if len(run) > 1]


def _is_phone(group):
    """Whether whole numbers side by side are a phone number: after a plus or with a part of four digits, or pairs with hyphens."""
    texts = [token.text for token in group]
    if sum([len(text) for text in texts]) > 6 and ('+' in group[0].gap or [text for text in texts if len(text) > 3]):
        return True
    return len(texts) > 3 and ''.join([token.gap for token in group[1:]]) == '-' * (len(texts) - 1) and min([len(x) for x in texts]) > 1


def _is_private(group):
    """Whether numbers side by side read as a date, a time, a phone or an id; decimals and vectors do not."""
    texts = [token.text for token in group]
    signs = ''.join([token.gap for token in group[1:]])
    whole = [text for text in texts if text.isdecimal()]
    if len(whole) < len(texts):
        return '/' in signs and len([text for text in texts if len(text) > 4]) > 0
    if [text for text in texts if len(text) > 3]:
        return True
    if '+' in group[0].gap or (len(texts[0]) > 1 and texts[0][0] == '0' and len(texts) > 2):
        return True
    if len(texts) > 2 and _is_date(texts, signs):
        return True
    if signs.count('-') > 2 and signs == '-' * len(signs) and min([len(x) for x in texts]) > 1:
        return True
    if len(texts) == 2 and len(texts[1]) == 2:
        first, second = int(texts[0]), int(texts[1])
        if ':' in signs and first < 24 and second < 60:
            return True
        if (signs in ('.', '/')) and len(texts[0]) == 2 and 0 < first < 32 and 0 < second < 32 and (first < 13 or second < 13):
            return True
    if len(texts) == 3 and signs == '..':
        return True
    long = [text for text in texts if len(text) == 3]
    return (len(long) > 1 and bool([text for text in long if text[2] != '0'])) or ('-' in signs and sum([len(x) for x in texts]) > 5)


def _is_date(texts, signs):
    """Whether three of the numbers read as day, month and year of two digits, in any order."""
    for place in range(len(texts) - 2):
        three = texts[place:place + 3]
        if max([len(x) for x in three]) == 2 and (len(three[2]) == 2 or len(three[0]) == 2):
            a, b = int(three[0]), int(three[1])
            if a and b and a < 32 and b < 32 and (a < 13 or b < 13) and ('.' in signs or '/' in signs or '-' in signs
                                                                  or min([len(x) for x in three]) == 2):
                return True
    return False


def _keep_measured(found, place):
    """`1000 ms` and `TR 2500`: a number of four digits that stands alone with its unit or parameter."""
    before = found[place - 1] if place else None
    after = found[place + 1] if place + 1 < len(found) else None
    if (before is not None and _is_number(before)) or (after is not None and _is_number(after)) or found[place].gap[-1:] == '.':
        return
    if acquisition.is_measured(before.low if before is not None and found[place].gap in (' ', '=', '_') else '', found[place].low,
                               after.low if after is not None and after.gap == ' ' else ''):
        found[place].keep = True


def _cut_links(found):
    """Small words beside a cut go with it: `de la Cruz`."""
    count = len(found)
    for way in (range(count), range(count - 1, -1, -1)):
        for place in way:
            token = found[place]
            if token.keep and token.low in LINKS:
                sides = [found[at].keep for at in (place - 1, place + 1) if 0 <= at < count]
                token.keep = False not in sides and len(sides) > 0


def _cut_remnants(found):
    """Where only small words and bare numbers are left of a longer text, they go too: `at before`."""
    left = [token for token in found if token.keep]
    if len(left) < len(found) and not [x for x in left if x.kind != tokens.NUMBER and x.low not in SMALL and x.low not in LINKS]:
        for token in left:
            token.keep = False


def _is_number(token):
    return token.kind == tokens.NUMBER or (token.kind == tokens.MIXED and '0' <= token.text[0] <= '9' and token.text[-1].isdecimal())


def _join(found, tail):
    """The kept tokens; where something was cut, the separators shrink to a line break, a backslash or a space."""
    parts = []
    pending = ''
    cut = False
    for token in found:
        pending += token.gap
        if not token.keep:
            cut = True
            continue
        if cut:
            pending = _shrunk(pending) if parts else ''
        parts.append(pending + token.text)
        pending = ''
        cut = False
    if not cut:
        parts.append(pending + tail)
    text = ''.join(parts)
    for pair in ('()', '[]', '{}'):
        if text.count(pair[0]) != text.count(pair[1]):
            text = text.replace(pair[0], '').replace(pair[1], '')
    return text.strip(' ')


def _shrunk(gap):
    if '\n' in gap:
        return '\r\n' if '\r' in gap else '\n'
    return '\\' if '\\' in gap else ' '
