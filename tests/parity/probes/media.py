"""Sets of files behind functions of plain values; a file is its bytes."""

from samar.core import host
from samar.core.elements import record as records
from samar.core.media import dicomdir, graph, names
from samar.core.plan import identity


def _record(content):
    return records.open_record(host.blob([(None, content, 0)]))


def node(content):
    """What a file is and refers to."""
    found = graph.node(_record(content))
    return graph.plain(found)


def place(secret, content):
    """The codes under which a file stands in a set, and its path."""
    found = names.place(_record(content), identity.Identity(secret))
    return [found['patient'], found['study'], found['series'], names.path(found, '2.25.1.dcm')]


def directory(content):
    """Whether a file is a DICOMDIR, and what it names."""
    record = _record(content)
    return [dicomdir.is_directory(record), dicomdir.entries(record)]


def compared(before, after):
    """Two graphs compared; nodes as `graph.plain` gives them."""
    return graph.compare([graph.of_plain(one) for one in before], [graph.of_plain(one) for one in after])


def apart(paths):
    """Paths set apart one after another."""
    taken = set()
    return [names.apart(path, taken) for path in paths]
