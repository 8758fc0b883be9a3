"""From a dropped file to a verified one: source, elements, plan, edits, output, verify.

    from samar.core.pipeline import deidentify
    outcome = deidentify(handle, policy, identity, masks=[])
"""

from samar.core import host
from samar.core import outcome as outcomes
from samar.core.edits import carry_out
from samar.core.elements import record as records
from samar.core.errors import Malformed, NotDicom, SamarError, Unsupported
from samar.core.pixels import image
from samar.core.plan import decide, sweep
from samar.core.verify import check


def deidentify(handle, policy, identity, masks=()):
    """Outcome for a handle of the platform, or for a Record that is open already. Never raises a SamarError."""
    found = outcomes.Outcome(outcomes.FAILED)
    try:
        record = found.record = handle if isinstance(handle, records.Record) else records.open_record(handle)
        refuse(record, masks)
        decisions = found.decisions = decide.decide(record, policy)
        swept = sweep.sweep(record, decisions)
        work = found.work = carry_out.work(record, decisions, swept.words, identity, masks)
        if carry_out.is_nothing(record, decisions, work):
            found.output = host.blob([(record.file.handle, 0, record.file.size)])
            found.name, found.word = work.instance + '.dcm', outcomes.UNCHANGED
            return found
        output = carry_out.output(record, decisions, work)
        checked = found.check = check.check(record, decisions, work, output)
        if checked.problem is not None:
            found.error = checked.problem
            found.word = outcomes.REFUSED
        else:
            found.output = output
            found.name = work.instance + '.dcm'
            found.word = outcomes.CLEANED
    except SamarError as error:
        found.error = error
        found.word = outcomes.REFUSED if isinstance(error, (NotDicom, Malformed, Unsupported)) else outcomes.FAILED
    return found


def refuse(record, masks):
    """Raise what stands against working on a file at all."""
    if record.error is not None:
        raise record.error
    if decide.sop_class(record) == decide.DICOMDIR:
        raise Unsupported('dicomdir')
    if not masks and image.shows_label(record):
        raise Unsupported('slide-label')
