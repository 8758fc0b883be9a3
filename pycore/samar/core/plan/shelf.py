"""The presets that are at hand: those of the package, and a person's own, which live as long as the worker does.

An own preset is a file (presets/preset.schema.json): nothing is stored, the page hands it to each worker again.
"""

from samar.core import host
from samar.core.errors import BadChoice
from samar.core.plan import choices as choosing
from samar.core.plan import presets
from samar.kinds import Any, Fields

OWN = 'own-'        # what ids of presets begin with that the panel writes
LAST = 900          # their place in lists: behind those of the package
LONGEST_ID = 40     # presets.load takes no more

_own: dict[str, Fields] = {}
_read: dict[str, Any] = {}


def take(own: list[Fields]) -> None:
    """Put a person's presets on the shelf instead of those that were there. Raises BadChoice with the key; then nothing has changed."""
    found, read = {}, {}
    for one in own:
        loaded = presets.load(one)
        if loaded.id in found or loaded.id in host.table('presets'):
            raise BadChoice('preset-id-taken', 'id', detail=loaded.id)
        found[loaded.id], read[loaded.id] = one, loaded
    for ident in _own:
        del _read[ident]
    _own.clear()
    _own.update(found)
    _read.update(read)


def data(ident: str) -> Fields | None:
    """The JSON of a preset; None where none has this id."""
    return _own.get(ident) or host.table('presets').get(ident)


def preset(ident: str) -> Any:
    """The Preset with this id; raises BadChoice for one that is not known."""
    if ident not in _read:
        found = host.table('presets').get(ident)
        if found is None:
            raise BadChoice('preset-value', 'id', detail=ident)
        _read[ident] = presets.load(found)
    return _read[ident]


def every() -> list[Any]:
    """All Presets: the package's in their order, then a person's own."""
    found = [preset(ident) for ident in host.table('presets')]
    found.sort(key=_order)
    return found + [preset(ident) for ident in _own]


def is_own(ident: str) -> bool:
    """Whether a preset is a person's."""
    return ident in _own


def written(chosen: Fields, name: str, points: list[str]) -> Fields:
    """The JSON of a preset that does what a preset and the choices beside it do; its masks stay, a person's belong to pictures.

    `name` and the three `points` stand for every language. Where a person spoke for a category, what the preset said of single
    elements in it has no say any more (choices.policy_of). Raises BadChoice where the choices break a promise of an option, or for
    a text that a preset cannot have.
    """
    base = data(chosen['preset'])
    if base is None:
        raise BadChoice('preset-value', 'id', detail=chosen['preset'])
    said = chosen.get('categories') or {}
    elements = {selector: base['elements'][selector] for selector in base['elements'] if choosing.category_of(selector) not in said}
    elements.update(chosen.get('elements') or {})
    own = chosen.get('options')
    made = {'$schema': 'preset.schema.json', 'version': presets.VERSION, 'id': _ident(name), 'order': LAST,
            'name': _in_all(name), 'description': _in_all(name), 'points': _in_all(points), 'profile': base['profile'],
            'options': list(base['options'] if own is None else own), 'categories': {**base['categories'], **said},
            'elements': elements, 'masks': base['masks']}
    presets.load(made)
    return made


def _in_all(text: Any) -> Fields:
    return {language: text for language in presets.LANGUAGES}


def _ident(name: str) -> str:
    """An id made of the letters and digits of a name."""
    found = ''
    for sign in name.lower():
        if sign.isascii() and sign.isalnum():
            found += sign
        elif not found.endswith('-'):
            found += '-'
    return (OWN + (found.strip('-') or 'preset'))[0:LONGEST_ID].strip('-')


def _order(one: Any) -> int:
    return int(one.order)
