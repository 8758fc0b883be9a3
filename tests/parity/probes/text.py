"""Values, names and selectors behind functions of plain values."""

from samar.core import host
from samar.core.elements import charset, names, selectors, values


def value(content, vr, big_endian, terms):
    """All values as a list, the text for people, and the same cut short."""
    own = charset.resolve(terms)
    return [values.list_of(content, vr, big_endian, own), values.text_of(content, vr, big_endian, own),
            values.text_of(content, vr, big_endian, own, 24)]


def replaced(vr, text, terms):
    """What may stand in the place of a value, and a text as it is written."""
    own = charset.resolve(terms)
    found = values.dummy(vr)
    return [found, values.zero(vr, 2), values.blank(vr, 2), values.encoded(values.fit(text, vr), vr, own)]


def name(text):
    """A person name taken apart."""
    return [names.words(text), [names.components(group) for group in names.groups(text)]]


def selector(text):
    """The written form of a selector."""
    return selectors.format(selectors.parse(text))


def means(text, path):
    """Whether a selector means a path."""
    return selectors.matches(selectors.parse(text), selectors.parse(path))


_codes = []


def codes():
    """Every pair of bytes with a space behind it, so that one that is wrong does not eat the next."""
    if not _codes:
        buffer = host.bytes(196608)
        place = 0
        for lead in range(256):
            for trail in range(256):
                buffer[place] = lead
                buffer[place + 1] = trail
                buffer[place + 2] = 32
                place += 3
        _codes.append(buffer)
    return _codes[0]


def table(label, written):
    """Hashes of a whole two-byte table: of what its codes mean, and of the codes that those characters get again."""
    text = host.decode(codes(), label)
    back = host.encode(''.join(text.split('\ufffd')), written)
    return [host.sha256(host.encode(text, 'utf-8')), None if back is None else host.sha256(back)]


def long_codes(first, count, step):
    """Hash of four-byte codes of GB 18030, `count` of them from a place in their order."""
    buffer = host.bytes(count * 5)
    for number in range(count):
        place = first + number * step
        at = number * 5
        buffer[at] = 0x81 + place // 12600
        buffer[at + 1] = 0x30 + place // 1260 % 10
        buffer[at + 2] = 0x81 + place // 10 % 126
        buffer[at + 3] = 0x30 + place % 10
        buffer[at + 4] = 32
    text = host.decode(buffer, 'gb18030')
    back = host.encode(''.join(text.split('\ufffd')), 'gb18030')
    return [host.sha256(host.encode(text, 'utf-8')), None if back is None else host.sha256(back)]
