"""New identities for old ones: UIDs, pseudonyms and date offsets, all from one secret.

In: texts of the file. Out: texts and numbers that are the same for the same input under the same secret, and say nothing
about the input to anyone without it. Each is HMAC-SHA256 (RFC 2104) of kind, NUL and text; plain hashes would fall to a
list of likely names and numbers (PS3.15 E.1). `docs/identity.md` tells what this promises and what it does not.
"""

from samar.core import host
from samar.core.errors import BadChoice
from samar.core.plan.memory import Memory
from samar.kinds import Buffer, Fields, Sequence

ITERATIONS = 10000       # HMAC rounds from a project key to a secret
OFFSET_SPAN = 1826       # offsets are -1 … -1826 days: up to five years earlier, never 0
LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'   # 32 signs; I, L, O and U are left out: no look-alikes, hardly a word
CODE_LENGTH = 16         # signs of a pseudonym: 80 bits; 70 where the VR takes no more than 16 characters (SH, AE, CS)
SHORT_KEY = 16           # characters; below this a project key counts as weak
MEMORY = 50000           # results kept

PREFIXES = {
    'patient': 'P',
    'person': 'N',
    'accession': 'A',
    'study': 'S',
    'institution': 'I',
    'place': 'L',
    'device': 'D',
    'other': 'X',
}


class Identity:
    """Everything derived from one `secret` (a buffer of 32 bytes) of a session or a project."""

    __slots__ = ('_known', '_own', '_secret')

    def __init__(self, secret: Buffer) -> None:
        if len(secret) != 32:
            raise BadChoice('secret-length')
        self._secret = secret
        self._known = Memory(MEMORY)
        self._own: dict[str, Fields] | None = None

    def take(self, people: Sequence[Fields]) -> None:
        """Use a list of own ids: `[{old, new, name, offset}]` as `media.ids.read` gives it; an empty list is none."""
        self._own = {'=' + normal(one['old']): one for one in people} if people else None

    def own(self, patient_id: str) -> Fields | None:
        """What the list of own ids says of a Patient ID, or None."""
        return None if self._own is None else self._own.get('=' + normal(patient_id))

    def uid(self, text: str) -> str:
        """New UID for `text` (one UID): `2.25.` and a version 8 UUID as a decimal, at most 44 characters (PS3.5 B.2).

        Padding does not count; an empty text stays empty.
        """
        text = text.strip(' \0')
        if not text:
            return ''
        key = 'uid\0' + text
        found: str | None = self._known.get(key)
        if found is None:
            found = self._known.put(key, '2.25.' + str(_uuid(self._digest(key))))
        return found

    def pseudonym(self, kind: str, text: str, length: int = 64, joint: str = '-') -> str:
        """A name such as `P-7K3M9QX2RA5TFW0C` for `text`, at most `length` (4 or more) characters.

        `kind` is a key of PREFIXES; the same text gives different names for different kinds. Case, padding and the
        carets of a person name do not count. `joint` is `_` where the VR has no hyphen (CS). An empty text stays empty.
        """
        if kind not in PREFIXES or length < 4:
            raise BadChoice('pseudonym-kind')
        text = normal(text)
        if not text:
            return ''
        key = kind + '\0' + text
        signs: str | None = self._known.get(key)
        if signs is None:
            signs = self._known.put(key, _signs(self._digest(key)))
        return PREFIXES[kind] + joint + signs[0:min(CODE_LENGTH, length - 2)]

    def person_name(self, kind: str, text: str, length: int = 64) -> str:
        """Pseudonym for one PN value: the groups (alphabetic, ideographic, phonetic; PS3.5 6.2.1) become one group.

        The first group that is filled decides, so that a file with three groups and one with the first agree.
        """
        for group in text.split('='):
            found = self.pseudonym(kind, group, length)
            if found:
                return found
        return ''

    def offset(self, patient: str) -> int:
        """Days to add to each date of the patient with this `patient_key`: -1 … -OFFSET_SPAN."""
        key = 'offset\0' + patient
        found: int | None = self._known.get(key)
        if found is None:
            digest = self._digest(key)
            number = 0
            for i in range(6):
                number = number * 256 + digest[i]
            found = self._known.put(key, -1 - number % OFFSET_SPAN)
        return found

    def _digest(self, key: str) -> Buffer:
        return host.hmac_sha256(self._secret, host.raw(utf8(key)))


def from_project_key(text: str) -> Identity:
    """Identity of a project: whoever types the same key gets the same pseudonyms, on any machine, in any year."""
    return Identity(secret_of(text))


def secret_of(text: str) -> Buffer:
    """The secret of a project key, a buffer of 32 bytes.

    ITERATIONS rounds of HMAC make guessing slower, not impossible: see `is_weak_key`. Spaces around the key do not count;
    letters are taken as typed. Raises BadChoice('project-key-empty').
    """
    text = text.strip()
    if not text:
        raise BadChoice('project-key-empty')
    key = host.raw(utf8(text))
    secret = host.hmac_sha256(key, host.raw('samar project key 1'))
    for _ in range(ITERATIONS):
        secret = host.hmac_sha256(key, secret)
    return secret


def is_weak_key(text: str) -> bool:
    """Whether a project key is so short that someone with a fast machine may find it by trying."""
    return len(text.strip()) < SHORT_KEY


def patient_key(patient_id: str, issuer: str = '', name: str = '', birth_date: str = '', study_uid: str = '') -> str:
    """What tells one patient from another, for `Identity.offset` and `Identity.pseudonym('patient', …)`.

    Patient ID with its issuer; where there is no ID, name with birth date; where there is neither, the study.
    """
    patient_id = normal(patient_id)
    if patient_id:
        return 'ID ' + patient_id + '\n' + normal(issuer)
    for group in name.split('='):
        group = normal(group)
        if group:
            return 'NAME ' + group + '\n' + normal(birth_date)
    return 'STUDY ' + study_uid.strip(' \0')


def normal(text: str) -> str:
    """`text` in capitals, with carets and runs of spaces as one space, without padding."""
    return ' '.join([word for word in text.replace('^', ' ').replace('\0', ' ').upper().split(' ') if word])


def utf8(text: str) -> str:
    """The UTF-8 form of `text` as a str of one character a byte, for `host.raw`."""
    if text.isascii():
        return text
    signs = []
    for sign in text:
        code = ord(sign)
        if code < 128:
            signs.append(sign)
        elif code < 2048:
            signs.append(chr(192 + code // 64) + chr(128 + code % 64))
        elif code < 65536:
            signs.append(chr(224 + code // 4096) + chr(128 + code // 64 % 64) + chr(128 + code % 64))
        else:
            signs.append(chr(240 + code // 262144) + chr(128 + code // 4096 % 64) + chr(128 + code // 64 % 64)
                         + chr(128 + code % 64))
    return ''.join(signs)


def _uuid(digest: Buffer) -> int:
    """The first 16 bytes as a number, with version 8 and variant 2 of RFC 9562 written in."""
    first = digest[0] * 16777216 + digest[1] * 65536 + digest[2] * 256 + digest[3]
    second = digest[4] * 16777216 + digest[5] * 65536 + (128 + digest[6] % 16) * 256 + digest[7]
    third = (128 + digest[8] % 64) * 16777216 + digest[9] * 65536 + digest[10] * 256 + digest[11]
    fourth = digest[12] * 16777216 + digest[13] * 65536 + digest[14] * 256 + digest[15]
    return ((first * 4294967296 + second) * 4294967296 + third) * 4294967296 + fourth


def _signs(digest: Buffer) -> str:
    return ''.join([LETTERS[digest[i] % 32] for i in range(CODE_LENGTH)])
