"""One fault, one process: what becomes of the inputs that run the line it stands in.

A fault ends as exactly one of WORDS. *not reached*: no input runs its line, so nothing is known of it; no process is spent on it.
*equal*: the outputs are the same to the byte. *killed*: an input has no output any more, and no other differs. *stopped*: it runs more
than ten times as long as before, and is ended. *changed*: another output, without a string that identifies. *leak*: with one.
"""

import collections
import hashlib
import os
import pickle
import random
import resource
import select
import signal
import sys
import time

from samar.core import codes, host, pipeline
from samar.core.pixels import masks
from samar.core.plan import identity
from samar.core.review import opened
from samar.hosts import cpython, native

from tools.mutants import faults, inputs

EQUAL, KILLED, CHANGED, LEAK, STOPPED, UNREACHED = WORDS = ('equal', 'killed', 'changed', 'leak', 'stopped', 'not reached')
MEMORY = 2 << 30
LEAST, LONGER = 1.0, 10     # seconds of the processor, and how many times as long as without a fault
MOST = 4            # strings that are named of one leak
HELD = ('cleaned', 'held', 'unchanged')


class Run:
    """What an input gave without a fault: `word`, `output` (bytes or None), `seconds` of the processor, `lines` {(file, line)}."""

    __slots__ = ('lines', 'output', 'seconds', 'word')

    def __init__(self, word, output, seconds, lines):
        self.word, self.output, self.seconds, self.lines = word, output, seconds, lines


def outcome(given):
    """(word, bytes of the output or None) for one input."""
    policy = opened.policy_of({'preset': given.preset})
    boxes = [masks.Mask(*box) for box in given.boxes]
    found = pipeline.deidentify(cpython.of_bytes(given.content), policy, identity.Identity(memoryview(bytes(32))), boxes, codes.POINTS)
    if found.output is None or found.word not in HELD:
        return found.word, None
    return found.word, bytes(found.output.read(0, found.output.size))


def first_run(given, watched):
    """Run of an input, in a process of its own so that nothing is remembered from it; `watched`: files whose lines are noted."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            before = time.process_time()
            word, output = outcome(given)
            seconds = time.process_time() - before
            with os.fdopen(writer, 'wb') as pipe:
                pickle.dump((word, output, seconds), pipe)
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, 'rb') as pipe:
        word, output, seconds = pickle.load(pipe)
    os.waitpid(child, 0)
    return Run(word, output, seconds, lines_of(given, watched))


def lines_of(given, watched):
    """{(file, line)} that an input runs, from its policy to its outcome, in a process of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            lines = set()

            def line(frame, _event, _argument):
                lines.add((frame.f_code.co_filename, frame.f_lineno))
                return line

            def call(frame, event, argument):
                return line(frame, event, argument) if frame.f_code.co_filename in watched else None

            sys.settrace(call)
            outcome(given)
            sys.settrace(None)
            with os.fdopen(writer, 'wb') as pipe:
                pickle.dump(lines, pipe)
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, 'rb') as pipe:
        found = pickle.load(pipe)
    os.waitpid(child, 0)
    return found


def judged(reached):
    """(the worst that a fault does to inputs, what leaks from which) for [(Input, Run)]."""
    worst, seen = EQUAL, False
    for given, before in reached:
        signal.setitimer(signal.ITIMER_PROF, LEAST + LONGER * before.seconds)
        try:
            _word, output = outcome(given)
        except Exception:       # whatever a fault raises, the file has no output
            output = None
        if output is None:
            seen = True
        elif output != before.output:
            found = sorted(one.decode() for one in given.standing(output) - given.standing(before.output))
            if found:
                return LEAK, f' ({given.name}: {", ".join(found[:MOST])})'
            worst = CHANGED
    return KILLED if seen and worst == EQUAL else worst, ''


def started(fault, reached):
    """(process id, file descriptor of what it says) of a fault that is tried."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        code = WORDS.index(KILLED)
        try:
            os.close(reader)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            faults.put(fault)
            word, told = judged(reached)
            os.write(writer, told.encode())
            code = WORDS.index(word)
        finally:
            os._exit(code)
    os.close(writer)
    return child, reader


def ended(child):
    """The word for a fault whose process has ended."""
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return STOPPED if code == -signal.SIGPROF else WORDS[code] if 0 <= code < len(WORDS) else KILLED


def key_of(fault):
    """What names a fault in a file of results; another text of its module is another fault."""
    return f'{fault.module.name} {fault.function} {fault.number} {hashlib.sha256(fault.module.path.read_bytes()).hexdigest()[:12]}'


def earlier(results):
    """{key: word} of a file of results, none where there is no file."""
    if results is None or not results.exists():
        return {}
    lines = [line.split('\t') for line in results.read_text('utf-8').splitlines()]
    return {line[0]: line[1] for line in lines if len(line) > 1 and line[1] in WORDS}


def run(every=1, first=0, words=(), told=None, jobs=2, results=None, most=None):
    """(Counter {(room, word): how many}, [Fault] that leak, [Fault] that no input reaches); `told`: where each is named as it ends;
    `results`: path of a file that gets a line a fault, and whose faults are not tried again. With it they are tried in an order by chance,
    so that what is done of a run stands for the whole; `most`: how many are tried now."""
    cpython.install()
    native.remove()         # a fault is put into Python code
    for name in [path.stem for path in cpython.DATA.glob('*.json')] + ['presets']:
        host.table(name)        # read once; what plan, edits and kernels make of them is made anew in each process
    chosen = faults.faults(words)[first::every]
    known = earlier(results)
    if results is not None:
        random.Random(1).shuffle(chosen)
    keys = {fault: key_of(fault) for fault in chosen} if results is not None else {}
    watched = {fault.module.shown: str(fault.module.path) for fault in chosen}
    given = inputs.inputs()
    before = [first_run(one, set(watched.values())) for one in given]
    missing = [one.name for one, was in zip(given, before, strict=True) if was.output is None]
    if missing:
        raise SystemExit(f'these inputs have no output without a fault: {missing}')
    counts, leaks, unreached, open_ = collections.Counter(), [], [], {}

    def note(fault, word, detail=''):
        counts[fault.room(), word] += 1
        if word == LEAK:
            leaks.append(fault)
        if word == UNREACHED:
            unreached.append(fault)
        if results is not None and keys[fault] not in known:
            with results.open('a', encoding='utf-8') as file:
                file.write(f'{keys[fault]}\t{word}\t{fault.told()}{detail}\n')

    def wait():
        for descriptor in select.select(list(open_), [], [])[0]:
            child, fault = open_.pop(descriptor)
            with os.fdopen(descriptor, 'rb') as pipe:
                detail = pipe.read().decode()
            word = ended(child)
            note(fault, word, detail)
            if told and word in (LEAK, CHANGED):
                print(word, fault.told() + detail, file=told, flush=True)

    tried = 0
    for fault in chosen:
        if keys and keys[fault] in known:
            note(fault, known[keys[fault]])
            continue
        path = watched[fault.module.shown]
        low, high = fault.lines
        reached = [(one, was) for one, was in zip(given, before, strict=True)
                   if any((path, line) in was.lines for line in range(low, high + 1))]
        if not reached:
            note(fault, UNREACHED)
            continue
        if most is not None and tried >= most:
            break
        tried += 1
        while len(open_) >= jobs:
            wait()
        child, descriptor = started(fault, reached)
        open_[descriptor] = child, fault
    while open_:
        wait()
    return counts, leaks, unreached
