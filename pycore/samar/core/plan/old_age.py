"""Ages over 89 in a text: they single a person out (45 CFR 164.514(b)(2)(i)(C)), in digits or in words, beside what makes it an age.

In: the tokens of a text (plan/tokens.py). Out: the numbers among them are marked as cut; the words around them stay.
"""

from samar.core.plan import tokens
from samar.kinds import Token

OLDEST, LONGEST_LIFE = 89, 130
# Behind the number: years, old, and who it is. (Not Polish `lat`, which is a view, and nothing that is a unit.)
BEHIND = {'y', 'yo', 'yr', 'yrs', 'year', 'years', 'yearold', 'old', 'aged', 'j', 'jahre', 'jahren', 'jahr', 'jährig', 'jährige',
          'jähriger', 'jähriges', 'jährigen', 'jaehrige', 'jaehriger', 'lj', 'ans', 'année', 'années', 'año', 'años', 'anos', 'anni',
          'jaar', 'jarige', 'jr', 'tahun', 'thn', 'éves', 'år', 'årig', 'vuotta', 'лет', 'года', 'χρονών', 'ετών', '岁', '歲', '歳', '才',
          '세', 'woman', 'man', 'female', 'male', 'lady', 'gentleman', 'f', 'm', 'frau', 'mann', 'weiblich', 'männlich', 'patientin',
          'femme', 'homme', 'dame', 'mujer', 'hombre', 'varón', 'vrouw', 'perempuan', 'wanita', 'pria', 'laki'}
# Before it.
BEFORE = {'age', 'aged', 'alter', 'umur', 'usia', 'âge', 'agé', 'âgé', 'âgée', 'agee', 'edad', 'leeftijd', 'idade', 'età', 'возраст',
          'ålder', 'alder', 'woman', 'man', 'female', 'male', 'f', 'm'}
# Words that say it alone, and those that begin, go on in and end a number from 90 on.
ALONE = ('nonagenari', 'centenari', 'nonag\u00e9nair', 'centenair', 'neunzigj\u00e4hrig', 'hundertj\u00e4hrig')
NINETY = {'ninety', 'noventa', 'novanta', 'negentig', 'nittio', 'nitti', 'hundred', 'hundert', 'cien', 'ciento', 'cem', 'cento',
          'honderd', '\u0434\u0435\u0432\u044f\u043d\u043e\u0441\u0442\u043e'}
ONES = {'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'a', 'and', 'un', 'uno', 'dos', 'tres', 'cuatro',
        'cinco', 'seis', 'siete', 'ocho', 'nueve', 'y', 'e', 'um', 'dois', 'quatro', 'sete', 'oito', 'nove'}
NEAR = ' -_/.,()\u2013\u2010\u2011'


def cut(found: list[Token]) -> None:
    """Mark the numbers that are ages over 89 as cut."""
    for place in range(len(found)):
        low = found[place].low
        if len(low) > 8 and [word for word in ALONE if low.startswith(word)]:
            found[place].goes(tokens.OLD)
        elif low in NINETY or low.startswith('neunzig') or low.endswith('neunzig'):
            _cut_words(found, place)
        if found[place].keep and _is_old(found[place]):
            after = found[place + 1] if place + 1 < len(found) else None
            before = found[place - 1] if place else None
            if (after is not None and after.low in BEHIND and _is_near(after.gap)) or (
                    before is not None and before.low in BEFORE and _is_near(found[place].gap, ':=')):
                found[place].goes(tokens.OLD)


def _cut_words(found: list[Token], place: int) -> None:
    """`ninety-five years`, `one hundred and two years`, `aged ninety`: the whole number goes where it is an age."""
    first = last = place
    while first > 0 and found[first - 1].low in ONES and _is_near(found[first].gap):
        first -= 1
    while last + 1 < len(found) and found[last + 1].low in ONES and _is_near(found[last + 1].gap):
        last += 1
    after = last + 1 < len(found) and found[last + 1].low in BEHIND and _is_near(found[last + 1].gap)
    before = first > 0 and found[first - 1].low in BEFORE and _is_near(found[first].gap, ':=')
    if after or before:
        for at in range(first, last + 1):
            found[at].goes(tokens.OLD)


def _is_old(token: Token) -> bool:
    if token.kind != tokens.NUMBER:
        return False
    whole = token.text.replace(',', '.').partition('.')[0]
    return len(whole) < 4 and OLDEST < int(whole) <= LONGEST_LIFE


def _is_near(gap: str, more: str = '') -> bool:
    """Whether two tokens stand side by side, with nothing between them that ends a thought."""
    return len(gap) < 4 and not [sign for sign in gap if sign not in NEAR and sign not in more]
