"""An output is as valid as its input: dciodvfy (dicom3tools) finds no error in it that it did not find before.

A file that dciodvfy cannot read, or whose object it does not know, has no errors to compare: it is left out, and named
(`pytest -rs`). Exceptions stand in `docs/limits.json`, with their reasons.
"""

import concurrent.futures
import json
import pathlib
import re
import shutil
import subprocess

import pytest

from tests.conformance.deidentified import PRESETS, WORKERS

UNREADABLE = ('Dicom dataset read failed', 'Information Object Not found', 'not valid DICOM')
NUMBER = re.compile(r'\[\d+\]')
VALUE = re.compile(r'<(?!/)[^<>]*>')
MODULE = re.compile(r'Module=<\w+>')
CHARACTER = re.compile(r" = '.' \(0x..\)")
LIMITS = json.loads((pathlib.Path(__file__).resolve().parents[2] / 'docs' / 'limits.json').read_text('utf-8'))
ALLOWED = [line for limit in LIMITS for line in limit.get('dciodvfy', ())]


def errors(path):
    """Error lines of one file without the values in them, or None where dciodvfy does not accept it."""
    done = subprocess.run(['dciodvfy', '-new', path], capture_output=True, timeout=60, check=False)
    lines = (done.stdout + done.stderr).decode('latin-1').splitlines()
    if done.returncode < 0 or not lines or any(words in line for line in lines for words in UNREADABLE):
        return None
    return {plain(line) for line in lines if line.startswith('Error')}


def plain(line):
    """A line without item numbers and values, which differ from file to file: place, kind and module stay."""
    module = MODULE.search(line)
    place, sign, rest = line.partition('> - ')
    rest = CHARACTER.sub('', VALUE.sub('<>', rest))
    return NUMBER.sub('[]', place) + sign + rest + (' ' + module.group(0) if module else '')


def compared(file):
    """(new error lines by preset, or None where the input is not accepted; presets of which no output is accepted)."""
    before = errors(file.path)
    if before is None:
        return None
    found = {}
    for preset in PRESETS:
        if file.outputs[preset] is not None:
            after = errors(file.outputs[preset])
            found[preset] = {'not accepted'} if after is None else after - before
    return found


def test_no_output_has_an_error_that_its_input_had_not(cleaned):
    if shutil.which('dciodvfy') is None:
        pytest.skip('no dciodvfy: install the Debian package dicom3tools')
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as workers:
        results = list(workers.map(compared, cleaned))
    new, outputs = [], 0
    for file, found in zip(cleaned, results, strict=True):
        for preset, lines in (found or {}).items():
            outputs += 1
            new += [f'{file.name} {preset}: {line}' for line in sorted(lines) if not any(one in line for one in ALLOWED)]
    left_out = [file.name for file, found in zip(cleaned, results, strict=True) if found is None]
    print(f'{outputs} outputs compared; dciodvfy does not accept {len(left_out)} inputs: {", ".join(left_out)}')
    assert not new, '\n'.join([f'{len(new)} new errors', *new])
    assert outputs > 1200


@pytest.mark.parametrize('line, said', [
    ('Error - </StudyDate(0008,0020)[1]> - Value invalid for this VR [DA] = <1995.10.> - Character invalid = \'.\' (0x2e)',
     'Error - </StudyDate(0008,0020)[]> - Value invalid for this VR [DA] = <> - Character invalid'),
    ('Error - </ContentSequence(0040,a730)[5]/TextValue(0040,a160)> - Empty attribute (no value) for Type 1C Conditional'
     ' - Module=<DocumentContentMacro>',
     'Error - </ContentSequence(0040,a730)[]/TextValue(0040,a160)> - Empty attribute (no value) for Type 1C Conditional'
     ' - Module=<> Module=<DocumentContentMacro>'),
])
def test_lines_are_compared_by_place_and_kind(line, said):
    assert plain(line) == said
