"""What arguments name: a preset, a list of own ids, a file with the project key."""

import json
import os
import pathlib

from samar.core import host
from samar.core.errors import BadChoice
from samar.core.media import ids
from samar.kinds import Fields


def preset(name: str) -> Fields:
    """The JSON of a preset: one that comes with Samar by its id, or a file. Raises BadChoice."""
    known: Fields | None = host.table('presets').get(name)
    if known is not None:
        return known
    if not name.lower().endswith('.json'):
        raise BadChoice('preset-value', 'id', detail=name)
    try:
        found: Fields = json.loads(pathlib.Path(name).read_text('utf-8'))
        return found
    except OSError as error:
        raise BadChoice('file-unreadable', detail=os.strerror(error.errno or 0)) from error
    except ValueError as error:
        raise BadChoice('preset-json') from error


def people(name: str | None) -> list[Fields]:
    """The list of own ids in a CSV file; raises BadChoice with the codes and lines of all that is wrong, and no word of the list."""
    if name is None:
        return []
    try:
        found = ids.read(pathlib.Path(name).read_text('utf-8-sig'))
    except OSError as error:
        raise BadChoice('file-unreadable', detail=os.strerror(error.errno or 0)) from error
    except UnicodeDecodeError as error:
        raise BadChoice('ids-sign') from error
    if found['problems']:
        lines = ', '.join(f'{one["code"]} line {one["line"]}' for one in found['problems'])
        raise BadChoice(found['problems'][0]['code'], detail=lines)
    return found['people']


def project_key(name: str) -> str:
    """The project key in a file; raises BadChoice where it cannot be read."""
    try:
        return pathlib.Path(name).read_text('utf-8').strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadChoice('file-unreadable') from error
