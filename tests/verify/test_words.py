"""What cleaning leaves passes the look at its words, and what cleaning would cut does not."""

import random

import pytest
from samar.core import host
from samar.core.plan import acquisition, descriptors, vocabulary
from samar.core.verify import words

WORDS = vocabulary.load()
SHELVES = host.table('vocabulary')
KNOWN = sorted(word for shelf in [*vocabulary.LETTERS, 'other'] for word in SHELVES[shelf].split('\n') if word)
STRANGE = ('Wibisono', 'HARTONO', 'Müller', 'Zoë', 'Łukasz', '山田太郎', 'Анна', 'MRN-556677', '12.03.1950', 'lia@example.org', 'x7y8z',
           "O'Neill", 'van der Berg', 'Mr.', 'Dr. Surya', 'Melati', 'ﬁssure', 'abc\u0301d', '½', '②')


def made_up(chance):
    parts = []
    for _ in range(chance.randint(1, 9)):
        kind = chance.randrange(6)
        if kind < 3:
            parts.append(chance.choice(KNOWN))
        elif kind == 3:
            parts.append(str(chance.choice((1, 5, 1.5, 90, 120, 1000, 20200131))) + chance.choice(['', ' ']) + chance.choice(
                sorted(acquisition.UNITS)))
        elif kind == 4:
            parts.append(chance.choice(sorted(acquisition.PREFIXES)) + chance.choice(['', ' ', '=']) + str(chance.randint(1, 2500)))
        else:
            parts.append(chance.choice(STRANGE))
        if chance.random() < 0.2:
            parts[-1] = parts[-1].upper()
    return ''.join(part + chance.choice((' ', ' ', '-', '_', '/', ', ', '. ', '^', '\r\n', '·', '…')) for part in parts)


def test_every_word_of_the_vocabulary_passes():
    assert [word for word in KNOWN if not words.are_known(word)] == []


@pytest.mark.parametrize('seed', range(4))
def test_what_cleaning_leaves_passes(seed):
    chance = random.Random(seed)
    for _ in range(1500):
        text = made_up(chance)
        kept, _cut = descriptors.clean(text, WORDS, set())
        assert words.are_known(kept), (text, kept)


def test_numbers_that_cleaning_leaves_pass():
    """b-values, matrices, decimals, times and measures with all signs between them."""
    chance = random.Random(5)
    for _ in range(20000):
        text = chance.choice(('chest ', 'b ', 'dwi ', '', 'T1 ', '+', 'C+ '))
        for _place in range(chance.randint(1, 5)):
            text += str(chance.choice((chance.randint(0, 99), chance.randint(0, 999), chance.randint(0, 9999), 50 * chance.randint(0, 40))))
            text += chance.choice('---  +...,/xbT') * chance.choice((1, 1, 1, 2))
        kept = descriptors.clean(text + chance.choice((' mm', '', 'thorax')), WORDS, set())[0]
        assert not words._calls_somebody(kept) and not words._tells_a_day(kept), (text, kept)


@pytest.mark.parametrize('text', ['CT chest Wibisono', 'chest HARTONO', 'Hüller', '山田太郎', 'sutanto2020', 'chest_Melati',
                                  'chest QX015ZV', 'AXIAL 417QX2', 'chest 555-0148', 'chest 030-1234567',
                                  'call +49 30 1234567', 'chest 2019-05-07', '05-07-2019 chest', 'chest 12-34-56-78', 'geb. 3.4.61', '3.4.1961', 'chest (11.12.85)', 'born 3. 4. 61.', 'chest Quillfeather', 'Blackwood CT'])
def test_what_cleaning_cuts_does_not_pass(text):
    assert not words.are_known(text)
    assert words.are_known(descriptors.clean(text, WORDS, set())[0])
