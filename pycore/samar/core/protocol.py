"""What page and worker say to each other: each operation, the fields that it takes and those that it answers with; and the version.

`tests/test_protocol.py` holds the worker, the scripts of the page, the stand-in of the panel's tests and docs/contracts.md against it.
"""

from samar.kinds import Fields

# The one version: manifest.json, package.json and pyproject.toml follow it.
VERSION = '0.1.0'

# Operation: fields it needs, fields it may take, fields of the answer (where that is an object), fields an answer may lack or have.
OPERATIONS = {
    'hello': ((), ('secret', 'projectKey', 'people', 'presets'),
              ('version', 'weakKey', 'presets', 'options', 'categories', 'actions', 'syntaxes'), ()),
    'open': (('key', 'file'), (), ('key', 'summary', 'warnings', 'counts', 'open', 'image', 'error'), ('directory', 'place')),
    'plan': (('key', 'choices'), (), ('counts', 'identifying', 'warnings', 'open'), ('attention',)),
    'rows': (('key', 'choices', 'first', 'count'), ('filter',), ('total', 'rows'), ()),
    'render': (('key', 'choices', 'frame'), ('window', 'result', 'overlays'), ('width', 'height', 'pixels', 'window', 'aspect'),
               ('windows', 'sides', 'made')),
    'value': (('key', 'choices', 'frame', 'column', 'row'), ('result',), ('values', 'unit'), ()),
    'find': (('key',), (), ('done', 'proposals', 'error'), ()),
    'clean': (('key', 'choices'), ('set',), ('outcome', 'error', 'blob', 'name', 'preview', 'counts', 'open', 'notes'),
              ('path', 'nodes', 'row', 'crc', 'medium')),
    'report': (('key', 'choices', 'format'), ('values', 'labels', 'name'), (), ('text', 'name', 'type', 'keys')),
    'directory': (('key', 'path', 'paths'), (), ('missing',), ()),
    'node': (('key',), (), (), ()),
    'graph': (('before', 'after'), (), ('same', 'lost'), ()),
    'ids': (('text',), (), ('people', 'problems'), ()),
    'before': (('key', 'choices'), (), ('input', 'choices', 'folder'), ()),
    'link': (('key', 'choices'), (), ('rows',), ()),
    'links': (('rows',), (), ('text', 'name', 'type'), ()),
    'account': (('rows', 'skipped', 'facts', 'format'), ('graph', 'labels'), (), ('text', 'name', 'type', 'keys')),
    'medium': (('files',), (), ('buffer',), ()),
    'preset': (('choices', 'name', 'points'), (), ('preset', 'text', 'name', 'type'), ()),
    'close': (('key',), (), (), ()),
}

# Fields of `choices`, and those that may be absent.
CHOICES = (('preset', 'options', 'categories', 'elements', 'masks'), ('settled',))


def lacking(op: str, args: Fields) -> str | None:
    """The first field that a request needs and has not, or None."""
    for name in OPERATIONS[op][0]:
        if name not in args:
            return name
    return None
