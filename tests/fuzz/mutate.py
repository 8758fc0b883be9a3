"""Files that are changed by their structure, and what must hold of each: `make fuzz TIME=seconds SEED=n`.

    .venv/bin/python -m tests.fuzz.mutate --time 600 --seed 7 [--count 10000] [--keep FOLDER]

Elements are dropped, doubled, moved, nested, and get another VR, length or value; fragments and streams are cut, joined, doubled and
changed; files are cut and their bits turned. Of each file: one of the five outcomes, within the time and the memory that its size
allows, no name of the patient in an output called cleaned, and an output that is read to its end. Beside them presets, selectors,
archives and directories with faults, a second pass and another order (levels.py).
"""

import argparse
import os
import pathlib
import random
import resource
import sys
import time

from samar.core import outcome, pipeline
from samar.core.elements import record as records
from samar.core.errors import BadChoice, SamarError
from samar.core.pixels.masks import Mask
from samar.core.plan import identity as naming
from samar.core.review import opened as opening
from samar.core.verify import words as vocabulary
from samar.hosts import cpython, watch

from tests import files
from tests.fuzz import levels, vrs

CASES = pathlib.Path(os.environ.get('DICOM_CASES', pathlib.Path(__file__).resolve().parents[3] / 'shared' / 'cases'))
DIRECTORY = CASES / 'DICOMDIR'
LARGEST = 65536         # bytes of a seed
MOST = 10.0             # seconds of the processor
MEMORY = 512            # megabytes
KEPT = 20               # files of one fault: they may be of more kinds than one
WORDS = (outcome.CLEANED, outcome.HELD, outcome.UNCHANGED, outcome.REFUSED, outcome.FAILED)
PRESETS = ('basic', 'research', 'longitudinal', 'tcia')
SETTLED = ('text-risk=said', 'cannot-be-shown=said', 'sound=said', 'document=said')
VRS = b'AE AS AT CS DA DS DT FD FL IS LO LT OB OW PN SH SL SQ SS ST TM UC UI UL UN UR US UT OV zz \0\0'.split(b' ')
BROKEN = list(vrs.WAYS.values())
SELECTORS = ('PatientName', '(0010,0010)', 'ReferencedStudySequence[*].StudyDate', '(0009,"ACME",01)', '[0].X', '(0009', 'PatientName[', '',
             '(gggg,eeee)', 'StudyDate\0')


def seeds():
    """Contents to begin with, made here and from the folder of cases."""
    found = [files.build(files.body(syntax), syntax) for syntax in (files.EXPLICIT, files.IMPLICIT, files.BIG)]
    for path in sorted(CASES.glob('*.dcm')) if CASES.exists() else []:
        if path.stat().st_size <= LARGEST and not path.name.startswith('x-bomb'):
            found.append(path.read_bytes())
    return found


def places(content):
    """[(start, value, stop)] of all elements, items and fragments that can be read."""
    try:
        record = records.open_record(cpython.of_bytes(content))
    except SamarError:
        return []
    table = record.table
    if record.deflated:
        return []
    return [(int(table.start[row]), int(table.value[row]), int(table.stop[row])) for row in range(table.count)]


def mutated(content, dice):
    """A file with one to four faults."""
    for _ in range(dice.randint(1, 4)):
        found = places(content)
        content = at_random(content, dice) if not found or dice.random() < 0.2 else structured(content, dice, *dice.choice(found), found)
    return content


def at_random(content, dice):
    """Bits turned, a cut, bytes put in or taken out."""
    if len(content) < 140:
        return content + bytes(140)
    at, kind = dice.randrange(128, len(content)), dice.randrange(4)
    if kind == 0:
        return content[:at] + bytes([content[at] ^ (1 << dice.randrange(8))]) + content[at + 1:]
    if kind == 1:
        return content[:at]
    if kind == 2:
        return content[:at] + dice.randbytes(dice.randint(1, 9)) + content[at:]
    return content[:at] + content[at + dice.randint(1, 9):]


def structured(content, dice, start, value, stop, found):
    """One element, item or fragment changed."""
    part, kind = content[start:stop], dice.randrange(11)
    if kind == 0:
        return content[:start] + content[stop:]
    if kind == 1:
        return content[:stop] + part + content[stop:]
    if kind == 2:
        other = dice.choice(found)[0]
        return content[:other] + part + content[other:]
    if kind == 3:
        return content[:start + 4] + dice.choice(VRS)[:2].ljust(2, b'\0') + content[start + 6:]
    if kind == 4:
        length = dice.choice((0, 1, 7, 255, 65534, 65535, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF, stop - value + 1, max(stop - value - 1, 0)))
        return content[:value - 4] + length.to_bytes(4, 'little') + content[value:]
    if kind == 5:
        return content[:value] + dice.choice((b'', bytes(stop - value), dice.randbytes(min(stop - value, 64)))) + content[stop:]
    if kind == 6:
        deep = dice.choice((1, 3, 40, 700))
        for _ in range(deep):
            part = bytes.fromhex('080032105351' '0000' 'ffffffff' 'feff00e0ffffffff') + part + bytes.fromhex('feff0de000000000feffdde000000000')
        return content[:start] + part + content[stop:]
    if kind == 7 and stop - value > 2:
        at = dice.randrange(value, stop)
        return content[:at] + bytes([dice.choice((0, 0x5C, 0x1B, 0x5E, 0xFF, 0xD9, 0x80, dice.randrange(256)))]) + content[at + 1:]
    if kind == 8 and stop - value > 4:
        at = dice.randrange(value, stop)
        return content[:at] + bytes.fromhex('feff00e004000000') + content[at:]
    if kind == 10:
        return content[:value] + (dice.choice(BROKEN) * (stop - value))[:stop - value] + content[stop:]
    other = dice.choice(found)
    return content[:value] + content[other[1]:other[2]] + content[stop:]


def words_of(record):
    """Parts of the patient's name with five ASCII letters and more."""
    try:
        texts = record.get(0x00100010) or []
    except SamarError:
        return []
    words = [word for text in texts for word in text.replace('^', ' ').replace('=', ' ').split()]
    return [word.lower().encode() for word in words if len(word) > 4 and word.isascii() and word.isalpha()]


def fault_of(content, dice):
    """What does not hold of one file, as words; None where all does."""
    chosen = {'preset': dice.choice(PRESETS)}
    if dice.random() < 0.1:
        chosen['elements'] = {dice.choice(SELECTORS): 'keep'}
    try:
        policy = opening.policy_of(chosen)
    except BadChoice:
        return None
    masks = [Mask(0, 0, 3, 3)] if dice.random() < 0.3 else []
    started = time.process_time()
    try:
        with watch.limit(MOST):
            found = pipeline.deidentify(cpython.of_bytes(content), policy, naming.Identity(memoryview(bytes(32))), masks, SETTLED)
    except watch.TookTooLong:
        return f'more than {MOST} seconds'
    except Exception as error:
        trace = error.__traceback__
        while trace.tb_next is not None:
            trace = trace.tb_next
        return f'{type(error).__name__} at {pathlib.Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}'
    if time.process_time() - started > MOST:
        return f'more than {MOST} seconds'
    if found.word not in WORDS:
        return 'no outcome: ' + str(found.word)
    if found.error is not None and found.error.code == 'unexpected':
        return 'unexpected'
    if found.output is None:
        return None
    again = records.open_record(found.output)
    if again.error is not None:
        return 'output cannot be read: ' + again.error.code
    if found.word == outcome.CLEANED and 'elements' not in chosen and not found.points:
        made = bytes(found.output.read(0, found.output.size)).lower()
        if [word for word in words_of(found.record) if made.count(word) > terms(again, word) and word not in b'anonymized anonymous']:
            return 'a name of the patient is left'
    return None


def terms(record, word):
    """How often a word of the vocabulary stands as a defined term: there it is what the file says, whoever has it for a name
    (docs/limits.json, residue-coincidence)."""
    if not vocabulary.is_ordinary(word.decode()):
        return 0
    table = record.table
    rows = [row for row in range(table.count) if record.vr(row) == 'CS' and not table.is_container(row)]
    return sum(value.strip().lower() == word for row in rows for value in bytes(table.raw(row)).split(b'\\'))


def beside(content, given, dice):
    """One of the levels around a file, for some files."""
    drawn = dice.random()
    if drawn < 0.02:
        return levels.archive([content, dice.choice(given)], dice)
    if drawn < 0.03 and DIRECTORY.exists():
        return levels.medium(mutated(DIRECTORY.read_bytes(), dice), [content, dice.choice(given)])
    if drawn < 0.13:
        try:
            with watch.limit(4 * MOST):
                return levels.second_pass(content, opening.policy_of({'preset': dice.choice(PRESETS)}), dice)
        except watch.TookTooLong:
            return 'second pass: more than 40 seconds'
    return levels.selector(dice) if drawn < 0.6 else levels.preset(dice) if drawn < 0.7 else None


def run(dice, seconds, count, keep=None):
    """`(files, {fault: how many})` of so many seconds or files, whichever ends first."""
    started, given, number, faults = time.monotonic(), seeds(), 0, {}
    while number < count and time.monotonic() - started < seconds:
        content = mutated(dice.choice(given), dice)
        fault = fault_of(content, dice)
        number += 1
        if fault is None:
            fault = beside(content, given, dice)
        if fault is not None:
            faults[fault] = faults.get(fault, 0) + 1
            if keep is not None and faults[fault] <= KEPT:
                (keep / f'{number}.dcm').write_bytes(content)
                print(number, fault, flush=True)
    return number, faults


def main(arguments=None):
    """Run for a while, print what was found; 1 where something was."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('--time', type=float, default=600)
    parser.add_argument('--count', type=int, default=sys.maxsize)
    parser.add_argument('--seed', type=int, default=int(time.time()))
    parser.add_argument('--keep', type=pathlib.Path, default=pathlib.Path('build/fuzz'))
    given = parser.parse_args(arguments)
    given.keep.mkdir(parents=True, exist_ok=True)
    cpython.install()
    number, faults = run(random.Random(given.seed), given.time, given.count, given.keep)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f'seed {given.seed}: {number} files, {sum(faults.values())} with a fault, {memory} MB')
    for fault in sorted(faults):
        print(' ', faults[fault], fault)
    return 1 if faults or memory > MEMORY else 0


if __name__ == '__main__':
    sys.exit(main())
