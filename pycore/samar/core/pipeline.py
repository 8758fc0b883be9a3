"""From a dropped file to a verified one: source, elements, plan, edits, output, verify.

    from samar.core.pipeline import deidentify
    outcome = deidentify(handle, policy, identity, masks=[], settled=['text-risk'])
"""

from samar.core import host
from samar.core import outcome as outcomes
from samar.core.edits import carry_out, points
from samar.core.elements import record as records
from samar.core.errors import Malformed, NotDicom, SamarError, Unsupported
from samar.core.pixels import image
from samar.core.pixels.detect import proposals
from samar.core.plan import decide, sweep
from samar.core.verify import check
from samar.kinds import Decisions, Handle, Identity, Mask, Policy, Record, Sequence, Settled, Words

PATIENT_ID = 0x00100020
OFF, PROPOSE, APPLY = FINDS = ('off', 'propose', 'apply')     # text in the picture is not looked for, proposed, masked


def deidentify(handle: Handle | Record, policy: Policy, identity: Identity, masks: Sequence[Mask] = (), settled: Settled = (),
               find: str = OFF) -> outcomes.Outcome:
    """Outcome for a handle of the platform, or for a Record that is open already. `settled`: points that a person settled, as codes or as
    {code: how} (edits/points.py). `find`: what is done about text in the picture (FINDS). Never raises a SamarError."""
    found = outcomes.Outcome(outcomes.FAILED)
    found.masks = masks
    try:
        record = found.record = handle if isinstance(handle, records.Record) else records.open_record(handle)
        refuse(record, masks)
        if find != OFF:
            masks, settled = search(found, record, masks, settled, find)
        decisions = found.decisions = decide.decide(record, policy)
        swept = sweep.sweep(record, decisions)
        _make(found, record, decisions, swept.words, identity, masks, settled, ())
        left = [] if found.check is None else found.check.kept()
        if found.error is None and [selector for selector in left if selector not in [point['selector'] for point in found.points]]:
            # only the second reading sees that something kept by choice identifies: what the file declares is written anew
            _make(found, record, decisions, swept.words, identity, masks, settled, left)
    except SamarError as error:
        found.error = error
        found.word = outcomes.REFUSED if isinstance(error, (NotDicom, Malformed, Unsupported)) else outcomes.FAILED
    return found


def search(found: outcomes.Outcome, record: Record, masks: Sequence[Mask], settled: Settled,
           find: str) -> tuple[Sequence[Mask], dict[str, str]]:
    """`(masks, settlement)` after a look for text in the picture: with APPLY every ticked proposal becomes a mask."""
    found.proposals, error = proposals.find(record)
    if find == APPLY:
        masks = [*masks, *[one.mask() for one in found.proposals if one.ticked and not one.is_under(masks)]]
    found.masks = masks
    return masks, points.after_search(settled, found.proposals, masks, error is not None)


def _make(found: outcomes.Outcome, record: Record, decisions: Decisions, words: Words, identity: Identity, masks: Sequence[Mask],
          settled: Settled, left: Sequence[str]) -> None:
    """Work, output and check of a file, and the word for them."""
    found.output = None
    work = found.work = carry_out.work(record, decisions, words, identity, masks, settled, left)
    found.points = work.points
    found.name = work.instance + '.dcm'
    done = points.is_done(work.points)
    nothing = carry_out.is_nothing(record, decisions, work)
    output = host.blob([(record.file.handle, 0, record.file.size)]) if nothing else carry_out.output(record, decisions, work)
    # a file with nothing to do is read again like any other: that there is nothing is the word of the plan
    checked = found.check = check.check(record, decisions, work, output, given_by_list(record, identity))
    found.error = checked.problem
    if checked.problem is not None:
        found.name, found.word = None, outcomes.REFUSED
        return
    found.word = outcomes.HELD if not done else outcomes.UNCHANGED if nothing else outcomes.CLEANED
    if not points.is_open(work.points):
        found.output = output


def given_by_list(record: Record, identity: Identity) -> tuple[str, ...]:
    """(new name, new ID) that the list of own ids gives the patient of a file; empty where it gives none."""
    texts = record.get(PATIENT_ID)
    own = identity.own(texts[0]) if texts else None
    return () if own is None else (own['name'] or own['new'], own['new'])


def refuse(record: Record, masks: Sequence[Mask]) -> None:
    """Raise what stands against working on a file at all."""
    if record.error is not None:
        raise record.error
    if decide.sop_class(record) == decide.DICOMDIR:
        raise Unsupported('dicomdir')
    if not masks and image.shows_label(record):
        raise Unsupported('slide-label')
