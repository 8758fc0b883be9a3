"""The words of a text that was cleaned (PS3.15 E.3.5): each of four letters or more is in the vocabulary that is shipped.

In: a text as it stands in the output. Out: whether all of it may stand there. Numbers and shorter words are not looked at here.
"""

from samar.core import host

# Units and parameters of an acquisition that a description may keep beside their numbers, though they are no words.
BESIDE_NUMBERS = ('secs', 'mins', 'mmol', 'echo', 'phase', 'grad', 'ipat', 'star', 'anonymized')
DIGITS = '0123456789'
SIGNS = '^_-/\\,;:()[]{}+&|="\'*#<>!?~%.@`\u00b4\u00b2\u00b3\u00b0\u2013\u2014\u2019\u2026\u3000\u00a0\t\r\n\x0c\ufffd'
LEAST = 4
LONGEST = 64        # letters of two words in one
MOST = 2000          # texts remembered: a series has the same ones in each file

_judged = {}


def are_known(text):
    """Whether every word of a text is one of the vocabulary's."""
    known = _judged.get('=' + text)
    if known is None:
        known = _are_known(text)
        if len(_judged) >= MOST:
            _judged.clear()
        _judged['=' + text] = known
    return known


def is_ordinary(text):
    """Whether a text is words of the vocabulary and nothing else: no number of three digits or more."""
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
    return longest >= LEAST and are_known(text)


def _are_known(text):
    shelves = host.table('vocabulary')
    text = text.lower()
    for sign in SIGNS:
        if sign in text:
            text = text.replace(sign, ' ')
    for word in text.split(' '):
        if len(word) >= LEAST and not _is_word(shelves, word):
            for digit in DIGITS:
                if digit in word:
                    word = word.replace(digit, ' ')
            for part in word.split(' '):
                if len(part) >= LEAST and not _is_word(shelves, part):
                    return False
    return True


def _is_word(shelves, word):
    """A word of the vocabulary, its plural, two of its words in one, or a short form without a vowel."""
    if _is_listed(shelves, word) or ('a' <= word[0] <= 'z' and ('\n' + word + '\n') in shelves['common_' + word[0]]):
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
        if _is_listed(shelves, word[:at]) and _is_listed(shelves, word[at:]):
            return True
    return False


def _is_listed(shelves, word):
    first = word[0]
    return word in BESIDE_NUMBERS or ('\n' + word + '\n') in shelves[first if 'a' <= first <= 'z' else 'other']
