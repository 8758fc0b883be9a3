"""`python -m tools.tables [--check]`: write the generated tables, or say which differ."""

import argparse
import sys

from tools.tables import dictionary, evidence, iod, methods, private, profile, structured, uids
from tools.tables.sources import Unavailable
from tools.tables.write import DATA, path, render
from tools.vocabulary import words

TABLES = {
    'cid7050': methods.table,
    'dictionary': dictionary.table,
    'iod': iod.table,
    'private_evidence': evidence.table,
    'profile': profile.table,
    'safe_private': private.table,
    'structured': structured.table,
    'uids': uids.table,
    'vocabulary': words.table,
}


def main():
    """Exit status 0 when all is written or equal, 1 when a table differs, 2 when a source is unavailable."""
    parser = argparse.ArgumentParser(prog='python -m tools.tables', description=__doc__)
    parser.add_argument('--check', action='store_true', help='compare with the files, write nothing')
    arguments = parser.parse_args()
    try:
        texts = {name: render(make()) for name, make in TABLES.items()}
    except Unavailable as reason:
        print(reason, file=sys.stderr)
        return 2
    different = [name for name, text in texts.items()
                 if not path(name).exists() or path(name).read_text(encoding='utf-8') != text]
    if arguments.check:
        for name in different:
            print(f'{path(name)} is not what its sources give')
        return 1 if different else 0
    DATA.mkdir(parents=True, exist_ok=True)
    for name in different:
        path(name).write_text(texts[name], encoding='utf-8')
        print(f'wrote {path(name)}')
    return 0


if __name__ == '__main__':
    sys.exit(main())
