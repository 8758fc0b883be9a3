"""How much of the identifying text in pictures is found: `make score-pixels`.

Rectangles of truth come from `burned_in.json` of a corpus beside the checkout (or `DICOM_CORPUS`). Printed: recall of identifying
rectangles (covered by half, and by nine tenths), the share of each picture proposed outside of all known text, what the matches say,
and seconds.
"""

import collections
import json
import os
import pathlib
import sys
import time

import numpy
from samar.core.elements import record as records
from samar.core.pixels.detect import proposals
from samar.hosts import cpython, finder

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS = pathlib.Path(os.environ.get('DICOM_CORPUS', ROOT.parent / 'shared' / 'corpus'))
EDGE = 6       # pixels around a known text that do not count as outside


def covered(rectangle, cover):
    """Share of a rectangle that proposals cover."""
    part = cover[max(0, rectangle['y']):rectangle['y'] + rectangle['h'], max(0, rectangle['x']):rectangle['x'] + rectangle['w']]
    return float(part.mean()) if part.size else 1.0


def score(entry, path):
    """`(shares of the identifying rectangles, share outside, proposals, error, seconds)` of one file."""
    record = records.open_record(cpython.open_file(path))
    began = time.process_time()
    found, error = proposals.find(record)
    seconds = time.process_time() - began
    rows, columns = int(entry['rows']), int(entry['cols'])
    cover, known = numpy.zeros((rows, columns), bool), numpy.zeros((rows, columns), bool)
    for one in found:
        cover[one.y:one.y + one.h, one.x:one.x + one.w] = True
    listed = [*entry['rects'], *[r for more in (entry.get('rects_by_frame') or {}).values() for r in more]]
    for r in [*listed, *(entry.get('overlay_rects') or [])]:
        known[max(0, r['y'] - EDGE):r['y'] + r['h'] + EDGE, max(0, r['x'] - EDGE):r['x'] + r['w'] + EDGE] = True
    wanted = [r for r in listed if r.get('class') == 'phi-like']
    return [(covered(r, cover), r) for r in wanted], float((cover & ~known).mean()), found, error, seconds


def main():
    """Print the table; 1 where there is no corpus."""
    truth = CORPUS / 'burned_in.json'
    if not truth.exists():
        print(f'no {truth.name} in a corpus beside the checkout')
        return 1
    cpython.install()
    finder.install()
    total = half = most = ticked = 0
    outside, spent, matches, failed = [], [], collections.Counter(), []
    for entry in json.loads(truth.read_text('utf-8')):
        path = CORPUS / entry['in_set_path']
        if not path.exists():
            continue
        shares, extra, found, error, seconds = score(entry, path)
        if error is not None:
            failed.append((path.name, error.code))
        total += len(shares)
        half += sum(share >= .5 for share, _ in shares)
        most += sum(share >= .9 for share, _ in shares)
        for share, r in shares:
            hit = [one for one in found if one.ticked and one.x < r['x'] + r['w'] and r['x'] < one.x + one.w
                   and one.y < r['y'] + r['h'] and r['y'] < one.y + one.h]
            ticked += bool(hit)
            if share < .9:
                print(f'  {share:.2f} of {r["w"]} x {r["h"]} at {r["x"]},{r["y"]} in {path.name} ({entry["frames"]} frames)')
        outside.append(extra)
        spent.append(seconds)
        matches.update(one.match or 'unread' for one in found)
        print(f'{path.name}: {sum(share >= .5 for share, _ in shares)}/{len(shares)}, {100 * extra:.2f} % outside, {seconds:.1f} s', flush=True)
    print(f'identifying rectangles: {total}; found (half covered) {half} = {half / total:.3f}; nine tenths covered {most} = '
          f'{most / total:.3f}; touched by a ticked proposal {ticked} = {ticked / total:.3f}')
    print(f'proposed outside of known text: {100 * sum(outside) / len(outside):.2f} % of a picture; {sum(spent) / len(spent):.2f} s of '
          f'processor time a file; proposals by match: {dict(matches)}')
    for name, code in failed:
        print(f'not looked at: {name} {code}')
    return 0


if __name__ == '__main__':
    sys.exit(main())
