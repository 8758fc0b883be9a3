"""Text that was read from a picture, compared with text of the file: a letter misread is no reason to miss a name.

Reading takes some letters and digits for each other; both sides are written with one of them before they are compared.
"""

ACCENTS = (('A', '\u00c0\u00c1\u00c2\u00c3\u00c4\u00c5\u0100\u0102\u0104'), ('C', '\u00c7\u0106\u0108\u010c'), ('D', '\u010e\u0110'),
           ('E', '\u00c8\u00c9\u00ca\u00cb\u0112\u0116\u0118\u011a'), ('G', '\u011e\u0122'),
           ('I', '\u00cc\u00cd\u00ce\u00cf\u012a\u0130'), ('L', '\u0141\u013d'), ('N', '\u00d1\u0143\u0147'),
           ('O', '\u00d2\u00d3\u00d4\u00d5\u00d6\u00d8\u0150'), ('R', '\u0158'), ('S', '\u015a\u015e\u0160'), ('T', '\u0164\u021a'),
           ('U', '\u00d9\u00da\u00db\u00dc\u016e\u0170'), ('Y', '\u00dd'), ('Z', '\u0179\u017b\u017d'))
ALIKE = (('0', 'OQD'), ('1', 'IL|!'), ('2', 'Z'), ('5', 'S'), ('8', 'B'), ('6', 'G'))
SHORT, MEDIUM = 4, 8     # below: nothing may differ; one sign; from there on two


def plain(text: str) -> str:
    """Capitals without accents; signs that are neither letters nor digits become spaces."""
    found = ''
    for sign in text.upper():
        if not sign.isascii():
            for letter, forms in ACCENTS:
                if sign in forms:
                    sign = letter
        found += sign if sign.isalnum() or sign == '|' else ' '
    return found


def alike(text: str) -> str:
    """The same with one sign for those that are taken for each other."""
    for sign, forms in ALIKE:
        for form in forms:
            if form in text:
                text = text.replace(form, sign)
    return text


def words(text: str) -> list[str]:
    """Words of a text, each as `alike` writes it, with its length."""
    return [alike(word) for word in plain(text).split(' ') if word]


def solid(text: str) -> str:
    """A text as `alike` writes it, with nothing between its words."""
    return alike(plain(text).replace(' ', ''))


def slack(length: int) -> int:
    """How many signs may differ."""
    return 0 if length < SHORT else 1 if length < MEDIUM else 2


def same(a: str, b: str) -> bool:
    """Whether two words are the same, misreading allowed for."""
    allowed = slack(min(len(a), len(b)))
    return a == b or (allowed > 0 and abs(len(a) - len(b)) <= allowed and distance(a, b, allowed) <= allowed)


def inside(part: str, whole: str) -> bool:
    """Whether `part` stands in `whole`, misreading allowed for."""
    if part in whole:
        return True
    allowed = slack(len(part))
    if allowed == 0:
        return False
    for start in range(0, max(1, len(whole) - len(part) + 1)):
        if distance(part, whole[start:start + len(part)], allowed) <= allowed:
            return True
    return False


def distance(a: str, b: str, most: int) -> int:
    """Signs that have to be changed, added or left out to make one text of the other; `most` + 1 where there are more."""
    before = list(range(len(b) + 1))
    for i, sign in enumerate(a):
        row = [i + 1]
        for j, other in enumerate(b):
            row.append(min(before[j + 1] + 1, row[j] + 1, before[j] + (0 if sign == other else 1)))
        if min(row) > most:
            return most + 1
        before = row
    return before[-1]
