"""Text of a description taken apart: words, numbers, mixed tokens such as `b1000`, and what stands between them.

Parts of one text keep their order, and joined they are the text again. No part of a text is looked at sign by sign here
except for short mixed tokens: the platform's own splitting does the work.
"""

SEPARATORS = ' ^_-/\\,;:()[]{}+&|="\'*#<>!?~%.@`\u00b4\u2013\u2014\u2019\u3000\u00a0\t\r\n'
CONTROLS = '\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f'

SPACE, WORD, NUMBER, MIXED, CHUNK = 'space', 'word', 'number', 'mixed', 'chunk'


LEAST_NAME = 3      # letters of a part of a name that identifies alone

# Why a part stays or goes; `how` a word is known is told by plan/vocabulary.py.
NUMERAL, MEASURE, UNIT, LETTER, PARTS, TERM, JOINED, CAPITALS = 'number', 'measure', 'unit', 'letter', 'parts', 'term', 'joined', 'capitals'
IDENTITY, UNKNOWN, DOUBTFUL, TITLED, LABELLED, INITIAL = 'identity', 'unknown', 'name-too', 'titled', 'labelled', 'initial'
DATED, OLD, BESIDE, ADDRESS = 'date-or-id', 'age', 'beside-a-cut', 'address'


class Token:
    """One part: `text`, `low` (in small letters), `kind`, and `gap`, the separators before it. `keep` and `why` are decided later."""

    __slots__ = ('gap', 'keep', 'kind', 'low', 'text', 'why')

    def __init__(self, text: str, kind: str, gap: str) -> None:
        self.text = text
        self.low = text.lower()
        self.kind = kind
        self.gap = gap
        self.keep = True
        self.why = ''

    def stays(self, why: str) -> None:
        """Mark as kept."""
        self.keep, self.why = True, why

    def goes(self, why: str) -> None:
        """Mark as cut; the first reason stands."""
        if self.keep or not self.why:
            self.keep, self.why = False, why


def split(text: str, commas: int = -1) -> tuple[list[Token], str]:
    """(tokens, tail): all tokens of the text, and the separators behind the last one. `commas`: how many the whole text has, where this
    is a piece of one.

    A chunk between spaces that is a mail or web address or looks like a UID stays in one piece (kind CHUNK).
    """
    whole = not (text.count('.') > 2 or '@' in text or '://' in text or 'www.' in text.lower())
    tokens = []
    gap = ''
    for part in _parts(text) if whole else _chunks(text):
        if part in SEPARATORS or part in CONTROLS:
            gap += part
        else:
            tokens.append(Token(part, CHUNK if not whole and _is_address(part) else kind_of(part), gap))
            gap = ''
    if '.' in text or ',' in text:
        tokens = _with_decimals(tokens, '.' if (text.count(',') if commas < 0 else commas) > 2 else '.,')
    return (tokens, gap)


def kind_of(part: str) -> str:
    """WORD, NUMBER or MIXED."""
    if part.isalpha():
        return WORD
    return NUMBER if part.isdecimal() and part.isascii() else MIXED


def runs_of(text: str) -> list[str]:
    """A mixed text as its runs of ASCII digits and of other signs: `b1000` gives ['b', '1000']."""
    found, first = [], 0
    for place in range(1, len(text) + 1):
        if place == len(text) or ('0' <= text[place] <= '9') != ('0' <= text[first] <= '9'):
            found.append(text[first:place])
            first = place
    return found


def _chunks(text: str) -> list[str]:
    """Parts of a text in which a chunk between spaces may have to stay whole."""
    parts: list[str] = []
    for chunk in text.split(' '):
        if _is_address(chunk):
            parts.append(chunk)
        else:
            parts.extend(_parts(chunk))
        parts.append(' ')
    parts.pop()
    return parts


def _is_address(chunk: str) -> bool:
    """Whether the chunk is a mail address, a web address, or numbers with three or more full stops (UID, IP address)."""
    if '@' in chunk or '://' in chunk or 'www.' in chunk.lower():
        return True
    return chunk.count('.') > 2 and chunk.replace('.', '').isdecimal()


def _parts(text: str) -> list[str]:
    for sign in SEPARATORS if text.isprintable() else SEPARATORS + CONTROLS:
        if sign in text:
            text = text.replace(sign, '\0' + sign + '\0')
    return [part for part in text.split('\0') if part]


def _with_decimals(tokens: list['Token'], signs: str) -> list['Token']:
    """Joins `1`, `.`, `5` to one number, and `1`, `.`, `5mm` to one mixed token; not `1.2.3`.

    Where commas part a list they are none of `signs`.
    """
    joined: list['Token'] = []
    for place, token in enumerate(tokens):
        before = joined[-1] if joined else None
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if (before is not None and len(token.gap) == 1 and token.gap in signs and before.kind == NUMBER
                and '.' not in before.text and ',' not in before.text and (before.gap[-1:] or ' ') not in signs
                and (token.kind == NUMBER or _starts_with_digit(token))
                and not (after is not None and after.gap == token.gap and after.kind != WORD)):
            joined[-1] = Token(before.text + token.gap + token.text, token.kind, before.gap)
        else:
            joined.append(token)
    return joined


def _starts_with_digit(token: Token) -> bool:
    return token.kind == MIXED and '0' <= token.text[0] <= '9'
