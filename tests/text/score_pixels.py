"""How much of the identifying text in pictures is found: `make score-pixels`.

Rectangles of truth come from `burned_in.json` of a corpus beside the checkout (or `DICOM_CORPUS`). Printed: recall of identifying
rectangles by kind of truth, height, contrast and compression; the share of each picture proposed outside of all known text; what the
matches say; ticked proposals in pictures without listed text; and seconds. A rectangle is found when half of its writing is covered:
of the pixels that stand out from its ground, because a rectangle around several lines is mostly ground. The share of its area is
printed beside. Files whose frames cannot be decoded here are named and held, and are not part of the recall.
"""

import collections
import csv
import json
import os
import pathlib
import sys
import time

import numpy
from samar.core.elements import record as records
from samar.core.errors import SamarError
from samar.core.pixels import display, image
from samar.core.pixels.detect import proposals
from samar.hosts import cpython, finder

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS = pathlib.Path(os.environ.get('DICOM_CORPUS', ROOT.parent / 'shared' / 'corpus'))
EDGE = 6         # pixels around a known text that do not count as outside
STANDS_OUT = .5  # of the strongest contrast in a rectangle
TEXTLESS = 100   # pictures without listed text
LEAST = 64       # pixels of a side: less is no picture to look at


class Found:
    """What the finder said of one file: `shares` of [(of the area, of the writing, rectangle, height, contrast)], share `outside`,
    `proposals`, `error`, `seconds`, whether some rectangle is `ticked`."""

    def __init__(self, entry, path):
        record = records.open_record(cpython.open_file(path))
        began = time.process_time()
        self.proposals, self.error = proposals.find(record)
        self.seconds = time.process_time() - began
        rows, columns = int(entry['rows']), int(entry['cols'])
        cover, known = numpy.zeros((rows, columns), bool), numpy.zeros((rows, columns), bool)
        for one in self.proposals:
            cover[one.y:one.y + one.h, one.x:one.x + one.w] = True
        by_frame = [(int(frame), r) for frame, more in (entry.get('rects_by_frame') or {}).items() for r in more]
        listed = [*[(0, r) for r in entry['rects']], *by_frame]
        for r in [*[r for _, r in listed], *(entry.get('overlay_rects') or [])]:
            known[max(0, r['y'] - EDGE):r['y'] + r['h'] + EDGE, max(0, r['x'] - EDGE):r['x'] + r['w'] + EDGE] = True
        self.outside = float((cover & ~known).mean())
        self.shares = []
        pictures = {}
        for frame, r in listed:
            if r.get('class') == 'phi-like' and self.error is None:
                if frame not in pictures:
                    pictures[frame] = shown(record, frame)
                self.shares.append(share(pictures[frame], cover, r))

    def is_ticked(self, r):
        """Whether a ticked proposal touches a rectangle."""
        return any(one.ticked and one.x < r['x'] + r['w'] and r['x'] < one.x + one.w and one.y < r['y'] + r['h'] and r['y'] < one.y + one.h
                   for one in self.proposals)


def shown(record, frame):
    """Brightest colour of each pixel of a frame over its whole range."""
    info = image.describe(record)
    made = display.render(record, info, min(frame, info.frames - 1))
    words = numpy.frombuffer(bytes(memoryview(made['pixels']).cast('B')), numpy.uint8)
    return words.reshape(made['height'], made['width'], 4)[..., :3].max(2).astype(int)


def share(picture, cover, r):
    """`(share of the area covered, share of the writing, rectangle, its height, contrast)`."""
    place = (slice(max(0, r['y']), r['y'] + r['h']), slice(max(0, r['x']), r['x'] + r['w']))
    part, covered = picture[place], cover[place]
    if not part.size:
        return 1.0, 1.0, r, r['h'], 0
    apart = numpy.abs(part - int(numpy.median(part)))
    contrast = int(numpy.percentile(apart, 98))
    writing = apart >= max(8, STANDS_OUT * contrast)
    return float(covered.mean()), float(covered[writing].mean()) if writing.any() else float(covered.mean()), r, r['h'], contrast


def table(title, rows):
    """Print recall by class: `rows` of (class, found or not)."""
    total, found = collections.Counter(), collections.Counter()
    for name, is_found in rows:
        total[name] += 1
        found[name] += is_found
    print(title + ': ' + ', '.join(f'{name} {found[name]}/{total[name]}' for name in sorted(total, key=str)))


def textless(listed):
    """Print how many pictures without listed text have a ticked proposal."""
    with open(CORPUS / 'manifest.csv', encoding='utf-8', newline='') as stream:
        rows = [row for row in csv.DictReader(stream) if row['path'] not in listed and not row['dup_of'] and row['decode'].startswith('ok')
                and min(int(row['rows'] or 0), int(row['cols'] or 0)) >= LEAST]
    step = max(1, len(rows) // TEXTLESS)
    looked = with_one = 0
    matches = collections.Counter()
    for row in rows[::step][:TEXTLESS]:
        try:
            found, error = proposals.find(records.open_record(cpython.open_file(CORPUS / row['path'])))
        except SamarError:
            continue
        if error is None:
            looked += 1
            ticked = [one.match for one in found if one.ticked]
            with_one += bool(ticked)
            matches.update(ticked)
            if ticked:
                print(f'  ticked without listed text: {row["path"]} {dict(collections.Counter(ticked))}', flush=True)
    print(f'pictures without listed text: {looked}; with a ticked proposal {with_one}; {dict(matches)}')


def main():
    """Print the table; 1 where there is no corpus."""
    truth = CORPUS / 'burned_in.json'
    if not truth.exists():
        print(f'no {truth.name} in a corpus beside the checkout')
        return 1
    cpython.install()
    finder.install()
    rows, looked, matches, failed = [], [], collections.Counter(), []
    entries = json.loads(truth.read_text('utf-8'))
    for entry in entries:
        path = CORPUS / entry['in_set_path']
        if not path.exists():
            continue
        found = Found(entry, path)
        if found.error is not None:
            failed.append((path.name, found.error.code))
        looked.append(found)
        for area, writing, r, height, contrast in found.shares:
            rows.append((entry, area, writing, height, contrast, found.is_ticked(r)))
            if writing < .9:
                print(f'  {writing:.2f} of the writing, {area:.2f} of the area of {r["w"]} x {r["h"]} at {r["x"]},{r["y"]} in {path.name}')
        matches.update(one.match or 'unread' for one in found.proposals)
        print(f'{path.name}: {sum(one[1] >= .5 for one in found.shares)}/{len(found.shares)}, {100 * found.outside:.2f} % outside, '
              f'{found.seconds:.1f} s', flush=True)
    total = len(rows)
    print(f'identifying rectangles: {total}; found {sum(r[2] >= .5 for r in rows) / total:.3f} by writing, '
          f'{sum(r[1] >= .5 for r in rows) / total:.3f} by area; nine tenths of the writing {sum(r[2] >= .9 for r in rows) / total:.3f}; '
          f'touched by a ticked proposal {sum(r[5] for r in rows) / total:.3f}')
    table('by truth', [(e['truth'].split(',')[0], w >= .5) for e, _, w, _, _, _ in rows])
    table('by height', [(h // 8 * 8, w >= .5) for _, _, w, h, _, _ in rows])
    table('by contrast', [(c // 50 * 50, w >= .5) for _, _, w, _, c, _ in rows])
    table('by transfer syntax', [(e['ts'], w >= .5) for e, _, w, _, _, _ in rows])
    print(f'proposed outside of known text: {100 * sum(one.outside for one in looked) / len(looked):.2f} % of a picture; '
          f'{sum(one.seconds for one in looked) / len(looked):.2f} s of processor time a file; proposals by match: {dict(matches)}')
    for name, code in failed:
        print(f'not looked at, and held: {name} {code}')
    textless({entry['in_set_path'] for entry in entries})
    return 0


if __name__ == '__main__':
    sys.exit(main())
