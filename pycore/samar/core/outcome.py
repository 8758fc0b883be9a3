"""How the work on one file ended: exactly one of five words."""

from samar.core import codes
from samar.kinds import Check, Decisions, Handle, Mask, Point, Proposal, Record, SamarError, Sequence, Work

CLEANED = 'cleaned'      # read again, found free of everything that was to go, and nothing is open that only a person can settle
HELD = 'held'            # made and checked, but a named point is open, or a person chose to leave something that identifies
UNCHANGED = 'unchanged'  # nothing was to be done, and nothing was
REFUSED = 'refused'      # Samar will not vouch for a result; `error` says why
FAILED = 'failed'        # something broke; `error` says what

WORDS = codes.OUTCOMES


class Outcome:
    """`word`, the `error` (a SamarError or None), the `output` handle (for cleaned and unchanged; for held only when every point was
    settled by a person), `points` [{code, selector, settled}] (edits/points.py), the `masks` asked for, `proposals` of a
    search for text in the picture, and what was found."""

    __slots__ = ('check', 'decisions', 'error', 'masks', 'name', 'output', 'points', 'proposals', 'record', 'word', 'work')

    def __init__(self, word: str, error: SamarError | None = None, output: Handle | None = None, name: str | None = None,
                 record: Record | None = None, decisions: Decisions | None = None, check: Check | None = None) -> None:
        self.word = word
        self.error = error
        self.output = output
        self.name = name
        self.record = record
        self.decisions = decisions
        self.check = check
        self.work: Work | None = None
        self.points: list[Point] = []
        self.masks: Sequence[Mask] = ()
        self.proposals: Sequence[Proposal] = ()
