"""The report of a set: one line a file, what was done in numbers, what stayed open, what was skipped. No name and no value.

    rows = [of_set.row(outcome, path) for …]
    told = of_set.head(rows, skipped, graph, {'version': …, 'preset': …, 'preset_sha256': …, 'project_key': True, 'date': '20261126'})
    of_set.lines(told, rows)           # JSON lines: the head, then a line a file; of_set.whole(told, rows): one object
    of_set.table(rows)                 # CSV; of_set.page(told, rows, labels): HTML

`rows` and the head are plain data, so that workers hand them on.
"""

from samar.core import host
from samar.core import outcome as outcomes
from samar.core.plan import actions, decide
from samar.core.report import content, documents
from samar.kinds import Any, Fields, Labels, Outcome, Sequence

HEADINGS = ('file', 'outcome', 'name', 'input_bytes', 'input_sha256', 'output_bytes', 'output_sha256', 'error', 'open', 'masks', 'changed',
            'sop_class')


def row(outcome: Outcome, path: str | None = None, output_sha256: str | None = None) -> Fields:
    """What the report says of one file; `path` is its name in the set. The hash of the output is made here unless it is given."""
    record, decisions = outcome.record, outcome.decisions
    found: Fields
    found = {'outcome': outcome.word, 'error': None if outcome.error is None else outcome.error.fields(), 'open': outcome.points,
             'input': None, 'output': None, 'sop_class': '', 'actions': {},
             'masks': [mask.fields() for mask in outcome.masks]}
    if record is None:
        return found
    found['input'] = {'bytes': record.file.size, 'sha256': content.digest(record.file)}
    if decisions is not None:
        found['sop_class'] = decide.sop_class(record)
        for place in range(decisions.count):
            code = decisions.action[decisions.hits[place]]
            name = actions.NAMES[code] if code < len(actions.NAMES) else 'remove'      # what goes with its sequence
            found['actions'][name] = found['actions'].get(name, 0) + 1
    for output in content.files(outcome)[1:]:
        made = content.digest(output) if output_sha256 is None else output_sha256
        found['output'] = {'name': path or outcome.name, 'bytes': output.size, 'sha256': made}
    return found


def choices_digest(choices: Fields, version: str) -> str:
    """SHA-256 of what decides about a file: program, preset, options, rules, masks, settled points. Equal choices have equal digests."""
    text = documents.json_of([version, content.preset_digest(choices['preset']), sorted(choices.get('options') or []),
                              choices.get('options') is None, _pairs(choices.get('categories')), _pairs(choices.get('elements')),
                              [[key, mask[key]] for mask in choices.get('masks') or [] for key in sorted(mask)],
                              _pairs(choices.get('settled'))])
    return content.hexadecimal(host.sha256(host.encode(text, 'utf-8')))


def _pairs(given: Any) -> list[Any]:
    if isinstance(given, (list, tuple)):
        return sorted(given)
    return [[key, given[key]] for key in sorted(given or {})]


def head(rows: Sequence[Fields], skipped: Sequence[Fields], graph: Fields | None, facts: Fields) -> Fields:
    """What stands above the files. `skipped` [{code, count}], `graph` as `media.graph.compare` gives it, or None; `facts` are put in
    as they are."""
    counts = {word: len([one for one in rows if one['outcome'] == word]) for word in outcomes.WORDS}
    counts['skipped'] = 0
    for one in skipped:
        counts['skipped'] += one['count']
    done: dict[str, int] = {}
    open_: dict[str, int] = {}
    settled: dict[str, int] = {}
    for one in rows:
        for name in one['actions']:
            done[name] = done.get(name, 0) + one['actions'][name]
        for point in one['open']:
            into = open_ if point['settled'] is None else settled
            key = point['code'] if point['settled'] is None else point['code'] + ' ' + point['settled']
            into[key] = into.get(key, 0) + 1
    found = {'program': 'Samar', 'counts': counts, 'written': len([one for one in rows if one['output'] is not None]), 'actions': done,
             'open': open_, 'settled': settled, 'skipped': skipped, 'graph': graph or {'same': None, 'lost': []},
             'tables': [content.table_of(name) for name in content.TABLES]}
    for name in facts:
        found[name] = facts[name]
    return found


def answer(args: Fields, version: str) -> Fields:
    """What the worker is asked for: `{text, name, type}` in the `format` of `args`, of its `rows`, `skipped`, `graph` and `facts`. HTML
    is asked for twice: without `labels` the answer is the message keys it needs."""
    facts: Fields = {'version': version}
    for name in args['facts']:
        facts[name] = args['facts'][name]
    facts['preset_sha256'] = content.preset_digest(facts['preset'])
    told = head(args['rows'], args['skipped'], args.get('graph'), facts)
    form = args['format']
    if form == 'json':
        return {'text': whole(told, args['rows']), 'name': 'samar-set-report.json', 'type': 'application/json'}
    if form == 'lines':
        return {'text': lines(told, args['rows']), 'name': 'samar-set-report.jsonl', 'type': 'application/x-ndjson'}
    if form == 'csv':
        return {'text': table(args['rows']), 'name': 'samar-set-report.csv', 'type': 'text/csv'}
    labels = args.get('labels')
    if labels is None:
        return {'keys': keys(told)}
    return {'text': page(told, args['rows'], labels), 'name': 'samar-set-report.html', 'type': 'text/html'}


def lines(told: Fields, rows: Sequence[Fields]) -> str:
    """JSON lines: the head first, then each file."""
    return '\n'.join([documents.json_of(one) for one in [told, *rows]]) + '\n'


def whole(told: Fields, rows: Sequence[Fields]) -> str:
    """One JSON object: the head with `files`, as the report of one file has it."""
    return documents.json_of({**told, 'files': rows})


def table(rows: Sequence[Fields]) -> str:
    """CSV, a row a file."""
    found = [','.join(HEADINGS)]
    for place in range(len(rows)):
        found.append(','.join([documents.cell(cell) for cell in cells(rows[place], place)]))
    return '\r\n'.join(found) + '\r\n'


def cells(one: Fields, place: int) -> list[Any]:
    """The values of HEADINGS for one file."""
    given, made = one['input'] or {}, one['output'] or {}
    error = '' if one['error'] is None else one['error']['code']
    changed = sum([one['actions'][name] for name in one['actions'] if name != 'keep'])
    return [place + 1, one['outcome'], made.get('name', ''), given.get('bytes', ''), given.get('sha256', ''), made.get('bytes', ''),
            made.get('sha256', ''), error,
            '; '.join([point['code'] + (' ' + point['settled'] if point['settled'] else '') for point in one['open']]),
            '; '.join([place_of(mask) for mask in one['masks']]), changed, one['sop_class']]


def place_of(mask: Fields) -> str:
    """A mask in one cell: `x,y,w,h,first,last`, with its shape before it where that is not a rectangle; corners of a polygon instead of
    its rectangle."""
    shape, points = mask.get('shape'), mask.get('points')
    sides = points if points else [mask[side] for side in ('x', 'y', 'w', 'h')]
    return (shape + ':' if shape else '') + ','.join([str(number) for number in [*sides, mask['first'], mask['last']]])


def facts_of(told: Fields) -> list[tuple[str, str]]:
    """[(message key, text)] of the head."""
    graph = told['graph']['same']
    found = [('outcome_' + word, str(told['counts'][word])) for word in outcomes.WORDS if told['counts'][word]]
    found.append(('set_written', str(told['written'])))
    for one in told['skipped']:
        found.append(('error_' + documents.key_of(one['code']), str(one['count'])))
    for name in ('version', 'package_sha256', 'preset', 'preset_sha256', 'date'):
        if told.get(name):
            found.append(('set_' + name, str(told[name])))
    found.append(('set_project_key', 'set_yes' if told.get('project_key') else 'set_no'))
    if graph is not None:
        found.append(('set_graph', 'set_yes' if graph else 'set_no'))
    found.extend([('action_' + name, str(told['actions'][name])) for name in told['actions']])
    found.extend([('point_' + documents.key_of(code), str(told['open'][code])) for code in told['open']])
    for key in told['settled']:
        code, how = key.split(' ')
        found.append(('point_' + documents.key_of(code), str(told['settled'][key]) + ' ' + how))
    return found


def keys(told: Fields) -> list[str]:
    """Message keys that `page` asks for."""
    found = ['set_title', 'set_yes', 'set_no'] + ['set_column_' + name for name in HEADINGS]
    found.extend(['outcome_' + word for word in outcomes.WORDS])
    return found + [key for key, _ in facts_of(told)]


def page(told: Fields, rows: Sequence[Fields], labels: Labels) -> str:
    """A page to print, without scripts and links."""
    title = documents.label(labels, 'set_title')
    parts = [documents.opening(labels, 'set_title'), '<h1>', title, '</h1><dl>']
    for key, text in facts_of(told):
        parts.extend(['<dt>', documents.label(labels, key), '</dt><dd>',
                      documents.label(labels, text) if text in ('set_yes', 'set_no') else documents.escaped(text), '</dd>'])
    parts.append('</dl><table><thead><tr>')
    for name in HEADINGS:
        parts.extend(['<th>', documents.label(labels, 'set_column_' + name), '</th>'])
    parts.append('</tr></thead><tbody>')
    for place in range(len(rows)):
        parts.append('<tr>')
        for name, value in zip(HEADINGS, cells(rows[place], place)):
            text = documents.label(labels, 'outcome_' + value) if name == 'outcome' else documents.escaped(str(value))
            parts.extend(['<td>', text, '</td>'])
        parts.append('</tr>')
    parts.append('</tbody></table></body></html>')
    return ''.join(parts)
