"""The corpus under several presets, written once for all tests that look at whole outputs."""

import concurrent.futures
import csv
import pathlib

from tests.conformance import run

PRESETS = ('basic', 'research', 'tcia', 'longitudinal', 'limited-data-set', 'outside-hospital')
WORKERS = 2


class File:
    """One file of the corpus: `name`, `path`, `row` of the manifest, `outputs` {preset: path, or None where it was refused},
    `why` {preset: code of the refusal}."""

    def __init__(self, name, path, row):
        self.name, self.path, self.row = name, path, row
        self.outputs, self.why = {}, {}


def files(corpus):
    """All Files of a corpus, without outputs."""
    found = []
    with open(corpus / 'manifest.csv', encoding='utf-8', newline='') as table:
        for row in csv.DictReader(table):
            path = corpus / row['path']
            if not path.exists():
                path = corpus / row['source'].replace('/', '+') / row['path']
            found.append(File(row['path'], path, row))
    return found


def write(path, target):
    """{preset: (path or None, code of the refusal)} for one file; the outputs are called `target`-preset.dcm."""
    content = pathlib.Path(path).read_bytes()
    found = {}
    for preset in PRESETS:
        outcome = run.outcome(content, name=preset)
        if outcome.output is None:
            found[preset] = (None, outcome.error.code)
            continue
        output = f'{target}-{preset}.dcm'
        with open(output, 'wb') as stream:
            outcome.output.write_to(stream)
        found[preset] = (output, None)
    return found


def all_files(corpus, folder):
    """Files with their outputs in a folder."""
    found = files(corpus)
    targets = [str(folder / str(place)) for place in range(len(found))]
    with concurrent.futures.ProcessPoolExecutor(WORKERS) as workers:
        for file, done in zip(found, workers.map(write, [file.path for file in found], targets, chunksize=8), strict=True):
            for preset, (output, why) in done.items():
                file.outputs[preset], file.why[preset] = output, why
    return found
