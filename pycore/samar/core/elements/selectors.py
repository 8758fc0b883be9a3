"""Selectors: the one grammar for the place of an element, in presets, searches, reports and tests.

    (0010,0010)                                            by tag
    PatientName                                            by keyword
    RequestAttributesSequence[0].ScheduledProcedureStepID  in the first item of a sequence
    ReferencedSeriesSequence[*].SeriesInstanceUID          in every item
    (0009,"ACME PRIV 01",01)                               private: group, creator, element without its block
    (0009,1001)                                            private, by the place that it has in a file
    **.PatientName                                         at any depth, top level included

A selector is a list of steps `(tag, creator, index)`. `tag` is group * 65536 + element; with a creator only the low byte of the
element counts, because each file chooses its block. `creator` is a str or None. `index` counts items from 0, or is ANY_ITEM,
or None behind an element without an item. The first step may be ANY_DEPTH.
"""

from samar.core.errors import BadChoice
from samar.kinds import Step, Steps, Tag

ANY_ITEM = '*'
ANY_DEPTH: Step = (-1, None, None)
HEX = '0123456789ABCDEFabcdef'
LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'


def parse(text: str) -> list[tuple[int, str | None, int | str | None]]:
    """Steps of a selector.

    Raises BadChoice with the position in the text as offset: `selector-empty`, `selector-tag` (not hexadecimal, or not closed),
    `selector-creator` (quotation not closed, or a creator in an even group), `selector-keyword` (not in PS3.6),
    `selector-index` (not a number or a star, not closed, or missing before a dot), `selector-end` (something is left over).
    """
    if text == '':
        raise BadChoice('selector-empty', offset=0)
    steps: Steps = []
    at = 0
    if text.startswith('**.'):
        steps.append(ANY_DEPTH)
        at = 3
    size = len(text)
    while True:
        tag, creator, at = _tag(text, at) if _at(text, at) == '(' else _keyword(text, at)
        index: int | str | None = None
        if at < size and text[at] == '[':
            index, at = _index(text, at)
        steps.append((tag, creator, index))
        if at == size:
            return steps
        if text[at] != '.':
            raise BadChoice('selector-end', offset=at)
        if index is None:
            raise BadChoice('selector-index', offset=at)
        at += 1


def _at(text: str, at: int) -> str:
    """The character at a position, '' behind the end. (A slice would do, and takes Brython ten times as long.)"""
    return text[at] if at < len(text) else ''


def _keyword(text: str, at: int) -> tuple[int, None, int]:
    """(tag, None, position behind it) of a keyword."""
    stop = at
    while stop < len(text) and text[stop] in LETTERS:
        stop += 1
    # The dictionary is looked up only for keywords: verification reads selectors of tags without it.
    from samar.core.standard import dictionary
    tag = dictionary.tag_of(text[at:stop]) if stop > at else -1
    if tag < 0:
        raise BadChoice('selector-keyword', offset=at)
    return tag, None, stop


def _tag(text: str, at: int) -> tuple[int, str | None, int]:
    """(tag, creator, position behind it) of what stands in parentheses."""
    group = _hexadecimal(text, at + 1, 4)
    if _at(text, at + 5) != ',':
        raise BadChoice('selector-tag', offset=at + 5)
    if _at(text, at + 6) != '"':
        element = _hexadecimal(text, at + 6, 4)
        stop = at + 10
        creator = None
    else:
        if group % 2 == 0:
            raise BadChoice('selector-creator', offset=at + 6)
        creator, stop = _quotation(text, at + 6)
        if _at(text, stop) != ',':
            raise BadChoice('selector-tag', offset=stop)
        element = _hexadecimal(text, stop + 1, 2)
        stop += 3
    if _at(text, stop) != ')':
        raise BadChoice('selector-tag', offset=stop)
    return group * 65536 + element, creator, stop + 1


def _hexadecimal(text: str, at: int, digits: int) -> int:
    value = 0
    for place in range(at, at + digits):
        digit = HEX.find(_at(text, place)) if place < len(text) else -1
        if digit < 0:
            raise BadChoice('selector-tag', offset=place)
        value = value * 16 + (digit if digit < 16 else digit - 6)
    return value


def _quotation(text: str, at: int) -> tuple[str, int]:
    """(creator, position behind the closing quotation mark); a mark inside is written twice."""
    creator = ''
    start = at + 1
    while True:
        stop = text.find('"', start)
        if stop < 0:
            raise BadChoice('selector-creator', offset=at)
        creator += text[start:stop]
        if _at(text, stop + 1) != '"':
            if creator.strip(' ') == '':
                raise BadChoice('selector-creator', offset=at)
            return creator.strip(' '), stop + 1
        creator += '"'
        start = stop + 2


def _index(text: str, at: int) -> tuple[int | str, int]:
    """(index, position behind it) of what stands in brackets."""
    stop = text.find(']', at)
    if stop < 0:
        raise BadChoice('selector-index', offset=at)
    if text[at + 1] == '*' and stop == at + 2:
        return ANY_ITEM, stop + 1
    if stop == at + 1 or stop > at + 10:
        raise BadChoice('selector-index', offset=at + 1)
    index = 0
    for place in range(at + 1, stop):
        digit = HEX.find(text[place])
        if digit < 0 or digit > 9:
            raise BadChoice('selector-index', offset=at + 1)
        index = index * 10 + digit
    return index, stop + 1


def format(steps: Steps) -> str:
    """The selector of steps in its one written form: upper-case tags, never keywords."""
    written = []
    for step in steps:
        tag, creator, index = step
        if tag == -1:
            written.append('**')
            continue
        shown = tag_text(tag) if creator is None else _private_text(tag, creator)
        written.append(shown if index is None else shown + '[' + str(index) + ']')
    return '.'.join(written)


def tag_text(tag: Tag) -> str:
    """A tag as '(0010,0010)'."""
    digits = '%08X' % tag
    return '(' + digits[:4] + ',' + digits[4:] + ')'


def _private_text(tag: Tag, creator: str) -> str:
    digits = '%08X' % tag
    return '(' + digits[:4] + ',"' + creator.replace('"', '""') + '",' + digits[6:] + ')'


def is_private(step: Step) -> bool:
    """Whether a step names a private element (not a creator)."""
    return step[0] // 65536 % 2 == 1 and (step[1] is not None or step[0] % 65536 >= 0x1000)


def matches(steps: Steps, path: Steps) -> bool:
    """Whether a selector means the element at `path`, steps with numbers (or None at the end) for indices.

    A selector that ends without an index means the element whether or not `path` ends in one of its items.
    """
    if steps[0] == ANY_DEPTH:
        wanted = steps[1:]
        return len(path) >= len(wanted) and _all_match(wanted, path[len(path) - len(wanted):])
    return len(steps) == len(path) and _all_match(steps, path)


def _all_match(steps: Steps, path: Steps) -> bool:
    for place in range(len(steps)):
        tag, creator, index = steps[place]
        path_tag, path_creator, path_index = path[place]
        if creator is None:
            if tag != path_tag:
                return False
        elif creator != path_creator or tag % 256 != path_tag % 256 or tag // 65536 != path_tag // 65536:
            return False
        if index is not None and index != path_index and (index != ANY_ITEM or path_index is None):
            return False
    return True
