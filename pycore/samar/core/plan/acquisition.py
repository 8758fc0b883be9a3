"""Numbers of an acquisition: slice thickness, echo time, b-value, kernel, vertebra. Everything else in digits is suspect."""

from samar.kinds import Vocabulary

# What stands before a number, and how many digits may follow: b1000, TR2500, T1, L4, B31f, FC50.
PREFIXES = {
    'b': 4, 'te': 4, 'tr': 4, 'ti': 4, 'fa': 3, 'ir': 4, 't': 2, 'c': 1, 'l': 1, 's': 1, 'th': 2, 'd': 2, 'st': 2, 'sl': 2,
    'br': 2, 'bl': 2, 'bv': 2, 'bf': 2, 'hr': 2, 'hv': 2, 'hf': 2, 'hl': 2, 'hc': 2, 'h': 2, 'i': 2, 'j': 2, 'u': 2, 'v': 2,
    'e': 2, 'fc': 2, 'ya': 1, 'yb': 1, 'yc': 1, 'sa': 2, 'sb': 2, 'sc': 2, 'sd': 2, 'qr': 2, 'ur': 2, 'kv': 3, 'kvp': 3, 'ma': 3,
    'mas': 3, 'fov': 3, 'se': 2, 'ph': 2, 'p': 1, 'pat': 1, 'ipat': 1, 'sms': 1, 'cs': 1, 'nex': 1, 'nsa': 1, 'etl': 3, 'dyn': 2,
    'echo': 2, 'vol': 2, 'phase': 3, 'run': 2, 'seq': 2, 'pos': 2, 'seg': 2, 'q': 1, 'wl': 4, 'ww': 4, 'w': 4, 'mb': 2,
    'pe': 2, 'iso': 2, 'grad': 2,
}
# What stands behind a number: 5mm, 1.5T, 3D, 120kV, 30%, 2x, 63y.
UNITS = {'mm', 'cm', 'm', 'um', 'µm', 'ml', 'l', 'cc', 'mg', 'kg', 'g', 's', 'sec', 'secs', 'ms', 'min', 'mins', 'h',
         'hr', 'hrs', 'hz', 'khz', 'mhz', 'kv', 'kvp', 'kev', 'ma', 'mas', 'gy', 'cgy', 'mgy', 'mbq', 'kbq', 'mci',
         'hu', 't', 'deg', 'fps', 'bpm', 'bit', 'ch', 'd', 'w', 'wk', 'wks', 'mo', 'x', 'st', 'nd', 'rd', 'th', 'fr',
         'dir', 'vol', 'ph', 'pct', 'iu', 'mol', 'mmol', 'ppm', 'db', 'sl'}
LONG_UNITS = {'mm', 'ms', 'hu', 'hz', 'khz', 'mhz', 'ml', 'mgy', 'mas', 'mbq'}
LONG_PREFIXES = {'b', 'te', 'tr', 'ti', 'wl', 'ww'}
AGES = {'y', 'yo', 'yr', 'yrs', 'thn', 'th', 'j'}
PERSONAL = {'y', 'yo', 'yr', 'yrs', 'm', 'f', 'th', 'thn', 'j'}     # behind or before a number they make an age
SUFFIXES = {'w', 'wi', 'ce', 'gd', 'fs', 'c', 'f', 's', 'd', 'h', 'u', 'q', 'k', 'm', 'r', 'e', 'star', 'map'}
OLDEST = 89


def is_number(text: str) -> bool:
    """Whether a number that stands alone is harmless: up to three digits, or a decimal that is no day and month."""
    whole, point, fraction = text.replace(',', '.').partition('.')
    if not point:
        return len(whole) <= 3
    if len(whole) > 3 or len(fraction) > 3:
        return False
    return not (len(whole) == 2 and len(fraction) == 2 and (whole[0] == '0' or fraction[0] == '0' or int(fraction) <= 12))


def is_mixed(runs: list[str], vocabulary: Vocabulary) -> bool:
    """Whether runs of letters and digits (`['b', '1000']`) are a parameter, a measure, a vertebra, a kernel or a coil."""
    if '.' in runs or ',' in runs:
        runs = _joined(runs)
    if runs[0][0].isdecimal() and _is_measure(runs, vocabulary):
        return True
    head = runs[0]
    if head == 'b' and len(runs) > 1 and len(runs[1]) > 2 and runs[1].isdecimal() and int(runs[1]) % 50:
        return False
    if len(runs) == 2 and head in LONG_PREFIXES and len(runs[1]) < 5 and runs[1][0] != '0':
        return True
    return _is_protocol(runs, vocabulary)


def _is_protocol(runs: list[str], vocabulary: Vocabulary) -> bool:
    """`tse3d`, `t1of3`, `b31f`, `p100`, `sense2`: letters that are known or too few for a name, and at most three digits in a run."""
    if is_room(runs):
        return False
    digits = 0
    for place in range(len(runs)):
        run = runs[place]
        if run[0].isdecimal():
            digits += len(run)
            if len(run) > 3:
                return False
            near = runs[1] if place == 0 else runs[place - 1]
            if len(runs) == 2 and near in PERSONAL and run.isdecimal() and int(run) > OLDEST:
                return False
        elif not (len(run) == 1 or run in PREFIXES or run in UNITS or run in SUFFIXES or vocabulary.has(run)
                  or (len(runs) == 2 and vocabulary.knows(run))):
            return False
    return digits < 6


def is_room(runs: list[str]) -> bool:
    """`C302`, `L04`, `H305f`: a letter and more digits than it has as a parameter, or a zero first, is a room, a bed or a subject."""
    head = runs[0]
    if len(head) > 1 or head.isdecimal() or len(runs) > 3 or len(runs) < 2:
        return False
    digits = runs[1]
    if head == 'w' and len(digits) > 2 and digits[-1:] != '0':
        return True
    return (len(digits) > 1 and digits[0] == '0') or len(digits) > max(PREFIXES.get(head, 2), 2)


def is_measured(before: str, number: str, after: str) -> bool:
    """Whether a number of four digits may stay because of the token before or behind it."""
    return len(number) == 4 and number.isdecimal() and (before in LONG_PREFIXES or after in LONG_UNITS)


def _joined(runs: list[str]) -> list[str]:
    """Runs with decimals in one: ['1', '.', '5', 'mm'] gives ['1.5', 'mm']."""
    found: list[str] = []
    for run in runs:
        if found and (run in '.,' or found[-1][-1] in '.,'):
            found[-1] += run
        else:
            found.append(run)
    return found


def _is_measure(runs: list[str], vocabulary: Vocabulary) -> bool:
    """`5mm`, `1.5t`, `3d`, `512x512`, `3x3x5mm`, `63y`; ages over 89 not."""
    if len(runs) == 2:
        number, unit = runs
        if unit in AGES:
            return number.isdecimal() and int(number) <= OLDEST
        if unit in LONG_UNITS:
            return len(number) <= 5
        return is_number(number) and (unit in UNITS or (len(unit) > 2 and len(number) == 1 and vocabulary.has(unit)))
    for place in range(len(runs)):
        run = runs[place]
        if place % 2 == 0:
            if len(run) > 4:
                return False
        elif run != 'x' and not (place == len(runs) - 1 and run in UNITS):
            return False
    return True
