"""Writes tables the way `host.table` reads them: a list of integers, or one string of lines, for each column."""

import json

from tools.tables.sources import ROOT

DATA = ROOT / 'pycore' / 'samar' / 'core' / 'standard' / 'data'


def lines(strings):
    """One string column: the values joined by line feeds; a value must not contain one."""
    strings = list(strings)
    broken = [string for string in strings if '\n' in string]
    if broken:
        raise ValueError(f'line feed in a table value: {broken[0]!r}')
    return '\n'.join(strings)


def render(table):
    """The text of a table's file: one column a line, so that a change shows as a small difference."""
    rows = [f'{json.dumps(name)}:{json.dumps(value, ensure_ascii=False, separators=(",", ":"))}'
            for name, value in table.items()]
    return '{\n' + ',\n'.join(rows) + '\n}\n'


def path(name):
    """Where the table of that name lives."""
    return DATA / f'{name}.json'
