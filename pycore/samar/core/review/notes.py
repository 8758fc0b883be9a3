"""What a person should know of a result: texts that were cut, dates that could not be read, values that stand there by chance."""

from samar.core.elements import paths
from samar.kinds import Outcome


def listed(outcome: Outcome) -> list[tuple[str, str | None, str | None]]:
    """[(code, selector or None, detail)] of an Outcome."""
    record, decisions, work = outcome.record, outcome.decisions, outcome.work
    if record is None or decisions is None or work is None:
        return []
    found = [(code, paths.told(record, row) if row >= 0 else None, detail) for code, row, detail in decisions.notes + work.notes]
    if outcome.check is not None:
        for code, row in outcome.check.hits:
            found.append((code, paths.told(outcome.check.output, row), None))
    return found
