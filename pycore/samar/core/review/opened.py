"""One file that a person has open: its Record, and for the choices that hold now its decisions and new values."""

from samar.core import host
from samar.core.edits import carry_out, points
from samar.core.elements import record as records
from samar.core.errors import SamarError
from samar.core.kernels import listing
from samar.core.pixels import image
from samar.core.pixels import masks as masking
from samar.core.plan import actions, decide, shelf, sweep
from samar.core.plan import choices as choosing
from samar.core.standard import profile
from samar.kinds import Any, Fields, Handle, Identity, Mask, Policy, Record, Row, Search, Sequence, Warnings


class Opened:
    """`record`, `error` (SamarError or None), `info` (ImageInfo or None), `planned` for the choices that were asked last, and the
    `search` for text in its picture, once there is one."""

    __slots__ = ('error', 'handle', 'info', 'planned', 'record', 'result', 'search', 'stamp')

    def __init__(self, handle: Handle) -> None:
        self.handle = handle
        self.record: Any = None     # a Record; None where `error` says why
        self.info: Any = None       # an ImageInfo, or None where there is no image
        self.planned: Planned | None = None
        self.result: Any = None     # what the worker keeps of it
        self.search: Search | None = None
        self.stamp: str | None = None
        self.error: Any = None      # a SamarError, or None
        try:
            self.record = records.open_record(handle)
            self.error = self.record.error
            self.info = image.describe(self.record)
        except SamarError as error:
            self.error = self.error or error

    def plan(self, policy: Policy, identity: Identity, stamp: str) -> 'Planned':
        """Planned for a policy; computed again only when `stamp` (a str that stands for the choices) has changed."""
        if self.planned is None or self.stamp != stamp:
            self.planned = Planned(self.record, policy, identity)
            self.stamp = stamp
            self.result = None
        return self.planned


class Planned:
    """`decisions`, `work` (new values; masks aside), `group` by row, `counts` by action, rows of `kept`
    identity, `noted` rows and how many these are (`attention`)."""

    __slots__ = ('attention', 'counts', 'decisions', 'group', 'kept', 'noted', 'notes', 'work')

    def __init__(self, record: Record, policy: Policy, identity: Identity) -> None:
        table = record.table
        self.decisions = decisions = decide.decide(record, policy)
        swept = sweep.sweep(record, decisions)
        self.work = carry_out.work(record, decisions, swept.words, identity, ())
        carry_out.settle(record, self.work)
        self.group = host.uint8(table.count)
        listing.assign(table.count, table.tag, table.vr, table.depth, decisions.rule, decisions.action,
                       profile.columns()['category'], self.group)
        self.counts = host.int32(len(actions.NAMES))
        listing.tally(table.count, table.tag, self.work.op, decisions.action, self.counts)
        self.noted = host.uint8(table.count)
        self.attention = 0
        self.notes: Warnings = []
        self.kept = points.kept_rows(record, decisions)
        for row in self.kept:
            self._note(row)
        for code, row, detail in decisions.notes:
            self._note(row)
            self.notes.append((code, detail))
        for code, row, detail in self.work.notes:
            self.notes.append((code, detail))
            if row >= 0:
                self._note(row)

    def _note(self, row: Row) -> None:
        if self.noted[row] == 0:
            self.noted[row] = 1
            self.attention += 1


def policy_of(chosen: Fields) -> Policy:
    """Policy for the plain dict of choices (docs/contracts.md)."""
    return choosing.policy_of(shelf.preset(chosen['preset']), chosen.get('options'), chosen.get('categories'), chosen.get('elements'))


def masks_of(chosen: Fields) -> list[Mask]:
    """Masks that are on: those of the preset, then a person's own."""
    return masking.parse([*shelf.preset(chosen['preset']).masks, *(chosen.get('masks') or [])])


def stamp_of(chosen: Fields, beside: Sequence[str] = ()) -> str:
    """A str that stands for the choices, whatever is in them; `beside` names what does not count."""
    return str([(key, chosen[key]) for key in chosen if key not in beside])
