"""Names for the files of a set, from new codes alone: never a part of an old name.

Under one secret a file has the same name whatever else is in the set and whichever worker makes it: no counter is kept.
"""

from samar.core.plan import identity as naming
from samar.kinds import Identity, Record

PATIENT_ID, ISSUER, NAME, BIRTH_DATE = 0x00100020, 0x00100021, 0x00100010, 0x00100030
STUDY, SERIES = 0x0020000D, 0x0020000E
# Signs of a person's own id that every disk takes in the name of a folder.
SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
TREE, FLAT = 'tree', 'flat'
SCHEMES = (TREE, FLAT)


def place(record: Record, identity: Identity) -> dict[str, str]:
    """`{patient, study, series}`: the codes under which a file (the input's Record) stands in a set; one code for all that say none."""
    study, series = record.first(STUDY), record.first(SERIES)
    patient = naming.patient_key(record.first(PATIENT_ID), record.first(ISSUER), record.first(NAME),
                                 record.first(BIRTH_DATE), study)
    own = identity.own(record.first(PATIENT_ID))
    code = identity.pseudonym('patient', patient)
    if own is not None and not [sign for sign in own['new'] if sign not in SAFE]:
        code = own['new']
    return {'patient': code, 'study': identity.pseudonym('study', 'folder ' + study),
            'series': identity.pseudonym('other', 'folder ' + series)}


def path(place_of: dict[str, str], name: str, scheme: str = TREE) -> str:
    """Path of an output in the set, with `/`: `P-…/S-…/X-…/2.25.….dcm`, or the name alone. `name` is the Outcome's."""
    if scheme == FLAT:
        return name
    return '/'.join([place_of['patient'], place_of['study'], place_of['series'], name])


def apart(path_: str, taken: set[str]) -> str:
    """`path_`, or with `-2`, `-3` … before its ending where `taken` (a set of texts) has it; the answer is put into `taken`.

    Two files of one SOP Instance UID have one name; both are written. Case does not count: it does not on many disks.
    """
    stem, dot, ending = path_.rpartition('.')
    if '/' in ending or not dot:
        stem, dot, ending = path_, '', ''
    found, number = path_, 1
    while found.lower() in taken:
        number += 1
        found = stem + '-' + str(number) + dot + ending
    taken.add(found.lower())
    return found
