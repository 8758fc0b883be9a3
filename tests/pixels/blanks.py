"""What is beside the picture in a stream."""

from samar.core.pixels import beside


def blanks(buffer):
    """[(kind, start, stop)] of what is beside the picture in a stream and not zero already, in order; nothing for a stream that is
    neither JPEG nor JPEG 2000."""
    return beside.full(buffer, beside.look(buffer)[0])
