"""The panel's English words for codes, for people who read a terminal or a report: one source of words for both."""

import functools
import json
import pathlib

_HERE = pathlib.Path(__file__).resolve().parent
# an installed package carries the messages inside; a working copy has them in the extension
_PLACES = (_HERE / 'words.json', _HERE.parents[1] / 'extension' / '_locales' / 'en' / 'messages.json')


@functools.cache
def messages():
    """Message key to text; empty where the messages are not there."""
    for place in _PLACES:
        if place.exists():
            return {key: entry['message'] for key, entry in json.loads(place.read_text('utf-8')).items()}
    return {}


def word(kind, code, detail=None):
    """The sentence for a code of a kind (`error`, `point`, `settled`, `outcome`), or the code where there is none."""
    key = kind + '_' + ''.join(sign if sign.isascii() and sign.isalnum() else '_' for sign in code)
    return messages().get(key, code).replace('$1', detail or '').strip()


def of_error(error):
    """An error in words, with the place and the code that machines know."""
    place = [f'at {error.selector}'] if error.selector else []
    place += [f'byte {error.offset:,}'] if error.offset else []
    return word('error', error.code, error.detail) + ' [' + ', '.join([error.code, *place]) + ']'


def of_point(point):
    """An open point in words."""
    return word('point', point['code']) + (f' ({point["selector"]})' if point['selector'] else '')
