"""From a preset and what a person chose beside it to a Policy.

`choices` is the plain dict of the worker protocol (docs/contracts.md); everything in it is checked here.
"""

from samar.core.elements import selectors
from samar.core.errors import BadChoice
from samar.core.kernels import match as kernel
from samar.core.plan import actions
from samar.core.plan.policy import Policy
from samar.core.standard import profile
from samar.kinds import Any, Placed, Preset, Said, Sequence, Tag


def policy_of(preset: Preset, chosen: Sequence[str] | None = None, categories: dict[str, str] | None = None,
              elements: dict[str, str] | None = None) -> Policy:
    """Policy for a Preset; `chosen` options replace the preset's, `categories` and `elements` go on top of them."""
    of_category: dict[str, Said] = {}
    tags: dict[Tag, Said] = {}
    places: list[Placed] = []
    _categories(preset.categories, kernel.CATEGORY, of_category)
    _elements(preset.elements, kernel.ELEMENT, tags, places)
    _categories(categories or {}, kernel.USER_CATEGORY, of_category)
    _overrule(tags, places, categories or {})
    _elements(elements or {}, kernel.USER_ELEMENT, tags, places)
    policy = Policy(preset.id, preset.options if chosen is None else tuple(chosen), of_category, tags, places)
    for selector in elements or {}:
        policy.asked[selector] = selectors.parse(selector)
    return policy


def _overrule(tags: dict[Tag, Said], places: list[Any], categories: dict[str, str]) -> None:
    """Take away what the preset says of single elements of a category that a person spoke for: the later word wins."""
    for tag in [tag for tag in tags if _of_tag(tag) in categories]:
        del tags[tag]
    places[:] = [place for place in places if _of_tag(place[0][len(place[0]) - 1][0]) not in categories]


def category_of(selector: str) -> str:
    """The category of the element that a selector names, '' where table E.1-1 does not list it; raises BadChoice('selector-bad')."""
    steps = selectors.parse(selector)
    return _of_tag(steps[len(steps) - 1][0])


def _of_tag(tag: Tag) -> str:
    """The category of a tag, '' where table E.1-1 does not list it."""
    row = profile.row_of(tag)
    return profile.CATEGORIES[profile.columns()['category'][row]] if row >= 0 else ''


def _categories(said: dict[str, str], how: int, into: dict[str, Said]) -> None:
    for category in said:
        if category not in profile.CATEGORIES:
            raise BadChoice('category-unknown', detail=category)
        into[category] = (_action(said[category]), how)


def _elements(said: dict[str, str], how: int, tags: dict[Tag, Said], places: list[Any]) -> None:
    for selector in said:
        steps = selectors.parse(selector)
        action = _action(said[selector])
        last = steps[len(steps) - 1]
        anywhere = len(steps) == 1 or (len(steps) == 2 and steps[0] == selectors.ANY_DEPTH)
        if anywhere and last[1] is None and not selectors.is_private(last):
            tags[last[0]] = (action, how)
        else:
            places.append((steps, action, how))


def _action(name: str) -> int:
    code = actions.code(name)
    if code < 0:
        raise BadChoice('action-unknown', detail=name)
    return code
