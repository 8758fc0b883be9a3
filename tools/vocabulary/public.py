"""`words/public.txt`: the words of study and series descriptions of public collections.

In: `tests/usefulness/descriptions.tsv`, descriptions of the index of the Imaging Data Commons (idc-index-data 25.0.5, MIT) as
their curators published them. A word of two letters or more counts once for each family of collections (`acrin_*`, `tcga_*`
and so on are one). It is left out when `not_words.txt` has it, and when it is a given or a frequent family name (`public_names.txt` without
`seldom.txt`) that fewer than three families have. Run with `python -m tools.vocabulary.public`; a test holds the list to it.
"""

import collections
import csv
import pathlib
import re

from tools.vocabulary import words

TABLE = pathlib.Path(__file__).parents[2] / 'tests' / 'usefulness' / 'descriptions.tsv'
FAMILIES = 3
WIDTH = 130
HEAD = ('# Words of study and series descriptions of public collections (index of the Imaging Data Commons, idc-index-data 25.0.5, MIT),\n'
        '# without those that are given or frequent family names as well unless three unrelated collections have them.\n'
        '# Made by tools/vocabulary/public.py.\n')


def rows():
    """Rows of the table: collection, kind, modality, series (how many carry the text), text."""
    with TABLE.open(encoding='utf-8') as file:
        return list(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE))


def family(collection):
    """What a collection shares its words with."""
    parts = collection.split('_')
    return '_'.join(parts[:2]) if parts[0] == 'ct' else parts[0]


def families_of_words(table):
    """Each word of a table, in small letters, and the set of the families that have it."""
    found = collections.defaultdict(set)
    for row in table:
        for word in re.findall(r'[^\W\d_]+', row['text'].lower()):
            if len(word) > 1:
                found[word].add(family(row['collection']))
    return found


def learnt(found, without=None):
    """The words that the list has; those of `without` (a family) do not count."""
    left_out, names = set(words.read('not_words')), set(words.read('public_names')) - set(words.read('seldom'))
    kept = set()
    for word, families in found.items():
        count = len(families - {without})
        if count and word not in left_out and (word not in names or count >= FAMILIES):
            kept.add(word)
    return kept


def listed():
    """The text of `words/public.txt`."""
    lines = ['']
    for word in sorted(learnt(families_of_words(rows()))):
        if len(lines[-1]) + len(word) > WIDTH:
            lines.append('')
        lines[-1] += word + ' '
    return HEAD + ''.join(line.strip() + '\n' for line in lines)


if __name__ == '__main__':
    (words.FOLDER / 'public.txt').write_text(listed(), encoding='utf-8')
