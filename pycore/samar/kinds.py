"""Names for types, in one place; only mypy and people read them.

The build takes imports of this module out of what the browser runs (tools/annotations.py), so a module of the core may name
any type here without depending on the module that has it. At run time a class named here is only a placeholder.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

__all__ = [
    'Any',
    'Array',
    'Buffer',
    'Bytes',
    'Callable',
    'CodecFrame',
    'Date',
    'Day',
    'Fields',
    'Floats',
    'Handle',
    'Int32s',
    'Ints',
    'Iterable',
    'Iterator',
    'JpegFrame',
    'Kept',
    'LookupTable',
    'Offsets',
    'Piece',
    'Placed',
    'Point',
    'Row',
    'Said',
    'Selector',
    'Sequence',
    'Span',
    'Splice',
    'Step',
    'Steps',
    'Tables',
    'Tag',
    'UInt16s',
    'UInt32s',
    'Uid',
    'Vr',
    'Warnings',
]

Kept = TypeVar('Kept')      # what is put somewhere and comes back
Tag = int            # group * 65536 + element
Row = int            # of an element table; -1: none, or the top level
Vr = str             # two letters; '' for items and delimiters (PS3.5 6.2)
Uid = str            # digits and dots (PS3.5 9)
Selector = str       # one place in a file, or many: docs/contracts.md, "Identity of a row"
Day = str            # YYYYMMDD
Step = tuple[Tag, str | None, int | str | None]     # tag, private creator, number of the item ('*': any; None: the element itself)
Steps = list[Step]                            # a selector that was parsed
Warnings = list[tuple[str, str | None]]     # (code, detail)
# JSON-like: what goes to the page, into a report, or comes from a preset. Keys are stated where it is made.
Fields = dict[str, Any]
Labels = dict[str, str]     # texts for message keys
Settled = Sequence[str] | dict[str, str]        # points that a person settled: codes, or code to how
Point = dict[str, str | None]      # one open point: code, selector, settled (edits/points.py)
Said = tuple[int, int]       # (action, who says so: kernels/match.py)
Placed = tuple[Steps, int, int]     # the same for one place: (steps, action, who says so)
Date = tuple[int, int, int]      # year, month, day; 0 where a part is not given
Span = tuple[int, int]           # [start, stop) in a file
Rect = tuple[int, int, int, int]     # in pixels: left, top, width, height; where a function says so: left, top, right, bottom
Fragment = tuple[int, int, int]      # of encapsulated pixel data: start of the item, start of its value, stop
Part = tuple[str, int, int]          # of a stream: (kind, start, stop or bytes, as the function says)
Dropped = tuple[str, int]            # (kind, bytes) of segments that are gone
Look = tuple[int, int, int, int, float]     # (left, top, width, height, scale): a part of a picture that is looked at
HuffmanTable = tuple[list[int], list[int]]      # (codes of 1 ... 16 bits, symbols)
Tables = dict[str, Any]     # a generated table: column to list, text or typed array


class Ints(Protocol):
    """Whole numbers by index, to be read: a buffer, a typed array, a column of a table."""

    def __len__(self) -> int: ...

    def __getitem__(self, at: int, /) -> int: ...


class Buffer(Ints, Protocol):
    """Bytes of content: a `Uint8Array` in the browser, `bytes`, `bytearray` or `memoryview` on CPython."""

    def __buffer__(self, flags: int, /) -> memoryview: ...


class Array(Buffer, Protocol):
    """Whole numbers in a typed array that the host made, to be read and written."""

    def __setitem__(self, at: int, value: int, /) -> None: ...


# What an array holds; the host makes one of each (docs/contracts.md).
Bytes = Array
UInt16s = Array
Int32s = Array
UInt32s = Array
Offsets = Array      # wide enough for offsets in a file


class Floats(Protocol):
    """64-bit floats in a typed array that the host made."""

    def __len__(self) -> int: ...

    def __getitem__(self, at: int, /) -> float: ...

    def __setitem__(self, at: int, value: float, /) -> None: ...


class Reals(Protocol):
    """Numbers by index, to be read: whole ones or floats."""

    def __len__(self) -> int: ...

    def __getitem__(self, at: int, /) -> float: ...


class Places(Protocol):
    """An array of the host, of whole numbers or of floats, that whole numbers are written to."""

    def __setitem__(self, at: int, value: int, /) -> None: ...


class Handle(Protocol):
    """A file, or bytes in memory, as the platform has it; only the host looks inside."""

    @property
    def size(self) -> int: ...

    def read(self, start: int, stop: int, /) -> Buffer: ...


# (handle, first, behind the last) of a file, or (None, buffer, 0)
Piece = tuple[Handle, int, int] | tuple[None, Buffer, int]
Splice = tuple[int, int, list[Piece]]      # [start, stop) of the source, and what stands there instead


Stretch = tuple[Buffer, int, int]      # [start, stop) of a buffer


class Codec(Protocol):
    """A module of pixels/codecs: what one way of encoding frames can do (docs/pixels.md)."""

    def can(self, syntax: Uid) -> str: ...

    def decode(self, syntax: Uid, buffer: Buffer, image: 'Shape', /) -> 'CodecFrame': ...

    def encode(self, syntax: Uid, buffer: Buffer, image: 'CodecFrame', /) -> Buffer: ...


if TYPE_CHECKING:
    from typing import TypeAlias

    from samar.core.edits.people import Person as Person
    from samar.core.edits.pool import Work as Work
    from samar.core.elements.charset import CharacterSet as CharacterSet
    from samar.core.elements.patterns import Patterns as Patterns
    from samar.core.elements.record import Record as Record
    from samar.core.elements.table import ElementTable as ElementTable
    from samar.core.errors import SamarError as SamarError
    from samar.core.media.graph import Node as Node
    from samar.core.media.medium import Names as Names
    from samar.core.outcome import Outcome as Outcome
    from samar.core.pixels.black import Area as Area
    from samar.core.pixels.codecs.frame import Frame as CodecFrame
    from samar.core.pixels.codecs.jpeg_deep import Reading as Reading
    from samar.core.pixels.detect.boxes import Box as Box
    from samar.core.pixels.detect.proposals import Proposal as Proposal
    from samar.core.pixels.detect.proposals import Search as Search
    from samar.core.pixels.detect.views import View as View
    from samar.core.pixels.detect.whose import Values as Values
    from samar.core.pixels.frames import Native as Native
    from samar.core.pixels.image import ImageInfo as ImageInfo
    from samar.core.pixels.jpeg_baseline import Redacted as Redacted
    from samar.core.pixels.jpeg_baseline import Scan as Scan
    from samar.core.pixels.jpeg_frame import Component as Component
    from samar.core.pixels.jpeg_frame import Frame as JpegFrame
    from samar.core.pixels.jpeg_proof import Proof as Proof
    from samar.core.pixels.jpeg_segments import Segment as Segment
    from samar.core.pixels.masks import Mask as Mask
    from samar.core.pixels.overlays import Plane as Plane
    from samar.core.pixels.photometry import Grey as Grey
    from samar.core.pixels.photometry import Table as LookupTable
    from samar.core.pixels.photometry import Window as Window
    from samar.core.pixels.redact import Redaction as Redaction
    from samar.core.pixels.spare import Spare as Spare
    from samar.core.pixels.streams import Header as Header
    from samar.core.plan.decide import Decisions as Decisions
    from samar.core.plan.identity import Identity as Identity
    from samar.core.plan.memory import Memory as Memory
    from samar.core.plan.policy import Compiled as Compiled
    from samar.core.plan.policy import Policy as Policy
    from samar.core.plan.presets import Preset as Preset
    from samar.core.plan.sweep import Held as Held
    from samar.core.plan.sweep import Sweep as Sweep
    from samar.core.plan.sweep import Words as Words
    from samar.core.plan.tokens import Token as Token
    from samar.core.plan.vocabulary import Vocabulary as Vocabulary
    from samar.core.review.opened import Opened as Opened
    from samar.core.review.opened import Planned as Planned
    from samar.core.source.preamble import Opening as Opening
    from samar.core.source.ranges import Source as Source
    from samar.core.verify.check import Check as Check
    from samar.core.verify.profile import Rules as Rules
    from samar.core.verify.remains import Remains as Remains
    from samar.core.verify.residue import Reader as Reader

    Shape: TypeAlias = ImageInfo | CodecFrame      # what says how cells lie
    Band: TypeAlias = tuple[int, int, list[Area]]      # bytes [low, high) of a frame, and what is filled in them
    Identifying: TypeAlias = 'Words | Held | set[str]'       # asked whether they hold a word
else:
    def __getattr__(name: str) -> type:
        if not name[:1].isupper():
            raise AttributeError(name)
        return object
