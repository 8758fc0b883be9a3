"""`make score`: the ten kinds of check of the MIDI-B benchmark over a made-up set with a known answer key.

The set goes through the preset `tcia`, whose options are those of the benchmark. Exit status 0 when every check is right.
"""

import hashlib
import io
import sys

import numpy
import pydicom
from pydicom.valuerep import DA

from tests.conformance import run, study_set

PRESET = 'tcia'
KINDS = ('tag retained', 'text not null', 'text retained', 'text removed', 'date shifted', 'uid changed', 'uid consistent',
         'patient id consistent', 'pixels hidden', 'pixels retained')


class Score:
    """`right` and `wrong` by kind; `wrong` holds what a person needs to look it up."""

    def __init__(self):
        self.right = dict.fromkeys(KINDS, 0)
        self.wrong = {kind: [] for kind in KINDS}

    def check(self, kind, is_right, what):
        if is_right:
            self.right[kind] += 1
        else:
            self.wrong[kind].append(what)

    def total(self, kind):
        return self.right[kind] + len(self.wrong[kind])

    def lines(self):
        """A table for a terminal."""
        yield f'{"kind of check":24}{"checks":>8}{"right":>8}{"score":>9}'
        for kind in KINDS:
            yield f'{kind:24}{self.total(kind):8}{self.right[kind]:8}{100 * self.right[kind] / self.total(kind):8.2f}%'
        total, right = sum(map(self.total, KINDS)), sum(self.right.values())
        yield f'{"all":24}{total:8}{right:8}{100 * right / total:8.2f}%'


def at(data, path):
    """Values at a path of keywords, in all items."""
    if len(path) == 1:
        return [data[path[0]].value] if path[0] in data else []
    return [value for item in data.get(path[0]) or () for value in at(item, path[1:])]


def text(data, key):
    """All of an element as text, nested items included; '' where it is missing."""
    return str(data[key].value) if key in data and data[key].VR != 'SQ' else '\n'.join(map(str, data[key].value)) if key in data else ''


def outputs(files):
    """{file: data set of the output}; the boxes of burned-in text are masked, as a person would."""
    found = {}
    for file in files:
        boxes = [file.masked] if file.masked else []
        found[file] = pydicom.dcmread(io.BytesIO(run.output(file.content, name=PRESET, boxes=boxes)))
    return found


def score(cleaned):
    """The Score of {file: data set of its output}."""
    result = Score()
    uids, moved, ids = {}, {}, {}
    for file, after in cleaned.items():
        where = f'{file.kind} of person {file.person}'
        elements(result, file, after, where)
        for path in file.dates:
            for old, new in zip(at(file.data, path), at(after, path) or [None], strict=False):
                days = (DA(str(old)[:8]) - DA(str(new)[:8])).days if new else 0
                same = moved.setdefault(file.person, days) == days
                rest = str(old)[8:] == str(new)[8:]
                result.check('date shifted', bool(new) and days != 0 and same and rest, f'{where}: {path}')
        for path in file.uids:
            before, now = at(file.data, path), at(after, path)
            result.check('uid changed', len(now) == len(before) and not set(now) & set(before), f'{where}: {path}')
            for old, new in zip(before, now, strict=False):
                result.check('uid consistent', uids.setdefault(old, new) == new, f'{where}: {path}')
        result.check('uid consistent', after.file_meta.MediaStorageSOPInstanceUID == after.SOPInstanceUID, f'{where}: file meta')
        ids.setdefault(file.person, set()).add(after.get('PatientID'))
        pixels(result, file, after, where)
    result.check('uid consistent', len(set(uids.values())) == len(uids), 'two UIDs became one')
    for person, found in ids.items():
        result.check('patient id consistent', len(found) == 1 and all(found), f'person {person}')
        others = set().union(*(some for other, some in ids.items() if other != person))
        result.check('patient id consistent', not found & others, f'person {person} and another')
    return result


def elements(result, file, after, where):
    """Checks of single elements."""
    for keyword, value in file.retained.items():
        result.check('tag retained', keyword in after, f'{where}: {keyword}')
        result.check('text not null', bool(text(after, keyword)), f'{where}: {keyword}')
        result.check('text retained', text(after, keyword) == value, f'{where}: {keyword}')
    result.check('tag retained', str(after[0x00191023].value) == '39.37' if 0x00191023 in after else False, f'{where}: safe private')
    for sequence in ('ProcedureCodeSequence',):
        result.check('tag retained', sequence in after and len(after[sequence].value) == 1, f'{where}: {sequence}')
        result.check('text retained', 'P5-09051' in text(after, sequence) and 'Examination' in text(after, sequence),
                     f'{where}: {sequence}')
    for keyword in ('StudyDescription', 'SeriesDescription', 'PatientID'):
        result.check('text not null', bool(text(after, keyword)), f'{where}: {keyword}')
    for keyword, word in file.words:
        result.check('text retained', word in text(after, keyword), f'{where}: {keyword} lost {word}')
    for key, word in file.gone:
        result.check('text removed', word.lower() not in text(after, key).lower(), f'{where}: {key} has {word}')


def pixels(result, file, after, where):
    """Burned-in text is gone, all else is as it was."""
    if 'PixelData' not in file.data:
        return
    if not file.masked:
        same = hashlib.md5(after.PixelData).digest() == hashlib.md5(file.data.PixelData).digest()
        result.check('pixels retained', same, where)
        return
    before, now = (numpy.frombuffer(one.PixelData, 'u1').reshape(48, 64).copy() for one in (file.data, after))
    x, y, width, height = file.masked
    result.check('pixels hidden', not now[y:y + height, x:x + width].any(), where)
    before[y:y + height, x:x + width] = now[y:y + height, x:x + width] = 0
    result.check('pixels retained', bool((before == now).all()), where)


def main():
    """Print the score; exit status 1 when something is wrong."""
    found = score(outputs(study_set.build()))
    print('\n'.join(found.lines()))
    for kind in KINDS:
        for what in found.wrong[kind]:
            print(f'{kind}: {what}', file=sys.stderr)
    return 1 if any(found.wrong.values()) else 0


if __name__ == '__main__':
    sys.exit(main())
