"""A unit of work: a pure function of files, choices and secret, which any process of any machine may do, and do again.

    context = Context(job, secret)
    results = work(first, sources, context)

What it makes lies under `job.stage` until whoever asked puts it in its place: nothing is named or counted here.
"""

import hashlib
import hmac
import os
import pathlib
import secrets
from collections.abc import Sequence
from typing import Any, NamedTuple

from samar import words
from samar.core import host, pipeline
from samar.core import outcome as outcomes
from samar.core.errors import BadChoice, NotDicom, SamarError, Unsupported
from samar.core.media import graph, names
from samar.core.media import medium as media
from samar.core.pixels import masks as masking
from samar.core.plan import identity as naming
from samar.core.plan import presets
from samar.core.plan.choices import policy_of
from samar.core.report import content as report
from samar.core.report import documents, links, of_set
from samar.hosts import cpython, finder, native, watch
from samar.kinds import Fields
from samar.run import claims, listing

People = Sequence[Fields]       # a list of own ids (media/ids.py)


class Job(NamedTuple):
    """What is to be done with every file, as plain data: `preset` (its JSON), `options` (or None), `elements` (selector to action), `masks`
    (texts), `accept` (codes), `find` (pipeline.FINDS), `scheme` (names.SCHEMES), `values` and `told` (whether reports are made, and with
    original values), `kernels`, `stage`: where new files wait, or None where none are written, `rowed` (whether rows for the
    report of the set are made), `medium` (whether the records of a DICOMDIR are) and `linked` (whether rows of the link table are)."""

    preset: dict[str, Any]
    options: list[str] | None
    elements: dict[str, str]
    masks: list[str]
    accept: list[str]
    find: str
    scheme: str
    values: bool
    told: bool
    kernels: str
    stage: str | None
    rowed: bool = False
    medium: bool = False
    linked: bool = False


class Context:
    """A Job made ready in this process; raises BadChoice for what cannot be meant."""

    def __init__(self, job: Job, secret: bytes, people: People = ()) -> None:
        self.job = job
        self.secret = secret
        self.people = people
        self.preset = presets.load(job.preset)
        self.digest = hashlib.sha256(documents.json_of(job.preset).encode()).hexdigest()
        self.policy = policy_of(self.preset, job.options, None, job.elements)
        self.boxes = [*masking.parse(self.preset.masks), *[masking.parse_text(text) for text in job.masks]]
        self.identity = naming.Identity(memoryview(secret))
        self.identity.take(people)
        if job.find != pipeline.OFF:
            finder.install()

    def coded(self, node: graph.Node | None) -> list[list[str]] | None:
        """What a file is and refers to (`graph.plain`), each UID as a code of this secret: it tells which are equal, and nothing else."""
        if node is None:
            return None
        return [[uid and hmac.digest(self.secret, b'graph\0' + uid.encode(), 'sha256')[:12].hex() for uid in part]
                for part in graph.plain(node) or ()]


def ready(job: Job, secret: bytes, people: People = ()) -> Context:
    """A Context in a process that was just started; `people` is a list of own ids (media/ids.py)."""
    cpython.install()
    if job.kernels == 'native' and not native.install():
        raise BadChoice('kernels-native-missing')       # what the report says is what ran
    return Context(job, secret, people)


def work(first: int, sources: list[listing.Source], context: Context) -> list[Fields]:
    """`[result]` of a unit, one for each Source; `first` is the place of the first in the whole listing. A file that fails stops
    nothing."""
    return [one(first + place, source, context) for place, source in enumerate(sources)]


def one(number: int, source: listing.Source, context: Context) -> Fields:
    """The result of one file, plain data: `word`, `path` in the set, `staged` (where the new file waits), what to print, and more."""
    try:
        handle = listing.opened(source)
        drawn = bool(context.boxes) or context.job.find != pipeline.OFF or context.job.kernels == 'native'
        with watch.limit(watch.seconds(handle.size, drawn)):
            found = pipeline.deidentify(handle, context.policy, context.identity, context.boxes, context.job.accept, context.job.find)
    except watch.TookTooLong:
        found = outcomes.Outcome(outcomes.FAILED, SamarError('took-too-long'))
    except SamarError as error:
        found = outcomes.Outcome(outcomes.FAILED, error)
    except Exception as error:      # a fault of Samar's own: one file must not stop the others, and its text may hold a value
        found = outcomes.Outcome(outcomes.FAILED, SamarError('unexpected', detail=type(error).__name__))
    if not source.given and (isinstance(found.error, NotDicom)
                             or (isinstance(found.error, Unsupported) and found.error.code == 'dicomdir')):
        return {'word': 'skipped', 'code': found.error.code}
    staged = None
    if found.output is not None and context.job.stage is not None:
        try:
            staged = _stage(found.output, handle, context.job, number)
        except SamarError as error:
            found = outcomes.Outcome(outcomes.FAILED, error)
    made = {'word': found.word, 'error': None if found.error is None else words.of_error(found.error),
            'code': None if found.error is None else found.error.code, 'points': found.points,
            'proposals': [len(found.proposals), sum(bool(each.ticked) for each in found.proposals)], 'path': None, 'staged': staged,
            'report': None, 'nodes': None, 'unmet': context.policy.unmet()}
    if found.output is not None and found.record is not None:
        made['path'] = names.path(names.place(found.record, context.identity), found.name or '', context.job.scheme)
    describe(made, found, source, context)
    return made


def describe(made: Fields, found: outcomes.Outcome, source: listing.Source, context: Context) -> None:
    """Put into a result what is asked for beside the file: its report, what it refers to, its row, its record of a DICOMDIR."""
    if context.job.told:
        made['report'] = told(found, source, context)
    made['claims'] = claims.of(found, context.identity, context.secret)
    if context.job.told or context.job.rowed:
        made['nodes'] = [context.coded(node) for node in graph.nodes_of(found)]
    if context.job.rowed:
        made['row'] = of_set.row(found, made['path'])
        if made['row']['input'] is None:
            made['row']['input'] = measured(source)
    if context.job.medium and found.output is not None and found.check is not None:
        made['medium'] = media.facts(found.check.output)
    if context.job.linked:
        made['links'] = links.of(found)


def _stage(output: Any, handle: Any, job: Job, number: int) -> str:
    """Write a new file where it waits for its place; its path. Where its hash is told it is made on the way.

    Raises SamarError: `output-unwritable` where the disk takes no more, `file-changed` where the input is no longer what was read."""
    # a name that no other attempt at this file has: one that is believed dead may still be writing
    path = pathlib.Path(job.stage or '') / f'{number}-{secrets.token_hex(6)}.part'
    try:
        with open(path, 'wb') as stream:
            if job.told or job.rowed:
                hashed = cpython.Hashed(stream)
                output.write_to(hashed)
                output.sha256 = hashed.digest()
            else:
                output.write_to(stream)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise SamarError('output-unwritable', detail=os.strerror(error.errno or 0)) from error
    if isinstance(handle, cpython.MappedFile) and handle.changed():
        path.unlink(missing_ok=True)
        raise SamarError('file-changed')
    return str(path)


def told(found: outcomes.Outcome, source: listing.Source, context: Context) -> Fields:
    """The report of one file, with bytes and hash of the input also where it could not be read as DICOM."""
    made = report.as_dict(found, context.job.values)
    if 'preset_sha256' in made:
        made['preset_sha256'] = context.digest
    if made['input'] is None:
        made['input'] = measured(source)
    if found.error is not None:
        made['error'] = {**made['error'], 'text': words.word('error', found.error.code, found.error.detail)}
    return made


def measured(source: listing.Source) -> Fields:
    """Bytes and hash of an input that nothing could be made of."""
    try:
        handle = listing.opened(source)
    except SamarError:
        return {'bytes': 0, 'sha256': None}
    return {'bytes': handle.size, 'sha256': report.hexadecimal(host.sha256_of(handle))}


def lost(source: listing.Source, context: Context) -> Fields:
    """The result of a file whose worker died of it."""
    error = SamarError('worker-stopped')
    found = outcomes.Outcome(outcomes.FAILED, error)
    made = {'word': found.word, 'error': words.of_error(error), 'code': error.code, 'points': [], 'proposals': [0, 0], 'path': None,
            'staged': None, 'report': None, 'nodes': [None, None], 'unmet': list(context.policy.unmet())}
    describe(made, found, source, context)
    return made
