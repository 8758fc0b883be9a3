"""`python -m tools.documents`: the parts of the documentation that are made from data and code.

    docs/limits.md               from docs/limits.json
    docs/transfer-syntaxes.md    from pycore/samar/core/pixels/grades.py
    README.md, between marks     from pycore/samar/core/pixels/grades.py
"""

import json

from samar.core.pixels import grades

from tools.modules import ROOT

BEGIN, END = '<!-- made by tools/documents.py -->', '<!-- until here -->'
NOTE = 'Made by `python -m tools.documents`; do not edit.\n'
MEANINGS = {
    grades.IN_PLACE: 'Shown. Masks go into the picture as it is; all else keeps its bytes.',
    grades.SAME: 'Shown. A masked frame is compressed again in its own form, without loss.',
    grades.OTHER: 'Shown. With a mask every frame becomes JPEG-LS, without further loss.',
    grades.SHOWN: 'Shown. A mask refuses the file.',
    grades.REFUSED: 'Not shown. A mask refuses the file; without one its elements are cleaned and the picture stays as it is.',
}
REASONS = {
    'uncompressed': 'the cells lie open in the file',
    'coefficients': 'masks work among the JPEG coefficients',
    'lossless': 'nothing is lost when it is coded again',
    'lossy-source': 'coding it again in its own form would lose again',
    'no-encoder': 'it can be read here, not written',
    'no-decoder': 'it cannot be read here',
    'pixels-elsewhere': 'the picture lies on a server',
    'video': 'a film',
}
AREAS = {
    'files': 'Files', 'profile': 'What the standard asks', 'text': 'Text', 'identity': 'Codes and dates', 'pixels': 'Pictures and masks',
    'check': 'The check of the result', 'panel': 'The panel', 'command line': 'The command line',
}


def limits():
    """The entries of docs/limits.json."""
    return json.loads((ROOT / 'docs' / 'limits.json').read_text('utf-8'))


def limits_page():
    """docs/limits.md."""
    parts = ['# Limits\n', NOTE, 'What Samar does not do, does only in part, or does more strictly than it might, and why. '
             'The same as data: [limits.json](limits.json).\n']
    for area, heading in AREAS.items():
        parts.append(f'## {heading}\n')
        lines = [f'- **{entry["what"]}** {entry["why"]}'.replace('U*', 'U\\*') for entry in limits() if entry['area'] == area]
        parts.append('\n'.join(lines) + '\n')
    return '\n'.join(parts)


def syntaxes_page():
    """docs/transfer-syntaxes.md."""
    parts = ['# Transfer syntaxes\n', NOTE, 'What can be done with the picture of a file, by the way it is stored. '
             'The elements of a file are cleaned in every case.\n', '| grade | what it means |', '|---|---|']
    parts.extend(f'| `{grade}` | {MEANINGS[grade]} |' for grade in MEANINGS if grade in {entry[2] for entry in grades.TABLE})
    parts.extend(['', '| UID | transfer syntax | grade | because |', '|---|---|---|---|'])
    parts.extend(f'| {uid} | {name} | `{grade}` | {REASONS[reason]} |' for uid, name, grade, reason in grades.TABLE)
    return '\n'.join(parts) + '\n'


def summary_of_syntaxes():
    """The table in README: one line for each grade and reason."""
    groups = {}
    for _, name, grade, reason in grades.TABLE:
        groups.setdefault((grade, reason), []).append(name)
    lines = ['| grade | transfer syntaxes | because |', '|---|---|---|']
    for (grade, reason), names in sorted(groups.items(), key=lambda group: list(MEANINGS).index(group[0][0])):
        told = f'{len(names)} forms of MPEG-2, MPEG-4, HEVC and SMPTE ST 2110' if reason == 'video' else ', '.join(names)
        lines.append(f'| `{grade}` | {told} | {REASONS[reason]} |')
    return '\n'.join(lines)


def readme():
    """README.md with its made part renewed."""
    text = (ROOT / 'README.md').read_text('utf-8')
    before, rest = text.split(BEGIN)
    return before + BEGIN + '\n' + summary_of_syntaxes() + '\n' + END + rest.split(END)[1]


PAGES = {'docs/limits.md': limits_page, 'docs/transfer-syntaxes.md': syntaxes_page, 'README.md': readme}


def main():
    """Write all of them."""
    for path, made in PAGES.items():
        (ROOT / path).write_text(made(), 'utf-8')


if __name__ == '__main__':
    main()
