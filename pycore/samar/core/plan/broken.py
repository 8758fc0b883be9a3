"""A value that breaks its VR is not kept as it is: nobody knows what it is, and it may be a name.

In: a Record and Decisions. Where numbers, days, UIDs or ages are written, what is none of them goes and the others stay; a text that is
longer than its VR allows in any character set, or has signs that no term has, is cleaned as free text is; binary numbers of a wrong
length, or with a dozen letters in a row, go. `kept` says what is left of such a value.
"""

from samar.core import host
from samar.core.kernels import breaks
from samar.core.kernels import match as kernel
from samar.core.plan import actions, dates
from samar.core.standard import dictionary, uids
from samar.kinds import Decisions, Record, Vr

NUMBERS = ('DS', 'IS', 'US', 'SS', 'UL', 'SL', 'FL', 'FD', 'UV', 'SV', 'AT')
SIGNS = {'DS': '0123456789+-.eE', 'IS': '0123456789+-.eE', 'UI': '0123456789.', 'DA': '0123456789.-/', 'TM': '0123456789:. apmAPM',
         'DT': '0123456789.-/:+ TZtz'}
NO_NUMBERS = ('nan', 'inf', 'infinity', '1.#ind', '1.#inf', '1.#qnan')      # as programs write them
AGES = 'DWMYdwmy'
LEAST, LONGEST = 3, 17       # letters of a name; signs of a DS (PS3.5 table 6.2-1), and one


def take(record: Record, found: Decisions) -> None:
    """Change the Decisions for rows that would stay with such a value."""
    table = record.table
    count = table.count
    wanted = host.uint8(count)
    if breaks.could_break(count, found.action, found.how, table.tag, table.vr, table.length, wanted) > 0:
        marks, rows = host.uint8(count), host.int32(count)
        for base, stop, buffer in table.source.windows:
            breaks.mark(buffer, base, stop - base, 0, count, table.value, table.length, wanted, marks)
        for place in range(breaks.rows_marked(0, wanted, marks, count, rows)):
            row = rows[place]
            raw = table.raw(row)
            breaks.mark(raw, table.value[row], len(raw), row, row + 1, table.value, table.length, wanted, marks)
        for place in range(breaks.rows_marked(2, wanted, marks, count, rows)):
            row = rows[place]
            vr = record.vr(row)
            if table.length[row] == 2 and dictionary.vr_of(table.tag[row]) in ('US', 'SS'):
                continue            # too short to be anything but the number that it should be
            if vr in SIGNS or vr == 'AS':
                texts = record.texts(row)
                if kept(vr, texts) == texts:
                    continue        # odd, and what its VR says all the same
            found.action[row] = actions.EMPTY if wanted[row] >= breaks.TORN else actions.CLEAN
            if vr == 'UI' and not uids.is_structural(table.tag[row]):
                found.action[row] = actions.UID     # what names something goes on naming it
            found.how[row] = kernel.BROKEN
    # a number that is written as a name has a dummy by its VR, and no reader could make a number of that
    others = host.int32(count)
    for place in range(breaks.rows_dummied(count, found.action, found.how, table.tag, others)):
        row = others[place]
        if dictionary.vr_of(table.tag[row]) in NUMBERS:
            found.action[row] = actions.EMPTY
            found.how[row] = kernel.BROKEN


def kept(vr: Vr, texts: list[str]) -> list[str]:
    """The values of a number, a moment, a UID or an age, with nothing in the place of what is none; a moment with more behind it stays
    without that."""
    return [text if _is_of(vr, text.strip(' \0\t\r\n')) else dates.shift(text, vr, 0) or '' for text in texts]


def _is_of(vr: Vr, text: str) -> bool:
    if vr == 'AS':
        return len(text) < 5 and text[:-1].isdigit() and text.isascii() and text[-1:] in AGES
    if vr in ('DS', 'IS') and text.lower().lstrip('+-') in NO_NUMBERS:
        return True
    odd = [sign for sign in text if sign not in SIGNS[vr]]
    # fewer signs are no name (docs/limits.json, residue-short), and programs make such numbers
    return len(odd) < LEAST if vr in ('DS', 'IS') and len(text) < LONGEST else not odd
