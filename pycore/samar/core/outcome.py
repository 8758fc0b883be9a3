"""How the work on one file ended: exactly one of four words."""

CLEANED = 'cleaned'      # read again and found free of everything that was to go
UNCHANGED = 'unchanged'  # nothing was to be done, and nothing was
REFUSED = 'refused'      # Samar will not vouch for a result; `error` says why
FAILED = 'failed'        # something broke; `error` says what


class Outcome:
    """`word`, the `error` (a SamarError or None), the `output` handle (only for cleaned and unchanged) and what was found on the way."""

    __slots__ = ('check', 'decisions', 'error', 'name', 'output', 'record', 'word', 'work')

    def __init__(self, word, error=None, output=None, name=None, record=None, decisions=None, check=None):
        self.word = word
        self.error = error
        self.output = output
        self.name = name
        self.record = record
        self.decisions = decisions
        self.check = check
        self.work = None
