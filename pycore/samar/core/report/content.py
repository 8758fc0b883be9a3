"""The report of one file: what was done to each element and why, and what proves it. No original value unless asked for."""

from samar.core import host
from samar.core import outcome as outcomes
from samar.core.edits import declare, points
from samar.core.elements import paths
from samar.core.kernels import match
from samar.core.pixels import redact
from samar.core.plan import actions, decide, shelf
from samar.core.report import documents
from samar.core.review import notes, reasons
from samar.core.standard import dictionary, profile, types
from samar.kinds import Any, Buffer, Decisions, Fields, Outcome, Record, Row, Sequence, Source

LONGEST = 1024
MOST_CLASSES = 32     # SOP classes whose elements are remembered
_memory: dict[str, dict[int, Fields]] = {}
TABLES = ('profile', 'structured', 'safe_private', 'private_evidence', 'dictionary', 'uids', 'iod')


def whole(reports: Sequence[Fields], version: str) -> Fields:
    """The report of one file or of many, always of this shape; `reports` as `as_dict` gives them."""
    counts = {}
    for word in outcomes.WORDS:
        counts[word] = len([told for told in reports if told['outcome'] == word])
    counts['skipped'] = 0
    named = [told for told in reports if told.get('preset')]
    return {'program': 'Samar', 'version': version, 'preset': named[0]['preset'] if named else None,
            'preset_sha256': named[0]['preset_sha256'] if named else None, 'counts': counts, 'graph': {'same': None, 'lost': []},
            'files': reports}


def as_dict(outcome: Outcome, values: bool = False) -> Fields:
    """The report of one file as plain data."""
    found: Fields
    found = {'outcome': outcome.word, 'error': None if outcome.error is None else outcome.error.fields(), 'name': outcome.name,
             'open': outcome.points,
             'edition': profile.edition(), 'input': None, 'output': None, 'elements': [],
             'proposals': [one.fields() for one in outcome.proposals],
             'masks': [mask.fields() for mask in outcome.masks],
             'notes': [{'code': code, 'selector': selector, 'detail': detail} for code, selector, detail in notes.listed(outcome)]}
    record, decisions = outcome.record, outcome.decisions
    if record is None or decisions is None:
        return found
    policy = decisions.policy
    found['preset'] = policy.preset
    found['preset_sha256'] = preset_digest(policy.preset)
    found['tables'] = [table_of(name) for name in TABLES]
    found['options'] = list(policy.options)
    found['profile'] = not declare.weakened(policy) and points.is_done(outcome.points)
    found['sop_class'] = decide.sop_class(record)
    found['input'] = {'bytes': record.file.size, 'sha256': digest(record.file)}
    for output in files(outcome)[1:]:
        found['output'] = {'name': outcome.name, 'bytes': output.size, 'sha256': digest(output)}
    if outcome.check is not None:
        found['check'] = {'compared': outcome.check.compared, 'patterns': outcome.check.patterns.state[0] if outcome.check.patterns else 0,
                          'residue': 0 if outcome.check.problem is None else 1, 'coincidences': len(outcome.check.hits)}
    if outcome.work is not None and outcome.work.proof is not None and outcome.work.masked is not None:
        # hashes of what is unchanged around masks in uncompressed pixels are only made when someone asks for them
        found['pixels'] = redact.prove(record, outcome.work.masked[0], outcome.work.masked[1])
    for place in range(decisions.count):
        found['elements'].append(element(record, decisions, decisions.hits[place], values))
    return found


def files(outcome: Outcome) -> list[Source]:
    """Sources of the files whose hashes are stated: the input, and the output where there is one."""
    if outcome.record is None or outcome.decisions is None:
        return []
    found = [outcome.record.file]
    if outcome.output is not None and outcome.check is not None:
        found.append(outcome.check.output.file)
    return found


def table_of(name: str) -> Fields:
    """Which edition of a generated table decided, and what it was made from."""
    table = host.table(name)
    return {'name': name, 'edition': table['edition'], 'sources': [' '.join(source) for source in table['sources']]}


_presets: dict[str, tuple[Any, str]] = {}


def preset_digest(ident: str) -> str | None:
    """SHA-256 of a preset's data as JSON; None for a policy that is no preset."""
    data = shelf.data(ident)
    if data is None:
        return None
    if ident not in _presets or _presets[ident][0] is not data:
        _presets[ident] = (data, hexadecimal(host.sha256(host.encode(documents.json_of(data), 'utf-8'))))
    return _presets[ident][1]


def element(record: Record, decisions: Decisions, row: Row, values: bool) -> Fields:
    """One touched element. What is said of a top-level element hangs on its tag, VR and decision, and is made once."""
    table = record.table
    tag = table.tag[row]
    if values or table.parent[row] >= 0 or tag // 65536 % 2:
        return _element(record, decisions, row, values)
    key = (tag * 256 + decisions.how[row]) * 256 + decisions.action[row]
    known = _memory.get('=' + decisions.sop_class)
    if known is None:
        if len(_memory) > MOST_CLASSES:
            _memory.clear()
        known = _memory['=' + decisions.sop_class] = {}
    found = known.get(key)
    if found is None or found['vr'] != record.vr(row):
        found = known[key] = _element(record, decisions, row, values)
    return found


def _element(record: Record, decisions: Decisions, row: Row, values: bool) -> Fields:
    code, detail = reasons.reason(record, decisions, row)
    rule = decisions.rule[row]
    tag = record.table.tag[row]
    place = paths.path(record, row) if values else paths.told(record, row)
    found = {'selector': place, 'keyword': dictionary.keyword_of(tag), 'vr': record.vr(row),
             'row': profile.keyword(rule) if rule >= 0 else None, 'profile': profile.basic(rule) if rule >= 0 else None,
             'option': detail if code == 'option' else None,
             'type': types.type_of(decisions.sop_class, paths.sequences(record, row), tag) if rule >= 0 else None,
             'action': 'remove' if decisions.action[row] == match.COVERED else actions.NAMES[decisions.action[row]],
             'reason': code, 'detail': detail}
    if values:
        found['before'] = '' if record.table.is_container(row) else record.text(row, LONGEST)
    return found


def digest(source: Source) -> str:
    """SHA-256 of a whole file in hexadecimal."""
    return hexadecimal(host.sha256_of(source.handle))


def hexadecimal(made: Buffer) -> str:
    """A digest in hexadecimal."""
    return ''.join(['%02x' % made[place] for place in range(len(made))])
