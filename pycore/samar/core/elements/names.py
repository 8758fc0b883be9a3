"""Person names: groups, components and the words in them (PS3.5 6.2.1.2).

`Yamada^Tarou=山田^太郎=やまだ^たろう` has an alphabetic, an ideographic and a phonetic group, each of up to five components:
family name, given name, middle name, prefix, suffix. All functions are pure and take any text, malformed too.
"""

from samar.core.elements import charset

COMPONENTS = 5
# What stands between the words of a component, beside spaces.
SEPARATORS = "-,.;:/()[]{}<>\"'`\u2010\u2011\u2012\u2013\u2014\u2018\u2019\u201c\u201d\u30fb\uff0c\uff0e\u3001_+&|*#!?~%@\u00b4"
SPACES = '\t\n\x0b\x0c\r\x00\xa0\u2002\u2003\u2009\u202f\u3000'


def groups(text: str) -> list[str]:
    """The groups of one name as it is written, at least one; more than three are kept."""
    return text.split('=')


def components(group: str) -> list[str]:
    """Five components of one group, spaces around them removed; what is too much stays in the last."""
    found = [component.strip(' ') for component in group.split('^')]
    if len(found) > COMPONENTS:
        found = [*found[:COMPONENTS - 1], charset.counted(' '.join(found[COMPONENTS - 1:]))]
    return found + [''] * (COMPONENTS - len(found))


def words(text: str) -> list[str]:
    """Every word of a text once, in order: cut at component and group delimiters, spaces, hyphens and punctuation."""
    for character in '^=\\' + SEPARATORS + SPACES:
        if character in text:
            text = text.replace(character, ' ')
    found = []
    for word in charset.counted(text).split(' '):
        if word and word not in found:
            found.append(word)
    return found
