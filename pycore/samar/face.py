"""What a Python program calls: one function to de-identify, one to look, a policy, and an outcome with its decisions.

Everything here is re-exported by `samar` itself. The core knows nothing of it.
"""

import os
import pathlib
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from samar.core import host, pipeline
from samar.core import outcome as outcomes
from samar.core.edits import points
from samar.core.elements import paths
from samar.core.errors import BadChoice, SamarError
from samar.core.pixels import masks as masking
from samar.core.plan import identity as naming
from samar.core.plan import presets, shelf
from samar.core.plan.choices import policy_of
from samar.core.report import content
from samar.core.review import opened as opening
from samar.core.review import summary as telling
from samar.hosts import cpython, finder

Source = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO


class Policy:
    """What is to be done: a preset, and what was chosen beside it. Made by `Policy.preset` or `Policy.load`."""

    def __init__(self, preset: Any, options: Sequence[str] | None, categories: Mapping[str, str], elements: Mapping[str, str],
                 masks: Sequence[Any]) -> None:
        self.id: str = preset.id
        self.compiled = policy_of(preset, options, dict(categories), dict(elements))
        self.masks = [*masking.parse(preset.masks), *masks]

    @classmethod
    def preset(cls, ident: str, *, options: Sequence[str] | None = None, categories: Mapping[str, str] | None = None,
               elements: Mapping[str, str] | None = None, masks: Sequence[str] = ()) -> 'Policy':
        """Policy of a preset that comes with Samar.

        `options` (names of PS3.15 E.3) replace the preset's own; `categories` and `elements` (selector to action) go on top;
        `masks` are texts `X,Y,W,H[@FRAMES]` in pixels,
        with `ellipse:` before it or as `polygon:X,Y,X,Y,X,Y...[@FRAMES]`. Raises BadChoice for what is not known.

        >>> Policy.preset('research', elements={'PatientSex': 'keep'}, masks=['0,0,320,40@0-9']).id
        'research'
        >>> Policy.preset('research', elements={'PatientSex': 'explode'})
        Traceback (most recent call last):
        samar.core.errors.BadChoice: action-unknown
        """
        cpython.install()
        boxes = [masking.parse_text(text) for text in masks]
        return cls(shelf.preset(ident), options, categories or {}, elements or {}, boxes)

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> 'Policy':
        """Policy of a preset of one's own, as read from its JSON file (presets/preset.schema.json). Raises BadChoice with the key."""
        cpython.install()
        return cls(presets.load(dict(data)), None, {}, {}, [])


class Decision:
    """What became of one element: `selector`, `keyword`, `vr`, `action`, `rule` (row of PS3.15 table E.1-1, or None), `reason`."""

    __slots__ = ('action', 'keyword', 'reason', 'rule', 'selector', 'vr')

    def __init__(self, told: Mapping[str, Any]) -> None:
        self.selector: str = told['selector']
        self.keyword: str = told['keyword']
        self.vr: str = told['vr']
        self.action: str = told['action']
        self.rule: str | None = told['row']
        self.reason: str = told['reason']

    def __str__(self) -> str:
        rule = f'rule {self.rule}' if self.rule else 'no rule of the table'
        return f'{self.selector} {self.keyword} {self.action}: {rule}, because of {self.reason}'

    def __repr__(self) -> str:
        return f'<Decision {self}>'


class Outcome:
    """How the work on one file ended: `word` (cleaned, held, unchanged, refused or failed), `error` (a SamarError or None), `name` (for
    the new file), `open` (points that only a person can settle: code, selector, settled) and `decisions`.

    >>> outcome = deidentify(SAMPLE, Policy.preset('basic'))
    >>> [decision.action for decision in outcome.decisions if decision.keyword == 'PatientID']
    ['empty']
    >>> outcome.open, outcome.error
    ([], None)
    >>> outcome.report()['outcome']
    'cleaned'
    """

    def __init__(self, found: Any) -> None:
        self._found = found
        self.word: str = found.word
        self.error = found.error
        self.name: str | None = found.name
        self.open: list[dict[str, str | None]] = [dict(point) for point in found.points]

    @property
    def decisions(self) -> list[Decision]:
        """One Decision for each element that is touched, in the order of the file. No value of the file is in them."""
        return [Decision(told) for told in self.report()['elements']]

    def report(self, *, values: bool = False) -> dict[str, Any]:
        """The report as plain data; with `values` it holds what stood in the file, and then is patient data."""
        told: dict[str, Any] = content.as_dict(self._found, values)
        return told

    def content(self) -> bytes:
        """The bytes of the new file; ValueError where there is none."""
        if self._found.output is None:
            raise ValueError(f'there is no new file: {self.word}')
        output = self._found.output
        return bytes(output.read(0, output.size))

    def save(self, folder: str | os.PathLike[str]) -> pathlib.Path:
        """Write the new file into a folder under its new name; the path. Half a file is never left behind.

        ValueError where there is none to write; FileExistsError where the name is taken; OSError as the platform raises it."""
        if self._found.output is None or self.name is None:
            raise ValueError(f'there is no new file: {self.word}')
        target = pathlib.Path(folder) / self.name
        if target.exists():
            raise FileExistsError('the name of the new file is taken')
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + '.part')
        try:
            with open(part, 'wb') as stream:
                self._found.output.write_to(stream)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        return target

    def __repr__(self) -> str:
        return f'<Outcome {self.word}>'


def _handle(source: Source) -> Any:
    if isinstance(source, bytes | bytearray | memoryview):
        return cpython.of_bytes(bytes(source))
    if isinstance(source, str | os.PathLike):
        try:
            return cpython.open_file(source)
        except OSError as error:
            raise BadChoice('file-unreadable', detail=os.strerror(error.errno or 0)) from error
    return cpython.of_bytes(source.read())


def deidentify(source: Source, policy: Policy, *, project_key: str | None = None, secret: bytes | None = None,
               accept: Sequence[str] = (), find_text: str = 'off') -> Outcome:
    """De-identify one file and read the result again. Raises BadChoice for what cannot be meant (a source that cannot be read, an empty
    key, a point that there is not), and else nothing that the file is the reason of: what breaks is an Outcome with the word `failed`.

    Pseudonyms, UIDs and dates follow from `project_key` (the same key gives the same codes on another day and machine) or from
    `secret` (32 bytes, to be kept for all files of one set); with neither they are made up for this one call.
    `accept` names the points that a person takes upon themselves (`text-risk`, `cannot-be-shown`, `sound`, `kept-identity`,
    `beside-picture`, `document`); while one that is not named is open, the word is `held` and there is no new file. A code alone takes the
    file as it is: it is made, stays `held`, and does not say that its identity is removed. `text-risk=looked` or `text-risk=said` tell that
    a person looked at every frame, or knows, that nobody is named; so do the same of `cannot-be-shown`, `sound` and `document`.
    `find_text` (`off`, `propose`, `apply`; the extra `text`) looks for text in the picture: what is proposed holds the file, or is masked.
    Raises BadChoice where the finder is not installed.

    >>> key = 'a key of some twenty signs'
    >>> first = deidentify(SAMPLE, Policy.preset('research'), project_key=key)
    >>> again = deidentify(SAMPLE, Policy.preset('research'), project_key=key)
    >>> first.word, first.content() == again.content()
    ('cleaned', True)
    """
    cpython.install()
    if find_text not in pipeline.FINDS:
        raise BadChoice('text-finder-missing', detail=find_text)
    if find_text != pipeline.OFF:
        finder.install()
    if project_key is not None:
        identity = naming.from_project_key(project_key)
    else:
        identity = naming.Identity(host.random(32) if secret is None else memoryview(secret))
    handle, settled = _handle(source), points.settlement(list(accept))
    try:
        found = pipeline.deidentify(handle, policy.compiled, identity, policy.masks, settled, find_text)
    except Exception as error:      # a fault of Samar's own; its text may hold a value
        found = outcomes.Outcome(outcomes.FAILED, SamarError('unexpected', detail=type(error).__name__))
    return Outcome(found)


def inspect(source: Source) -> dict[str, Any]:
    """What a file holds, as plain data: `summary`, `warnings`, `image`, `error`, `elements` (path, vr, length, value). Holds values.

    Raises BadChoice where the source cannot be read.

    >>> told = inspect(SAMPLE)
    >>> [element['value'] for element in told['elements'] if element['path'] == '(0010,0010)']
    ['DOE^JANE']
    """
    cpython.install()
    found = opening.Opened(_handle(source))
    record = found.record
    error = None if found.error is None else found.error.fields()
    if record is None:
        return {'summary': [], 'warnings': [], 'image': None, 'error': error, 'elements': []}
    table = record.table
    elements = [{'path': paths.path(record, row), 'vr': record.vr(row), 'length': table.extent(row),
                 'value': '' if table.is_container(row) else record.text(row, 1024)}
                for row in range(table.count) if table.tag[row] // 65536 != 0xFFFE]
    return {'summary': telling.summary(found), 'warnings': telling.warnings(found), 'image': telling.image(found),
            'error': error, 'elements': elements}


__all__ = ['Decision', 'Outcome', 'Policy', 'deidentify', 'inspect']
