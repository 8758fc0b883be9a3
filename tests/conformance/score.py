"""The ten kinds of check of the MIDI-B benchmark over the generated set, with the preset `tcia`.

    make score        prints a table by kind, and what failed

A text counts as removed only if no token of it is left anywhere in the attribute, or in the attribute's items; pixels count as
retained if the MD5 of the raw Pixel Data is the same.
"""

import datetime
import hashlib
import io
import re
import sys

import numpy
import pydicom

from tests.conformance import generate, generate_policy, run

PRESET = 'tcia'
KINDS = ('tag retained', 'text not null', 'text retained', 'text removed', 'date shifted', 'uid changed', 'uid consistent',
         'patient id consistent', 'pixels hidden', 'pixels retained')
SHORT = 3
DARK = 6             # a JPEG block that is black may ring this much
FAR = 16             # columns and rows around a mask that JPEG blocks may take with them


class Card:
    """`done` and `passed` by kind, `failures` [(kind, file, path, why)]; what values became, to compare them between files."""

    def __init__(self):
        self.done = dict.fromkeys(KINDS, 0)
        self.passed = dict.fromkeys(KINDS, 0)
        self.failures = []
        self.uids, self.olds, self.days = {}, {}, {}
        self.people, self.codes = {}, {}

    def count(self, kind, file, path, why):
        """Count one check; `why` is '' where it holds."""
        self.done[kind] += 1
        if why:
            self.failures.append((kind, file.name, path, why))
        else:
            self.passed[kind] += 1


def find(data_set, path):
    """Element at a path of keywords, tags and item numbers, or None."""
    here = data_set
    for step in path:
        if isinstance(step, int) and not isinstance(here, pydicom.Dataset):
            items = here.value
            if step >= len(items):
                return None
            here = items[step]
            continue
        if step not in here:
            return None
        here = here[step]
    return here


def tokens(text):
    """Words and numbers of a text, two characters and more, in capitals."""
    return [word for word in re.split(r'[\W_]+', str(text).upper()) if len(word) > 1]


def content(element):
    """Everything an element says, with its items and in its bytes, as text."""
    if element.VR == 'SQ':
        return ' '.join(content(inner) for item in element.value for inner in item)
    if isinstance(element.value, bytes):
        return element.value.decode('utf-8', 'replace') + ' ' + element.value.decode('latin-1')
    return generate_policy.texts(element)


def day(text):
    return datetime.datetime.strptime(text[:8], '%Y%m%d')


def why_not(kind, card, file, path, expected, first, second):
    """'' where a check holds, else what is wrong."""
    element = find(second, path)
    if kind == 'text removed':
        if element is None:
            return ''
        said = content(element).upper()
        whole = set(tokens(said))
        # Two digits stand in every UID: short ones count as words of their own.
        left = [word for text in expected for word in tokens(text) if word in whole or (len(word) > SHORT and word in said)]
        return f'{len(left)} tokens are left' if left else ''
    if element is None:
        return '' if kind == 'uid changed' else 'it is missing'
    if kind == 'tag retained':
        return ''
    text = content(element)
    if kind == 'text not null':
        return '' if text.strip() else 'it is empty'
    if kind == 'text retained':
        missing = [word for word in expected.split(' ') if word not in text.replace('\\', ' ').split(' ') and word not in text]
        return f'without {missing}' if missing else ''
    if kind == 'date shifted':
        return shifted(card, file, expected, text, content(find(first, path)))
    if kind == 'uid changed':
        return '' if text != expected and expected not in text else 'it is the old one'
    if kind == 'uid consistent':
        return consistent(card.uids, card.olds, expected, text)
    if kind == 'patient id consistent':
        return consistent(card.people, card.codes, file.patient, text)
    if kind == 'pixels retained':
        same = hashlib.md5(first.PixelData).digest() == hashlib.md5(second.PixelData).digest()
        return '' if same else 'they are not the same bytes'
    return hidden(file, first, second)


def shifted(card, file, expected, text, before):
    """The same number of days for all dates of a patient, and the rest of the value as it was."""
    try:
        days = (day(text) - day(expected)).days
    except ValueError:
        return 'it is no date'
    if days == 0:
        return 'it is the old date'
    if card.days.setdefault(file.patient, days) != days:
        return 'it moved by another number of days'
    return '' if text[8:] == before[8:] else 'the time of day changed'


def consistent(forth, back, old, new):
    """One new value for each old one, and the other way round."""
    if forth.setdefault(old, new) != new:
        return 'another file has another one'
    return '' if back.setdefault(new, old) == old else 'two became one'


def hidden(file, first, second):
    """Black in the mask, in each frame that it is on; the same outside (JPEG: away from the blocks that it touches)."""
    before, after = (pydicom.pixels.pixel_array(one, raw=False).astype(int) for one in (first, second))
    if first.get('NumberOfFrames', 1) == 1:
        before, after = before[None], after[None]
    packed = first.file_meta.TransferSyntaxUID.is_compressed
    black = 2 ** first.BitsStored - 1 if first.PhotometricInterpretation == 'MONOCHROME1' else 0
    for frame in range(len(before)):
        inside = numpy.zeros(before.shape[1:3], bool)
        around = inside.copy()
        for x, y, w, h, low, high in file.masks:
            if low <= frame and (high < 0 or frame <= high):
                inside[y:y + h, x:x + w] = True
                around[max(y - FAR, 0):y + h + FAR, max(x - FAR, 0):x + w + FAR] = True
        if (abs(after[frame][inside] - black) > (DARK if packed else 0)).any():
            return f'something shows in frame {frame}'
        outside = ~(around if packed else inside)
        if (before[frame][outside] != after[frame][outside]).any():
            return f'frame {frame} changed outside of the mask'
    return ''


def score(files, clean):
    """Card of a set; `clean` gives the bytes of a file's output."""
    card = Card()
    for file in files:
        after = clean(file)
        if after is None:
            for kind, path, _ in file.checks:
                card.count(kind, file, path, 'refused')
            continue
        first, second = pydicom.dcmread(io.BytesIO(file.content)), pydicom.dcmread(io.BytesIO(after))
        for kind, path, expected in file.checks:
            card.count(kind, file, path, why_not(kind, card, file, path, expected, first, second))
        if after is not file.content:
            same = second.file_meta.MediaStorageSOPInstanceUID == second.SOPInstanceUID
            card.count('uid consistent', file, ('MediaStorageSOPInstanceUID',), '' if same else 'it is another one')
    return card


def cleaned(file):
    """Bytes of the output, or None where the file was refused; masks are given, as a person gives them."""
    outcome = run.outcome(file.content, name=PRESET, boxes=file.masks)
    return bytes(outcome.output.read(0, outcome.output.size)) if outcome.output is not None else None


def main():
    """Print the table; 1 when a check failed."""
    card = score(generate.build().files, cleaned)
    print(f'{"kind":24}{"checks":>8}{"passed":>8}{"score":>9}')
    for kind in KINDS:
        done, passed = card.done[kind], card.passed[kind]
        print(f'{kind:24}{done:8}{passed:8}{100 * passed / max(done, 1):8.2f}%')
    done, passed = sum(card.done.values()), sum(card.passed.values())
    print(f'{"all":24}{done:8}{passed:8}{100 * passed / max(done, 1):8.2f}%')
    for failure in card.failures[:60]:
        print(*failure)
    return 1 if card.failures else 0


if __name__ == '__main__':
    sys.exit(main())
