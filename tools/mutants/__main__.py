"""Is a fault in plan, edits or their kernels noticed?

    python -m tools.mutants [--every N] [--jobs N] [--results FILE] [--write] [WORD...]

WORDs choose modules by a part of their name. Leaks and changed outputs are named as they are found; exit status 1 when one leaks.
`--results` names a file that gets a line a fault: a run that was ended goes on where it stood. `--write` puts the figures of
a whole run into docs/verification.md.
"""

import argparse
import collections
import pathlib
import sys

from tools import modules
from tools.mutants import trial

PAGE = modules.ROOT / 'docs' / 'verification.md'
BEGIN, END = '<!-- table: python -m tools.mutants --write -->', '<!-- end of table -->'


def table(counts):
    """Lines of a table: a room a line, a word a column."""
    rooms = sorted({room for room, _ in counts})
    lines = ['| room | faults | ' + ' | '.join(trial.WORDS) + ' |', '|---|' + '---:|' * (len(trial.WORDS) + 1)]
    for room in [*rooms, 'all']:
        found = collections.Counter()
        for (where, word), number in counts.items():
            if room in (where, 'all'):
                found[word] += number
        lines.append(f'| {room} | {sum(found.values())} | ' + ' | '.join(str(found[word]) for word in trial.WORDS) + ' |')
    return lines


def main():
    """Count, and name what comes through with identity in it: exit status 1 then."""
    arguments = argparse.ArgumentParser(description=__doc__.split('\n', 1)[0])
    arguments.add_argument('--every', type=int, default=1)
    arguments.add_argument('--first', type=int, default=0)
    arguments.add_argument('--jobs', type=int, default=2)
    arguments.add_argument('--results', type=pathlib.Path)
    arguments.add_argument('--most', type=int, help='how many faults are tried now')
    arguments.add_argument('--unreached', action='store_true', help='name what no input reaches')
    arguments.add_argument('--write', action='store_true')
    arguments.add_argument('words', nargs='*')
    said = arguments.parse_args()
    counts, leaks, unreached = trial.run(said.every, said.first, said.words, sys.stdout, said.jobs, said.results, said.most)
    if said.unreached:
        print('\n'.join(f'not reached {fault.told()}' for fault in unreached))
    lines = table(counts)
    print('\n'.join(lines))
    if said.write:
        before, _, rest = PAGE.read_text('utf-8').partition(BEGIN)
        PAGE.write_text(before + BEGIN + '\n\n' + '\n'.join(lines) + '\n\n' + END + rest.partition(END)[2], 'utf-8')
    return 1 if leaks else 0


if __name__ == '__main__':
    sys.exit(main())
