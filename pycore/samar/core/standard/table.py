"""How the readers of the generated tables look things up: no work a row when a table is loaded."""

from samar.core import host
from samar.kinds import Any

_lines: dict[str, list[str]] = {}


def lines(name: str, column: str) -> list[str]:
    """A string column as a list, split when it is first asked for and kept."""
    key = name + '.' + column
    found = _lines.get(key)
    if found is None:
        found = host.table(name)[column].split('\n')
        _lines[key] = found
    return found


def find(values: Any, count: int, wanted: int | str) -> int:
    """Place of `wanted` in the first `count` ascending `values` (numbers or strings), or -1."""
    low = 0
    high = count - 1
    while low <= high:
        middle = (low + high) // 2
        value = values[middle]
        if value == wanted:
            return middle
        if value < wanted:
            low = middle + 1
        else:
            high = middle - 1
    return -1
