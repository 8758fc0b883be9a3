"""Objects of the core behind functions of plain values."""

from samar.core.elements import charset, encoding
from samar.core.errors import Malformed
from samar.core.plan import descriptors, identity, presets, vocabulary


def uid(secret, text):
    """The new UID of `text` under a secret (buffer)."""
    return identity.Identity(secret).uid(text)


def pseudonym(secret, kind, text):
    """The pseudonym of `text` under a secret (buffer)."""
    return identity.Identity(secret).pseudonym(kind, text)


def offset(secret, patient):
    """The offset in days of a patient under a secret (buffer)."""
    return identity.Identity(secret).offset(patient)


def person_names(secret, kind, text):
    """Pseudonyms of the values of a PN."""
    own = identity.Identity(secret)
    return '\\'.join([own.person_name(kind, value, 64) for value in text.split('\\')])


def cleaned(text, names, values):
    """A description cleaned by the vocabulary, without the tokens of these names and values."""
    return descriptors.clean(text, vocabulary.load(), descriptors.identifiers_of(names, values))


def preset(data):
    """Options and masks of a preset, or its refusal."""
    found = presets.load(data)
    return [found.id, list(found.options), found.categories, found.elements, found.masks]


def terms(given):
    """Label and warnings of a list of terms of (0008,0005)."""
    found = charset.resolve(given)
    return [found.label, found.warnings]


def decoded(given, content, vr):
    """Text of a value (buffer) in the character sets of the terms `given`."""
    return charset.decode(content, charset.resolve(given), vr)


def encoded(given, text):
    """Bytes of `text` in the character sets of the terms `given`, or None."""
    return encoding.encode(text, charset.resolve(given))


def loosely(text):
    """A text in Shift-JIS, or None."""
    return encoding.loosely(text, charset.resolve(['ISO_IR 13']))


def raised(code):
    """Raise one of the core's errors, to see that it crosses as its fields."""
    raise Malformed(code, selector='(0010,0010)', offset=7, detail='x')
