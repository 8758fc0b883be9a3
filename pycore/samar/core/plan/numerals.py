"""Numbers side by side in a description: vectors, b-values and measures stay, what reads as a date, a time, a phone or an id goes.

In: the tokens of a text (plan/tokens.py), judged one by one. Out: the numbers among them, and the months beside them, are marked.
"""

from samar.core.plan import acquisition, spoken, tokens
from samar.kinds import Token

MONTHS = {name for name in spoken.MONTHS if name != 'avr'}        # a lead of an ECG
# Before a list of b-values.
DIFFUSION = {'b', 'bval', 'bvals', 'bvalue', 'bvalues', 'dwi', 'dti', 'diff', 'diffusion', 'adc', 'trace', 'dwibs', 'ivim', 'dki', 'ddwi'}
STEP, HIGHEST = 50, 5000        # s/mm2
DATE_SIGNS = './-:,'


def cut(found: list[Token]) -> None:
    """Numbers side by side are dates, times, phones and ids, unless they are few and short; months go with their numbers."""
    count = len(found)
    place = 0
    while place < count:
        last = place
        while (last + 1 < count and is_number(found[last]) and is_number(found[last + 1]) and len(found[last + 1].gap) < 4
               and '%' not in found[last + 1].gap):
            last += 1
        if last > place:
            _judge_numbers(found, place, last)
        place = last + 1
    for place in range(count):
        if found[place].kind == tokens.NUMBER and not found[place].keep:
            _keep_measured(found, place)
        elif found[place].keep and (found[place].low in DIFFUSION or _is_b_value(found[place])):
            _keep_b_values(found, place)
    for place in range(count):
        if found[place].low in MONTHS:
            _cut_month(found, place)


def _cut_month(found: list[Token], place: int) -> None:
    """A month goes with the numbers beside it, over a small word too: `3 de mayo de 2006`."""
    count = len(found)
    near = [at for at in (_beside(found, place, -1), _beside(found, place, 1)) if 0 <= at < count and _is_counted(found[at])]
    for at in near:
        for number in range(min(at, place), max(at, place) + 1):
            found[number].goes(tokens.DATED)
    after = _beside(found, place + 1, 1)
    if near and after < count and not found[place + 1].keep and found[after].kind == tokens.NUMBER and len(found[after].text) in (2, 4):
        found[after].goes(tokens.DATED)       # the year of `Jun 27, 2006`


def _beside(found: list[Token], place: int, step: int) -> int:
    """The place of the next part that is no small word."""
    place += step
    if 0 < place < len(found) - 1 and found[place].low in spoken.SMALL:
        place += step
    return place


def _is_counted(token: Token) -> bool:
    """A number, or `3rd`."""
    return is_number(token) or (token.kind == tokens.MIXED and token.low[0:-2].isdecimal() and token.low[-2:] in spoken.SMALL)


def _is_b_value(token: Token) -> bool:
    """`b0`, `b1000`."""
    return token.kind == tokens.MIXED and token.low[0] == 'b' and token.low[1:].isdecimal()


def _keep_b_values(found: list[Token], place: int) -> None:
    """`diff b 50 400 800`, `B100/600/1000`: numbers that rise in steps of 50 behind a word of diffusion, each with one sign between."""
    low = int(found[place].low[1:]) if _is_b_value(found[place]) else -1
    last = place
    while last + 1 < len(found):
        token = found[last + 1]
        if (token.kind != tokens.NUMBER or not token.text.isdecimal() or len(token.gap) != 1 or token.gap not in ' _/,-\\+'
                or (len(token.text) > 1 and token.text[0] == '0') or not low < int(token.text) <= HIGHEST or int(token.text) % STEP):
            break
        low = int(token.text)
        last += 1
    if last > place + 1 or (last == place + 1 and low < 1900):
        for token in found[place + 1:last + 1]:
            if token.why != tokens.IDENTITY:
                token.stays(tokens.MEASURE)


def _judge_numbers(found: list[Token], first: int, last: int) -> None:
    group = found[first:last + 1]
    if not _is_private(group):
        # a decimal before or behind hides no phone number and no date
        whole = [token for token in group if token.kind == tokens.NUMBER and token.text.isdecimal()]
        for run in _runs(whole, ' -()') + _runs(whole, '/') + _runs(whole, '.') + _runs(whole, '-') + _runs(whole, ':'):
            if _is_phone(run) or _is_clock(run) or (
                    len(run) > 2 and run[1].gap in DATE_SIGNS and _is_date([x.text for x in run], run[1].gap)):
                for token in run:
                    token.goes(tokens.DATED)
        return
    for token in group:
        token.goes(tokens.DATED)


def _runs(group: list[Token], signs: str) -> list[list[Token]]:
    """Stretches of two tokens and more with nothing but these signs between them."""
    found: list[list[Token]] = []
    for place in range(len(group)):
        if place and group[place].gap and not [sign for sign in group[place].gap if sign not in signs]:
            found[-1].append(group[place])
        else:
            found.append([group[place]])
    return [run for run in found if len(run) > 1]


def _is_clock(group: list[Token]) -> bool:
    """`10:45`."""
    return group[1].gap == ':' and len(group[1].text) == 2 and int(group[0].text) < 24 and int(group[1].text) < 60


def _is_phone(group: list[Token]) -> bool:
    """Whether whole numbers side by side are a phone number: after a plus or with a part of four digits, or pairs with hyphens."""
    texts = [token.text for token in group]
    if sum([len(text) for text in texts]) > 6 and ('+' in group[0].gap or [text for text in texts if len(text) > 3]):
        return True
    return len(texts) > 3 and ''.join([token.gap for token in group[1:]]) == '-' * (len(texts) - 1) and min([len(x) for x in texts]) > 1


def _is_private(group: list[Token]) -> bool:
    """Whether numbers side by side read as a date, a time, a phone or an id; decimals and vectors do not."""
    texts = [token.text for token in group]
    signs = ''.join([token.gap for token in group[1:]])
    whole = [text for text in texts if text.isdecimal()]
    if len(whole) < len(texts):
        return '/' in signs and len([text for text in texts if len(text) > 4]) > 0
    if [text for text in texts if len(text) > 3]:
        return True
    if '+' in group[0].gap or (len(texts[0]) > 1 and texts[0][0] == '0' and len(texts) > 2):
        return True
    if len(texts) > 2 and _is_date(texts, signs):
        return True
    if signs.count('-') > 2 and signs == '-' * len(signs) and min([len(x) for x in texts]) > 1:
        return True
    if len(texts) == 2 and len(texts[1]) == 2:
        first, second = int(texts[0]), int(texts[1])
        if ':' in signs and first < 24 and second < 60:
            return True
        if (signs in ('.', '/')) and len(texts[0]) == 2 and 0 < first < 32 and 0 < second < 32 and (first < 13 or second < 13):
            return True
    if len(texts) == 3 and signs == '..':
        return True
    long = [text for text in texts if len(text) == 3]
    return (len(long) > 1 and bool([text for text in long if text[2] != '0'])) or ('-' in signs and sum([len(x) for x in texts]) > 5)


def _is_date(texts: list[str], signs: str) -> bool:
    """Whether three of the numbers read as day, month and year of two digits, in any order."""
    for place in range(len(texts) - 2):
        three = texts[place:place + 3]
        if max([len(x) for x in three]) == 2 and (len(three[2]) == 2 or len(three[0]) == 2):
            a, b = int(three[0]), int(three[1])
            if a and b and a < 32 and b < 32 and (a < 13 or b < 13) and ('.' in signs or '/' in signs or '-' in signs
                                                                  or min([len(x) for x in three]) == 2):
                return True
    return False


def _keep_measured(found: list[Token], place: int) -> None:
    """`1000 ms` and `TR 2500`: a number of four digits that stands alone with its unit or parameter."""
    before = found[place - 1] if place else None
    after = found[place + 1] if place + 1 < len(found) else None
    if (before is not None and is_number(before)) or (after is not None and is_number(after)) or found[place].gap[-1:] == '.':
        return
    if acquisition.is_measured(before.low if before is not None and found[place].gap in (' ', '=', '_') else '', found[place].low,
                               after.low if after is not None and after.gap == ' ' else ''):
        found[place].stays(tokens.MEASURE)


def is_number(token: Token) -> bool:
    """Whether a token is a number, or begins and ends with digits."""
    return token.kind == tokens.NUMBER or (token.kind == tokens.MIXED and '0' <= token.text[0] <= '9' and token.text[-1].isdecimal())
