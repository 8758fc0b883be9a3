"""Masks carried out: the splices of the file that black rectangles out, and the proof that nothing else changed.

Uncompressed cells are replaced where they lie; a compressed frame is rewritten as the grade of its transfer syntax says
(`grades.py`). Nothing is written here: what comes out are splices for `edits`.
"""

from samar.core.errors import Unsupported
from samar.core.kernels import cells
from samar.core.pixels import grades, image, masks, nested, offset_tables, overlays, redact_native, redact_stream, spare, surplus
from samar.kinds import Area, ElementTable, Fields, ImageInfo, Mask, Record, Rect, Row, Sequence, Spare, Splice, Tag, Uid, Warnings


class Redaction:
    """`splices` [(start, stop, pieces)] over `record.source`, ordered; a piece is `(handle, start, stop)` or `(None, buffer, 0)`.
    `elements` {tag: text} and `removed` [tag] at top level, `rows` that are removed at any depth;
    `syntax` the new transfer syntax; `notes` [(code, detail)];
    `proof` a dict of plain values; `frames` numbers of the frames that changed; `spare` (pixels/spare.py) what becomes of bits without
    a value, `spared` how many cells lost some."""

    __slots__ = ('bands', 'elements', 'frames', 'notes', 'parked', 'proof', 'removed', 'rows', 'spare', 'spared', 'splices', 'syntax',
                 'waiting', 'wiped')

    def __init__(self, syntax: Uid) -> None:
        self.syntax = syntax
        self.wiped: tuple[int, int] | None = None
        self.spare: Spare | None = None
        self.parked = self.waiting = self.spared = 0
        self.splices: list[Splice] = []
        self.removed: list[Tag] = []
        self.rows: list[Row] = []
        self.notes: Warnings = []
        self.bands: list[tuple[int, int, list[tuple[list[Area], int]]]] = []
        self.elements: dict[Tag, str] = {}
        self.proof: Fields = {}
        self.frames: list[int] = []


def redact(record: Record, info: ImageInfo | None, chosen: Sequence[Mask], clear_overlay_bits: bool = False) -> Redaction:
    """Redaction of an image by Masks. With `clear_overlay_bits` overlays inside the cells are wiped in all frames, mask or not.
    Raises Unsupported('mask-…') where a mask cannot be carried out, and where one is nowhere in the image."""
    if info is None:
        raise Unsupported('mask-no-image')
    if info.problem is not None:
        raise Unsupported('mask-not-possible', detail=info.problem)
    if second(record.table, info.row) >= 0:
        raise Unsupported('mask-two-pixel-data')
    masks.check(chosen, info)
    done = Redaction(info.syntax)
    done.wiped = redact_native.overlay_masks(record, info) if clear_overlay_bits else None
    boxes = masks.by_frame(chosen, info)
    info.last = None
    if info.encapsulated:
        redact_stream.redact(record, info, boxes, done)
    else:
        done.spare = spare.of(record, info, clear_overlay_bits)
        redact_native.redact(record, info, boxes, done)
        spare.clear(record, info, done)
    if boxes:
        follow(record, info, boxes, done)
    if not info.encapsulated:
        surplus.blank(record, info, done)
        offset_tables.check(record, info, None, done)
    info.last = None
    done.splices.sort(key=lambda splice: splice[0])
    return done


def tidy(record: Record, info: ImageInfo | None) -> Redaction | None:
    """Redaction without masks: what no viewer shows goes, and no pixel changes. None where the image cannot be understood."""
    if info is None or second(record.table, info.row) >= 0 or (info.problem is not None and not info.encapsulated):
        return None
    done = Redaction(info.syntax)
    if info.encapsulated:
        done.splices = [(start, stop, surplus.zeros(stop - start)) for start, stop in surplus.streams(record, info, done)]
        offset_tables.check(record, info, surplus.groups(record, info), done)
    else:
        offset_tables.check(record, info, None, done)
        done.spare = spare.of(record, info, False)
        spare.clear(record, info, done)
        surplus.blank(record, info, done)
    done.splices.sort(key=lambda splice: splice[0])
    return done


def second(table: ElementTable, row: Row) -> Row:
    """Row of another top-level pixel data element: a mask on one would leave the other as it is; -1 where there is none."""
    here = nested.after(table, row)
    while here < table.count:
        if table.tag[here] == image.PIXEL_DATA and table.depth[here] == 0:
            return here
        here = nested.after(table, here)
    return -1


def follow(record: Record, info: ImageInfo, boxes: dict[int, list[Rect]], done: Redaction) -> None:
    """What shows the same pixels again: icons go, overlay planes are masked with the image (PS3.3 sections C.7.6.1.1.6, C.9.2)."""
    done.rows = pictures(record.table)
    if done.rows:
        done.notes.append(('icon-removed', None))
    masked = 0
    for plane in overlays.planes(record, info):
        if plane.row >= 0:
            masked += redact_native.plane(record, info, plane, boxes, done)
    if masked:
        done.notes.append(('overlay-masked', str(masked)))


def pictures(table: ElementTable) -> list[Row]:
    """Rows of all sequences that hold pixel data, at any depth: icons, and whatever else is a small copy of the image."""
    found = []
    row = cells.place_of(image.PIXEL_DATA, table.tag, 0, table.count)
    while row >= 0:
        if table.depth[row] > 0 and table.parent[row] >= 0:
            item = table.parent[row]
            owner = table.parent[item] if table.parent[item] >= 0 else item
            if owner not in found:
                found.append(owner)
        row = cells.place_of(image.PIXEL_DATA, table.tag, row + 1, table.count)
    return found


def prove(record: Record, info: ImageInfo, done: Redaction) -> Fields:
    """Complete `done.proof` with hashes of what is unchanged, 'before' and 'after'; raises Residue where they differ.
    Compressed frames were compared when they were made; uncompressed ones are now."""
    if done.bands:
        redact_native.prove(record, info, done)
    return done.proof


def grade(info: ImageInfo) -> str:
    """The grade of an image: that of its syntax, and `refused` where it cannot even be shown."""
    return grades.REFUSED if info.problem is not None else grades.grade(info.syntax)
