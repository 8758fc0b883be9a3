"""Clean Structured Content (PS3.15 E.3.4): what happens to a content item of a report, by its concept name and value type.

In: texts of the concept name code, the value type and the options. Out: an action and the row of table E.3.4-1 behind it.
A tree stays a tree: containers, codes and numbers that the table does not name stay, text is cleaned, people get new names.
"""

from samar.core.plan import actions
from samar.core.standard import options, structured

DATED = ('DATE', 'TIME', 'DATETIME')
REFERRING = ('UIDREF', 'IMAGE', 'COMPOSITE', 'WAVEFORM')
KEPT = ('CONTAINER', 'CODE', 'NUM', 'SCOORD', 'SCOORD3D', 'TCOORD', 'TABLE')

# Options that a row of the table can have, each with what it means there: kept by K, cleaned by C.
ROW_OPTIONS = (options.RETAIN_UIDS, options.RETAIN_DEVICE_IDENTITY, options.RETAIN_PATIENT_CHARACTERISTICS,
               options.RETAIN_INSTITUTION_IDENTITY, options.RETAIN_FULL_DATES, options.MODIFY_DATES, options.CLEAN_DESCRIPTORS)


def action_for(scheme: str, code: str, value_type: str, chosen: tuple[str, ...]) -> tuple[int, int, str]:
    """(action, row, option) for a content item: an action's code, the row of table E.3.4-1 or -1, the id of the option that
    decided or ''.

    `scheme` and `code` are Coding Scheme Designator and Code Value of the concept name, `chosen` the ids of options.
    REMOVE takes the item with everything below it.
    """
    scheme, code, value_type = scheme.strip(' \0'), code.strip(' \0'), value_type.strip(' \0')
    row = structured.row_of(scheme, code, value_type)
    if row < 0:
        return _unlisted(value_type, chosen)
    for option in ROW_OPTIONS:
        said = structured.option(row, option) if option in chosen else ''
        if said == 'K':
            return (actions.KEEP, row, option)
        if said == 'C':
            return (actions.SHIFT if value_type in DATED else actions.CLEAN, row, option)
    if structured.basic(row) == 'D':
        return (actions.UID if value_type in REFERRING else actions.DUMMY, row, '')
    return (actions.REMOVE, row, '')      # X, and X/D: the Type of a content item cannot be known here


def _unlisted(value_type: str, chosen: tuple[str, ...]) -> tuple[int, int, str]:
    """By value type alone; what is not known goes."""
    if value_type in KEPT:
        return (actions.KEEP, -1, '')
    if value_type == 'TEXT':
        return (actions.CLEAN, -1, options.CLEAN_STRUCTURED_CONTENT)
    if value_type == 'PNAME':
        return (actions.DUMMY, -1, '')
    if value_type in REFERRING:
        kept = options.RETAIN_UIDS in chosen
        return (actions.KEEP if kept else actions.UID, -1, options.RETAIN_UIDS if kept else '')
    if value_type in DATED:
        if options.RETAIN_FULL_DATES in chosen:
            return (actions.KEEP, -1, options.RETAIN_FULL_DATES)
        if options.MODIFY_DATES in chosen:
            return (actions.SHIFT, -1, options.MODIFY_DATES)
    return (actions.REMOVE, -1, '')
