"""One frame of a file as a Frame of native cells: only the bytes of that frame are read."""

from samar.core.errors import Malformed, Unsupported
from samar.core.pixels import frames, grades
from samar.core.pixels.codecs import frame as forms
from samar.core.pixels.codecs import platform, registry
from samar.kinds import CodecFrame, ImageInfo, Record, Uid


def check(info: ImageInfo, frame: int) -> None:
    """Raises Unsupported for an image that cannot be shown and Malformed for a frame that is not there."""
    if info.problem is not None:
        raise Unsupported(info.problem)
    if frame < 0 or frame >= info.frames:
        raise Malformed('frame-missing', detail=str(frame))


def load(record: Record, info: ImageInfo, frame: int) -> CodecFrame:
    """Frame number `frame` (from 0). The last one is kept, so that a new window does not decode it again."""
    check(info, frame)
    if info.last is not None and info.last[0] == frame:
        return info.last[1]
    found = encapsulated(record, info, frame) if info.encapsulated else native(record, info, frame)
    info.last = (frame, found)
    return found


def native(record: Record, info: ImageInfo, frame: int) -> CodecFrame:
    """A frame as it lies in the file."""
    place = frames.native(record, info, frame)
    buffer = record.source.read(place.start, place.stop)
    if len(buffer) < place.stop - place.start:
        raise Malformed('pixels-short', offset=place.start)
    found = forms.of_info(info, buffer)
    found.big, found.swapped, found.bit = info.big, info.swapped, place.bit
    return found


def encapsulated(record: Record, info: ImageInfo, frame: int) -> CodecFrame:
    """A frame out of its stream."""
    codec = registry.decoder(info.syntax)
    parts = frames.index(record, info)[frame]
    return codec.decode(info.syntax, frames.joined(record, parts), info)


def needs(info: ImageInfo) -> list[Uid]:
    """Transfer syntaxes whose codecs the platform has to make ready before `load`; none where the core does it alone."""
    if info.problem is not None or not info.encapsulated or info.syntax not in platform.SYNTAXES:
        return []
    return [info.syntax]


def needs_masked(info: ImageInfo) -> list[Uid]:
    """The same before a mask is carried out: what decodes the file's syntax and what encodes it again."""
    found = needs(info)
    if found and grades.grade(info.syntax) != grades.SAME:
        found.append(grades.JPEG_LS)
    return found
