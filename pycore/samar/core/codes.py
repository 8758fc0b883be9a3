"""Every code that crosses a border, in one place: between core and page, into reports, into the locales, onto the command line.

A code is a lower-case word with dashes. Its text is the message `<kind>_<code>` of each locale, dashes written as `_`. Codes are kept:
a report of last year is read by a program of this year. `tests/test_codes.py` holds this page against core, scripts and locales.
"""

# What is done to an element; the place is the number that decisions and kernels use (plan/actions.py names the numbers).
ACTIONS = ('keep', 'remove', 'empty', 'zero', 'dummy', 'uid', 'shift', 'pseudonym', 'clean')

# How the work on one file ended (outcome.py).
OUTCOMES = ('cleaned', 'held', 'unchanged', 'refused', 'failed')

# What only a person can settle, and how it was settled (edits/points.py). `applied` and `found` come from a search for text.
POINTS = ('text-risk', 'cannot-be-shown', 'sound', 'kept-identity', 'beside-picture', 'document')
SETTLED = ('looked', 'said', 'masked', 'accepted')
SEARCHED = ('applied', 'found')

# Groups of elements that a person chooses by (standard/profile.py has the rows); `other` is what no row of the table names.
CATEGORIES = ('identity', 'contact', 'dates', 'places', 'devices', 'institution', 'examination', 'notes', 'uids', 'private', 'graphics')
OTHER = 'other'

# Why an element is treated as it is (review/reasons.py).
REASONS = ('inside', 'profile', 'type', 'option', 'by-vr', 'preset-category', 'preset-element', 'chosen-category', 'chosen-element',
           'private', 'safe-private', 'private-evidence', 'beyond-table', 'illegal-group', 'group-length', 'unknown-element', 'found-value',
           'inside-dummy', 'inside-cleaned', 'structural', 'content-item', 'standard-code', 'broken-value', 'kept')

# What a mask may be (pixels/shapes.py).
SHAPES = ('rectangle', 'ellipse', 'polygon')

# Why a word goes from a text that is cleaned (plan/tokens.py).
CUTS = ('identity', 'unknown', 'name-too', 'titled', 'labelled', 'initial', 'date-or-id', 'age', 'beside-a-cut', 'address')

# Errors that come from outside the core: hosts, command line, page and worker. Those of the core stand where they are raised, as the
# first argument of a class of errors.py.
ERRORS_OF_HOSTS = ('codec-failed', 'codec-missing', 'dicomdir-scheme', 'file-changed', 'file-unreadable', 'folder-unreadable',
                   'kernels-native-missing', 'link-table-needs',
                   'output-busy', 'output-is-input', 'output-unwritable', 'parquet-missing', 'preset-json', 'report-format',
                   'report-unreadable', 'resume-needs-project-key', 'scheduler-needs', 'scheduler-unreachable', 'store-missing',
                   'text-finder-memory', 'text-finder-missing',
                   'unexpected', 'worker-differs', 'workers-apart', 'workers-missing', 'zip-corrupt', 'zip-encrypted', 'zip-method',
                   'zip-nested', 'zip-too-large')
ERRORS_OF_PAGE = ('cancelled', 'clip-not-checked', 'masks-file', 'masks-size', 'took-too-long', 'worker-stopped')
