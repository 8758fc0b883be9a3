"""Identifying values in elements that would otherwise stay: a name in a comment, a patient ID in a private text.

A value that the policy takes out of one element is taken out of all. Buffers go from the source to a kernel and are not
looked at here.
"""

from pycore import host
from pycore.elements import patterns
from pycore.kernels import match, search
from pycore.plan import actions
from pycore.standard import profile, uids

COVERED = 255
TEXT = ('LO', 'SH', 'ST', 'LT', 'UT', 'UC')
WORDY = (0, 1, 3, 5, 6)     # categories whose values are names of people, places, things and their numbers


class Sweep:
    """`patterns` of everything that goes; `words`: their parts that identify, in lower case (a set of str)."""

    __slots__ = ('patterns', 'words')


def sweep(record, decisions):
    """Change the decisions for rows that hold such a value; the Sweep."""
    table = record.table
    category = profile.columns()['category']
    wanted = host.uint8(table.count)
    found = Sweep()
    count = patterns.select(table, decisions.action, COVERED, decisions.rule, category, wanted)
    found.patterns = gathered = patterns.gather(table, wanted, count)
    found.words = words(decisions, gathered, category)
    if search.could_hold(table.count, decisions.action, table.tag, table.vr, wanted) == 0:
        return found
    changed = False
    for row, pattern in patterns.in_rows(gathered, table, wanted):
        if decisions.action[row] != actions.KEEP:
            continue
        if gathered.kind[pattern] == search.IDENTIFIER and uids.is_registered(gathered.text(pattern)):
            continue
        vr = record.vr(row)
        decisions.action[row] = actions.CLEAN if vr in TEXT else (actions.DUMMY if vr in ('PN', 'AE') else actions.REMOVE)
        decisions.how[row] = match.FOUND
        decisions.notes.append(('found-in', row, None))
        changed = True
    if changed:
        decisions.count = match.listed(table.count, table.tag, decisions.action, decisions.hits)
    return found


def words(decisions, gathered, category):
    """Words that identify: the parts of names, and of all values of WORDY categories."""
    found = set()
    for pattern in range(1, gathered.state[0] + 1):
        rule = decisions.rule[gathered.row[pattern]]
        if gathered.kind[pattern] == search.NAME or (rule >= 0 and category[rule] in WORDY):
            text = gathered.text(pattern)
            found.add(text)
            for sign in ' ,;:/()-_.^=':
                text = text.replace(sign, ' ')
            for word in text.split(' '):
                if len(word) > 1:
                    found.add(word)
    return found
