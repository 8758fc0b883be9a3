"""Decisions carried out: values, declarations, masks, then the output."""

from samar.core import host
from samar.core.edits import declare, encode, meta, points, replacements
from samar.core.edits import output as writing
from samar.core.elements import paths
from samar.core.elements.record import EXPLICIT_LITTLE
from samar.core.errors import Malformed
from samar.core.kernels import match, scan
from samar.core.kernels import splice as kernel
from samar.core.pixels import image, metadata, redact, redact_native, surplus
from samar.core.plan import actions
from samar.core.standard import dictionary, uids
from samar.kinds import (
    Decisions,
    Handle,
    Identity,
    ImageInfo,
    Mask,
    Policy,
    Record,
    Redaction,
    Row,
    Sequence,
    Splice,
    Words,
    Work,
)

INSTANCE, DELIMITER = 0x00080018, 0xFFFEE0DD
PIXELS = (0x7FE00008, 0x7FE00009, 0x7FE00010)
# How the bytes are read (PS3.3 C.7.6.3, Table C.7-11a), and they themselves.
PICTURE = (0x00280002, 0x00280004, 0x00280006, 0x00280008, 0x00280010, 0x00280011, 0x00280100, 0x00280101, 0x00280102, 0x00280103, *PIXELS)


def work(record: Record, decisions: Decisions, words: Words, identity: Identity, masks: Sequence[Mask],
         settled: Sequence[str] | dict[str, str] = (), left: Sequence[str] = ()) -> Work:
    """The Work for a file: all new values, declarations and the changes to its pixels. `settled`: what a person settled, `left`: selectors
    of identifying elements that verification found kept (edits/points.py)."""
    syntax = EXPLICIT_LITTLE if record.deflated and record.syntax == EXPLICIT_LITTLE else record.syntax
    _picture_stays(record, decisions)
    done = replacements.prepare(record, decisions, identity, words, syntax)
    _instance(record, decisions, identity, done)
    info = image.describe(record)
    if info is not None and info.problem == 'pixels-frames-beyond':
        raise Malformed(info.problem, '(0028,0008)')
    clear = _has_overlay_bits(record, decisions, info)
    if masks or clear:
        _mask(record, done, info, masks, clear)
    elif not keeps_identity(decisions.policy):
        _splice(record, done, redact.tidy(record, info))
    elif info is not None and metadata.kinds(record, info) != '':
        done.note(-1, points.BESIDE_PICTURE, None)
    if not keeps_identity(decisions.policy):
        _items(record, done)
    _delimit(record, done)
    done.points = points.find(record, info, decisions, done, masks, points.settlement(settled), left)
    declare.declare(record, decisions, done, len(masks) > 0)
    done.seal()
    return done


def _picture_stays(record: Record, decisions: Decisions) -> None:
    """Raise Malformed where the picture would be lost because of the VR alone that is written for what describes it, or for itself."""
    if max([record.row(tag) for tag in PIXELS]) < 0:
        return
    for tag in PICTURE:
        row = record.row(tag)
        if row >= 0 and decisions.how[row] in (match.BY_VR, match.BROKEN) and decisions.action[row] != actions.KEEP:
            raise Malformed('picture-vr', paths.path(record, row), record.table.start[row])


def _row_at(record: Record, offset: int) -> int:
    """The element whose value holds an offset; for a fragment or an offset table the pixel data around it."""
    table = record.table
    row = kernel.row_at(offset, table.start, table.count)
    while row >= 0 and table.stop[row] < offset:
        row -= 1
    return row


def settle(record: Record, done: Work) -> None:
    """Mark what lies inside removed and replaced rows, as the output will have it."""
    kernel.cover(record.table.count, done.op, record.table.depth)


def is_nothing(record: Record, decisions: Decisions, done: Work) -> bool:
    """Whether a file is already as it would become: nothing to do, and the declarations stand there."""
    if decisions.count > 0 or done.inserts or done.extra or record.deflated or record.table.state[scan.TRAILING] > 0:
        return False
    # the old file meta information could say who sent the file: only one that Samar would write itself may stay
    head = meta.build(decisions.sop_class, done.instance, done.syntax)
    found = record.file.read(0, record.body)
    if len(found) != len(head) or host.latin1(found, 0, len(found)) != host.latin1(head, 0, len(head)):
        return False
    for row in done.declared:
        at, raw = done.new_at[row], record.table.raw(row)
        if host.latin1(raw, 0, len(raw)) != host.latin1(done.pool, at, at + done.new_length[row]):
            return False
    return True


def output(record: Record, decisions: Decisions, work: Work) -> Handle:
    """Handle of the new file."""
    return writing.write(record, work, decisions.sop_class)


def _instance(record: Record, decisions: Decisions, identity: Identity, done: Work) -> None:
    """The SOP Instance UID of the output: that of the data set after the decisions, or one made from its header where there is none."""
    row = record.row(INSTANCE)
    old = record.get(INSTANCE)
    if row >= 0 and old and old[0]:
        action = decisions.action[row]
        done.instance = old[0] if action == actions.KEEP or uids.is_registered(old[0]) else identity.uid(old[0])
        return
    digest = host.sha256(record.source.read(0, 4096))
    done.instance = identity.uid('header ' + host.latin1(digest, 0, 32))
    declare.place(record, done, INSTANCE, 'UI', encode.padded(done.instance, 'UI'))


def keeps_identity(policy: Policy) -> bool:
    """Whether a person keeps all that identifies: then what pictures carry beside the image stays, too."""
    return 'identity' in policy.categories and policy.categories['identity'][0] == actions.KEEP


def _has_overlay_bits(record: Record, decisions: Decisions, info: ImageInfo | None) -> bool:
    """Whether overlays that are to go stand in unused bits of the pixel cells (PS3.5 section 8.1.2)."""
    table = record.table
    row = table.place_of(0x60000000)
    if row >= table.count or table.tag[row] // 16777216 != 0x60 or decisions.compiled.special_action[1] == actions.KEEP:
        return False
    return info is not None and info.problem is None and redact_native.overlay_masks(record, info) is not None


def _mask(record: Record, done: Work, info: ImageInfo | None, masks: Sequence[Mask], clear: bool) -> None:
    """Black out rectangles, and with `clear` the overlays inside the cells; raises Unsupported where that is not possible."""
    changed = redact.redact(record, info, masks, clear)
    done.syntax = changed.syntax
    done.proof, done.masked = changed.proof, (info, changed)
    for row in changed.rows:
        done.op[row] = 1
    for tag in changed.elements:
        vr = dictionary.vr_of(tag)
        declare.place(record, done, tag, vr, replacements.text_buffer(record, -1, [changed.elements[tag]], vr))
    _splice(record, done, changed)


def _items(record: Record, done: Work) -> None:
    """What compressed pictures inside items that stay carry becomes zero, too."""
    kernel.cover(record.table.count, done.op, record.table.depth)
    changed = redact.Redaction(record.syntax)
    surplus.of_items(record, done.op, changed)
    if changed.notes:
        _splice(record, done, changed)
        done.extra.sort(key=lambda splice: splice[0])


def _splice(record: Record, done: Work, changed: Redaction | None) -> None:
    """Take over what a Redaction removes, its splices and its notes."""
    if changed is None:
        return
    for tag in changed.removed:
        if record.row(tag) >= 0:
            done.op[record.row(tag)] = 1
    kernel.cover(record.table.count, done.op, record.table.depth)
    for splice in changed.splices:
        row = _row_at(record, splice[0])
        if done.op[row] == 0:
            # what is removed or replaced as a whole needs no mask
            _change(record, done, row, splice)
    for code, detail in changed.notes:
        done.note(-1, code, detail)


def _change(record: Record, done: Work, row: Row, splice: Splice) -> None:
    """Add a splice inside a row, whose element verification then leaves out; a sequence around it is compared like any other."""
    done.extra.append(splice)
    while row >= 0 and record.table.vr[row] == 0:
        row = record.table.parent[row]
    if row >= 0:
        done.free[row] = 1


def _delimit(record: Record, done: Work) -> None:
    """Write the length 0 into delimiters of fragments that have another one."""
    table = record.table
    if table.state[scan.DELIMITER_LENGTHS] == 0:
        return
    kernel.cover(table.count, done.op, table.depth)
    for row in range(table.count):
        if table.tag[row] == DELIMITER and table.length[row] != 0 and done.op[row] == 0:
            at = table.start[row] + 4
            if not [splice for splice in done.extra if splice[0] <= at < splice[1]]:
                _change(record, done, row, (at, at + 4, [(None, host.bytes(4), 0)]))
    done.extra.sort(key=lambda splice: splice[0])
