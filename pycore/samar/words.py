"""The panel's English words for codes, for people who read a terminal or a report: one source of words for both."""

import functools
import json
import pathlib

from samar.kinds import Point, SamarError

_HERE = pathlib.Path(__file__).resolve().parent
# an installed package carries the messages inside; a working copy has them in the extension
_PLACES = (_HERE / 'words.json', _HERE.parents[1] / 'extension' / '_locales' / 'en' / 'messages.json')


@functools.cache
def messages() -> dict[str, str]:
    """Message key to text; empty where the messages are not there."""
    for place in _PLACES:
        if place.exists():
            return {key: entry['message'] for key, entry in json.loads(place.read_text('utf-8')).items()}
    return {}


def word(kind: str, code: str, detail: str | None = None) -> str:
    """The sentence for a code of a kind (`error`, `point`, `settled`, `outcome`), or the code where there is none."""
    key = kind + '_' + ''.join(sign if sign.isascii() and sign.isalnum() else '_' for sign in code)
    return messages().get(key, code).replace('$1', detail or '').strip()


def of_error(error: SamarError) -> str:
    """An error in words, with the place and the code that machines know."""
    place = [f'at {error.selector}'] if error.selector else []
    place += [f'byte {error.offset:,}'] if error.offset else []
    return word('error', error.code, error.detail) + ' [' + ', '.join([error.code, *place]) + ']'


def of_point(point: Point) -> str:
    """An open point in words."""
    return word('point', point['code'] or '') + (f' ({point["selector"]})' if point['selector'] else '')
