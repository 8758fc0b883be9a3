"""Clean Descriptors: what stays, what goes, and that nothing of a person gets through by being mixed with good words."""

import random

import pytest
from samar.core.plan import descriptors, tokens, vocabulary

from tests.cases import plan_cases

BETWEEN = [' ', ' ', '_', '^', '-', ', ', '/', '(', ')', ': ', '\\', '\r\n']


@pytest.fixture(scope='module')
def words():
    return vocabulary.load()


@pytest.fixture(scope='module')
def identifiers():
    return descriptors.identifiers_of(plan_cases.NAMES, plan_cases.VALUES)


@pytest.mark.parametrize(('text', 'expected'), plan_cases.DESCRIPTIONS)
def test_clean(words, identifiers, text, expected):
    kept, cuts = descriptors.clean(text, words, identifiers)
    assert kept == expected
    assert bool(cuts) is (kept != text)
    assert all(cut in text for cut in cuts)


@pytest.mark.parametrize(('token', 'stays'), plan_cases.TOKENS)
def test_tokens_beside_a_word(words, token, stays):
    kept, _cuts = descriptors.clean('chest ' + token, words, set())
    assert kept == ('chest ' + token if stays else 'chest')


def test_cleaning_twice_changes_nothing(words, identifiers):
    for text, _expected in plan_cases.DESCRIPTIONS:
        once, _cuts = descriptors.clean(text, words, identifiers)
        assert descriptors.clean(once, words, identifiers) == (once, [])


def test_parts_are_the_text_again():
    for text, _expected in plan_cases.DESCRIPTIONS:
        found, tail = tokens.split(text)
        assert ''.join(token.gap + token.text for token in found) + tail == text


def test_no_token_of_an_identifier_survives_anywhere(words, identifiers):
    good = ['CT', 'chest', 'axial', '5mm', 'T2', 'with', 'of', '3', 'b1000', 'de']
    bad = ['Sekar', 'WIJAYAKUSUMA', 'ayu', '8411', '7203', 'head', 'Brown', 'b1150', 'Rinjani', '20240317', 'john@x.example']
    generator = random.Random(5)
    for _ in range(3000):
        parts = generator.sample(good, 4) + generator.sample(bad, 3)
        generator.shuffle(parts)
        text = ''.join(part + generator.choice(BETWEEN) for part in parts)
        kept, _cuts = descriptors.clean(text, words, identifiers)
        low = kept.lower()
        for part in bad:
            assert part.lower() not in low, (text, kept)


def test_identifiers_of():
    found = descriptors.identifiers_of(['DOE^JOHN X^PAUL^Mr^MD=山田^太郎', 'ROE^JANE\\POE^ANN'], ['S-30718 (b)'])
    assert found >= {'doe', 'john', 'paul', '山田', '太郎', 'roe', 'jane', 'poe', 'ann', '30718', 's30718b'}
    assert not found & {'mr', 'md', 'x', 's', 'b', ''}


def test_vocabulary_knows_words_and_no_names(words):
    for word in ('abdomen', 'thorax', 'toraks', 'schädel', 'schaedel', 'schadel', 'poumons', 'tórax', 'nieren', 'flair', 'gadolinium',
                 'contrast', 'sagittal', 'w', 'ct'):
        assert words.has(word), word
    for word in ('', 'smith', 'sekar', 'john', 'maria', 'brown', 'young', 'taylor', 'lee', 'hospital', 'name', 'may', 'x y', 'labrador'):
        assert not words.has(word), word


def test_vocabulary_table():
    from samar.core import host
    table = host.table('vocabulary')
    shelves = [table[letter] for letter in [*vocabulary.LETTERS, 'other']]
    listed = [word for shelf in shelves for word in shelf.split('\n') if word]
    assert len(listed) == len(set(listed)) == table['count'] > 7000
    assert all(shelf[0] == shelf[-1] == '\n' for shelf in shelves)
    assert all(word == word.lower() for word in listed)
    assert table['sources'][0][0] == 'pydicom'


def test_what_is_remembered_never_hides_an_identifier(words):
    text = 'MR brown fat spine 1.5 mm'
    free = descriptors.clean(text, words, {'aorta'})
    assert descriptors.clean(text, words, {'spine'})[0] == 'MR fat 1.5 mm'
    assert descriptors.clean(text, words, {'zzz'}) == free == descriptors.clean(text, words, set())
    free[1].clear()
    assert descriptors.clean(text, words, set())[1] == ['brown']


@pytest.mark.parametrize('size', [300, 4000])
def test_a_large_text_is_cleaned_in_pieces_as_it_is_whole(size, monkeypatch):
    """Pieces end before a space, wherever that is: in a name behind its title, in a number, between words that are one term."""
    chance = random.Random(5)
    phrases = ('Chest CT without contrast, ', 'seen 12.03.1950 with Mr. J. Wibisono. ', 'TR 2500 TE 3,5 mm; ', 'G r z y b ', 'T H O R A X ', 'uni-lateral ',
               'Hodgkin lymphoma ', 'Patient: Maria de la Cruz (left)\r\n', 'b1000 1.2.840.10008.5 ', 'a.b@example.org ', '90 years old, ', '  , . ')
    text = ''.join(chance.choice(phrases) for _ in range(1500))
    known = vocabulary.shipped()
    monkeypatch.setattr(descriptors, 'NEAR', 60)
    for unknown in (descriptors.CUT, descriptors.STAY):
        whole = descriptors.clean(text, known, {'wibisono', 'cruz'}, unknown)
        assert len(whole[1]) > 1000
        assert descriptors._in_pieces(text, known, {'wibisono', 'cruz'}, size, unknown) == whole


def test_a_large_text_goes_in_pieces(monkeypatch):
    asked = []
    monkeypatch.setattr(descriptors, '_in_pieces', lambda *given: asked.append(given) or ('', []))
    descriptors.clean('Chest ' * (descriptors.LARGE // 6 + 1), vocabulary.shipped(), set())
    assert len(asked) == 1


@pytest.mark.parametrize(('text', 'left'), [
    ('ninety-five year old', 'year old'), ('ninety five years old female', 'years old female'), ('Patient aged ninety', 'Patient aged'),
    ('nonagenarian with cough', 'with cough'), ('centenarian CT', 'CT'), ('one hundred and two years', 'years'),
    ('noventa y dos años', 'años'), ('CT ninety degrees', 'CT ninety degrees'), ('one hundred images', 'one hundred images'),
    ('hundred slices of the chest', 'hundred slices of the chest'), ('flip angle ninety', 'flip angle ninety')])
def test_ages_over_89_in_words_go_and_other_numbers_in_words_stay(text, left):
    assert descriptors.clean(text, vocabulary.shipped(), set(), descriptors.STAY)[0] == left
