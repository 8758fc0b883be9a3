"""`words/published.txt`: words of what others published of acquisitions: makers' private elements, and the Brain Imaging Data Structure.

    python -m tools.vocabulary.published FOLDER

In: FOLDER as `names.py` has it, with the package `bidsschematools` 2.0.1 (MIT) unpacked in it as well; pydicom's dictionary of private
elements (MIT). From the dictionary come the words of creators that five creators share (their makers) and the words of element names that
elements of two creators have; from the schema the words of suffixes, extensions, entities, data types, modalities and names of metadata.
A name of people is left out unless `seldom.txt` has it, as are words that stand before something about a person.
"""

import collections
import json
import pathlib
import re
import sys

from samar.core.plan import people

from tools.tables import sources
from tools.vocabulary import names, words

MAKERS, SHARED = 5, 2
SHORTEST = 3
PARTS = ('suffixes', 'extensions', 'entities', 'datatypes', 'modalities', 'metadata')
HEAD = ('# Words of makers\' private elements (pydicom 3.0.2, MIT) and of the schema of the Brain Imaging Data Structure\n'
        '# (bidsschematools 2.0.1, MIT), without names of people. Made by tools/vocabulary/published.py.\n')
PERSONAL = {'address', 'author', 'authors', 'birthdate', 'client', 'department', 'doctor', 'hospital', 'institution', 'license', 'person',
            'physician', 'physicians', 'transcriber', 'url', 'uri', 'web'}


def split(text):
    """The words of a text or of a name in camel case, in small letters."""
    return {word.lower() for word in re.findall(r'[A-Za-z]{3,}', re.sub(r'([a-z])([A-Z])', r'\1 \2', text))}


def of_makers():
    """Words of creators and of element names."""
    table = sources.literals('pydicom', 'pydicom/_private_dict.py')['private_dictionaries']
    makers, shared = collections.Counter(), collections.Counter()
    for creator, elements in table.items():
        makers.update(split(creator))
        shared.update({word for entry in elements.values() for word in split(entry[2])})
    return {word for word, times in makers.items() if times >= MAKERS} | {word for word, times in shared.items() if times >= SHARED}


def of_brains(folder):
    """Words of the schema of the Brain Imaging Data Structure."""
    objects = json.loads((folder / 'bidsschematools' / 'data' / 'schema.json').read_text('utf-8'))['objects']
    return {word for part in PARTS for key, entry in objects[part].items()
            for word in split(str(entry.get('value') or entry.get('name') or key))}


def main():
    """Write the list."""
    folder = pathlib.Path(sys.argv[1])
    everybody, seldom = names.Names(folder).all(), set(words.read('seldom'))
    found = of_makers() | of_brains(folder)
    left_out = set(words.read('not_words')) | people.LABELS | PERSONAL
    names.write('published', {word for word in found - left_out
                              if len(word) >= SHORTEST and (word not in everybody or word in seldom)}, HEAD)


if __name__ == '__main__':
    main()
