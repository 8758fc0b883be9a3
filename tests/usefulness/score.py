"""How useful descriptions are after cleaning, and how much of planted identity is gone.

    make score-text        prints all tables (docs/usefulness.md says what they mean)

Each collection is cleaned with a vocabulary that learnt no word from its family; figures are means over collections, each
description weighed by how many series carry it.
"""

import collections
import random
import sys

from samar.core.plan import descriptors, vocabulary
from samar.hosts import cpython

from tests.usefulness import planted
from tools.vocabulary import public, words

SEED = 11
EACH = 1500          # planted identities of each kind
WORST = 10
LANGUAGES = ('german', 'french', 'spanish', 'dutch', 'italian', 'portuguese', 'polish', 'indonesian', 'japanese')


class Folds:
    """Vocabularies by family, each without what only that family has.

    `without`: own lists of which it has no word either that only that family has (and no other list); () for none.
    """

    def __init__(self, table, without=()):
        self._base = words.without_public()
        self._elsewhere = words.without_public(without)
        shipped = words.table()
        self._same = {name: shipped[name] for name in ('doubtful', 'seldom', 'names', 'phrases')}
        self._found = public.families_of_words(table)
        self._known = {}

    def vocabulary(self, collection):
        """The vocabulary for a collection."""
        family = public.family(collection)
        if family not in self._known:
            alone = {word for word, who in self._found.items() if who == {family}} - self._elsewhere
            base = self._base - alone
            self._known[family] = vocabulary.Vocabulary(
                words.shelves(base | public.learnt(self._found, family)) | self._same | words.common(base))
        return self._known[family]


class Tally:
    """Counts of one group of descriptions, weighed by series."""

    def __init__(self):
        self.words = self.kept = self.texts = self.whole = 0

    def add(self, series, before, after):
        """Count one description; `before` and `after` are its words."""
        kept = sum((collections.Counter(before) & collections.Counter(after)).values())
        self.words += series * len(before)
        self.kept += series * kept
        self.texts += series
        self.whole += series * (kept == len(before))

    def shares(self):
        """Words kept and descriptions left whole, in per cent."""
        return 100 * self.kept / max(self.words, 1), 100 * self.whole / max(self.texts, 1)


def language(text, lists):
    """The language that most words of a text belong to which English does not have; '' for English and for doubt."""
    found = collections.Counter(name for word in planted.parts(text) if len(word) > 3 for name in lists if word in lists[name])
    best = found.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else ''


def usefulness(table, without=()):
    """{kind: {'collection' | 'modality' | 'language': {name: Tally}}}, {(kind, collection): Counter of words that were cut}."""
    folds = Folds(table, without)
    english = set(words.read('english')) | words.standard()
    lists = {name: set(words.read(name)) - english for name in LANGUAGES}
    found = {kind: {by: collections.defaultdict(Tally) for by in ('collection', 'modality', 'language')} for kind in ('series', 'study')}
    lost = collections.defaultdict(collections.Counter)
    for row in table:
        text, series = row['text'], int(row['series'])
        kept, cuts = descriptors.clean(text, folds.vocabulary(row['collection']), set())
        before, after = planted.parts(text), planted.parts(kept)
        of = {'collection': row['collection'], 'modality': row['modality'], 'language': language(text, lists) or 'english'}
        for by, name in of.items():
            found[row['kind']][by][name].add(series, before, after)
        lost[row['kind'], row['collection']].update({cut.lower(): series for cut in cuts})
    return found, lost


def mean(tallies):
    """Mean shares over groups: words kept, descriptions whole."""
    shares = [tally.shares() for tally in tallies.values() if tally.words]
    return tuple(sum(column) / len(shares) for column in zip(*shares, strict=True))


def unprepared():
    """The shipped vocabulary, whose list of names has none of the planted ones: they are names that nobody foresaw."""
    table = words.table()
    foreseen = set(table['names'].split('\n')) - {name.lower() for name in (*planted.GIVEN, *planted.FAMILY)}
    return vocabulary.Vocabulary(table | {'names': '\n' + '\n'.join(sorted(foreseen)) + '\n'})


def plant(texts, each=EACH, seed=SEED):
    """{kind: [tried, gone with the header, gone without it]} and what was left, as (kind, planted, kept)."""
    chosen, full = random.Random(seed), unprepared()
    counts, left = {}, []
    for kind, make in planted.KINDS.items():
        counts[kind] = [0, 0, 0]
        for _ in range(each):
            text, telling, header = make(chosen)
            base = chosen.choice(texts)
            pieces = base.split(' ')
            at = chosen.randrange(len(pieces) + 1)
            mixed = ' '.join([*pieces[:at], text, *pieces[at:]])
            counts[kind][0] += 1
            for place, known in ((1, descriptors.identifiers_of(header, header)), (2, set())):
                kept = descriptors.clean(mixed, full, known)[0]
                if any(planted.parts(kept).count(part) > planted.parts(base).count(part) for part in telling):
                    left.append((kind, 'header' if place == 1 else 'text only', text, mixed, kept))
                else:
                    counts[kind][place] += 1
    return counts, left


def share_gone(counts):
    """Per cent gone with the header and without it, over all kinds that a header can have."""
    tried = sum(count[0] for count in counts.values())
    return tuple(100 * sum(count[place] for count in counts.values()) / tried for place in (1, 2))


def main():
    """Print the tables."""
    cpython.install()
    table = public.rows()
    found, lost = usefulness(table)
    for kind in ('series', 'study'):
        kept, whole = mean(found[kind]['collection'])
        print(f'\n{kind} descriptions, mean over {len(found[kind]["collection"])} collections: words kept {kept:.1f} %, whole {whole:.1f} %')
        for by in ('modality', 'language'):
            for name, tally in sorted(found[kind][by].items(), key=lambda item: -item[1].texts):
                if tally.texts > 50:
                    print('  {:10} {:24} {:8} series  words {:5.1f}  whole {:5.1f}'.format(by, name, tally.texts, *tally.shares()))
        worst = sorted(found[kind]['collection'].items(), key=lambda item: item[1].shares()[1])[:WORST]
        for name, tally in worst:
            cuts = ', '.join(cut for cut, _ in lost[kind, name].most_common(8))
            print('  worst      {:24} {:8} series  words {:5.1f}  whole {:5.1f}  cut: {}'.format(name, tally.texts, *tally.shares(), cuts))
    strict, _lost = usefulness(table, ('makers',))
    for kind in ('series', 'study'):
        kept, whole = mean(strict[kind]['collection'])
        print(f'{kind} descriptions, also without words of the list of makers that one family alone has: {kept:.1f} %, whole {whole:.1f} %')
    counts, left = plant([row['text'] for row in table])
    print('\nplanted identity gone, in per cent: with the header, and with the text only')
    for kind, (tried, header, alone) in counts.items():
        print(f'  {kind:16} {tried:6}  {100 * header / tried:6.2f}  {100 * alone / tried:6.2f}')
    print('  {:16} {:6}  {:6.2f}  {:6.2f}'.format('all', sum(count[0] for count in counts.values()), *share_gone(counts)))
    if '--left' in sys.argv:
        for line in left:
            print(*line, sep=' | ')
    return 0


if __name__ == '__main__':
    sys.exit(main())
