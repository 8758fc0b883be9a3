"""The words of PS3.16 and PS3.6 as pydicom has them, and the project's own lists, as one table.

From PS3.16 come the words of coded concepts in context groups (breeds of animals, stains, named equations left out) and
words that three or more other concepts share; from PS3.6 the words of attribute names. `words/*.txt` add what radiology
writes in ten languages, what makers print and what public collections have (`public.py`), and `words/not_words.txt` takes
away what is first of all a name.
"""

import collections
import itertools
import pathlib
import re
import unicodedata

from tools.tables import sources

EDITION = '1'
FOLDER = pathlib.Path(__file__).parent / 'words'
LANGUAGES = ('english', 'indonesian', 'german', 'french', 'spanish', 'dutch', 'polish', 'italian', 'portuguese',
             'japanese', 'makers', 'ordinary', 'published', 'public')
SCHEMES = ('DCM', 'SCT', 'RADLEX', 'UCUM', 'LN', 'IBSI', 'FMA', 'BARI', 'UMLS', 'NCIt', 'NEU')
# Context groups full of names of persons, places and animals, or of words that no description needs.
LEFT_OUT = {228, 603, 605, 606, 607, 608, 621, 623, 624, 625, 626, 627, 629, 638, 3453, 3628, 3663, 3664, 3666, 4236, 4412,
            7454, 7480, 7481, 7486, 7490, 8112, 8114, 8123, 8130, 10047, 12012, 12013, 12014, 12015, 12016, 12227, 12228,
            12229, 12230, 12231, 12232}
# Groups of names of which no phrase is learnt; stains named after people are none.
NO_PHRASES = LEFT_OUT - {8112}
SHARED = 3         # so many concepts outside of context groups must have a word
SHORTEST = 3       # letters of a word taken from the standard; shorter ones are in the own lists


def table():
    """Columns `a` … `z` and `other` (words by their first letter, each between line feeds), `doubtful` (those that are names
    as well), edition, sources, count."""
    words = (standard() | _own(LANGUAGES)) - set(read('not_words'))
    head = {'edition': EDITION, 'sources': sources.stamp('pydicom'), 'count': len(words)}
    head['doubtful'] = _column(set(read('doubtful') + read('seldom')) & words)
    return head | shelves(words) | common(words) | beside(words)


def beside(words):
    """Columns that say more of words: `seldom` (doubtful words that are names seldom), `names` (`form_names.py`), `phrases`."""
    return {'seldom': _column(set(read('seldom')) & words), 'names': _column(set(read('form_names'))), 'phrases': _column(phrases(words))}


def phrases(words):
    """Pairs of neighbours in terms of context groups, one of which alone is no word or a doubtful one, and those of `eponyms.txt`."""
    doubtful = set(read('doubtful') + read('seldom'))
    concepts = sources.subscripted('pydicom', 'pydicom/sr/_concepts_dict.py', 'concepts')
    lines = (FOLDER / 'eponyms.txt').read_text(encoding='utf-8').splitlines()
    found = {line for line in lines if not line.startswith('#')}
    for scheme in SCHEMES:
        for codes in concepts[scheme].values():
            for meaning, groups in codes.values():
                if not groups or set(groups) <= NO_PHRASES:
                    continue
                terms = _plain(meaning.lower()).replace("'s", '')
                terms = re.findall(r'[^\W\d_]+', terms)
                for pair in itertools.pairwise(terms):
                    alone = [word for word in pair if word not in words or word in doubtful]
                    if alone and min(len(word) for word in pair) > 2:
                        found.add(' '.join(pair))
    return found


def _column(words):
    return '\n' + '\n'.join(sorted(words)) + '\n'


def common(words):
    """Columns `common_a` … `common_z`: words of plain English that are not among `words`."""
    found = shelves(set(read('common')) - words - set(read('not_words')))
    return {'common_' + letter: found[letter] for letter in found if letter != 'other'}


def shelves(words):
    """Columns `a` … `z` and `other` of a set of words."""
    found = {letter: [] for letter in 'abcdefghijklmnopqrstuvwxyz'}
    found['other'] = []
    for word in sorted(words):
        found[word[0] if word[0] in found else 'other'].append(word)
    return {letter: '\n' + '\n'.join(shelf) + '\n' for letter, shelf in found.items()}


def without_public(others=()):
    """All words but those that only public collections have, or the `others` of the own lists."""
    return (standard() | _own([name for name in LANGUAGES if name != 'public' and name not in others])) - set(read('not_words'))


def standard():
    """Words of concepts and attribute names."""
    concepts = sources.subscripted('pydicom', 'pydicom/sr/_concepts_dict.py', 'concepts')
    grouped, loose = set(), collections.Counter()
    for scheme in SCHEMES:
        for codes in concepts[scheme].values():
            for meaning, groups in codes.values():
                found = _words(meaning)
                if groups and not set(groups) <= LEFT_OUT:
                    grouped |= found
                elif not groups:
                    loose.update(found)
    attributes = sources.literals('pydicom', 'pydicom/_dicom_dict.py')['DicomDictionary'].values()
    named = set().union(*(_words(entry[2]) for entry in attributes))
    return grouped | named | {word for word, times in loose.items() if times >= SHARED}


def _own(languages):
    """Words of the own lists, with and without their accents."""
    words = set()
    for language in languages:
        for entry in read(language):
            for word in re.split(r'[-/]', entry):
                words |= {word, _plain(word), _plain(word.translate({228: 'ae', 246: 'oe', 252: 'ue', 223: 'ss'}))}
    return words - {''}


def read(name):
    """Words of a list; lines that begin with # say what it is."""
    lines = (FOLDER / (name + '.txt')).read_text(encoding='utf-8').splitlines()
    return [word.lower() for line in lines if not line.startswith('#') for word in line.split()]


def _words(text):
    """The longer words of a text; an eponym (with 's) is none."""
    return {word.lower() for word in re.findall(r"(?<![A-Za-z'])[A-Za-z]{3,}(?![A-Za-z'])", text)}


def _plain(word):
    """The word without accents, as many systems write it."""
    return ''.join(sign for sign in unicodedata.normalize('NFD', word) if not unicodedata.combining(sign))
