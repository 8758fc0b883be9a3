"""Values, names and selectors behind functions of plain values."""

from pycore.elements import charset, names, selectors, values


def value(content, vr, big_endian, terms):
    """All values as a list, the text for people, the same cut short, and what is odd."""
    own = charset.resolve(terms)
    return [values.list_of(content, vr, big_endian, own), values.text_of(content, vr, big_endian, own),
            values.text_of(content, vr, big_endian, own, 24), values.flaw(len(content), vr)]


def replaced(vr, text, terms):
    """What may stand in the place of a value, and a text as it is written."""
    own = charset.resolve(terms)
    found = values.dummy(vr)
    return [found, values.zero(vr, 2), values.blank(vr, 2), values.encoded(values.fit(text, vr), vr, own)]


def name(text):
    """A person name taken apart."""
    return [names.parts(text), names.words(text), names.readable(text),
            names.compose([names.components(group) for group in names.groups(text)])]


def selector(text):
    """The written form of a selector."""
    return selectors.format(selectors.parse(text))


def means(text, path):
    """Whether a selector means a path."""
    return selectors.matches(selectors.parse(text), selectors.parse(path))
