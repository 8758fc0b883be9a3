"""The words of a text that was cleaned (PS3.15 E.3.5): each of four letters or more is in the vocabulary that is shipped.

In: a text as it stands in the output. Out: whether all of it may stand there: as a word, as a form of one that is no name, as a part
of one that was written in two, or beside the word that makes a term of it. Numbers and shorter words are not looked at here, but for
letters around digits (`QX015ZV`), which are a number of somebody, and for numbers as a telephone or a day has them (`555-0148`, `3.4.61`).
"""

from samar.core import host
from samar.kinds import Fields

# Units and parameters of an acquisition that a description may keep beside their numbers, though they are no words.
BESIDE_NUMBERS = ('secs', 'mins', 'mmol', 'echo', 'phase', 'grad', 'ipat', 'star', 'bval', 'anonymized')
# The same of two and three letters, where digits are on both sides or letters on both sides of digits.
AROUND_NUMBERS = ('mol', 'mo', 'iu', 'pat', 'ti', 'ur', 'ya', 'hu', 'bpm', 'bv', 'gy', 'cgy', 'mgy', 'kbq', 'mbq', 'mci', 'db', 'fr',
                  'hf', 'hl', 'hv', 'hrs', 'kg', 'khz', 'mhz', 'ms', 'nsa', 'pct', 'sb', 'sc', 'sd', 'wk', 'wks', 'wl', 'yb', 'yc',
                  '\u00b5m')
DIGITS = '0123456789'
FEW, MANY = 2, 5    # digits around which nobody need know the letters; and around which they have to be beside a word
SIGNS = '^_-/\\,;:()[]{}+&|="\'*#<>!?~%.@`\u00b4\u00b2\u00b3\u00b0\u2013\u2014\u2019\u2026\u3000\u00a0\t\r\n\ufffd'
CONTROLS = ''.join([chr(code) for code in (*range(1, 32), 127)])
LEAST = 4
PHONE = 6           # digits of a telephone number are more
LONGEST = 64        # letters of two words in one
MOST = 2000          # texts remembered: a series has the same ones in each file
# Of forms: letters of a beginning, and how many its word has more; of a word spelt wrong, and how many of the first are right.
BEGINNING, MORE, MISSPELT, SAME = 5, 2, 7, 4
COMPOUND, PARTS = 40, 4
SHORT = ('ct', 'mr', 'mri', 'pet', 'abd', 'pel', 'lt', 'rt', 'wo', 'ax', 'cor', 'sag', 'cap', 'dwi', 'adc', 'fs', 'iv', 'fse', 'tse',
         'sim', 'cta', 'mra', 'ivc', 'csp', 'lsp', 'tsp', 'fat', 'sat', 'sup', 'pro', 'pre', 'non', 'sub')
FIVE = 5            # letters of each of two spoken words in one, and of a word with a beginning; with an ending it has more
# What medicine makes words with, before and behind others.
AT_THE_FRONT = ('anti bi ecto endo epi extra hemi hetero homo hyper hypo infra inter intra iso macro meta micro mono multi neo non para '
                'peri poly post pre pseudo retro semi sub supra trans tri un').split(' ')
AT_THE_END = ('able al ally ated ation ations ator ators ed er ers genic ic ing ings ity ive less ly ment ments ness or ors').split(' ')
TWO = 6             # letters of a word that may stand in two parts
WITHOUT_SIGNS = (('ue', 'u'), ('oe', 'o'), ('ae', 'a'), ('\u00fc', 'u'), ('\u00f6', 'o'), ('\u00e4', 'a'),
                 ('\u00e9', 'e'), ('\u00e8', 'e'))

_judged: dict[str, bool] = {}


def are_known(text: str) -> bool:
    """Whether every word of a text may stand there."""
    known: bool | None = _judged.get('=' + text)
    if known is None:
        known = _are_known(text)
        if len(_judged) >= MOST:
            _judged.clear()
        _judged['=' + text] = known
    return known


def is_ordinary(text: str) -> bool:
    """Whether a text is words of the vocabulary and nothing else: no number of three digits or more, and no mere form of one."""
    run, longest, letters = 0, 0, 0
    for sign in text:
        if '0' <= sign <= '9':
            run, letters = run + 1, 0
        elif sign.isalpha():
            run, letters = 0, letters + 1
        else:
            run = letters = 0
        if run > 2:
            return False
        if letters > longest:
            longest = letters
    shelves = host.table('vocabulary')
    return longest >= LEAST and not [word for word in _split(text.lower()) if _is_somebody_s(shelves, word) or not _is_plain(shelves, word)]


def is_term(word: str) -> bool:
    """Whether a part of somebody's name is a word of the vocabulary that hardly anybody is called."""
    shelves = host.table('vocabulary')
    entry = '\n' + word + '\n'
    return _is_listed(shelves, word) and (entry not in shelves['doubtful'] or entry in shelves['seldom'])


def _are_known(text: str) -> bool:
    if _calls_somebody(text) or _tells_a_day(text):
        return False
    shelves = host.table('vocabulary')
    words = _split(text)
    lows = [word.lower() for word in words if word.lower() != 's']
    for word in words:
        low = word.lower()
        if _is_somebody_s(shelves, low):
            return False
        if not (_is_plain(shelves, low) or _is_form(shelves, low) or _is_glued(shelves, word) or _has_company(shelves, lows, low)):
            return False
    return True


def _split(text: str) -> list[str]:
    for sign in SIGNS if text.isprintable() else SIGNS + CONTROLS:
        if sign in text:
            text = text.replace(sign, ' ')
    return [word for word in text.split(' ') if word]


def _is_plain(shelves: Fields, word: str) -> bool:
    """Short, a word, or words beside digits."""
    if len(word) < LEAST or _is_word(shelves, word):
        return True
    for digit in DIGITS:
        if digit in word:
            word = word.replace(digit, ' ')
    return not [part for part in word.split(' ') if len(part) >= LEAST and not _is_word(shelves, part)]


def _calls_somebody(text: str) -> bool:
    """Whether numbers with hyphens between them, or blanks behind a plus, have the digits of a telephone or a date; numbers that all end
    in 0 are b-values or a matrix."""
    marked = ''
    for sign in text:
        marked += sign if sign in DIGITS or sign in '-+ ' else 'x'
    numbers: list[str] = []
    before, open_ended = 'x', False     # the word before, and whether blanks join
    for word in [word for word in marked.split(' ') if word]:
        open_ended = (open_ended and 'x' not in before) or (word[0] == '+' and 'x' in before)
        if not open_ended:
            numbers = []
        for piece in word.lstrip('+').replace('+', '-x-').split('-'):
            if 'x' in piece:
                numbers = []
            elif piece:
                numbers.append(piece)
                if _is_call(numbers):
                    return True
        before = word
    return False


def _is_call(numbers: list[str]) -> bool:
    if len(numbers) < 2 or len(''.join(numbers)) <= PHONE or not [number for number in numbers if number[-1] != '0']:
        return False
    return bool([number for number in numbers if len(number) > 3]) or (len(numbers) > 3 and not [x for x in numbers if len(x) < 2])


def _tells_a_day(text: str) -> bool:
    """Whether numbers with full stops between them stand alone as a day does: `3.4.61`."""
    marked = ''
    for sign in text:
        is_stop = sign == '.' and '0' <= marked[-1:] <= '9'
        marked += sign if sign in DIGITS or is_stop else 'x' if sign.isalnum() or (sign == '.' and marked[-1:] == '.') else ' '
    for word in marked.replace('. ', '.').split(' '):
        parts = word.strip('.').split('.')
        if [len(part) for part in parts[:2] if 'x' in part or not 0 < len(part) < 3]:
            continue
        if len(parts) == 3 and 'x' not in parts[2] and len(parts[2]) in (2, 4):
            low, high = sorted([int(parts[0]), int(parts[1])])
            if 0 < low <= 12 and high <= 31:
                return True
    return False


def _is_somebody_s(shelves: Fields, word: str) -> bool:
    """Whether letters that nobody knows stand around digits, as in a number of a person or an order."""
    runs: list[str] = []
    digit: bool | None = None
    for sign in word:
        if (sign in DIGITS) != digit:
            digit = sign in DIGITS
            runs.append('')
        runs[-1] += sign
    if len(runs) < 3 or _is_word(shelves, word):
        return False
    letters = [run for run in runs if run[0] not in DIGITS]
    if not [run for run in letters if 1 < len(run) < LEAST and run not in AROUND_NUMBERS and not _is_exact(shelves, run)]:
        return False
    numbers = [run for run in runs if run[0] in DIGITS]
    count = sum([len(run) for run in numbers])
    beside = [run for run in letters if len(run) >= LEAST or (len(run) == LEAST - 1 and _is_exact(shelves, run))]
    return bool([run for run in numbers if len(run) > 1 and run[0] == '0']) or count > (MANY if beside else FEW)


def _is_exact(shelves: Fields, word: str) -> bool:
    return _is_listed(shelves, word) or _is_common(shelves, word)


def _is_common(shelves: Fields, word: str) -> bool:
    """Whether it is a word of plain English and of no name."""
    return 'a' <= word[0] <= 'z' and ('\n' + word + '\n') in shelves['common_' + word[0]]


def _is_spoken(shelves: Fields, word: str) -> bool:
    return _is_piece(shelves, word) or _is_common(shelves, word)


def _is_word(shelves: Fields, word: str) -> bool:
    """A word of the vocabulary, its plural, two of its words in one, or a short form without a vowel."""
    if _is_exact(shelves, word):
        return True
    if word[-1] == 's' and _is_listed(shelves, word[:-1]):
        return True
    if len(word) < 6 and word.isascii() and word.isalpha():
        vowels = 0
        for sign in 'aeiouy':
            vowels += word.count(sign)
        if vowels == 0:
            return True
    if len(word) > LONGEST:
        return False
    for at in range(2, len(word) - 1):
        if at < LEAST and len(word) - at < LEAST:
            continue
        if _is_piece(shelves, word[:at]) and _is_piece(shelves, word[at:]):
            return True
    return False


def _is_piece(shelves: Fields, word: str) -> bool:
    """Whether a word may be a part of another: names are made of those that are names themselves."""
    return _is_listed(shelves, word) and ('\n' + word + '\n') not in shelves['doubtful']


def _is_form(shelves: Fields, word: str) -> bool:
    """Several words in one, the beginning of a longer word, or one spelt wrong in one place; never a name."""
    if ('\n' + word + '\n') in shelves['names']:
        return False
    if len(word) <= COMPOUND and (_are_joined(shelves, word, PARTS) or _is_made_longer(shelves, word)):
        return True
    shelf = _shelf(shelves, word)
    beginning = '\n' + (word if len(word) < MISSPELT else word[:SAME])
    at = shelf.find(beginning) if len(word) >= BEGINNING else -1
    while at >= 0:
        end = shelf.find('\n', at + 1)
        listed = shelf[at + 1:end]
        if (listed[:len(word)] == word and len(listed) >= len(word) + MORE) or (len(word) >= MISSPELT and _is_one_slip(word, listed)):
            return True
        at = shelf.find(beginning, end)
    return False


def _are_joined(shelves: Fields, word: str, most: int) -> bool:
    for at in range(2, len(word) - 1):
        first = word[:at]
        if (at >= LEAST or first in SHORT) and _is_piece(shelves, first):
            rest = word[at:]
            if ((len(rest) >= LEAST or rest in SHORT) and _is_piece(shelves, rest)) or (most > 2 and _are_joined(shelves, rest, most - 1)):
                return True
    return False


def _is_made_longer(shelves: Fields, word: str) -> bool:
    """`perihepatic`, `segmentator`, `firstorder`."""
    for front in AT_THE_FRONT:
        if word.startswith(front) and len(word) >= len(front) + FIVE and _is_listed(shelves, word[len(front):]):
            return True
    for end in AT_THE_END:
        if word.endswith(end) and len(word) > len(end) + FIVE and _is_listed(shelves, word[:-len(end)]):
            return True
    return bool([at for at in range(FIVE, len(word) - FIVE + 1) if _is_spoken(shelves, word[:at]) and _is_spoken(shelves, word[at:])])


def _is_one_slip(one: str, other: str) -> bool:
    """Whether one sign more, less or other, or two that changed places, is all the difference."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    for at in range(len(other)):
        if one[at:at + 1] != other[at]:
            if len(one) < len(other):
                return one[at:] == other[at + 1:]
            return one[at + 1:] == other[at + 1:] or (one[at:at + 2] == other[at + 1] + other[at] and one[at + 2:] == other[at + 2:])
    return False


def _is_glued(shelves: Fields, word: str) -> bool:
    """Words and short forms with capitals and digits between them: `AlignedT1toPET`."""
    if ('\n' + word.lower() + '\n') in shelves['names']:
        return False
    for upper in (False, True):
        parts = _apart(word, upper)
        if len(parts) > 1 and not [part for part in parts if not (len(part) < LEAST or _is_word(shelves, part) or _is_form(shelves, part))]:
            return True
    return len(word) < LEAST + 2 and word[0].islower() and word[1:].isupper()


def _apart(word: str, upper: bool) -> list[str]:
    """Parts in small letters; with `upper` two capitals and more stay together before a small letter."""
    marked = ''
    for at in range(len(word)):
        sign, before, after = word[at], word[at - 1:at], word[at + 1:at + 2]
        if '0' <= sign <= '9':
            marked += ' '
            continue
        begins = sign.isupper() and (before.islower() or (not upper and after.islower()))
        if begins or (upper and sign.islower() and before.isupper() and word[at - 2:at - 1].isupper()):
            marked += ' '
        marked += sign
    return [part for part in marked.lower().split(' ') if part]


def _has_company(shelves: Fields, lows: list[str], low: str) -> bool:
    """Whether the word before or behind makes one word or a term with it: `COLON OGRAPHY`, `May-Grunwald-Giemsa`."""
    for at in range(1, len(lows)):
        first, last = lows[at - 1], lows[at]
        if low in (first, last) and ((len(first + last) >= TWO and _is_word(shelves, first + last))
                                     or ('\n' + _bare(first) + ' ' + _bare(last) + '\n') in shelves['phrases']):
            return True
    return False


def _bare(word: str) -> str:
    for sign, letter in WITHOUT_SIGNS:
        word = word.replace(sign, letter)
    return word


def _shelf(shelves: Fields, word: str) -> str:
    first = word[0]
    found: str = shelves[first if 'a' <= first <= 'z' else 'other']
    return found


def _is_listed(shelves: Fields, word: str) -> bool:
    return word in BESIDE_NUMBERS or ('\n' + word + '\n') in _shelf(shelves, word)
