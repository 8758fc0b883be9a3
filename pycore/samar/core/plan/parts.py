"""Words, numbers and short forms written as one: `AlignedT1toPET`, `LowRes`, `mIHC`, `PreFA5`.

A name of people has none of these forms: letters beside digits, capitals inside. Where a part is a name or is not known, all goes.
"""

from samar.core.plan import acquisition, numerals, tokens
from samar.core.plan.vocabulary import FORM, LISTED, PLAIN
from samar.kinds import Vocabulary

# Before a name with a capital inside: `McBride`, `DeLuca`, `VanDyke`.
PARTICLES = ('mc', 'mac', 'o', 'd', 'l', 'de', 'di', 'da', 'du', 'des', 'del', 'della', 'la', 'le', 'van', 'von', 'vander', 'ter', 'ten',
             'fitz', 'san', 'st', 'al', 'el', 'abu', 'ben', 'bin', 'ibn', 'ap')
IN_CAPITALS = 4     # capitals behind a small letter that need not be known
CAPITALS = 3        # capitals beside a word that need not be known
LONGEST = 40        # signs of a token
DIGITS = 6          # fewer in all
FEW, SHORT = 2, 3   # digits and parts of a token without a word
SPOKEN = 2          # a word has more letters
WORDS = (LISTED, PLAIN, FORM)


def pieces(text: str, whole: bool = False) -> list[str]:
    """A token's parts: digits, and letters up to a change from small to capital.

    `FSto` is `F`, `Sto`, or `FS`, `to` with `whole` capitals.
    """
    found: list[str] = []
    for place in range(len(text)):
        sign = text[place]
        if place:
            before = text[place - 1]
            if whole:
                turns = sign.islower() and len(found[-1]) > 1 and before.isupper()
            else:
                turns = sign.isupper() and before.isupper() and text[place + 1:place + 2].islower()
            if _is_digit(sign) == _is_digit(before) and not (sign.isupper() and before.islower()) and not turns:
                found[-1] += sign
                continue
        found.append(sign)
    return found


def words_of(text: str) -> list[str]:
    """The parts of a token that may be words, in small letters: three letters and more."""
    return [piece.lower() for piece in pieces(text) if len(piece) > 2 and not _is_digit(piece[0])]


def is_made_of(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a token of several parts is made of known words, short forms and small numbers."""
    low = text.lower()
    if len(low) > LONGEST or vocabulary.is_name(low) or not text.isalnum():
        return False
    return bool(_are_known(pieces(text), low, vocabulary) or _are_known(pieces(text, True), low, vocabulary))


def _are_known(found: list[str], low: str, vocabulary: Vocabulary) -> bool:
    if len(found) < 2 or found[0].lower() in PARTICLES:
        return False
    if _is_small_and_capitals(found):
        return not vocabulary.is_name(found[1].lower())
    if _is_short_form(found, vocabulary):
        return True
    if max([len(piece) for piece in found]) < 2:
        return False
    if [piece for piece in found if not _is_digit(piece[0]) and not _is_known(piece, found, vocabulary)]:
        return False
    numbers = [piece for piece in found if _is_digit(piece[0])]
    return not numbers or _are_harmless(numbers, found, low, vocabulary)


def _are_harmless(numbers: list[str], found: list[str], low: str, vocabulary: Vocabulary) -> bool:
    """Whether digits are few for an id: one run of three or two of two, beside a word; one or two of them beside a short form."""
    digits = sum([len(number) for number in numbers])
    if max([len(number) for number in numbers]) > 3 or [number for number in numbers if len(number) > 1 and number[0] == '0']:
        return False
    if digits >= DIGITS or (len(found) == 2 and _is_old(found)) or acquisition.is_room(tokens.runs_of(low)):
        return False
    spoken = [piece for piece in found if len(piece) > SPOKEN and vocabulary.how(piece.lower()) in WORDS]
    return bool(spoken) or (digits <= FEW and len(found) <= SHORT)


def _is_small_and_capitals(found: list[str]) -> bool:
    """`mIHC`, `rCBV`, `fMRI`: one small letter before a short form in capitals."""
    return len(found) == 2 and len(found[0]) == 1 and found[0].islower() and 1 < len(found[1]) <= IN_CAPITALS and found[1].isupper()


def _is_known(piece: str, found: list[str], vocabulary: Vocabulary) -> bool:
    low = piece.lower()
    if len(piece) == CAPITALS and piece.isascii() and piece.isupper() and _stands_by_a_word(piece, found) and low not in numerals.MONTHS:
        return not vocabulary.is_name(low)
    if vocabulary.is_doubtful(low) and not vocabulary.is_seldom(low):
        return False
    return len(low) == 1 or vocabulary.knows(low)


def _stands_by_a_word(capitals: str, found: list[str]) -> bool:
    """Whether short capitals are part of a token with a written word and no digits: `VolSER`; the word has to be known as well."""
    return bool([piece for piece in found if piece is not capitals and len(piece) > SPOKEN and piece[1:].islower()]) and not [
        piece for piece in found if _is_digit(piece[0])]


def _is_short_form(found: list[str], vocabulary: Vocabulary) -> bool:
    """`CyCIF`, `CyTOF`: a capital and a small letter before three capitals, neither of which is a name."""
    return (len(found) == 2 and len(found[0]) == 2 and found[0][0].isupper() and found[0][1].islower() and len(found[1]) == CAPITALS
            and found[1].isupper() and not vocabulary.is_name(found[0].lower()) and not vocabulary.is_name(found[1].lower()))


def _is_old(found: list[str]) -> bool:
    """`90Y`, `f95`: an age."""
    number, letters = (found[0], found[1]) if _is_digit(found[0][0]) else (found[1], found[0])
    return letters.lower() in acquisition.PERSONAL and number.isdecimal() and int(number) > acquisition.OLDEST


def _is_digit(sign: str) -> bool:
    return '0' <= sign <= '9'
