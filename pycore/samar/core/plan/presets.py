"""Presets: a policy as data, checked key by key before anything relies on it.

In: a dict as read from a JSON file of `presets/`. Out: a `Preset`. `presets/preset.schema.json` states the same rules for
editors and other programs; what a schema cannot say (a range that ends before it begins) is refused here only.
A preset expresses no code: a profile, options of PS3.15 E.3, actions for categories and for selectors, and masks.
"""

from samar.core import codes
from samar.core.elements import selectors
from samar.core.errors import BadChoice
from samar.core.plan import actions
from samar.core.standard import options
from samar.kinds import Any, Fields, Sequence

VERSION = 1
LANGUAGES = ('en', 'id')
POINTS = 3
LIMITS = {'name': 80, 'description': 400, 'points': 200}
REQUIRED = ('version', 'id', 'order', 'name', 'description', 'points', 'profile', 'options', 'categories', 'elements', 'masks')

# What may be done to a whole category; the first is what the Basic Profile amounts to.
CATEGORY_ACTIONS = {
    'identity': ('remove', 'empty', 'zero', 'dummy', 'pseudonym', 'keep'),
    'contact': ('remove', 'empty', 'dummy', 'keep'),
    'dates': ('remove', 'empty', 'zero', 'dummy', 'shift', 'keep'),
    'places': ('remove', 'empty', 'zero', 'dummy', 'pseudonym', 'keep'),
    'devices': ('remove', 'empty', 'dummy', 'pseudonym', 'clean', 'keep'),
    'institution': ('remove', 'empty', 'dummy', 'pseudonym', 'clean', 'keep'),
    'examination': ('remove', 'empty', 'dummy', 'pseudonym', 'clean', 'keep'),
    'notes': ('remove', 'empty', 'dummy', 'clean', 'keep'),
    'uids': ('uid', 'remove', 'keep'),
    'private': ('remove', 'clean', 'keep'),
    'graphics': ('remove', 'empty', 'dummy', 'clean', 'keep'),
}

# Options that promise what a category's action would break: (option, category, the actions that agree with it).
PROMISES = (
    (options.RETAIN_UIDS, 'uids', ('keep',)),
    (options.RETAIN_FULL_DATES, 'dates', ('keep',)),
    (options.MODIFY_DATES, 'dates', ('shift',)),
    (options.RETAIN_SAFE_PRIVATE, 'private', ('clean', 'keep')),
    (options.RETAIN_PRIVATE_BY_EVIDENCE, 'private', ('clean', 'keep')),
)

MASK_SIDES = {'x': 0, 'y': 0, 'w': 1, 'h': 1}
LARGEST = 65535      # rows and columns are US
CORNERS = (3, 256)   # of a polygon, as in pixels/shapes.py


class Preset:
    """`id`, `order` (int), `name`, `description` (language to text), `points` (language to three texts), `options` (tuple
    of ids), `categories` (category to action), `elements` (selector to action), `masks` (dicts x, y, w, h, first, last,
    enabled and, for other shapes than rectangles, shape and points; frames from 0, `last` -1 = to the end)."""

    __slots__ = ('categories', 'description', 'elements', 'id', 'masks', 'name', 'options', 'order', 'points')

    def __init__(self, data: Fields) -> None:
        self.id = data['id']
        self.order = data['order']
        self.name = data['name']
        self.description = data['description']
        self.points = data['points']
        self.options = tuple(data['options'])
        self.categories = data['categories']
        self.elements = data['elements']
        self.masks = [{'x': mask['x'], 'y': mask['y'], 'w': mask['w'], 'h': mask['h'], 'first': mask.get('first', 0),
                       'last': mask.get('last', -1), 'enabled': mask.get('enabled', True),
                       **{key: mask[key] for key in ('shape', 'points') if key in mask}} for mask in data['masks']]


def load(data: Any) -> Preset:
    """The Preset that `data` describes; raises BadChoice('preset-…', selector=path of the key)."""
    if not isinstance(data, dict):
        raise BadChoice('preset-type', '')
    _keys(data, REQUIRED, ('$schema',), '')
    if not _is_whole(data['version'], VERSION, VERSION):
        raise BadChoice('preset-version', 'version')
    if not _is_id(data['id']):
        raise BadChoice('preset-value', 'id')
    if not _is_whole(data['order'], 0, 999):
        raise BadChoice('preset-value', 'order')
    if data['profile'] != 'basic':
        raise BadChoice('preset-value', 'profile')
    for key in ('name', 'description', 'points'):
        _texts(data[key], key)
    check_choices(data['options'], data['categories'], data['elements'], data['masks'])
    return Preset(data)


def check_choices(chosen: Any, categories: Any, elements: Any, masks: Any) -> None:
    """The part that a preset shares with the choices of a person; raises as `load` does."""
    _options(chosen)
    _categories(categories, chosen)
    _elements(elements)
    _masks(masks)
    if masks and options.CLEAN_PIXEL_DATA not in chosen:
        raise BadChoice('preset-masks-without-option', 'masks')


def _keys(data: Any, required: tuple[str, ...], allowed: tuple[str, ...], path: str) -> None:
    if not isinstance(data, dict):
        raise BadChoice('preset-type', path)
    dot = path + '.' if path else ''
    for key in data:
        if key not in required and key not in allowed:
            raise BadChoice('preset-unknown-key', dot + str(key)[0:60])
    for key in required:
        if key not in data:
            raise BadChoice('preset-missing-key', dot + key)


def _texts(data: Any, key: str) -> None:
    _keys(data, LANGUAGES, (), key)
    for language in LANGUAGES:
        path = key + '.' + language
        if key != 'points':
            _text(data[language], LIMITS[key], path)
            continue
        points = data[language]
        if not isinstance(points, list) or len(points) != POINTS:
            raise BadChoice('preset-value', path)
        for place in range(POINTS):
            _text(points[place], LIMITS[key], path + '[' + str(place) + ']')


def _text(text: Any, limit: int, path: str) -> None:
    if not isinstance(text, str) or not 0 < len(text) <= limit or text != text.strip():
        raise BadChoice('preset-value', path)


def _options(chosen: Any) -> None:
    if not isinstance(chosen, (list, tuple)):
        raise BadChoice('preset-type', 'options')
    for place in range(len(chosen)):
        path = 'options[' + str(place) + ']'
        if not isinstance(chosen[place], str) or not options.known(chosen[place]):
            raise BadChoice('preset-option-unknown', path)
        if chosen[place] in chosen[0:place]:
            raise BadChoice('preset-option-twice', path)
        for other in options.excludes(chosen[place]):
            if other in chosen[0:place]:
                raise BadChoice('preset-option-conflict', path)


def _categories(categories: Any, chosen: Sequence[str]) -> None:
    if not isinstance(categories, dict):
        raise BadChoice('preset-type', 'categories')
    for category, action in categories.items():
        path = 'categories.' + str(category)[0:60]
        if category not in CATEGORY_ACTIONS:
            raise BadChoice('preset-unknown-key', path)
        if action not in CATEGORY_ACTIONS[category]:
            raise BadChoice('preset-action', path)
        for option, promised, agreeing in PROMISES:
            if category == promised and option in chosen and action not in agreeing:
                raise BadChoice('preset-action-conflict', path)


def _elements(elements: Any) -> None:
    if not isinstance(elements, dict):
        raise BadChoice('preset-type', 'elements')
    for selector, action in elements.items():
        path = 'elements.' + str(selector)[0:120]
        if not _is_selector(selector):
            raise BadChoice('preset-selector', path)
        if not isinstance(action, str) or actions.code(action) < 0:
            raise BadChoice('preset-action', path)


def _masks(masks: Any) -> None:
    if not isinstance(masks, (list, tuple)):
        raise BadChoice('preset-type', 'masks')
    for place in range(len(masks)):
        mask, path = masks[place], 'masks[' + str(place) + ']'
        _keys(mask, ('x', 'y', 'w', 'h'), ('first', 'last', 'enabled', 'shape', 'points'), path)
        for side, least in MASK_SIDES.items():
            if not _is_whole(mask[side], least, LARGEST):
                raise BadChoice('preset-value', path + '.' + side)
        first, last = mask.get('first', 0), mask.get('last', -1)
        if not _is_whole(first, 0, 2147483647):
            raise BadChoice('preset-value', path + '.first')
        if not _is_whole(last, -1, 2147483647) or -1 < last < first:
            raise BadChoice('preset-value', path + '.last')
        if not isinstance(mask.get('enabled', True), bool):
            raise BadChoice('preset-value', path + '.enabled')
        shape, points = mask.get('shape', codes.SHAPES[0]), mask.get('points', [])
        if not isinstance(shape, str) or shape not in codes.SHAPES:
            raise BadChoice('preset-value', path + '.shape')
        if not _are_corners(points) if shape == codes.SHAPES[2] else points != []:
            raise BadChoice('preset-value', path + '.points')


def _are_corners(points: Any) -> bool:
    least, most = CORNERS
    return (isinstance(points, (list, tuple)) and 2 * least <= len(points) <= 2 * most and len(points) % 2 == 0
            and not [number for number in points if not _is_whole(number, 0, LARGEST)])


def _is_whole(number: Any, least: int, most: int) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and least <= number <= most


def _is_id(text: Any) -> bool:
    """Small letters, digits and single hyphens between them, at most 40."""
    if not isinstance(text, str) or not 0 < len(text) <= 40 or not text.isascii() or text != text.lower():
        return False
    return all(part.isalnum() for part in text.split('-'))


def _is_selector(text: Any) -> bool:
    """Whether the text is a selector of an element (not of an item) that PS3.6 or a private creator can have."""
    if not isinstance(text, str) or len(text) > 300:
        return False
    try:
        return selectors.parse(text)[-1][2] is None
    except BadChoice:
        return False
