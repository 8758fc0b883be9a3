"""The link table of a run (`--link-table`): refused where it could end up in the set or take another one's place,
and for the user's eyes only."""

import argparse
import errno
import os
import pathlib

from samar.core.errors import BadChoice
from samar.core.report import links
from samar.run import parts, sinks, stores


def check(given: argparse.Namespace) -> None:
    """Raise BadChoice where no link table can be written: inside the set, over an older one, where a report goes, of a run that goes on
    from another (what was done before would not be in it), through a scheduler that would see old values."""
    place = pathlib.Path(given.link_table)
    if not place.absolute().parent.is_dir():
        raise BadChoice('output-unwritable', detail=os.strerror(errno.ENOENT))
    root = None if stores.is_store(given.out) else os.path.realpath(sinks.folder_of(given.out))
    real = os.path.realpath(place)
    inside = root is not None and (real == os.path.realpath(given.out) or real.startswith(os.path.join(root, '')))
    inside = inside or real in [os.path.realpath(path) for path in (given.report, given.set_report) if path]
    if inside or os.path.lexists(place) or given.resume or given.scheduler or stores.is_store(given.link_table):
        raise BadChoice('link-table-needs')


def write(path: str, rows: list[list[str]]) -> None:
    """Write the table, whole or not at all, so that nobody but its owner reads it; raises OSError."""
    with parts.whole(path) as part, open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), 'wb') as stream:
        stream.write(links.table(rows).encode('utf-8', 'surrogateescape'))
