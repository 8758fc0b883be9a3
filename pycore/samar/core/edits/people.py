"""Whose file it is: one pseudonym and one date offset for a patient, the same in all of the patient's files."""

from samar.core.plan import identity as naming
from samar.kinds import Fields, Identity, Record, Tag, Vr

NAME, PATIENT_ID = 0x00100010, 0x00100020
PATIENT = (0x00100010, 0x00100020, 0x00101000, 0x00101001)
KINDS = {0x00080050: 'accession', 0x00401005: 'place', 0x00200010: 'study', 0x00080080: 'institution', 0x00081010: 'device',
         0x00181000: 'device'}
LONGEST = {'SH': 16, 'CS': 16, 'AE': 16, 'LO': 64, 'PN': 64}


class Person:
    """The patient of one Record under one Identity."""

    __slots__ = ('_key', 'identity', 'record')

    def __init__(self, record: Record, identity: Identity) -> None:
        self.record = record
        self.identity = identity
        self._key: str | None = None

    def key(self) -> str:
        """What tells this patient from others (plan/identity.py)."""
        if self._key is None:
            found = []
            for tag in (0x00100020, 0x00100021, 0x00100010, 0x00100030, 0x0020000D):
                texts = self.record.get(tag)
                found.append(texts[0] if texts else '')
            self._key = naming.patient_key(found[0], found[1], found[2], found[3], found[4])
        return self._key

    def own(self) -> Fields | None:
        """What the person's list of own ids says of this patient, or None."""
        texts = self.record.get(PATIENT_ID)
        return self.identity.own(texts[0]) if texts else None

    def days(self) -> int:
        """The date offset."""
        own = self.own()
        told: int | None = own['offset'] if own is not None else None
        if told is not None:
            return told
        return self.identity.offset(self.key())

    def pseudonym(self, tag: Tag, vr: Vr, before: list[str]) -> str | None:
        """New text for the values `before` of an element; the patient has one code for name and ID."""
        longest = LONGEST.get(vr, 64)
        joint = '_' if vr in ('CS', 'AE') else '-'
        if vr in ('DA', 'TM', 'DT', 'UI', 'AS', 'DS', 'IS') or vr not in ('LO', 'SH', 'PN', 'CS', 'AE', 'LT', 'ST', 'UC', 'UT'):
            return None
        own = self.own() if tag in (NAME, PATIENT_ID) else None
        if own is not None:
            name: str = own['name'] or own['new'] if tag == NAME else own['new']
            return name
        if tag in PATIENT:
            return self.identity.pseudonym('patient', self.key(), longest, joint)
        kind = KINDS.get(tag, 'person' if vr == 'PN' else 'other')
        if vr == 'PN':
            return '\\'.join([self.identity.person_name(kind, x, longest) for x in before])
        return '\\'.join([self.identity.pseudonym(kind, x, longest, joint) for x in before])
