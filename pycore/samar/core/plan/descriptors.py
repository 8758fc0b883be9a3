"""Clean Descriptors (PS3.15 E.3.5): a description keeps what the vocabulary knows and loses the rest.

In: a text, the vocabulary, and the tokens of everything that identifies this patient. Out: the text that is left, and what
was cut. Nothing has to be recognised as a name to go: a word stays only if it is a known word, a number only if it reads as
an acquisition's. Identifiers win over the vocabulary. Signs between kept tokens stay; around a cut they become one space.
"""

from samar.core.plan import acquisition, likeness, numerals, old_age, parts, people, tokens
from samar.core.plan.memory import Memory
from samar.core.plan.vocabulary import ABBREVIATION, FORM, LISTED, PLAIN
from samar.kinds import Identifying, Token, Vocabulary

# They say nothing without the word beside them.
LINKS = {'de', 'la', 'el', 'los', 'las', 'del', 'du', 'des', 'der', 'die', 'das', 'den', 'im', 'zur', 'van', 'het', 'een', 'en', 'et', 'y',
         'and', 'und', 'dan', 'of', 'the', 'an'}
LARGE = 1 << 18     # characters of a text that is cleaned as a whole
PIECE = 1 << 17
NEAR = 1000         # tokens of its neighbours that a piece is judged with
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
KNOWN = {'-': (LISTED, PLAIN), ' ': (LISTED,)}        # how a word in two parts has to be known
FORMS = (FORM, tokens.PARTS, tokens.CAPITALS, tokens.JOINED)
MIXED = (tokens.MEASURE, tokens.PARTS)
TECHNICAL = (LISTED, ABBREVIATION, FORM, tokens.MEASURE, tokens.UNIT, tokens.PARTS, tokens.TERM)
SHORT = 3           # capitals that need not be known
JOINED = 5          # a word of two parts has more letters
SPACED = 4          # single letters side by side that are one word
OWNED = ("'", '\u2019', '\u00b4')
CUT, STAY = 'cut', 'stay'       # what becomes of words that nobody knows


def clean(text: str, vocabulary: Vocabulary, identifiers: Identifying, unknown: str = CUT) -> tuple[str, list[str]]:
    """(kept text, list of cut tokens); a text of which nothing is cut comes back as it was.

    `identifiers` is a set of tokens in small letters, see `identifiers_of`. With STAY words that nobody knows stay, and family names
    that are terms: the text is one that the policy keeps, and only what identifies goes from it.
    """
    if len(text) > LARGE:
        return _in_pieces(text, vocabulary, identifiers, PIECE, unknown)
    memory = vocabulary.cleaned
    name = text + '\0' + unknown
    remembered = memory.get(name)
    if remembered is not None:
        known = memory.get(_key(name, remembered, identifiers))
        if known is not None:
            return (known[0], list(known[1]))
    found, tail = tokens.split(text)
    remembered = memory.put(name, judge(found, vocabulary, identifiers, unknown))
    cuts = [token.text for token in found if not token.keep]
    kept = _join(found, tail) if cuts else text
    memory.put(_key(name, remembered, identifiers), (kept, tuple(cuts)))
    return (kept, cuts)


def _in_pieces(text: str, vocabulary: Vocabulary, identifiers: Identifying, size: int, unknown: str) -> tuple[str, list[str]]:
    """The same for a large text, whose tokens would take fifty times its room: piece by piece, each judged with NEAR tokens of its
    neighbours, and remembered nowhere."""
    commas = text.count(',')
    near: list[Token] = []       # of the piece before
    cuts: list[str] = []
    parts: list[str] = []
    words: dict[str, str] = {}
    pending, cut = '', False
    start = _stop_of(text, 0, size)
    here, tail = tokens.split(text[0:start], commas)
    while True:
        stop = _stop_of(text, start, size)
        coming, gap = tokens.split(text[start:stop], commas)
        if coming:
            coming[0].gap = tail + coming[0].gap
            tail = gap
        else:
            tail += gap
        beside = near + coming[0:NEAR]
        for token in beside:
            token.why = ''
        judge(near + here + coming[0:NEAR], vocabulary, identifiers, unknown)
        for token in here:
            if not token.keep:
                cuts.append(words.setdefault('=' + token.text, token.text))
        pending, cut = _joined(here, parts, pending, cut)
        parts = [''.join(parts)] if parts else []
        if stop == start:
            break
        near = (near + here)[-NEAR:]
        here, start = coming, stop
        for token in here:
            token.why = ''
    return (_finished(parts, pending + tail, cut) if cuts else text, cuts)


def _stop_of(text: str, start: int, size: int) -> int:
    """Where a piece ends: before a space."""
    stop = text.find(' ', start + size) if start + size < len(text) else -1
    return stop if stop > 0 else len(text)


def judge(found: list[Token], vocabulary: Vocabulary, identifiers: Identifying, unknown: str = CUT) -> list[list[str]]:
    """Mark all tokens of a text, each with its reason; what the marks hang on: [all words, forms of words], in small letters."""
    lows: list[str] = []
    forms: list[str] = []
    for place in range(len(found)):
        token = found[place]
        token.keep = False
        why = _how_known(found, place, vocabulary)
        if not why and unknown == STAY and token.kind == tokens.WORD:
            why = FORM
        pieces = parts.words_of(token.text) if why in MIXED else []
        lows.append(token.low)
        lows.extend(pieces)
        formed = why in FORMS or why == PLAIN
        if formed:
            forms.append(token.low)
        if token.low in identifiers or (formed and _is_like(token.low, identifiers)) or [x for x in pieces if x in identifiers]:
            token.goes(tokens.IDENTITY)
        elif why:
            token.stays(why)
    _keep_joined(found, vocabulary, forms, identifiers)
    _cut_spaced(found, vocabulary, lows, identifiers)
    people.cut_short(found, lows, identifiers)
    _keep_terms(found, vocabulary)
    if unknown == CUT:
        _cut_doubtful(found, vocabulary)
    people.cut(found)
    people.cut_initials(found)
    numerals.cut(found)
    old_age.cut(found)
    _cut_beside(found)
    _cut_links(found)
    _cut_remnants(found)
    for token in found:
        if not token.keep and not token.why:
            token.why = tokens.ADDRESS if token.kind == tokens.CHUNK else tokens.DATED if token.kind == tokens.NUMBER else tokens.UNKNOWN
    return [lows, forms]


def cuts_of(text: str, vocabulary: Vocabulary, identifiers: Identifying, unknown: str = CUT) -> list[list[str]]:
    """[[word, why it goes (codes.CUTS)]] of what `clean` cuts from a text, in its order."""
    found = tokens.split(text)[0]
    judge(found, vocabulary, identifiers, unknown)
    return [[token.text, token.why] for token in found if not token.keep]


def _key(text: str, remembered: list[list[str]], identifiers: Identifying) -> str:
    """What a result hangs on: the text, which of its tokens identify, and which forms of words look like what identifies."""
    lows, forms = remembered
    return text + '\0\0' + ' '.join([low for low in lows if people.tells(low, identifiers)]) + '\0' + ' '.join(
        [low for low in forms if _is_like(low, identifiers)])


def _is_like(low: str, identifiers: Identifying) -> bool:
    return likeness.of(identifiers).has(low)


def identifiers_of(names: list[str], values: list[str]) -> set[str]:
    """The tokens that must not survive: of person names (PN: prefix and suffix do not count) and of other values.

    Single letters are left out: they are no words of a description.
    """
    found: set[str] = set()
    for name in names:
        for value in name.split('\\'):
            for group in value.split('='):
                _add_tokens(found, ' '.join(group.split('^')[0:3]))
    for value in values:
        _add_tokens(found, value)
    return found


def _add_tokens(found: set[str], text: str) -> None:
    lows = _identifying.get(text)
    if lows is None:
        lows = [token.low for token in tokens.split(text)[0]]
        lows.append(''.join(lows))
        lows = [low for low in lows if len(low) > 1]
        _identifying.put(text, lows)
    found.update(lows)


def _how_known(found: list[Token], place: int, vocabulary: Vocabulary) -> str:
    """Why a token may stay before anything else is looked at, '' when nothing says so."""
    token = found[place]
    if token.kind == tokens.CHUNK:
        return ''
    if token.kind == tokens.NUMBER:
        return tokens.NUMERAL if acquisition.is_number(token.low) else ''
    if len(token.low) == 1 and 'a' <= token.low <= 'z':
        return tokens.LETTER
    if token.kind == tokens.WORD:
        # a unit behind its number, or a parameter before it: `5 mm`, `TR 2500`
        if token.low in acquisition.UNITS and place and numerals.is_number(found[place - 1]):
            return tokens.UNIT
        if token.low in acquisition.PREFIXES and place + 1 < len(found) and found[place + 1].kind == tokens.NUMBER:
            return tokens.UNIT
        how = vocabulary.how(token.low)
        if how:
            return how
        if _is_short(token, vocabulary):
            return tokens.CAPITALS
    elif acquisition.is_mixed(tokens.runs_of(token.low), vocabulary) or vocabulary.has(token.low):
        return tokens.MEASURE
    return tokens.PARTS if parts.is_made_of(token.text, vocabulary) else ''


def _is_short(token: Token, vocabulary: Vocabulary) -> bool:
    """`IMC`, `CEA`: three capitals that are no name, no title and no label."""
    return (len(token.text) == SHORT and token.text.isascii() and token.text.isupper() and not vocabulary.is_name(token.low)
            and not people.is_sign(token.low) and token.low not in numerals.MONTHS)


def _keep_joined(found: list[Token], vocabulary: Vocabulary, forms: list[str], identifiers: Identifying) -> None:
    """Two parts that are one word: `uni-lateral`, `COLON OGRAPHY`."""
    for place in range(1, len(found)):
        first, last = found[place - 1], found[place]
        if first.kind == last.kind == tokens.WORD and last.gap in ('-', ' ') and not (first.keep and last.keep):
            word = first.low + last.low
            if len(word) > JOINED and vocabulary.how(word) in KNOWN[last.gap] and not vocabulary.is_doubtful(word):
                for token in (first, last):
                    forms.append(token.low)
                    if token.why != tokens.IDENTITY and not _is_like(token.low, identifiers):
                        token.stays(tokens.JOINED)


def _cut_spaced(found: list[Token], vocabulary: Vocabulary, lows: list[str], identifiers: Identifying) -> None:
    """Letters one by one are the word that they make: `T H O R A X` stays, `G r z y b` goes."""
    first = 0
    for place in range(len(found) + 1):
        if place < len(found) and len(found[place].low) == 1 and found[place].kind == tokens.WORD:
            continue
        if place - first >= SPACED:
            word = ''.join([token.low for token in found[first:place]])
            lows.append(word)
            if word in identifiers or not vocabulary.how(word):
                for token in found[first:place]:
                    token.goes(tokens.IDENTITY if word in identifiers else tokens.UNKNOWN)
        first = place + 1


def _keep_terms(found: list[Token], vocabulary: Vocabulary) -> None:
    """Words side by side as in a term of PS3.16, where one of them alone would go: `Hodgkin lymphoma`, `May-Grunwald-Giemsa`."""
    for place in range(1, len(found)):
        first, last = found[place - 1], found[place]
        if last.low == 's' and last.gap in OWNED and place + 1 < len(found):
            last = found[place + 1]
        near = first.kind == last.kind == tokens.WORD and len(last.gap) == 1 and last.gap in ' -_'
        if near and vocabulary.is_phrase(first.low, last.low):
            for token in (first, found[place], last):
                if token.why != tokens.IDENTITY:
                    token.stays(tokens.TERM)


def _cut_doubtful(found: list[Token], vocabulary: Vocabulary) -> None:
    """A word that is a family name as well goes, unless it is part of a term or a neighbour speaks for the term."""
    count = len(found)
    for place in range(count):
        token = found[place]
        if count > 1 and token.kind == tokens.WORD and token.keep and token.why != tokens.TERM and vocabulary.is_doubtful(token.low):
            near = [found[at] for at in (place - 1, place + 1) if 0 <= at < count and found[at].keep]
            if not [x for x in near if x.low in COMPANIONS] and not (
                    vocabulary.is_seldom(token.low) and [x for x in near if _is_technical(x, vocabulary)]):
                token.goes(tokens.DOUBTFUL)


def _is_technical(token: Token, vocabulary: Vocabulary) -> bool:
    return token.why in TECHNICAL and not vocabulary.is_doubtful(token.low) and token.low not in SMALL and token.low not in LINKS


def _cut_beside(found: list[Token]) -> None:
    """Short forms that nobody knows go beside a word that goes: they may be the rest of a name."""
    count = len(found)
    for place in range(count):
        token = found[place]
        if token.keep and token.why == tokens.CAPITALS and [
                at for at in (place - 1, place + 1) if 0 <= at < count and not found[at].keep and found[at].kind != tokens.NUMBER]:
            token.goes(tokens.BESIDE)


def _cut_links(found: list[Token]) -> None:
    """Small words beside a cut go with it: `de la Cruz`."""
    count = len(found)
    for way in (range(count), range(count - 1, -1, -1)):
        for place in way:
            token = found[place]
            if token.keep and token.low in LINKS:
                sides = [found[at].keep for at in (place - 1, place + 1) if 0 <= at < count]
                if False in sides or not sides:
                    token.goes(tokens.BESIDE)


def _cut_remnants(found: list[Token]) -> None:
    """Where only small words and bare numbers are left of a longer text, they go too: `at before`."""
    left = [token for token in found if token.keep]
    if len(left) < len(found) and not [x for x in left if x.kind != tokens.NUMBER and x.low not in SMALL and x.low not in LINKS]:
        for token in left:
            token.goes(tokens.BESIDE)


def _join(found: list[Token], tail: str) -> str:
    """The kept tokens; where something was cut, the separators shrink to a line break, a backslash or a space."""
    parts: list[str] = []
    pending, cut = _joined(found, parts, '', False)
    return _finished(parts, pending + tail, cut)


def _joined(found: list[Token], parts: list[str], pending: str, cut: bool) -> tuple[str, bool]:
    """Add the kept tokens to `parts`; the separators that wait, and whether something was cut before them."""
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
    return pending, cut


def _finished(parts: list[str], pending: str, cut: bool) -> str:
    """The text of all parts and of the separators behind them."""
    text = ''.join(parts) + ('' if cut else pending)
    for pair in ('()', '[]', '{}'):
        if text.count(pair[0]) != text.count(pair[1]):
            text = text.replace(pair[0], '').replace(pair[1], '')
    return text.strip(' ')


def _shrunk(gap: str) -> str:
    if '\n' in gap:
        return '\r\n' if '\r' in gap else '\n'
    return '\\' if '\\' in gap else ' '
