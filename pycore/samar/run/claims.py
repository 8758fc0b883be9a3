"""Who may have a new name: the reduce step of a run that is told when two different identities became one.

Each file claims the new Patient ID, accession number and UIDs that were made for it, each for the identity it was made of. Identities are
codes under the secret: they tell which are equal, and nothing else. What a choice made alike for all (empty, `ANONYMIZED`, a text kept)
is nobody's.
"""

import hmac

from samar.core import outcome as outcomes
from samar.core.edits.people import Person
from samar.core.plan import identity as naming
from samar.kinds import Identity, Sequence

PATIENT_ID, ACCESSION = 0x00100020, 0x00080050
UIDS = (0x0020000D, 0x0020000E, 0x00080018)     # Study, Series, SOP Instance UID
MADE = ('2.25.', 'P-', 'A-')                    # what Identity makes begins so (plan/identity.py)

Claim = tuple[str, str]         # the new name, the code of who it was made for


def of(found: outcomes.Outcome, identity: Identity, secret: bytes) -> list[Claim]:
    """The claims of one file that was made."""
    if found.record is None or found.output is None or found.check is None:
        return []
    made = found.check.output
    named = [(made.first(tag), found.record.first(tag)) for tag in UIDS]
    named.append((made.first(ACCESSION), naming.normal(found.record.first(ACCESSION))))
    patient = Person(found.record, identity)
    own = patient.own()
    named.append((made.first(PATIENT_ID), naming.normal(found.record.first(PATIENT_ID)) if own is not None else patient.key()))
    mine = own['new'] if own is not None else None
    return [(new, _code(secret, old)) for new, old in named
            if old and new and new != old and (new == mine or new.startswith(MADE))]


def _code(secret: bytes, text: str) -> str:
    return hmac.digest(secret, b'claim\0' + text.encode('utf-8', 'surrogateescape'), 'sha256')[:12].hex()


class Owners:
    """The claims of a run so far. `take` gives the places of the two files that claim one new name for different identities, or None."""

    def __init__(self) -> None:
        self._owners: dict[str, tuple[str, int]] = {}

    def take(self, number: int, claims: Sequence[Claim]) -> tuple[int, int] | None:
        """Add the claims of the file at a place of the listing."""
        clash = None
        for new, code in claims:
            owner, first = self._owners.setdefault(new, (code, number))
            if owner != code:
                clash = clash or (first, number)
        return clash
